"""How it went, as the customer says it: of one cycle, as often as they like; the newest holds."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from chalicelib.addresses import parse_survey_token
from chalicelib.configuration import Survey
from chalicelib.errors import InvalidInputError, NotFoundError
from chalicelib.intake.survey import SurveyAnswer, merged, news, said_of, survey_answer
from chalicelib.model import Channel, Entry, Feedback, What
from chalicelib.ports import ConfigurationStore, FeedbackStore, Inbound
from chalicelib.services import moves
from chalicelib.services.commit import commit
from chalicelib.services.status import refuse_expired

DIGITS_WITHIN = timedelta(days=14)
"""How long after the question a lone digit is taken for the answer to it."""
BAD_BELOW = 3
"""Of a score: the owner's team hears of it at once."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SurveyView:
    """One cycle of a feedback as its customer rates it."""

    feedback: Feedback
    cycle: int
    asks_recommend: bool
    """Whether 0 to 10 is asked as well."""
    said: SurveyAnswer
    """What the customer has said of this cycle, the newest of each."""


@dataclass(frozen=True, slots=True)
class Surveys:
    """Takes in what customers say of how it went."""

    store: FeedbackStore
    configurations: ConfigurationStore

    def awaits(self, feedback: Feedback, now: datetime) -> bool:
        """Whether a lone digit of the customer's answers our question on how it went.

        They were asked in this cycle and not long ago, and nothing is open. Also after a first answer,
        which they may change.
        """
        asked = feedback.survey_asked_at
        return asked is not None and not feedback.is_open and now - asked <= DIGITS_WITHIN

    def view(self, token: str, now: datetime) -> SurveyView:
        """What a survey's address shows; nothing is recorded. NotFoundError: not ours, or expired."""
        found = parse_survey_token(self.configurations.keys(), token)
        if found is None:
            raise NotFoundError("this address leads nowhere")
        feedback_id, cycle = found
        feedback, timeline = self.store.get(feedback_id), self.store.timeline(feedback_id)
        refuse_expired(feedback, self.configurations.current(), now)
        return SurveyView(
            feedback=feedback,
            cycle=cycle,
            asks_recommend=self._asks_recommend(feedback, timeline, cycle),
            said=said_of(timeline, cycle),
        )

    def _asks_recommend(self, feedback: Feedback, timeline: Iterable[Entry], cycle: int) -> bool:
        """As it was asked; else, of the cycle that is not over, as its policy would ask."""
        for entry in timeline:
            if entry.what is What.SURVEY_ASKED and entry.cycle == cycle:
                return bool(entry.data["recommend"])
        captured_under = self.configurations.version(feedback.config_version)
        survey = captured_under.policy(feedback.policy).survey
        return cycle == feedback.cycle and survey is Survey.CSAT_NPS

    def rate(
        self,
        feedback_id: str,
        *,
        score: int | None,
        recommend: int | None,
        why: str | None,
        channel: Channel,
        key: str | None,
        at: datetime,
        now: datetime,
        cycle: int | None = None,
    ) -> Feedback:
        """Record an answer about a cycle, this one unless named; of a page's, only what is new.

        `key` is that of the message that it came in, None for a page. InvalidInputError: a number
        outside its range or one that was not asked for, or nothing said. RefusedError `not_over`:
        nothing was answered yet, or somebody still has to. DuplicateError: this key was stored before.
        """
        said = survey_answer({"score": score, "recommend": recommend, "why": why})
        if said.is_empty:
            raise InvalidInputError("say a score, a recommendation or a reason")
        feedback, timeline = self.store.get(feedback_id), self.store.timeline(feedback_id)
        about = feedback.cycle if cycle is None else cycle
        if said.recommend is not None and not self._asks_recommend(feedback, timeline, about):
            why_not = {"recommend": "is not asked in this survey"}
            raise InvalidInputError("some of what was sent cannot be taken", why_not)
        stands = said_of(timeline, about)
        if key is None:  # a page sends all that is on it, and may send it again
            said = news(stands, said)
            if said.is_empty:
                return feedback
        now_stands = merged(stands, said)
        team = feedback.owner if is_bad(now_stands) and now_stands != stands else None

        def rated(before: Feedback, blank: Entry) -> tuple[Feedback, Entry]:
            captured_under = self.configurations.version(before.config_version)
            after = moves.rated(
                before, captured_under, about, score=said.score, recommend=said.recommend
            )
            data: dict[str, Any] = {"score": said.score, "recommend": said.recommend}
            if team is not None:
                data["tell"] = team
            return after, replace(blank, cycle=about, words=said.why, data=data)

        return commit(
            self.store, feedback, rated, what=What.RATED, actor="customer", channel=channel,
            at=at, now=now, inbound=Inbound(key=key) if key else None,
        )  # fmt: skip


def is_bad(said: SurveyAnswer) -> bool:
    """Whether the customer is not content."""
    return said.score is not None and said.score < BAD_BELOW
