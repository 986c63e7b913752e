"""How many messages may leave: caps that protect people, money and a domain's name from floods and loops.

Each cap counts in windows of fixed length, so that a counter never goes back.
"""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from chalicelib.intake.contacts import countries_of, country_of
from chalicelib.mailboxes import own_domain, without_tag
from chalicelib.model import Channel, Feedback, Message, Purpose, Status
from chalicelib.ports import ConfigurationStore, FeedbackStore

_HOUR = timedelta(hours=1)
_DAY = timedelta(days=1)
_SET_ASIDE_PER_HOUR = 3
"""To one address about one feedback: whoever goes on writing such mails is a machine."""
_LOOPING = {Purpose.TEAM_SET_ASIDE, Purpose.TEAM_UNDELIVERED}
_BY_PEOPLE = {Purpose.ANSWER, Purpose.QUESTION, Purpose.RESOLUTION}


@dataclass(frozen=True, slots=True)
class Cap:
    """At most `most` messages of one sort in each window."""

    sort: str
    most: int
    window: timedelta


@dataclass(frozen=True, slots=True)
class Caps:
    """Counts messages that are about to leave for the first time."""

    store: FeedbackStore
    configurations: ConfigurationStore

    def allow(self, message: Message, feedback: Feedback, now: datetime) -> bool:
        """Count a message against each of its caps, the narrowest first; whether all have room.

        A message is counted once in each window, however often its worker dies over it.
        """
        by = hashlib.sha256(f"{message.feedback_id}:{message.id}".encode()).hexdigest()[:12]
        return all(
            self.store.count(
                f"{cap.sort}{int(now.timestamp() // cap.window.total_seconds())}",
                cap.most,
                expires_at=now + 2 * cap.window,
                by=by,
            )
            for cap in self._caps(message, feedback)
        )

    def is_barred(self, message: Message, feedback: Feedback) -> bool:
        """Whether a text would go to a country that we send none to, and nobody wrote to us from there.

        Numbers that cost their caller, and pay whoever typed them, are abroad.
        """
        if message.channel is not Channel.SMS or _is_proven(message, feedback):
            return False
        configuration = self.configurations.current()
        allowed = set(configuration.limits.countries)
        if not allowed:
            allowed = countries_of((configuration.organisation.sms_number, *configuration.numbers))
        return country_of(message.to) not in allowed

    def _caps(self, message: Message, feedback: Feedback) -> Iterator[Cap]:
        limits = self.configurations.current().limits
        if message.purpose in _BY_PEOPLE:
            return
        if message.purpose.is_for_staff:
            if message.purpose is Purpose.TEAM_SET_ASIDE:
                yield Cap(f"aside:{feedback.id}:{message.to}:", _SET_ASIDE_PER_HOUR, _HOUR)
            # What a customer wrote always reaches its team, however many write at once: only what may
            # be one end of a loop is counted.
            if message.purpose in _LOOPING or feedback.status is Status.CLOSED:
                yield Cap(f"staff:{message.to}:", limits.staff_per_hour, _HOUR)
            return
        name = f"{message.channel}:{without_tag(message.to)}"
        if _is_proven(message, feedback):
            yield Cap(f"{name}:p", limits.automatic_per_hour, _HOUR)
            yield from self._of_domain(message)
            return
        yield Cap(f"{name}:u", limits.unproven_per_day, _DAY)
        yield from self._of_domain(message)
        if message.channel is Channel.SMS:
            yield Cap("sms:unproven:", limits.unproven_per_hour, _HOUR)

    def _of_domain(self, message: Message) -> Iterator[Cap]:
        """A machine that answers from another address each time has one domain all the same."""
        if message.channel is Channel.EMAIL and (domain := own_domain(message.to)):
            most = self.configurations.current().limits.domain_per_hour
            yield Cap(f"domain:{domain}:", most, _HOUR)


def _is_proven(message: Message, feedback: Feedback) -> bool:
    """Whether its recipient wrote to us from there."""
    return any(c.proven for c in feedback.contacts if c.address == message.to)
