"""What may be one incident: suggested to members, who say what it is. Whose it is is the caller's to know."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from chalicelib import incidents as rules
from chalicelib.configuration import Likeness
from chalicelib.incidents import Spoken
from chalicelib.model import Channel, Feedback, Incident
from chalicelib.ports import ConfigurationStore, IncidentStore, Lists
from chalicelib.routing import without_keyword
from chalicelib.services.queue import MOST

FORGET_AFTER = timedelta(days=7)
"""When it does not matter any more that something was no incident."""
OPEN = 50
"""Open incidents of one team that are looked at."""

_COMPARED = 30
"""Feedback of an incident, the newest, that another one is compared with."""
_ABOUT = timedelta(days=1)
"""Before and after one feedback: where others are looked for that it may belong to."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Suggestion:
    """Feedback that may be one incident, or part of one that there is."""

    touchpoint: str
    feedback: list[Feedback]
    words: tuple[str, ...]
    """Why: what most of them speak of, in their own words."""
    incident: Incident | None
    """The open incident that they would join."""


@dataclass(frozen=True, slots=True)
class Suggestions:
    """Looks for what belongs together."""

    store: IncidentStore
    lists: Lists
    configurations: ConfigurationStore

    def of_teams(
        self, teams: Sequence[str], now: datetime, *, within: timedelta | None = None
    ) -> list[Suggestion]:
        """What the open feedback of some teams may be: more of an open incident, or a new one.

        `within` stands in for the configured time between one feedback and the next.
        """
        likeness = self._likeness(within)
        at_place: dict[str, list[Feedback]] = defaultdict(list)
        for team in teams:
            ids = [place.feedback_id for place in self.lists.queue(team, MOST)]
            for one in self.lists.states(ids):
                if one.touchpoint and _is_free(one, now):
                    at_place[one.touchpoint].append(one)
        known = self._known(teams)
        made: list[Suggestion] = []
        for place, found in at_place.items():
            if len(found) >= likeness.least or place in known:
                made += self._at(place, found, known.get(place, ()), likeness)
        return sorted(made, key=lambda one: -len(one.feedback))

    def of_one(self, feedback: Feedback, teams: Sequence[str], now: datetime) -> Suggestion | None:
        """The suggestion that a feedback is part of, among what some teams have to answer."""
        place = feedback.touchpoint
        if place is None or not _is_free(feedback, now):
            return None
        since, until = feedback.captured_at - _ABOUT, feedback.captured_at + _ABOUT
        ids = self.lists.at_place(place, since, until, MOST)
        found = [
            one
            for one in self.lists.states(ids)
            if _is_free(one, now) and (one.holder or one.owner) in teams
        ]
        made = self._at(place, found, self._known(teams).get(place, ()), self._likeness(None))
        return next(
            (one for one in made if feedback.id in [each.id for each in one.feedback]), None
        )

    def dismiss(self, found: Sequence[Feedback], now: datetime, *, joining: bool) -> None:
        """Some feedback are no incident; `joining`: not part of the one that they were suggested for."""
        at_place: dict[str, list[str]] = defaultdict(list)
        for one in found:
            if one.touchpoint:
                at_place[one.touchpoint].append(one.id)
        for place, ids in at_place.items():
            for each in [[one] for one in ids] if joining else [ids]:
                self.store.dismiss(place, each, now + FORGET_AFTER)

    def title(self, found: Sequence[Feedback]) -> str:
        """What most of some feedback speak of, for who gives an incident of them no name."""
        return ", ".join(rules.spoken_of(list(self._spoken(found).values())))

    def _likeness(self, within: timedelta | None) -> Likeness:
        usual = self.configurations.current().incidents
        return replace(usual, within=within) if within else usual

    def _known(self, teams: Sequence[str]) -> Mapping[str, list[Incident]]:
        """The open incidents of some teams by touchpoint."""
        known: dict[str, list[Incident]] = defaultdict(list)
        for team in teams:
            for one in self.store.of_team(team, OPEN):
                known[one.touchpoint or ""].append(one)
        return known

    def _at(
        self,
        place: str,
        found: Sequence[Feedback],
        known: Sequence[Incident],
        likeness: Likeness,
    ) -> list[Suggestion]:
        spoken = self._spoken(found)
        states = {one.id: one for one in found}
        dismissed = self.store.dismissed(place)
        made: list[Suggestion] = []
        for incident in known:
            others = self._spoken(self.lists.states(incident.feedback_ids[-_COMPARED:]))
            joining = [
                one.id
                for one in spoken.values()
                if others and rules.fits(one, list(others.values()), likeness)
            ]
            joining = [one for one in joining if [one] not in dismissed]
            for one in joining:
                del spoken[one]
            if joining:
                made.append(
                    Suggestion(
                        touchpoint=place,
                        feedback=[states[one] for one in joining],
                        words=rules.spoken_of(list(others.values())),
                        incident=incident,
                    )
                )
        apart = [one for one in dismissed if len(one) > 1]
        new = [
            Suggestion(
                touchpoint=place,
                feedback=[states[one] for one in group.ids],
                words=group.words,
                incident=None,
            )
            for group in rules.groups(list(spoken.values()), likeness)
            if not rules.is_dismissed(group.ids, apart, likeness)
        ]
        return [*made, *new]

    def _spoken(self, found: Sequence[Feedback]) -> dict[str, Spoken]:
        first = self.lists.entries([one.id for one in found])
        configuration = self.configurations.current()

        def words_of(one: Feedback) -> str:
            words = (first[one.id].words or "") if one.id in first else ""
            return without_keyword(configuration, words) if one.channel is Channel.SMS else words

        return {
            one.id: Spoken(
                id=one.id,
                at=one.captured_at,
                words=words_of(one),
                locale=one.locale,
            )
            for one in found
        }


def _is_free(one: Feedback, now: datetime) -> bool:
    """Whether a feedback may be suggested: it is open, came of late, and is of no incident yet."""
    return one.is_open and one.captured_at > now - FORGET_AFTER and one.incident is None
