"""Random lives of several feedback of one organisation, and what must hold after every step of them.

Texts, forms and mails come in, staff answer, ask, hand over and correct, providers fail, ticks and stream
records are lost, everything may come twice, configurations change in between. What must hold is said at
each invariant.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from email.message import EmailMessage
from itertools import chain
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
)

from chalicelib import policy as policies
from chalicelib.configuration import Configuration
from chalicelib.errors import (
    AmbiguousDeliveryError,
    ConflictError,
    DeliveryError,
    InvalidInputError,
    PermanentDeliveryError,
    RefusedError,
    TemporaryDeliveryError,
    UnavailableError,
)
from chalicelib.instants import from_text, to_text
from chalicelib.intake.sms import InboundSms
from chalicelib.measures.rollups import tallies
from chalicelib.model import (
    Channel,
    Delivery,
    Entry,
    Feedback,
    Kind,
    Message,
    Purpose,
    Rendered,
    What,
)
from chalicelib.notify.memory import MemoryTransport, Sent
from chalicelib.outbox import holder, messages_for
from chalicelib.promise import say_by
from chalicelib.sms_text import answer_parts, to_gsm
from tests.builders import configuration, document, policy_row
from tests.measures.reference import Numbers, measure
from tests.measures.test_reference import compare
from tests.services.test_story import reply_to
from tests.world import World, notice

pytestmark = pytest.mark.timeout(6 * 3600)

HOUR_S = 3600
DAY_S = 24 * HOUR_S
PHONES = ("+447700900123", "+447700900124", "+447700900125")
ADDRESSES = ("pat@example.net", "sam@example.net")
MOST_LEVELS = 4
FAR = timedelta(days=3650)

# What an organisation may have decided


def levels(*rows: tuple[float, str]) -> list[dict[str, Any]]:
    return [{"after": int(h * HOUR_S), "to": to, "respond_within": DAY_S} for h, to in rows]


STRICT = policy_row(
    id="strict",
    match={"severity": ["critical", "high"]},
    respond_within=4 * HOUR_S,
    remind_after=2 * HOUR_S,
    levels=levels((4, "ombudsman")),
)
OFFICE = policy_row(
    id="office",
    calendar="office",
    respond_within=8 * HOUR_S,
    remind_after=6 * HOUR_S,
    levels=levels((8, "supervisors"), (8, "coaches"), (20, "ombudsman")),
    wait_at_most=2 * DAY_S,
)
PRAISE = policy_row(
    id="praise",
    match={"kind": ["compliment", "suggestion"]},
    respond_within=None,
    remind_after=None,
    levels=[],
    close_after=2 * DAY_S,
)
LONELY = policy_row(
    id="lonely", match={"kind": ["enquiry"]}, remind_after=None, levels=[], survey_after=DAY_S,
    survey="csat+nps",
)  # fmt: skip
LATER = policy_row(
    id="later",
    match={"severity": ["low"]},
    respond_within=5 * DAY_S,
    levels=levels((120, "supervisors"), (240, "ombudsman")),
    close_after=None,
)
POLICIES = (
    [policy_row(survey_after=600)],
    [STRICT, PRAISE, policy_row()],
    [PRAISE, LONELY, OFFICE],
    [STRICT, LATER, OFFICE],
    [policy_row(respond_within=2 * DAY_S, levels=levels((48, "ombudsman")), remind_after=None)],
)
OFFICE_HOURS = {
    "time_zone": "Europe/London",
    "open": {str(day): [[9 * 60, 12 * 60], [13 * 60, 18 * 60]] for day in range(5)},
    "holidays": {"2026-12-25": "Christmas Day"},
    "closed": [],
    "extra": {},
}
NOBODY: dict[str, Any] = {"name": "Nobody", "mailbox": None, "members": [], "lead": None}
TEAMS: tuple[dict[str, Any], ...] = (
    {},
    {"coaches": NOBODY},
    {"supervisors": NOBODY},
    {
        "coaches": {
            "name": "Coaches", "mailbox": None, "members": ["ana@example.com"],
            "lead": "lea@example.com",
        }
    },
    {
        "ghosts": NOBODY,
        "coaches": {
            "name": "Coaches", "mailbox": None, "members": ["ana@example.com", "bia@example.com"],
            "lead": None,
        },
    },
)  # fmt: skip
ABSENCES: tuple[dict[str, Any], ...] = (
    {},
    {"ana@example.com": [["2026-11-20", "2026-12-05", "bia@example.com"]]},
    {"ana@example.com": [["2026-11-24", "2026-11-30", None]]},
    {
        "omb-1@example.com": [["2026-11-20", "2026-12-24", None]],
        "omb-2@example.com": [["2026-11-24", "2026-12-24", "cy@example.com"]],
    },
)
STAFF = frozenset(
    f"{name}@example.com"
    for name in ("coaches", "ana", "bia", "cy", "boss", "omb-1", "omb-2", "lea")
)


@st.composite
def documents(draw: st.DrawFn) -> dict[str, Any]:
    """Changes of the document of a configuration."""
    base = document()
    complex_team = draw(st.sampled_from([None, "supervisors"]))
    return {
        "organisation": {**base["organisation"], "complex_team": complex_team},
        "teams": {**base["teams"], **draw(st.sampled_from(TEAMS))},
        "calendars": {"office": OFFICE_HOURS},
        "policies": draw(st.sampled_from(POLICIES)),
        "absences": draw(st.sampled_from(ABSENCES)),
        "quiet_hours": draw(st.sampled_from([None, [21 * 60, 7 * 60]])),
        "safety_words": {"en-GB": ["smoke"], "pt-BR": ["fumaça"]},
    }


# What is seen of what leaves


@dataclass(frozen=True)
class Try:
    """One message handed to a provider, and how the feedback stood at that moment."""

    message: Message
    rendered: Rendered
    feedback: Feedback
    entry: Entry
    error: DeliveryError | None
    tried_at: datetime


class Watched(MemoryTransport):
    """A transport that remembers each try."""

    def __init__(self, name: str, world: World, tries: list[Try]) -> None:
        super().__init__(name)
        self._world = world
        self._tries = tries

    def heal(self) -> None:
        self._failures.clear()

    def send(self, message: Message, rendered: Rendered) -> str:
        store, error = self._world.store, None
        feedback = store.get(message.feedback_id)
        entry = store.entry(message.feedback_id, message.entry)
        try:
            return super().send(message, rendered)
        except DeliveryError as failed:
            error = failed
            raise
        finally:
            self._tries.append(Try(message, rendered, feedback, entry, error, self._world.now))


TOKEN = re.compile(r"\bw\d{4}x\b")
WORDS = (
    "{} heating broken",
    "{} and the light",
    "420 {} cold",
    "550 {} door stuck",
    "{} there is smoke",
    "420 {} fumaça e smoke",
    "{} what time does it leave?",
    "{} lovely driver, thank you",
    "{} I suggest a later coach",
)
PLAIN = ("Thank you!", "STOP", "OMBUDSMAN", "ouvidoria, por favor", "ok")
LONG = " ".join(f"line {n} of a long and careful answer about the heating." for n in range(40))
CORRECTIONS = (
    "low",
    "normal",
    "high",
    "critical",
    "complaint",
    "suggestion",
    "compliment",
    "enquiry",
)
INTERNAL = {What.NOTED, What.HANDED_OVER, What.CORRECTED, What.SET_ASIDE}
STEPS = {What.REMINDED, What.ESCALATED, What.OVERDUE, What.RESUMED}
ASKING = {What.SURVEY_ASKED, What.SURVEY_SKIPPED}
WORDLESS = {What.APPEALED, What.RESOLVED, What.RATED}
"""What may be said by a button, or a command alone."""
ENDS = (What.ANSWERED, What.RESOLVED, What.CLOSED)
ONLY_WHILE_OPEN = {
    Purpose.LATE_NOTICE,
    Purpose.RESUMED,
    Purpose.TEAM_REMINDER,
    Purpose.TEAM_ESCALATION,
}


class Lives(RuleBasedStateMachine):
    """The organisation, its customers, its staff, its providers, and what goes wrong."""

    @initialize(changes=documents())
    def begin(self, changes: dict[str, Any]) -> None:
        self.world = World(first=configuration(**changes))
        self.tries: list[Try] = []
        world = self.world
        world.sms = Watched("sms", world, self.tries)
        world.mail = Watched("mail", world, self.tries)
        world.deliver = replace(
            world.deliver, transports={Channel.SMS: world.sms, Channel.EMAIL: world.mail}
        )
        self.version = 1
        self.tokens = 0
        self.arrived: Counter[str] = Counter()
        self.given: dict[str, str] = {}
        """Token to the words of an answer or question, as its member wrote them."""
        self.texts: list[InboundSms] = []
        self.mails: list[tuple[bytes, tuple[str, ...], datetime]] = []
        self.forms: list[dict[str, Any]] = []
        self.receipts: list[tuple[Sent, Delivery]] = []
        self.lost: list[Entry] = []
        self.seen_entries = 0
        self.seen_tries = 0
        self.found: Counter[str] = Counter()
        self.owner_of_token: dict[str, str] = {}
        self.internal: set[str] = set()
        self.told: dict[str, set[str | None]] = {}
        self.happened: Counter[tuple[object, ...]] = Counter()
        self.stood: dict[str, tuple[What, int]] = {}
        self.top: dict[tuple[str, int], int] = defaultdict(int)
        self.began_under: dict[tuple[str, int], int] = {}
        self.deadline: dict[tuple[str, int], tuple[int, datetime | None]] = {}
        self.ended: set[tuple[str, str]] = set()
        self.says: dict[Message, str] = {}
        self.answers: list[Entry] = []
        self.shown_to: dict[str, bool] = {}

    # What people do

    def token(self) -> str:
        self.tokens += 1
        found = f"w{self.tokens:04d}x"
        self.arrived[found] += 1
        return found

    def words(self, form: str) -> str:
        if "{}" in form:
            return form.format(self.token())
        self.arrived[form] += 1
        return form

    def receive_text(self, sms: InboundSms) -> None:
        self.texts.append(sms)
        self.world.texts.receive(sms, self.world.now)

    @rule(
        form=st.sampled_from([*WORDS, *PLAIN]),
        phone=st.sampled_from(PHONES),
        late=st.sampled_from([0, 0, 0, 5, 90]),
        answers=st.none() | st.integers(0, 50),
        is_lost=st.sampled_from([False, False, False, True]),
    )
    def text(self, form: str, phone: str, late: int, answers: int | None, is_lost: bool) -> None:
        sent = [s for s in self.world.sms.sent if s.message.to == phone]
        in_reply_to = (
            sent[answers % len(sent)].provider_id if sent and answers is not None else None
        )
        self.receive_text(
            InboundSms(
                message_id=f"text-{next(self.world.numbers)}",
                sender=phone,
                to="+447700900000",
                body=self.words(form),
                in_reply_to=in_reply_to,
                received_at=self.world.now - timedelta(minutes=late),
            )
        )
        if is_lost:
            self.lose_stream()
        self.world.settle()

    def lose_stream(self) -> None:
        new = self.world.store.entries_since(self.world._followed)
        self.lost += new
        self.world._followed += len(new)

    @rule(
        form=st.sampled_from(WORDS),
        phone=st.sampled_from([None, *PHONES]),
        address=st.sampled_from([None, *ADDRESSES]),
        touchpoint=st.sampled_from([None, "coach-420", "coach-550"]),
        kind=st.sampled_from([None, *Kind]),
        rating=st.sampled_from([None, 1, 5]),
        client=st.integers(0, 3),
    )
    def form(
        self,
        *,
        form: str,
        phone: str | None,
        address: str | None,
        touchpoint: str | None,
        kind: Kind | None,
        rating: int | None,
        client: int,
    ) -> None:
        said: dict[str, Any] = {
            "text": self.words(form), "phone": phone, "email": address, "touchpoint": touchpoint,
            "kind": kind, "rating": rating, "client_id": f"client-{client}",
        }  # fmt: skip
        self.forms.append(said)
        self.world.form(**said)

    def receive_mail(self, raw: bytes, to: tuple[str, ...], at: datetime) -> None:
        self.mails.append((raw, to, at))
        number = f"mail-{next(self.world.numbers)}"
        self.world.originals.put(number, raw)
        self.world.mails.receive(notice(number, to, at), self.world.now)
        self.world.settle()

    @rule(
        form=st.sampled_from([*WORDS, *PLAIN]),
        sender=st.sampled_from(ADDRESSES),
        replies=st.none() | st.integers(0, 50),
        is_automatic=st.sampled_from([False, False, False, True]),
    )
    def customer_mails(
        self, form: str, sender: str, replies: int | None, is_automatic: bool
    ) -> None:
        mail = EmailMessage()
        mail["From"] = sender
        mail["Subject"] = "My journey"
        mail["Message-ID"] = f"<{next(self.world.numbers)}@customer.example>"
        if is_automatic:
            mail["Auto-Submitted"] = "auto-replied"
        mail.set_content(self.words(form))
        sent = [s for s in self.world.mails_to(sender) if s.rendered.reply_to]
        to = "feedback@fale.example.com"
        if sent and replies is not None:
            to = sent[replies % len(sent)].rendered.reply_to or to
        self.receive_mail(mail.as_bytes(), (to,), self.world.now)

    def staff_mails(self) -> list[Sent]:
        return [s for s in self.world.mail.sent if s.message.purpose.is_for_staff]

    def staff_says(self, which: int, words: str, sender: str | None = None, late: int = 0) -> None:
        sent = self.staff_mails()
        if not sent:
            return
        one = sent[-1 - which % len(sent)]
        raw = reply_to(one, words, sender)
        at = max(one.message.created_at, self.world.now - timedelta(minutes=late))
        self.receive_mail(raw, (one.rendered.reply_to or "",), at)

    @precondition(lambda self: self.staff_mails())
    @rule(
        which=st.integers(0, 30),
        is_long=st.booleans(),
        late=st.sampled_from([0, 0, 45]),
        is_lost=st.sampled_from([False, False, False, True]),
    )
    def answer(self, which: int, is_long: bool, late: int, is_lost: bool) -> None:
        token = self.token()
        words = f"{token} It is mended. {LONG if is_long else ''}".strip()
        self.given[token] = words
        if is_lost:
            self.world.settle = self.lose_stream  # type: ignore[method-assign]
        self.staff_says(which, words, late=late)
        if is_lost:
            del self.world.settle
            self.world.settle()

    @precondition(lambda self: self.staff_mails())
    @rule(which=st.integers(0, 30), late=st.sampled_from([0, 0, 45]))
    def ask(self, which: int, late: int) -> None:
        token = self.token()
        self.given[token] = f"{token} Which seat?"
        self.staff_says(which, f"#ask {self.given[token]}", late=late)

    @precondition(lambda self: self.staff_mails())
    @rule(which=st.integers(0, 30))
    def note(self, which: int) -> None:
        self.staff_says(which, f"#note {self.token()} he calls every week")

    @precondition(lambda self: self.staff_mails())
    @rule(
        which=st.integers(0, 30),
        team=st.sampled_from(["coaches", "supervisors", "ombudsman", "ghosts", "nowhere"]),
    )
    def hand_over(self, which: int, team: str) -> None:
        self.staff_says(which, f"#team {team} {self.token()} not ours")

    @precondition(lambda self: self.staff_mails())
    @rule(which=st.integers(0, 30), to=st.sampled_from(CORRECTIONS))
    def correct(self, which: int, to: str) -> None:
        self.staff_says(which, f"#{to} {self.token()} as I see it")

    @precondition(lambda self: self.staff_mails())
    @rule(which=st.integers(0, 30), sender=st.sampled_from([None, "thief@example.net"]))
    def nonsense(self, which: int, sender: str | None) -> None:
        self.staff_says(which, f"#pay {self.token()} at once", sender)

    @precondition(lambda self: self.world.all_ids)
    @rule(which=st.integers(0, 9))
    def appeal_by_link(self, which: int) -> None:
        ids = self.world.all_ids
        feedback = self.world.store.get(ids[which % len(ids)])
        try:
            self.world.capture.appeal(feedback, self.world.now)
        except ConflictError:
            assert policies.APPEALED not in feedback.done
        self.world.settle()

    @precondition(lambda self: self.staff_mails())
    @rule(which=st.integers(0, 30), has_words=st.booleans())
    def resolve(self, which: int, has_words: bool) -> None:
        words = ""
        if has_words:
            token = self.token()
            words = self.given[token] = f"{token} It is mended for good."
        self.staff_says(which, f"#resolve {words}".strip())

    @precondition(lambda self: self.world.all_ids)
    @rule(
        which=st.integers(0, 9),
        score=st.none() | st.integers(1, 5),
        recommend=st.none() | st.integers(0, 10),
        back=st.integers(0, 2),
    )
    def rate(self, which: int, score: int | None, recommend: int | None, back: int) -> None:
        ids = self.world.all_ids
        feedback = self.world.store.get(ids[which % len(ids)])
        if score is None and recommend is None:
            return
        try:
            self.world.surveys.rate(
                feedback.id, score=score, recommend=recommend, why=None, channel=Channel.WEB,
                key=None, at=self.world.now, now=self.world.now,
                cycle=max(1, feedback.cycle - back),
            )  # fmt: skip
        except RefusedError:
            assert feedback.is_open or feedback.answered_at is None
        except InvalidInputError:
            assert recommend is not None, "else nothing was said that is not asked"
        self.world.settle()

    # What providers do

    @rule(
        by_sms=st.booleans(),
        error=st.sampled_from(
            [TemporaryDeliveryError, TemporaryDeliveryError, AmbiguousDeliveryError,
             PermanentDeliveryError]
        ),
        times=st.integers(1, 9),
        has_left=st.booleans(),
    )  # fmt: skip
    def provider_fails(
        self, by_sms: bool, error: type[DeliveryError], times: int, has_left: bool
    ) -> None:
        transport = self.world.sms if by_sms else self.world.mail
        left = has_left and error is AmbiguousDeliveryError
        transport.fail_next(error("as told"), times=times, has_left=left)

    @rule()
    def providers_work_again(self) -> None:
        for transport in (self.world.sms, self.world.mail):
            assert isinstance(transport, Watched)
            transport.heal()

    @rule(
        which=st.integers(0, 60),
        delivery=st.sampled_from(
            [Delivery.DELIVERED, Delivery.BOUNCED, Delivery.FAILED, Delivery.SPAM_REPORT]
        ),
    )
    def receipt(self, which: int, delivery: Delivery) -> None:
        sent = [*self.world.sms.sent, *self.world.mail.sent]
        if sent:
            self.receipts.append((sent[which % len(sent)], delivery))
            self.record(*self.receipts[-1])

    def record(self, sent: Sent, delivery: Delivery) -> None:
        if self.world.store.by_provider_id(sent.provider_id):
            self.world.receipt(sent, delivery, "as told")
            return
        with pytest.raises(UnavailableError):  # it left, but its record was lost
            self.world.receipt(sent, delivery, "as told")

    # What time does

    @rule(minutes=st.sampled_from([1, 7, 60, 180, 360, 1080, 1440, 2880]))
    def time_passes(self, minutes: int) -> None:
        self.world.hours(minutes / 60)

    @rule(days=st.sampled_from([8, 31, 400]))
    def much_time_passes(self, days: int) -> None:
        self.world.hours(24 * days)

    @rule(hours=st.sampled_from([0.1, 5, 25, 60, 300]))
    def everything_stands_still(self, hours: float) -> None:
        """An outage: ticks are lost, then the sweep finds everything."""
        self.world.ticker.take_due(self.world.now + FAR)
        self.world.now += timedelta(hours=hours)
        self.sweep()

    @rule()
    def ticks_are_lost(self) -> None:
        self.world.ticker.take_due(self.world.now + FAR)

    @rule()
    def sweep(self) -> None:
        for _ in range(MOST_LEVELS):  # who is found not to be reached makes the next level due
            self.world.sweep()
        due, _ = self.world.store.due(self.world.now, 1000)
        assert [one for one in due if one.item == "state"] == [], "what is due was done"

    # What comes twice, late, or in another order

    @rule(order=st.randoms(use_true_random=False))
    def lost_records_are_followed(self, order: Any) -> None:
        order.shuffle(self.lost)
        for entry in self.lost:
            self.world.react.follow(entry, self.world.now)
        self.lost.clear()
        self.world.settle()

    @rule(order=st.randoms(use_true_random=False))
    def everything_comes_again(self, order: Any) -> None:
        """Redelivery changes nothing: no state, no timeline, no message, nothing leaves."""
        self.providers_work_again()
        self.lost_records_are_followed(order)
        self.sweep()
        before = self.picture()
        self.again(order)
        self.world.settle()
        after = self.picture()
        for name, was in before.items():
            assert after[name] == was, f"redelivery changed {name}"

    def again(self, order: Any) -> None:
        world, now = self.world, self.world.now
        for sms in order.sample(self.texts, min(5, len(self.texts))):
            world.texts.receive(sms, now)
        for raw, to, at in order.sample(self.mails, min(5, len(self.mails))):
            number = f"mail-{next(world.numbers)}"
            world.originals.put(number, raw)
            world.mails.receive(notice(number, to, at), now)
        for sent, delivery in order.sample(self.receipts, min(5, len(self.receipts))):
            self.record(sent, delivery)
        entries = world.store.entries_since(0)
        for entry in order.sample(entries, len(entries)):
            if self.follows_again(entry):
                world.react.follow(entry, now)
        for feedback_id in world.all_ids:
            world.acting.do(feedback_id, "state", now)
            for message in world.store.messages(feedback_id):
                world.acting.do(feedback_id, f"message:{message.id}", now)

    def follows_again(self, entry: Entry) -> bool:
        """Whether whoever would hear of it now heard of it then."""
        store = self.world.store
        feedback = store.get(entry.feedback_id)
        about = entry.data.get("other") and store.entry(feedback.id, int(entry.data["entry"]))
        now = messages_for(
            entry,
            feedback,
            self.world.configurations.current(),
            holder(feedback, self.captured_under(feedback)),
            self.world.now,
            about=about or None,
        )
        return {m.id for m in now} <= {m.id for m in store.messages(feedback.id)}

    def picture(self) -> dict[str, object]:
        store = self.world.store
        ids = self.world.all_ids
        return {
            "states": [store.get(one) for one in ids],
            "timelines": [store.timeline(one) for one in ids],
            "messages": [store.messages(one) for one in ids],
            "what left": len(self.tries),
        }

    # What an organisation does

    @rule(changes=documents())
    def new_configuration(self, changes: dict[str, Any]) -> None:
        self.version += 1
        before = [self.world.store.get(one) for one in self.world.all_ids]
        self.world.configurations.add(configuration(self.version, **changes))
        self.world.sweep()
        for feedback in before:
            now = self.world.store.get(feedback.id)
            if now.entries == feedback.entries:
                assert now == feedback, "a new configuration moves nothing"

    # What must hold

    def states(self) -> list[Feedback]:
        return [self.world.store.get(one) for one in self.world.all_ids]

    def captured_under(self, feedback: Feedback) -> Configuration:
        return self.world.configurations.version(feedback.config_version)

    @invariant()
    def every_feedback_wakes_when_its_plan_says(self) -> None:
        for feedback in self.states():
            plan = policies.plan_of(feedback, self.captured_under(feedback))
            if feedback.is_open:
                assert feedback.wake_at is not None, "an open feedback has a wake-up"
                assert plan, "and something to come"
            due = stored(policies.next_wake(plan))
            assert feedback.wake_at == due

    @invariant()
    def what_is_written_holds_together(self) -> None:
        new = self.world.store.entries_since(self.seen_entries)
        self.seen_entries += len(new)
        for entry in new:
            self.words_are_there_once(entry)
            self.steps_happen_once_and_not_after_the_end(entry)
            self.promises_are_told(entry)
            if entry.what is What.ANSWERED or (entry.what is What.RESOLVED and entry.words):
                self.answers.append(entry)
                contacts = self.world.store.get(entry.feedback_id).contacts
                self.shown_to[f"{entry.feedback_id}:{entry.number}"] = bool(contacts)
        if new:
            assert self.found == self.arrived, "each word that came in is on one timeline, once"
        for feedback in self.states() if new else []:
            timeline = self.world.store.timeline(feedback.id)
            assert [e.number for e in timeline] == list(range(1, feedback.entries + 1))
            allowed = self.told[feedback.id]
            now = text(feedback.promise_by)
            assert now in allowed, f"promised {now}, told {allowed}"

    def words_are_there_once(self, entry: Entry) -> None:
        is_wordless = entry.what in WORDLESS and entry.words is None
        is_bare = (entry.words or "").startswith("#resolve\n")
        if entry.actor == "system" or is_wordless or is_bare:
            return
        said = str(entry.data.get("reason") if entry.what in MOVES else entry.words)
        found = TOKEN.search(said)
        self.found[found[0] if found else said] += 1
        if found:
            self.owner_of_token[found[0]] = entry.feedback_id
            if entry.what in INTERNAL:
                self.internal.add(found[0])
            if entry.what in (What.ANSWERED, What.ASKED, What.RESOLVED):
                assert entry.words == self.given[found[0]], "to the letter"

    def steps_happen_once_and_not_after_the_end(self, entry: Entry) -> None:
        feedback, cycle = entry.feedback_id, entry.cycle
        last, last_cycle = self.stood.get(feedback, (What.CAPTURED, 0))
        if entry.what in STEPS:
            is_over = last in ENDS and last_cycle == cycle
            assert not is_over, f"{entry.what} after {last}"
        if entry.what in (What.REMINDED, What.ESCALATED):
            key = (feedback, cycle, entry.what, entry.data["level"])
            self.happened[key] += 1
            assert self.happened[key] == 1, f"{key} twice"
        if entry.what is What.ESCALATED:
            assert entry.data["level"] > self.top[feedback, cycle], "upwards only"
            self.top[feedback, cycle] = entry.data["level"]
        automatic = entry.what is What.CAPTURED and entry.data.get("automatic")
        if entry.what in ASKING:
            self.is_asked_once_and_after_an_answer(entry)
        if entry.what in ENDS or automatic or last_cycle != cycle:
            self.stood[feedback] = (What.CLOSED if automatic else entry.what, cycle)

    def is_asked_once_and_after_an_answer(self, entry: Entry) -> None:
        """How it went is asked of who was answered by a person, at the end, once in a cycle."""
        key = (entry.feedback_id, entry.cycle, "survey")
        self.happened[key] += 1
        assert self.happened[key] == 1, f"{key} twice"
        before = self.world.store.timeline(entry.feedback_id)[: entry.number - 1]
        of_cycle = [e.what for e in before if e.cycle == entry.cycle]
        assert {What.ANSWERED, What.RESOLVED}.intersection(of_cycle)
        assert {What.CLOSED, What.RESOLVED}.intersection(of_cycle)

    def promises_are_told(self, entry: Entry) -> None:
        """A promise differs from the last one told only where a correction made it sooner."""
        told = self.told.setdefault(entry.feedback_id, {None})
        data, what = entry.data, entry.what
        is_heard = what is What.CUSTOMER_WROTE or data.get("tells_customer")
        is_promised = is_heard and "promise_by" in data
        if what is What.CAPTURED:
            told = {None if data.get("automatic") else data.get("respond_by")}
        elif what is What.CUSTOMER_WROTE and data.get("reopens"):
            told = {data.get("respond_by")}
        elif what in (What.RESUMED, What.APPEALED) or is_promised:
            told = {data["promise_by"]}
        elif what is What.CORRECTED and "respond_by" in data:
            sooner = data["respond_by"]
            told = told | {sooner} if any(t is None or sooner < t for t in told) else told
        self.told[entry.feedback_id] = told

    @invariant()
    def deadlines_stay(self) -> None:
        """Within a cycle its version stays, and its deadline but for a pause or a correction."""
        for feedback in self.states():
            key = (feedback.id, feedback.cycle)
            assert self.began_under.setdefault(key, feedback.config_version) == (
                feedback.config_version
            )
            number, before = self.deadline.get(key, (feedback.entries, feedback.respond_by))
            self.deadline[key] = (feedback.entries, feedback.respond_by)
            if before == feedback.respond_by:
                continue
            between = self.world.store.timeline(feedback.id)[number:]
            assert any(
                e.what is What.RESUMED
                or (e.what is What.CUSTOMER_WROTE and {"promise_by", "placed"} & e.data.keys())
                or (e.what is What.CORRECTED and "respond_by" in e.data)
                for e in between
            )

    @invariant()
    def what_leaves_is_for_its_reader(self) -> None:
        new = self.tries[self.seen_tries :]
        self.seen_tries = len(self.tries)
        for one in new:
            self.goes_once(one)
            message, feedback = one.message, one.feedback
            if message.purpose in ONLY_WHILE_OPEN:
                is_now = feedback.is_open and feedback.cycle == one.entry.cycle
                assert is_now, f"{message.id} left after the answer"
            customers = {contact.address for contact in feedback.contacts}
            if message.purpose.is_for_staff:
                assert message.to in STAFF
                continue
            assert message.to in customers
            self.says_the_promise(one)
            whole = "".join(
                filter(None, (one.rendered.text, one.rendered.subject, one.rendered.html))
            )
            for token in TOKEN.findall(whole):
                assert token not in self.internal, "what is said among staff stays there"
                assert self.owner_of_token[token] == feedback.id

    def says_the_promise(self, one: Try) -> None:
        """A message that tells of a promise says the one that the entry holds, while it can be kept."""
        told, now = one.entry.data.get("promise_by"), one.tried_at
        if told is None or one.message.purpose in (Purpose.ANSWER, Purpose.QUESTION):
            return
        if (at := from_text(told)) > now:
            is_mail = one.message.channel is Channel.EMAIL
            said = say_by(at, now, "Europe/London", one.feedback.locale, dated=is_mail)
            assert to_gsm(said) in to_gsm(one.rendered.text), (
                f"{one.message.purpose}: {said!r} is not said"
            )

    def goes_once(self, one: Try) -> None:
        key = (one.message.feedback_id, one.message.id)
        says = replace(one.message, id="", **BLANK)
        first = self.says.setdefault(says, one.message.id)
        assert first == one.message.id, f"{first} says the same as {one.message.id}"
        assert key not in self.ended, f"{key} was tried after it had left or failed"
        if one.error is None or isinstance(one.error, PermanentDeliveryError):
            self.ended.add(key)

    @invariant()
    def answers_have_their_messages(self) -> None:
        for entry in self.answers:
            if not self.shown_to[f"{entry.feedback_id}:{entry.number}"]:
                continue
            if (entry.feedback_id, entry.number) in self.world.store._unreacted:
                continue
            by_reader = self.answer_messages(entry)
            assert by_reader, "an answer is on its way"
            for messages in by_reader.values():
                parts = [m.part for m in messages]
                count = parts[0][1]
                assert sorted(parts) == [(n, count) for n in range(1, count + 1)]
                if messages[0].channel is Channel.SMS:
                    assert count == len(answer_parts(entry.words or ""))

    def answer_messages(self, entry: Entry) -> dict[str, list[Message]]:
        found: dict[str, list[Message]] = defaultdict(list)
        for message in self.world.store.messages(entry.feedback_id):
            is_told = message.purpose in (Purpose.ANSWER, Purpose.RESOLUTION)
            if message.entry == entry.number and is_told:
                found[message.to].append(message)
        return found

    def teardown(self) -> None:
        """In the end, providers work and the sweep has looked: each answer left, to the letter."""
        if not hasattr(self, "world"):
            return
        self.providers_work_again()
        for _ in range(3):
            self.world.now += timedelta(days=1)
            self.sweep()
        self.every_feedback_wakes_when_its_plan_says()
        self.what_is_written_holds_together()
        self.what_leaves_is_for_its_reader()
        self.answers_have_their_messages()
        self.answers_have_left()
        self.everybody_was_acknowledged()
        self.measurements_are_what_the_timelines_say()
        for feedback in self.states():
            if feedback.is_open:
                assert feedback.wake_at is not None
                assert feedback.wake_at > self.world.now

    def measurements_are_what_the_timelines_say(self) -> None:
        """Whatever was lost on the way: the next look makes up for it, and all adds up."""
        world = self.world
        world.measure.follow(world.all_ids)
        found = world.rebuild.lasting(world.rebuild.compare(), world.rebuild.compare())
        world.rebuild.mend(found)
        assert world.rebuild.compare().is_whole
        versions = {n: world.configurations.version(n) for n in range(1, self.version + 1)}
        numbers = Numbers()
        for feedback_id in world.all_ids:
            measure(world.store.timeline(feedback_id), versions, numbers)
        entries = (
            facts
            for feedback_id in world.all_ids
            for facts in world.measures.recorded(feedback_id).values()
            if facts.source.startswith("entry:")
        )
        compare(tallies(entries), numbers)

    def answers_have_left(self) -> None:
        left = defaultdict(list)
        for sent in (*self.world.sms.sent, *self.world.mail.sent):
            left[sent.message.feedback_id, sent.message.id].append(sent)
        for entry in self.answers:
            for message in chain.from_iterable(self.answer_messages(entry).values()):
                if message.error == "opted_out":
                    continue
                assert message.delivery not in UNSETTLED
                copies = left[message.feedback_id, message.id]
                assert copies or message.delivery is Delivery.FAILED
                words = entry.words or ""
                if message.channel is Channel.SMS:
                    words = answer_parts(words)[message.part[0] - 1]
                assert all(words in copy.rendered.text for copy in copies), "to the letter"
            self.nothing_of_it_is_missing(entry, left)

    def nothing_of_it_is_missing(
        self, entry: Entry, left: Mapping[tuple[str, str], list[Sent]]
    ) -> None:
        """Read one after the other, the texts say every word of the answer in its order."""
        for messages in self.answer_messages(entry).values():
            copies = [left[m.feedback_id, m.id] for m in sorted(messages, key=lambda m: m.part)]
            if not all(copies):
                continue
            said = "".join(to_gsm(copy[0].rendered.text) for copy in copies)
            at = 0
            for word in (entry.words or "").split():
                at = said.find(to_gsm(word), at)
                assert at >= 0, f"{word!r} of an answer did not leave"
                at += len(to_gsm(word))

    def everybody_was_acknowledged(self) -> None:
        """Who can be reached, and is no machine, has an acknowledgement of the first words."""
        for entry in self.world.store.entries_since(0):
            to = entry.data.get("acknowledge_to")
            is_person = not (entry.data.get("automatic") or entry.data.get("suspect"))
            if entry.what is not What.CAPTURED or not to or not is_person:
                continue
            found = [
                message
                for message in self.world.store.messages(entry.feedback_id)
                if (message.entry, message.purpose) == (entry.number, Purpose.ACKNOWLEDGEMENT)
            ]
            assert to in {message.to for message in found}, f"{to} was never acknowledged"
            for message in found:
                is_kept_back = message.error in ("cap", "opted_out")
                assert message.delivery not in UNSETTLED or is_kept_back, "it never left"


BLANK: dict[str, Any] = {
    "delivery": Delivery.PENDING, "created_at": datetime(2026, 1, 1, tzinfo=UTC), "wake_at": None,
    "attempts": 0, "unsure": 0, "provider_id": None, "sent_at": None, "settled_at": None,
    "error": None, "rendered": None, "shows": None,
}  # fmt: skip
"""What becomes of a message; the rest is what it is."""
UNSETTLED = {Delivery.PENDING, Delivery.CLAIMED, Delivery.RETRY, Delivery.WITHHELD}
MOVES = {What.HANDED_OVER, What.CORRECTED}


def text(at: datetime | None) -> str | None:
    return to_text(at) if at else None


def stored(at: datetime | None) -> datetime | None:
    """An instant as precisely as the table keeps it."""
    return from_text(to_text(at)) if at else None


EXAMPLES = {"default": 20}
"""Lives of 50 steps each: 50,000 steps in the profile ci, a million in nightly."""

TestLives = Lives.TestCase
TestLives.settings = settings(
    max_examples=EXAMPLES.get(settings.get_current_profile_name(), settings().max_examples),
    stateful_step_count=50,
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
