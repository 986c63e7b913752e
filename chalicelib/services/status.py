"""What a customer may see of a feedback."""

from dataclasses import dataclass
from datetime import datetime

from chalicelib.addresses import parse_status_token
from chalicelib.errors import NotFoundError
from chalicelib.model import Entry, Feedback, What
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
    timeline: list[Entry]
    """Only what is public, oldest first."""


@dataclass(frozen=True, slots=True)
class StatusPage:
    """Shows a feedback to whoever holds its token."""

    store: FeedbackStore
    configurations: ConfigurationStore

    def find(self, token: str) -> Feedback:
        """The feedback of a token. NotFoundError for one that is not ours."""
        feedback_id = parse_status_token(self.configurations.keys(), token)
        if feedback_id is None:
            raise NotFoundError("this address leads nowhere")
        return self.store.get(feedback_id)

    def view(self, token: str, now: datetime) -> StatusView:
        """The public side of a feedback. NotFoundError for a token that is not ours."""
        feedback = self.find(token)
        captured_under = self.configurations.version(feedback.config_version)
        return StatusView(
            feedback=feedback,
            holder=holder(feedback, captured_under),
            may_appeal=moves.may_appeal(feedback, captured_under, now),
            timeline=[e for e in self.store.timeline(feedback.id) if e.what in _PUBLIC],
        )
