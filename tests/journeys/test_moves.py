"""A question, a hand-over, an answer and an appeal, on the deployed stack."""

from tests.journeys.stack import Stack
from tests.journeys.test_sms import reference_in


def test_staff_ask_hand_over_and_answer_by_mail_and_the_customer_appeals(stack: Stack) -> None:
    number = stack.number()
    stack.text("420 my bag is gone", number)
    named = reference_in(stack.wait_sent(number)["text"])
    mail = stack.wait_told("coaches@example.com", named)

    stack.reply(mail, "#note he rang before")
    stack.wait_for("the note", lambda: len(stack.show(named)["timeline"]) == 2)
    stack.reply(mail, "#ask What colour is it?")
    assert "What colour is it?" in stack.wait_sent(number, 2)["text"]
    assert stack.show(named)["waiting_since"]
    stack.text("green", number)
    assert reference_in(stack.wait_sent(number, 3)["text"]) == named
    assert not stack.show(named)["waiting_since"]

    stack.reply(mail, "#team customer desk: lost property")
    handed = stack.wait_told("desk@example.com", named)
    assert "lost property" in handed["text"]
    assert "he rang before" in handed["text"], "staff see the note"
    stack.reply(handed, "It is at Victoria.")
    answer = stack.wait_sent(number, 4)["text"]
    assert "It is at Victoria." in answer
    assert "Customer desk" in answer
    assert "OMBUDSMAN" in answer, "the right to go there is stated"

    stack.text("OMBUDSMAN", number)
    assert "Ombudsman" in stack.wait_sent(number, 5)["text"]
    stack.wait_for(
        "the ombudsman's mail",
        lambda: [m for m in stack.sent_to("omb-1@example.com") if named in m["subject"]],
    )
    story = stack.show(named)
    assert [entry["what"] for entry in story["timeline"]] == [
        "captured", "noted", "asked", "customer_wrote", "handed_over", "answered", "appealed",
    ]  # fmt: skip
    assert (story["level"], story["cycle"], story["status"]) == (2, 2, "open")
    assert not [m for m in stack.sent_to(number) if "rang before" in m["text"]]
