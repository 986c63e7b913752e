"""What one team's daily digest tells: read from its lists, within a bound that a large team reaches."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from chalicelib import digest_days
from chalicelib.configuration import Configuration
from chalicelib.digest import LISTED, Bounced, Digest, Gap, Row, empty_teams
from chalicelib.digest_days import Span
from chalicelib.measures.periods import days
from chalicelib.measures.rollups import Dimension, begun_of
from chalicelib.model import Feedback
from chalicelib.ports import (
    FeedbackStore,
    IncidentStore,
    Lists,
    MeasureStore,
    QueuePlace,
    Reconciliations,
)
from chalicelib.reconciliation import Reconciliation
from chalicelib.services.poor_ratings import PoorRatings
from chalicelib.services.receipts import BOUNCES_WITHIN, bounces_of

COUNTED = 10_000
"""Feedback of one team that are counted; more are not told apart."""
_PAGES, _PAGE = 4, 500
"""Of a team's queue that are looked through for what is new."""
_NEW_LISTED = 20
_POOR_LISTED = 20
_INCIDENTS = 20
_CHECKED = 7
"""Days whose comparison with what arrived is looked at."""


@dataclass(frozen=True, slots=True)
class DayDigests:
    """Reads what a team is told on a day."""

    store: FeedbackStore
    lists: Lists
    measures: MeasureStore
    poor: PoorRatings
    incidents: IncidentStore
    reconciliations: Reconciliations

    def of(
        self, team: str, day: date, now: datetime, configuration: Configuration, *, for_all: bool
    ) -> Digest:
        """The digest of a day; with `for_all` also whom mail does not reach, of any team."""
        zone, calendar = configuration.zone_of(team), configuration.calendar_of(team)
        first = digest_days.before(calendar, day)
        last = digest_days.last_before_next(calendar, day)
        since = digest_days.instant(first, configuration.organisation.digest_at, zone)
        until = digest_days.end_of_day(last, zone)
        held = self.store.held(team, now, COUNTED)
        later = self.store.held(team, until, COUNTED)[len(held) :]
        past, coming = self._rows(team, held, now), self._rows(team, later, until)
        new = self._new(team, since, max(now, until))
        came, answered = self._came(team, Span(first, day - timedelta(days=1)))
        return Digest(
            team=team,
            first=first,
            last=last,
            day=day,
            overdue=tuple(row for row in past if row.feedback.is_open),
            more_overdue=max(len(held) - LISTED, 0),
            today=tuple(row for row in coming if row.feedback.is_open),
            more_today=max(len(later) - LISTED, 0),
            new=self._worded(new[:_NEW_LISTED]),
            more_new=max(len(new) - _NEW_LISTED, 0),
            came=came,
            answered=answered,
            unreached=tuple(row for row in (*past, *coming) if not row.feedback.is_open),
            poor=self.poor.of(team, since, now, _POOR_LISTED),
            incidents=tuple(self.incidents.of_team(team, _INCIDENTS)),
            gaps=tuple(self._gaps(configuration, now)) if for_all else (),
            bounced=tuple(self._bounced(configuration, since, now)) if for_all else (),
            lost=tuple(self._lost(since)) if for_all else (),
        )

    def _rows(self, team: str, ids: Sequence[str], until: datetime) -> tuple[Row, ...]:
        """What still holds of the beginning of a list: it may lag behind an answer just given."""
        states = self.lists.states(ids[:LISTED])
        return self._worded([one for one in states if _stands(one, team, until)])

    def _worded(self, states: Sequence[Feedback]) -> tuple[Row, ...]:
        first = self.lists.entries([one.id for one in states])
        words = {feedback_id: entry.words or "" for feedback_id, entry in first.items()}
        return tuple(Row(feedback=one, words=words.get(one.id, "")) for one in states)

    def _new(self, team: str, since: datetime, until: datetime) -> list[Feedback]:
        """What the team has to answer that came since, but was not promised by `until`."""
        found: list[Feedback] = []
        after: QueuePlace | None = None
        for _ in range(_PAGES):
            page = self.lists.queue(team, _PAGE, after)
            found += [
                one
                for one in self.lists.states([place.feedback_id for place in page])
                if one.is_open
                and one.holder == team
                and one.cycle_at >= since
                and (one.promise_by is None or one.promise_by > until)
            ]
            if len(page) < _PAGE:
                break
            after = page[-1]
        return sorted(found, key=lambda one: one.cycle_at, reverse=True)

    def _came(self, team: str, span: Span) -> tuple[int, int]:
        """How many came to a team as their owner, and how many of these have an answer."""
        keys = [day.isoformat() for day in days(span.first, span.last)]
        found = self.measures.rollup(Dimension.TEAM, team, keys).values()
        return sum(map(begun_of, found)), sum(one.get("first_response.n", 0) for one in found)

    def _gaps(self, configuration: Configuration, now: datetime) -> Iterator[Gap]:
        for team in empty_teams(configuration, now):
            yield Gap(team=team, overdue=len(self.store.held(team, now, COUNTED)))

    def _lost(self, since: datetime) -> Iterator[Reconciliation]:
        """Days on which something is missing, or of which a channel is not known that is otherwise.

        What nobody can ever say of a channel is no news of this morning, but a thing for `doctor`.
        """
        latest = self.reconciliations.latest(_CHECKED)
        known = {way.channel for one in latest for way in one.channels if way.arrived is not None}
        for one in latest:
            if one.checked_at >= since and not (one.is_whole and known.isdisjoint(one.unknown)):
                yield one

    def _bounced(
        self, configuration: Configuration, since: datetime, now: datetime
    ) -> Iterator[Bounced]:
        begin = max(since, now - BOUNCES_WITHIN).date()
        looked_at = [now - timedelta(days=n) for n in range((now.date() - begin).days + 1)]
        told: set[str] = set()
        for team in configuration.teams.values():
            for address in team.addresses:
                if address in told:
                    continue
                told.add(address)
                if any(self.store.is_full(bounces_of(address, one), 1) for one in looked_at):
                    yield Bounced(address=address, team=team.id)


def _stands(feedback: Feedback, team: str, until: datetime) -> bool:
    """Whether a feedback still belongs into a list of what a team has until an instant."""
    by = feedback.unreached_at or feedback.promise_by
    return feedback.holder == team and by is not None and by <= until
