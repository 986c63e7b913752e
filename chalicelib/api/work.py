"""Views of the work queue and of one feedback."""

from collections.abc import Sequence
from datetime import datetime

from chalicelib import attachment_links, attachments, policy
from chalicelib.access import EVERYONE, Role, may_act, may_see, teams_of
from chalicelib.addresses import status_token
from chalicelib.api import models
from chalicelib.api.call import Call
from chalicelib.api.lines import line, team_name, waiting
from chalicelib.calendars.clock import zone_of
from chalicelib.calendars.explanation import explain_lines
from chalicelib.configuration import Configuration
from chalicelib.errors import ForbiddenError, NotFoundError
from chalicelib.model import (
    Channel,
    ContactPoint,
    Entry,
    Feedback,
    Here,
    Message,
    PendingMove,
    What,
)
from chalicelib.routing import fold
from chalicelib.services import moves
from chalicelib.services.preview import Charge, Previewed
from chalicelib.services.queue import Listed, Wanted

_SEE_ALL = EVERYONE - {Role.AGENT, Role.LEAD}
_HISTORY = 20
_WHAT = {"answer": What.ANSWERED, "ask": What.ASKED, "resolve": What.RESOLVED}


def queue(call: Call) -> models.Queue:
    """The work queue, or a touchpoint's part of it."""
    asked, configuration = call.query, call.configuration
    mine = teams_of(call.person, configuration, call.now)
    sees_all = call.person.is_one_of(_SEE_ALL)
    teams = [*configuration.teams] if asked.scope == "all" and sees_all else mine
    if asked.team is not None:
        if asked.team not in configuration.teams:
            raise NotFoundError("there is no such team")
        if asked.team not in teams and not sees_all:
            raise ForbiddenError("this is another team's queue")
        teams = [asked.team]
    wanted = Wanted(
        touchpoint=asked.touchpoint,
        kind=asked.kind,
        severity=asked.severity,
        level=asked.level,
        channel=asked.channel,
        incident=asked.incident,
        assignee=call.person.email if asked.scope == "mine" else None,
        text=asked.text,
        called=_called(asked.text, configuration) if asked.text else (),
    )
    found = call.services.queue.of(teams, wanted, asked.after)
    return models.Queue(
        items=_lines(found.lines, call),
        next=found.next,
        looked_at=found.looked_at,
        as_of=call.now,
    )


def _called(text: str, configuration: Configuration) -> frozenset[str]:
    wanted = fold(text)
    places = configuration.touchpoints.values()
    return frozenset(place.id for place in places if wanted in fold(place.name))


def feedback(call: Call) -> models.Feedback:
    """One feedback, whole."""
    one, services = call.feedback(), call.services
    messages = services.store.messages(one.id)
    timeline = services.store.timeline(one.id)
    captured_under = services.configurations.version(one.config_version)
    first = next(iter(timeline), None)
    held = services.hold.of(one.id)
    return models.Feedback(
        summary=line(one, first, call.configuration),
        names=_names(timeline, messages, held, call),
        policy=one.policy,
        configuration=one.config_version,
        contacts=[
            models.ContactPoint(
                channel=contact.channel,
                address=contact.address,
                proven=contact.proven,
                opted_out=_has_opted_out(contact, call),
            )
            for contact in one.contacts
        ],
        timeline=[_turn(entry, messages, call) for entry in timeline],
        clock=_clock(one, call),
        history=_history(one, call),
        others=_others(services.presence.others(one.id, call.person.email, call.now), call),
        waiting=[waiting(move, call) for move in held],
        as_of=call.now,
        teams=[team_name(team, call.configuration) for team in call.configuration.teams],
        may_act=may_act(call.person, one, call.configuration, call.now),
        may_appeal=moves.may_appeal(one, captured_under, call.now),
        status_link=f"s/{status_token(services.configurations.keys(), one.id)}",
    )


def preview(call: Call) -> models.Preview:
    """What the customer would get."""
    one = call.feedback(to_act=True)

    def made(words: str) -> Sequence[Previewed]:
        return call.services.preview.of(
            one,
            _WHAT[call.body.what],
            words,
            member=call.person.email,
            team=one.holder or one.owner,
            now=call.now,
        )

    found = made(call.body.words)
    charge = call.services.preview.charge(found, call.body.words, made)
    return models.Preview(
        messages=[
            models.PreviewedMessage(
                channel=each.message.channel,
                to=each.message.to,
                subject=each.rendered.subject,
                text=each.rendered.text,
                html=each.rendered.html,
                sms_parts=each.sms_parts,
            )
            for each in found
        ],
        sms_parts=sum(each.sms_parts for each in found),
        sms=_sms(charge) if charge else None,
    )


def _sms(charge: Charge) -> models.SmsCharge:
    return models.SmsCharge(
        alphabet="gsm" if charge.is_gsm else "ucs2",
        outside=charge.outside,
        parts_without=charge.parts_without,
        country=charge.country,
        is_abroad=charge.is_abroad,
    )


def presence(call: Call) -> models.Others:
    """Keep that somebody has it open; who else has."""
    one, person, there = call.feedback(), call.person, call.services.presence
    if call.body.leaves:
        there.gone(one.id, person.email)
        return models.Others(others=[])
    found = there.here(
        one.id, email=person.email, name=person.name, writing=call.body.writing, now=call.now
    )
    return models.Others(others=_others(found, call))


def _others(found: list[Here], call: Call) -> list[models.Other]:
    names = call.configuration.names
    return [
        models.Other(email=one.email, name=names.get(one.email) or one.name, writing=one.writing)
        for one in found
    ]


def _names(
    timeline: list[Entry], messages: list[Message], held: list[PendingMove], call: Call
) -> dict[str, str]:
    """The names of the members who did something, were written to, or are spoken of in a fact."""
    known = call.configuration.names
    said = (value for entry in timeline for value in entry.data.values() if isinstance(value, str))
    named = {*(entry.actor for entry in timeline), *(one.to for one in messages), *said}
    named |= {move.member for move in held}
    return {address: known[address] for address in sorted(named & known.keys())}


def _has_opted_out(contact: ContactPoint, call: Call) -> bool:
    said = call.services.opt_outs.of(f"{contact.channel}:{contact.address}")
    return said is not None and said.opted_out


def _lines(found: list[Listed], call: Call) -> list[models.Line]:
    return [line(one.feedback, one.first, call.configuration) for one in found]


def _turn(entry: Entry, messages: list[Message], call: Call) -> models.Turn:
    return models.Turn(
        number=entry.number,
        what=entry.what,
        at=entry.at,
        actor=entry.actor,
        channel=entry.channel,
        words=entry.words,
        cycle=entry.cycle,
        facts={name: value for name, value in entry.data.items() if name != "attachments"},
        files=_files(entry, call),
        messages=[_delivered(one) for one in messages if one.entry == entry.number],
    )


def _files(entry: Entry, call: Call) -> list[models.File]:
    return [
        models.File(
            name=one.name,
            media_type=one.media_type,
            size=one.size,
            link=_link(entry, number, call) if one.key else None,
            is_shown=attachments.is_shown(one),
            refused=one.refused,
        )
        for number, one in enumerate(attachments.of(entry))
    ]


def _link(entry: Entry, number: int, call: Call) -> str:
    token = attachment_links.token(
        call.services.configurations.keys(),
        attachment_links.AttachmentLink(
            feedback_id=entry.feedback_id,
            entry=entry.number,
            n=number,
            ends_at=_steady(call.now) + attachment_links.PAGE_LINK_LASTS,
        ),
    )
    return f"a/{token}"


def _steady(now: datetime) -> datetime:
    """The begin of this half hour: an address that is new each time would be a change each time."""
    return now.replace(minute=now.minute // 30 * 30, second=0, microsecond=0)


def _delivered(one: Message) -> models.Delivered:
    part, parts = one.part
    return models.Delivered(
        id=one.id,
        purpose=one.purpose,
        channel=one.channel,
        to=one.to,
        part=part,
        parts=parts,
        delivery=one.delivery,
        created_at=one.created_at,
        sent_at=one.sent_at,
        settled_at=one.settled_at,
        attempts=one.attempts,
        error=one.error,
    )


def _clock(one: Feedback, call: Call) -> list[models.ClockStep]:
    """What the policy will do next, each with how its instant comes about."""
    captured_under = call.services.configurations.version(one.config_version)
    calendar = captured_under.calendar(captured_under.policy(one.policy))
    zone = zone_of(captured_under.organisation.time_zone)
    return [
        models.ClockStep(
            what=step.act,
            level=step.level,
            to=team_name(step.to, call.configuration) if step.to else None,
            at=step.at,
            arithmetic=[
                each.text
                for each in explain_lines(
                    calendar, step.start.astimezone(zone), step.after, call.query.locale
                )
            ]
            if not one.pauses
            else [],
        )
        for step in policy.plan_of(one, captured_under)
    ]


def _history(one: Feedback, call: Call) -> list[models.Line]:
    """Other feedback of the same contact points that the caller may read."""
    ids: list[str] = []
    for contact in one.contacts:
        if contact.channel in (Channel.SMS, Channel.EMAIL):
            key = f"{contact.channel}:{contact.address}"
            ids += call.services.store.of_contact(key, _HISTORY)
    wanted = [other for other in dict.fromkeys(ids) if other != one.id][:_HISTORY]
    found = [
        other
        for other in call.services.queue.some(wanted)
        if may_see(call.person, other.feedback, call.configuration, call.now)
    ]
    return _lines(found, call)
