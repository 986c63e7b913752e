"""What is due next, for the simulator's clock."""

from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from typing import Any

from chalicelib.configuration import Configuration
from chalicelib.errors import NotFoundError
from chalicelib.instants import to_text
from chalicelib.model import Feedback
from chalicelib.policy import plan_of
from chalicelib.ports import FeedbackStore

_LOOK_AT = 200
_SHOW = 20
_FAR = datetime.max.replace(tzinfo=UTC)


def upcoming(
    feedback: Feedback, captured_under: Configuration, current: Configuration
) -> list[dict[str, Any]]:
    """The steps that are still to come for one feedback, soonest first, as plain JSON values."""
    place = current.place(feedback.touchpoint)
    return [
        {
            "reference": feedback.reference,
            "touchpoint": place.name if place else None,
            "status": feedback.status.value,
            "what": step.act.value,
            "level": step.level,
            "to": step.to,
            "team": current.team(step.to).name if step.to else None,
            "since": to_text(step.start),
            "at": to_text(step.at),
        }
        for step in plan_of(feedback, captured_under)
    ]


def soonest(store: FeedbackStore) -> Iterable[Feedback]:
    """Up to 20 feedback that will need a look, soonest first.

    They are chosen from the first 200 things of the work list, which is plenty for one person.
    """
    due, _ = store.due(_FAR, _LOOK_AT)
    states = sorted((d for d in due if d.item == "state"), key=lambda d: d.wake_at)
    for one in states[:_SHOW]:
        try:
            yield store.get(one.feedback_id)
        except NotFoundError:  # erased since the list was read
            continue


def clock(
    store: FeedbackStore,
    current: Configuration,
    version: Callable[[int], Configuration],
    now: datetime,
) -> dict[str, Any]:
    """The answer of `GET /dev/clock`: now, and everything that is due, soonest first."""
    steps = [
        step
        for feedback in soonest(store)
        for step in upcoming(feedback, version(feedback.config_version), current)
    ]
    return {
        "now": to_text(now),
        "time_zone": current.organisation.time_zone,
        "upcoming": sorted(steps, key=lambda step: str(step["at"])),
    }
