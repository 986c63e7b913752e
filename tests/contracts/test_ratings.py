"""What the lists of rated feedback promise, in memory and on the table alike."""

from datetime import timedelta
from typing import Any

import pytest

from chalicelib.model import Rated
from chalicelib.ports import Ratings
from chalicelib.store.ratings import DynamoRatings, MemoryRatings
from tests.builders import NOON
from tests.contracts.conftest import PLACES

HOUR = timedelta(hours=1)


@pytest.fixture(params=PLACES)
def ratings(request: pytest.FixtureRequest) -> Any:
    """Nobody has rated anything yet."""
    if request.param == "memory":
        return MemoryRatings()
    return DynamoRatings(*request.getfixturevalue("make_table")(request.param))


def rated(hours: int = 0, *, entry: int = 4, team: str = "coaches") -> Rated:
    return Rated(feedback_id="a" * 16, entry=entry, cycle=1, team=team, at=NOON + hours * HOUR)


def test_a_team_without_ratings_has_none(ratings: Ratings) -> None:
    ratings.note(rated(team="stations"))
    assert ratings.of("coaches", NOON - HOUR, NOON + HOUR, 10) == []


def test_the_newest_comes_first_from_since_to_before_until(ratings: Ratings) -> None:
    for hours in (3, 1, 2, 0, 4):
        ratings.note(rated(hours))
    found = ratings.of("coaches", NOON + HOUR, NOON + 4 * HOUR, 10)
    assert found == [rated(3), rated(2), rated(1)]


def test_no_more_come_than_are_asked_for(ratings: Ratings) -> None:
    for hours in range(5):
        ratings.note(rated(hours))
    assert ratings.of("coaches", NOON, NOON + 9 * HOUR, 2) == [rated(4), rated(3)]


def test_the_same_rating_again_is_one(ratings: Ratings) -> None:
    for _ in range(2):
        ratings.note(rated())
    ratings.note(rated(entry=5))
    assert ratings.of("coaches", NOON, NOON + HOUR, 10) == [rated(entry=5), rated()]
