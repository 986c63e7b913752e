"""What a customer may see of a feedback."""

from dataclasses import dataclass
from datetime import datetime

from chalicelib.addresses import parse_status_token
from chalicelib.configuration import Configuration
from chalicelib.errors import NotFoundError
from chalicelib.intake.survey import SurveyAnswer, said_of
from chalicelib.model import Entry, Feedback, Status, What
from chalicelib.outbox import holder
from chalicelib.ports import ConfigurationStore, FeedbackStore
from chalicelib.services import moves

_PUBLIC = {
    What.CAPTURED,
    What.CUSTOMER_WROTE,
    What.ASKED,
    What.ANSWERED,
    What.RESOLVED,
    What.ESCALATED,
    What.RESUMED,
    What.APPEALED,
    What.CLOSED,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class StatusView:
    """One feedback for its customer."""

    feedback: Feedback
    holder: str
    """Id of the team that has it now."""
    may_appeal: bool
    """Whether the customer may ask for the ombudsman now."""
    rated: SurveyAnswer | None
    """What the customer has said of how this cycle went; None where it is not for rating."""
    timeline: list[Entry]
    """Only what is public, oldest first."""


@dataclass(frozen=True, slots=True)
class StatusPage:
    """Shows a feedback to whoever holds its token."""

    store: FeedbackStore
    configurations: ConfigurationStore

    def find(self, token: str, now: datetime) -> Feedback:
        """The feedback of a token. NotFoundError for one that is not ours, or has expired."""
        feedback_id = parse_status_token(self.configurations.keys(), token)
        if feedback_id is None:
            raise NotFoundError("this address leads nowhere")
        feedback = self.store.get(feedback_id)
        refuse_expired(feedback, self.configurations.current(), now)
        return feedback

    def view(self, token: str, now: datetime) -> StatusView:
        """The public side of a feedback. NotFoundError for a token that is not ours."""
        feedback = self.find(token, now)
        captured_under = self.configurations.version(feedback.config_version)
        timeline = self.store.timeline(feedback.id)
        return StatusView(
            feedback=feedback,
            holder=holder(feedback, captured_under),
            may_appeal=moves.may_appeal(feedback, captured_under, now),
            rated=said_of(timeline, feedback.cycle)
            if _is_for_rating(feedback, captured_under)
            else None,
            timeline=[entry for entry in timeline if entry.what in _PUBLIC],
        )


def refuse_expired(feedback: Feedback, configuration: Configuration, now: datetime) -> None:
    """NotFoundError where a feedback's private addresses can no longer be opened: not while it is open."""
    ended = max(filter(None, (feedback.answered_at, feedback.closed_at)), default=None)
    if feedback.is_open or ended is None:
        return
    if now - ended > configuration.organisation.status_expires_after:
        raise NotFoundError("this address has expired")


def _is_for_rating(feedback: Feedback, captured_under: Configuration) -> bool:
    """Whether the page asks how it went: where it is over, surveys are wanted, and nobody declined."""
    is_asked = captured_under.policy(feedback.policy).survey_after is not None
    is_over = feedback.status is Status.CLOSED and moves.may_rate(feedback)
    return is_asked and is_over and feedback.survey_consent is not False
