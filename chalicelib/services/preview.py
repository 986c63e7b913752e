"""What a customer would get if a member said something now: the product's own messages, unsent."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from chalicelib import sms_text
from chalicelib.intake.contacts import countries_of, country_of
from chalicelib.model import Channel, Entry, Feedback, Message, Rendered, What
from chalicelib.outbox import messages_for
from chalicelib.ports import ConfigurationStore, FeedbackStore, Renderer
from chalicelib.services import moves


@dataclass(frozen=True, slots=True, kw_only=True)
class Previewed:
    """One message as it would leave."""

    message: Message
    rendered: Rendered

    @property
    def sms_parts(self) -> int:
        """How many text messages the carrier would count; 0 for a mail."""
        is_text = self.message.channel is Channel.SMS
        return sms_text.parts(self.rendered.text) if is_text else 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Charge:
    """What the texts of an answer are charged by."""

    parts: int
    """SMS that the carrier counts, of all texts together."""
    is_gsm: bool
    """Whether each SMS holds the 160 characters of the GSM alphabet, not 70."""
    outside: list[str]
    """The characters because of which it does not, each once."""
    parts_without: int
    """SMS if these were written as letters that are alike, or, where they are emoji, left out."""
    country: str | None
    """ISO 3166 code of the country that they go to; None where that is not known."""
    is_abroad: bool | None
    """Whether none of the organisation's own numbers is of that country; None where that is not known."""


@dataclass(frozen=True, slots=True)
class Preview:
    """Makes previews; writes and sends nothing."""

    store: FeedbackStore
    configurations: ConfigurationStore
    renderer: Renderer

    def of(
        self, feedback: Feedback, what: What, words: str, *, member: str, team: str, now: datetime
    ) -> list[Previewed]:
        """The customer's messages that an answer, a question or a resolution would make.

        RefusedError where that could not be done as things stand.
        """
        captured_under = self.configurations.version(feedback.config_version)
        data = {"team": team}
        match what:
            case What.ASKED:
                after, facts = moves.asked(feedback, captured_under, now)
                data |= facts
            case What.RESOLVED:
                has_words = bool(words.strip())
                after = moves.resolved(feedback, captured_under, now, with_words=has_words)
            case _:
                after = moves.answered(feedback, captured_under, now)
        entry = Entry(
            feedback_id=feedback.id, number=feedback.entries + 1, what=what, at=now, actor=member,
            words=words or None, cycle=feedback.cycle, data=data,
        )  # fmt: skip
        after = replace(after, entries=entry.number)
        timeline = [*self.store.timeline(feedback.id), entry]
        messages = [
            one
            for one in messages_for(entry, after, self.configurations.current(), team, now)
            if not one.purpose.is_for_staff
        ]
        return [
            Previewed(
                message=one,
                rendered=self.renderer.render(one, after, timeline, now, beside=messages),
            )
            for one in messages
        ]

    def charge(
        self,
        found: Sequence[Previewed],
        words: str,
        preview: Callable[[str], Sequence[Previewed]],
    ) -> Charge | None:
        """What makes an answer cost what it does: `found` of its `words`. None where no text leaves.

        `preview` makes the messages of other words, so that what those would cost is counted and not guessed:
        they may need fewer texts, each with an opening of its own.
        """
        texts = [one for one in found if one.message.channel is Channel.SMS]
        if not texts:
            return None
        text = "".join(one.rendered.text for one in texts)
        count, is_gsm = sum(one.sms_parts for one in texts), sms_text.is_gsm(text)
        plain = sms_text.plainest(words).strip()
        without = count if is_gsm or not plain else sum(one.sms_parts for one in preview(plain))
        current = self.configurations.current()
        country = country_of(texts[0].message.to)
        own = countries_of((current.organisation.sms_number, *current.numbers))
        return Charge(
            parts=count,
            is_gsm=is_gsm,
            outside=sms_text.outside(words) or sms_text.outside(text),
            parts_without=min(count, without),
            country=country,
            is_abroad=country not in own if country and own else None,
        )
