"""A text that arrived: a command, a score, words said again, or words; and into the table with it.

Whatever it is, it is decided upon what stands in the table at that moment and written only if that still
stands; else it is decided again. So a hundred texts of one number at once are one feedback.
"""

from dataclasses import replace
from datetime import datetime
from typing import Any

from chalicelib.errors import ConflictError, DuplicateError, RefusedError
from chalicelib.intake.customer_commands import command_in, rating_in
from chalicelib.intake.sms import InboundSms
from chalicelib.model import Channel, ContactPoint, Feedback
from chalicelib.ports import ConfigurationStore, FeedbackStore
from chalicelib.routing import touchpoint_for_text
from chalicelib.services.belonging import Belonging, Place
from chalicelib.services.capture import Capture
from chalicelib.services.commands import Commands
from chalicelib.services.contention import AT_ONCE, Contention
from chalicelib.services.surveys import Surveys
from chalicelib.services.words import Words


class Texts:
    """Takes in texts."""

    def __init__(
        self,
        store: FeedbackStore,
        configurations: ConfigurationStore,
        capture: Capture,
        commands: Commands,
        surveys: Surveys,
        contention: Contention = AT_ONCE,
    ) -> None:
        self._configurations = configurations
        self._capture = capture
        self._commands = commands
        self._surveys = surveys
        self._belonging = Belonging(store, configurations)
        self._contention = contention

    def receive(self, sms: InboundSms, now: datetime) -> None:
        """Store one text. A text that was stored before changes nothing.

        ConflictError where every race was lost: the queue hands it over again.
        """
        for _ in self._contention.tries():
            try:
                self._take(sms, now)
            except DuplicateError:
                return
            except ConflictError:
                continue
            return
        raise ConflictError(f"text {sms.message_id} lost every race")

    def _take(self, sms: InboundSms, now: datetime) -> None:
        place = self._belonging.place(sms)
        if command := command_in(sms.body):
            said = self._words(sms, place.facts)
            self._commands.take(command, said, place.about, now, seen=place.seen)
        elif self._rated(sms, place, now):
            return
        elif place.joined is not None:
            said = self._words(sms, place.facts)
            further = replace(said, repeats=place.repeats, placed=place.placed)
            self._capture.add(place.joined, further, now)
        else:
            touchpoint = touchpoint_for_text(self._configurations.current(), sms.body, sms.to)
            said = replace(self._words(sms, place.facts), touchpoint=touchpoint)
            self._capture.open(said, now, seen=place.seen)

    def _rated(self, sms: InboundSms, place: Place, now: datetime) -> bool:
        """Whether it is a score that we asked for, which is kept then."""
        rating = rating_in(sms.body)
        asked = self._asked(place, now) if rating else None
        if rating is None or asked is None:
            return False
        score, why = rating
        try:
            self._surveys.rate(
                asked.id, score=score, recommend=None, why=why, channel=Channel.SMS,
                key=f"sms:{sms.message_id}", at=sms.received_at, now=now,
            )  # fmt: skip
        except RefusedError:
            return False
        return True

    def _asked(self, place: Place, now: datetime) -> Feedback | None:
        """What a score is about: what the text names, else the newest that we asked about."""
        candidates = [place.named] if place.named else place.known
        return next((f for f in candidates if self._surveys.awaits(f, now)), None)

    def _words(self, sms: InboundSms, facts: dict[str, Any]) -> Words:
        contact = ContactPoint(channel=Channel.SMS, address=sms.sender, proven=True)
        sender = {} if sms.can_be_answered else {"sender": sms.sender}
        return Words(
            key=f"sms:{sms.message_id}",
            channel=Channel.SMS,
            text=sms.body,
            received_at=sms.received_at,
            contacts=(contact,) if sms.can_be_answered else (),
            data={"sms_id": sms.message_id, **sender, **facts},
        )
