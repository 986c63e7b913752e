"""Who else has a feedback open, so that two people do not answer it unaware."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from chalicelib import ports
from chalicelib.model import Here

LEFT_AFTER = timedelta(seconds=25)
"""Who has said nothing for so long has left: a page says it every ten seconds, and one may be lost."""
_KEPT = timedelta(minutes=5)


@dataclass(frozen=True, slots=True)
class Presence:
    """Keeps and tells who is there."""

    presence: ports.Presence

    def here(
        self, feedback_id: str, *, email: str, name: str, writing: bool, now: datetime
    ) -> list[Here]:
        """Somebody has it open; who else has."""
        here = Here(email=email, name=name, writing=writing, at=now)
        self.presence.record(feedback_id, here, now + _KEPT)
        return self.others(feedback_id, email, now)

    def gone(self, feedback_id: str, email: str) -> None:
        """Somebody closed it."""
        self.presence.leave(feedback_id, email)

    def others(self, feedback_id: str, email: str, now: datetime) -> list[Here]:
        """Who has it open but for one."""
        there = self.presence.of(feedback_id, now - LEFT_AFTER)
        return [one for one in there if one.email != email]
