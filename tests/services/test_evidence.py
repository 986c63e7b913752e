"""Evidence of a period, from stories in memory: what the data shows, what it does not, and in whose words."""

import re
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from chalicelib.audit import Audited, Deed
from chalicelib.evidence.clauses import CLAUSES
from chalicelib.evidence.document import Document, Finding, Shown, Table, document
from chalicelib.evidence.speech import Speech, _texts, languages
from chalicelib.model import Channel, Delivery
from chalicelib.pages.evidence import html
from chalicelib.posters.evidence import pdf
from chalicelib.reconciliation import Checked, Inside, Reconciliation, Source
from chalicelib.services.evidence import Evidence
from chalicelib.services.staff import Said
from chalicelib.store.audit import MemoryAuditLog
from chalicelib.store.memory_lists import MemoryLists
from chalicelib.store.reconciliations import MemoryReconciliations
from tests.builders import NOON, configuration
from tests.world import World

FIRST, LAST = date(2026, 11, 1), date(2026, 11, 30)
DECEMBER = date(2026, 12, 1), date(2026, 12, 31)
NOTHING = "Nothing that came or began again in this period was raised."


class Office:
    """A world and what evidence of it is made from."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.reconciliations = MemoryReconciliations()
        self.audit = MemoryAuditLog()
        self.evidence = Evidence(
            world.configurations,
            world.measures,
            MemoryLists(world.store),
            self.reconciliations,
            self.audit,
        )

    def raised(self, first: date, last: date) -> Table:
        now = datetime(2027, 1, 5, tzinfo=UTC)
        return document(self.evidence.gather(first, last, now), "en-GB").tables[1]

    def document(self, locale: str = "en-GB") -> Document:
        now = max(self.world.now, NOON + timedelta(days=9))
        return document(self.evidence.gather(FIRST, LAST, now), locale)


@pytest.fixture
def office() -> Office:
    targets = [{"team": "coaches", "touchpoint": None, "answered_in_time": 9_000}]
    return Office(World(configuration(targets=targets)))


def finding(of: Document, number: str, standard: str = "ISO 10002:2018") -> Finding:
    (found,) = (one for one in of.findings if (one.standard, one.number) == (standard, number))
    return found


def answer(world: World, words: str = "It is mended.") -> None:
    said = Said(
        key="a", member="ana@example.com", team="coaches", at=world.now, channel=Channel.EMAIL
    )
    world.staff.answer(world.feedback, words, said, world.now)
    world.settle()


def test_what_was_raised_stands_with_its_reference_level_team_and_why(office: Office) -> None:
    world = office.world
    world.text("420 cold")
    world.hours(25)
    answer(world)
    of = office.document()
    (_, raised, _) = of.tables
    assert [(row[0], *row[2:]) for row in raised.rows] == [
        (world.feedback.reference, "1", "Supervisors", "not answered in time")
    ]
    assert "Raised to level 1: 1 (not answered in time 1)." in finding(of, "4.12").lines


def test_what_was_raised_after_the_months_end_is_listed_in_the_month_that_counts_it() -> None:
    office = Office(World(configuration()))
    world = office.world
    world.until(datetime(2026, 11, 30, 12, tzinfo=UTC))
    world.text("420 cold")
    world.hours(25)
    november, december = office.raised(FIRST, LAST), office.raised(*DECEMBER)
    assert november.rows == (
        (world.feedback.reference, "01/12/2026", "1", "Supervisors", "not answered in time"),
    )
    assert "it may be later" in november.note
    assert (december.rows, december.note) == ((), NOTHING)


def test_what_began_again_in_another_month_and_was_raised_is_listed_there() -> None:
    office = Office(World(configuration()))
    world = office.world
    world.text("420 cold")
    answer(world)
    world.until(datetime(2026, 12, 10, 12, tzinfo=UTC))
    world.text(f"{world.feedback.reference} still cold")
    assert world.feedback.cycle == 2
    world.hours(25)
    november, december = office.raised(FIRST, LAST), office.raised(*DECEMBER)
    assert (november.rows, november.note) == ((), NOTHING)
    assert [row[:3] for row in december.rows] == [(world.feedback.reference, "11/12/2026", "1")]


def test_no_touchpoint_is_left_out_because_much_was_raised_at_another() -> None:
    office = Office(World(configuration()))
    world = office.world
    for n in range(60):
        world.text("420 cold", sender=f"+44770090{n:04d}")
    for n in range(60, 63):
        world.text("550 cold", sender=f"+44770090{n:04d}")
    world.hours(25)
    raised = office.raised(FIRST, LAST)
    of_550 = {one.reference for one in world.store.all_states() if one.touchpoint == "coach-550"}
    assert len(raised.rows) == 50
    assert of_550 <= {row[0] for row in raised.rows}
    assert raised.note.endswith("More was raised than is listed here; all of it is counted above.")


def test_only_what_has_no_touchpoint_is_said_to_have_none(office: Office) -> None:
    office.world.text("it is cold")
    assert office.world.feedback.touchpoint is None
    office.world.hours(25)
    raised = office.raised(FIRST, LAST)
    assert (raised.rows, raised.note) == (
        (), "Belongs to no touchpoint, so it is counted above and not listed: 1.",
    )  # fmt: skip
    office.world.text("420 cold", sender="+447700900777")
    office.world.hours(25)
    raised = office.raised(FIRST, LAST)
    assert [row[2] for row in raised.rows] == ["1"]
    assert raised.note.endswith("not listed: 2."), "the first one reached level 2 as well"


def test_a_promise_that_was_missed_is_in_the_table_and_fails_the_target(office: Office) -> None:
    world = office.world
    world.text("420 cold")
    world.hours(25)
    answer(world)
    of = office.document()
    kept = {row[0]: row[1:3] for row in of.tables[0].rows}
    assert kept["Everything"] == kept["Coach operations"] == ("0", "1")
    assert "Target of Coach operations: 90% in time" in finding(of, "4.13").lines[0]


def test_a_target_that_was_set_later_says_since_when_it_judges() -> None:
    target = {"team": "coaches", "touchpoint": None, "answered_in_time": 9_000}
    office = Office(World(configuration(targets=[{**target, "since": "2027-01-01"}])))
    office.world.text("420 cold")
    office.world.hours(25)
    said = finding(office.document(), "4.13").lines[0]
    assert said.startswith("Target of Coach operations since 01/01/2027: 90% in time; attained: no")


def test_an_answer_that_reached_nobody_is_none_and_is_counted_by_itself(office: Office) -> None:
    world = office.world
    world.text("420 cold")
    world.hours(1)
    answer(world)
    before = office.document()
    assert finding(before, "7.7").lines[-1] == "No answer is known to have reached nobody."
    assert (before.tables[0].rows[0][1], before.tables[0].rows[0][4]) == ("1", "0")
    world.receipt(world.sms.sent[-1], Delivery.FAILED, "unreachable")
    world.settle()
    after = office.document()
    assert finding(after, "7.7").lines[-1] == (
        "Answers that reached nobody, and count as none: 1. Of these customers 0 heard from us after"
        " all, 1 do not know yet, 0 never heard."
    )
    table = after.tables[0]
    assert (table.rows[0][1], table.rows[0][4]) == ("0", "1")
    assert table.note.endswith("one of which it is known that it reached nobody counts as none.")


def test_without_anything_the_clauses_say_so_and_nothing_is_made_up(office: Office) -> None:
    of = office.document()
    assert finding(of, "7.4").shown is Shown.NO_DATA
    assert finding(of, "7.4").lines == ()
    assert of.tables[1].rows == ()
    assert of.tables[1].note == NOTHING
    assert {row[3] for row in of.tables[0].rows} == {"no data"}


def test_what_no_data_shows_is_left_to_people_and_says_what_to_add(office: Office) -> None:
    of = office.document()
    training = finding(of, "4.14")
    assert training.shown is Shown.PEOPLE
    assert training.lines == ()
    assert training.to_add is not None
    assert "training" in training.to_add


def test_days_that_were_not_compared_are_told_as_such(office: Office) -> None:
    whole = finding(office.document(), "4.9")
    assert "Not yet compared with what the providers say arrived." in whole.lines
    assert whole.shown is Shown.NO_DATA, "that nothing was compared shows nothing"
    office.world.text("420 cold")
    assert finding(office.document(), "4.9").shown is Shown.PARTLY


def test_what_is_missing_and_what_nobody_knows_of_a_compared_day_is_told(office: Office) -> None:
    checked = (
        Checked(channel=Channel.EMAIL, source=Source.MAIL_BUCKET, arrived=12, stored=11,
                more_missing=1),
        Checked(channel=Channel.SMS, source=Source.TOPIC, arrived=None),
    )  # fmt: skip
    compared = Reconciliation(
        day=date(2026, 11, 20), checked_at=NOON, times=1, channels=checked, inside=Inside()
    )
    office.reconciliations.save(compared)
    early = datetime(2026, 11, 19, 10, tzinfo=UTC)  # by hand, and the nights after it failed
    office.reconciliations.save(
        replace(compared, day=early.date(), checked_at=early, until=early, channels=())
    )
    of = office.document()
    first, second, *_ = finding(of, "4.9").lines
    assert first.startswith("1 of 30 days were compared")
    assert "12 arrived, missing: 1" in first
    assert second == "For some days nobody could say what arrived by: text message."
    assert of.tables[2].rows == (("20/11/2026", "12", "1", "text message", "0", "0"),)


def test_exports_and_erasing_are_counted_of_the_period_alone(office: Office) -> None:
    for n, at in enumerate((NOON, NOON, NOON - timedelta(days=60))):
        data: dict[str, str | int | bool] = {"personal": n == 0}
        one = Audited(id=str(n), at=at, by="mia@example.com", deed=Deed.EXPORTED, data=data)
        office.audit.record(one)
    gone = {"why": "age", "feedback": 7}
    office.audit.record(Audited(id="e", at=NOON, by="retention", deed=Deed.ERASED, data=gone))
    assert finding(office.document(), "4.10").lines == (
        "Data left 2 times, 1 of them with personal data.",
        "Feedback erased because a customer asked: 0; because of its age: 7.",
    )


def test_a_survey_is_told_with_its_interval_and_how_many_it_is_of(office: Office) -> None:
    world = office.world
    world.text("420 cold")
    answer(world)
    world.surveys.rate(
        world.feedback.id, score=4, recommend=None, why=None, channel=Channel.WEB, key=None,
        at=world.now, now=world.now,
    )  # fmt: skip
    world.settle()
    asked = finding(office.document(), "7.3.3", "ISO 10004:2018")
    assert asked.shown is Shown.DATA
    assert asked.lines[0].startswith("Content (4 or 5 of 5): 100% (")
    assert asked.lines[0].endswith("n = 1). Scores: 1: 0, 2: 0, 3: 0, 4: 1, 5: 0.")


@pytest.mark.parametrize("locale", languages())
def test_every_clause_has_its_words_in_every_language(office: Office, locale: str) -> None:
    office.world.text("420 cold")
    of = office.document(locale)
    assert len(of.findings) == len(CLAUSES)
    said = [part for one in of.findings for part in (one.title, one.status, *one.lines)]
    assert all(said)
    assert not re.search(r"[{}]", " ".join(said))


@pytest.mark.parametrize("locale", languages())
def test_the_languages_say_the_same_things_with_the_same_fields(locale: str) -> None:
    english, other = _texts("en-GB"), _texts(locale)
    assert english.keys() == other.keys()
    for name, text in english.items():
        assert sorted(re.findall(r"{(\w+)}", text)) == sorted(re.findall(r"{(\w+)}", other[name]))


def test_every_wording_is_of_a_clause_that_there_is() -> None:
    keys = {clause.key for clause in CLAUSES}
    adding = {clause.key for clause in CLAUSES if clause.adds}
    said = _texts("en-GB")
    assert {name.removeprefix("clause_") for name in said if name.startswith("clause_")} == keys
    assert {name.removeprefix("add_") for name in said if name.startswith("add_1")} == adding


def test_durations_and_shares_are_written_as_their_readers_do() -> None:
    assert [Speech("en").duration(s) for s in (0, 59, 60, 3_661, 90_061, 172_800)] == [
        "0 s", "59 s", "1 min", "1 h 1 min", "1 d 1 h", "2 d",
    ]  # fmt: skip
    assert [Speech(one).percent(0.9345) for one in languages()] == ["93.5%", "93,5%", "93,5 %"]


def test_the_page_escapes_what_people_typed(office: Office) -> None:
    places = dict(office.world.first.document["touchpoints"])
    places["coach-420"] = {**places["coach-420"], "name": "<b>Coach</b> & Co"}
    bold = Office(World(configuration(touchpoints=places)))
    bold.world.text("420 cold")
    page = html(bold.document())
    assert "&lt;b&gt;Coach&lt;/b&gt; &amp; Co" in page
    assert "<b>Coach" not in page


def test_the_pdf_has_pages_and_is_the_same_each_time(office: Office) -> None:
    office.world.text("420 cold")
    of = office.document("pt-BR")
    made = pdf(of)
    assert made.startswith(b"%PDF")
    assert len(re.findall(rb"/Type /Page\b(?!s)", made)) >= 3
    assert made == pdf(of)


def test_more_than_a_year_is_refused(office: Office) -> None:
    with pytest.raises(ValueError, match="a year at most"):
        office.evidence.gather(date(2024, 1, 1), date(2026, 1, 1), NOON)
