"""What all models of the staff API have in common."""

from msgspec import Struct


class Model(Struct, kw_only=True, forbid_unknown_fields=True):
    """Of every model: a field that is not known is refused, so that a slip of the pen is seen."""
