"""What customers said of us: whether they want messages, and that they rated."""

from collections.abc import Mapping
from datetime import timedelta

from chalicelib.model import OptOut, Rated
from chalicelib.store import keys
from chalicelib.store.items import columns
from chalicelib.store.items.columns import Item
from chalicelib.store.items.names import FEEDBACK_ID, OPTED_OUT, SAID_AT
from chalicelib.store.items.whole import item

RATED_FOR = timedelta(days=60)
"""How long it is listed that a feedback was rated: longer than any digest looks back."""

_RATED: Mapping[str, columns.Column] = {
    FEEDBACK_ID: columns.TEXT,
    "entry": columns.NUMBER,
    "cycle": columns.NUMBER,
    "team": columns.TEXT,
    "at": columns.INSTANT,
}


def rated_to_item(rated: Rated) -> Item:
    """That a feedback was rated; the table forgets it in time, its timeline does not."""
    return item(
        "rated",
        keys.rated(rated.team, rated.at, rated.feedback_id, rated.entry),
        {
            **columns.write(rated, _RATED),
            keys.EXPIRES_AT: {"N": str(int((rated.at + RATED_FOR).timestamp()))},
        },
    )


rated_from_item = columns.reader(Rated, _RATED)
"""What `rated_to_item` wrote."""


def opt_out_to_item(said: OptOut) -> Item:
    """What a contact point said of messages; its key holds whose it is."""
    return item(
        "opt_out",
        keys.opt_out(said.contact),
        {
            "contact": {"S": said.contact},
            OPTED_OUT: {"BOOL": said.opted_out},
            SAID_AT: columns.INSTANT.write(said.at),
            "by": {"S": said.by},
        },
    )


def opt_out_from_item(stored: Item) -> OptOut:
    """What `opt_out_to_item` wrote."""
    return OptOut(
        contact=stored["contact"]["S"],
        opted_out=stored[OPTED_OUT]["BOOL"],
        at=columns.INSTANT.read(stored[SAID_AT]),
        by=stored["by"]["S"],
    )
