"""The last days before the pictures: a story that can be told of each page, by the real services."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

import pytest

from chalicelib.context import TripContext, token
from chalicelib.events.trying import Answer
from chalicelib.model import Feedback
from infra.configfile import check_text
from tests.builders import KEYS
from tests.desk import installed
from tests.screenshots.sayings import COLD, STRANDED, WAITING
from tests.screenshots.weeks import ADA, BEGIN, CARLA, NOW, TEXT, Weeks
from tests.services.test_story import reply_to

SITE = "https://feedback.example.com"
SAM = "sam@customer.example"
_LATE = Answer(status=None, error="timeout", milliseconds=15_004)
_MINUTE = timedelta(minutes=1)
_WITHOUT_WEBHOOKS = TEXT.partition("[[webhooks]]")[0]
_FIRST_TEXT = _WITHOUT_WEBHOOKS.replace('answered_in_time = "85%"', 'answered_in_time = "80%"')


def _on(day: int, hour: int, minute: int = 0) -> datetime:
    """An instant of November."""
    return datetime(2026, 11, day, hour, minute, tzinfo=UTC)


@dataclass
class LastDays:
    """Plans what happens; it happens as the weeks go by."""

    weeks: Weeks
    sam: str = ""
    """Reference of the feedback whose page is shown."""
    incident: str = ""
    """Id of the incident whose page is shown."""

    def plan(self) -> None:
        """Everything, at its time."""
        at, weeks = self.weeks.at, self.weeks
        at(BEGIN, self._apply, _FIRST_TEXT, "python -m infra")
        at(_on(12, 15, 20), self._apply, _WITHOUT_WEBHOOKS, "nora@example.com")
        at(_on(25, 8, 30), self._connects_the_crm)
        for day in range(16, 26):
            at(_on(day, 0, 30), self._compares, date(2026, 11, day))
        at(_on(22, 13, 7), self._loses, "Where do I find my lost umbrella?", 90_001)
        at(_on(24, 9, 42), self._loses, "The invoice has my old address on it.", 90_002)
        for day in (23, 24, 25):
            at(_on(day, 8, 5), weeks.digests.send, _on(day, 8, 5))
        at(_on(24, 17, 5), self._sam_writes)
        for n, words in enumerate(STRANDED):
            at(_on(24, 18, 20 + 7 * n), weeks.says, words, "stop-high-wycombe", "sms")
        at(_on(24, 18, 50), self._makes_one_incident)
        for n, (way, words) in enumerate(COLD):
            at(NOW - _MINUTE * (31 - 5 * n), weeks.says, words, "coach-420", way)
        for when, words in WAITING:
            at(_on(*when), weeks.says, words, "coach-36", "sms", "36")
        at(_on(25, 8, 50), self._asks, _on(*WAITING[-1][0]))

    def _apply(self, text: str, by: str) -> None:
        """A configuration comes into force."""
        world = self.weeks.world
        document = check_text(text, "coaches.toml", world.now.date()).document
        assert document is not None
        world.configurations.apply(document, now=world.now, new_key=KEYS[0], text=text, by=by)

    def _sam_writes(self) -> None:
        """A form from a seat, a question, an answer to it, a note: all but the answer."""
        weeks, world = self.weeks, self.weeks.world
        trip = TripContext(
            vehicle="4123", line="420", trip="16:10 from Leeds", seat="14",
            valid_until=_on(25, 4),
        )  # fmt: skip
        words = "The toilet has been out of order since Leeds, and nobody says anything."
        captured = world.form(
            words, touchpoint="coach-420", email=SAM, name="Sam Okafor", rating=2,
            context=token(KEYS, "coach-420", trip), consent_contact=True, consent_survey=True,
        )  # fmt: skip
        weeks.nights.posts.add(captured.feedback.id, world.now)
        self.sam = captured.feedback.reference

        weeks.at(world.now + 22 * _MINUTE, self._moves, world.staff.take, None, ADA.email)
        question = "I am sorry. Was the door locked, or was it open and out of water?"
        weeks.at(world.now + 24 * _MINUTE, self._moves, world.staff.ask, question, ADA.email)
        weeks.at(world.now + 51 * _MINUTE, self._sam_replies)
        note = "4123 is in the depot at Leeds until six; the pump is ordered."
        weeks.at(_on(25, 9, 5), self._moves, world.staff.note, note, "ben@example.com")

    def _moves(self, move: Callable[..., Feedback], words: str | None, member: str) -> None:
        """A member moves Sam's feedback; without words they take it."""
        weeks, world = self.weeks, self.weeks.world
        now = next(one for one in map(world.store.get, world.all_ids) if one.reference == self.sam)
        said = weeks.said(now, member=member)
        if words is None:
            move(now, said, world.now, gives_back=False)
        else:
            move(now, words, said, world.now)
        world.settle()

    def _sam_replies(self) -> None:
        world = self.weeks.world
        asked = world.mails_to(SAM)[-1]
        reply = reply_to(asked, "Locked, with a note on the door. We were three hours on the road.")
        self.weeks.nights.mails.add("mail-sam", world.now)
        world.email(reply, asked.rendered.reply_to or "", message_id="mail-sam")

    def _asks(self, captured_at: datetime) -> None:
        """One of those who wait is asked something, and their clock stands still."""
        world = self.weeks.world
        waiting = [world.store.get(one) for one in world.all_ids[-60:]]
        [asked] = [one for one in waiting if one.captured_at == captured_at]
        words = "I am sorry. Which stop was it, and did you wave?"
        said = self.weeks.said(asked, member="ben@example.com")
        world.staff.ask(asked, words, said, world.now)
        world.settle()

    def _makes_one_incident(self) -> None:
        """Three who wait at a stop are one incident, and have one answer."""
        desk, world = self.weeks.desk, self.weeks.world
        stranded = [world.store.get(one).reference for one in world.all_ids[-3:]]
        body = {"key": desk.key(), "references": stranded}
        made = desk.post("/v1/incidents", body, CARLA)
        self.incident = made.json["summary"]["id"]
        world.settle()
        words = "I am sorry. The 18:05 broke down at Stokenchurch; another is with you at 19:15."
        path = f"/v1/incidents/{self.incident}/answer"
        desk.post(path, {"key": desk.key(), "words": {"en-GB": words}}, CARLA)
        world.settle()

    def _loses(self, words: str, n: int) -> None:
        """A mail arrives and nobody is told of it, until the night."""
        to = "feedback@feedback.example.com"
        self.weeks.mail(words, to, f"traveller-{n}@customer.example", n, is_lost=True)

    def _compares(self, today: date) -> None:
        for ago in (2, 1):
            self.weeks.nights.check(today - timedelta(days=ago))

    def _connects_the_crm(self) -> None:
        """A webhook comes into force; its first request takes too long."""
        self.weeks.elsewhere.go()
        self._apply(TEXT, "priya@example.com")
        self.weeks.elsewhere.receivers.next = [_LATE]


@contextmanager
def company() -> Iterator[LastDays]:
    """The company on the morning of the pictures; for as long, the routes are its own."""
    weeks = Weeks()
    story = LastDays(weeks)
    with pytest.MonkeyPatch.context() as patch, installed(weeks.desk, patch):
        patch.setenv("PUBLIC_URL", SITE)
        story.plan()
        weeks.live(NOW)
        yield story
