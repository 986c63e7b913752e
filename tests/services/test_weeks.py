"""The company of the pictures: days that are lived through leave nothing open that should not be."""

from datetime import timedelta

import pytest

from chalicelib.instants import to_text
from chalicelib.model import Channel, Status
from tests.screenshots.weeks import BEGIN, Weeks

DAYS = timedelta(days=8)


@pytest.fixture(scope="module")
def lived() -> Weeks:
    weeks = Weeks()
    weeks.live(BEGIN + DAYS)
    return weeks


def test_customers_came_on_each_way_and_nearly_all_were_answered(lived: Weeks) -> None:
    found = [lived.world.store.get(one) for one in lived.world.all_ids]
    assert len(found) > 60
    assert {one.channel for one in found} == {Channel.SMS, Channel.WEB, Channel.EMAIL}
    assert {one.locale for one in found} == {"en-GB", "pt-BR", "es"}
    assert any(one.level for one in found), "some were late"
    assert any(one.score for one in found), "some said how it went"
    open_now = [one for one in found if one.status is Status.OPEN]
    assert len(open_now) < 20


def test_what_was_measured_is_what_the_timelines_say(lived: Weeks) -> None:
    assert lived.world.rebuild.compare().is_whole


def test_every_promise_that_was_missed_was_raised(lived: Weeks) -> None:
    now = lived.world.now
    late = [
        one
        for one in map(lived.world.store.get, lived.world.all_ids)
        if one.is_open and one.wake_at is not None and one.wake_at < now - timedelta(minutes=2)
    ]
    assert not late, [(one.reference, to_text(one.captured_at)) for one in late]


def test_the_nights_find_all_that_arrived(lived: Weeks) -> None:
    checked = lived.nights.check((BEGIN + DAYS - timedelta(days=2)).date())
    assert checked.is_whole
    assert sum(one.arrived or 0 for one in checked.channels) > 5


def test_the_same_days_come_out_each_time(lived: Weeks) -> None:
    again = Weeks()
    again.live(BEGIN + timedelta(days=2))
    references = [again.world.store.get(one).reference for one in again.world.all_ids]
    first = [lived.world.store.get(one).reference for one in lived.world.all_ids]
    assert references == first[: len(references)]
