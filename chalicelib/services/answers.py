"""A member's mail about a feedback: who vouches for it, what it says, and what to tell the member."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from chalicelib.addresses import Reply
from chalicelib.configuration import Configuration, Team
from chalicelib.errors import RefusedError
from chalicelib.intake.email_notice import EmailNotice
from chalicelib.intake.mail import Mail
from chalicelib.intake.reply import first_words, words_of_reply
from chalicelib.model import Channel, Entry, Feedback, What
from chalicelib.ports import ConfigurationStore, FeedbackStore, Inbound
from chalicelib.services.commit import commit
from chalicelib.services.spoken import act_on
from chalicelib.services.staff import Said, Staff

_PROPOSED = 20_000
"""Characters of an unsure mail's own words that are offered to be sent: beside the whole mail they
must fit one stored entry."""


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
        team = team_of(configuration, reply, mail.sender, feedback, notice.received_at)
        words = words_of_reply(mail)
        reason = _why_not(team, notice, mail, is_sure=words.sure, text=words.new)
        if reason is None and team is not None:
            said = Said(
                key=key, member=mail.sender or "", team=team.id, at=notice.received_at,
                channel=Channel.EMAIL, data=data,
            )  # fmt: skip
            try:
                act_on(
                    feedback, words.new, said,
                    staff=self._staff, configuration=configuration, now=now,
                )  # fmt: skip
            except RefusedError as refused:
                reason = refused.reason
        if reason is None:
            return
        self.set_aside(
            feedback,
            mail,
            reason=reason,
            team=team,
            tell=_whom_to_tell(configuration, reply, notice, mail, team),
            key=key,
            data={**data, "proposed": words.new[:_PROPOSED]} if reason == "unsure" else data,
            now=now,
        )

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


def team_of(
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
    if not is_sure:
        return "unsure"
    return None if text.strip() else "no_words"
