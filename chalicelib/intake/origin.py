"""What a form brings along beside what was typed: how fast it came, and from which trip. Pure."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from chalicelib import context
from chalicelib.intake import form_time
from chalicelib.intake.web import Submission

TOO_FAST = "too_fast"
"""Why a feedback is suspect: it came sooner after its form was opened than a person can type."""


def facts(submission: Submission, keys: Sequence[bytes], now: datetime) -> dict[str, Any]:
    """The entry's `suspect` and `context`, as far as there is something to say.

    A context has to hold when the form was opened: whoever typed for long, or was offline, keeps it.
    """
    opened = form_time.opened_at(keys, submission.opened)
    found: dict[str, Any] = {}
    if form_time.is_too_fast(opened, now):
        found["suspect"] = TOO_FAST
    if submission.context:
        trip = context.read(keys, submission.context, submission.touchpoint, opened or now)
        found["context"] = trip.to_plain() if trip else context.REFUSED
    return found
