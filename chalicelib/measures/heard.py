"""What of all that members said to a customer in a cycle the customer heard. Pure.

A message that failed for good is known later than the answer that it carried, and may be of an older cycle:
so everything that was said is kept, what reached nobody is marked, and the rest follows from the marks.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime


@dataclass(slots=True, kw_only=True)
class Said:
    """An answer, an outcome, or a member's note that they told the customer on another way."""

    number: int
    """Of its entry."""
    at: datetime
    owner: str
    holder: str
    """Who was accountable, and who had it, when it was said."""
    is_answer: bool = False
    """A member's words to the customer."""
    is_outcome: bool = False
    """With words it is an answer as well."""
    is_lost: bool = False
    """Whether it is known that it reached the customer on no way."""

    @property
    def is_told(self) -> bool:
        """Whether it is the note of a member who told the customer on another way."""
        return not (self.is_answer or self.is_outcome)


@dataclass(slots=True)
class Heard:
    """Everything that was said in one cycle, in the order of the timeline."""

    said: list[Said] = field(default_factory=list)

    @property
    def answers(self) -> list[Said]:
        """The responses: answers that were not lost, and notes that tell of one that was.

        A member who told the customer otherwise what had reached nobody has answered with that. Where
        nothing was lost since the customer last heard from us, such a note is a note.
        """
        found: list[Said] = []
        has_lost = False
        for one in self.said:
            if one.is_lost:
                has_lost = True
            elif one.is_answer or (one.is_told and has_lost):
                found.append(one)
                has_lost = False
        return found

    @property
    def outcome(self) -> Said | None:
        """The newest outcome that was not lost."""
        return next((o for o in reversed(self.said) if o.is_outcome and not o.is_lost), None)

    @property
    def conclusion(self) -> Said | None:
        """With what the customer was left: the outcome; where none was told, the last answer.

        Not an answer from before an outcome that was lost: there was more to say, and nobody heard it.
        """
        if told := self.outcome:
            return told
        lost = max((o.number for o in self.said if o.is_outcome), default=0)
        return next((a for a in reversed(self.answers) if a.number > lost), None)

    @property
    def lost(self) -> Iterator[tuple[Said, Said | None]]:
        """What reached nobody, each with the answer from which the customer then heard after all."""
        answers = self.answers
        for one in self.said:
            if one.is_lost:
                yield one, next((a for a in answers if a.number > one.number), None)
