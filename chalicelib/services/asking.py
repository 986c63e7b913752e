"""The customer is asked how it went: once in a cycle, and once in a pause at each contact point."""

import hashlib
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from typing import Any

from chalicelib.configuration import Configuration, Survey
from chalicelib.errors import DuplicateError, NotFoundError
from chalicelib.model import Entry, Feedback, What
from chalicelib.policy import Step
from chalicelib.ports import ConfigurationStore, FeedbackStore, Inbound, OptOuts
from chalicelib.services.begin import REACT_WITHIN, armed


@dataclass(frozen=True, slots=True)
class Asking:
    """Takes the step of a policy that asks, or passes it over."""

    store: FeedbackStore
    configurations: ConfigurationStore
    opt_outs: OptOuts

    def ask(
        self, before: Feedback, step: Step, captured_under: Configuration, now: datetime
    ) -> None:
        """Ask, unless the contact point wants no messages, or was asked not long ago. ConflictError.

        Which of two that fall due together is asked is decided by a marker of the contact point and a
        window of time as long as the pause, in the transaction itself; the window before is looked at.
        """
        pause = self.configurations.current().organisation.survey_pause
        window = int(now.timestamp() // pause.total_seconds())
        react_by = now + REACT_WITHIN
        taken = partial(_taken, step=step, captured_under=captured_under, now=now)
        why = "opted_out" if self._is_opted_out(before) else "pause"
        if why == "pause" and not self._was_asked(_marker(before, window - 1), now - pause):
            survey = captured_under.policy(before.policy).survey
            asked, data = (
                replace(before, survey_asked_at=now),
                {"recommend": survey is Survey.CSAT_NPS},
            )
            after, entry = taken(asked, what=What.SURVEY_ASKED, data=data)
            with suppress(DuplicateError):
                inbound = Inbound(key=_marker(before, window))
                self.store.change(before, after, entry, inbound, react_by=react_by)
                return
        after, entry = taken(before, what=What.SURVEY_SKIPPED, data={"why": why})
        self.store.change(before, after, entry, react_by=react_by)

    def _is_opted_out(self, feedback: Feedback) -> bool:
        said = self.opt_outs.of(_contact(feedback))
        return said is not None and said.opted_out

    def _was_asked(self, marker: str, since: datetime) -> bool:
        """Whether what a marker stands for was asked later than `since`."""
        feedback_id = self.store.by_inbound(marker)
        if feedback_id is None:
            return False
        with suppress(NotFoundError):
            asked_at = self.store.get(feedback_id).survey_asked_at
            return asked_at is not None and asked_at > since
        return False


def _marker(feedback: Feedback, window: int) -> str:
    contact = hashlib.sha256(_contact(feedback).encode()).hexdigest()[:16]
    return f"survey:{contact}:{window}"


def _contact(feedback: Feedback) -> str:
    """The contact point that would be asked."""
    return f"{feedback.contacts[0].channel}:{feedback.contacts[0].address}"


def _taken(
    feedback: Feedback,
    *,
    step: Step,
    captured_under: Configuration,
    now: datetime,
    what: What,
    data: dict[str, Any],
) -> tuple[Feedback, Entry]:
    """The feedback once the step was taken, and the entry that says so."""
    after = replace(feedback, done=(*feedback.done, step.key), entries=feedback.entries + 1)
    entry = Entry(
        feedback_id=after.id, number=after.entries, what=what, at=now,
        actor="system", cycle=after.cycle, data=data,
    )  # fmt: skip
    return armed(after, captured_under), entry
