"""The lists that staff look through, in memory. See `ports.Lists`."""

from collections.abc import Sequence
from datetime import datetime

from chalicelib.errors import NotFoundError
from chalicelib.instants import from_text, to_text
from chalicelib.model import Entry, Feedback
from chalicelib.ports import QueuePlace
from chalicelib.store import keys
from chalicelib.store.memory import MemoryFeedbackStore


class MemoryLists:
    """ports.Lists over a store in memory."""

    def __init__(self, store: MemoryFeedbackStore) -> None:
        self._store = store

    def queue(self, team_id: str, limit: int, after: QueuePlace | None = None) -> list[QueuePlace]:
        """See the port."""
        places = sorted(
            (keys.queue_by(one), one.id)
            for one in self._store.all_states()
            if (one.is_open or one.holder) and (one.holder or one.owner) == team_id
        )
        first = (after.by, after.feedback_id) if after else ("", "")
        return [
            QueuePlace(by=by, feedback_id=feedback_id)
            for by, feedback_id in places
            if (by, feedback_id) > first
        ][:limit]

    def at_place(
        self, touchpoint_id: str, since: datetime, until: datetime, limit: int
    ) -> list[str]:
        """See the port."""
        found = self.captured_at_place(touchpoint_id, since, until, limit)
        return [feedback_id for feedback_id, _ in found]

    def captured_at_place(
        self, touchpoint_id: str, since: datetime, until: datetime, limit: int
    ) -> list[tuple[str, datetime]]:
        """See the port."""
        first, last = to_text(since), to_text(until)
        found = [one for one in self._captured(touchpoint_id) if first <= one[0] <= last]
        return [(feedback_id, from_text(at)) for at, feedback_id in reversed(found)][:limit]

    def first_at_place(self, touchpoint_id: str) -> datetime | None:
        """See the port."""
        return next((from_text(at) for at, _ in self._captured(touchpoint_id)), None)

    def _captured(self, touchpoint_id: str) -> list[tuple[str, str]]:
        return sorted(
            (to_text(one.captured_at), one.id)
            for one in self._store.all_states()
            if one.touchpoint == touchpoint_id
        )

    def states(self, feedback_ids: Sequence[str]) -> list[Feedback]:
        """See the port."""
        found = {one.id: one for one in self._store.all_states()}
        return [found[one] for one in feedback_ids if one in found]

    def entries(self, feedback_ids: Sequence[str], number: int = 1) -> dict[str, Entry]:
        """See the port."""
        found: dict[str, Entry] = {}
        for one in feedback_ids:
            try:
                found[one] = self._store.entry(one, number)
            except NotFoundError:
                continue
        return found
