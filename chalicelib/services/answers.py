"""A member's mail about a feedback: who vouches for it, what it says, and what to tell the member."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from chalicelib.addresses import Reply
from chalicelib.configuration import Configuration, Team
from chalicelib.errors import RefusedError
from chalicelib.intake import commands
from chalicelib.intake.commands import Command, Verb
from chalicelib.intake.email_notice import EmailNotice
from chalicelib.intake.mail import Mail
from chalicelib.intake.reply import first_words, words_of_reply
from chalicelib.model import Channel, Entry, Feedback, What
from chalicelib.ports import ConfigurationStore, FeedbackStore, Inbound
from chalicelib.services.commit import commit
from chalicelib.services.staff import Said, Staff


class Answers:
    """Takes in what staff say by mail."""

    def __init__(
        self, store: FeedbackStore, configurations: ConfigurationStore, staff: Staff
    ) -> None:
        self._store = store
        self._configurations = configurations
        self._staff = staff

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
        team = _team_of(configuration, reply, mail.sender, feedback, notice.received_at)
        words = words_of_reply(mail)
        reason = _why_not(team, notice, mail, is_sure=words.sure, text=words.new)
        if reason is None and team is not None:
            said = Said(
                key=key, member=mail.sender or "", team=team.id, at=notice.received_at,
                channel=Channel.EMAIL, data=data,
            )  # fmt: skip
            reason = self._act(feedback, words.new, said, configuration, now)
        if reason is None:
            return
        self.set_aside(
            feedback,
            mail,
            reason=reason,
            team=team,
            tell=_whom_to_tell(configuration, reply, notice, mail, team),
            key=key,
            data=data,
            now=now,
        )

    def _act(
        self,
        feedback: Feedback,
        words: str,
        said: Said,
        configuration: Configuration,
        now: datetime,
    ) -> str | None:
        """Do what the words ask for; why that cannot be done, None where it was."""
        command = commands.parse(words)
        try:
            if command is None:
                self._staff.answer(feedback, words, said, now)
            else:
                self._obey(feedback, command, said, configuration, now)
        except RefusedError as refused:
            return refused.reason
        return None

    def _obey(
        self,
        feedback: Feedback,
        command: Command,
        said: Said,
        configuration: Configuration,
        now: datetime,
    ) -> None:
        staff = self._staff
        match command.verb:
            case Verb.UNKNOWN:
                raise RefusedError("unknown_command")
            case Verb.HAND_OVER:
                teams = {team.id: team.name for team in configuration.teams.values()}
                to, reason = commands.named_team(command.text, teams) or ("", "")
                staff.hand_over(feedback, to, reason, said, now)
            case Verb.CORRECT:
                if command.to is None:
                    raise ValueError("a correction sets something")
                staff.correct(feedback, command.to, command.text, said, now)
            case Verb.ASK:
                staff.ask(feedback, command.text, said, now)
            case Verb.NOTE:
                staff.note(feedback, command.text, said, now)

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
        facts = {
            **data,
            "reason": reason,
            "sender": mail.sender or "",
            "tell": list(tell),
            **({"team": team.id} if team else {}),
        }

        def kept(before: Feedback, blank: Entry) -> tuple[Feedback, Entry]:
            return before, replace(blank, words=first_words(mail), data=facts)

        commit(
            self._store, feedback, kept, what=What.SET_ASIDE, actor=mail.sender or "system",
            channel=Channel.EMAIL, at=now, now=now, inbound=Inbound(key=key),
        )  # fmt: skip


def _team_of(
    configuration: Configuration, reply: Reply, sender: str | None, about: Feedback, at: datetime
) -> Team | None:
    """The team that the reply address was given to, or to one of, if the sender may speak for it."""
    for team in configuration.teams.values() if sender else ():
        addresses = configuration.addresses(team.id, at, since=about.cycle_at)
        if sender in addresses and any(map(reply.was_given_to, addresses)):
            return team
    return None


def _whom_to_tell(
    configuration: Configuration, reply: Reply, notice: EmailNotice, mail: Mail, team: Team | None
) -> tuple[str, ...]:
    """Who hears that a mail was not acted on: its writer where that is certain.

    Else whomever the reply address was given to, for a colleague may have answered from an address
    that we do not know; never an address that only claims to have written. A machine hears nothing.
    """
    if mail.automatic:
        return ()
    if team is not None and mail.sender and notice.vouches_for(mail.sender):
        return (mail.sender,)
    known = (address for team in configuration.teams.values() for address in team.addresses)
    return tuple(dict.fromkeys(address for address in known if reply.was_given_to(address)))


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
