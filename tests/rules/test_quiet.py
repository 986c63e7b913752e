"""Quiet hours by the clock on the wall, through its changes."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo, available_timezones

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from chalicelib.quiet import after_quiet

NIGHT = (22 * 60, 7 * 60)
SIESTA = (13 * 60, 16 * 60)
LONDON, SAO_PAULO = "Europe/London", "America/Sao_Paulo"
MINUTE = timedelta(minutes=1)
TICK = timedelta(microseconds=1)
START = datetime(1975, 1, 1, tzinfo=UTC)
ZONES = sorted(available_timezones())


@pytest.mark.parametrize(
    ("at", "quiet_hours", "zone", "after"),
    [
        # through the night
        ("2026-11-23T21:59:59.999999Z", NIGHT, LONDON, "2026-11-23T21:59:59.999999Z"),
        ("2026-11-23T22:00:00Z", NIGHT, LONDON, "2026-11-24T07:00:00Z"),
        ("2026-11-24T03:00:00Z", NIGHT, LONDON, "2026-11-24T07:00:00Z"),
        ("2026-11-24T06:59:59.999999Z", NIGHT, LONDON, "2026-11-24T07:00:00Z"),
        ("2026-11-24T07:00:00Z", NIGHT, LONDON, "2026-11-24T07:00:00Z"),
        # within a day, and from or until midnight
        ("2026-11-24T12:59:00Z", SIESTA, LONDON, "2026-11-24T12:59:00Z"),
        ("2026-11-24T13:00:00Z", SIESTA, LONDON, "2026-11-24T16:00:00Z"),
        ("2026-11-24T23:30:00Z", (1320, 0), LONDON, "2026-11-25T00:00:00Z"),
        ("2026-11-25T00:00:00Z", (1320, 0), LONDON, "2026-11-25T00:00:00Z"),
        ("2026-11-25T00:00:00Z", (0, 420), LONDON, "2026-11-25T07:00:00Z"),
        ("2026-11-24T23:59:00Z", (0, 420), LONDON, "2026-11-24T23:59:00Z"),
        # on the organisation's clock
        ("2026-11-24T02:00:00Z", NIGHT, SAO_PAULO, "2026-11-24T10:00:00Z"),
        ("2026-07-24T21:00:00Z", NIGHT, LONDON, "2026-07-25T06:00:00Z"),
        # the night that is an hour shorter, and the one that is an hour longer
        ("2026-03-28T23:00:00Z", NIGHT, LONDON, "2026-03-29T06:00:00Z"),
        ("2026-10-24T23:00:00Z", NIGHT, LONDON, "2026-10-25T07:00:00Z"),
        # an end that the clock jumps over: 01:30 does not come on 29 March
        ("2026-03-29T00:30:00Z", (0, 90), LONDON, "2026-03-29T01:00:00Z"),
        # quiet hours that come twice are quiet twice: 01:00 to 01:30 on 25 October
        ("2026-10-25T00:10:00Z", (60, 90), LONDON, "2026-10-25T00:30:00Z"),
        ("2026-10-25T00:40:00Z", (60, 90), LONDON, "2026-10-25T00:40:00Z"),
        ("2026-10-25T01:10:00Z", (60, 90), LONDON, "2026-10-25T01:30:00Z"),
        ("2026-10-25T00:10:00Z", (60, 120), LONDON, "2026-10-25T02:00:00Z"),
        # a day that never was: Apia went from 29 to 31 December
        ("2011-12-30T09:00:00Z", NIGHT, "Pacific/Apia", "2011-12-30T17:00:00Z"),
    ],
)
def test_what_is_due_in_quiet_hours_waits_until_they_are_over(
    at: str, quiet_hours: tuple[int, int], zone: str, after: str
) -> None:
    found = after_quiet(datetime.fromisoformat(at), quiet_hours, zone)
    assert found == datetime.fromisoformat(after)


def test_without_quiet_hours_nothing_waits() -> None:
    at = datetime(2026, 11, 24, 3, 0, tzinfo=UTC)
    assert after_quiet(at, None, LONDON) is at


def test_outside_quiet_hours_the_instant_comes_back_as_it_was() -> None:
    at = datetime(2026, 11, 24, 12, 0, tzinfo=ZoneInfo(SAO_PAULO))
    assert after_quiet(at, NIGHT, LONDON) is at


def test_an_instant_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="time zone"):
        after_quiet(datetime(2026, 11, 24, 3, 0), NIGHT, LONDON)  # noqa: DTZ001


def is_quiet(at: datetime, quiet_hours: tuple[int, int], zone: ZoneInfo) -> bool:
    local = at.astimezone(zone)
    now, (start, until) = local.hour * 60 + local.minute, quiet_hours
    return start <= now < until if start < until else now >= start or now < until


@given(
    at=st.integers(0, 45_000 * 86_400).map(lambda seconds: START + timedelta(seconds=seconds)),
    quiet_hours=st.tuples(st.integers(0, 1439), st.integers(0, 1439)).filter(
        lambda q: q[0] != q[1]
    ),
    name=st.sampled_from(ZONES),
)
@example(datetime(2026, 3, 28, 2, 30, tzinfo=UTC), (120, 90), LONDON)  # awake in the gap only
@example(datetime(2011, 12, 30, 9, 30, tzinfo=UTC), (1, 0), "Pacific/Apia")
@example(datetime(2026, 10, 3, 15, 15, tzinfo=UTC), (105, 135), "Australia/Lord_Howe")
def test_the_clock_says_that_quiet_hours_are_over_and_were_not_before(
    at: datetime, quiet_hours: tuple[int, int], name: str
) -> None:
    zone = ZoneInfo(name)
    found = after_quiet(at, quiet_hours, name)
    assert at <= found <= at + timedelta(hours=49)
    assert not is_quiet(found, quiet_hours, zone)
    if found == at:
        return
    assert is_quiet(found - TICK, quiet_hours, zone)
    while at < found:
        assert is_quiet(at, quiet_hours, zone)
        at += MINUTE
