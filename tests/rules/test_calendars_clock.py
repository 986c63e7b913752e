"""Changes of a zone's clock, against what stands in the time zone database's own files.

Every eighth zone from 1970 on; all of them from 1883 on with `pytest --hypothesis-profile=ci`. The
files are of RFC 9636 (TZif), which also says how to read them.
"""

import struct
from datetime import UTC, datetime
from importlib.resources import files
from itertools import pairwise
from pathlib import Path
from zoneinfo import TZPATH, ZoneInfo, available_timezones

import pytest
from hypothesis import settings

from chalicelib.calendars import clock

THOROUGH = settings.get_current_profile_name() == "ci"
FIRST_YEAR, LAST_YEAR = (1883 if THOROUGH else 1970), 2037
"""No file goes much further; behind its last change, which may be long ago, a rule holds."""


def content(name: str) -> bytes:
    """A zone's file, from where `zoneinfo` takes it: the system, or else the package tzdata."""
    for folder in TZPATH:
        path = Path(folder, name)
        if path.is_file():
            return path.read_bytes()
    return files("tzdata").joinpath("zoneinfo", *name.split("/")).read_bytes()


ONE_NAME_EACH = {content(name): name for name in sorted(available_timezones())}
ZONES = sorted(ONE_NAME_EACH.values())[:: 1 if THOROUGH else 8]


def recorded(name: str) -> list[tuple[datetime, int]]:
    """The instants at which a zone's offset changes, and to how many seconds ahead of UTC."""
    data = content(name)
    header = struct.Struct(">4s c 15x 6l")
    magic, version, *small = header.unpack_from(data)
    assert magic == b"TZif"
    assert version >= b"2"
    utc_marks, std_marks, leaps, times, types, letters = small
    second = header.size + times * 5 + types * 6 + letters + leaps * 8 + std_marks + utc_marks
    _, _, _, _, _, times, types, _ = header.unpack_from(data, second)
    body = second + header.size
    instants = struct.unpack_from(f">{times}q", data, body)
    kinds = struct.unpack_from(f">{times}B", data, body + times * 8)
    offsets = [o for o, _, _ in struct.iter_unpack(">l?B", data[body + times * 9 :][: types * 6])]
    changes = []
    offset = offsets[0]
    first = datetime(FIRST_YEAR, 1, 1, tzinfo=UTC).timestamp()
    last = datetime(LAST_YEAR + 1, 1, 1, tzinfo=UTC).timestamp()
    for at, kind in zip(instants, kinds, strict=True):
        if offsets[kind] != offset and first < at < last:
            changes.append((datetime.fromtimestamp(at, UTC), offsets[kind]))
        offset = offsets[kind]
    return changes


def found(name: str) -> list[tuple[datetime, int]]:
    zone = ZoneInfo(name)
    years = [clock.changes(zone, year) for year in range(FIRST_YEAR, LAST_YEAR + 1)]
    in_order = [change for year in years for change in year]
    return [
        (clock.from_ticks(at), offset // 1_000_000)
        for (_, before), (at, offset) in pairwise(in_order)
        if offset != before
    ]


@pytest.mark.parametrize("letter", sorted({zone[0] for zone in ZONES}))
def test_every_change_in_the_database_is_found_to_the_second(letter: str) -> None:
    for name in (zone for zone in ZONES if zone.startswith(letter)):
        expected = recorded(name)
        until = expected[-1][0] if expected else datetime(FIRST_YEAR, 1, 1, tzinfo=UTC)
        assert [change for change in found(name) if change[0] <= until] == expected, name


def test_a_change_that_was_taken_back_within_a_week_is_found() -> None:
    changes = clock.changes(ZoneInfo("America/Recife"), 2000)
    days = [(clock.from_ticks(at).date().isoformat(), at_hours(offset)) for at, offset in changes]
    assert ("2000-10-08", -2) in days
    assert ("2000-10-15", -3) in days


def at_hours(offset: int) -> int:
    return offset // 3_600_000_000


def test_a_year_after_the_files_end_follows_its_zones_rule() -> None:
    changes = clock.changes(ZoneInfo("Europe/London"), 2090)
    days = [clock.from_ticks(at).date().isoformat() for at, _ in changes]
    assert days == ["2090-01-01", "2090-03-26", "2090-10-29"]
