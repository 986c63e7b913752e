"""What the audit log promises, in memory and on the table alike."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from chalicelib.audit import Audited, Deed
from chalicelib.ports import AuditLog
from chalicelib.store.audit import DynamoAuditLog, MemoryAuditLog
from tests.builders import NOON
from tests.contracts.conftest import PLACES

DAY = timedelta(days=1)


@pytest.fixture(params=PLACES)
def log(request: pytest.FixtureRequest) -> Any:
    """Nothing was done yet."""
    if request.param == "memory":
        return MemoryAuditLog()
    return DynamoAuditLog(*request.getfixturevalue("make_table")(request.param))


def exported(days: int = 0, name: str = "a", **data: str | int | bool) -> Audited:
    at = NOON + days * DAY
    return Audited(id=name, at=at, by="mia@example.com", deed=Deed.EXPORTED, data=data)


def test_what_was_done_comes_oldest_first_from_since_to_before_until(log: AuditLog) -> None:
    for days in (3, 40, 1, 400, 0):
        log.record(exported(days, rows=days))
    found = log.between(NOON + DAY, NOON + 400 * DAY)
    assert found == [exported(1, rows=1), exported(3, rows=3), exported(40, rows=40)]


def test_the_same_again_is_one_and_stays_as_it_was(log: AuditLog) -> None:
    log.record(exported(rows=1))
    log.record(exported(rows=2))
    assert log.between(NOON, NOON + DAY) == [exported(rows=1)]


def test_two_at_the_same_instant_are_two(log: AuditLog) -> None:
    log.record(exported(name="a"))
    log.record(exported(name="b", personal=True))
    assert len(log.between(NOON, NOON + DAY)) == 2


def test_a_year_ends_and_the_next_begins(log: AuditLog) -> None:
    for day in (datetime(2026, 12, 31, 23, tzinfo=UTC), datetime(2027, 1, 1, 1, tzinfo=UTC)):
        log.record(Audited(id="x", at=day, by="retention", deed=Deed.ERASED, data={"feedback": 2}))
    assert (
        len(log.between(datetime(2026, 12, 1, tzinfo=UTC), datetime(2027, 2, 1, tzinfo=UTC))) == 2
    )
