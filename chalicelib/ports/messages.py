"""From a message to its recipient: words, the ways out, and who wants none."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Protocol

from chalicelib.configuration import Configuration
from chalicelib.digest import Digest
from chalicelib.model import Entry, Feedback, Message, OptOut, Rendered

if TYPE_CHECKING:  # most Lambdas measure nothing
    from chalicelib.week_digest import WeekDigest


class Renderer(Protocol):
    """Words for a message."""

    def render(
        self,
        message: Message,
        feedback: Feedback,
        timeline: Sequence[Entry],
        now: datetime,
        *,
        beside: Sequence[Message] = (),
    ) -> Rendered:
        """The message as it will leave. `beside`, for a receipt: the others about the same entry."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Specimen:
    """A message about a feedback that never was."""

    message: Message
    rendered: Rendered


class Specimens(Protocol):
    """Messages to look at before anybody gets one. Nothing is sent, and nothing is stored."""

    def saying(
        self, name: str, locale: str, configuration: Configuration, now: datetime
    ) -> list[Specimen]:
        """Messages in which a wording is said; none where it is said in no message that is known."""

    def replying(
        self, template: str, locale: str, configuration: Configuration, now: datetime
    ) -> list[Specimen]:
        """An answer in a reply template's words: each text that it takes, and the mail."""


class DigestRenderer(Protocol):
    """Words for a team's digests: mails as they will leave."""

    def of_day(self, digest: Digest, now: datetime) -> Rendered:
        """The daily one."""

    def of_week(self, digest: "WeekDigest", now: datetime) -> Rendered:
        """The weekly one."""


class Transport(Protocol):
    """One way out."""

    def send(self, message: Message, rendered: Rendered) -> str:
        """Hand one message to the provider; its id. Permanent-, Temporary-, AmbiguousDeliveryError."""


class OptOuts(Protocol):
    """Who wants no more messages."""

    def record(self, said: OptOut) -> OptOut:
        """Keep what somebody said, unless they said something newer; what holds then.

        Recorded again it changes nothing, and answers the same.
        """

    def of(self, contact: str) -> OptOut | None:
        """What a contact point said last, consistently read; None where it never said anything."""


class OptOutList(Protocol):
    """The SMS provider's own list of numbers that it sends nothing to."""

    def add(self, number: str) -> None:
        """Put a number on it; also where it is there. UnavailableError."""

    def remove(self, number: str) -> None:
        """Take a number off it; also where it is not there. UnavailableError."""
