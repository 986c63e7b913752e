"""A member looks at what we would send of an unsure mail of theirs, puts it right, and sends it."""

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from chalicelib.addresses import CONFIRM_WITHIN, parse_confirm_token
from chalicelib.configuration import Configuration
from chalicelib.errors import DuplicateError, NotFoundError, RefusedError
from chalicelib.model import Channel, Entry, Feedback, What
from chalicelib.ports import ConfigurationStore, FeedbackStore
from chalicelib.services.spoken import act_on
from chalicelib.services.staff import Said, Staff

MAX_WORDS = 20_000
"""Characters of what a member sends this way."""
_SAID = {What.ANSWERED, What.ASKED, What.RESOLVED, What.CUSTOMER_WROTE, What.APPEALED}


class Standing(StrEnum):
    """What a confirm link is good for now."""

    READY = "ready"
    DONE = "done"
    """It was sent before; nothing goes out twice."""
    OVER = "over"
    """Too late, or its member no longer speaks for the team."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Preview:
    """A member's mail that waits for their word."""

    standing: Standing
    feedback: Feedback
    mail: Entry
    """What was set aside: the whole mail, and in its data the words that we would send."""
    since: Sequence[Entry]
    """What customer and staff have said to each other since, oldest first."""

    @property
    def proposed(self) -> str:
        """The words that we would send, as far as we can tell; empty where we found none."""
        return str(self.mail.data.get("proposed", ""))

    @property
    def team(self) -> str:
        """Id of the team that the member speaks for."""
        return str(self.mail.data["team"])


@dataclass(frozen=True, slots=True)
class Confirm:
    """Shows and sends, for whoever holds the link that its member was mailed."""

    store: FeedbackStore
    configurations: ConfigurationStore
    staff: Staff

    def preview(self, token: str, now: datetime) -> Preview:
        """What a link leads to. NotFoundError for one that we did not make."""
        given = parse_confirm_token(self.configurations.keys(), token)
        if given is None:
            raise NotFoundError("this address leads nowhere")
        feedback = self.store.get(given.feedback_id)
        timeline = self.store.timeline(feedback.id)
        mail = next((e for e in timeline if e.number == given.entry), None)
        if mail is None or "proposed" not in mail.data or not given.was_given_to(mail.actor):
            raise NotFoundError("this address leads nowhere")
        standing = Standing.READY
        if any(entry.data.get("confirmed") == mail.number for entry in timeline):
            standing = Standing.DONE
        elif now > mail.at + CONFIRM_WITHIN or not self._still_speaks(feedback, mail, now):
            standing = Standing.OVER
        since = [e for e in timeline if e.number > mail.number and e.what in _SAID]
        return Preview(standing=standing, feedback=feedback, mail=mail, since=since)

    def send(self, token: str, words: str, *, seen: int, now: datetime) -> Preview:
        """Do what the words ask for, as if the member had mailed them alone; twice is once.

        `seen` is the number of the newest entry that the member was shown. RefusedError: `overtaken`,
        somebody said something since; `too_long`; or what `act_on` refuses. NotFoundError.
        """
        preview = self.preview(token, now)
        if preview.standing is not Standing.READY:
            return preview
        if len(words) > MAX_WORDS:
            raise RefusedError("too_long")
        mail = preview.mail
        kept = ("original", "subject", "message_id", "attachments")
        said = Said(
            key=f"confirm:{preview.feedback.id}:{mail.number}",
            member=mail.actor,
            team=preview.team,
            at=now,
            channel=Channel.EMAIL,
            data={
                **{name: mail.data[name] for name in kept if name in mail.data},
                "confirmed": mail.number,
            },
            seen=seen,
        )
        with suppress(DuplicateError):  # sent by another click at this very moment
            act_on(
                preview.feedback, words, said,
                staff=self.staff, configuration=self._current(), now=now,
            )  # fmt: skip
        return replace(preview, standing=Standing.DONE)

    def _still_speaks(self, feedback: Feedback, mail: Entry, now: datetime) -> bool:
        team = str(mail.data.get("team", ""))
        configuration = self._current()
        if team not in configuration.teams:
            return False
        return mail.actor in configuration.addresses(team, now, since=feedback.cycle_at)

    def _current(self) -> Configuration:
        return self.configurations.current()
