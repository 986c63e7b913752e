"""Views of the measurements. A lead sees their teams' figures, all others of WHO_MEASURE everything."""

from dataclasses import asdict
from datetime import date, timedelta
from typing import Any, TypeVar

import msgspec

from chalicelib.access import sees_all, teams_of
from chalicelib.api.call import Call
from chalicelib.api.lines import team_name
from chalicelib.api.models import measured as models
from chalicelib.configuration import Target
from chalicelib.errors import ForbiddenError, InvalidInputError
from chalicelib.measures.report import Standard
from chalicelib.measures.rollups import EVERYTHING, Dimension
from chalicelib.services.pulse import Pulse
from chalicelib.services.reports import Reports
from chalicelib.services.rising import NEWER, RisingWords
from chalicelib.services.spans import Part

_DAYS = timedelta(days=27)
_LONGEST = timedelta(days=366)
_DAY = timedelta(days=1)

T = TypeVar("T")


def reports(call: Call) -> models.Report:
    """The measurements of some days."""
    query: models.ReportQuery = call.query
    today = call.configuration.day_of(call.now)
    last = query.last or today
    first = query.first or last - _DAYS
    if last - first > _LONGEST:
        raise InvalidInputError("a report is of a year at most", {"from": "is too early"})
    try:
        made = Reports(call.services.configurations, call.services.measures).make(
            first, last, today, query.by, _part(call)
        )
    except ValueError as error:
        raise InvalidInputError(
            str(error), {"by" if last >= first else "from": str(error)}
        ) from error
    return models.Report(
        first=made.first,
        last=made.last,
        made_on=made.made_on,
        by=made.by,
        total=_as(made.total, models.Figures),
        distribution=_as(made.distribution, list[models.Slice]),
        rows=[
            models.ReportRow(
                value=row.value,
                name=_name(made.by, row.value, call),
                figures=_as(row.figures, models.Figures),
            )
            for row in made.rows
        ],
        standards=[_standard(one, call) for one in made.standards],
    )


def pulse(call: Call) -> models.Pulse:
    """How today goes."""
    services = call.services
    teams = None if sees_all(call.person) else _own_teams(call)
    beat = Pulse(services.lists, services.measures, services.configurations).take(call.now, teams)
    return models.Pulse(
        today=[
            models.TodayOf(
                value=value,
                name=_name(Dimension.TEAM, value, call),
                figures=_as(figures, models.Figures),
            )
            for value, figures in beat.today
        ],
        open=_as(beat.open, models.OpenNow),
        as_of=call.now,
    )


def words(call: Call) -> models.RisingWords:
    """Words that rise."""
    if not sees_all(call.person):
        raise ForbiddenError("words are of all teams together")
    services, query = call.services, call.query
    last: date = query.last or call.configuration.day_of(call.now)
    look = RisingWords(services.lists, services.measures, services.configurations)
    return models.RisingWords(
        first=last - NEWER + _DAY,
        last=last,
        places=[
            models.RisingAt(
                name=_name(Dimension.TOUCHPOINT, one.touchpoint, call),
                **{**asdict(one), "words": _as(one.words, list[models.RisingWord])},
            )
            for one in look.find(last, query.touchpoint)
        ],
    )


def _part(call: Call) -> Part:
    """What the report is of. ForbiddenError: of other teams than the lead's own."""
    query: models.ReportQuery = call.query
    if query.team and query.touchpoint:
        raise InvalidInputError("of a team or a touchpoint", {"team": "not with a touchpoint"})
    if not sees_all(call.person) and query.team not in _own_teams(call):
        raise ForbiddenError("a lead sees the figures of their own teams, one at a time")
    if query.team:
        return Dimension.TEAM, query.team
    return (Dimension.TOUCHPOINT, query.touchpoint) if query.touchpoint else _ALL


_ALL: Part = (Dimension.ALL, EVERYTHING)


def _own_teams(call: Call) -> list[str]:
    return teams_of(call.person, call.configuration, call.now)


def _standard(one: Standard, call: Call) -> models.StandardFigures:
    return models.StandardFigures(
        team=one.target.team,
        touchpoint=one.target.touchpoint,
        name=_target_name(one.target, call),
        wanted=one.target.answered_in_time / 10_000,
        since=one.target.since,
        attained=_as(one.attained, models.Estimate | None),
        verdict=one.verdict,
        chart=_as(one.chart, models.ControlChart | None),
    )


def _target_name(target: Target, call: Call) -> str:
    if target.team:
        return team_name(target.team, call.configuration).name
    if target.touchpoint:
        return _name(Dimension.TOUCHPOINT, target.touchpoint, call)
    return call.configuration.organisation.name


def _name(by: str | None, value: str, call: Call) -> str:
    if by == Dimension.TEAM:
        return team_name(value, call.configuration).name
    place = call.configuration.place(value) if by == Dimension.TOUCHPOINT else None
    return place.name if place else value


def _as(record: object, shape: Any) -> Any:
    """A record of the measurements in the API's shape, attribute by attribute."""
    return msgspec.convert(record, shape, from_attributes=True)
