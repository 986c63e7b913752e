"""Whether all that follows from what is stored is there: messages, attachments, measurements.

The sweep repairs what stands in the work list, and looks at nothing else. This looks at some feedback in
every detail, and says what the sweep should have done long ago.
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from chalicelib import attachments
from chalicelib.errors import NotFoundError
from chalicelib.measures.ledger import ledger
from chalicelib.ports import (
    ConfigurationStore,
    Due,
    FeedbackStore,
    Files,
    Queue,
    Record,
    Records,
)
from chalicelib.reconciliation import LISTED, Inside, Lack, Problem
from chalicelib.services.measure import Measure

LOOKED_AT = 500
"""Feedback that are looked at in every detail. Ids are random, so that they are a fair part of all."""

_LATE = timedelta(hours=1)
"""What has been due for longer was missed by its tick, or by its queue and every sweep since."""
_COUNTED = 1_000
_LACKS = {"entry": Lack.MESSAGES, "message": Lack.DELIVERY}


@dataclass(frozen=True, slots=True, kw_only=True)
class Inspect:
    """Looks at feedback, and makes up for what is missing."""

    store: FeedbackStore
    records: Records
    configurations: ConfigurationStore
    files: Files
    measure: Measure
    attachments_queue: Queue
    on_its_way: timedelta
    """How long what follows from an entry may take."""

    def look(self, feedback_ids: Collection[str], now: datetime, *, mend: bool) -> Inside:
        """What some feedback lack, and what is late in the whole work list.

        With `mend`, facts are written and attachments fetched again. What is late is left to the sweep,
        which does nothing else.
        """
        chosen = sorted(feedback_ids)[:LOOKED_AT]
        found = [problem for one in chosen for problem in self._of(one, now)]
        if mend:
            found = self._mended(found)
        found += self._late(now)
        return Inside(
            feedback=len(feedback_ids),
            looked_at=len(chosen),
            problems=tuple(found[:LISTED]),
            more=max(0, len(found) - LISTED),
        )

    def _of(self, feedback_id: str, now: datetime) -> Iterator[Problem]:
        try:
            record = self.records.of(feedback_id)
        except NotFoundError:  # its arrival is missing, and said to be
            return
        if record.timeline[-1].at > now - self.on_its_way:
            return  # what follows from it may be on its way
        recorded = {one.source for one in record.facts}
        for facts in ledger(record.timeline, self.configurations.version):
            if facts.source not in recorded:
                yield Problem(lack=Lack.FACTS, feedback_id=feedback_id, about=facts.source)
        yield from self._files_of(record)

    def _files_of(self, record: Record) -> Iterator[Problem]:
        wanted = [
            (str(entry.number), one.key)
            for entry in record.timeline
            for _, one in attachments.kept(entry)
        ]
        there = self.files.names(record.feedback.id) if wanted else set()
        for number, key in wanted:
            if key not in there:
                yield Problem(lack=Lack.ATTACHMENT, feedback_id=record.feedback.id, about=number)

    def _mended(self, found: Sequence[Problem]) -> list[Problem]:
        unmeasured = {one.feedback_id for one in found if one.lack is Lack.FACTS}
        self.measure.follow(sorted(unmeasured))
        wanted = {(p.feedback_id, p.about) for p in found if p.lack is Lack.ATTACHMENT}
        self.attachments_queue.put([{"feedback": f, "entry": n} for f, n in sorted(wanted)])
        return [replace(one, is_mended=True) for one in found]

    def _late(self, now: datetime) -> list[Problem]:
        due, _ = self.store.due(now - _LATE, _COUNTED)
        return [_late_one(one) for one in due]


def _late_one(due: Due) -> Problem:
    kind, _, rest = due.item.partition(":")
    return Problem(lack=_LACKS.get(kind, Lack.STEP), feedback_id=due.feedback_id, about=rest)
