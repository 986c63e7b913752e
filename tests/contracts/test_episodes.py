"""What every store of episodes promises: one for each touchpoint, and nobody's change is lost."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from chalicelib.early_warning import Episode, Sort
from chalicelib.errors import ConflictError
from chalicelib.ports import Episodes
from chalicelib.store.episodes import DynamoEpisodes, MemoryEpisodes
from tests.contracts.conftest import PLACES
from tests.contracts.facts import NOW

HOUR = timedelta(hours=1)


@pytest.fixture(params=PLACES)
def episodes(request: pytest.FixtureRequest, make_table: Any) -> Any:
    """An empty store."""
    if request.param == "memory":
        return MemoryEpisodes()
    return DynamoEpisodes(*make_table(request.param))


def episode(touchpoint: str = "coach-420", **changes: Any) -> Episode:
    return replace(
        Episode(
            touchpoint=touchpoint,
            team="coaches",
            warnings=1,
            sort=Sort.MORE,
            count=5,
            usual=0,
            within=HOUR,
            began_at=NOW - HOUR,
            told_at=NOW,
            feedback_id="0123456789abcdef",
            last_at=NOW,
        ),
        **changes,
    )


def test_the_newest_episode_of_a_touchpoint_is_given_back_as_it_was_written(
    episodes: Episodes,
) -> None:
    assert episodes.of("coach-420") is None
    first = episode()
    episodes.put(None, first)
    assert episodes.of("coach-420") == first
    again = replace(first, warnings=2, sort=Sort.WORSE, count=15, usual=2, last_at=NOW + HOUR)
    again = replace(again, came=20, serious=15)
    episodes.put(first, again)
    assert episodes.of("coach-420") == again
    assert episodes.of("coach-550") is None


def test_of_two_who_write_at_once_one_is_told_so(episodes: Episodes) -> None:
    first = episode()
    episodes.put(None, first)
    with pytest.raises(ConflictError):
        episodes.put(None, episode(count=6))
    episodes.put(first, replace(first, last_at=NOW + HOUR))
    with pytest.raises(ConflictError):
        episodes.put(first, replace(first, warnings=2))
    assert episodes.of("coach-420") == replace(first, last_at=NOW + HOUR)


def test_a_team_finds_what_goes_on_at_its_touchpoints_the_newest_first(episodes: Episodes) -> None:
    for name, hours, team in (("a", 3, "coaches"), ("b", 1, "coaches"), ("c", 2, "trains")):
        episodes.put(None, episode(name, last_at=NOW - hours * HOUR, team=team))
    found = [one.touchpoint for one in episodes.of_team("coaches", NOW - 3 * HOUR)]
    assert found == ["b", "a"]
    assert [one.touchpoint for one in episodes.of_team("coaches", NOW - 2 * HOUR)] == ["b"]
    assert episodes.of_team("stops", NOW - 9 * HOUR) == []
