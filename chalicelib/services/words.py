"""What a customer's words make of a feedback: its first state, an appeal, the end of a pause. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from chalicelib import addresses
from chalicelib import policy as policies
from chalicelib.configuration import Configuration, Touchpoint
from chalicelib.instants import to_text
from chalicelib.intake.appeal import asks_for_ombudsman
from chalicelib.intake.language import language_of
from chalicelib.intake.thanks import is_only_thanks
from chalicelib.intake.triage import triage
from chalicelib.intake.web import Submission
from chalicelib.model import (
    Channel,
    ContactPoint,
    Feedback,
    Kind,
    MailThread,
    Severity,
    Status,
    What,
)
from chalicelib.routing import owner_of
from chalicelib.services import moves
from chalicelib.services.begin import begin_cycle, terms


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
    """As the customer chose it, or the form that they filled in; None where the words must say."""
    kind: Kind | None = None
    """As the customer named it; None where the words must say."""
    rating: int | None = None
    name: str | None = None
    thread: MailThread | None = None
    automatic: str | None = None
    """Why a machine sent it, where one did: stored and shown, never acknowledged or timed."""
    data: Mapping[str, Any] | None = None
    repeats: int | None = None
    """Number of the entry whose words came once more: they are counted and nothing follows."""
    written_by: str = "customer"
    """Who put it into the system: the customer, or the mail address of the member they told it to."""
    placed: str | None = None
    """Id of the touchpoint that only these words name, of a feedback that began without one."""

    @property
    def contact_key(self) -> str | None:
        """The proven contact point that it came from."""
        proven = [c for c in self.contacts if c.proven]
        return f"{proven[0].channel}:{proven[0].address}" if proven else None


def new_contacts(before: Feedback, said: Words) -> tuple[ContactPoint, ...]:
    """Contact points that were not known: the first ones, or those of a form that was put right."""
    is_same_form = said.channel is Channel.WEB and before.channel is Channel.WEB
    if before.contacts and not is_same_form:
        return ()
    known = {contact.address for contact in before.contacts}
    return tuple(contact for contact in said.contacts if contact.address not in known)


def with_proof(before: Feedback, said: Words) -> tuple[ContactPoint, ...]:
    """The contact points, those proven that the words came from."""
    proven = {contact.address for contact in said.contacts if contact.proven}
    return tuple(
        replace(contact, proven=True) if contact.address in proven else contact
        for contact in before.contacts
    )


def acknowledge_to(feedback: Feedback) -> dict[str, str]:
    """Whom an entry is acknowledged to, for good: contact points may change before it is followed."""
    return {"acknowledge_to": feedback.contacts[0].address} if feedback.contacts else {}


def heard(
    before: Feedback, said: Words, captured_under: Configuration, current: Configuration
) -> tuple[Feedback, What, dict[str, Any]]:
    """What further words make of a feedback: an appeal, the end of a pause, a new cycle, or no more."""
    at = said.received_at
    if said.automatic:
        return before, What.CUSTOMER_WROTE, {"reopens": False}
    if said.repeats is not None:
        return before, What.CUSTOMER_WROTE, {"reopens": False, "repeats": said.repeats}
    if asks_for_ombudsman(said.text) and moves.may_appeal(before, captured_under, at):
        after, facts = moves.appealed(before, current, captured_under, at)
        return after, What.APPEALED, facts
    after, facts = before, {"reopens": False}
    if said.placed is not None:
        before = after = moves.placed(before, captured_under, said.placed)
        facts |= {"placed": said.placed, **terms(after)}
    if before.waiting_since is not None:
        after, facts = moves.resumed(before, captured_under, at)
        facts |= {"reopens": False, "acknowledge": True}
    elif not before.is_open and not is_only_thanks(said.text):
        begun = replace(before, cycle=before.cycle + 1, answered_at=None)
        after = begin_cycle(begun, current, at)
        facts = {"reopens": True, "acknowledge": True, **terms(after)}
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
    others = tuple(key for key in before.done if key != policies.URGENT)
    urgent = replace(before, severity=found.severity, done=(policies.URGENT, *others))
    return urgent, {"reasons": reasons}


def first_state(
    said: Words, configuration: Configuration
) -> tuple[Feedback, tuple[tuple[str, str, str], ...]]:
    """The feedback that these words begin, and why it was taken for what it is."""
    place = configuration.place(said.touchpoint)
    locale = said.locale or _locale_of(said, place, configuration)
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
        survey_consent=False if said.automatic else (said.data or {}).get("consent_survey"),
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


def _locale_of(said: Words, place: Touchpoint | None, configuration: Configuration) -> str:
    """The language to answer in: that of the customer's own words, else of the place."""
    usual = place.locale if place else configuration.organisation.locale
    spoken = language_of(said.text) if said.written_by == "customer" else None
    return usual if spoken is None or spoken[:2] == usual[:2] else spoken


def plain(said: Words, begun: Feedback | None) -> dict[str, Any]:
    """The entry's data: what is known, in plain JSON values."""
    data: dict[str, Any] = {key: v for key, v in (said.data or {}).items() if v is not None}
    if said.rating is not None:
        data["rating"] = said.rating
    if said.automatic:
        data["automatic"] = said.automatic
    if begun is not None and begun.respond_by is not None:
        data["respond_by"] = to_text(begun.respond_by)
    return data


def typed_contacts(submission: Submission) -> tuple[ContactPoint, ...]:
    """What was typed into the form, the phone first: it is in the customer's hand."""
    if submission.consent_contact is False:
        return ()
    typed = ((Channel.SMS, submission.phone), (Channel.EMAIL, submission.email))
    return tuple(
        ContactPoint(channel=channel, address=address, proven=False)
        for channel, address in typed
        if address
    )
