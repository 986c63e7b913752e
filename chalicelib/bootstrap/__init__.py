"""The one place that wires: settings, clock, ids, AWS clients, services.

Each function makes one thing, once in the life of a Lambda, when it is first asked for, and imports what
it needs itself. A handler imports those modules that it uses, so that a Lambda loads no other.
"""
