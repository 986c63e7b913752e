"""The daily digest: each team that has something overdue gets one mail a day that lists it.

A look and a mail are each claimed before they are made, so that none comes twice; what a failure loses
is in the next day's digest, and every feedback's own mails come all the same.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from chalicelib import digest
from chalicelib.configuration import Configuration
from chalicelib.digest import Digest, Gap, Row
from chalicelib.errors import DeliveryError
from chalicelib.model import Channel, Message, Purpose
from chalicelib.ports import ConfigurationStore, DigestRenderer, FeedbackStore, Transport

COUNTED = 10_000
"""Feedback of one team that are counted; more are not told apart."""
_KEPT = timedelta(days=3)


@dataclass(frozen=True, slots=True, kw_only=True)
class Digested:
    """What one run did."""

    mails: int = 0
    failed: int = 0
    """Mails that did not leave, or may not have."""
    gaps: int = 0
    """Teams that have to answer and have nobody who gets mail."""


@dataclass(frozen=True, slots=True)
class Digests:
    """Sends every team's digest, once a day."""

    store: FeedbackStore
    configurations: ConfigurationStore
    renderer: DigestRenderer
    mail: Transport

    def send(self, now: datetime, *, at_once: bool = False) -> Digested:
        """Send what is due: at the organisation's `digest_at`, or `at_once`, once a day all the same."""
        configuration = self.configurations.current()
        organisation = configuration.organisation
        day = digest.due_day(now, organisation.digest_at, organisation.time_zone)
        if at_once:
            day = configuration.day_of(now)
        if day is None:
            return Digested()
        gaps = tuple(
            Gap(team=team, overdue=len(self.store.held(team, now, COUNTED)))
            for team in digest.empty_teams(configuration, now)
        )
        sent = failed = 0
        for made in self._made(configuration, gaps, day, now, at_once=at_once):
            left, lost = self._sent(made, configuration, day, now)
            sent, failed = sent + left, failed + lost
        return Digested(mails=sent, failed=failed, gaps=len(gaps))

    def _made(
        self,
        configuration: Configuration,
        gaps: tuple[Gap, ...],
        day: date,
        now: datetime,
        *,
        at_once: bool,
    ) -> Iterator[Digest]:
        """The digests that say something, of the teams that nobody looked after yet on that day."""
        end = digest.end_of_day(now, configuration.organisation.time_zone)
        told_of_gaps = digest.told_of_gaps(configuration, now)
        for team in configuration.teams:
            # Without this claim a team with nothing to say in the morning would hear at ten, or at two.
            if not (at_once or self._claim(f"digest-look:{team}:{day}", now)):
                continue
            made = self._of(team, gaps if team == told_of_gaps else (), now, end)
            if made.says_something:
                yield made

    def _of(self, team: str, gaps: tuple[Gap, ...], now: datetime, end: datetime) -> Digest:
        held = self.store.held(team, now, COUNTED)
        overdue = held[: digest.LISTED]
        later = self.store.held(team, end, COUNTED)[len(held) :]
        today = later[: digest.LISTED]
        past, coming = self._rows(team, overdue, now), self._rows(team, today, end)
        return Digest(
            team=team,
            overdue=tuple(row for row in past if row.feedback.is_open),
            more_overdue=len(held) - len(overdue),
            today=tuple(row for row in coming if row.feedback.is_open),
            more_today=len(later) - len(today),
            unreached=tuple(row for row in (*past, *coming) if not row.feedback.is_open),
            gaps=gaps,
        )

    def _rows(self, team: str, ids: Sequence[str], until: datetime) -> tuple[Row, ...]:
        """What still holds of a list: it may lag behind an answer that has just been given."""
        states = [self.store.get(feedback_id) for feedback_id in ids]
        return tuple(
            Row(feedback=state, words=self.store.entry(state.id, 1).words or "")
            for state in states
            if state.holder == team and state.promise_by and state.promise_by <= until
        )

    def _sent(
        self, made: Digest, configuration: Configuration, day: date, now: datetime
    ) -> tuple[int, int]:
        """How many mails of a digest left, and how many did not."""
        to = digest.readers(configuration, made.team, now)
        if not to or not self._claim(f"digest:{made.team}:{day}", now):
            return 0, 0
        rendered = self.renderer.render(made, now)
        failed = 0
        for address in to:
            message = Message(
                id=f"{day}-{made.team}",
                feedback_id="digest",
                entry=0,
                purpose=Purpose.TEAM_REMINDER,
                channel=Channel.EMAIL,
                to=address,
                team=made.team,
                created_at=now,
            )
            try:
                self.mail.send(message, rendered)
            except DeliveryError:
                failed += 1
        return len(to) - failed, failed

    def _claim(self, key: str, now: datetime) -> bool:
        return self.store.count(key, 1, now + _KEPT)
