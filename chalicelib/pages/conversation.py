"""The part of a timeline that its customer may see: their own words, the answers, the questions."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from chalicelib import attachments
from chalicelib.model import Attachment, Entry, What

_CUSTOMER = frozenset({What.CAPTURED, What.CUSTOMER_WROTE, What.APPEALED})
_TEAM = frozenset({What.ANSWERED, What.RESOLVED, What.ASKED})


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """One turn of the conversation."""

    words: str
    at: datetime
    team: str | None
    """Id of the team that answered or asked; None where the customer wrote."""
    is_question: bool = False
    """Whether the team asked the customer something."""
    entry: int
    """Number of the entry on the timeline."""
    attachments: tuple[tuple[int, Attachment], ...] = ()
    """What came with it and was taken, each with its place among all that came."""


def public(timeline: Iterable[Entry]) -> list[Said]:
    """What was said between the customer and us, oldest first.

    An entry is shown only if it is known to be public: a new sort of entry stays internal.
    """
    return [
        Said(
            words=entry.words or "",
            at=entry.at,
            team=_team(entry),
            is_question=entry.what is What.ASKED,
            entry=entry.number,
            attachments=tuple(attachments.kept(entry)),
        )
        for entry in timeline
        if (entry.words or attachments.kept(entry)) and entry.what in _CUSTOMER | _TEAM
    ]


def _team(entry: Entry) -> str | None:
    return str(entry.data["team"]) if entry.what in _TEAM else None
