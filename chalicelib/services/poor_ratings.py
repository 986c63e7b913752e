"""What customers rated below 3, with their words: read from the timelines, where it can be erased."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from chalicelib.digest import Poor
from chalicelib.errors import NotFoundError
from chalicelib.intake.survey import said_of
from chalicelib.model import Rated
from chalicelib.ports import FeedbackStore, Ratings

BELOW = 3
"""A score below this is worth reading, whoever heard of it when it came."""
_LOOKED_AT = 200
"""Ratings of one team that are looked at, the newest."""


@dataclass(frozen=True, slots=True)
class PoorRatings:
    """Finds them by the team that owned the feedback when it was rated."""

    store: FeedbackStore
    ratings: Ratings

    def of(self, team: str, since: datetime, until: datetime, limit: int) -> tuple[Poor, ...]:
        """Up to `limit` from `since` to before `until`, the newest first, each cycle once."""
        found: list[Poor] = []
        for rated in _each_cycle_once(self.ratings.of(team, since, until, _LOOKED_AT)):
            if len(found) == limit:
                break
            found += self._poor(rated)
        return tuple(found)

    def _poor(self, rated: Rated) -> Iterator[Poor]:
        try:
            feedback = self.store.get(rated.feedback_id)
        except NotFoundError:
            return
        said = said_of(self.store.timeline(rated.feedback_id), rated.cycle)
        if said.score is not None and said.score < BELOW:
            yield Poor(feedback=feedback, score=said.score, why=said.why or "")


def _each_cycle_once(ratings: Iterable[Rated]) -> Iterable[Rated]:
    return {(one.feedback_id, one.cycle): one for one in ratings}.values()
