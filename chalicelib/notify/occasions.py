"""When messages are sent: each occasion on an imagined timeline, for specimens. Pure.

An occasion is the newest entry and the state of the feedback as the product would have made them.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from chalicelib.instants import to_text
from chalicelib.model import Channel, Kind, Purpose, Status, What

_DAY = timedelta(days=1)
_FILES = [
    {"name": "heater.jpg", "media_type": "image/jpeg", "size": 2_345_678, "key": "0.jpg"},
    {"name": "film.exe", "media_type": "video/mp4", "size": 900, "refused": "type"},
]
_UNPROMISED = {"respond_by": None, "promise_by": None}


@dataclass(frozen=True, slots=True, kw_only=True)
class Circle:
    """Who and what all occasions have in common."""

    touchpoint: str | None
    policy: str
    """Ids, as those of the teams."""
    owner: str
    level: str
    """Who has level 1; who has the last: `ombudsman`."""
    ombudsman: str
    now: datetime
    by: datetime
    """What is promised."""
    said: str
    """The customer's words."""
    answer: str
    """A member's words."""

    @property
    def before(self) -> datetime:
        """When the customer was answered, or asked."""
        return self.now - timedelta(minutes=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Occasion:
    """One message to be sent."""

    purpose: Purpose
    channel: Channel = Channel.EMAIL
    entry: dict[str, Any] = field(default_factory=dict)
    """The newest entry's fields; none: the first entry, as it is."""
    state: dict[str, Any] = field(default_factory=dict)
    """What is different in the feedback."""


def answering(circle: Circle, channel: Channel, **state: Any) -> Occasion:
    """A member's answer."""
    return Occasion(
        purpose=Purpose.ANSWER, channel=channel,
        entry=_by_member(What.ANSWERED, circle, circle.answer), state=_answered(circle) | state,
    )  # fmt: skip


def occasions(circle: Circle) -> Iterator[Occasion]:
    """Every occasion, those of which customers hear first."""
    for channel in (Channel.SMS, Channel.EMAIL):
        yield from _taken(circle, channel)
        yield from _in_members_words(circle, channel)
        yield from _moved(circle, channel)
        yield from _ended(circle, channel)
        yield from _commanded(circle, channel)
    yield from _for_staff(circle)


def _taken(circle: Circle, channel: Channel) -> Iterator[Occasion]:
    purpose = Purpose.ACKNOWLEDGEMENT
    first = {"number": 1, "what": What.CAPTURED, "words": circle.said}
    for kind in Kind:
        promised = first | {"data": {"respond_by": to_text(circle.by)}}
        yield Occasion(purpose=purpose, channel=channel, entry=promised, state={"kind": kind})
    yield Occasion(purpose=purpose, channel=channel, entry=first, state=_UNPROMISED)
    again = {"what": What.CUSTOMER_WROTE, "words": circle.said, "data": {"reopens": False}}
    yield Occasion(purpose=purpose, channel=channel, entry=again)
    for data in ({"sealed": "encrypted"}, {"attachments": _FILES}):
        yield Occasion(purpose=purpose, channel=channel, entry=first | {"data": data})


def _in_members_words(circle: Circle, channel: Channel) -> Iterator[Occasion]:
    yield answering(circle, channel)
    yield answering(circle, channel, answered_at=circle.now - timedelta(days=29, hours=23))
    asked = _by_member(What.ASKED, circle, circle.answer)
    until = asked | {"data": asked["data"] | {"until": to_text(circle.by)}}
    filed = _by_member(What.ANSWERED, circle, circle.answer)
    filed |= {"data": filed["data"] | {"attachments": _FILES[:1]}}
    for purpose, entry, state in (
        (Purpose.QUESTION, until, {}),
        (Purpose.QUESTION, asked, _answered(circle)),
        (Purpose.ANSWER, filed, _answered(circle)),
    ):
        yield Occasion(purpose=purpose, channel=channel, entry=entry, state=state)


def _moved(circle: Circle, channel: Channel) -> Iterator[Occasion]:
    for by in (circle.by, None):
        promise = {"promise_by": to_text(by) if by else None}
        for purpose, what, data in (
            (Purpose.RESUMED, What.RESUMED, {"why": "time"}),
            (Purpose.LATE_NOTICE, What.ESCALATED, {"why": "late", "level": 1, "to": circle.level}),
            (Purpose.APPEAL_TAKEN, What.APPEALED, {"why": "appeal", "to": circle.ombudsman}),
        ):
            entry = {"what": what, "actor": "system", "data": data | promise}
            yield Occasion(purpose=purpose, channel=channel, entry=entry)


def _ended(circle: Circle, channel: Channel) -> Iterator[Occasion]:
    told = _by_member(What.RESOLVED, circle, circle.answer)
    over = _answered(circle) | {"status": Status.CLOSED, "resolved_at": circle.before}
    long_ago = over | {"answered_at": circle.now - timedelta(days=29, hours=23)}
    for entry, state in (
        (told, over), (told | {"words": None}, over), (told | {"words": None}, long_ago),
        (told, over | {"kind": Kind.ENQUIRY}),
    ):  # fmt: skip
        yield Occasion(purpose=Purpose.RESOLUTION, channel=channel, entry=entry, state=state)
    for recommend in (False, True):
        asked = {"what": What.SURVEY_ASKED, "actor": "system", "data": {"recommend": recommend}}
        yield Occasion(purpose=Purpose.SURVEY, channel=channel, entry=asked, state=over)


def _commanded(circle: Circle, channel: Channel) -> Iterator[Occasion]:
    answered = _answered(circle)
    states: list[tuple[str, dict[str, Any]]] = [
        ("status", {}),
        ("status", _UNPROMISED),
        ("status", {"waiting_since": circle.before, "waiting_until": circle.by}),
        ("status", answered),
        ("status", answered | {"status": Status.CLOSED}),
        ("help", {}),
        ("stop", {}),
        ("start", {}),
    ]
    entry = {"what": What.COMMANDED, "words": "?"}
    for command, state in states:
        told = entry | {"data": {"command": command}}
        yield Occasion(purpose=Purpose.COMMAND_REPLY, channel=channel, entry=told, state=state)
    nothing = entry | {"number": 1, "data": {"command": "status"}}
    yield Occasion(purpose=Purpose.COMMAND_REPLY, channel=channel, entry=nothing)


def _for_staff(circle: Circle) -> Iterator[Occasion]:
    filed = {"number": 1, "what": What.CAPTURED, "words": circle.said, "channel": Channel.EMAIL}
    yield Occasion(purpose=Purpose.TEAM_NEW)
    yield Occasion(purpose=Purpose.TEAM_NEW, entry=filed | {"data": {"attachments": _FILES}})
    wrote = {"what": What.CUSTOMER_WROTE, "words": circle.said}
    yield Occasion(purpose=Purpose.TEAM_FURTHER, entry=wrote)
    reminded = {"what": What.REMINDED, "actor": "system"}
    level = {"level": 0, "to": circle.owner, "respond_by": to_text(circle.by)}
    yield Occasion(purpose=Purpose.TEAM_REMINDER, entry=reminded | {"data": level})
    for what, why in (
        (What.ESCALATED, "late"), (What.ESCALATED, "nobody"), (What.APPEALED, "appeal"),
    ):  # fmt: skip
        data = {
            "level": 1, "to": circle.level, "why": why, "missed_by": to_text(circle.before),
            "promise_by": to_text(circle.by), "tells_customer": True,
        }  # fmt: skip
        yield Occasion(
            purpose=Purpose.TEAM_ESCALATION, state={"level": 1},
            entry={"what": what, "actor": "system", "data": data},
        )  # fmt: skip
    over = {"team": circle.owner, "from": circle.owner, "to": circle.level, "reason": circle.answer}
    handed = _by_member(What.HANDED_OVER, circle, None) | {"data": over}
    yield Occasion(purpose=Purpose.TEAM_HANDED_OVER, entry=handed)


def _by_member(what: What, circle: Circle, words: str | None) -> dict[str, Any]:
    return {"what": what, "actor": "ana@example.net", "words": words, "at": circle.before,
            "data": {"team": circle.owner}}  # fmt: skip


def _answered(circle: Circle) -> dict[str, Any]:
    return {"status": Status.ANSWERED, "answered_at": circle.before, "holder": None}
