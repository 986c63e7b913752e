"""A member's words about a feedback: an answer, a command, or something to tell the member about."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from chalicelib.addresses import Reply
from chalicelib.configuration import Configuration, Team
from chalicelib.errors import ConflictError, DuplicateError
from chalicelib.intake import commands
from chalicelib.intake.commands import Command, Verb
from chalicelib.intake.email_notice import EmailNotice
from chalicelib.intake.mail import Mail
from chalicelib.intake.reply import first_words, words_of_reply
from chalicelib.model import Channel, Entry, Feedback, What
from chalicelib.ports import ConfigurationStore, FeedbackStore, Inbound
from chalicelib.services import moves
from chalicelib.services.begin import REACT_WITHIN, armed

_TRIES = 10
_Step = Callable[[Feedback, Entry], tuple[Feedback, Entry]]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Said:
    """What a member said, and how it came."""

    key: str
    member: str
    team: Team
    at: datetime
    data: Mapping[str, Any]


class Answers:
    """Takes in what staff say by mail."""

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
        team = _team_of(configuration, reply, mail.sender, feedback, notice.received_at)
        words = words_of_reply(mail)
        reason = _why_not(team, notice, mail, is_sure=words.sure, text=words.new)
        if reason is None and team is not None:
            said = _Said(
                key=key, member=mail.sender or "", team=team, at=notice.received_at, data=data
            )
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
        said: _Said,
        configuration: Configuration,
        now: datetime,
    ) -> str | None:
        """Do what the words ask for; why that cannot be done, None where it was."""
        command = commands.parse(words)
        if command is None:
            self._answer(feedback, words, said, now)
            return None
        match command.verb:
            case Verb.UNKNOWN:
                return "unknown_command"
            case Verb.HAND_OVER:
                named = commands.named_team(
                    command.text, {team.id: team.name for team in configuration.teams.values()}
                )
                if named is None:
                    return "unknown_team"
                self._hand_over(feedback, *named, said=said, configuration=configuration, now=now)
            case Verb.CORRECT:
                self._correct(feedback, command, said, now)
            case Verb.ASK | Verb.NOTE if not command.text:
                return "no_words"
            case Verb.ASK:
                self._ask(feedback, command.text, said, now)
            case Verb.NOTE:
                self._note(feedback, command.text, said, now)
        return None

    def _answer(self, feedback: Feedback, words: str, said: _Said, now: datetime) -> None:
        def answered(before: Feedback, entry: Entry) -> tuple[Feedback, Entry]:
            after = moves.answered(before, self._captured_under(before), said.at)
            return after, replace(entry, what=What.ANSWERED, words=words)

        self._commit(feedback, said, now, answered)

    def _ask(self, feedback: Feedback, words: str, said: _Said, now: datetime) -> None:
        def asked(before: Feedback, entry: Entry) -> tuple[Feedback, Entry]:
            after, facts = moves.asked(before, self._captured_under(before), said.at)
            data = {**entry.data, **facts}
            return after, replace(entry, what=What.ASKED, words=words, data=data)

        self._commit(feedback, said, now, asked)

    def _note(self, feedback: Feedback, words: str, said: _Said, now: datetime) -> None:
        def noted(before: Feedback, entry: Entry) -> tuple[Feedback, Entry]:
            return before, replace(entry, what=What.NOTED, words=words)

        self._commit(feedback, said, now, noted)

    def _hand_over(
        self,
        feedback: Feedback,
        to: str,
        reason: str,
        *,
        said: _Said,
        configuration: Configuration,
        now: datetime,
    ) -> None:
        def handed_over(before: Feedback, entry: Entry) -> tuple[Feedback, Entry]:
            after, facts = moves.handed_over(before, configuration, to, reason, said.at)
            after = armed(after, self._captured_under(before))
            return after, replace(entry, what=What.HANDED_OVER, data={**entry.data, **facts})

        self._commit(feedback, said, now, handed_over)

    def _correct(self, feedback: Feedback, command: Command, said: _Said, now: datetime) -> None:
        to = command.to
        if to is None:
            raise ValueError("a correction sets something")

        def corrected(before: Feedback, entry: Entry) -> tuple[Feedback, Entry]:
            after, facts = moves.corrected(before, self._captured_under(before), to, command.text)
            return after, replace(entry, what=What.CORRECTED, data={**entry.data, **facts})

        self._commit(feedback, said, now, corrected)

    def _captured_under(self, feedback: Feedback) -> Configuration:
        return self._configurations.version(feedback.config_version)

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

        def kept(before: Feedback, entry: Entry) -> tuple[Feedback, Entry]:
            return before, replace(entry, what=What.SET_ASIDE, words=first_words(mail), data=facts)

        self._write(feedback, mail.sender or "system", kept, key=key, at=now, now=now)

    def _commit(self, feedback: Feedback, said: _Said, now: datetime, step: _Step) -> None:
        def with_team(before: Feedback, entry: Entry) -> tuple[Feedback, Entry]:
            return step(before, replace(entry, data={**said.data, "team": said.team.id}))

        self._write(feedback, said.member, with_team, key=said.key, at=said.at, now=now)

    def _write(
        self, feedback: Feedback, actor: str, step: _Step, *, key: str, at: datetime, now: datetime
    ) -> None:
        """Write what `step` makes of the feedback as it stands, again where a race was lost."""
        before = feedback
        for _ in range(_TRIES):
            blank = Entry(
                feedback_id=before.id, number=before.entries + 1, what=What.SET_ASIDE, at=at,
                actor=actor, channel=Channel.EMAIL, cycle=before.cycle,
            )  # fmt: skip
            after, entry = step(before, blank)
            after = replace(after, entries=blank.number)
            try:
                self._store.change(
                    before, after, entry, Inbound(key=key), react_by=now + REACT_WITHIN
                )
            except DuplicateError:
                raise
            except ConflictError:
                before = self._store.get(feedback.id)
                continue
            return
        raise ConflictError(f"feedback {feedback.id} kept changing under us")


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
