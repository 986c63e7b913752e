"""What an answer of a receiver means, and when it is tried again. Pure.

The delays are those that Standard Webhooks recommends; the last attempt is a little over three days after
the first. One that fails again and again is rested as a whole, so that what waits for it costs nothing.
"""

import zlib
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from email.utils import parsedate_to_datetime

from chalicelib.events.records import EventDelivery, Fate, Lane, Why

BACK_OFF = tuple(
    timedelta(seconds=seconds)
    for seconds in (5, 300, 1800, 7200, 18_000, 36_000, 50_400, 72_000, 86_400)
)
"""Before the second, third, … attempt."""
JITTER = 0.2
"""Up to this share is added, so that what failed together does not come back together."""
LONGEST = timedelta(days=1)
"""The most that a receiver's Retry-After may ask for."""
FIRST_REST = timedelta(seconds=30)
LONGEST_REST = timedelta(hours=1)
RESTED_FROM = 5
"""Failures in a row after which the whole webhook rests; then one attempt at a time feels its way."""
DISABLED_AFTER = timedelta(days=5)
"""A webhook that nothing has reached for so long is disabled."""
GONE = 410
_SLOW_DOWN = (429, 503)


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What came of one attempt."""

    status: int | None
    """None where there was no answer."""
    error: str | None = None
    """Why there was none: `not_public`, `not_found`, `unreachable`, `tls`, `timeout`, `no_answer`,
    `no_secret`, `no_event`."""
    retry_after: str | None = None
    """As the receiver wrote it."""
    milliseconds: int = 0

    @property
    def is_taken(self) -> bool:
        """Whether the receiver has it now. A redirect is not followed, so it is none."""
        return self.status is not None and 200 <= self.status < 300


def after(delivery: EventDelivery, answer: Answer, now: datetime) -> EventDelivery:
    """What a delivery becomes by an attempt."""
    tried = replace(
        delivery,
        attempts=delivery.attempts + 1,
        tried_at=now,
        status=answer.status,
        error=answer.error,
        milliseconds=answer.milliseconds,
    )
    if answer.is_taken:
        return replace(tried, fate=Fate.DELIVERED, next_at=None)
    if tried.attempts > len(BACK_OFF):
        return replace(tried, fate=Fate.FAILED, next_at=None)
    return replace(tried, next_at=now + _delay(tried, answer, now))


def _delay(tried: EventDelivery, answer: Answer, now: datetime) -> timedelta:
    """Our own delay with its jitter, or what the receiver asks for where that is longer."""
    ours = BACK_OFF[tried.attempts - 1]
    share = zlib.crc32(f"{tried.event} {tried.webhook} {tried.attempts}".encode()) / 2**32
    ours += ours * JITTER * share
    if answer.status in _SLOW_DOWN and answer.retry_after:
        return max(ours, min(asked(answer.retry_after, now), LONGEST))
    return ours


def asked(retry_after: str, now: datetime) -> timedelta:
    """How long a Retry-After asks to wait: seconds or a date (RFC 9110, 10.2.3); nothing if neither.

    >>> asked("120", datetime(2026, 11, 23, 12, 0))
    datetime.timedelta(seconds=120)
    """
    text = retry_after.strip()
    if text.isascii() and text.isdecimal():
        return timedelta(seconds=min(int(text[:9]), 10**9))
    try:
        at = parsedate_to_datetime(text)
    except (ValueError, TypeError):
        return timedelta()
    return max(at - now, timedelta()) if at.tzinfo else timedelta()


def fared(lane: Lane, answer: Answer, now: datetime) -> Lane:
    """How a webhook does after one more attempt."""
    if answer.is_taken:
        return replace(lane, failures=0, failing_since=None, rest_until=None, delivered_at=now)
    failing = replace(lane, failures=lane.failures + 1, failing_since=lane.failing_since or now)
    if answer.status == GONE:
        return replace(failing, disabled_at=now, disabled_why=Why.GONE)
    if now - (lane.failing_since or now) >= DISABLED_AFTER:
        return replace(failing, disabled_at=now, disabled_why=Why.FAILING)
    rest = _rest(failing.failures)
    if answer.status in _SLOW_DOWN and answer.retry_after:
        rest = max(rest, min(asked(answer.retry_after, now), LONGEST_REST))
    return replace(failing, rest_until=now + rest if rest else failing.rest_until)


def _rest(failures: int) -> timedelta:
    if failures < RESTED_FROM:
        return timedelta()
    doublings = min(failures - RESTED_FROM, 12)
    return min(FIRST_REST * (1 << doublings), LONGEST_REST)
