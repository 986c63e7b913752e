"""What a policy does and when, as tables: hours after the capture."""

from dataclasses import replace
from datetime import timedelta

import pytest

from chalicelib.configuration import from_document
from chalicelib.instants import from_text
from chalicelib.model import Feedback, Status
from chalicelib.policy import Act, Step, due_step, gap_key, next_wake, plan_of, tells_customer
from chalicelib.services.act import taken
from tests.builders import HOUR, NOON, configuration, document, feedback, policy_row

CONFIGURATION = configuration()


def steps_of(state: Feedback, **policy: object) -> list[tuple[str, int, str | None, float]]:
    made = from_document(1, document(policies=[policy_row(**policy)]))
    return [(s.act.value, s.level, s.to, (s.at - NOON) / HOUR) for s in plan_of(state, made)]


def test_an_open_feedback_is_reminded_then_raised_level_by_level() -> None:
    assert steps_of(feedback()) == [
        ("remind", 0, "coaches", 18),
        ("escalate", 1, "supervisors", 24),
        ("escalate", 2, "ombudsman", 48),
    ]


def test_an_answered_feedback_is_only_closed() -> None:
    answered = feedback(status=Status.ANSWERED, answered_at=NOON + 3 * HOUR)
    assert steps_of(answered) == [("close", 0, None, 3 + 7 * 24)]


def test_a_closed_feedback_has_no_steps() -> None:
    assert steps_of(feedback(status=Status.CLOSED)) == []


OVER = {"status": Status.CLOSED, "answered_at": NOON + HOUR, "closed_at": NOON + 3 * HOUR}


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, 5),
        ({"resolved_at": NOON + 3 * HOUR}, 5),
        ({"survey_consent": True}, 5),
        ({"answered_at": None}, None),
        ({"survey_consent": False}, None),
        ({"contacts": ()}, None),
        ({"unreached_at": NOON + 2 * HOUR}, None),
        ({"score": 1}, None),
        ({"recommend": 0}, None),
        ({"done": ("survey:0",)}, None),
    ],
    ids=lambda value: ",".join(value) if isinstance(value, dict) else "",
)
def test_who_was_answered_is_asked_how_it_went_after_the_end(
    changes: dict[str, object], expected: float | None
) -> None:
    steps = steps_of(feedback(**(OVER | changes)), survey_after=2 * 3600)
    assert steps == ([("survey", 0, None, expected)] if expected else [])


def test_nobody_is_asked_before_the_end() -> None:
    answered = feedback(status=Status.ANSWERED, answered_at=NOON + HOUR)
    assert [what for what, *_ in steps_of(answered, survey_after=600)] == ["close"]


def test_the_time_until_the_question_is_open_time() -> None:
    office = {
        "time_zone": "UTC", "open": {str(day): [[9 * 60, 17 * 60]] for day in range(5)},
        "holidays": {}, "closed": [], "extra": {},
    }  # fmt: skip
    row = policy_row(survey_after=4 * 3600, calendar="office")
    made = from_document(1, document(policies=[row], calendars={"office": office}))
    (step,) = plan_of(feedback(**OVER), made)
    assert step.at == NOON + 23 * HOUR, "two hours today, two from nine tomorrow"


def test_a_kind_without_a_promise_is_closed_in_time() -> None:
    steps = steps_of(feedback(), respond_within=None, remind_after=None, levels=[])
    assert steps == [("close", 0, None, 7 * 24)]


@pytest.mark.parametrize(
    ("gaps", "expected"),
    [
        ([0], [("escalate", 1, 0), ("remind", 0, 18), ("late", 1, 24), ("escalate", 2, 48)]),
        ([1], [("remind", 0, 18), ("escalate", 1, 24), ("escalate", 2, 24)]),
        ([0, 1], [("escalate", 1, 0), ("escalate", 2, 0), ("remind", 0, 18), ("late", 2, 24)]),
        ([2], [("remind", 0, 18), ("escalate", 1, 24), ("escalate", 2, 48)]),
    ],
    ids=["nobody owns it", "no supervisor", "neither", "no ombudsman"],
)
def test_a_level_where_nobody_can_be_reached_hands_on_at_once(
    gaps: list[int], expected: list[tuple[str, int, float]]
) -> None:
    steps = steps_of(feedback(done=tuple(map(gap_key, gaps))))
    assert [(act, level, at) for act, level, _, at in steps] == expected


def test_each_level_promises_the_next_levels_time_and_the_last_its_own() -> None:
    steps = [s for s in plan_of(feedback(), CONFIGURATION) if s.act is Act.ESCALATE]
    assert [s.promise_by for s in steps] == [NOON + 48 * HOUR, NOON + 72 * HOUR]


def live(state: Feedback, *looks: float) -> list[tuple[float, str, int, object]]:
    """What happens to a feedback that is looked at after so many hours: (hours, what, level, told)."""
    story = []
    for hours in looks:
        now = NOON + timedelta(hours=hours)
        while step := due_step(steps := plan_of(state, CONFIGURATION), now):
            state, entry = taken(state, step, steps, CONFIGURATION, now)
            told = entry.data.get("tells_customer")
            story.append((hours, entry.what.value, entry.data["level"], told))
        assert state.wake_at == next_wake(plan_of(state, CONFIGURATION))
    return story


def test_each_step_is_taken_at_its_own_time_once() -> None:
    assert live(feedback(), 1, 18, 18.5, 24, 24, 30, 48, 100) == [
        (18, "reminded", 0, None),
        (24, "escalated", 1, True),
        (48, "escalated", 2, True),
        (100, "overdue", 2, None),
    ]


def test_after_an_outage_every_level_hears_but_the_customer_hears_once() -> None:
    assert live(feedback(), 50) == [
        (50, "escalated", 1, False),
        (50, "escalated", 2, True),
    ]


def test_a_reminder_that_comes_too_late_is_passed_over() -> None:
    assert [what for _, what, _, _ in live(feedback(), 25, 47)] == ["escalated"]


def test_an_escalation_because_nobody_is_there_is_no_news_for_the_customer() -> None:
    gap = feedback(done=(gap_key(0),))
    steps = plan_of(gap, CONFIGURATION)
    assert steps[0].act is Act.ESCALATE
    assert not tells_customer(steps[0], steps, NOON)


def test_an_escalation_says_what_was_missed_and_what_is_promised_now() -> None:
    steps = plan_of(feedback(), CONFIGURATION)
    step: Step = steps[1]
    after, entry = taken(feedback(), step, steps, CONFIGURATION, NOON + 24 * HOUR)
    assert from_text(entry.data["missed_by"]) == NOON + 24 * HOUR
    assert from_text(entry.data["promise_by"]) == NOON + 48 * HOUR
    assert (after.level, after.promise_by) == (1, NOON + 48 * HOUR)
    assert after.respond_by == feedback().respond_by, "a deadline never moves"


def test_a_promise_that_has_passed_already_is_not_made() -> None:
    late = NOON + 100 * HOUR
    steps = plan_of(feedback(done=("remind:0", "escalate:1")), CONFIGURATION)
    _, entry = taken(feedback(), steps[0], steps, CONFIGURATION, late)
    assert entry.data["promise_by"] is None


def test_nothing_of_an_old_cycle_is_done_in_a_new_one() -> None:
    reopened = replace(feedback(), cycle=2, cycle_at=NOON + 90 * HOUR, done=())
    first = plan_of(reopened, CONFIGURATION)[0]
    assert first.at == NOON + (90 + 18) * HOUR
