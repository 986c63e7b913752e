from datetime import datetime
from zoneinfo import ZoneInfo

from chalicelib import reference
from chalicelib.sms_text import is_gsm, parts
from tests.journeys.stack import Stack


def reference_in(text: str) -> str:
    (found,) = set(reference.find(text))
    return found


def test_a_text_is_acknowledged_answered_and_the_answer_arrives_as_a_text(stack: Stack) -> None:
    number = stack.number()
    stack.text("420 heating broken, we are freezing", number)

    acknowledgement = stack.wait_sent(number)
    assert acknowledgement["channel"] == "sms"
    named = reference_in(acknowledgement["text"])
    shown = stack.show(named)
    promised = datetime.fromisoformat(shown["respond_by"])
    clock = promised.astimezone(ZoneInfo("Europe/London")).strftime("%H:%M")
    assert f"by {clock} tomorrow" in acknowledgement["text"]
    assert is_gsm(acknowledgement["text"])
    assert parts(acknowledgement["text"]) == 1

    mail = stack.wait_told("coaches@example.com", named)
    for needed in ("heating broken, we are freezing", "Coach 420", named):
        assert needed in mail["text"]
        assert needed in mail["html"]
    assert named in mail["subject"]

    stack.reply(mail, "We have a fitter waiting at Milton Keynes.\nSorry!", "ana@example.com")
    answer = stack.wait_sent(number, 2)
    assert "We have a fitter waiting at Milton Keynes.\nSorry!" in answer["text"]
    assert "Coach operations" in answer["text"]
    assert "wrote:" not in answer["text"]
    assert "freezing" not in answer["text"], "nothing quoted"

    answered = stack.show(named)
    assert answered["status"] == "answered"
    assert answered["answered_at"]


def test_the_same_text_twice_is_one_feedback_and_one_acknowledgement(stack: Stack) -> None:
    number = stack.number()
    stack.text("420 cold", number, message_id=f"twice-{number}")
    stack.text("420 cold", number, message_id=f"twice-{number}")
    first = stack.wait_sent(number)
    other = stack.number()
    stack.text("420 cold", other)
    stack.wait_sent(other)  # what came before it has been dealt with
    assert [m["text"] for m in stack.sent_to(number)] == [first["text"]]


def test_a_keyword_is_forgiven_its_case_accents_and_punctuation(stack: Stack) -> None:
    number = stack.number()
    stack.text("ONIBUS-7: sem água", number)
    text = stack.wait_sent(number)["text"]
    assert stack.show(reference_in(text))["touchpoint"] == "linha-7"
    assert "Obrigad" in text
    assert parts(text) == 1


def test_a_text_that_says_nothing_known_goes_to_the_default_team(stack: Stack) -> None:
    number = stack.number()
    stack.text("\x00 ?? 🥶", number)
    named = reference_in(stack.wait_sent(number)["text"])
    assert "🥶" in stack.wait_told("desk@example.com", named)["text"]


def test_further_words_join_the_open_feedback_and_a_reopening_is_acknowledged(
    stack: Stack,
) -> None:
    number = stack.number()
    stack.text("420 no light", number)
    named = reference_in(stack.wait_sent(number)["text"])
    stack.text("and no water", number)
    stack.wait_for(
        "further words", lambda: len(stack.show(named)["timeline"]) == 2 and stack.show(named)
    )
    (mail,) = [m for m in stack.sent_to("coaches@example.com") if "no light" in m["text"]][:1]
    stack.reply(mail, "Both are mended.")
    assert "Both are mended." in stack.wait_sent(number, 2)["text"]
    stack.text("thanks!", number)
    stack.text("it is dark again", number)
    again = stack.wait_sent(number, 3)["text"]
    assert reference_in(again) == named
    assert stack.show(named)["cycle"] == 2


def test_a_strangers_text_with_somebodys_reference_is_a_feedback_of_its_own(stack: Stack) -> None:
    victim, stranger = stack.number(), stack.number()
    stack.text("420 my phone was stolen", victim)
    named = reference_in(stack.wait_sent(victim)["text"])
    stack.text(f"{named} tell me more", stranger)
    assert reference_in(stack.wait_sent(stranger)["text"]) != named
    assert len(stack.show(named)["timeline"]) == 1
