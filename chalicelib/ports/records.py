"""Feedback as whole records, for what leaves and for what is blanked."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from chalicelib.model import Entry, Feedback, Message

if TYPE_CHECKING:
    from chalicelib.measures.facts import EntryFacts


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """Everything that is kept about one feedback in the table."""

    feedback: Feedback
    timeline: tuple[Entry, ...]
    messages: tuple[Message, ...]
    facts: "tuple[EntryFacts, ...]" = ()
    """What was measured, in the order of its sources."""


class Records(Protocol):
    """Feedback as whole records: for what leaves, and for what is blanked."""

    def everything(self) -> Iterator[Record]:
        """Every feedback, in no order, one at a time. It reads all there is; not for a Lambda."""

    def after(self, place: str | None) -> Iterator[tuple[Record | None, str]]:
        """What comes after a place in that order, each with its own place; None is the beginning.

        Nothing more is read than is asked for. A place holds nothing personal. Much may be read that is
        no feedback's: a place without a record comes after each megabyte, so that one can end there.
        """

    def part(
        self, number: int, of: int, after: str | None = None
    ) -> Iterator[tuple[Record | None, str | None]]:
        """One of so many parts of everything, from 0, none of which shares a feedback with another.

        With places as of `after`, of this part and this number of parts alone. After each megabyte that was
        read comes no record, so that who has little time can look at the clock, and not always a place.
        """

    def bookmark(self, part: int) -> str | None:
        """The place in a part that was kept last; None where it was its end."""

    def keep_bookmark(self, part: int, place: str | None) -> None:
        """Keep where reading a part goes on."""

    def of(self, feedback_id: str) -> Record:
        """One feedback, consistently read. NotFoundError."""

    def blank_entry(self, entry: Entry) -> None:
        """Put these words and these data in the place of an entry's. It is the only way to change one."""

    def blank_message(self, message: Message) -> None:
        """Put this recipient in the place of a message's, and keep neither its rendering nor its error."""

    def forget(self, contact: str, feedback: Feedback) -> None:
        """Let a contact point lead to this feedback no longer; harmless where it does not."""
