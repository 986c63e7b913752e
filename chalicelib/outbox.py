"""Which messages follow from a timeline entry. Pure; the same entry always makes the same message ids."""

import hashlib
from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime, timedelta

from chalicelib.configuration import Configuration
from chalicelib.model import (
    Channel,
    ContactPoint,
    Delivery,
    Difficulty,
    Entry,
    Feedback,
    Message,
    Purpose,
    Severity,
    What,
)
from chalicelib.quiet import after_quiet
from chalicelib.sms_text import answer_parts

UNSENT_AFTER = timedelta(minutes=2)
"""A message that is still pending after this is looked for by `sweep`: its job in the queue was lost."""


def holder(feedback: Feedback, captured_under: Configuration) -> str:
    """Id of the team that has a feedback now: its owner, or the level that it was raised to."""
    levels = captured_under.policy(feedback.policy).levels
    if feedback.level == 0 or not levels:
        return feedback.owner
    return levels[min(feedback.level, len(levels)) - 1].to


_BY_DAY = (Purpose.LATE_NOTICE, Purpose.RESUMED, Purpose.SURVEY)
"""What is no answer to anything that the customer just did: nobody is woken for it."""


_IN_MEMBERS_WORDS = (Purpose.ANSWER, Purpose.QUESTION, Purpose.RESOLUTION)
"""What takes as many texts as the words need."""
HEAR_OUT = timedelta(minutes=2)
"""How long the mail about a bad score waits for the reason, which comes a page later than the score."""


def messages_for(
    entry: Entry,
    feedback: Feedback,
    configuration: Configuration,
    holder_id: str,
    now: datetime,
    *,
    about: Entry | None = None,
) -> list[Message]:
    """The messages that tell of one entry, pending.

    `feedback` is the state now, `configuration` the current one (people move, addresses change),
    `holder_id` the team that has it. `about` is the entry that an undelivered message told of.
    """
    make = _Maker(entry, feedback, configuration, now)
    purpose = _for_customer(entry)
    again = make.again(about, entry.data["purpose"], entry.data["other"]) if about else []
    return [
        *(make.customer(purpose) if purpose else again),
        *_for_staff(entry, feedback, holder_id, make),
        *_for_owner(entry, make),
        *(make.receipt() if entry.what in _RECEIPTED else []),
    ]


def _for_customer(entry: Entry) -> Purpose | None:
    """What the customer hears of an entry."""
    data = entry.data
    match entry.what:
        case What.CAPTURED:
            is_odd = data.get("automatic") or data.get("suspect")
            return None if is_odd else Purpose.ACKNOWLEDGEMENT
        case What.CUSTOMER_WROTE:
            is_told = data.get("acknowledge") and not data.get("suspect")
            return Purpose.ACKNOWLEDGEMENT if is_told else None
        case What.ESCALATED | What.LATE | What.REPLANNED:
            return Purpose.LATE_NOTICE if data["tells_customer"] else None
        case _:
            return _TOLD.get(entry.what)


_TOLD = {
    What.ANSWERED: Purpose.ANSWER,
    What.ASKED: Purpose.QUESTION,
    What.RESOLVED: Purpose.RESOLUTION,
    What.SURVEY_ASKED: Purpose.SURVEY,
    What.RESUMED: Purpose.RESUMED,
    What.APPEALED: Purpose.APPEAL_TAKEN,
    What.COMMANDED: Purpose.COMMAND_REPLY,
}


def _for_staff(entry: Entry, feedback: Feedback, holder_id: str, make: "_Maker") -> list[Message]:
    """What a team hears of an entry."""
    data = entry.data
    match entry.what:
        case What.CAPTURED:
            told = make.staff(Purpose.TEAM_NEW, data.get("owner", feedback.owner))
            # A machine of the team's own that answers our mails must not get one for each answer.
            own = {c.address for c in feedback.contacts} if data.get("automatic") else set()
            return [message for message in told if message.to not in own]
        case What.CUSTOMER_WROTE if not data.get("repeats"):
            purpose = Purpose.TEAM_NEW if data.get("placed") else Purpose.TEAM_FURTHER
            return make.staff(purpose, data.get("holder", holder_id))
        case What.COMMANDED if data.get("waiting"):
            return make.staff(Purpose.TEAM_REACHABLE, data["holder"])
        case What.OVERDUE:
            reminded = make.staff(Purpose.TEAM_REMINDER, data["to"])
            return reminded or make.staff(Purpose.TEAM_REMINDER, make.default_team)
        case What.REMINDED | What.ESCALATED | What.APPEALED | What.HANDED_OVER:
            return make.staff(_TOLD_TO[entry.what], data["to"])
        case What.REPLANNED if data["to"] != data["from"]:
            raised = Purpose.TEAM_ESCALATION if data["level"] else Purpose.TEAM_REMINDER
            return make.staff(raised, data["to"])
        case What.SET_ASIDE:
            return make.to_staff(Purpose.TEAM_SET_ASIDE, data.get("team"), data.get("tell", ()))
        case What.RATED if data.get("tell"):
            return make.rated(data["tell"])
        case What.UNDELIVERED if _is_staffs_business(data.get("purpose")):
            return make.undelivered(holder_id)
        case _:
            return []


def _for_owner(entry: Entry, make: "_Maker") -> list[Message]:
    """What the owner of a touchpoint hears, or somebody in its place whom the mail reaches."""
    if entry.what is What.WARNED:
        return make.warned(entry.data["to"])
    if entry.what is What.UNDELIVERED and entry.data.get("purpose") == Purpose.TEAM_WARNED:
        return make.warned_instead(entry.data["entry"])
    return []


_ANSWERED_TO = {
    Purpose.ACKNOWLEDGEMENT: "acknowledge_to",
    Purpose.COMMAND_REPLY: "reply_to",
}
"""The name under which an entry holds the address of its answer."""
_TOLD_TO = {
    What.REMINDED: Purpose.TEAM_REMINDER,
    What.ESCALATED: Purpose.TEAM_ESCALATION,
    What.APPEALED: Purpose.TEAM_ESCALATION,
    What.HANDED_OVER: Purpose.TEAM_HANDED_OVER,
}
_RECEIPTED = {What.ANSWERED, What.ASKED, What.RESOLVED, What.CORRECTED, What.HANDED_OVER}
"""What the member who did it gets a receipt of."""


def _is_staffs_business(lost: str | None) -> bool:
    """Whether the holder hears that a message of a purpose did not arrive: nobody has to act on a survey.

    None where that was erased, and with it whom one could reach.
    """
    return lost not in (None, Purpose.SURVEY) and not Purpose(lost).is_for_staff


_HELD_BACK = {Purpose.TEAM_NEW, Purpose.TEAM_FURTHER}


def is_held_back(message: Message, entry: Entry, feedback: Feedback) -> bool:
    """Whether a team hears a moment later, so that one mail has the words of a burst of texts.

    Never where the words speak of danger.
    """
    is_text = entry.channel is Channel.SMS and message.purpose in _HELD_BACK
    return is_text and feedback.severity is not Severity.CRITICAL


def message_id(entry_number: int, purpose: Purpose, to: str, part: int = 1) -> str:
    """The id of a message: one for each entry, purpose, recipient and part."""
    recipient = hashlib.sha256(to.encode()).hexdigest()[:8]
    return f"{entry_number:06d}-{purpose}-{recipient}-{part}"


class _Maker:
    def __init__(
        self, entry: Entry, feedback: Feedback, configuration: Configuration, now: datetime
    ) -> None:
        self._entry = entry
        self._feedback = feedback
        self._configuration = configuration
        self._now = now

    @property
    def default_team(self) -> str:
        return self._configuration.organisation.default_team

    def customer(self, purpose: Purpose) -> list[Message]:
        """To the best contact point; what answers words, to the one that they are answered to."""
        contacts = self._feedback.contacts
        if purpose in _ANSWERED_TO:
            then = self._entry.data.get(_ANSWERED_TO[purpose])
            contacts = tuple(contact for contact in contacts if contact.address == then)
        return self._to_contact(purpose, contacts[0], self._entry) if contacts else []

    def again(self, about: Entry, purpose: str, address: str) -> list[Message]:
        """A message to the customer once more, by another contact point."""
        other = [c for c in self._feedback.contacts if c.address == address]
        return self._to_contact(Purpose(purpose), other[0], about) if other else []

    def _to_contact(self, purpose: Purpose, contact: ContactPoint, entry: Entry) -> list[Message]:
        one = self._message(purpose, contact.channel, contact.address, entry.number)
        if purpose in _BY_DAY:
            return [self._by_day(one)]
        if purpose not in _IN_MEMBERS_WORDS or contact.channel is not Channel.SMS:
            return [one]
        parts = len(answer_parts(entry.words or ""))
        return [
            replace(one, id=message_id(entry.number, purpose, one.to, n), part=(n, parts))
            for n in range(1, parts + 1)
        ]

    def _by_day(self, message: Message) -> Message:
        """The message, to wait until quiet hours are over."""
        zone = self._configuration.organisation.time_zone
        at = after_quiet(self._now, self._configuration.quiet_hours, zone)
        if at == self._now:
            return message
        return replace(message, delivery=Delivery.RETRY, wake_at=at)

    def staff(self, purpose: Purpose, team_id: str) -> list[Message]:
        team = self._configuration.team(team_id)
        is_complex = self._feedback.difficulty is Difficulty.COMPLEX
        to = self._configuration.recipients(team.id, self._now, complex=is_complex)
        return self.to_staff(purpose, team.id, to)

    def rated(self, team_id: str) -> list[Message]:
        """Of a bad score, once there was time to say why."""
        told = self.staff(Purpose.TEAM_RATED, team_id)
        at = self._now + HEAR_OUT
        return [
            replace(message, delivery=Delivery.RETRY, wake_at=at)
            for message in told or self.staff(Purpose.TEAM_RATED, self.default_team)
        ]

    def warned(self, team_id: str) -> list[Message]:
        """Of a touchpoint; where nobody of its owner is there, to the default team."""
        told = self.staff(Purpose.TEAM_WARNED, team_id)
        return told or self.staff(Purpose.TEAM_WARNED, self.default_team)

    def warned_instead(self, entry: int) -> list[Message]:
        """The default team, of a warning that did not reach somebody of the owner's."""
        told = self.staff(Purpose.TEAM_WARNED, self.default_team)
        return [
            replace(one, id=message_id(entry, one.purpose, one.to), entry=entry) for one in told
        ]

    def receipt(self) -> list[Message]:
        """To the member who did it by mail; on any other way they see what becomes of it."""
        if self._entry.channel is not Channel.EMAIL:
            return []
        return self.to_staff(
            Purpose.TEAM_RECEIPT, self._entry.data.get("team"), (self._entry.actor,)
        )

    def undelivered(self, holder_id: str) -> list[Message]:
        """To the team that has it, and to the member whose own words did not arrive."""
        told = self.staff(Purpose.TEAM_UNDELIVERED, holder_id)
        member = str(self._entry.data.get("member", ""))
        if "@" not in member or any(message.to == member for message in told):
            return told
        return [*told, *self.to_staff(Purpose.TEAM_UNDELIVERED, holder_id, (member,))]

    def to_staff(self, purpose: Purpose, team_id: str | None, to: Iterable[str]) -> list[Message]:
        return [
            self._message(purpose, Channel.EMAIL, address, self._entry.number, team_id)
            for address in to
        ]

    def _message(
        self, purpose: Purpose, channel: Channel, to: str, entry: int, team: str | None = None
    ) -> Message:
        return Message(
            id=message_id(entry, purpose, to),
            feedback_id=self._feedback.id,
            entry=entry,
            purpose=purpose,
            channel=channel,
            to=to,
            team=team,
            created_at=self._now,
            wake_at=self._now + UNSENT_AFTER,
        )
