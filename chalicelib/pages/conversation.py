"""The part of a timeline that its customer may see: their own words and the answers, no more."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from chalicelib.model import Entry, What

_CUSTOMER = frozenset({What.CAPTURED, What.CUSTOMER_WROTE})


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """One turn of the conversation."""

    words: str
    at: datetime
    team: str | None
    """Id of the team that answered; None where the customer wrote."""


def public(timeline: Iterable[Entry]) -> list[Said]:
    """What was said between the customer and us, oldest first.

    An entry is shown only if it is known to be public: a new sort of entry stays internal.
    """
    return [
        Said(words=entry.words, at=entry.at, team=_team(entry))
        for entry in timeline
        if entry.words and (entry.what is What.ANSWERED or entry.what in _CUSTOMER)
    ]


def _team(entry: Entry) -> str | None:
    return str(entry.data["team"]) if entry.what is What.ANSWERED else None
