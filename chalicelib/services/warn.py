"""Early warning: the owner of a touchpoint hears at once that it gets unusually many feedback, and once.

Every feedback that comes is a look at its touchpoint. The warning is an entry on the timeline of the
feedback with which it became unusual, written under a key of its own: whoever looks again, or at the same
time, writes it no second time, and its mail goes the way of every message.
"""

from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from itertools import groupby

from chalicelib import early_warning as rules
from chalicelib.configuration import Configuration, Touchpoint
from chalicelib.early_warning import Episode, Sort, Unusual
from chalicelib.errors import ConflictError, DuplicateError, NotFoundError
from chalicelib.instants import to_text
from chalicelib.measures import unusual
from chalicelib.measures.unusual import Rate
from chalicelib.model import Entry, Feedback, What
from chalicelib.ports import ConfigurationStore, Episodes, FeedbackStore, Inbound, Lists
from chalicelib.services.commit import commit
from chalicelib.services.usual import MOST, Usual

LISTED = 10
"""Feedback that a warning names, the newest."""
_SPOKEN = 30
"""The newest, whose words say what most speak of."""
_INSTANT = timedelta(milliseconds=1)
"""How exactly the store keeps an instant."""

Arrival = tuple[str, datetime]
"""A feedback's id, and when it was captured."""


@dataclass(frozen=True, slots=True)
class Warn:
    """Looks at what came in. Running it again, late, or out of order warns nobody twice."""

    store: FeedbackStore
    lists: Lists
    usual: Usual
    configurations: ConfigurationStore
    episodes: Episodes

    def look(self, entries: Iterable[Entry], now: datetime) -> int:
        """Look at the touchpoints of what came in, each once; how many warnings were given."""
        configuration = self.configurations.current()
        if not configuration.early_warning.enabled:
            return 0
        fresh = [e for e in entries if rules.looked_at(e) and now - e.at < rules.STALE_AFTER]
        came = list(self._came(dict.fromkeys(entry.feedback_id for entry in fresh)))
        came.sort(key=lambda one: (one.touchpoint or "", one.captured_at, one.id))
        given = 0
        for touchpoint, group in groupby(came, key=lambda one: one.touchpoint):
            place = configuration.place(touchpoint)
            if place is not None:
                given += self._look_at(place, list(group), configuration, now)
        return given

    def _came(self, ids: Iterable[str]) -> Iterable[Feedback]:
        for feedback_id in ids:
            with suppress(NotFoundError):
                yield self.store.get(feedback_id)

    def _look_at(
        self,
        place: Touchpoint,
        came: Sequence[Feedback],
        configuration: Configuration,
        now: datetime,
    ) -> int:
        """A touchpoint as it stood when the newest serious one came, or else the newest of all.

        Serious ones come first, lest that there are many hides that they are serious; where these are no
        news, there being many may be.
        """
        settings = configuration.early_warning
        serious = [one for one in came if rules.is_serious(one)]
        for sort, newest in ((Sort.WORSE, serious[-1:]), (Sort.MORE, came[-1:])):
            for one in newest:
                at = one.captured_at
                there = self._counted(place, at - settings.within + _INSTANT, at, came)
                if len(there) < settings.least:
                    continue
                found = self._found(sort, place, at, there, configuration)
                if found is not None and self._tell(one, place, found, configuration, now):
                    return 1
        return 0

    def _counted(
        self, place: Touchpoint, since: datetime, until: datetime, came: Sequence[Feedback]
    ) -> list[Arrival]:
        """What came in a window, the newest first. The index may lag behind what we know came."""
        known = dict(self.lists.captured_at_place(place.id, since, until, MOST))
        known |= {one.id: one.captured_at for one in came if since <= one.captured_at <= until}
        return sorted(known.items(), key=lambda one: (one[1], one[0]), reverse=True)

    def _found(
        self,
        sort: Sort,
        place: Touchpoint,
        at: datetime,
        there: Sequence[Arrival],
        configuration: Configuration,
    ) -> Unusual | None:
        settings = configuration.early_warning
        count = len(there)
        if sort is Sort.WORSE:
            count = self.usual.serious([feedback_id for feedback_id, _ in there])
        if count < settings.least:
            return None
        rate = self._rate(sort, place, at, configuration)
        if rate is None:
            return None
        false_alarms = rules.of_each_sort(settings.false_alarms)
        if not unusual.is_unusual(rate, count, settings.within, false_alarms):
            return None
        return Unusual(
            sort=sort,
            count=count,
            usual=round(rate.mean),
            ids=tuple(feedback_id for feedback_id, _ in there),
            began_at=there[-1][1],
        )

    def _rate(
        self, sort: Sort, place: Touchpoint, at: datetime, configuration: Configuration
    ) -> Rate | None:
        if sort is Sort.WORSE:
            return self.usual.serious_rate(place.id, at, configuration)
        return self.usual.rate(place.id, at, configuration)

    def _tell(
        self,
        newest: Feedback,
        place: Touchpoint,
        found: Unusual,
        configuration: Configuration,
        now: datetime,
    ) -> int:
        """Warn of what was found, if it is news; how many warnings that were."""
        at, before = newest.captured_at, self.episodes.of(place.id)
        if before is not None and not rules.is_news(found, before, at):
            self._go_on(before, at)
            return 0
        came_told, serious_told = rules.told_of(found, before, at)
        after = Episode(
            touchpoint=place.id,
            team=configuration.team(place.owner).id,
            warnings=before.warnings + 1 if before else 1,
            sort=found.sort,
            count=found.count,
            usual=found.usual,
            within=configuration.early_warning.within,
            began_at=found.began_at,
            told_at=now,
            feedback_id=newest.id,
            last_at=at,
            came=came_told,
            serious=serious_told,
        )
        is_new = self._write(newest, after, found.ids, now)
        with suppress(ConflictError):
            self.episodes.put(before, after)
        return int(is_new)

    def _go_on(self, before: Episode, at: datetime) -> None:
        """Keep that it is still unusual; of two that do the later one may be lost."""
        if after := rules.goes_on(before, at):
            with suppress(ConflictError):
                self.episodes.put(before, after)

    def _write(self, newest: Feedback, told: Episode, ids: Sequence[str], now: datetime) -> bool:
        """Put the warning on a timeline; False where it stands on one.

        The key has the sort: of two who look at once, one may find many and the other serious ones. It
        comes before the episode: whoever dies in between is made up for by the next look, whose warning
        is a duplicate and whose episode is not there yet.
        """
        data = self._data(told, ids)
        try:
            commit(
                self.store,
                newest,
                lambda feedback, entry: (feedback, replace(entry, data=data)),
                what=What.WARNED,
                actor="system",
                channel=None,
                at=now,
                now=now,
                inbound=Inbound(key=f"warning:{told.touchpoint}:{told.warnings}:{told.sort}"),
            )
        except DuplicateError:
            return False
        return True

    def _data(self, told: Episode, ids: Sequence[str]) -> dict[str, object]:
        listed = self.lists.states(ids[:LISTED])
        return {
            "touchpoint": told.touchpoint,
            "to": told.team,
            "sort": told.sort.value,
            "count": told.count,
            "usual": told.usual,
            "within": int(told.within.total_seconds()),
            "since": to_text(told.began_at),
            "listed": [[one.reference, to_text(one.captured_at)] for one in listed],
            "words": list(self._words(ids[:_SPOKEN])),
        }

    def _words(self, ids: Sequence[str]) -> tuple[str, ...]:
        """What most of them speak of, in the customers' own words."""
        from chalicelib.incidents import Spoken, spoken_of

        first = self.lists.entries(ids)
        return spoken_of(
            [
                Spoken(
                    id=one.id,
                    at=one.captured_at,
                    words=first[one.id].words or "",
                    locale=one.locale,
                )
                for one in self.lists.states(ids)
                if one.id in first
            ]
        )
