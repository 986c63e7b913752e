"""The lists that staff look through, in memory. See `ports.Lists`."""

from collections.abc import Sequence
from datetime import datetime

from chalicelib.errors import NotFoundError
from chalicelib.instants import to_text
from chalicelib.model import Entry, Feedback
from chalicelib.store import keys
from chalicelib.store.memory import MemoryFeedbackStore


class MemoryLists:
    """ports.Lists over a store in memory."""

    def __init__(self, store: MemoryFeedbackStore) -> None:
        self._store = store

    def queue(self, team_id: str, limit: int, after: str | None = None) -> tuple[list[str], str]:
        """See the port."""
        places = sorted(
            f"{keys.queue_by(one)}@{one.id}"
            for one in self._store.all_states()
            if (one.is_open or one.holder) and (one.holder or one.owner) == team_id
        )
        page = [place for place in places if place > (after or "")][:limit]
        ids = [place.rpartition("@")[2] for place in page]
        return ids, page[-1] if len(page) == limit else ""

    def at_place(
        self, touchpoint_id: str, since: datetime, until: datetime, limit: int
    ) -> list[str]:
        """See the port."""
        first, last = to_text(since), to_text(until)
        found = sorted(
            (to_text(one.captured_at), one.id)
            for one in self._store.all_states()
            if one.touchpoint == touchpoint_id and first <= to_text(one.captured_at) <= last
        )
        return [feedback_id for _, feedback_id in reversed(found)][:limit]

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
