"""The outcome, and how it went, as stories."""

from datetime import timedelta
from typing import Any

import pytest

from chalicelib.errors import (
    AmbiguousDeliveryError,
    DuplicateError,
    InvalidInputError,
    RefusedError,
)
from chalicelib.model import Channel, Delivery, Feedback, Message, Purpose, Status, What
from chalicelib.services.staff import Said
from tests.builders import PHONE, configuration, mail_address, policy_row
from tests.services.test_story import answer, whats
from tests.world import World

MINUTE = timedelta(minutes=1)
AFTER = 10 * MINUTE
ASKING = {What.SURVEY_ASKED, What.SURVEY_SKIPPED}


def asking(**policy: Any) -> World:
    """An organisation that asks ten minutes after the outcome."""
    row = policy_row(survey_after=int(AFTER.total_seconds()), **policy)
    return World(first=configuration(policies=[row]))


def resolve(world: World, words: str = "", feedback: Feedback | None = None) -> None:
    said = Said(
        key=f"resolve-{next(world.numbers)}",
        member="coaches@example.com",
        team="coaches",
        at=world.now,
        channel=None,
    )
    world.staff.resolve(feedback or world.feedback, words, said, world.now)
    world.settle()


def rate(world: World, score: int | None, **said: Any) -> None:
    facts = {"recommend": None, "why": None, "channel": Channel.WEB, "key": None} | said
    world.surveys.rate(world.feedback.id, score=score, at=world.now, now=world.now, **facts)
    world.settle()


def sent(world: World, purpose: Purpose) -> list[Message]:
    return [m for m in world.messages if m.purpose is purpose and m.delivery is Delivery.SENT]


def test_the_outcome_in_a_members_words_is_a_response_and_closes_it() -> None:
    world = World()
    world.text("420 heating broken")
    world.hours(1)
    resolve(world, "The heater is mended.")
    feedback = world.feedback
    assert (feedback.status, feedback.resolved_at) == (Status.CLOSED, world.now)
    assert feedback.answered_at == feedback.closed_at == world.now
    assert feedback.wake_at is None
    assert world.texts_to()[-1] == (
        f"Coach operations, Example Coaches ({feedback.reference}):\n"
        "The heater is mended.\n"
        "Not settled? Just reply, or send OMBUDSMAN within 30 days."
    )


def test_after_an_answer_the_outcome_needs_no_words_and_the_customer_hears_of_it() -> None:
    world = World()
    world.text("420 heating broken")
    answer(world, "We are mending the heater.")
    at = world.now
    world.hours(2)
    resolve(world)
    assert whats(world) == ["captured", "answered", "resolved"]
    assert world.feedback.answered_at == at, "closing is no response"
    assert "is settled as far as we know" in world.texts_to()[-1]
    assert "Just reply" in world.texts_to()[-1]


def test_closing_without_an_answer_is_refused() -> None:
    world = World()
    world.text("420 heating broken")
    with pytest.raises(RefusedError, match="no_words"):
        resolve(world, "  ")
    assert whats(world) == ["captured"]
    assert world.feedback.is_open


def test_it_is_resolved_once_and_told_again_only_with_words() -> None:
    world = World()
    world.text("420 heating broken")
    resolve(world, "The heater is mended.")
    with pytest.raises(RefusedError, match="already_resolved"):
        resolve(world)
    world.hours(1)
    resolve(world, "And your fare is refunded.")
    assert whats(world) == ["captured", "resolved", "resolved"]
    assert world.feedback.resolved_at == world.now
    assert "your fare is refunded" in world.texts_to()[-1]


def test_a_further_answer_leaves_the_outcome_as_it_is() -> None:
    world = World()
    world.text("420 heating broken")
    resolve(world, "The heater is mended.")
    at = world.now
    world.hours(1)
    answer(world, "And your fare is refunded.")
    assert (world.feedback.status, world.feedback.resolved_at) == (Status.CLOSED, at)
    assert "your fare is refunded" in world.texts_to()[-1]


def test_what_was_closed_by_itself_can_still_be_resolved() -> None:
    world = World()
    world.text("420 heating broken")
    answer(world, "We are mending the heater.")
    world.hours(24 * 8)
    assert whats(world)[-1] == "closed"
    resolve(world)
    assert world.feedback.resolved_at == world.feedback.closed_at == world.now


def test_the_outcome_may_come_while_we_wait_for_the_customer() -> None:
    world = World()
    world.text("420 heating broken")
    answer(world, "#ask Which seat?")
    world.hours(1)
    with pytest.raises(RefusedError, match="no_words"):
        resolve(world)
    resolve(world, "Never mind, the heater is mended.")
    assert (world.feedback.status, world.feedback.waiting_since) == (Status.CLOSED, None)
    world.hours(24 * 30)
    assert whats(world) == ["captured", "asked", "resolved"]


def test_further_words_open_it_again_with_a_clock_of_its_own() -> None:
    world = asking()
    world.email(mail("heating broken"), "feedback@fale.example.com")
    resolve(world, "The heater is mended.")
    rate_address = world.mails_to("pat@example.net")[-1].rendered.reply_to
    assert rate_address
    world.email(mail("It is still cold"), rate_address)
    feedback = world.feedback
    assert (feedback.status, feedback.cycle, feedback.resolved_at) == (Status.OPEN, 2, None)
    assert feedback.survey_asked_at is None
    world.hours(1)
    assert "survey_asked" not in whats(world), "the end that was to be asked about was none"


def test_thanks_for_the_outcome_change_nothing() -> None:
    world = World()
    world.text("420 heating broken")
    resolve(world, "The heater is mended.")
    world.text("Thank you!", in_reply_to=world.sms.sent[-1].provider_id)
    assert world.feedback.status is Status.CLOSED


def test_the_customer_may_go_to_the_ombudsman_after_the_outcome() -> None:
    world = World()
    world.text("420 heating broken")
    resolve(world, "That is how it is.")
    world.text("OMBUDSMAN", in_reply_to=world.sms.sent[-1].provider_id)
    assert whats(world)[-1] == "appealed"
    assert (world.feedback.cycle, world.feedback.resolved_at) == (2, None)


# How it went


def test_some_time_after_the_outcome_the_customer_is_asked_once() -> None:
    world = asking()
    world.text("420 heating broken")
    resolve(world, "The heater is mended.")
    world.until(world.now + AFTER - MINUTE)
    assert whats(world)[-1] == "resolved"
    world.hours(0.1)
    assert whats(world)[-1] == "survey_asked"
    assert "from 1 (very bad) to 5 (very good)" in world.texts_to()[-1]
    assert "http" not in world.texts_to()[-1], "a digit is all that is asked for"
    world.hours(24 * 40)
    assert whats(world)[-1] == "survey_asked"
    assert world.feedback.wake_at is None


def test_where_nobody_resolves_the_customer_is_asked_after_it_was_closed_by_itself() -> None:
    world = asking()
    world.text("420 heating broken")
    answer(world, "The heater is mended.")
    world.hours(24 * 8)
    assert whats(world)[-2:] == ["closed", "survey_asked"]


def test_whom_nobody_answered_is_not_asked() -> None:
    world = asking(respond_within=None, remind_after=None, levels=[])
    world.text("420 lovely driver")
    world.hours(24 * 60)
    assert whats(world) == ["captured", "closed"]


@pytest.mark.parametrize(("consent", "is_asked"), [(None, True), (True, True), (False, False)])
def test_who_declined_is_not_asked(consent: bool | None, is_asked: bool) -> None:
    world = asking()
    world.form("heating broken", phone=PHONE, consent_survey=consent)
    resolve(world, "The heater is mended.")
    world.hours(1)
    assert ("survey_asked" in whats(world)) == is_asked


def test_who_left_no_way_to_be_asked_is_not_asked() -> None:
    world = asking()
    world.form("heating broken")
    resolve(world, "The heater is mended.")
    world.hours(1)
    assert whats(world) == ["captured", "resolved"]


def test_a_machine_is_not_asked() -> None:
    world = asking()
    raw = mail("I am away").replace("Subject", "Auto-Submitted: auto-replied\nSubject")
    world.email(raw, "feedback@fale.example.com")
    resolve(world, "Thank you for nothing.")
    world.hours(1)
    assert whats(world) == ["captured", "resolved"]


def test_who_said_so_by_themselves_is_not_asked() -> None:
    world = asking()
    world.text("420 heating broken")
    resolve(world, "The heater is mended.")
    rate(world, 4)
    assert world.feedback.wake_at is None
    world.hours(1)
    assert whats(world) == ["captured", "resolved", "rated"]


def test_who_wants_no_texts_is_not_asked() -> None:
    world = asking()
    world.text("420 heating broken")
    resolve(world, "The heater is mended.")
    world.text("STOP")
    world.hours(1)
    skipped = [entry for entry in world.store.timeline(world.all_ids[0]) if entry.what in ASKING]
    assert [(e.what, e.data) for e in skipped] == [(What.SURVEY_SKIPPED, {"why": "opted_out"})]


def test_a_digit_by_text_is_the_score_and_what_follows_it_the_reason() -> None:
    world = asking()
    world.text("420 heating broken")
    resolve(world, "The heater is mended.")
    world.hours(1)
    world.text("5 great driver")
    assert (world.feedback.score, world.feedback.status) == (5, Status.CLOSED)
    assert world.timeline[-1].words == "great driver"
    world.text("3")
    assert world.feedback.score == 3


def test_nobody_is_asked_at_night() -> None:
    row = policy_row(survey_after=600)
    world = World(first=configuration(policies=[row], quiet_hours=[21 * 60, 7 * 60]))
    world.text("420 heating broken")
    world.hours(11)
    resolve(world, "The heater is mended.")
    world.hours(1)
    assert sent(world, Purpose.SURVEY) == []
    world.hours(8)
    (asked,) = sent(world, Purpose.SURVEY)
    assert asked.sent_at is not None
    assert asked.sent_at.hour == 7


def test_who_writes_again_before_the_morning_is_not_asked() -> None:
    row = policy_row(survey_after=600)
    world = World(first=configuration(policies=[row], quiet_hours=[21 * 60, 7 * 60]))
    world.text("420 heating broken")
    world.hours(11)
    resolve(world, "The heater is mended.")
    told = world.sms.sent[-1]
    world.hours(1)
    world.text("It is cold again", in_reply_to=told.provider_id)
    world.hours(9)
    assert world.feedback.is_open
    (withheld,) = [m for m in world.messages if m.purpose is Purpose.SURVEY]
    assert (withheld.delivery, withheld.error) == (Delivery.WITHHELD, "answered")


def test_a_number_is_asked_once_in_a_pause_whatever_the_feedback() -> None:
    world = asking()
    world.text("420 heating broken")
    world.text("550 door stuck")
    first, second = world.all_ids
    for one in (first, second):
        resolve(world, "It is mended.", world.store.get(one))
    world.hours(1)
    asked = [m for one in (first, second) for m in world.store.messages(one)]
    assert len([m for m in asked if m.purpose is Purpose.SURVEY]) == 1
    skipped = [e for e in world.store.entries_since(0) if e.what is What.SURVEY_SKIPPED]
    assert [entry.data for entry in skipped] == [{"why": "pause"}]


def test_the_pause_holds_across_the_edge_of_its_window() -> None:
    world = asking()
    world.hours(11.7)  # the window of a day ends at midnight, UTC
    for text, wait in (("420 heating broken", 1.0), ("550 door stuck", 1.0)):
        world.text(text)
        resolve(world, "It is mended.", world.store.get(world.all_ids[-1]))
        world.hours(wait)
    assert [e.what for e in world.store.entries_since(0)].count(What.SURVEY_ASKED) == 1
    world.hours(24)
    world.text("420 heating broken again")
    resolve(world, "It is mended.", world.store.get(world.all_ids[-1]))
    world.hours(1)
    assert [e.what for e in world.store.entries_since(0)].count(What.SURVEY_ASKED) == 2


def test_a_survey_that_may_have_left_is_never_sent_again() -> None:
    world = asking()
    world.text("420 heating broken")
    resolve(world, "The heater is mended.")
    world.sms.fail_next(AmbiguousDeliveryError("lost"), has_left=True)
    world.hours(0.5)
    world.sweep()
    (asked,) = [m for m in world.messages if m.purpose is Purpose.SURVEY]
    assert (asked.delivery, asked.attempts) == (Delivery.FAILED, 1)
    assert len([t for t in world.texts_to() if "very bad" in t]) == 1
    assert not [m for m in world.messages if m.purpose is Purpose.TEAM_UNDELIVERED]


# What the customer says of it


def test_a_score_can_be_changed_and_both_are_kept() -> None:
    world = asking(survey="csat+nps")
    world.text("420 heating broken")
    resolve(world, "The heater is mended.")
    rate(world, 3)
    rate(world, 5, why="It was quick after all")
    feedback = world.feedback
    assert (feedback.score, feedback.recommend) == (5, None)
    rate(world, None, recommend=9)
    assert (world.feedback.score, world.feedback.recommend) == (5, 9)
    said = [(e.data["score"], e.data["recommend"], e.words) for e in world.timeline[2:]]
    assert said == [(3, None, None), (5, None, "It was quick after all"), (None, 9, None)]


def test_a_recommendation_that_nobody_asked_for_is_refused_and_the_score_beside_it_too() -> None:
    world = asking(survey="csat")
    world.text("420 heating broken")
    resolve(world, "The heater is mended.")
    with pytest.raises(InvalidInputError) as refused:
        rate(world, 4, recommend=9)
    assert refused.value.fields == {"recommend": "is not asked in this survey"}
    assert whats(world)[2:] == []


def test_the_same_page_sent_again_changes_nothing() -> None:
    world = asking()
    world.text("420 heating broken")
    resolve(world, "The heater is mended.")
    for _ in range(2):
        rate(world, 4, why="Quick")
    assert whats(world)[2:] == ["rated"]


def test_the_same_text_again_is_a_duplicate() -> None:
    world = asking()
    world.text("420 heating broken")
    resolve(world, "The heater is mended.")
    rate(world, 4, key="sms:1", channel=Channel.SMS)
    with pytest.raises(DuplicateError):
        rate(world, 2, key="sms:1", channel=Channel.SMS)
    assert world.feedback.score == 4


@pytest.mark.parametrize(
    ("score", "recommend"), [(0, None), (6, None), (True, None), (4.0, None), (4, 11), (4, -1)]
)
def test_a_number_outside_its_range_is_refused(score: Any, recommend: Any) -> None:
    world = asking()
    world.text("420 heating broken")
    resolve(world, "The heater is mended.")
    with pytest.raises(InvalidInputError) as refused:
        rate(world, score, recommend=recommend)
    assert set(refused.value.fields) <= {"score", "recommend"}
    assert whats(world)[2:] == []


def test_nothing_said_is_refused() -> None:
    world = asking()
    world.text("420 heating broken")
    resolve(world, "The heater is mended.")
    with pytest.raises(InvalidInputError):
        rate(world, None, why="  ")


def test_what_is_not_over_cannot_be_rated() -> None:
    world = asking()
    world.text("420 heating broken")
    with pytest.raises(RefusedError, match="not_over"):
        rate(world, 4)


@pytest.mark.parametrize("cycle", [-1, 0, 2])
def test_a_cycle_that_there_is_not_cannot_be_rated(cycle: int) -> None:
    world = asking()
    world.text("420 heating broken")
    resolve(world, "The heater is mended.")
    with pytest.raises(RefusedError, match="not_over"):
        rate(world, 4, cycle=cycle)


def test_an_answer_from_an_old_address_belongs_to_its_cycle() -> None:
    world = asking()
    world.text("420 heating broken")
    resolve(world, "The heater is mended.")
    world.text("It is cold again", in_reply_to=world.sms.sent[-1].provider_id)
    assert world.feedback.cycle == 2
    rate(world, 1, cycle=1)
    assert (world.feedback.score, world.timeline[-1].cycle) == (None, 1)
    assert world.feedback.is_open
    resolve(world, "Now it is warm.")
    world.hours(25)
    assert whats(world)[-1] in {"survey_asked", "survey_skipped"}
    rate(world, 5)
    assert (world.feedback.score, world.timeline[-1].cycle) == (5, 2)


def test_a_bad_score_reaches_the_owners_team_with_the_reason_in_one_mail() -> None:
    world = asking()
    world.text("420 heating broken")
    resolve(world, "The heater is mended.")
    rate(world, 1)
    rate(world, None, why="Nobody said sorry")
    world.hours(0.1)
    (told,) = [s for s in world.mail.sent if s.message.purpose is Purpose.TEAM_RATED]
    assert told.message.to == "coaches@example.com"
    assert "1 of 5" in (told.rendered.subject or "")
    assert "Nobody said sorry" in told.rendered.text


def test_a_bad_score_that_is_taken_back_reaches_nobody() -> None:
    world = asking()
    world.text("420 heating broken")
    resolve(world, "The heater is mended.")
    rate(world, 1)
    rate(world, 5)
    world.hours(0.1)
    assert not [s for s in world.mail.sent if s.message.purpose is Purpose.TEAM_RATED]


def test_a_member_can_answer_a_bad_score() -> None:
    world = asking()
    world.text("420 heating broken")
    resolve(world, "The heater is mended.")
    rate(world, 2)
    world.hours(0.1)
    answer(world, "We are sorry: your fare is refunded.")
    assert "your fare is refunded" in world.texts_to()[-1]


def test_a_digit_answers_only_what_was_asked_not_long_ago() -> None:
    world = asking()
    world.text("420 heating broken")
    assert not world.surveys.awaits(world.feedback, world.now)
    resolve(world, "The heater is mended.")
    assert not world.surveys.awaits(world.feedback, world.now)
    world.hours(1)
    assert world.surveys.awaits(world.feedback, world.now)
    world.hours(24 * 15)
    assert not world.surveys.awaits(world.feedback, world.now)


def test_where_more_than_a_digit_is_asked_the_text_has_the_address() -> None:
    world = asking(survey="csat+nps")
    world.text("420 heating broken")
    resolve(world, "The heater is mended.")
    world.hours(1)
    assert "https://fale.example.com/r/" in world.texts_to()[-1]
    assert world.timeline[-1].data == {"recommend": True}


def test_a_mail_has_an_address_for_each_score() -> None:
    world = asking()
    world.email(mail("heating broken"), "feedback@fale.example.com")
    resolve(world, "The heater is mended.")
    world.hours(1)
    text = world.mails_to(mail_address().address)[-1].rendered.text
    for score in range(1, 6):
        assert f"?score={score}\n" in text


def mail(words: str) -> str:
    return f"From: pat@example.net\nSubject: My journey\n\n{words}\n"
