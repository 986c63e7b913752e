"""Comparing what arrived with what is stored."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.model import Channel
from chalicelib.reconciliation import (
    LISTED,
    LOOKS_BACK,
    Checked,
    Inside,
    Reconciliation,
    Source,
    Told,
    compared,
    shortened,
    span,
)

DAY = date(2026, 11, 22)
AT = datetime(2026, 11, 22, 10, tzinfo=UTC)
MIDNIGHT = datetime(2026, 11, 23, tzinfo=UTC)
QUARTER = timedelta(minutes=15)
ids = st.sets(st.text("abcdef", min_size=1, max_size=3), max_size=40)


def named(arrived: set[str], stored: set[str], letters: set[str] = frozenset()) -> Checked:  # type: ignore[assignment]
    told = Told(count=len(arrived), named=dict.fromkeys(arrived, AT))
    known = dict.fromkeys(letters, AT)
    return compared(Channel.EMAIL, Source.MAIL_BUCKET, told, stored, known)


@given(ids, ids)
def test_what_is_named_is_stored_or_missing_and_nothing_else_is_counted(
    arrived: set[str], stored: set[str]
) -> None:
    found = named(arrived, stored)
    assert {one.id for one in found.missing} == arrived - stored
    assert found.arrived == found.stored + found.unaccounted == len(arrived)


@given(st.integers(0, 60), ids, ids)
def test_of_what_is_only_counted_dead_letters_are_named_and_the_rest_is_a_number(
    count: int, stored: set[str], letters: set[str]
) -> None:
    told = Told(count=count, named=None)
    known = dict.fromkeys(letters, AT)
    found = compared(Channel.SMS, Source.TOPIC, told, stored, known)
    assert {one.id for one in found.missing} == letters - stored
    assert found.unaccounted == max(count - len(stored), len(letters - stored))


def test_only_so_many_are_named_and_the_oldest_of_them() -> None:
    told = Told(
        count=LISTED + 7,
        named={f"m-{n:03d}": AT - timedelta(minutes=n) for n in range(LISTED + 7)},
    )
    found = compared(Channel.EMAIL, Source.MAIL_BUCKET, told, (), {})
    assert (len(found.missing), found.more_missing) == (LISTED + 7, 0), "all can be handed over"
    found = shortened(found)
    assert (len(found.missing), found.more_missing, found.unaccounted) == (LISTED, 7, LISTED + 7)
    assert found.missing[0].id == f"m-{LISTED + 6:03d}"


def test_a_letter_without_an_instant_comes_last() -> None:
    letters = {"m-1": None, "m-2": AT}
    found = compared(Channel.SMS, Source.TOPIC, Told(count=2, named=None), (), letters)
    assert [one.id for one in found.missing] == ["m-2", "m-1"]


@pytest.mark.parametrize(
    ("now", "until"),
    [
        (AT, AT - QUARTER),
        (AT + timedelta(minutes=4, seconds=59), AT - QUARTER),
        (AT + timedelta(minutes=5), AT - timedelta(minutes=10)),
        (AT + timedelta(days=1), datetime(2026, 11, 23, tzinfo=UTC)),
    ],
)
def test_a_day_is_judged_up_to_what_may_be_on_its_way(now: datetime, until: datetime) -> None:
    assert span(DAY, now, QUARTER) == (datetime(2026, 11, 22, tzinfo=UTC), until)


def test_a_day_is_refused_before_its_first_minutes_and_once_it_is_too_long_ago() -> None:
    midnight = datetime(2026, 11, 22, tzinfo=UTC)
    with pytest.raises(ValueError, match="hardly begun"):
        span(DAY, midnight + timedelta(minutes=19), QUARTER)
    assert span(DAY, midnight + LOOKS_BACK, QUARTER)
    with pytest.raises(ValueError, match="30 days ago"):
        span(DAY, midnight + LOOKS_BACK + timedelta(days=1, seconds=1), QUARTER)


@pytest.mark.parametrize(
    ("until", "checked_at", "is_of_whole_day"),
    [
        (AT - QUARTER, AT, False),
        (MIDNIGHT, MIDNIGHT + QUARTER, True),
        (MIDNIGHT - QUARTER, MIDNIGHT, False),
        (None, AT, False),
        (None, MIDNIGHT + timedelta(hours=4), True),
    ],
)
def test_a_day_is_compared_once_it_was_looked_at_to_its_end_and_every_channel_is_known(
    until: datetime | None, checked_at: datetime, *, is_of_whole_day: bool
) -> None:
    mails = named({"a"}, {"a"})
    day = Reconciliation(
        day=DAY, checked_at=checked_at, until=until, times=1, channels=(mails,), inside=Inside()
    )
    assert day.is_of_whole_day is day.is_compared is is_of_whole_day
    assert day.is_open is not is_of_whole_day
    unknown = replace(day, channels=(mails, replace(mails, arrived=None)))
    assert not unknown.is_compared
    assert unknown.is_open


def test_a_day_stays_open_while_something_can_be_handed_over() -> None:
    base = Reconciliation(day=DAY, checked_at=MIDNIGHT, times=1, channels=(), inside=Inside())
    mail = named({"a"}, set())
    only_counted = compared(Channel.SMS, Source.TOPIC, Told(count=2, named=None), (), {})
    forms = replace(mail, channel=Channel.WEB, source=Source.WEB_LOG)
    assert replace(base, channels=(mail,)).is_open
    assert not replace(base, channels=(only_counted, forms)).is_open


def test_a_day_is_whole_only_where_nothing_is_missing_behind_it_either() -> None:
    base = Reconciliation(day=DAY, checked_at=AT, times=1, channels=(), inside=Inside())
    assert base.is_whole
    for wrong in (
        Reconciliation(
            day=DAY, checked_at=AT, times=1, channels=(named({"a"}, set()),), inside=Inside()
        ),
        Reconciliation(day=DAY, checked_at=AT, times=1, channels=(), inside=Inside(more=1)),
        Reconciliation(
            day=DAY, checked_at=AT, times=1, channels=(), inside=Inside(), dead_letters={"Act": 1}
        ),
    ):
        assert not wrong.is_whole
