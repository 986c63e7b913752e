"""A customer's command or score, by text or mail: on the timeline, and what it asks for done.

What it is about changes by none of them. A command of somebody who never sent us anything is kept as a
closed feedback, which nobody has to answer.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from chalicelib.errors import ConflictError, DuplicateError, InvalidInputError, RefusedError
from chalicelib.intake.customer_commands import (
    CustomerCommand,
    command_in,
    language_of,
    rating_in,
)
from chalicelib.model import Delivery, Entry, Feedback, OptOut, Purpose, What
from chalicelib.outbox import holder
from chalicelib.ports import ConfigurationStore, FeedbackStore, Inbound, OptOuts
from chalicelib.services.begin import REACT_WITHIN
from chalicelib.services.capture import Capture
from chalicelib.services.surveys import Surveys
from chalicelib.services.unwanted import OPTED_OUT
from chalicelib.services.words import Words, with_proof

_LOOKED_AT = 6
_IN_MEMBERS_WORDS = {Purpose.ANSWER, Purpose.QUESTION, Purpose.RESOLUTION}
_TRIES = 10


class Commands:
    """Takes in customers' commands."""

    def __init__(
        self,
        store: FeedbackStore,
        configurations: ConfigurationStore,
        opt_outs: OptOuts,
        capture: Capture,
        surveys: Surveys,
    ) -> None:
        self._store = store
        self._configurations = configurations
        self._opt_outs = opt_outs
        self._capture = capture
        self._surveys = surveys

    def obeyed(
        self,
        said: Words,
        about: Feedback | None,
        now: datetime,
        *,
        rateable: Sequence[Feedback],
        seen: str | None = None,
        acted: str | None = None,
    ) -> bool:
        """Whether words are a command or a score, and nothing is left of them but to obey.

        `about` is what a command is about, `rateable` what a score may be, likeliest first, `seen` the
        newest feedback of who says it, `acted` the command that the provider has obeyed and answered
        already. Errors as those of `take`.
        """
        if acted:
            self.take(CustomerCommand(acted), said, about, now, seen=seen, is_answered=True)
            return True
        if command := command_in(said.text):
            self.take(command, said, about, now, seen=seen)
            return True
        return self._rated(said, rateable, now)

    def _rated(self, said: Words, rateable: Sequence[Feedback], now: datetime) -> bool:
        rating = rating_in(said.text)
        asked = (f for f in rateable if self._surveys.awaits(f, now)) if rating else iter(())
        feedback = next(asked, None)
        if rating is None or feedback is None:
            return False
        score, why = rating
        try:
            self._surveys.rate(
                feedback.id, score=score, recommend=None, why=why, channel=said.channel,
                key=said.key, at=said.received_at, now=now,
            )  # fmt: skip
        except (InvalidInputError, RefusedError):
            return False
        return True

    def take(
        self,
        command: CustomerCommand,
        said: Words,
        about: Feedback | None,
        now: datetime,
        *,
        seen: str | None = None,
        is_answered: bool = False,
    ) -> None:
        """Do what a command asks for, of the feedback that it is about, and have it answered.

        `seen` is the newest feedback of who asks. With `is_answered` we say nothing to it.
        DuplicateError: it was stored before; then all of it was done. ConflictError: something changed
        meanwhile, read again.
        """
        facts: dict[str, Any] = {"command": command.value}
        is_news = self._is_news(command, said)
        if is_news and said.contacts and not is_answered:
            facts["reply_to"] = said.contacts[0].address
        others: list[Feedback] = []
        if command is CustomerCommand.START and said.contact_key:
            ids = self._store.of_contact(said.contact_key, _LOOKED_AT)
            others = [self._store.get(id_) for id_ in ids if about is None or id_ != about.id]
        # Those first: once the command itself is stored, it does not come again.
        for feedback in others:
            if waiting := self._waiting(feedback, said):
                self._offer(feedback, said, waiting, now)
        if about is None:
            noted = replace(
                said,
                automatic="command",
                locale=said.locale or language_of(said.text),
                data={**(said.data or {}), **facts},
            )
            self._capture.open(noted, now, seen=seen, what=What.COMMANDED)
            return
        if command is CustomerCommand.START and (waiting := self._waiting(about, said)):
            facts |= waiting
        self._write(about, said, facts, said.key, now)

    def _is_news(self, command: CustomerCommand, said: Words) -> bool:
        """Keep what it says of messages; whether it is answered: what was said before is not again."""
        if command not in (CustomerCommand.STOP, CustomerCommand.START):
            return True
        if said.contact_key is None:
            return False
        wants_none = command is CustomerCommand.STOP
        word = OptOut(
            contact=said.contact_key, opted_out=wants_none, at=said.received_at, by=said.key
        )
        holds = self._opt_outs.record(word)
        return holds.opted_out is wants_none and holds.by == said.key

    def _waiting(self, feedback: Feedback, said: Words) -> dict[str, Any]:
        """What members wrote meanwhile that reached this customer in no way, and who has it.

        It is for them to say whether it is still worth sending.
        """
        started = [
            entry.number
            for entry in self._store.timeline(feedback.id)
            if entry.what is What.COMMANDED and entry.data.get("waiting")
        ]
        told = [
            m
            for m in self._store.messages(feedback.id)
            if m.purpose in _IN_MEMBERS_WORDS and m.entry > max(started, default=0)
        ]
        left = {
            m.entry: m.purpose.value
            for m in told
            if m.delivery in (Delivery.WITHHELD, Delivery.FAILED)
            and m.error == OPTED_OUT
            and m.to in {contact.address for contact in said.contacts}
        }
        reached = {m.entry for m in told if m.delivery in (Delivery.SENT, Delivery.DELIVERED)}
        waiting = [purpose for entry, purpose in left.items() if entry not in reached]
        if not waiting:
            return {}
        captured_under = self._configurations.version(feedback.config_version)
        return {"waiting": waiting, "holder": holder(feedback, captured_under)}

    def _offer(
        self, feedback: Feedback, said: Words, waiting: dict[str, Any], now: datetime
    ) -> None:
        facts = {"command": CustomerCommand.START.value, **waiting}
        for _ in range(_TRIES):
            try:
                self._write(feedback, said, facts, f"{said.key}:{feedback.id}", now)
            except DuplicateError:
                return
            except ConflictError:
                feedback = self._store.get(feedback.id)
                continue
            return
        raise ConflictError(f"feedback {feedback.id} kept changing under us")

    def _write(
        self, before: Feedback, said: Words, facts: dict[str, Any], key: str, now: datetime
    ) -> None:
        number = before.entries + 1
        after = replace(before, entries=number, contacts=with_proof(before, said))
        entry = Entry(
            feedback_id=before.id, number=number, what=What.COMMANDED, at=said.received_at,
            actor="customer", channel=said.channel, words=said.text, cycle=before.cycle,
            data={**(said.data or {}), **facts},
        )  # fmt: skip
        self._store.change(before, after, entry, Inbound(key=key), react_by=now + REACT_WITHIN)
