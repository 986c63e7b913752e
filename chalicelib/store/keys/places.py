"""Where reading of the whole table can be broken off between feedback."""

from chalicelib.store.keys.incidents import INCIDENTS
from chalicelib.store.keys.primary import PK, Key
from chalicelib.store.keys.sums import BOARDS, ROLLUPS
from chalicelib.store.keys.webhooks import WEBHOOKS

_NOBODYS = (BOARDS, INCIDENTS, ROLLUPS, WEBHOOKS, "AUDIT#", "RATED#", "SENT#")
"""How partitions begin whose keys are made of ids and instants: others may hold an address."""


def is_place(item: Key) -> bool:
    """Whether reading can go on after an item: it is no feedback's, and nobody is named in its key."""
    return str(item[PK]["S"]).startswith(_NOBODYS)
