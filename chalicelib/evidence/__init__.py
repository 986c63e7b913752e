"""What the data of a period shows of ISO 10002:2018 and ISO 10004:2018, clause by clause. Pure.

`material` is what it is made from, `clauses` which clauses there are and what bears on each, `lines` what
the material says, `speech` says it in a language, `document` puts it together. Titles of clauses are
ours and short: the standards' own text is not repeated. What data cannot show is left to people, and said.
"""
