"""Where a text belongs, what a burst of them becomes, and what a number says twice."""

from datetime import timedelta

import pytest

from chalicelib.intake.sms import InboundSms
from chalicelib.model import Channel, Delivery, Status, What
from chalicelib.reference import from_number
from tests.builders import PHONE, configuration, document
from tests.services.test_story import answer
from tests.world import SECOND, World

STRANGER = "+447700900999"
DAY = timedelta(days=1)


def sms(world: World, body: str, message_id: str, *, after: timedelta = timedelta()) -> InboundSms:
    """A text that the provider received so long after now."""
    return InboundSms(
        message_id=message_id, sender=PHONE, to="+447700900000", body=body, in_reply_to=None,
        received_at=world.now + after,
    )  # fmt: skip


def arrive(world: World, *texts: InboundSms) -> None:
    """Texts that are all stored before anything follows from the first."""
    for text in texts:
        world.texts.receive(text, world.now)
    world.settle()


def two_feedback(world: World) -> tuple[str, str]:
    """Ids of an older and a newer open one of one number."""
    world.text("420 no heating")
    world.hours(2)
    world.text("550 sem água")
    older, newer = world.all_ids
    return older, newer


def words_of(world: World, feedback_id: str) -> list[str]:
    return [entry.words or "" for entry in world.store.timeline(feedback_id)]


# Where a text belongs


def test_without_any_sign_it_belongs_to_the_newest_and_never_to_the_oldest() -> None:
    world = World()
    older, newer = two_feedback(world)
    world.text("still nothing")
    assert words_of(world, newer)[-1] == "still nothing"
    assert len(words_of(world, older)) == 1


def test_where_it_may_be_about_another_the_owner_is_shown_both() -> None:
    world = World()
    older, newer = two_feedback(world)
    world.text("still nothing")
    (entry,) = [e for e in world.store.timeline(newer) if e.what is What.CUSTOMER_WROTE]
    (also,) = entry.data["also"]
    named = world.store.get(older).reference
    assert (also["reference"], also["open"], also["words"]) == (named, True, "420 no heating")
    mail = world.mails_to("coaches@example.com")[-1].rendered.text
    assert f"{named} (Coach 420 London to Birmingham, open): “420 no heating”" in mail


def test_of_another_teams_feedback_the_owner_is_shown_no_words() -> None:
    rows = document()["touchpoints"]
    rows["coach-420"] = rows["coach-420"] | {"owner": "supervisors"}
    world = World(first=configuration(touchpoints=rows))
    older, _ = two_feedback(world)
    world.text("still nothing")
    mail = world.mails_to("coaches@example.com")[-1].rendered.text
    named = world.store.get(older).reference
    assert f"{named} (Coach 420 London to Birmingham, open), with Supervisors" in mail
    assert "no heating" not in mail


def test_an_answered_one_counts_as_much_as_an_open_one() -> None:
    world = World()
    older, newer = two_feedback(world)
    answer(world)
    assert world.store.get(newer).status is Status.ANSWERED
    world.text("it is broken again")
    assert world.store.get(newer).cycle == 2
    assert len(words_of(world, older)) == 1


def test_the_carriers_word_comes_before_a_reference_in_the_text() -> None:
    world = World()
    older, newer = two_feedback(world)
    carrier = world.sms.sent[0].provider_id
    world.text(f"{world.store.get(newer).reference} still nothing", in_reply_to=carrier)
    assert len(words_of(world, older)) == 2


def test_a_reference_comes_before_the_newest_and_shows_nobody_both() -> None:
    world = World()
    older, _ = two_feedback(world)
    world.text(f"{world.store.get(older).reference.lower()} still nothing")
    entry = world.store.timeline(older)[-1]
    assert entry.words is not None
    assert entry.words.endswith("still nothing")
    assert "also" not in entry.data


def test_a_reference_holds_although_the_text_begins_with_a_keyword() -> None:
    world = World()
    older, _ = two_feedback(world)
    world.text(f"550 {world.store.get(older).reference} still nothing")
    assert len(words_of(world, older)) == 2
    assert len(world.all_ids) == 2


def test_a_mistyped_reference_falls_to_the_next_rule_and_is_told() -> None:
    world = World()
    world.text("420 no heating")
    named = world.feedback.reference
    wrong = f"{named[:-1]}{'2' if named[-1] != '2' else '3'}"
    world.text(f"{wrong} still nothing")
    entry = world.timeline[-1]
    assert entry.data["mistyped"] == [wrong]
    mail = world.mails_to("coaches@example.com")[-1].rendered.text
    assert f"“{wrong}”, which looks like a reference with a typing error" in mail


def test_a_reference_that_is_nobodys_begins_nothing_and_names_nothing() -> None:
    world = World()
    world.text("420 no heating")
    world.text(f"{from_number(999_999)} still nothing")
    assert len(world.timeline) == 2


def test_a_new_keyword_begins_a_new_one_although_the_carrier_names_another() -> None:
    world = World()
    world.text("420 no heating")
    world.text("550 sem água", in_reply_to=world.sms.sent[0].provider_id)
    assert len(world.all_ids) == 2


@pytest.mark.parametrize(("days", "count"), [(6.9, 1), (7.1, 2)])
def test_a_number_does_not_stay_in_one_conversation_for_ever(days: float, count: int) -> None:
    world = World(first=configuration(policies=[unhurried()]))
    world.text("420 no heating")
    world.until(world.now + days * DAY)
    world.text("and something else")
    assert len(world.all_ids) == count


def test_the_window_is_the_organisations() -> None:
    changed = document()["organisation"] | {"sms_window": 3600}
    world = World(first=configuration(organisation=changed))
    world.text("420 no heating")
    world.hours(1.1)
    world.text("and something else")
    assert len(world.all_ids) == 2


def test_the_window_is_counted_from_what_happened_last() -> None:
    changed = document()["organisation"] | {"sms_window": 86_400}
    world = World(first=configuration(organisation=changed, policies=[unhurried()]))
    world.text("420 no heating")
    world.until(world.now + 0.9 * DAY)
    answer(world)
    world.until(world.now + 0.9 * DAY)
    world.text("it is cold again")
    assert world.feedback.cycle == 2


def unhurried() -> dict[str, object]:
    base: dict[str, object] = document()["policies"][0]
    return base | {"respond_within": None, "remind_after": None, "levels": [], "close_after": None}


def test_who_types_a_strangers_number_into_a_form_does_not_read_what_the_stranger_texts() -> None:
    world = World()
    world.form("Nobody answers", phone=PHONE)
    typed = world.feedback.id
    world.text("my card number is stuck in your machine")
    assert len(world.all_ids) == 2
    assert len(words_of(world, typed)) == 1
    other = next(one for one in world.all_ids if one != typed)
    (also,) = world.store.timeline(other)[0].data["also"]
    assert also["reference"] == world.store.get(typed).reference


def test_who_answers_our_text_is_joined_and_proves_the_number() -> None:
    world = World()
    world.form("Nobody answers", phone=PHONE)
    world.text("it is seat 12", in_reply_to=world.sms.sent[0].provider_id)
    assert len(world.timeline) == 2
    assert world.feedback.contacts[0].proven
    world.text("and seat 13")
    assert len(world.timeline) == 3


def test_a_stranger_who_knows_a_reference_gets_a_feedback_of_their_own() -> None:
    world = World()
    world.text("420 my phone was stolen")
    world.text(f"{world.feedback.reference} tell me more", sender=STRANGER)
    assert len(world.all_ids) == 2


# Bursts


def test_a_burst_is_one_feedback_one_acknowledgement_and_one_mail_with_all_words() -> None:
    world = World()
    arrive(
        world,
        sms(world, "420 heating broken", "a"),
        sms(world, "and no light", "b", after=1 * SECOND),
        sms(world, "and the toilet is shut", "c", after=2 * SECOND),
    )
    assert len(world.timeline) == 3
    assert len(world.texts_to()) == 1
    (mail,) = world.mails_to("coaches@example.com")
    for words in ("heating broken", "and no light", "toilet is shut"):
        assert words in mail.rendered.text


def test_words_after_the_first_mail_has_left_are_told_in_a_mail_of_their_own() -> None:
    world = World()
    world.text("420 heating broken")
    world.text("and no light")
    assert len(world.mails_to("coaches@example.com")) == 2


def test_a_teams_mail_about_a_text_is_held_back_and_the_customers_is_not() -> None:
    world = World()
    world.texts.receive(sms(world, "420 heating broken", "a"), world.now)
    for entry in world.store.entries_since(0):
        world.react.follow(entry, world.now)
    at_once = [job["message"] for job in world.send_queue.take(within=timedelta())]
    held = [job["message"] for job in world.send_queue.take(within=timedelta(seconds=10))]
    assert ["acknowledgement" in one for one in at_once] == [True]
    assert ["team_new" in one for one in held] == [True]


def test_words_of_danger_are_told_at_once() -> None:
    world = World(first=configuration(safety_words={"en-GB": ["smoke"]}))
    world.texts.receive(sms(world, "420 smoke in the coach", "a"), world.now)
    for entry in world.store.entries_since(0):
        world.react.follow(entry, world.now)
    at_once = [job["message"] for job in world.send_queue.take(within=timedelta())]
    assert any("team_new" in one for one in at_once)


def test_words_of_danger_in_a_burst_are_told_although_another_mail_still_waits() -> None:
    world = World(first=configuration(safety_words={"en-GB": ["smoke"]}))
    arrive(
        world,
        sms(world, "420 heating broken", "a"),
        sms(world, "there is smoke", "b", after=SECOND),
    )
    told = [
        m for m in world.messages if m.delivery is Delivery.SENT and m.purpose == "team_further"
    ]
    assert [m.to for m in told] == ["coaches@example.com"]


def test_swapped_parts_are_shown_in_the_order_in_which_they_were_sent() -> None:
    world = World()
    arrive(
        world,
        sms(world, "420 It began in Oxford and", "b"),
        sms(world, "went on to London.", "d", after=2 * SECOND),
        sms(world, "never got better as we", "c", after=1 * SECOND),
    )
    (mail,) = world.mails_to("coaches@example.com")
    text = mail.rendered.text
    places = [text.index(words) for words in ("Oxford", "never got better", "London.")]
    assert places == sorted(places)


def test_at_the_same_instant_the_providers_id_decides() -> None:
    world = World()
    arrive(world, sms(world, "420 first", "1"), sms(world, "third", "3"), sms(world, "second", "2"))
    (mail,) = world.mails_to("coaches@example.com")
    text = mail.rendered.text
    assert text.index("first") < text.index("second") < text.index("third")


def test_a_long_text_whose_second_part_came_first_is_put_where_the_first_part_says() -> None:
    rows = document()["touchpoints"]
    rows["coach-550"] = rows["coach-550"] | {"owner": "supervisors"}
    world = World(first=configuration(touchpoints=rows))
    arrive(
        world,
        sms(world, "e ninguém responde", "b", after=SECOND),
        sms(world, "550 não tem água", "a"),
    )
    feedback = world.feedback
    assert (feedback.touchpoint, feedback.owner) == ("coach-550", "supervisors")
    assert feedback.locale == "pt-BR"
    assert world.mails_to("coaches@example.com") == []
    (mail,) = world.mails_to("boss@example.com")
    assert "ninguém responde" in mail.rendered.text
    assert len(world.texts_to()) == 1


# Said again


def test_a_panic_resend_is_counted_and_nobody_is_told_again() -> None:
    world = World()
    world.text("420 the heating is off")
    world.until(world.now + timedelta(minutes=3))
    world.text("420 The heating is off!!")
    world.text("the heating is off")
    assert [e.data.get("repeats") for e in world.timeline] == [None, 1, 1]
    assert len(world.texts_to()) == 1
    assert len(world.mails_to("coaches@example.com")) == 1


def test_how_often_it_was_sent_is_shown_with_the_words() -> None:
    world = World()
    world.text("420 the heating is off")
    world.text("420 the heating is off")
    world.text("we freeze")
    mail = world.mails_to("coaches@example.com")[-1].rendered.text
    assert "(sent 2 times)" in mail
    assert mail.count("the heating is off") == 1


def test_the_same_words_ten_minutes_later_are_said_on_purpose() -> None:
    world = World()
    world.text("420 the heating is off")
    world.until(world.now + timedelta(minutes=11))
    world.text("the heating is off")
    assert "repeats" not in world.timeline[-1].data
    assert len(world.mails_to("coaches@example.com")) == 2


def test_the_same_words_after_an_answer_are_an_answer_to_it() -> None:
    world = World()
    world.text("420 the heating is off")
    answer(world)
    world.text("the heating is off")
    assert world.feedback.cycle == 2


def test_the_same_words_about_another_touchpoint_are_another_feedback() -> None:
    world = World()
    world.text("420 the heating is off")
    world.text("550 the heating is off")
    assert len(world.all_ids) == 2


def test_the_same_words_of_another_number_are_another_feedback() -> None:
    world = World()
    world.text("420 the heating is off")
    world.text("420 the heating is off", sender=STRANGER)
    assert len(world.all_ids) == 2


def test_two_pictures_of_a_mood_are_not_the_same_words() -> None:
    world = World()
    world.text("420 hello")
    world.text("😡")
    world.text("🥶")
    assert [e.data.get("repeats") for e in world.timeline] == [None, None, None]


# Scores


def asked_how_it_went(world: World) -> None:
    policy = document()["policies"][0] | {"survey_after": 600}
    world.configurations.add(configuration(version=2, policies=[policy]))
    world.text("420 the heating is off")
    answer(world, "#resolve It is mended.")
    world.hours(1)
    assert world.feedback.survey_asked_at is not None


def test_a_digit_after_our_question_is_a_score_and_the_words_behind_it_the_reason() -> None:
    world = World()
    asked_how_it_went(world)
    world.text("5 great driver")
    rated = world.timeline[-1]
    assert (rated.what, rated.data["score"], rated.words) == (What.RATED, 5, "great driver")
    assert rated.channel is Channel.SMS


def test_a_digit_without_a_question_is_words() -> None:
    world = World()
    world.text("420 the heating is off")
    world.text("5 of us are freezing")
    assert world.timeline[-1].what is What.CUSTOMER_WROTE
