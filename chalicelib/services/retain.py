"""Personal data goes when its time is over: each night a seventh of all feedback is looked through.

So whatever is over is gone within a week of its time, and no night reads the whole table. Where a night is
too short for its part, it is gone on with a week later; one that dies is begun anew then.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import partial

from chalicelib.audit import Audited, Deed
from chalicelib.errors import OuvidoError
from chalicelib.ports import AuditLog, ConfigurationStore, Records
from chalicelib.services.erase import Erase, Erased, is_over

PARTS = 7
"""Of the feedback, one for each day of the week."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Retained:
    """What one night came to."""

    erased: Erased
    is_cut: bool = False
    """Whether the time was over before the part was."""


@dataclass(frozen=True, slots=True)
class Retain:
    """Erases what has been kept long enough."""

    configurations: ConfigurationStore
    records: Records
    erase: Erase
    audit: AuditLog
    new_id: Callable[[], str]

    def night(self, now: datetime, has_time: Callable[[], bool] = lambda: True) -> Retained:
        """Look through the part of this night; nothing where no retention is configured."""
        configuration = self.configurations.current()
        if configuration.retention is None:
            return Retained(erased=Erased())
        part = configuration.day_of(now).toordinal() % PARTS
        is_due = partial(is_over, than=now - configuration.retention)
        done, is_cut = Erased(), False
        place = self.records.bookmark(part)
        try:
            for record, at in self.records.part(part, PARTS, place):
                if not has_time():
                    is_cut = True
                    break
                if record is not None and is_due(record):
                    try:
                        done += self.erase.one(record.feedback.id, "age", now, only_if=is_due)
                    except OuvidoError:  # the others must not wait for it
                        done += Erased(left=1)
                place = at or place
            self.records.keep_bookmark(part, place if is_cut else None)
        finally:
            self._record(done, now)
        return Retained(erased=done, is_cut=is_cut)

    def _record(self, done: Erased, now: datetime) -> None:
        if done.feedback:
            data: dict[str, str | int | bool] = {
                "why": "age",
                "feedback": done.feedback,
                "files": done.files,
                "mails": done.mails,
            }
            one = Audited(id=self.new_id(), at=now, by="retention", deed=Deed.ERASED, data=data)
            self.audit.record(one)
