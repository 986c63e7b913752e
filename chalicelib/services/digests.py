"""The digests of a morning: each team's daily one, and once a week that of the week.

A digest is written into the outbox as one message for each reader, under an id that follows from its day, its
team and the reader, and leaves from there as every message does. So a run that dies costs no digest, and the
next run of that morning writes only what is missing. A team that was told all is marked: what comes up after
its morning waits for the next.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from chalicelib import digest, digest_days, week_digest
from chalicelib.configuration import Configuration
from chalicelib.digest_days import Span
from chalicelib.model import Purpose, Rendered
from chalicelib.ports import (
    ConfigurationStore,
    DigestRenderer,
    FeedbackStore,
    IncidentStore,
    Lists,
    MeasureStore,
    Ratings,
    Reconciliations,
)
from chalicelib.services.alone import Alone
from chalicelib.services.day_digests import DayDigests
from chalicelib.services.poor_ratings import PoorRatings
from chalicelib.services.reports import Reports
from chalicelib.services.rising import RisingWords
from chalicelib.services.week_digests import WeekDigests

_KEPT = timedelta(days=14)
"""How long it is known that a team was told all: longer than a run looks back."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Digested:
    """What one run did."""

    daily: int = 0
    """Mails of daily digests that were written."""
    weekly: int = 0
    gaps: int = 0
    """Teams that have to answer and have nobody who gets mail."""


@dataclass(frozen=True, slots=True)
class Digests:
    """Writes the digests that are due."""

    store: FeedbackStore
    configurations: ConfigurationStore
    days: DayDigests
    new_weeks: Callable[[], WeekDigests]
    """A reader of weeks for one run."""
    renderer: DigestRenderer
    alone: Alone

    def send(self, now: datetime, *, at_once: bool = False, week: bool = False) -> Digested:
        """Write what is due: at each team's `digest_at`, on a day on which it is there.

        `at_once`: today's, on any day and at any time, and with `week` that of the last whole week, to
        all who have none yet.
        """
        configuration, weeks = self.configurations.current(), self.new_weeks()
        daily = weekly = 0
        told_of_gaps = digest.told_of_gaps(configuration, now)
        for team in configuration.teams:
            day = _due_day(configuration, team, now, at_once=at_once)
            if day is None:
                continue
            about = f"digest-{day}-{team}"
            if at_once or not self._is_told(about):
                for_all = team == told_of_gaps
                made = self.days.of(team, day, now, configuration, for_all=for_all)
                if made.says_something:
                    rendered = self.renderer.of_day(made, now)
                    daily += self._write(about, team, rendered, configuration, now)
                if not at_once:
                    self._mark(about, now)
            if span := _due_span(configuration, team, day, at_once=at_once, week=week):
                weekly += self._write_week(team, span, weeks, configuration, now)
        gaps = len(digest.empty_teams(configuration, now))
        return Digested(daily=daily, weekly=weekly, gaps=gaps)

    def preview(self, team: str, day: date, *, week: bool = False) -> Rendered | None:
        """What a team would be told on the morning of a day, of what is known now; None: nothing.

        With `week`, of the last whole week before that day. KeyError: there is no such team.
        """
        configuration = self.configurations.current()
        organisation = configuration.organisation
        zone = configuration.zone_of(configuration.teams[team].id)
        now = digest_days.instant(day, organisation.digest_at, zone)
        if week:
            span = _last_week(configuration, day)
            made = self._of_week(team, span, self.new_weeks(), configuration, now)
            return self.renderer.of_week(made, now) if made.says_something else None
        for_all = team == digest.told_of_gaps(configuration, now)
        of_day = self.days.of(team, day, now, configuration, for_all=for_all)
        return self.renderer.of_day(of_day, now) if of_day.says_something else None

    def _write_week(
        self,
        team: str,
        span: Span,
        weeks: WeekDigests,
        configuration: Configuration,
        now: datetime,
    ) -> int:
        about = f"week-{span.last}-{team}"
        if self._is_told(about):
            return 0
        written = 0
        made = self._of_week(team, span, weeks, configuration, now)
        if made.says_something:
            rendered = self.renderer.of_week(made, now)
            written = self._write(about, team, rendered, configuration, now)
        self._mark(about, now)
        return written

    def _of_week(
        self,
        team: str,
        span: Span,
        weeks: WeekDigests,
        configuration: Configuration,
        now: datetime,
    ) -> week_digest.WeekDigest:
        if team == week_digest.managers(configuration):
            return weeks.of_all(team, span, now, configuration)
        return weeks.of_team(team, span, now, configuration)

    def _write(
        self,
        about: str,
        team: str,
        rendered: Rendered,
        configuration: Configuration,
        now: datetime,
    ) -> int:
        """Write a digest to each reader who has none yet; how many were written."""
        return sum(
            self.alone.write(about, Purpose.TEAM_DIGEST, to, rendered, now, team=team)
            for to in digest.readers(configuration, team, now)
        )

    def _is_told(self, about: str) -> bool:
        return self.store.is_full(f"told:{about}", 1)

    def _mark(self, about: str, now: datetime) -> None:
        self.store.count(f"told:{about}", 1, now + _KEPT)


def assembled(
    store: FeedbackStore,
    configurations: ConfigurationStore,
    renderer: DigestRenderer,
    alone: Alone,
    *,
    lists: Lists,
    measures: MeasureStore,
    ratings: Ratings,
    incidents: IncidentStore,
    reconciliations: Reconciliations,
) -> Digests:
    """Digests with all that reads for them."""
    poor = PoorRatings(store, ratings)
    reports = Reports(configurations, measures)
    rising = RisingWords(lists, measures, configurations)
    return Digests(
        store,
        configurations,
        DayDigests(store, lists, measures, poor, incidents, reconciliations),
        lambda: WeekDigests(store, lists, reports, rising, poor, reconciliations),
        renderer,
        alone,
    )


def _due_day(
    configuration: Configuration, team: str, now: datetime, *, at_once: bool
) -> date | None:
    """The day whose digest a team gets now, on its own clock."""
    zone, calendar = configuration.zone_of(team), configuration.calendar_of(team)
    if at_once:
        return digest_days.day_of(now, zone)
    day = digest_days.due_day(now, configuration.organisation.digest_at, zone)
    return day if day is not None and digest_days.is_open(calendar, day) else None


def _due_span(
    configuration: Configuration, team: str, day: date, *, at_once: bool, week: bool
) -> Span | None:
    """The span of days whose weekly digest a team gets on a day."""
    if at_once:
        return _last_week(configuration, day) if week else None
    weekday = configuration.organisation.weekly_digest_on
    return digest_days.week_of(configuration.calendar_of(team), day, weekday)


def _last_week(configuration: Configuration, day: date) -> Span:
    """The last seven days before a day that a weekly digest can be about."""
    weekday = configuration.organisation.weekly_digest_on
    last = day - timedelta(days=(day.weekday() - weekday) % 7 + 1)
    return Span(last - timedelta(days=6), last)
