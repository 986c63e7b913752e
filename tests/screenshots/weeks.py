"""Eight weeks of a coach company, lived through in memory by the real services.

Chance has a fixed seed and time is moved by hand, so the same weeks come out each time. Nothing here
writes a figure: what the reports show was measured from what happened.
"""

import heapq
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from email.message import EmailMessage
from functools import partial
from itertools import count
from pathlib import Path
from random import Random
from typing import Any

from chalicelib.access import Person, Role
from chalicelib.configuration import from_document
from chalicelib.errors import RefusedError
from chalicelib.intake.sms import InboundSms
from chalicelib.model import Channel, Delivery, Feedback, Kind, Status
from chalicelib.reference import from_number
from chalicelib.services.evidence import Evidence
from chalicelib.services.staff import Said
from chalicelib.store.memory_lists import MemoryLists
from infra.configfile import check_text
from tests.desk import Desk
from tests.receiving import Elsewhere
from tests.screenshots.nights import Nights
from tests.screenshots.sayings import HEATING, LISBON, MADRID, PLACES, TOPICS, Topic
from tests.services.test_digests import digests_of

BEGIN = datetime(2026, 9, 28, 6, 0, tzinfo=UTC)
"""A Monday."""
NOW = datetime(2026, 11, 25, 10, 40, tzinfo=UTC)
"""The Wednesday morning of the pictures."""
TEXT = Path(__file__).with_name("coaches.toml").read_text(encoding="utf-8")
ADA = Person(email="ada@example.com", name="Ada Osei", roles=frozenset({Role.AGENT}))
CARLA = Person(email="carla@example.com", name="Carla Mendes", roles=frozenset({Role.AGENT}))
NORA = Person(email="nora@example.com", name="Nora Quinn", roles=frozenset({Role.MANAGER}))
PRIYA = Person(email="priya@example.com", name="Priya Shah", roles=frozenset({Role.ADMIN}))
_DAY, _HOUR = timedelta(days=1), timedelta(hours=1)
_DOMAIN = "feedback.example.com"
_SLOW_WEEKS = (date(2026, 10, 26), date(2026, 11, 8))
"""The weeks in which the coaches' team was short of people."""


@dataclass(frozen=True, slots=True)
class _Place:
    id: str
    keyword: str
    a_day: float
    topics: tuple[Topic, ...]
    locale: str = "en-GB"


_PLACES = (
    _Place("coach-420", "420", 3.4, TOPICS),
    _Place("coach-36", "36", 1.7, TOPICS),
    _Place("night-coach", "night", 1.1, TOPICS),
    _Place("stop-high-wycombe", "wycombe", 1.0, TOPICS[:1] + TOPICS[5:]),
    _Place("website", "tickets", 1.2, TOPICS[3:4] + TOPICS[5:6] + TOPICS[7:]),
    _Place("ticket-office-lisbon", "lisboa", 0.9, (LISBON,), "pt-BR"),
    _Place("ticket-office-madrid", "madrid", 0.7, (MADRID,), "es"),
)
_MEMBERS = {
    "coaches": (ADA.email, "ben@example.com"),
    "stations": ("carla@example.com", "diego@example.com"),
    "customer-care": ("hana@example.com",),
    "case-experts": ("eva@example.com", "farid@example.com"),
    "supervisors": ("supervisors@example.com",),
    "ombudsman": ("ombudsman@example.com",),
}
_HOURS = {"coaches": 3.0, "stations": 2.2, "customer-care": 4.0, "case-experts": 7.0}
"""How long the middle answer of a team takes."""


@dataclass
class Weeks:
    """The company: its world, those who ask how it went, and what is still to happen."""

    chance: Random = field(default_factory=lambda: Random(420))

    def __post_init__(self) -> None:
        document = check_text(TEXT, "coaches.toml", NOW.date()).document
        assert document is not None
        quiet = from_document(1, document | {"webhooks": []})
        self.elsewhere = Elsewhere(quiet)
        self.world = self.elsewhere.world
        self.world.now = BEGIN
        numbers = count(1)
        self.world.capture._new_reference = lambda: _scattered(next(numbers))
        self.desk = desk = Desk(self.world)
        desk.evidence = Evidence(
            self.world.configurations,
            self.world.measures,
            MemoryLists(self.world.store),
            desk.reconciliations,
            desk.audit,
        )
        self.nights = Nights(self.world, self.desk.reconciliations, _DOMAIN)
        self.digests = digests_of(self.world, reconciliations=self.desk.reconciliations)
        self._number = count(1)
        self._delivered = {self.world.sms: 0, self.world.mail: 0}
        self._ahead: list[tuple[datetime, int, Callable[[], object]]] = []

    # What is to happen

    def at(self, when: datetime, does: Callable[..., object], *told: object) -> None:
        """Something is to happen at an instant: `does` is called with what it is told."""
        heapq.heappush(self._ahead, (when, next(self._number), partial(does, *told)))

    def until(self, end: datetime) -> None:
        """Everything happens that is to happen until then."""
        while self._ahead and self._ahead[0][0] <= end:
            when, _, does = heapq.heappop(self._ahead)
            self.world.until(max(when, self.world.now))
            does()
            if NOW - self.world.now < 3 * _DAY:
                self._are_delivered()
            if self.world.configurations.current().webhooks:
                self.elsewhere.go()
        self.world.until(end)

    def live(self, until: datetime) -> None:
        """People travel, say how it was, and are answered."""
        day = BEGIN
        while day < until:
            for place in _PLACES:
                share = 0.6 if day.weekday() > 4 else 1.0
                for _ in range(_poisson(self.chance, place.a_day * share)):
                    # Most of them between six and ten, the most in the two rush hours.
                    hour = self.chance.choice((self.chance.gauss(8, 1.2), self.chance.gauss(17, 2)))
                    when = day.replace(hour=0) + _HOUR * min(max(hour, 5.5), 22)
                    if when < until:
                        self.at(when, self._comes, place)
            day += _DAY
        self.until(until)

    def _comes(self, place: _Place) -> None:
        chance, is_late = self.chance, NOW - self.world.now < 7 * _DAY
        is_cold = place.id.startswith("coach") and chance.random() < (0.45 if is_late else 0.03)
        [topic] = (
            [HEATING] if is_cold else chance.choices(place.topics, [t.weight for t in place.topics])
        )
        words = chance.choice(topic.words).format(
            place=chance.choice(PLACES),
            seat=chance.randint(1, 52),
            time=f"{chance.randint(6, 21)}:{chance.choice((10, 25, 40))}",
        )
        way = chance.choices(("sms", "web", "email"), (5, 4, 1.5))[0]
        feedback = self.says(words, place.id, way, place.keyword, place.locale)
        self._is_answered(feedback, topic)

    # What customers do

    def says(
        self, words: str, place: str, way: str, keyword: str = "", locale: str = "en-GB"
    ) -> Feedback:
        """Somebody new says something, on one of the ways."""
        n, world = next(self._number), self.world
        if way == "sms":
            self.nights.texts.add(f"text-{n}", world.now)
            self.text(f"{keyword} {words}".strip(), f"+447700{900000 + n % 100000:06d}", n)
        elif way == "email":
            self.mail(words, f"t-{place}@{_DOMAIN}", f"traveller-{n}@customer.example", n)
        else:
            mail = f"traveller-{n}@customer.example"
            captured = world.form(words, touchpoint=place, email=mail, locale=locale)
            self.nights.posts.add(captured.feedback.id, world.now)
        return world.store.get(world.all_ids[-1])

    def text(self, body: str, sender: str, n: int) -> None:
        """A text arrives, as its provider names it."""
        self.world.texts.receive(
            InboundSms(
                message_id=f"text-{n}",
                notice_id=f"text-{n}",
                sender=sender,
                to="+447700900420",
                body=body,
                in_reply_to=None,
                received_at=self.world.now,
            ),
            self.world.now,
        )
        self.world.settle()

    def mail(self, words: str, to: str, sender: str, n: int, *, is_lost: bool = False) -> None:
        """A mail arrives, or only its bucket knows of it."""
        mail = EmailMessage()
        mail["From"], mail["To"], mail["Subject"] = sender, to, words[:40]
        mail["Message-ID"] = f"<{n}@customer.example>"
        mail.set_content(words)
        self.nights.mails.add(f"mail-{n}", self.world.now)
        if is_lost:
            self.world.originals.put(f"mail-{n}", mail.as_bytes())
        else:
            self.world.email(mail.as_bytes(), to, message_id=f"mail-{n}")

    # What members do

    def said(self, feedback: Feedback, **more: Any) -> Said:
        """One move of a member of the team that has it now."""
        team = feedback.holder or feedback.owner or "customer-care"
        member = self.chance.choice(_MEMBERS[team])
        facts = {"member": member, "team": team, "at": self.world.now, "channel": Channel.WEB}
        return Said(key=f"said-{next(self._number)}", **{**facts, **more})

    def _is_answered(self, feedback: Feedback, topic: Topic) -> None:
        chance, world = self.chance, self.world
        if feedback.kind is Kind.COMPLIMENT and chance.random() < 0.4:
            return
        hours = _HOURS[feedback.owner] * chance.lognormvariate(0, 0.8)
        if feedback.owner == "coaches" and _SLOW_WEEKS[0] <= world.now.date() <= _SLOW_WEEKS[1]:
            hours *= 2.5
        if chance.random() < 0.03:
            hours = 26 + 30 * chance.random()
        answer = topic.answer.format(place=chance.choice(PLACES))
        when = _when_somebody_is_there(world.now + _HOUR * hours, chance)
        if NOW - world.now < 23 * _HOUR and chance.random() < 0.7:
            return  # still on somebody's desk when the pictures are taken
        self.at(when, self._answers, feedback.id, answer, topic, hours)

    def _answers(self, feedback_id: str, words: str, topic: Topic, hours: float) -> None:
        chance, world = self.chance, self.world
        now = world.store.get(feedback_id)
        if now.answered_at is not None:
            return
        is_outcome = chance.random() < 0.5
        move = world.staff.resolve if is_outcome else world.staff.answer
        move(now, words, self.said(now), world.now)
        world.settle()
        if not is_outcome and chance.random() < 0.8:
            when = _when_somebody_is_there(world.now + 20 * _HOUR * chance.random(), chance)
            self.at(when, self._resolves, feedback_id)
        if chance.random() < 0.5:
            later = world.now + 24 * _HOUR + 20 * _HOUR * chance.random()
            self.at(later, self._rates, feedback_id, topic, hours)
        elif hours > 20 and chance.random() < 0.3:
            self.at(world.now + 8 * _HOUR, self._appeals, feedback_id)

    def _resolves(self, feedback_id: str) -> None:
        now = self.world.store.get(feedback_id)
        if now.status is Status.ANSWERED and now.resolved_at is None:
            self.world.staff.resolve(now, "", self.said(now), self.world.now)
            self.world.settle()

    def _rates(self, feedback_id: str, topic: Topic, hours: float) -> None:
        chance, world = self.chance, self.world
        now = world.store.get(feedback_id)
        if now.is_open or now.kind is Kind.COMPLIMENT:
            return
        content = chance.gauss(4.4 - min(hours, 40) / 14, 0.9)
        score = min(max(round(content), 1), 5)
        recommend = min(max(round(content * 2 + chance.gauss(0.4, 1)), 0), 10)
        is_asked = now.policy == "complaint" and chance.random() < 0.7
        why = (topic.good if score > 3 else topic.bad) if chance.random() < 0.35 else None
        world.surveys.rate(
            feedback_id, score=score, recommend=recommend if is_asked else None, why=why,
            channel=Channel.WEB, key=None, at=world.now, now=world.now,
        )  # fmt: skip
        world.settle()

    def _appeals(self, feedback_id: str) -> None:
        now = self.world.store.get(feedback_id)
        said = self.said(now)
        try:
            self.world.staff.appeal(now, "They called: that is no answer.", said, self.world.now)
        except RefusedError:
            return
        self.world.settle()
        later = self.world.now + 9 * _HOUR
        answer = (
            "I have read everything again. You were right, and half your fare goes back to you."
        )
        self.at(later, self._answers, feedback_id, answer, HEATING, 30)

    # What the providers say

    def _are_delivered(self) -> None:
        """Each message that left since the last look has arrived."""
        for transport in (self.world.sms, self.world.mail):
            new = transport.sent[self._delivered[transport] :]
            self._delivered[transport] = len(transport.sent)
            for sent in new:
                self.world.receipt(sent, Delivery.DELIVERED)


def _when_somebody_is_there(when: datetime, chance: Random) -> datetime:
    """The instant itself by day, the next morning at night."""
    if 7 <= when.hour < 20:
        return when
    morning = when.replace(hour=7, minute=0) + (_DAY if when.hour >= 20 else timedelta())
    return morning + _HOUR * 3 * chance.random()


def _scattered(n: int) -> str:
    """The n-th reference: each another one, as if by chance (Knuth, volume 3, 6.4)."""
    return from_number(n * 2_654_435_761 % 32**6)


def _poisson(chance: Random, mean: float) -> int:
    """How many come where `mean` come on average (Knuth, The Art of Computer Programming, 3.4.1)."""
    n, left = 0, chance.expovariate(1)
    while left < mean:
        n, left = n + 1, left + chance.expovariate(1)
    return n
