"""Views of incidents: what may be one, what is one, and one answer to all."""

from collections.abc import Sequence
from datetime import timedelta

from chalicelib.access import EVERYONE, WHO_ANSWER, Role, teams_of
from chalicelib.api import models
from chalicelib.api.call import Call
from chalicelib.api.lines import line, member_name, team_name
from chalicelib.errors import ForbiddenError, NotFoundError, RefusedError
from chalicelib.model import Feedback, Incident, What
from chalicelib.services.incident_reach import Progress, Reach, people_in
from chalicelib.services.suggestions import OPEN, Suggestion

_SEE_ALL = EVERYONE - {Role.AGENT, Role.LEAD}
_WHAT = {"answer": What.ANSWERED, "resolve": What.RESOLVED}
_WHATS = {
    What.GROUPED: "join",
    What.UNGROUPED: "leave",
    What.ANSWERED: "answer",
    What.RESOLVED: "resolve",
}
_LINES = 500


def incident_suggestions(call: Call) -> models.IncidentSuggestions:
    """What may be one incident among what my teams have to answer."""
    teams = teams_of(call.person, call.configuration, call.now)
    suggested, asked = call.services.incidents.suggested, call.query
    if asked.reference is not None:
        one = suggested.of_one(call.feedback(named=asked.reference), teams, call.now)
        found = [one] if one else []
    else:
        within = timedelta(minutes=asked.within_minutes) if asked.within_minutes else None
        found = suggested.of_teams(teams, call.now, within=within)
    return models.IncidentSuggestions(
        items=[_suggestion(one, call) for one in found], as_of=call.now
    )


def incidents(call: Call) -> models.Incidents:
    """The open incidents of my teams, or of all for who sees all."""
    mine = teams_of(call.person, call.configuration, call.now)
    teams = [*call.configuration.teams] if call.person.is_one_of(_SEE_ALL) else mine
    service = call.services.incidents
    found = [one for team in teams for one in service.store.of_team(team, OPEN)]
    found.sort(key=lambda one: one.opened_at, reverse=True)
    return models.Incidents(
        items=[_summary(one, service.states(one), call) for one in found], as_of=call.now
    )


def incident(call: Call) -> models.Incident:
    """One incident, whole."""
    return _whole(_known(call), call)


def open_incident(call: Call) -> models.Incident:
    """Make one of some feedback."""
    found = _named(call, call.body.references)
    opened = call.services.incidents.open(
        found,
        title=call.body.title.strip(),
        member=call.person.email,
        team=_team(call, found),
        key=_key(call),
        now=call.now,
    )
    return _whole(opened, call)


def dismiss_incident(call: Call) -> models.Nothing:
    """It is none, or not part of the one that it was suggested for."""
    found = _named(call, call.body.references)
    call.services.incidents.suggested.dismiss(found, call.now, joining=call.body.joining)
    return models.Nothing()


def change_incident(call: Call) -> models.Incident:
    """Add feedback, or take some out."""
    known, body = _known(call, to_act=True), call.body
    service, member = call.services.incidents, call.person.email
    after = known
    if body.add:
        joining = _named(call, body.add)
        after = service.join(after, joining, member=member, key=f"{_key(call)}:add", now=call.now)
    if body.remove:
        by_reference = {one.reference: one.id for one in service.states(after)}
        ids = [by_reference[one] for one in body.remove if one in by_reference]
        after = service.leave(after, ids, member=member, key=f"{_key(call)}:remove", now=call.now)
    return _whole(after, call)


def close_incident(call: Call) -> models.Incident:
    """Nothing more is to come."""
    known = _known(call, to_act=True)
    return _whole(call.services.incidents.close(known, key=_key(call), now=call.now), call)


def preview_incident(call: Call) -> models.IncidentPreview:
    """Whom words to all would reach, and how they would read in each language and channel."""
    known, body = _known(call, to_act=True), call.body
    reach = call.services.incidents.reach(known)
    samples: list[models.IncidentSample] = []
    seen: set[tuple[str, str]] = set()
    for one in reach.recipients:
        language = call.services.incidents.language(one)
        channel = one.contacts[0].channel if one.contacts else None
        words = body.words.get(language, "")
        if channel is None or (language, channel) in seen or not words.strip():
            continue
        seen.add((language, channel))
        samples += _samples(one, language, words, call)
    return models.IncidentPreview(
        reach=_reach(reach),
        missing=sorted(
            language for language in reach.languages if not body.words.get(language, "").strip()
        ),
        samples=samples,
    )


def answer_incident(call: Call) -> models.Incident:
    """Answer all of them, or tell all the outcome."""
    known, body = _known(call, to_act=True), call.body
    try:
        after = call.services.incidents.say(
            known,
            _WHAT[body.what],
            body.words,
            member=call.person.email,
            key=_key(call),
            now=call.now,
        )
    except RefusedError as error:
        _, colon, languages = error.reason.partition("missing:")
        if not colon:
            raise
        raise RefusedError(f"no_words_in:{languages}") from error
    return _whole(after, call)


def _samples(one: Feedback, language: str, words: str, call: Call) -> list[models.IncidentSample]:
    try:
        found = call.services.preview.of(
            one,
            _WHAT[call.body.what],
            words,
            member=call.person.email,
            team=one.holder or one.owner,
            now=call.now,
        )
    except RefusedError:
        return []
    return [
        models.IncidentSample(
            language=language,
            channel=each.message.channel,
            subject=each.rendered.subject,
            text=each.rendered.text,
            sms_parts=each.sms_parts,
        )
        for each in found
    ]


def _known(call: Call, *, to_act: bool = False) -> Incident:
    """The incident that the address names. NotFoundError also where it may not even be seen."""
    known = call.services.incidents.store.get(call.path["incident"])
    is_mine = known.team in teams_of(call.person, call.configuration, call.now)
    if not is_mine and not call.person.is_one_of(_SEE_ALL):
        raise NotFoundError("there is no such incident")
    if to_act and not (is_mine and call.person.is_one_of(WHO_ANSWER)):
        raise ForbiddenError("this incident is another team's")
    return known


def _named(call: Call, references: Sequence[str]) -> list[Feedback]:
    return [call.feedback(to_act=True, named=one) for one in dict.fromkeys(references)]


def _team(call: Call, found: Sequence[Feedback]) -> str:
    """Who is to own it: the team that owns or has most of it, of the caller's own."""
    mine = teams_of(call.person, call.configuration, call.now)
    for teams in ([one.owner for one in found], [one.holder for one in found]):
        own = [team for team in teams if team in mine]
        if own:
            return str(max(sorted(set(filter(None, own))), key=own.count))
    raise ForbiddenError("none of this is your team's")


def _key(call: Call) -> str:
    return f"incidents:{call.person.email}:{call.path.get('incident', '')}:{call.body.key}"


def _suggestion(one: Suggestion, call: Call) -> models.IncidentSuggestion:
    place = call.configuration.place(one.touchpoint)
    return models.IncidentSuggestion(
        touchpoint=models.PlaceName(
            id=one.touchpoint, name=place.name if place else one.touchpoint
        ),
        words=list(one.words),
        people=people_in(one.feedback),
        items=_lines(one.feedback, call),
        incident=one.incident.id if one.incident else None,
        title=one.incident.title if one.incident else ", ".join(one.words),
    )


def _lines(found: Sequence[Feedback], call: Call) -> list[models.Line]:
    shown = found[:_LINES]
    first = call.services.lists.entries([one.id for one in shown])
    return [line(one, first.get(one.id), call.configuration) for one in shown]


def _summary(one: Incident, states: Sequence[Feedback], call: Call) -> models.IncidentSummary:
    place = call.configuration.place(one.touchpoint)
    return models.IncidentSummary(
        id=one.id,
        title=one.title,
        touchpoint=models.PlaceName(id=place.id, name=place.name) if place else None,
        team=team_name(one.team, call.configuration),
        assignee=member_name(one.assignee, call.configuration),
        opened_at=one.opened_at,
        closed_at=one.closed_at,
        people=people_in(states),
        waiting=people_in([each for each in states if each.is_open]),
    )


def _whole(one: Incident, call: Call) -> models.Incident:
    service = call.services.incidents
    states = service.states(one)
    references = {each.id: each.reference for each in states}
    return models.Incident(
        summary=_summary(one, states, call),
        items=_lines(states, call),
        reach=_reach(service.reach(one)),
        tasks=[_task(each, references, call) for each in service.progress(one)],
        may_act=call.person.is_one_of(WHO_ANSWER)
        and one.team in teams_of(call.person, call.configuration, call.now)
        and one.closed_at is None,
    )


def _reach(reach: Reach) -> models.IncidentReach:
    return models.IncidentReach(
        recipients=reach.people,
        by_channel={
            (channel.value if channel else "none"): n for channel, n in reach.by_channel.items()
        },
        languages=dict(reach.languages),
    )


def _task(progress: Progress, references: dict[str, str], call: Call) -> models.IncidentTask:
    task = progress.task
    return models.IncidentTask(
        number=task.number,
        what=_WHATS[task.what],
        at=task.at,
        member=member_name(task.member, call.configuration),
        words=dict(task.words),
        feedback=len(task.feedback_ids),
        done=progress.done,
        refused=[
            models.IncidentRefusal(reference=references.get(one, ""), reason=why)
            for one, why in progress.refused.items()
        ],
    )
