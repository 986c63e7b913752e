"""Re-planning on purpose: open feedback put under the policies of the configuration in force now."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any

from chalicelib import policy as policies
from chalicelib.configuration import Configuration
from chalicelib.errors import ConflictError, NotFoundError
from chalicelib.model import Entry, Feedback, What
from chalicelib.policy import Step
from chalicelib.ports import ConfigurationStore, Due, FeedbackStore
from chalicelib.services.begin import REACT_WITHIN
from chalicelib.services.replanned import replanned, takes_back

_PAGE = 1_000
_FOR_EVER = datetime(9999, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class Replan:
    """What re-planning would do to one open feedback."""

    before: Feedback
    after: Feedback
    """`before` itself where nothing would move."""
    data: dict[str, Any]
    """Of the entry; empty where nothing would move."""
    is_kept: bool
    """Whether it stays as it is because the policy that would hold takes back what was promised."""
    next_was: Step | None
    next_is: Step | None

    @property
    def moves(self) -> bool:
        """Whether anything would move."""
        return bool(self.data)

    @property
    def tells_customer(self) -> bool:
        """Whether the customer would hear a later promise."""
        return bool(self.data) and bool(self.data["tells_customer"])


@dataclass(frozen=True, slots=True)
class Replanning:
    """Works out and, one feedback at a time, commits what a newer configuration moves."""

    store: FeedbackStore
    configurations: ConfigurationStore

    def find(
        self, now: datetime, reason: str, *, policy: str | None, touchpoint: str | None
    ) -> Iterator[Replan]:
        """Every open feedback, or those of a policy and of a touchpoint as they stand; in no order."""
        configuration = self.configurations.current()
        for feedback_id in self._in_work_list():
            try:
                feedback = self.store.get(feedback_id)
            except NotFoundError:
                continue
            if not feedback.is_open or policy not in (None, feedback.policy):
                continue
            if touchpoint in (None, feedback.touchpoint):
                yield self._replan(feedback, configuration, reason, now)

    def commit(self, replan: Replan, now: datetime) -> bool:
        """Make it so, unless the feedback has changed since it was found; whether it was made so."""
        before, after = replan.before, replan.after
        entry = Entry(
            feedback_id=before.id, number=before.entries + 1, what=What.REPLANNED, at=now,
            actor="system", cycle=before.cycle, data=replan.data,
        )  # fmt: skip
        after = replace(after, entries=entry.number)
        try:
            self.store.change(before, after, entry, react_by=now + REACT_WITHIN)
        except ConflictError:
            return False
        return True

    def _replan(
        self, before: Feedback, configuration: Configuration, reason: str, now: datetime
    ) -> Replan:
        captured_under = self.configurations.version(before.config_version)
        after, data = replanned(before, captured_under, configuration, reason, now)
        under = configuration if data else captured_under
        return Replan(
            before=before,
            after=after,
            data=data,
            is_kept=takes_back(before, configuration),
            next_was=next(iter(policies.plan_of(before, captured_under)), None),
            next_is=next(iter(policies.plan_of(after, under)), None),
        )

    def _in_work_list(self) -> list[str]:
        """The ids of whatever needs a look at any time: no open feedback is without a wake-up."""
        found: list[str] = []
        last: Due | None = None
        more = True
        while more:
            page, more = self.store.due(_FOR_EVER, _PAGE, last, swept=False)
            found += [due.feedback_id for due in page if due.item == "state"]
            last = page[-1] if page else None
        return list(dict.fromkeys(found))
