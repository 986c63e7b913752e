"""What `doctor` says of the newest reconciliations."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

from chalicelib.model import Channel
from chalicelib.reconciliation import Checked, Inside, Reconciliation, Source
from infra.arrivals import judged
from infra.finding import Finding

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)


def night(day: int = 22, **changes: Any) -> Reconciliation:
    base: dict[str, Any] = {
        "day": date(2026, 11, day), "checked_at": NOW - timedelta(hours=4), "times": 1,
        "channels": (checked(Channel.EMAIL, arrived=3, stored=3),), "inside": Inside(),
    }  # fmt: skip
    return Reconciliation(**base | changes)


def checked(channel: Channel, **changes: Any) -> Checked:
    return Checked(channel=channel, source=Source.MAIL_BUCKET, **changes)


def ill(*newest: Reconciliation, is_local: bool = False) -> list[Finding]:
    found = list(judged(newest, NOW, "prod", is_local=is_local))
    return [one for one in found if not one.healthy]


def test_nights_on_which_all_is_accounted_for_are_healthy() -> None:
    assert not ill()
    assert not ill(night(), night(21))


def test_what_is_not_stored_is_found() -> None:
    lost = night(channels=(checked(Channel.EMAIL, arrived=3, stored=1, more_missing=2),))
    [found] = ill(lost, night(21))
    assert found.about == "arrivals"
    assert found.says == "arrived and not stored: 2 of 2026-11-22"
    assert "reconcile --day 2026-11-22 --repair --stage prod" in found.do


def test_what_is_incomplete_behind_what_is_stored_is_found_where_nothing_is_missing() -> None:
    [found] = ill(night(), night(21, inside=Inside(feedback=9, looked_at=9, more=4)))
    assert found.says == "incomplete: 4 of 2026-11-21"
    assert "reconcile --day 2026-11-21 --repair" in found.do


def test_a_channel_of_which_nobody_could_say_what_arrived_is_found_except_on_a_local_stack() -> (
    None
):
    mails = checked(Channel.EMAIL, arrived=3, stored=3)
    unknown = night(channels=(mails, checked(Channel.SMS, arrived=None)))
    [found] = ill(unknown)
    assert found.says == "nobody could say what arrived: sms of 2026-11-22"
    assert not ill(unknown, is_local=True)


def test_a_night_that_was_missed_is_found_except_on_a_local_stack() -> None:
    missed = night(21, checked_at=NOW - timedelta(hours=28))
    [found] = ill(missed)
    assert "schedule" in found.do
    assert found.says == "2026-11-21 was compared last, nothing is missing"
    assert not ill(missed, is_local=True)


def test_a_look_by_hand_is_no_night() -> None:
    today, old = night(23, checked_at=NOW), night(18, checked_at=NOW - timedelta(hours=1))
    [found] = ill(today, old)
    assert found.says == "2026-11-18 was compared last, nothing is missing"
    assert not ill(today, night()), "the night before was compared"
    assert not ill(today), "a stage that has begun today"
    [found] = ill(night(22, checked_at=NOW - timedelta(hours=20)))
    assert found.says == "no night yet"
