"""A feedback's first words, and further words that arrive on a way of their own: store, then answer.

Each use case makes one conditional write. What follows from it (timer, messages) is `react`'s.
"""

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from chalicelib import policy as policies
from chalicelib.attachments import to_plain
from chalicelib.errors import (
    ConflictError,
    DuplicateError,
    NotFoundError,
    ReferenceTakenError,
    UnavailableError,
)
from chalicelib.intake import origin
from chalicelib.intake.web import Submission
from chalicelib.model import Channel, Entry, Feedback, What
from chalicelib.outbox import holder
from chalicelib.ports import ConfigurationStore, FeedbackStore, Inbound
from chalicelib.services import moves
from chalicelib.services.begin import REACT_WITHIN, armed, terms
from chalicelib.services.contention import AT_ONCE, Contention
from chalicelib.services.words import (
    Words,
    acknowledge_to,
    first_state,
    heard,
    new_contacts,
    plain,
    typed_contacts,
    with_proof,
)

_TRIES = 40
"""How often a write that lost a race is tried again, so that a burst of texts all get in."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Captured:
    """What became of an inbound message."""

    feedback: Feedback
    is_new: bool
    is_added: bool = False
    """Whether it brought something new to a feedback that was there before."""

    @property
    def acknowledged_by(self) -> Channel | None:
        """The channel on which the customer hears of it."""
        return self.feedback.contacts[0].channel if self.feedback.contacts else None


class Capture:
    """Opens feedback and appends to it."""

    def __init__(
        self,
        store: FeedbackStore,
        configurations: ConfigurationStore,
        new_reference: Callable[[], str],
        new_id: Callable[[], str],
        contention: Contention = AT_ONCE,
    ) -> None:
        self._store = store
        self._configurations = configurations
        self._new_reference = new_reference
        self._new_id = new_id
        self._contention = contention

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
            contacts=typed_contacts(submission),
            touchpoint=submission.touchpoint,
            locale=submission.locale,
            kind=submission.kind,
            rating=submission.rating,
            name=submission.name,
            data={
                "consent_contact": submission.consent_contact,
                "consent_survey": submission.consent_survey,
                "attachments": [to_plain(one) for one in submission.attachments] or None,
                **origin.facts(submission, self._configurations.keys(), now),
            },
        )
        for _ in range(_TRIES):
            try:
                return self.open(said, now)
            except DuplicateError:
                feedback = self._stored_under(key)
                if submission.from_form:
                    return self._changed_form(feedback, said, now)
                return Captured(feedback=feedback, is_new=False)
            except ConflictError:  # its twin is being written at this very moment
                continue
        raise ConflictError("this submission is being stored by another request")

    def _changed_form(self, feedback: Feedback, said: Words, now: datetime) -> Captured:
        wrote = [e for e in self._store.timeline(feedback.id) if e.actor == "customer"]
        is_known = said.text in {entry.words for entry in wrote}
        photos = _keys(said.data) - {key for entry in wrote for key in _keys(entry.data)}
        if is_known and not photos and set(said.contacts) <= set(feedback.contacts):
            return Captured(feedback=feedback, is_new=False)
        # Only what is news is said: nobody has to read the same words, or see the same photo, again.
        fresh = [one for one in (said.data or {})["attachments"] or () if one["key"] in photos]
        said = replace(said, data={**(said.data or {}), "attachments": fresh or None})
        if is_known and photos:
            said = replace(said, text="")
        facts = "\n".join([said.text, *(c.address for c in said.contacts), *sorted(photos)])
        digest = hashlib.sha256(facts.encode()).hexdigest()[:16]
        try:
            after = self.append(feedback.id, replace(said, key=f"{said.key}:{digest}"), now)
        except DuplicateError:
            return Captured(feedback=self._store.get(feedback.id), is_new=False)
        return Captured(feedback=after, is_new=False, is_added=True)

    def _stored_under(self, key: str) -> Feedback:
        feedback_id = self._store.by_inbound(key)
        if feedback_id is None:
            raise NotFoundError(f"the marker of {key!r} is gone")
        return self._store.get(feedback_id)

    def open(
        self,
        said: Words,
        now: datetime,
        seen: str | None = None,
        *,
        what: What = What.CAPTURED,
    ) -> Captured:
        """Begin a feedback with its first words, or with a command.

        DuplicateError: this arrival was stored before. ConflictError: the contact point's newest
        feedback is no longer `seen`.
        """
        configuration = self._configurations.current()
        feedback, reasons = first_state(said, configuration)
        entry = Entry(
            feedback_id=feedback.id,
            number=1,
            what=what,
            at=said.received_at,
            actor=said.written_by,
            channel=said.channel,
            words=said.text,
            data={
                **plain(said, feedback),
                **acknowledge_to(feedback),
                "reasons": [list(reason) for reason in reasons],
                "owner": feedback.owner,
                "kind": feedback.kind.value,
                "severity": feedback.severity.value,
                "touchpoint": feedback.touchpoint,
                **terms(feedback),
            },
        )
        # Only a text goes on with what its number wrote about last: a mail says itself what it answers.
        contact = said.contact_key if said.channel is Channel.SMS else None
        inbound = Inbound(key=said.key, contact=contact, seen=seen)
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
        for _ in self._contention.tries():
            try:
                return self.add(self._store.get(feedback_id), said, now)
            except DuplicateError:
                raise
            except ConflictError:
                continue
        raise ConflictError(f"feedback {feedback_id} kept changing under us")

    def add(self, before: Feedback, said: Words, now: datetime) -> Feedback:
        """`append`, tried once upon a feedback as it was read. ConflictError where it has changed."""
        after, entry = self._with_words(before, said)
        self._store.change(before, after, entry, Inbound(key=said.key), react_by=now + REACT_WITHIN)
        return after

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
        after, what, facts = heard(before, said, captured_under, self._configurations.current())
        more = new_contacts(before, said)
        after = replace(
            after,
            thread=said.thread or before.thread,
            contacts=(*more, *with_proof(before, said)),
            entries=before.entries + 1,
        )
        holds = self._configurations.version(after.config_version)
        after = armed(after, holds)
        is_told = bool(more) or _has_refused(said)
        facts["acknowledge"] = is_told or facts.get("acknowledge", False)
        facts["holder"] = holder(after, holds)
        if facts["acknowledge"]:
            facts |= acknowledge_to(after)
        entry = Entry(
            feedback_id=before.id,
            number=after.entries,
            what=what,
            at=said.received_at,
            actor="customer",
            channel=said.channel,
            words=said.text,
            cycle=after.cycle,
            data={**plain(said, after if facts["acknowledge"] else None), **facts},
        )
        return after, entry


def _has_refused(said: Words) -> bool:
    """Whether the customer has to hear that a file of theirs was not taken."""
    attached = (said.data or {}).get("attachments") or ()
    return not said.automatic and any("refused" in one for one in attached)


def _keys(data: Mapping[str, Any] | None) -> set[str]:
    """The keys of the photos that an entry's data lists."""
    return {one["key"] for one in (data or {}).get("attachments") or () if "key" in one}
