"""What a member does with a feedback, whatever the way it came in.

Each method makes one conditional write under the key of what was said; the same key again is a
DuplicateError and changes nothing. Whether the member may do so is the caller's to know.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from chalicelib.configuration import Configuration
from chalicelib.errors import RefusedError
from chalicelib.model import Channel, Entry, Feedback, Kind, Severity, What
from chalicelib.ports import ConfigurationStore, FeedbackStore, Inbound
from chalicelib.services import moves
from chalicelib.services.begin import armed
from chalicelib.services.commit import commit

_Move = Callable[[Feedback], tuple[Feedback, Mapping[str, Any]]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """That a member said something, and how it came."""

    key: str
    """What makes it unique: the same key changes nothing the second time."""
    member: str
    """The member's mail address, lower case."""
    team: str
    """Id of the team that the member speaks for."""
    at: datetime
    channel: Channel | None
    data: Mapping[str, Any] = field(default_factory=dict)
    """What else the entry keeps of how it came."""
    seen: int | None = None
    """Number of the newest entry that the member had seen: what a colleague told the customer since,
    or the customer wrote, is `overtaken`. None: not asked, as with a mail."""


class Staff:
    """A member's moves. RefusedError, with nothing written: this cannot be done as things stand."""

    def __init__(self, store: FeedbackStore, configurations: ConfigurationStore) -> None:
        self._store = store
        self._configurations = configurations

    def answer(self, feedback: Feedback, words: str, said: Said, now: datetime) -> Feedback:
        """Words to the customer: a response, which stops the clock. `no_words` without any."""

        def answered(before: Feedback) -> tuple[Feedback, Mapping[str, Any]]:
            return moves.answered(before, self._captured_under(before), said.at), {}

        return self._commit(feedback, What.ANSWERED, answered, said, now, words=_some(words))

    def ask(self, feedback: Feedback, words: str, said: Said, now: datetime) -> Feedback:
        """A question to the customer, whose reply an open feedback's clock waits for. `no_words`."""

        def asked(before: Feedback) -> tuple[Feedback, Mapping[str, Any]]:
            return moves.asked(before, self._captured_under(before), said.at)

        return self._commit(feedback, What.ASKED, asked, said, now, words=_some(words))

    def resolve(self, feedback: Feedback, words: str, said: Said, now: datetime) -> Feedback:
        """The outcome, told to the customer; with words it is a response as well.

        Without words `no_words` where nobody has answered in this cycle, and `already_resolved`.
        """
        told = words if words.strip() else None

        def resolved(before: Feedback) -> tuple[Feedback, Mapping[str, Any]]:
            captured_under = self._captured_under(before)
            return moves.resolved(before, captured_under, said.at, with_words=bool(told)), {}

        return self._commit(feedback, What.RESOLVED, resolved, said, now, words=told)

    def say(
        self, feedback: Feedback, what: What, words: str, said: Said, now: datetime
    ) -> Feedback:
        """What is said to the customer: `answer`, `ask` or `resolve`. KeyError for anything else."""
        says = {
            What.ANSWERED: self.answer,
            What.ASKED: self.ask,
            What.RESOLVED: self.resolve,
        }[what]
        return says(feedback, words, said, now)

    def refuse(self, feedback: Feedback, what: What, words: str, said: Said, now: datetime) -> None:
        """RefusedError where `say` would be refused as things stand; nothing is written."""
        if what is not What.RESOLVED:
            _some(words)
        else:
            captured_under = self._captured_under(feedback)
            moves.resolved(feedback, captured_under, now, with_words=bool(words.strip()))
        self._refuse_unaware(feedback, said)

    def appeal(self, feedback: Feedback, words: str, said: Said, now: datetime) -> Feedback:
        """The customer asks for the ombudsman, and a member says so for them: the next cycle begins.

        The words are how the member heard it, and for staff only. `no_appeal`: it is not answered, was
        the ombudsman's already, or is too long ago.
        """

        def appealed(before: Feedback) -> tuple[Feedback, Mapping[str, Any]]:
            captured_under = self._captured_under(before)
            if not moves.may_appeal(before, captured_under, said.at):
                raise RefusedError("no_appeal")
            return moves.appealed(before, self._configurations.current(), captured_under, said.at)

        told = {"for_customer": words} if words.strip() else {}
        heard = replace(said, data={**said.data, **told})
        return self._commit(feedback, What.APPEALED, appealed, heard, now)

    def take(self, feedback: Feedback, said: Said, now: datetime, *, gives_back: bool) -> Feedback:
        """The member sees to it, or gives it back; no deadline moves, nobody is told."""
        assignee = None if gives_back else said.member

        def taken(before: Feedback) -> tuple[Feedback, Mapping[str, Any]]:
            return replace(before, assignee=assignee), {"assignee": assignee}

        return self._commit(feedback, What.TAKEN, taken, said, now)

    def note(self, feedback: Feedback, words: str, said: Said, now: datetime) -> Feedback:
        """A note for staff only; nothing moves. `no_words` without any."""
        return self._commit(
            feedback, What.NOTED, lambda before: (before, {}), said, now, words=_some(words)
        )

    def told(self, feedback: Feedback, words: str, said: Said, now: datetime) -> Feedback:
        """The customer was told on another way what had reached nobody: a note of how. `no_words`."""
        return self._seen_to(feedback, words, said, now, how="told")

    def unreachable(self, feedback: Feedback, words: str, said: Said, now: datetime) -> Feedback:
        """There is no way to tell the customer what reached nobody: a note of why. `no_words`."""
        return self._seen_to(feedback, words, said, now, how="unreachable")

    def _seen_to(
        self, feedback: Feedback, words: str, said: Said, now: datetime, *, how: str
    ) -> Feedback:
        def seen_to(before: Feedback) -> tuple[Feedback, Mapping[str, Any]]:
            return moves.seen_to(before, self._captured_under(before)), {how: True}

        return self._commit(feedback, What.NOTED, seen_to, said, now, words=_some(words))

    def hand_over(
        self, feedback: Feedback, to: str, reason: str, said: Said, now: datetime
    ) -> Feedback:
        """Another team owns it from now on; no deadline moves. `unknown_team`: there is none `to`."""
        configuration = self._configurations.current()
        if to not in configuration.teams:
            raise RefusedError("unknown_team")

        def handed_over(before: Feedback) -> tuple[Feedback, Mapping[str, Any]]:
            after, facts = moves.handed_over(before, configuration, to, reason, said.at)
            return armed(after, self._captured_under(before)), facts

        return self._commit(feedback, What.HANDED_OVER, handed_over, said, now)

    def correct(
        self, feedback: Feedback, to: Kind | Severity, reason: str, said: Said, now: datetime
    ) -> Feedback:
        """What it was taken for is corrected; a deadline only ever becomes sooner by it."""

        def corrected(before: Feedback) -> tuple[Feedback, Mapping[str, Any]]:
            return moves.corrected(before, self._captured_under(before), to, reason)

        return self._commit(feedback, What.CORRECTED, corrected, said, now)

    def _refuse_unaware(self, before: Feedback, said: Said) -> None:
        """RefusedError `overtaken` where the member did not see all that the customer has."""
        if said.seen is None:
            return
        for number in range(said.seen + 1, before.entries + 1):
            if self._store.entry(before.id, number).what in _OVERTAKES:
                raise RefusedError("overtaken")

    def _captured_under(self, feedback: Feedback) -> Configuration:
        return self._configurations.version(feedback.config_version)

    def _commit(
        self,
        feedback: Feedback,
        what: What,
        move: _Move,
        said: Said,
        now: datetime,
        *,
        words: str | None = None,
    ) -> Feedback:
        def step(before: Feedback, blank: Entry) -> tuple[Feedback, Entry]:
            if what in _TO_CUSTOMER:
                self._refuse_unaware(before, said)
            after, facts = move(before)
            told = {**said.data, "team": said.team, **facts}
            return after, replace(blank, cycle=after.cycle, words=words, data=told)

        return commit(
            self._store, feedback, step, what=what, actor=said.member, channel=said.channel,
            at=said.at, now=now, inbound=Inbound(key=said.key),
        )  # fmt: skip


_TO_CUSTOMER = {What.ANSWERED, What.ASKED, What.RESOLVED}
_OVERTAKES = _TO_CUSTOMER | {What.CUSTOMER_WROTE, What.APPEALED}


def _some(words: str) -> str:
    if not words.strip():
        raise RefusedError("no_words")
    return words
