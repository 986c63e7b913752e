"""Which feedback a text belongs to.

In this order: the text of ours that the carrier says it answers; a reference in it; the newest of the
number's feedback that stands within the configured window. The keyword of another touchpoint begins a
new one, and so does its own keyword once the burst of the first texts is over, unless the text names a
reference. A feedback is only joined by a number that is one of its contact points, so that nobody writes
into another's by knowing a reference; and without being named only where the number is proven there, so
that who typed a stranger's number into a form does not read what the stranger texts.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from chalicelib import reference
from chalicelib.configuration import Configuration
from chalicelib.errors import NotFoundError
from chalicelib.intake.appeal import asks_for_ombudsman
from chalicelib.intake.repeats import repeated
from chalicelib.intake.sms import InboundSms
from chalicelib.model import Feedback, Status
from chalicelib.ports import ConfigurationStore, FeedbackStore
from chalicelib.routing import touchpoint_by_keyword

BURST = timedelta(minutes=1)
"""Texts with the same keyword within this belong together."""
LOOKED_AT = 6
"""How many of a number's feedback are looked at, newest first."""
SHOWN = 3
"""How many others the owner is shown."""
_FIRST_WORDS = 80
"""Characters of another feedback's words that are shown."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where a text belongs."""

    joined: Feedback | None
    """None where it begins a feedback."""
    seen: str | None
    """The number's newest feedback as it was read."""
    named: Feedback | None = None
    """What the carrier or a reference names, where it is the number's."""
    known: tuple[Feedback, ...] = ()
    """The number's feedback in which it is proven, newest capture first, in any state."""
    repeats: int | None = None
    """Number of the entry of `joined` whose words the text says once more."""
    placed: str | None = None
    """Touchpoint that the text's keyword gives `joined`, whose first words had none."""
    facts: dict[str, Any] = field(default_factory=dict)
    """What the entry says of it: `mistyped`, `also`."""

    @property
    def about(self) -> Feedback | None:
        """What a command is about: what it names, or else the newest."""
        return self.named or (self.known[0] if self.known else None)


class Belonging:
    """Finds the place of texts. It only reads."""

    def __init__(self, store: FeedbackStore, configurations: ConfigurationStore) -> None:
        self._store = store
        self._configurations = configurations

    def place(self, sms: InboundSms) -> Place:
        """Where a text belongs as things stand."""
        mistyped = reference.mistyped(sms.body)
        facts: dict[str, Any] = {"mistyped": mistyped[:SHOWN]} if mistyped else {}
        if not sms.can_be_answered:
            return Place(joined=None, seen=None, facts=facts)
        seen, ids = self._store.standing_of(f"sms:{sms.sender}", LOOKED_AT)
        own = self._own(sms, ids)
        known = tuple(feedback for feedback in own if _is_proven(sms, feedback))
        carrier, referred = self._carrier_names(sms), self._text_names(sms)
        configuration = self._configurations.current()
        standing = [f for f in own if _stands(f, sms, configuration)]
        newest = next((f for f in standing if f in known), None)
        if asks_for_ombudsman(sms.body):
            newest = newest or (known[0] if known else None)
        touchpoint = touchpoint_by_keyword(configuration, sms.body)
        joined, placed = carrier or newest, None
        if joined is not None and touchpoint is not None:
            joined, placed = self._with_keyword(sms, joined, touchpoint)
        joined = joined if carrier is not None and joined is not None else referred or joined
        joined, repeats = self._repeated(sms, configuration, joined, touchpoint, standing)
        if not (carrier or referred or touchpoint or repeats):
            others = [f for f in standing if joined is None or f.id != joined.id]
            facts |= self._also(others)
        return Place(
            joined=joined,
            seen=seen,
            named=carrier or referred,
            known=known,
            repeats=repeats,
            placed=None if repeats or joined is referred else placed,
            facts=facts,
        )

    def _own(self, sms: InboundSms, ids: Iterable[str | None]) -> list[Feedback]:
        """The feedback of which the sender is a contact point."""
        found: list[Feedback] = []
        for feedback_id in dict.fromkeys(ids):
            try:
                feedback = self._store.get(feedback_id) if feedback_id else None
            except NotFoundError:
                continue
            if feedback and any(c.address == sms.sender for c in feedback.contacts):
                found.append(feedback)
        return found

    def _carrier_names(self, sms: InboundSms) -> Feedback | None:
        sent = self._store.by_provider_id(sms.in_reply_to) if sms.in_reply_to else None
        return next(iter(self._own(sms, [sent[0]])), None) if sent else None

    def _text_names(self, sms: InboundSms) -> Feedback | None:
        named = (self._store.by_reference(found) for found in reference.find(sms.body))
        return next(iter(self._own(sms, named)), None)

    def _with_keyword(
        self, sms: InboundSms, candidate: Feedback, touchpoint: str
    ) -> tuple[Feedback | None, str | None]:
        """The feedback, where the keyword does not begin a new one, and the place that it gives it.

        Of a long text whose parts came swapped the second began the feedback: the keyword is in the first.
        """
        if abs(sms.received_at - candidate.captured_at) > BURST:
            return None, None
        if candidate.touchpoint == touchpoint:
            return candidate, None
        first = self._store.entry(candidate.id, 1)
        is_placed = touchpoint_by_keyword(self._configurations.current(), first.words or "")
        if is_placed or candidate.level or not candidate.is_open or candidate.cycle > 1:
            return None, None
        return candidate, touchpoint

    def _repeated(
        self,
        sms: InboundSms,
        configuration: Configuration,
        joined: Feedback | None,
        touchpoint: str | None,
        standing: list[Feedback],
    ) -> tuple[Feedback | None, int | None]:
        """Where the same words were said before; where they are new, `joined` as it is."""
        looked_at = {f.id: f for f in [*([joined] if joined else []), *standing]}
        for feedback in looked_at.values():
            if touchpoint not in (None, feedback.touchpoint):
                continue
            timeline = self._store.timeline(feedback.id)
            found = repeated(configuration, sms.body, sms.received_at, timeline)
            if found is not None:
                return feedback, found
        return joined, None

    def _also(self, others: list[Feedback]) -> dict[str, Any]:
        """Others of the number's that the text may be about, for the owner to see."""
        shown = [
            {
                "reference": feedback.reference,
                "touchpoint": feedback.touchpoint,
                "words": (self._store.entry(feedback.id, 1).words or "")[:_FIRST_WORDS],
                "open": feedback.is_open,
                "teams": [feedback.owner, *([feedback.holder] if feedback.holder else [])],
            }
            for feedback in others[:SHOWN]
        ]
        return {"also": shown} if shown else {}


def _is_proven(sms: InboundSms, feedback: Feedback) -> bool:
    return any(c.address == sms.sender and c.proven for c in feedback.contacts)


def _stands(feedback: Feedback, sms: InboundSms, configuration: Configuration) -> bool:
    """Whether a feedback is open, answered or resolved, and something happened to it within the window.

    After the outcome was told a reply opens it again: so the customer was told.
    """
    moments = (
        feedback.cycle_at,
        feedback.answered_at,
        feedback.waiting_since,
        feedback.resolved_at,
    )
    last = max(at for at in moments if at is not None)
    is_recent = sms.received_at - last < configuration.organisation.sms_window
    is_over = feedback.status is Status.CLOSED and feedback.resolved_at is None
    return is_recent and not is_over
