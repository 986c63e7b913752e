"""What other systems are told: one event for each change of a feedback, and how it is signed and retried.

Pure. docs/events.md says it to those who receive events.
"""
