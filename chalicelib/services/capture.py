"""A feedback's first words, and further words that arrive on a way of their own: store, then answer.

Each use case makes one conditional write. What follows from it (timer, messages) is `react`'s.
"""

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from chalicelib import addresses
from chalicelib import policy as policies
from chalicelib.configuration import Configuration
from chalicelib.errors import (
    ConflictError,
    DuplicateError,
    NotFoundError,
    ReferenceTakenError,
    UnavailableError,
)
from chalicelib.instants import to_text
from chalicelib.intake.appeal import asks_for_ombudsman
from chalicelib.intake.thanks import is_only_thanks
from chalicelib.intake.triage import triage
from chalicelib.intake.web import Submission
from chalicelib.model import (
    Channel,
    ContactPoint,
    Entry,
    Feedback,
    Kind,
    MailThread,
    Severity,
    Status,
    What,
)
from chalicelib.outbox import holder
from chalicelib.ports import ConfigurationStore, FeedbackStore, Inbound
from chalicelib.routing import owner_of
from chalicelib.services import moves
from chalicelib.services.begin import REACT_WITHIN, armed, begin_cycle

_TRIES = 40
"""How often a write that lost a race is tried again, so that a burst of texts all get in."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Captured:
    """What became of an inbound message."""

    feedback: Feedback
    is_new: bool

    @property
    def acknowledged_by(self) -> Channel | None:
        """The channel on which the customer hears of it."""
        return self.feedback.contacts[0].channel if self.feedback.contacts else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """What a customer said, on whatever channel."""

    key: str
    """Channel and provider's id: what makes this arrival unique."""
    channel: Channel
    text: str
    received_at: datetime
    contacts: tuple[ContactPoint, ...] = ()
    touchpoint: str | None = None
    locale: str | None = None
    kind: Kind | None = None
    """As the customer named it; None where the words must say."""
    rating: int | None = None
    name: str | None = None
    thread: MailThread | None = None
    automatic: str | None = None
    """Why a machine sent it, where one did: stored and shown, never acknowledged or timed."""
    data: Mapping[str, Any] | None = None

    @property
    def contact_key(self) -> str | None:
        """The proven contact point that it came from."""
        proven = [c for c in self.contacts if c.proven]
        return f"{proven[0].channel}:{proven[0].address}" if proven else None


class Capture:
    """Opens feedback and appends to it."""

    def __init__(
        self,
        store: FeedbackStore,
        configurations: ConfigurationStore,
        new_reference: Callable[[], str],
        new_id: Callable[[], str],
    ) -> None:
        self._store = store
        self._configurations = configurations
        self._new_reference = new_reference
        self._new_id = new_id

    def web(self, submission: Submission, now: datetime) -> Captured:
        """A form or an API call. The same client id again answers the same and stores nothing.

        From the form, other words under the same client id (somebody went back, changed them and
        sent again) are further words of the same feedback, so that they are not lost.
        """
        key = f"web:{submission.client_id or self._new_id()}"
        said = Words(
            key=key,
            channel=Channel.WEB,
            text=submission.text,
            received_at=now,
            contacts=_typed_contacts(submission),
            touchpoint=submission.touchpoint,
            locale=submission.locale,
            kind=submission.kind,
            rating=submission.rating,
            name=submission.name,
            data={
                "consent_contact": submission.consent_contact,
                "consent_survey": submission.consent_survey,
            },
        )
        for _ in range(_TRIES):
            try:
                return self.open(said, now)
            except DuplicateError:
                feedback = self._stored_under(key)
                if submission.from_form:
                    feedback = self._changed_form(feedback, said, now)
                return Captured(feedback=feedback, is_new=False)
            except ConflictError:  # its twin is being written at this very moment
                continue
        raise ConflictError("this submission is being stored by another request")

    def _changed_form(self, feedback: Feedback, said: Words, now: datetime) -> Feedback:
        earlier = {e.words for e in self._store.timeline(feedback.id) if e.actor == "customer"}
        if said.text in earlier and set(said.contacts) <= set(feedback.contacts):
            return feedback
        facts = "\n".join([said.text, *(c.address for c in said.contacts)])
        digest = hashlib.sha256(facts.encode()).hexdigest()[:16]
        try:
            return self.append(feedback.id, replace(said, key=f"{said.key}:{digest}"), now)
        except DuplicateError:
            return self._store.get(feedback.id)

    def _stored_under(self, key: str) -> Feedback:
        feedback_id = self._store.by_inbound(key)
        if feedback_id is None:
            raise NotFoundError(f"the marker of {key!r} is gone")
        return self._store.get(feedback_id)

    def open(self, said: Words, now: datetime, seen: str | None = None) -> Captured:
        """Begin a feedback with its first words.

        DuplicateError: this arrival was stored before. ConflictError: the contact point's newest
        feedback is no longer `seen`.
        """
        configuration = self._configurations.current()
        feedback, reasons = _first_state(said, configuration)
        entry = Entry(
            feedback_id=feedback.id,
            number=1,
            what=What.CAPTURED,
            at=said.received_at,
            actor="customer",
            channel=said.channel,
            words=said.text,
            data={
                **_plain(said, feedback),
                **_acknowledge_to(feedback),
                "reasons": [list(reason) for reason in reasons],
                "owner": feedback.owner,
            },
        )
        inbound = Inbound(key=said.key, contact=said.contact_key, seen=seen)
        for _ in range(_TRIES):
            named = replace(feedback, reference=self._new_reference())
            try:
                self._store.open(named, entry, inbound, react_by=now + REACT_WITHIN)
            except ReferenceTakenError:
                continue
            return Captured(feedback=named, is_new=True)
        raise UnavailableError("no free reference was found")

    def append(self, feedback_id: str, said: Words, now: datetime) -> Feedback:
        """Add a customer's further words; they reopen an answered feedback unless they are thanks.

        DuplicateError: this arrival was stored before.
        """
        inbound = Inbound(key=said.key)
        for _ in range(_TRIES):
            before = self._store.get(feedback_id)
            after, entry = self._with_words(before, said)
            try:
                self._store.change(before, after, entry, inbound, react_by=now + REACT_WITHIN)
            except DuplicateError:
                raise
            except ConflictError:
                continue
            return after
        raise ConflictError(f"feedback {feedback_id} kept changing under us")

    def appeal(self, feedback: Feedback, now: datetime) -> Feedback:
        """The customer asks for the ombudsman by the link. ConflictError where that is not possible.

        The same again in the same cycle changes nothing.
        """
        for _ in range(_TRIES):
            before = self._store.get(feedback.id)
            if policies.APPEALED in before.done:
                return before
            captured_under = self._configurations.version(before.config_version)
            if not moves.may_appeal(before, captured_under, now):
                raise ConflictError("there is no answer that the ombudsman could look at now")
            after, facts = moves.appealed(
                before, self._configurations.current(), captured_under, now
            )
            after = replace(after, entries=before.entries + 1)
            entry = Entry(
                feedback_id=before.id, number=after.entries, what=What.APPEALED, at=now,
                actor="customer", channel=Channel.WEB, cycle=after.cycle, data=facts,
            )  # fmt: skip
            try:
                self._store.change(before, after, entry, react_by=now + REACT_WITHIN)
            except ConflictError:
                continue
            return after
        raise ConflictError(f"feedback {feedback.id} kept changing under us")

    def _with_words(self, before: Feedback, said: Words) -> tuple[Feedback, Entry]:
        captured_under = self._configurations.version(before.config_version)
        after, what, facts = _heard(before, said, captured_under, self._configurations.current())
        more = _new_contacts(before, said)
        after = replace(
            after,
            thread=said.thread or before.thread,
            contacts=(*more, *before.contacts),
            entries=before.entries + 1,
        )
        if policies.URGENT in after.done and policies.URGENT not in before.done:
            after = armed(after, self._configurations.version(after.config_version))
        facts["acknowledge"] = bool(more) or facts.get("acknowledge", False)
        facts["holder"] = holder(after, self._configurations.version(after.config_version))
        if facts["acknowledge"]:
            facts |= _acknowledge_to(after)
        entry = Entry(
            feedback_id=before.id,
            number=after.entries,
            what=what,
            at=said.received_at,
            actor="customer",
            channel=said.channel,
            words=said.text,
            cycle=after.cycle,
            data={**_plain(said, after if facts["acknowledge"] else None), **facts},
        )
        return after, entry


def _new_contacts(before: Feedback, said: Words) -> tuple[ContactPoint, ...]:
    """Contact points that were not known: the first ones, or those of a form that was put right."""
    is_same_form = said.channel is Channel.WEB and before.channel is Channel.WEB
    if before.contacts and not is_same_form:
        return ()
    known = {contact.address for contact in before.contacts}
    return tuple(contact for contact in said.contacts if contact.address not in known)


def _acknowledge_to(feedback: Feedback) -> dict[str, str]:
    """Whom an entry is acknowledged to, for good: contact points may change before it is followed."""
    return {"acknowledge_to": feedback.contacts[0].address} if feedback.contacts else {}


def _heard(
    before: Feedback, said: Words, captured_under: Configuration, current: Configuration
) -> tuple[Feedback, What, dict[str, Any]]:
    """What further words make of a feedback: an appeal, the end of a pause, a new cycle, or no more."""
    at = said.received_at
    if said.automatic:
        return before, What.CUSTOMER_WROTE, {"reopens": False}
    if asks_for_ombudsman(said.text) and moves.may_appeal(before, captured_under, at):
        after, facts = moves.appealed(before, current, captured_under, at)
        return after, What.APPEALED, facts
    after, facts = before, {"reopens": False}
    if before.waiting_since is not None:
        after, facts = moves.resumed(before, captured_under, at)
        facts |= {"reopens": False, "acknowledge": True}
    elif not before.is_open and not is_only_thanks(said.text):
        begun = replace(before, cycle=before.cycle + 1, answered_at=None)
        after = begin_cycle(begun, current, at)
        facts = {"reopens": True, "acknowledge": True}
    if after.is_open and after.severity is not Severity.CRITICAL:
        after, alarm = _alarmed(after, said, current)
        facts |= alarm
    return after, What.CUSTOMER_WROTE, facts


def _alarmed(
    before: Feedback, said: Words, current: Configuration
) -> tuple[Feedback, dict[str, Any]]:
    """The feedback once safety words came up later: the first level has it at once."""
    found = triage(
        said.text,
        locale=before.locale,
        named=before.kind,
        rating=None,
        safety_words=current.safety_words,
    )
    if found.severity is not Severity.CRITICAL:
        return before, {}
    reasons = [list(reason) for reason in found.reasons if reason[0] == "severity"]
    urgent = replace(before, severity=found.severity, done=(policies.URGENT, *before.done))
    return urgent, {"reasons": reasons}


def _first_state(
    said: Words, configuration: Configuration
) -> tuple[Feedback, tuple[tuple[str, str, str], ...]]:
    """The feedback that these words begin, and why it was taken for what it is."""
    place = configuration.place(said.touchpoint)
    locale = said.locale or (place.locale if place else configuration.organisation.locale)
    taken_for = triage(
        said.text,
        locale=locale,
        named=said.kind,
        rating=said.rating,
        safety_words=configuration.safety_words,
    )
    blank = Feedback(
        id=addresses.feedback_id(said.key),
        reference="",
        kind=taken_for.kind,
        severity=taken_for.severity,
        difficulty=taken_for.difficulty,
        channel=said.channel,
        touchpoint=place.id if place else None,
        owner=owner_of(
            configuration,
            said.touchpoint,
            kind=taken_for.kind,
            difficulty=taken_for.difficulty,
        ),
        locale=locale,
        contacts=said.contacts,
        name=said.name,
        rating=said.rating,
        thread=said.thread,
        captured_at=said.received_at,
        cycle_at=said.received_at,
        respond_by=None,
        promise_by=None,
        policy="",
        config_version=configuration.version,
        wake_at=None,
        entries=1,
    )
    begun = begin_cycle(blank, configuration, said.received_at)
    if not said.automatic:
        return begun, taken_for.reasons
    closed = replace(
        begun,
        status=Status.CLOSED,
        closed_at=said.received_at,
        respond_by=None,
        promise_by=None,
        wake_at=None,
        holder=None,
    )
    return closed, taken_for.reasons


def _plain(said: Words, begun: Feedback | None) -> dict[str, Any]:
    """The entry's data: what is known, in plain JSON values."""
    data: dict[str, Any] = {key: v for key, v in (said.data or {}).items() if v is not None}
    if said.rating is not None:
        data["rating"] = said.rating
    if said.automatic:
        data["automatic"] = said.automatic
    if begun is not None and begun.respond_by is not None:
        data["respond_by"] = to_text(begun.respond_by)
    return data


def _typed_contacts(submission: Submission) -> tuple[ContactPoint, ...]:
    """What was typed into the form, the phone first: it is in the customer's hand."""
    if submission.consent_contact is False:
        return ()
    typed = ((Channel.SMS, submission.phone), (Channel.EMAIL, submission.email))
    return tuple(
        ContactPoint(channel=channel, address=address, proven=False)
        for channel, address in typed
        if address
    )
