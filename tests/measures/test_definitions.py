"""What counts, case by case: the edge cases that other systems got wrong."""

from datetime import timedelta
from typing import Any

import pytest

from chalicelib.measures.facts import Fact, Measure, State, lines_from_plain, to_plain
from chalicelib.measures.figures import figures
from chalicelib.measures.ledger import ledger
from chalicelib.measures.periods import Period
from chalicelib.measures.rollups import EVERYTHING, Cell, Dimension, tallies
from chalicelib.measures.standing import standing
from chalicelib.model import Channel, Entry, What
from tests.builders import HOUR, NOON
from tests.builders import entry as first_entry
from tests.measures.histories import CONFIGURATIONS

MINUTE = timedelta(minutes=1)
TERMS = {"policy": "wall", "configuration": 1}
DAY = timedelta(days=1)


class Story:
    """A timeline told entry by entry, hours after noon on a Monday."""

    def __init__(self, **data: Any) -> None:
        facts = {
            "owner": "coaches", "kind": "complaint", "severity": "normal", "touchpoint": "coach-420",
        }  # fmt: skip
        self.timeline = [first_entry(data={**facts, **TERMS, **data})]
        self.cycle = 1

    def tell(self, hours: float, what: What, words: str | None = None, **data: Any) -> "Story":
        if data.get("reopens") or what is What.APPEALED:
            self.cycle += 1
            data = {**TERMS, **data}
        self.timeline.append(
            Entry(
                feedback_id=self.timeline[0].feedback_id,
                number=len(self.timeline) + 1,
                what=what,
                at=NOON + hours * HOUR,
                actor="somebody",
                channel=Channel.SMS,
                words=words,
                cycle=data.pop("cycle", self.cycle),
                data=data,
            )
        )
        return self

    def wrote(self, hours: float, **data: Any) -> "Story":
        return self.tell(hours, What.CUSTOMER_WROTE, "and it is dark", **{"reopens": False, **data})

    def answered(self, hours: float) -> "Story":
        return self.tell(hours, What.ANSWERED, "mended", team="coaches")

    def resolved(self, hours: float, words: str | None = "all mended") -> "Story":
        return self.tell(hours, What.RESOLVED, words, team="coaches")

    def lost(self, hours: float, entry: int | None = None, **data: Any) -> "Story":
        """It is known that an entry's words reached nobody: the newest one's, where none is named."""
        about = entry or len(self.timeline)
        said = {"entry": about, "purpose": "answer", "reason": "invalid", "lost": True}
        return self.tell(hours, What.UNDELIVERED, **{**said, **data})

    def told(self, hours: float) -> "Story":
        return self.tell(hours, What.NOTED, "I rang her", told=True)

    def closed(self, hours: float) -> "Story":
        return self.tell(hours, What.CLOSED, why="time")

    def asked(self, hours: float, until: float) -> "Story":
        at = (NOON + until * HOUR).isoformat()
        return self.tell(hours, What.ASKED, "which seat?", until=at)

    def facts(self, measure: Measure) -> list[Fact]:
        """What holds in the end, of one measure."""
        held: dict[Any, Fact] = {}
        for facts in ledger(self.timeline, CONFIGURATIONS.__getitem__):
            for line in facts.lines:
                if line.sign == 1:
                    held[line.fact.identity] = line.fact
                else:
                    assert held.pop(line.fact.identity) == line.fact
        return [fact for fact in held.values() if fact.measure is measure]

    def the(self, measure: Measure) -> Fact:
        (found,) = self.facts(measure)
        return found


def test_a_response_is_measured_from_the_providers_receive_time_to_the_answer() -> None:
    fact = Story().answered(2).the(Measure.FIRST_RESPONSE)
    assert (fact.state, fact.start, fact.seconds) == (State.DONE, NOON, 7_200)


@pytest.mark.parametrize(
    "what",
    [What.REMINDED, What.NOTED, What.LATE, What.OVERDUE, What.UNDELIVERED, What.SET_ASIDE,
     What.SURVEY_ASKED],
)  # fmt: skip
def test_what_is_no_human_answer_to_the_customer_is_no_response(what: What) -> None:
    story = Story().tell(1, what, "we are late", level=0, to="coaches")
    assert story.the(Measure.FIRST_RESPONSE).state is State.RUNNING


def test_a_question_to_the_customer_is_no_response_and_stops_the_clock() -> None:
    story = Story().asked(1, until=48)
    assert story.the(Measure.FIRST_RESPONSE).state is State.RUNNING
    assert story.the(Measure.PROMISE).state is State.WAITING
    assert story.the(Measure.PAUSE).state is State.RUNNING


def test_a_pause_is_left_out_of_open_time_and_named_and_moves_the_deadline() -> None:
    story = Story().asked(1, until=48).wrote(11).answered(30)
    response = story.the(Measure.FIRST_RESPONSE)
    assert (response.seconds, response.open_seconds) == (30 * 3600, 20 * 3600)
    assert response.pauses == ((NOON + HOUR, NOON + 11 * HOUR),)
    promise = story.the(Measure.PROMISE)
    assert (promise.state, promise.due) == (State.KEPT, NOON + 34 * HOUR)


def test_a_pause_ends_when_the_waiting_was_to_end_though_it_was_noticed_later() -> None:
    story = Story().asked(1, until=2).tell(3, What.RESUMED, why="time")
    assert story.the(Measure.PAUSE).seconds == 3600


def test_closing_without_an_answer_is_no_response_and_breaks_the_promise() -> None:
    story = Story().tell(3, What.CLOSED, why="time")
    assert story.the(Measure.FIRST_RESPONSE).state is State.WITHOUT
    assert story.the(Measure.FIRST_RESPONSE).seconds == 3 * 3600
    assert story.the(Measure.RESOLUTION).state is State.WITHOUT
    assert story.the(Measure.PROMISE).state is State.MISSED


def test_an_outcome_with_words_is_a_response_and_one_without_is_none() -> None:
    assert Story().tell(1, What.RESOLVED, "mended").the(Measure.FIRST_RESPONSE).seconds == 3600
    story = Story().answered(1).tell(5, What.RESOLVED)
    assert story.the(Measure.FIRST_RESPONSE).seconds == 3600
    assert story.the(Measure.RESOLUTION).seconds == 5 * 3600


def test_words_in_a_row_are_one_interval_from_the_first() -> None:
    story = Story().wrote(1).wrote(2).answered(3)
    assert story.the(Measure.FIRST_RESPONSE).seconds == 3 * 3600
    assert story.facts(Measure.FURTHER_RESPONSE) == []


def test_reopening_begins_a_cycle_and_the_figure_of_the_old_one_stays() -> None:
    story = Story().answered(1).tell(2, What.CLOSED, why="time")
    before = story.the(Measure.FIRST_RESPONSE), story.the(Measure.RESOLUTION)
    story.wrote(500, reopens=True).answered(503)
    assert (story.the(Measure.FIRST_RESPONSE), story.facts(Measure.RESOLUTION)[0]) == before
    further = story.the(Measure.FURTHER_RESPONSE)
    assert (further.seconds, further.cycle) == (3 * 3600, 2)


def test_what_was_answered_and_reopened_was_not_resolved() -> None:
    first, second = Story().answered(1).wrote(9, reopens=True).facts(Measure.RESOLUTION)
    assert (first.state, second.state) == (State.WITHOUT, State.RUNNING)


def test_closed_with_no_more_words_was_resolved_by_the_last_answer() -> None:
    story = Story().answered(1).answered(4).tell(172, What.CLOSED, why="time")
    assert story.the(Measure.RESOLUTION).seconds == 4 * 3600


def test_handling_is_every_cycle_without_waiting_and_without_the_silence_in_between() -> None:
    story = Story().asked(1, until=48).wrote(3).answered(5).wrote(100, reopens=True).answered(102)
    assert story.the(Measure.HANDLING).state is State.RUNNING
    story.tell(300, What.CLOSED, why="time")
    fact = story.the(Measure.HANDLING)
    assert (fact.state, fact.seconds) == (State.DONE, (5 - 2 + 2) * 3600)


def test_what_nobody_answered_is_still_running_and_never_nothing() -> None:
    fact = Story().wrote(400).the(Measure.FIRST_RESPONSE)
    assert (fact.state, fact.end, fact.seconds) == (State.RUNNING, None, None)


def test_a_machines_mail_is_measured_in_no_way_until_a_person_writes() -> None:
    story = Story(automatic="vacation")
    assert list(ledger(story.timeline, CONFIGURATIONS.__getitem__)) == []
    story.wrote(1, automatic="vacation").wrote(5, reopens=True).answered(6)
    assert story.the(Measure.FIRST_RESPONSE).seconds == 3600


def test_a_promise_is_kept_at_the_very_deadline_and_missed_a_moment_later() -> None:
    assert Story().answered(24).the(Measure.PROMISE).state is State.KEPT
    assert Story().answered(24 + 1e-6).the(Measure.PROMISE).state is State.MISSED


def test_a_promise_counts_on_the_day_that_decided_it() -> None:
    assert Story().answered(1).the(Measure.PROMISE).day == NOON.date()
    for late in (Story(), Story().answered(99)):
        assert late.the(Measure.PROMISE).day == (NOON + DAY).date()


@pytest.mark.parametrize(
    ("hours", "state", "missed", "waiting"),
    [
        (24 - 1e-6, State.WAITING, 0, 1),
        (24, State.RUNNING, 1, 0),
        (72, State.RUNNING, 1, 0),
    ],
)
def test_a_question_after_the_deadline_saves_no_promise(
    hours: float, state: State, missed: int, waiting: int
) -> None:
    story = Story().asked(hours, until=200)
    promise = story.the(Measure.PROMISE)
    assert (promise.state, promise.due) == (state, NOON + DAY)
    sums = tallies(ledger(story.timeline, CONFIGURATIONS.__getitem__))
    of_its_day = sums[Cell(Dimension.ALL, promise.day.isoformat(), EVERYTHING)]
    its_day = Period(promise.day, promise.day, is_month=False)
    afterwards = figures(standing([(its_day, of_its_day)], promise.day + DAY)).promises
    assert (afterwards.missed, afterwards.waiting) == (missed, waiting)


def test_a_correction_moves_the_cycles_figures_and_no_deadline() -> None:
    story = Story().answered(30)
    before = story.the(Measure.PROMISE)
    story.tell(31, What.CORRECTED, changes={"kind": ["complaint", "enquiry"]}, reason="")
    after = story.the(Measure.PROMISE)
    assert (after.kind.value, after.due, after.state) == ("enquiry", before.due, State.MISSED)
    assert {fact.kind.value for measure in Measure for fact in story.facts(measure)} == {"enquiry"}


def test_a_hand_over_moves_what_still_runs_and_not_what_was_answered() -> None:
    story = (
        Story().answered(1).tell(2, What.HANDED_OVER, **{"from": "coaches", "to": "supervisors"})
    )
    assert story.the(Measure.FIRST_RESPONSE).team == "coaches"
    assert story.the(Measure.RESOLUTION).team == "supervisors"


def test_each_level_has_its_time_and_by_how_much_the_promise_was_missed() -> None:
    at = (NOON + 24 * HOUR).isoformat()
    story = Story().tell(
        25, What.ESCALATED, level=1, to="supervisors", why="late", missed_by=at, promise_by=None
    )
    owner, level = story.answered(30).facts(Measure.LEVEL)
    assert (owner.level, owner.seconds, owner.holder) == (0, 25 * 3600, "coaches")
    assert (level.level, level.seconds, level.holder) == (1, 5 * 3600, "supervisors")
    assert level.start - (level.due or level.start) == HOUR


def test_an_appeal_is_the_ombudsmans_with_a_deadline_of_its_own() -> None:
    story = (
        Story()
        .answered(1)
        .tell(10, What.APPEALED, level=2, to="ombudsman", why="appeal", missed_by=None)
    )
    promise = story.facts(Measure.PROMISE)[1]
    assert promise.due == NOON + 34 * HOUR
    assert [fact.why for fact in story.facts(Measure.LEVEL)] == [None, "appeal"]


def test_a_survey_belongs_to_its_cycle_and_the_newest_rating_holds_while_the_old_is_kept() -> None:
    story = Story().answered(1).tell(2, What.SURVEY_ASKED).wrote(9, reopens=True)
    story.tell(10, What.RATED, score=2, recommend=None, cycle=1)
    story.tell(11, What.RATED, score=5, recommend=9, cycle=1)
    survey = story.the(Measure.SURVEY)
    assert (survey.cycle, survey.score, survey.recommend) == (1, 5, 9)
    lines = [
        (line.sign, line.fact.score)
        for facts in ledger(story.timeline, CONFIGURATIONS.__getitem__)
        for line in facts.lines
        if line.fact.measure is Measure.SURVEY
    ]
    assert lines == [(1, None), (-1, None), (1, 2), (-1, 2), (1, 5)]


@pytest.mark.parametrize("score", [0, 6, -1, 4.5, True, "5", None])
@pytest.mark.parametrize("recommend", [-1, 11, 6.5, 8.5, False, "9", None])
def test_what_is_on_no_scale_is_no_rating(score: object, recommend: object) -> None:
    story = Story().answered(1).tell(2, What.RATED, score=score, recommend=recommend)
    assert story.facts(Measure.SURVEY) == []


def test_a_day_is_the_organisations() -> None:
    late = Story(configuration=2)
    late.timeline[0] = first_entry(at=NOON - 10 * HOUR, data=dict(late.timeline[0].data))
    assert late.the(Measure.FIRST_RESPONSE).day == (NOON - DAY).date(), "23:00 in São Paulo"


def test_a_fact_says_under_what_it_was_measured() -> None:
    fact = Story(policy="office").answered(1).the(Measure.FIRST_RESPONSE)
    assert (fact.policy, fact.configuration, fact.calendar) == ("office", 1, "office")
    assert (fact.seconds, fact.open_seconds) == (3600, 0), "from twelve to one it is closed"


def test_facts_are_the_same_after_they_were_stored() -> None:
    story = Story().asked(1, until=48).wrote(11).answered(30).tell(31, What.RATED, score=1)
    for facts in ledger(story.timeline, CONFIGURATIONS.__getitem__):
        assert lines_from_plain(to_plain(facts)) == facts.lines  # type: ignore[arg-type]


# An answer that reached nobody

R, D, W = State.RUNNING, State.DONE, State.WITHOUT
KEPT, MISSED = State.KEPT, State.MISSED
LOST: dict[str, tuple[Story, tuple[State, float | None], State, tuple[State, float | None]]] = {
    # what happened: first response and its hours, the promise of 24 hours, resolution and its hours
    "lost, and nothing since": (Story().answered(1).lost(2), (R, None), R, (R, None)),
    "lost and answered again in time": (
        Story().answered(1).lost(2).answered(5), (D, 5), KEPT, (R, None),
    ),
    "lost and answered again too late": (
        Story().answered(1).lost(2).answered(30), (D, 30), MISSED, (R, None),
    ),
    "both lost": (Story().answered(1).lost(2).answered(5).lost(6), (R, None), R, (R, None)),
    "answered again before it was known": (
        Story().answered(1).answered(5).lost(6, 2), (D, 5), KEPT, (R, None),
    ),
    "only a later one lost": (
        Story().answered(1).answered(5).lost(6).closed(99), (D, 1), KEPT, (D, 1),
    ),
    "lost and closed": (Story().answered(1).lost(2).closed(9), (W, 9), MISSED, (W, 9)),
    "closed and then known to be lost": (
        Story().answered(1).closed(9).lost(200, 2), (W, 9), MISSED, (W, 9),
    ),
    "told in time": (Story().answered(1).lost(2).told(5).closed(99), (D, 5), KEPT, (D, 5)),
    "told too late": (Story().answered(1).lost(2).told(30), (D, 30), MISSED, (R, None)),
    "told after it was closed": (
        Story().answered(1).lost(2).closed(9).told(12), (D, 12), KEPT, (D, 12),
    ),
    "told before it was known": (Story().answered(1).told(3).lost(6, 2), (D, 3), KEPT, (R, None)),
    "told though nothing was lost": (Story().told(1), (R, None), R, (R, None)),
    "told beside an answer that arrived": (
        Story().answered(1).told(3).closed(99), (D, 1), KEPT, (D, 1),
    ),
    "told twice": (
        Story().answered(1).lost(2).told(5).told(8).closed(99), (D, 5), KEPT, (D, 5),
    ),
    "no way was found": (
        Story().answered(1).lost(2).tell(3, What.NOTED, "gone", unreachable=True),
        (R, None), R, (R, None),
    ),
    "an outcome that nobody heard": (Story().resolved(1).lost(2), (W, 1), MISSED, (W, 1)),
    "an outcome that was told otherwise": (
        Story().resolved(1).lost(2).told(4), (D, 4), KEPT, (D, 4),
    ),
    "answered, and an outcome that nobody heard": (
        Story().answered(1).resolved(5, None).lost(6), (D, 1), KEPT, (W, 5),
    ),
    "answered, and an outcome that was told otherwise": (
        Story().answered(1).resolved(5, None).lost(6).told(8), (D, 1), KEPT, (D, 8),
    ),
    "an outcome without words after an answer that was lost": (
        Story().answered(1).lost(2).resolved(5, None), (W, 5), MISSED, (D, 5),
    ),
    "a part that may still arrive elsewhere": (
        Story().answered(1).lost(2, lost=False, other="pat@example.net"), (D, 1), KEPT, (R, None),
    ),
    "a notice, not the answer": (
        Story().answered(1).lost(2, 1, lost=False, purpose="acknowledgement"),
        (D, 1), KEPT, (R, None),
    ),
    "written before late news was told apart": (
        Story().answered(1).lost(2, lost=False, unreached=True), (R, None), R, (R, None),
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", LOST)
def test_an_answer_that_reached_nobody_is_no_answer(case: str) -> None:
    story, (state, hours), kept, (resolution, after) = LOST[case]
    response, outcome = story.the(Measure.FIRST_RESPONSE), story.the(Measure.RESOLUTION)
    assert (response.state, response.seconds) == (state, hours and hours * 3600)
    assert story.the(Measure.PROMISE).state is kept
    assert (outcome.state, outcome.seconds) == (resolution, after and after * 3600)


UNAWARE: dict[str, tuple[Story, list[tuple[State, float | None]]]] = {
    "still": (Story().answered(1).lost(3), [(R, None)]),
    "until told, from when it was given": (Story().answered(1).lost(3).told(6), [(D, 5)]),
    "until another answer": (Story().answered(1).lost(3).answered(4), [(D, 3)]),
    "each by itself": (
        Story().answered(1).lost(2).answered(3).lost(4).answered(9), [(D, 8), (D, 6)],
    ),
    "for good, where it was closed": (Story().answered(1).lost(2).closed(9), [(W, 8)]),
    "for good, where no way was found": (
        Story().answered(1).lost(2).tell(6, What.NOTED, "gone", unreachable=True), [(W, 5)],
    ),
    "for good, where the customer wrote again": (
        Story().answered(1).lost(2).wrote(9, reopens=True), [(W, 8)],
    ),
    "still, though a member had resolved it": (Story().resolved(1).lost(2), [(R, None)]),
    "still, though the bare outcome arrived": (
        Story().answered(1).lost(2).resolved(5, None), [(R, None)],
    ),
    "again, where the next answer was lost as well": (
        Story().answered(1).lost(2).closed(9).answered(12).lost(13, 5), [(R, None), (R, None)],
    ),
    "not at all, where the next mail was longer on its way": (
        Story().answered(5).lost(6).answered(4), [(D, 0)],
    ),
    "of an older cycle, known in a later one": (
        Story().answered(1).wrote(9, reopens=True).answered(10).lost(11, 2), [(W, 8)],
    ),
    "once, though the news comes twice": (Story().answered(1).lost(2).lost(3, 2), [(R, None)]),
}  # fmt: skip


@pytest.mark.parametrize("case", UNAWARE)
def test_how_long_a_customer_did_not_know_an_answer_is_measured_of_each(case: str) -> None:
    story, expected = UNAWARE[case]
    found = [(one.state, one.seconds) for one in story.facts(Measure.UNREACHED)]
    assert found == [(state, hours and hours * 3600) for state, hours in expected]


def test_late_news_takes_the_old_fact_back_and_adds_the_right_one() -> None:
    story = Story().answered(1).lost(300)
    *_, news = ledger(story.timeline, CONFIGURATIONS.__getitem__)
    lines = [(line.sign, line.fact.measure, line.fact.state) for line in news.lines]
    assert (news.source, lines) == (
        "entry:000003",
        [
            (-1, Measure.FIRST_RESPONSE, D),
            (-1, Measure.PROMISE, KEPT),
            (1, Measure.FIRST_RESPONSE, R),
            (1, Measure.PROMISE, R),
            (1, Measure.UNREACHED, R),
        ],
    )
    assert story.the(Measure.PROMISE).day == (NOON + DAY).date(), "the deadline's: it was not met"


def test_levels_and_pauses_end_with_the_answer_though_it_reached_nobody() -> None:
    story = Story().asked(1, until=48).answered(3).lost(4)
    assert story.the(Measure.LEVEL).seconds == 3 * 3600
    assert story.the(Measure.PAUSE).seconds == 2 * 3600


def test_handling_lasts_until_what_the_customer_heard_last() -> None:
    story = Story().answered(1).lost(2).answered(5).resolved(8).lost(9)
    assert story.the(Measure.HANDLING).seconds == 8 * 3600, "its end: nobody heard the outcome"
    assert story.told(12).the(Measure.HANDLING).seconds == 12 * 3600
    nothing = Story().answered(1).lost(2).closed(9).the(Measure.HANDLING)
    assert (nothing.state, nothing.seconds) == (W, 9 * 3600)
