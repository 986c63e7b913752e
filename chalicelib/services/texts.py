"""A text that arrived: a command, a score, words said again, or words; and into the table with it.

Whatever it is, it is decided upon what stands in the table at that moment and written only if that still
stands; else it is decided again. So a hundred texts of one number at once are one feedback.
"""

from dataclasses import replace
from datetime import datetime
from typing import Any

from chalicelib.arrivals import Arrival
from chalicelib.errors import ConflictError, DuplicateError
from chalicelib.intake.sms import InboundSms
from chalicelib.model import Channel, ContactPoint
from chalicelib.ports import Arrivals, ConfigurationStore, FeedbackStore
from chalicelib.routing import touchpoint_for_text
from chalicelib.services.belonging import Belonging
from chalicelib.services.capture import Capture
from chalicelib.services.commands import Commands
from chalicelib.services.contention import AT_ONCE, Contention
from chalicelib.services.media import media_facts
from chalicelib.services.words import Words


class Texts:
    """Takes in texts."""

    def __init__(
        self,
        store: FeedbackStore,
        configurations: ConfigurationStore,
        capture: Capture,
        commands: Commands,
        contention: Contention = AT_ONCE,
        *,
        arrivals: Arrivals,
    ) -> None:
        self._configurations = configurations
        self._capture = capture
        self._commands = commands
        self._belonging = Belonging(store, configurations)
        self._contention = contention
        self._arrivals = arrivals

    def receive(self, sms: InboundSms, now: datetime) -> None:
        """Store one text, then keep that it was. A text that was stored before changes nothing else.

        ConflictError where every race was lost: the queue hands it over again.
        """
        self._store(sms, now)
        if sms.notice_id is not None:
            arrived = Arrival(
                channel=Channel.SMS,
                id=sms.notice_id,
                at=sms.received_at,
                keys=(key_of(sms.message_id),),
            )
            self._arrivals.record(arrived)

    def _store(self, sms: InboundSms, now: datetime) -> None:
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
        said = self._words(sms, place.facts)
        rateable = (place.named,) if place.named else place.known
        if self._commands.obeyed(
            said, place.about, now, rateable=rateable, seen=place.seen, acted=sms.command
        ):
            return
        if place.joined is not None:
            repeats = None if sms.media else place.repeats
            further = replace(said, repeats=repeats, placed=place.placed)
            self._capture.add(place.joined, further, now)
            return
        touchpoint = touchpoint_for_text(self._configurations.current(), sms.body, sms.to)
        self._capture.open(replace(said, touchpoint=touchpoint), now, seen=place.seen)

    def _words(self, sms: InboundSms, facts: dict[str, Any]) -> Words:
        contact = ContactPoint(channel=Channel.SMS, address=sms.sender, proven=True)
        sender = {} if sms.can_be_answered else {"sender": sms.sender}
        return Words(
            key=key_of(sms.message_id),
            channel=Channel.SMS,
            text=sms.body,
            received_at=sms.received_at,
            contacts=(contact,) if sms.can_be_answered else (),
            data={"sms_id": sms.message_id, **media_facts(sms.media), **sender, **facts},
        )


def key_of(message_id: str) -> str:
    """What a text is stored under, by the provider's id of it."""
    return f"sms:{message_id}"
