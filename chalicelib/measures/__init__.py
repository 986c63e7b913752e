"""What is measured, from the timeline alone: facts, their sums, and what the sums say. Pure.

`cycles` replays a timeline, `facts` says what each measure is, `ledger` which facts an entry adds and
withdraws. `rollups` adds them up by day and month, `figures` reads the sums, `charts` tells noise from
change. What each figure means is defined in docs/measures.md.
"""
