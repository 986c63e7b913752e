"""One change of a feedback: its next state and the entry that tells of it, in one transaction."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from chalicelib.errors import ConflictError, DuplicateError
from chalicelib.model import Channel, Entry, Feedback, What
from chalicelib.ports import FeedbackStore, Inbound
from chalicelib.services.begin import REACT_WITHIN

_TRIES = 10

Step = Callable[[Feedback, Entry], tuple[Feedback, Entry]]
"""Of the feedback as it stands and an entry that lacks only what it says: what both become."""


def commit(
    store: FeedbackStore,
    feedback: Feedback,
    step: Step,
    *,
    what: What,
    actor: str,
    channel: Channel | None,
    at: datetime,
    now: datetime,
    inbound: Inbound | None = None,
) -> Feedback:
    """Write what `step` makes of the feedback as it stands, again where a race was lost.

    Returns what it became. What `step` raises comes out, with nothing written. DuplicateError: this
    inbound was stored before. ConflictError: every race was lost.
    """
    before = feedback
    for _ in range(_TRIES):
        blank = Entry(
            feedback_id=before.id, number=before.entries + 1, what=what, at=at,
            actor=actor, channel=channel, cycle=before.cycle,
        )  # fmt: skip
        after, entry = step(before, blank)
        after = replace(after, entries=blank.number)
        try:
            store.change(before, after, entry, inbound, react_by=now + REACT_WITHIN)
        except DuplicateError:
            raise
        except ConflictError:
            before = store.get(feedback.id)
            continue
        return after
    raise ConflictError(f"feedback {feedback.id} kept changing under us")
