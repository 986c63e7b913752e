"""Texts as numbers send them on the deployed local stack: in bursts, as commands, and no more of them."""

from concurrent.futures import ThreadPoolExecutor

from tests.journeys.stack import Stack
from tests.journeys.test_sms import reference_in

BURST = 100


def test_a_hundred_texts_of_one_number_at_once_are_one_feedback(stack: Stack) -> None:
    number = stack.number()
    with ThreadPoolExecutor(10) as pool:
        list(pool.map(lambda n: stack.text(f"420 cold {n}", number), range(BURST)))
    named = reference_in(stack.wait_sent(number)["text"])
    shown = stack.wait_for(
        "a hundred entries",
        lambda: len((found := stack.show(named))["timeline"]) == BURST and found,
        patience=180,
    )
    assert {entry["words"] for entry in shown["timeline"]} == {
        f"420 cold {n}" for n in range(BURST)
    }
    assert len(stack.sent_to(number)) == 1, "one acknowledgement"


def test_a_burst_is_one_mail_to_the_team_with_all_words(stack: Stack) -> None:
    number = stack.number()
    stack.text("420 the lamp of seat 7 flickers", number)
    stack.text("and the one of seat 8 as well", number)
    mails = stack.wait_for(
        "a mail with both",
        lambda: [m for m in stack.sent_to("coaches@example.com") if "seat 8 as well" in m["text"]],
    )
    assert "seat 7 flickers" in mails[0]["text"]
    assert len([m for m in stack.sent_to("coaches@example.com") if "flickers" in m["text"]]) == 1


def test_stop_is_honoured_and_start_takes_it_back(stack: Stack) -> None:
    number = stack.number()
    stack.text("420 the door squeaks", number)
    named = reference_in(stack.wait_sent(number)["text"])
    stack.text("STOP", number)
    assert "no more messages" in stack.wait_sent(number, 2)["text"]
    mail = stack.wait_for(
        "the team's mail",
        lambda: [m for m in stack.sent_to("coaches@example.com") if "squeaks" in m["text"]],
    )[0]
    stack.reply(mail, "The door is oiled now.")
    told = stack.wait_for(
        "that it did not reach them",
        lambda: [m for m in stack.sent_to("coaches@example.com") if "has opted out" in m["text"]],
    )[0]
    assert named in told["subject"]
    stack.text("START", number)
    assert "again" in stack.wait_sent(number, 3)["text"], "the provider's list lets it through"
    stack.text("status", number)
    assert named in stack.wait_sent(number, 4)["text"]
    assert not any("oiled" in m["text"] for m in stack.sent_to(number))
