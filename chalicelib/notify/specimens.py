"""Messages about a feedback that never was, to see how wording and replies will read. Nothing is sent.

Names of the organisation, its places and teams are the configuration's own, so that what a text costs is
what it will cost. Signed addresses in them are of nothing.
"""

from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any

from chalicelib import reply_templates
from chalicelib.configuration import Configuration
from chalicelib.model import (
    Channel,
    ContactPoint,
    Entry,
    Feedback,
    Kind,
    Message,
    Purpose,
    Severity,
    What,
)
from chalicelib.notify.customer_mail import customer_mail
from chalicelib.notify.occasions import Circle, Occasion, answering, occasions
from chalicelib.notify.team_mail import team_mail
from chalicelib.notify.telling import Telling
from chalicelib.notify.texts import text_for
from chalicelib.ports import Specimen
from chalicelib.sms_text import answer_parts
from chalicelib.wording import Words

REFERENCE = "7GK-2PD4"
"""Of the feedback that never was."""
_NAME = "Ana"
_KEYS = [b"specimen" * 4]
_CONTACTS = {Channel.SMS: "+447700900123", Channel.EMAIL: "ana@example.net"}
_MOST = 6
"""Specimens of one wording."""
_SAID = {
    "en-GB": ("The heating is broken, we are freezing.", "We are sorry. A warm coach meets you."),
    "pt-BR": (
        "O aquecimento quebrou, está gelado.",
        "Sentimos muito. Um ônibus aquecido os espera.",
    ),
    "es": ("La calefacción no va, nos helamos.", "Lo sentimos. Les espera un autobús con calor."),
}
"""By locale: what the customer says, and what a member answers."""


@dataclass(frozen=True, kw_only=True)
class _Noticing(Words):
    """Words that remember which of them were said."""

    said: set[str] = field(default_factory=set)

    def say(self, name: str, /, **fields: object) -> str:
        self.said.add(name)
        return super().say(name, **fields)


@dataclass(frozen=True, slots=True)
class MessageSpecimens:
    """`ports.Specimens`."""

    public_url: str

    def saying(
        self, name: str, locale: str, configuration: Configuration, now: datetime
    ) -> list[Specimen]:
        """Messages in which a wording is said, the shortest list that has each purpose and channel."""
        found: dict[tuple[Purpose, Channel], Specimen] = {}
        circle = _circle(configuration, locale, now)
        for one in occasions(circle):
            if (one.purpose, one.channel) not in found:
                specimen, said = self._render(one, circle, locale, configuration)
                if name in said:
                    found[one.purpose, one.channel] = specimen
        return list(found.values())[:_MOST]

    def replying(
        self, template: str, locale: str, configuration: Configuration, now: datetime
    ) -> list[Specimen]:
        """An answer in a template's words: each text that it takes, and the mail."""
        circle = _circle(configuration, locale, now)
        place = configuration.place(circle.touchpoint)
        words = reply_templates.filled(
            template,
            {
                "name": _NAME,
                "reference": REFERENCE,
                "touchpoint": place.name if place else "",
                "team": configuration.team(circle.owner).name,
            },
        )
        circle = replace(circle, answer=words)
        count = len(answer_parts(words))
        wanted = [(Channel.SMS, (n, count)) for n in range(1, count + 1)]
        return [
            self._render(answering(circle, channel), circle, locale, configuration, part)[0]
            for channel, part in (*wanted, (Channel.EMAIL, (1, 1)))
        ]

    def _render(
        self,
        one: Occasion,
        circle: Circle,
        locale: str,
        configuration: Configuration,
        part: tuple[int, int] = (1, 1),
    ) -> tuple[Specimen, set[str]]:
        """The message, and the names of the wordings in it."""
        feedback, timeline = _story(one, circle, locale, configuration)
        message = Message(
            id="1", feedback_id=feedback.id, entry=timeline[-1].number, purpose=one.purpose,
            channel=one.channel, part=part, created_at=circle.now, to=feedback.contacts[0].address,
            team=circle.owner if one.purpose.is_for_staff else None,
        )  # fmt: skip
        words = _Noticing(locale=locale, overrides=configuration.wording.get(locale, {}))
        telling = Telling(
            message=message, feedback=feedback, timeline=timeline, configuration=configuration,
            words=words, now=circle.now,
        )  # fmt: skip
        if one.channel is Channel.SMS:
            rendered = text_for(telling, _KEYS, self.public_url)
        elif one.purpose.is_for_staff:
            rendered = team_mail(telling, _KEYS, self.public_url)
        else:
            rendered = customer_mail(telling, _KEYS, self.public_url)
        return Specimen(message=message, rendered=rendered), words.said


def _circle(configuration: Configuration, locale: str, now: datetime) -> Circle:
    """The first place that speaks the language, or the first there is; the first promise there is."""
    places = list(configuration.touchpoints.values())
    place = next((one for one in places if one.locale == locale), places[0] if places else None)
    owner = place.owner if place else configuration.organisation.default_team
    policies = configuration.policies
    policy = next((one for one in policies if one.levels and one.respond_within), policies[0])
    levels = [level.to for level in policy.levels] or [owner]
    said, answer = _SAID[locale]
    return Circle(
        owner=owner, level=levels[0], ombudsman=levels[-1], now=now, said=said, answer=answer,
        by=now + (policy.respond_within or timedelta(days=1)), touchpoint=place.id if place else None,
        policy=policy.id,
    )  # fmt: skip


def _story(
    one: Occasion, circle: Circle, locale: str, configuration: Configuration
) -> tuple[Feedback, list[Entry]]:
    first: dict[str, Any] = {"number": 1, "what": What.CAPTURED, "words": circle.said}
    told = one.entry and {"number": 2, **one.entry}
    base: dict[str, Any] = {"feedback_id": "0" * 16, "at": circle.now, "actor": "customer"}
    rows = [told] if told and told["number"] == 1 else [first, *([told] if told else [])]
    timeline = [Entry(**(base | row)) for row in rows]
    contact = ContactPoint(channel=one.channel, address=_CONTACTS[one.channel], proven=True)
    state: dict[str, Any] = {
        "id": "0" * 16, "reference": REFERENCE, "kind": Kind.COMPLAINT,
        "severity": Severity.NORMAL, "channel": one.channel, "contacts": (contact,),
        "touchpoint": circle.touchpoint, "owner": circle.owner, "holder": circle.owner,
        "locale": locale, "captured_at": circle.before, "cycle_at": circle.before,
        "respond_by": circle.by, "promise_by": circle.by, "policy": circle.policy,
        "config_version": configuration.version, "wake_at": None, "entries": len(timeline),
    }  # fmt: skip
    return Feedback(**(state | one.state)), timeline
