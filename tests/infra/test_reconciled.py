"""What `reconcile` prints and ends with."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import msgspec
import pytest

from chalicelib.model import Channel
from chalicelib.reconciliation import Checked, Inside, Reconciliation, Source
from infra.reconciled import code, lines

MIDNIGHT = datetime(2026, 11, 23, tzinfo=UTC)


def answered(channel: Checked, until: datetime = MIDNIGHT, **changes: Any) -> dict[str, Any]:
    """A day as the Lambda answers it."""
    result = Reconciliation(
        day=date(2026, 11, 22), checked_at=until + timedelta(hours=1), until=until, times=1,
        channels=(channel,), inside=Inside(**changes),
    )  # fmt: skip
    plain: dict[str, Any] = msgspec.json.decode(msgspec.json.encode(result))
    return plain


def mails(arrived: int | None, missing: int = 0) -> Checked:
    return Checked(
        channel=Channel.EMAIL, source=Source.MAIL_BUCKET, arrived=arrived, more_missing=missing,
        redriven=missing,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("result", "ends_with"),
    [
        (answered(mails(3)), 0),
        (answered(mails(3, missing=2)), 1),
        (answered(mails(3), more=1), 1),
        (answered(mails(None)), 3),
    ],
)
def test_a_script_learns_whether_anything_is_missing_and_whether_that_is_known(
    result: dict[str, Any], ends_with: int
) -> None:
    assert code(result) == ends_with


def test_a_day_that_is_not_over_says_until_when_it_was_looked_at() -> None:
    first, *_ = lines(answered(mails(3), MIDNIGHT - timedelta(hours=14)))
    assert first == "2026-11-22 (UTC), until 10:00, looked at 1 time"
    first, *_ = lines(answered(mails(3)))
    assert first == "2026-11-22 (UTC), looked at 1 time"


def test_what_is_missing_is_counted_also_where_it_has_no_name() -> None:
    said = list(lines(answered(mails(200, missing=150))))
    assert "150 missing, 150 of them handed over once more" in said[1]
    assert said[2].strip() == "and 150 that are not named here"
