"""The daily digest: who gets it, what it lists, and that it comes once."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from chalicelib.configuration import Configuration
from chalicelib.digest import LISTED
from chalicelib.errors import TemporaryDeliveryError, UnavailableError
from chalicelib.model import Purpose, What
from chalicelib.notify.digest_mail import DigestMail
from chalicelib.notify.memory import Sent
from chalicelib.services.alone import Alone
from chalicelib.services.digests import Digested, Digests, assembled
from chalicelib.store.memory_lists import MemoryLists
from chalicelib.store.reconciliations import MemoryReconciliations
from tests.builders import NOON, configuration, document, policy_row
from tests.services.test_story import answer
from tests.world import World

MORNING = datetime(2026, 11, 24, 8, 0, tzinfo=UTC)
"""The Tuesday after `NOON`, at `digest_at` in London."""
COACHES, BOSS = "coaches@example.com", "boss@example.com"


class Office:
    """A world, and its digests."""

    def __init__(self, first: Configuration | None = None) -> None:
        self.world = world = World(first=first or configuration(policies=[slow()]))
        self.reconciliations = MemoryReconciliations()
        self.digests = digests_of(world, reconciliations=self.reconciliations)

    def send(self, at: datetime, *, at_once: bool = False) -> Digested:
        self.world.until(at)
        done = self.digests.send(at, at_once=at_once)
        self.world.settle()
        return done

    def mails(self) -> list[Sent]:
        """The digests that left."""
        sent = self.world.mail.sent
        return [one for one in sent if one.message.purpose is Purpose.TEAM_DIGEST]

    def subjects(self) -> list[tuple[str, str]]:
        return [(sent.message.to, sent.rendered.subject or "") for sent in self.mails()]

    def newest(self) -> str:
        return self.mails()[-1].rendered.text


def digests_of(
    world: World, store: Any = None, reconciliations: MemoryReconciliations | None = None
) -> Digests:
    """A world's digests."""
    return assembled(
        store or world.store,
        world.configurations,
        DigestMail(world.configurations, "https://fale.example.com"),
        Alone(world.store, world.send_queue),
        lists=MemoryLists(world.store),
        measures=world.measures,
        ratings=world.ratings,
        incidents=world.incidents,
        reconciliations=reconciliations or MemoryReconciliations(),
    )


def slow(**changes: Any) -> dict[str, Any]:
    """Promised within four hours, raised a week later."""
    hour, day = 3600, 86_400
    levels = [{"after": 7 * day, "to": "supervisors", "respond_within": day}]
    return policy_row(respond_within=4 * hour, remind_after=None, levels=levels) | changes


def test_a_digest_that_the_provider_could_not_take_is_tried_again_as_every_message() -> None:
    office = Office()
    office.world.text("420 heating broken, we are freezing")
    office.world.until(MORNING)
    office.world.mail.fail_next(TemporaryDeliveryError("throttled"))
    assert office.send(MORNING) == Digested(daily=1)
    assert office.subjects() == []
    office.world.hours(1)
    assert office.subjects() == [(COACHES, "Coach operations: 1 overdue")]
    assert office.send(MORNING + timedelta(hours=2)) == Digested()


def test_a_run_that_dies_costs_no_digest_and_sends_none_twice() -> None:
    teams = document()["teams"]
    teams["coaches"] |= {"mailbox": None, "members": ["ana@example.com", "bo@example.com"]}
    office = Office(configuration(policies=[slow()], teams=teams))
    office.world.text("420 heating broken")
    office.world.until(MORNING)
    alone = Alone(office.world.store, DyingQueue(office.world))
    with pytest.raises(UnavailableError):
        replace(office.digests, alone=alone).send(MORNING)
    assert office.send(MORNING + timedelta(hours=1)) == Digested(daily=1), "the other reader"
    office.world.sweep()
    assert sorted(to for to, _ in office.subjects()) == ["ana@example.com", "bo@example.com"]


class DyingQueue:
    """The run ends before the first job of a digest is handed over."""

    def __init__(self, world: World) -> None:
        self._world = world

    def put(self, jobs: Any, *, delay: timedelta = timedelta()) -> None:  # noqa: ARG002
        raise UnavailableError("the process is gone")


def test_a_team_is_told_what_is_overdue_and_by_whom() -> None:
    office = Office()
    office.world.text("420 heating broken, we are freezing")
    assert office.send(MORNING) == Digested(daily=1)
    assert office.subjects() == [(COACHES, "Coach operations: 1 overdue")]
    text = office.newest()
    assert f"[{office.world.feedback.reference}] Coach 420 London to Birmingham" in text
    assert "Complaint, high; overdue since 16:00 on Monday 23 November (16 h ago)" in text
    assert "    420 heating broken, we are freezing\n" in text


def test_it_comes_once_a_day_and_again_on_the_next() -> None:
    office = Office()
    office.world.text("420 heating broken")
    for hours in (0, 1, 2, 24):
        office.send(MORNING + timedelta(hours=hours))
    assert [to for to, _ in office.subjects()] == [COACHES, COACHES]


def test_before_its_time_nothing_is_sent_unless_it_is_asked_for() -> None:
    office = Office()
    office.world.text("420 heating broken")
    early = MORNING - timedelta(hours=2)
    assert office.send(early) == Digested()
    assert office.send(early, at_once=True) == Digested(daily=1)
    assert office.send(early, at_once=True) == Digested()
    assert office.send(MORNING) == Digested()


def test_digest_at_is_the_organisations() -> None:
    organisation = document()["organisation"] | {"digest_at": 6 * 60 + 30}
    organisation["time_zone"] = "America/Sao_Paulo"
    office = Office(configuration(policies=[slow()], organisation=organisation))
    office.world.text("420 heating broken")
    assert office.send(datetime(2026, 11, 24, 9, 0, tzinfo=UTC)) == Digested()
    assert office.send(datetime(2026, 11, 24, 10, 0, tzinfo=UTC)) == Digested(daily=1)


def test_where_there_is_nothing_to_say_there_is_no_mail_all_day() -> None:
    office = Office()
    assert office.send(MORNING) == Digested()
    office.world.text("420 heating broken")
    assert office.send(MORNING + timedelta(hours=5)) == Digested()
    assert office.mails() == []


def test_what_falls_due_today_is_told_as_well_and_tomorrows_is_not() -> None:
    office = Office()
    office.world.until(MORNING - timedelta(hours=1))
    office.world.text("420 the driver was rude", sender="+447700900124")
    office.world.until(MORNING)
    assert office.send(MORNING) == Digested(daily=1)
    assert office.subjects() == [(COACHES, "Coach operations: 1 due today")]
    assert "due at 11:00 on Tuesday 24 November (in 3 h)" in office.newest()
    later = Office(configuration(policies=[slow(respond_within=86_400)]))
    later.world.text("420 the driver was rude")
    later.send(NOON.replace(hour=13), at_once=True)
    assert later.subjects() == [(COACHES, "Coach operations: 1 new")]


def test_what_was_raised_is_in_the_digest_of_who_has_it_now() -> None:
    office = Office(configuration())
    office.world.text("420 heating broken")
    assert office.world.feedback.holder == "coaches"
    office.send(MORNING + timedelta(days=1))
    assert office.world.feedback.holder == "supervisors"
    assert office.subjects() == [(BOSS, "Supervisors: 1 due today")]
    office.send(MORNING + timedelta(days=3))
    people = ["omb-1@example.com", "omb-2@example.com"]
    assert office.subjects()[1:] == [(one, "Ombudsman: 1 overdue") for one in people]


def test_what_was_answered_or_waits_for_the_customer_is_in_none() -> None:
    for words in ("We are sorry, a warm coach is on its way.", "#ask Which coach was it?"):
        office = Office()
        office.world.text("420 heating broken")
        answer(office.world, words)
        assert office.world.feedback.holder is None
        assert office.send(MORNING) == Digested()


def test_what_goes_on_after_a_question_is_held_again() -> None:
    office = Office()
    office.world.text("420 heating broken")
    answer(office.world, "#ask Which coach was it?")
    office.world.hours(1)
    office.world.text("The 9:40 to Oxford")
    assert office.world.feedback.holder == "coaches"
    assert office.send(MORNING) == Digested(daily=1)


def test_a_list_that_lags_behind_an_answer_does_not_show_it() -> None:
    class Lagging:
        """The store whose list still has what was answered a moment ago."""

        def __init__(self, office: Office) -> None:
            self._store, self._ids = office.world.store, office.world.all_ids

        def held(self, team_id: str, until: datetime, limit: int) -> list[str]:  # noqa: ARG002
            return self._ids if team_id == "coaches" else []

        def __getattr__(self, name: str) -> Any:
            return getattr(self._store, name)

    office = Office()
    office.world.text("420 heating broken")
    answer(office.world, "We are sorry.")
    office.digests = digests_of(office.world, Lagging(office))
    assert office.send(MORNING) == Digested()


def test_fifty_are_listed_the_oldest_first_and_the_rest_is_counted() -> None:
    office = Office()
    for number in range(LISTED + 3):
        office.world.text(f"420 number {number:03d}", sender=f"+4477009{number:05d}")
        office.world.now += timedelta(minutes=1)
    office.send(MORNING)
    assert office.subjects() == [(COACHES, f"Coach operations: {LISTED + 3} overdue")]
    text = office.newest()
    assert "Overdue, and not listed here: 3." in text
    listed = [line for line in text.splitlines() if line.startswith("    420 number")]
    assert listed == [f"    420 number {number:03d}" for number in range(LISTED)]


def test_the_default_team_is_told_of_a_team_with_nobody_there() -> None:
    teams = document()["teams"]
    teams["supervisors"] |= {"mailbox": None, "members": []}
    office = Office(configuration(policies=[slow()], teams=teams))
    assert office.send(MORNING) == Digested(daily=1, gaps=1)
    assert office.subjects() == [(COACHES, "Coach operations: teams with nobody there: 1")]
    assert "Nobody of Supervisors gets mail today" in office.newest()


def test_a_digest_says_that_it_is_automatic_and_has_no_reply_address() -> None:
    office = Office()
    office.world.text("420 heating broken")
    office.send(MORNING)
    [sent] = office.mails()
    assert sent.rendered.headers["Auto-Submitted"] == "auto-generated"
    assert sent.rendered.sender == '"Example Coaches" <feedback@fale.example.com>'
    assert sent.rendered.reply_to is None
    assert "Please do not reply to this mail" in sent.rendered.text


@pytest.mark.parametrize("words", ["<script>alert(1)</script>", "a\r\nBcc: x@example.net", ""])
def test_words_of_a_stranger_stay_words(words: str) -> None:
    office = Office()
    office.world.form(words or "x", rating=1)
    office.send(MORNING)
    [sent] = office.mails()
    assert "<script>" not in (sent.rendered.html or "")
    assert "\r" not in (sent.rendered.subject or "")


def test_the_holder_is_right_at_every_step_of_a_story() -> None:
    world = World(first=configuration())
    world.text("420 heating broken")
    seen = []
    for _ in range(80):
        seen.append(world.feedback.holder)
        world.hours(1)
    assert list(dict.fromkeys(seen)) == ["coaches", "supervisors", "ombudsman"]
    raised = [entry.data["to"] for entry in world.timeline if entry.what is What.ESCALATED]
    assert raised == ["supervisors", "ombudsman"]
