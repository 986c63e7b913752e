"""The daily digest: each team that has something overdue gets one mail a day that lists it.

A mail is claimed before it is sent and marked once it has left, and a team when all of its mails have: so
none comes twice, and what a run that dies did not send is sent by the next one of that morning. Only a mail
that has left as its run died comes once more.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from chalicelib import digest
from chalicelib.configuration import Configuration
from chalicelib.digest import Digest, Gap, Row
from chalicelib.errors import DeliveryError, TemporaryDeliveryError
from chalicelib.model import Channel, Message, Purpose
from chalicelib.ports import ConfigurationStore, DigestRenderer, FeedbackStore, Transport

COUNTED = 10_000
"""Feedback of one team that are counted; more are not told apart."""
_KEPT = timedelta(days=3)
_LEASE = timedelta(minutes=15)
"""Longer than a run may take, shorter than from one run to the next."""


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
        end = digest.end_of_day(now, organisation.time_zone)
        told_of_gaps = digest.told_of_gaps(configuration, now)
        sent = failed = 0
        for team in configuration.teams:
            # Without this mark a team with nothing to say in the morning would hear at ten, or at two.
            looked = f"digest-look:{team}:{day}"
            if not at_once and self.store.is_full(looked, 1):
                continue
            made = self._of(team, gaps if team == told_of_gaps else (), now, end)
            left, lost, is_done = self._sent(made, configuration, day, now)
            sent, failed = sent + left, failed + lost
            if is_done and not at_once:
                self.store.count(looked, 1, now + _KEPT)
        return Digested(mails=sent, failed=failed, gaps=len(gaps))

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
    ) -> tuple[int, int, bool]:
        """How many mails of a digest left, how many did not, and whether no more are to be sent."""
        if not made.says_something:
            return 0, 0, True
        rendered = None
        sent = failed = 0
        is_done = True
        for address in digest.readers(configuration, made.team, now):
            message = _mail(made.team, address, day, now)
            name = f"{made.team}:{address}:{day}"
            if self.store.is_full(f"digest-sent:{name}", 1):
                continue
            lease = int(now.timestamp() // _LEASE.total_seconds())
            if not self.store.count(f"digest:{name}:{lease}", 1, now + _KEPT):
                is_done = False  # somebody is at it, or died over it: the next run looks
                continue
            rendered = rendered or self.renderer.render(made, now)
            try:
                self.mail.send(message, rendered)
                sent += 1
            except TemporaryDeliveryError:
                failed += 1
                is_done = False
                continue
            except DeliveryError:
                failed += 1
            self.store.count(f"digest-sent:{name}", 1, now + _KEPT)
        return sent, failed, is_done


def _mail(team: str, to: str, day: date, now: datetime) -> Message:
    return Message(
        id=f"{day}-{team}",
        feedback_id="digest",
        entry=0,
        purpose=Purpose.TEAM_REMINDER,
        channel=Channel.EMAIL,
        to=to,
        team=team,
        created_at=now,
    )
