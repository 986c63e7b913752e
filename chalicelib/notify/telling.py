"""What one message tells, to whom, of which feedback, and in which language."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from chalicelib import promise
from chalicelib.addresses import Holder, reply_address
from chalicelib.configuration import Configuration
from chalicelib.errors import NotFoundError
from chalicelib.instants import from_text
from chalicelib.model import Channel, Entry, Feedback, Kind, Message
from chalicelib.notify.mail import body_text, from_address, one_line
from chalicelib.services.moves import may_appeal
from chalicelib.wording import Words

OMBUDSMAN = {"en-GB": "OMBUDSMAN", "pt-BR": "OUVIDORIA", "es": "DEFENSOR"}
"""The word by which a customer asks for the ombudsman, by locale; understood in every language."""

_NAME_LIMIT = 80


@dataclass(frozen=True, slots=True, kw_only=True)
class Appeal:
    """A customer's right to go to the ombudsman."""

    team: str
    """Name of the ombudsman's team."""
    word: str
    """What the customer has to send."""
    within: timedelta
    """How long after the answer they may, on the wall clock."""
    by: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """The facts of one message, and how its reader says them."""

    message: Message
    feedback: Feedback
    timeline: Sequence[Entry]
    configuration: Configuration
    words: Words
    now: datetime
    beside: Sequence[Message] = ()
    """For a receipt: what else was sent about the same entry."""

    @property
    def entry(self) -> Entry:
        """The entry that the message tells of. NotFoundError."""
        for entry in self.timeline:
            if entry.number == self.message.entry:
                return entry
        raise NotFoundError(f"{self.feedback.id} has no entry {self.message.entry}")

    @property
    def data(self) -> dict[str, Any]:
        """What the entry holds."""
        return dict(self.entry.data)

    @property
    def said(self) -> str:
        """The entry's own words, fit for a body."""
        return body_text(self.entry.words or "")

    @property
    def organisation(self) -> str:
        """The organisation's name."""
        return one_line(self.configuration.organisation.name, _NAME_LIMIT)

    @property
    def reference(self) -> str:
        """What the customer knows it by."""
        return self.feedback.reference

    def team(self, team_id: str | None = None) -> str:
        """A team's name; the team that the message goes to, or the owner, where none is named."""
        wanted = team_id or self.message.team or self.feedback.owner
        return one_line(self.configuration.team(wanted).name, _NAME_LIMIT)

    def instant(self, key: str) -> datetime | None:
        """An instant in the entry's data."""
        text = self.data.get(key)
        return from_text(text) if text else None

    def by(self, at: datetime) -> str:
        """A deadline as its reader says it, in the organisation's zone; with its date in a mail."""
        dated = self.message.channel is not Channel.SMS
        return promise.say_by(at, self.now, self._zone, self.words.locale, dated=dated)

    def at(self, at: datetime) -> str:
        """A moment as its reader says it, in the organisation's time zone."""
        return promise.say_at(at, self.now, self._zone, self.words.locale)

    def left(self, at: datetime) -> str:
        """How far away an instant is."""
        return promise.say_left(at, self.now, self.words.locale)

    def promised(self, at: datetime | None) -> str | None:
        """The promise to a customer; None where there is none, or none that can still be kept."""
        return self.by(at) if at is not None and at > self.now else None

    def sender(self, name: str) -> str | None:
        """Whom a mail is from; None where the organisation has no mail domain."""
        domain = self.configuration.organisation.mail_domain
        return from_address(name, f"feedback@{domain}") if domain else None

    def reply_to(self, keys: Sequence[bytes], holder: Holder) -> str | None:
        """The signed address that a reply to a mail goes to."""
        domain = self.configuration.organisation.mail_domain
        if domain is None:
            return None
        return reply_address(keys, domain, self.feedback.id, holder, self.message.to)

    @property
    def appeal(self) -> Appeal | None:
        """What an answer to a complaint says of the ombudsman; None where there is nobody to go to.

        Nothing is said where the ombudsman answered, where it is too late, or where the feedback's
        policy is one that the organisation no longer has.
        """
        if self.feedback.kind is not Kind.COMPLAINT or self.feedback.answered_at is None:
            return None
        try:
            policy = self.configuration.policy(self.feedback.policy)
        except KeyError:
            return None
        if not may_appeal(self.feedback, self.configuration, self.now):
            return None
        ombudsman = policy.levels[-1].to
        if self.data["team"] == ombudsman:
            return None
        return Appeal(
            team=self.team(ombudsman),
            word=OMBUDSMAN[self.words.locale],
            within=policy.appeal_within,
            by=self.feedback.answered_at + policy.appeal_within,
        )

    @property
    def _zone(self) -> str:
        return self.configuration.organisation.time_zone


def thanks(telling: Telling) -> str:
    """How a customer is thanked: for what they sent, or for writing again."""
    is_first = telling.entry.number == 1
    return telling.words.say(f"thanks_{telling.feedback.kind}" if is_first else "thanks_again")


def newest_promise(telling: Telling) -> str | None:
    """What an acknowledgement promises."""
    said = telling.instant("promise_by") or telling.instant("respond_by")
    return telling.promised(said or telling.feedback.promise_by)
