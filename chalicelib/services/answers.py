"""A member's words about a feedback: an answer to the customer, or something to tell the member."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from chalicelib.addresses import Reply
from chalicelib.configuration import Configuration, Team
from chalicelib.errors import ConflictError, DuplicateError
from chalicelib.intake.email_notice import EmailNotice
from chalicelib.intake.mail import Mail
from chalicelib.intake.reply import first_words, words_of_reply
from chalicelib.model import Channel, Entry, Feedback, Status, What
from chalicelib.ports import ConfigurationStore, FeedbackStore, Inbound
from chalicelib.services.begin import REACT_WITHIN, armed

_TRIES = 10
_Step = Callable[[Feedback, Entry], tuple[Feedback, Entry]]


class Answers:
    """Takes in what staff say."""

    def __init__(self, store: FeedbackStore, configurations: ConfigurationStore) -> None:
        self._store = store
        self._configurations = configurations

    def receive(
        self,
        feedback: Feedback,
        reply: Reply,
        notice: EmailNotice,
        mail: Mail,
        *,
        key: str,
        data: Mapping[str, Any],
        now: datetime,
    ) -> None:
        """A mail to an address that was given to staff. DuplicateError: it was stored before."""
        configuration = self._configurations.current()
        team = _team_of(configuration, reply, mail.sender)
        words = words_of_reply(mail)
        reason = _why_not(team, notice, mail, is_sure=words.sure, text=words.new)
        if reason is None and team is not None:
            self.answer(
                feedback, words.new, member=mail.sender or "", team=team.id,
                key=key, data=data, at=notice.received_at, now=now,
            )  # fmt: skip
            return
        quiet = mail.automatic or team is None or not notice.vouches_for(mail.sender)
        self.set_aside(
            feedback,
            mail,
            reason=reason or "unknown_sender",
            team=team,
            tell=() if quiet or not mail.sender else (mail.sender,),
            key=key,
            data=data,
            now=now,
        )

    def answer(
        self,
        feedback: Feedback,
        words: str,
        *,
        member: str,
        team: str,
        key: str,
        data: Mapping[str, Any],
        at: datetime,
        now: datetime,
    ) -> None:
        """Answer the customer: the clock stops, and only the closing is still to come."""

        def answered(before: Feedback, entry: Entry) -> tuple[Feedback, Entry]:
            captured_under = self._configurations.version(before.config_version)
            after = replace(
                before, status=Status.ANSWERED, answered_at=before.answered_at or at, closed_at=None
            )
            said = replace(
                entry, what=What.ANSWERED, words=words, at=at, data={**data, "team": team}
            )
            return armed(after, captured_under), said

        self._commit(feedback, member, Inbound(key=key), now, answered)

    def set_aside_automatic(
        self, feedback: Feedback, mail: Mail, *, key: str, data: Mapping[str, Any], now: datetime
    ) -> None:
        """A machine's answer to a mail of ours: kept, and nobody is told."""
        self.set_aside(
            feedback, mail, reason=f"automatic:{mail.automatic}", team=None, tell=(),
            key=key, data=data, now=now,
        )  # fmt: skip

    def set_aside(
        self,
        feedback: Feedback,
        mail: Mail,
        *,
        reason: str,
        team: Team | None,
        tell: tuple[str, ...],
        key: str,
        data: Mapping[str, Any],
        now: datetime,
    ) -> None:
        """Keep a mail that is not acted on, and tell the member why where that is safe."""

        def kept(before: Feedback, entry: Entry) -> tuple[Feedback, Entry]:
            facts = {
                **data,
                "reason": reason,
                "sender": mail.sender or "",
                "tell": list(tell),
                **({"team": team.id} if team else {}),
            }
            return before, replace(entry, what=What.SET_ASIDE, words=first_words(mail), data=facts)

        self._commit(feedback, mail.sender or "system", Inbound(key=key), now, kept)

    def _commit(
        self, feedback: Feedback, actor: str, inbound: Inbound, now: datetime, step: _Step
    ) -> None:
        """Write what `step` makes of the feedback as it stands, again where a race was lost."""
        before = feedback
        for _ in range(_TRIES):
            blank = Entry(
                feedback_id=before.id, number=before.entries + 1, what=What.SET_ASIDE, at=now,
                actor=actor, channel=Channel.EMAIL, cycle=before.cycle,
            )  # fmt: skip
            after, entry = step(before, blank)
            after = replace(after, entries=blank.number)
            try:
                self._store.change(before, after, entry, inbound, react_by=now + REACT_WITHIN)
            except DuplicateError:
                raise
            except ConflictError:
                before = self._store.get(feedback.id)
                continue
            return
        raise ConflictError(f"feedback {feedback.id} kept changing under us")


def _team_of(configuration: Configuration, reply: Reply, sender: str | None) -> Team | None:
    """The team that the reply address was given to, or to one of, if the sender is one of it."""
    if not sender:
        return None
    of_sender = (team for team in configuration.teams.values() if team.has(sender))
    return next((team for team in of_sender if any(map(reply.was_given_to, team.addresses))), None)


def _why_not(
    team: Team | None, notice: EmailNotice, mail: Mail, *, is_sure: bool, text: str
) -> str | None:
    """Why a mail is no answer; None where it is one."""
    if mail.automatic:
        return f"automatic:{mail.automatic}"
    if team is None:
        return "unknown_sender"
    if not notice.vouches_for(mail.sender):
        return "not_authentic"
    if not text.strip():
        return "no_words"
    return None if is_sure else "unsure"
