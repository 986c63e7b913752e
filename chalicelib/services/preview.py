"""What a customer would get if a member said something now: the product's own messages, unsent."""

from dataclasses import dataclass, replace
from datetime import datetime

from chalicelib import sms_text
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
