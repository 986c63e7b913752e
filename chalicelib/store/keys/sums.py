"""What is counted, compared and listed over many feedback."""

import zlib
from datetime import date, datetime

from chalicelib.instants import to_text
from chalicelib.store.keys.primary import Key, bounded, key

ROLLUPS = "ROLLUP#"
BOARDS = "BOARD#"
RECONCILED = "RECONCILED"
_ARRIVAL_SHARDS = 4


def rollup_pk(dimension: str, period: str) -> str:
    """The partition that holds the sums of every value of a dimension in one day or month."""
    return f"{ROLLUPS}{dimension}#{period}"


def rollup(dimension: str, period: str, value: str) -> Key:
    """The sums of one value of a dimension in one day or month."""
    return key(rollup_pk(dimension, period), value)


def board(dimension: str, month: str, number: int) -> Key:
    """One part, from 0, of the copy of the sums of every value of a dimension in a month."""
    return key(f"{BOARDS}{dimension}#{month}", f"PART#{number:03d}")


def rated_pk(team_id: str) -> str:
    """The partition that holds what customers rated of a team's."""
    return f"RATED#{team_id}"


def rated(team_id: str, at: datetime, feedback_id: str, number: int) -> Key:
    """That an entry of a feedback rates it; they sort by their instants."""
    return key(rated_pk(team_id), f"{to_text(at)}#{feedback_id}#{number:06d}")


def arrivals(channel: str, day: date) -> list[str]:
    """The partitions that hold what arrived on a channel on a day: a burst is spread over them."""
    return [f"ARRIVED#{channel}#{day}#{number:02d}" for number in range(_ARRIVAL_SHARDS)]


def arrival(channel: str, day: date, arrival_id: str) -> Key:
    """Something that was taken in."""
    number = zlib.crc32(arrival_id.encode("utf-8", "surrogatepass")) % _ARRIVAL_SHARDS
    return key(arrivals(channel, day)[number], bounded(arrival_id))


def reconciliation(day: date) -> Key:
    """What came of comparing a day; they sort by their day."""
    return key(RECONCILED, day.isoformat())


def bookmark(part: int) -> Key:
    """Where the next look through a part of the table goes on."""
    return key("RETENTION", f"PART#{part}")


def audit(at: datetime, entry_id: str) -> Key:
    """One entry of the audit log; those of a month sort by their instant."""
    text = to_text(at)
    return key(f"AUDIT#{text[:7]}", f"{text}#{entry_id}")


def audit_months(since: datetime, until: datetime) -> list[str]:
    """The partitions that hold the audit log from one instant to another, oldest first."""
    first, last = to_text(since), to_text(until)
    begin, end = (int(text[:4]) * 12 + int(text[5:7]) - 1 for text in (first, last))
    return [f"AUDIT#{month // 12:04d}-{month % 12 + 1:02d}" for month in range(begin, end + 1)]
