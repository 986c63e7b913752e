"""No figure changes when a customer is erased, but that what was open has ended."""

from collections.abc import Callable
from itertools import chain

import pytest

from chalicelib import erasing
from chalicelib.errors import PermanentDeliveryError
from chalicelib.measures.ledger import ledger
from chalicelib.measures.rollups import Cell, Tally, tallies
from chalicelib.model import What
from tests.builders import configuration, entry
from tests.measures.histories import CONFIGURATIONS, History
from tests.services.test_erase import CONTACT, eraser
from tests.services.test_replan import AN_HOUR, applied, policy, replan
from tests.services.test_story import answer
from tests.world import World

HISTORIES = 200
PART = 50


def sums(world: World) -> dict[Cell, Tally]:
    """Everything that is counted, but for what is zero."""
    kept = (one for one in world.measures.everything() if isinstance(one, tuple))
    return {cell: tally for cell, tally in kept if tally}


def danger_later(world: World) -> None:
    world.text("420 heating broken and it is cold")
    world.text("now there is smoke in here")


def danger_at_first(world: World) -> None:
    world.text("420 there is smoke in here")


def lowered(world: World) -> None:
    """Raised twice, then put under a policy of one level."""
    world.text("420 heating broken")
    world.hours(50)
    levels = [{"after": 99 * AN_HOUR, "to": "ombudsman", "respond_within": 99 * AN_HOUR}]
    replan(world, applied(world, policy(24, levels=levels)))
    assert [e.data["level"] for e in world.timeline if e.what is What.REPLANNED] == [1]
    assert world.timeline[-2].data["level"] == 2


def answered(world: World) -> None:
    danger_later(world)
    world.hours(1)
    answer(world)


def lost(world: World) -> None:
    world.text("420 heating broken")
    world.sms.fail_next(PermanentDeliveryError("invalid"))
    answer(world)


def lost_and_told(world: World) -> None:
    lost(world)
    world.hours(1)
    answer(world, "#told I rang her")


STORIES = [danger_later, danger_at_first, lowered, answered, lost, lost_and_told]


@pytest.mark.parametrize("story", STORIES)
def test_what_is_erased_counts_as_if_its_words_were_still_there(
    story: Callable[[World], None],
) -> None:
    world = World(first=configuration(safety_words={"en-GB": ["smoke"]}))
    story(world)
    one, said, before = world.feedback, world.timeline, sums(world)
    eraser(world).contact(CONTACT, world.now)
    world.settle()
    assert world.rebuild.compare().is_whole
    if not one.is_open:
        assert sums(world) == before
    acknowledgements = (
        facts
        for facts in world.measures.recorded(one.id).values()
        if facts.source.startswith("message:")
    )
    entries = ledger([*said, world.timeline[-1]], world.configurations.version)
    assert sums(world) == dict(tallies(chain(entries, acknowledgements)))


@pytest.mark.parametrize("part", range(HISTORIES // PART))
def test_what_was_measured_follows_from_the_blank_timeline_too(part: int) -> None:
    for seed in range(part * PART, (part + 1) * PART):
        timeline = History(seed).timeline
        blank = [erasing.blank(turn) for turn in timeline]
        assert [*map(erasing.blank, blank)] == blank
        assert list(ledger(blank, CONFIGURATIONS.__getitem__)) == list(
            ledger(timeline, CONFIGURATIONS.__getitem__)
        ), seed


def test_of_what_words_were_taken_for_only_the_word_that_decided_it_goes() -> None:
    decided = [["kind", "complaint", "broken"], ["severity", "critical", "Acacia Road burns"]]
    one = erasing.blank(entry(data={"reasons": [*decided, ["mood", "angry", "!"]]}))
    assert one.data == {"reasons": [["kind", "complaint"], ["severity", "critical"]]}
    odd = erasing.blank(entry(data={"reasons": [["severity", "Acacia Road", "burns"]]}))
    assert odd.data == {"reasons": []}


def test_why_it_was_planned_anew_is_an_operators_words_but_not_that_it_was() -> None:
    planned = entry(what=What.REPLANNED, data={"why": "replanned", "reason": "Acacia", "level": 1})
    assert erasing.blank(planned).data == {"why": "replanned", "level": 1}
