"""What a weekly digest tells: sums of the week, and a few feedback as its customers wrote them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from itertools import islice

from chalicelib import digest_days
from chalicelib.configuration import Configuration
from chalicelib.digest import Poor
from chalicelib.digest_days import Span
from chalicelib.measures.report import Report, Row
from chalicelib.measures.rollups import EVERYTHING, NOWHERE, Dimension
from chalicelib.ports import FeedbackStore, Lists, Reconciliations
from chalicelib.reconciliation import Reconciliation
from chalicelib.services.day_digests import COUNTED
from chalicelib.services.poor_ratings import PoorRatings
from chalicelib.services.reports import DAY, Reports, in_order
from chalicelib.services.rising import RisingWords
from chalicelib.services.silent import silent_places
from chalicelib.week_digest import (
    EXAMPLES,
    PARTS,
    Example,
    Part,
    Risen,
    Silent,
    WeekDigest,
    begun,
    owners,
)

_PLACES = 3
"""Touchpoints, those with the most feedback, that are quoted and whose words are looked at."""
_OF_TARGETS = ("touchpoint", "team")
"""Dimensions that targets are of, besides everything."""
_POOR = 10
_POOR_READ = 100
"""Of all teams together."""


@dataclass(frozen=True, slots=True)
class WeekDigests:
    """Reads what came of a span of days. Made for one run: sums by touchpoint are read once."""

    store: FeedbackStore
    lists: Lists
    reports: Reports
    rising: RisingWords
    poor: PoorRatings
    reconciliations: Reconciliations
    _made: dict[tuple[Span, str], Report] = field(default_factory=dict)
    _of_owners: dict[Span, dict[str, list[Part]]] = field(default_factory=dict)
    _silences: dict[Span, tuple[Silent, ...]] = field(default_factory=dict)

    def of_team(
        self, team: str, span: Span, now: datetime, configuration: Configuration
    ) -> WeekDigest:
        """What a team is told of what it owns."""
        today, part = configuration.day_of(now), (Dimension.TEAM, team)
        whole = self.reports.make(span.first, span.last, today, DAY, part)
        earlier = _before(span)
        places = self._owned(span, today, configuration).get(team, [])
        since, until = _instants(span, configuration)
        return WeekDigest(
            team=team,
            is_of_all=False,
            span=span,
            total=whole.total,
            before=self.reports.total(earlier.first, earlier.last, today, part),
            days=_by_day(whole, span),
            places=tuple(places[:PARTS]),
            more_places=max(len(places) - PARTS, 0),
            standards=whole.standards,
            examples=self._examples(team, places, since, until),
            poor=self.poor.of(team, since, until, _POOR),
            risen=self._risen(places, span),
            silent=tuple(
                one
                for one in self._silent(span, today, configuration)
                if team in owners(configuration, one.touchpoint)
            ),
            overdue=len(self.store.held(team, now, COUNTED)),
        )

    def of_all(
        self, team: str, span: Span, now: datetime, configuration: Configuration
    ) -> WeekDigest:
        """What those who manage everything are told."""
        today, part = configuration.day_of(now), (Dimension.ALL, EVERYTHING)
        whole = self.reports.make(span.first, span.last, today, DAY, part)
        earlier = _before(span)
        places, teams = (list(self._parts(by, span, today)) for by in _OF_TARGETS)
        named = [one for one in places if one.value != NOWHERE]
        since, until = _instants(span, configuration)
        poor = (
            one for each in configuration.teams for one in self.poor.of(each, since, until, _POOR)
        )
        return WeekDigest(
            team=team,
            is_of_all=True,
            span=span,
            total=whole.total,
            before=self.reports.total(earlier.first, earlier.last, today, part),
            days=_by_day(whole, span),
            places=tuple(places[:PARTS]),
            more_places=max(len(places) - PARTS, 0),
            teams=tuple(teams[:PARTS]),
            more_teams=max(len(teams) - PARTS, 0),
            kinds=tuple(self._parts("kind", span, today)),
            standards=in_order(
                configuration.targets,
                (whole.standards, *(self._made[span, by].standards for by in _OF_TARGETS)),
            ),
            poor=_worst(islice(poor, _POOR_READ)),
            risen=self._risen(named, span),
            silent=self._silent(span, today, configuration),
            arrived=self._arrived(span),
            overdue=sum(len(self.store.held(one, now, COUNTED)) for one in configuration.teams),
        )

    def _parts(self, by: str, span: Span, today: date) -> Iterable[Part]:
        """The values of a dimension to which something came, those with the most first."""
        if (span, by) not in self._made:
            self._made[span, by] = self.reports.make(span.first, span.last, today, by)
        parts = [_part(row) for row in self._made[span, by].rows]
        return sorted((p for p in parts if p.came), key=lambda p: (-p.came, p.value))

    def _owned(
        self, span: Span, today: date, configuration: Configuration
    ) -> dict[str, list[Part]]:
        """The touchpoints to which something came, by each team that owns some of their feedback."""
        if span not in self._of_owners:
            found: dict[str, list[Part]] = {}
            for part in self._parts("touchpoint", span, today):
                for team in owners(configuration, part.value):
                    found.setdefault(team, []).append(part)
            self._of_owners[span] = found
        return self._of_owners[span]

    def _examples(
        self, team: str, places: Sequence[Part], since: datetime, until: datetime
    ) -> tuple[Example, ...]:
        """The team's newest of the touchpoints with the most feedback, as many of each."""
        each = EXAMPLES // max(min(len(places), _PLACES), 1)
        ids = [
            feedback_id
            for part in places[:_PLACES]
            for feedback_id in self.lists.at_place(part.value, since, until, each)
        ]
        first = self.lists.entries(ids)
        return tuple(
            Example(feedback=one, words=first[one.id].words or "")
            for one in self.lists.states(ids)
            if one.id in first and one.owner == team
        )

    def _risen(self, places: Sequence[Part], span: Span) -> tuple[Risen, ...]:
        found = (
            Risen(touchpoint=one.touchpoint, words=one.words)
            for part in places[:_PLACES]
            for one in self.rising.find(span.last, part.value)
        )
        return tuple(one for one in found if one.words)

    def _silent(self, span: Span, today: date, configuration: Configuration) -> tuple[Silent, ...]:
        if span not in self._silences:
            measures = self.reports.measures
            self._silences[span] = silent_places(measures, span, today, configuration)
        return self._silences[span]

    def _arrived(self, span: Span) -> tuple[Reconciliation, ...]:
        days = (span.first + timedelta(days=n) for n in range((span.last - span.first).days + 1))
        found = map(self.reconciliations.of, days)
        return tuple(one for one in found if one is not None)


def _part(row: Row) -> Part:
    return Part(value=row.value, came=begun(row.figures), figures=row.figures)


def _worst(poor: Iterable[Poor]) -> tuple[Poor, ...]:
    """Those with the lowest scores and words first."""
    ranked = sorted(poor, key=lambda one: (one.score, not one.why))
    return tuple(islice(ranked, _POOR))


def _before(span: Span) -> Span:
    long = span.last - span.first + timedelta(days=1)
    return Span(span.first - long, span.last - long)


def _by_day(whole: Report, span: Span) -> tuple[tuple[date, int], ...]:
    came = {row.value: begun(row.figures) for row in whole.rows}
    days = [span.first + timedelta(days=n) for n in range((span.last - span.first).days + 1)]
    return tuple((day, came.get(day.isoformat(), 0)) for day in days)


def _instants(span: Span, configuration: Configuration) -> tuple[datetime, datetime]:
    """When the span begins and ends, by the organisation's days, which sums are of."""
    zone = configuration.organisation.time_zone
    return digest_days.instant(span.first, 0, zone), digest_days.end_of_day(span.last, zone)
