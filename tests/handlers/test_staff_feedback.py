"""One feedback through the staff API: undo, presence, reply templates, an appeal for the customer."""

import base64
from datetime import timedelta
from typing import Any

import pytest

from chalicelib.access import Person, Role
from chalicelib.errors import PermanentDeliveryError
from chalicelib.model import Purpose, What
from tests.builders import NOON, configuration
from tests.desk import AGENT, MAILBOX, MANAGER, OMBUDSMAN, Desk
from tests.handlers.test_staff_api import path, said
from tests.journeys.test_mail import mail_from
from tests.photos import photo

SECOND = timedelta(seconds=1)
TEMPLATES = [
    {
        "id": "heating",
        "name": "Heating",
        "text": {"en-GB": "Hello {name}, {touchpoint} is mended. {reference}. {team}"},
        "kind": ["complaint"],
        "touchpoint": ["coach-420"],
    },
    {
        "id": "thanks",
        "name": "Thanks",
        "text": {"en-GB": "Thank you.", "pt-BR": "Obrigado."},
        "kind": [],
        "touchpoint": [],
    },
]


def held(desk: Desk, words: str, **more: Any) -> dict[str, Any]:
    return said(desk, words, hold=8, **more)


def texts(desk: Desk, words: str) -> list[str]:
    return [text for text in desk.world.texts_to() if words in text]


def test_what_is_held_back_leaves_after_its_seconds_and_once(desk: Desk) -> None:
    desk.world.text("420 cold")
    body = held(desk, "Mended.", seen=1)
    for _ in range(2):
        answer = desk.post(path(desk, "answer"), body)
        assert answer.status == 200
        assert answer.json["summary"]["status"] == "open"
        assert answer.json["waiting"]["leaves_at"] == "2026-11-23T12:00:08Z"
    [waiting] = desk.get(path(desk)).json["waiting"]
    assert (waiting["words"], waiting["is_mine"]) == ("Mended.", True)
    desk.world.now += 9 * SECOND
    desk.world.settle()
    assert len(texts(desk, "Mended.")) == 1
    assert desk.get(path(desk)).json["waiting"] == []
    assert desk.world.timeline[-1].at == NOON + 8 * SECOND
    again = desk.post(path(desk, "answer"), body)
    assert (again.status, again.json["waiting"]) == (200, None)
    desk.world.settle()
    assert len(texts(desk, "Mended.")) == 1


def test_what_is_taken_back_in_time_never_leaves(desk: Desk) -> None:
    desk.world.text("420 cold")
    body = held(desk, "Mended.")
    desk.post(path(desk, "answer"), body)
    pending = path(desk, f"pending/{body['key']}")
    back = desk.send("DELETE", pending, AGENT)
    assert (back.status, back.json) == (200, {"words": "Mended."})
    assert desk.send("DELETE", pending, AGENT).status == 200
    desk.world.now += 9 * SECOND
    desk.world.settle()
    desk.world.sweep()
    assert texts(desk, "Mended.") == []
    assert [entry.what for entry in desk.world.timeline] == [What.CAPTURED]


def test_what_has_left_is_not_taken_back(desk: Desk) -> None:
    desk.world.text("420 cold")
    body = held(desk, "Mended.")
    desk.post(path(desk, "answer"), body)
    desk.world.now += 9 * SECOND
    desk.world.settle()
    late = desk.send("DELETE", path(desk, f"pending/{body['key']}"), AGENT)
    assert (late.status, late.error["fields"]) == (409, {"reason": "left"})


def test_a_colleague_does_not_take_back_what_is_mine(desk: Desk) -> None:
    desk.world.text("420 cold")
    body = held(desk, "Mended.")
    desk.post(path(desk, "answer"), body)
    refused = desk.send("DELETE", path(desk, f"pending/{body['key']}"), MAILBOX)
    assert (refused.status, refused.error["fields"]) == (409, {"reason": "not_yours"})
    assert desk.get(path(desk), MAILBOX).json["waiting"][0]["is_mine"] is False


def test_what_lost_its_job_leaves_with_the_sweep(desk: Desk) -> None:
    desk.world.text("420 cold")
    desk.post(path(desk, "resolve"), held(desk, "Mended for good."))
    desk.world.act_queue.take()
    desk.world.now += timedelta(minutes=5)
    desk.world.sweep()
    assert len(texts(desk, "Mended for good.")) == 1
    assert desk.world.feedback.resolved_at == NOON + 8 * SECOND


@pytest.mark.parametrize("meanwhile", ["customer", "colleague"])
def test_what_is_overtaken_while_it_waits_is_not_sent_and_its_writer_gets_the_words(
    desk: Desk, meanwhile: str
) -> None:
    desk.world.text("420 cold")
    desk.post(path(desk, "answer"), held(desk, "The heating is mended.", seen=1))
    jobs = desk.world.act_queue.take()
    if meanwhile == "customer":
        desk.world.text("and the door is stuck")
    else:
        desk.post(path(desk, "answer"), said(desk, "Soon.", seen=1), MAILBOX)
    desk.world.now += 9 * SECOND
    desk.world.act_queue.put(jobs + jobs)
    desk.world.settle()
    desk.world.sweep()
    assert texts(desk, "The heating is mended.") == []
    [entry] = [entry for entry in desk.world.timeline if entry.what is What.SET_ASIDE]
    assert entry.data["reason"] == "overtaken"
    [mail] = [
        one
        for one in desk.world.mails_to(AGENT.email)
        if one.message.purpose is Purpose.TEAM_SET_ASIDE
    ]
    assert "The heating is mended." in mail.rendered.text
    assert "did not go out" in (mail.rendered.subject or "")


def test_what_would_be_refused_now_is_not_held_back(desk: Desk) -> None:
    desk.world.text("420 cold")
    desk.world.text("and the door is stuck")
    refused = desk.post(path(desk, "answer"), held(desk, "Mended.", seen=1))
    assert (refused.status, refused.error["fields"]) == (409, {"reason": "overtaken"})
    for move in ("answer", "ask", "resolve"):
        refused = desk.post(path(desk, move), held(desk, " "))
        assert (refused.status, refused.error["fields"]) == (409, {"reason": "no_words"})
    assert desk.get(path(desk)).json["waiting"] == []


def test_who_answers_while_a_colleagues_answer_waits_keeps_the_words_and_is_told(
    desk: Desk,
) -> None:
    desk.world.text("420 cold")
    first = held(desk, "Mended.", seen=1)
    assert desk.post(path(desk, "answer"), first, MAILBOX).status == 200
    mine = held(desk, "We look into it.", seen=1)
    for move in ("answer", "ask", "resolve"):
        refused = desk.post(path(desk, move), mine)
        assert (refused.status, refused.error["fields"]) == (409, {"reason": "overtaken"})
    assert desk.post(path(desk, "answer"), first, MAILBOX).status == 200
    assert [one["words"] for one in desk.get(path(desk)).json["waiting"]] == ["Mended."]
    desk.send("DELETE", path(desk, f"pending/{first['key']}"), MAILBOX)
    assert desk.post(path(desk, "answer"), mine).status == 200
    desk.world.now += 9 * SECOND
    desk.world.settle()
    assert [entry.what for entry in desk.world.timeline][-1] is What.ANSWERED
    assert What.SET_ASIDE not in {entry.what for entry in desk.world.timeline}
    assert (len(texts(desk, "We look into it.")), texts(desk, "Mended.")) == (1, [])


def test_one_that_does_not_leave_stands_in_nobodys_way_for_long(desk: Desk) -> None:
    desk.world.text("420 cold")
    desk.post(path(desk, "answer"), held(desk, "Mended.", seen=1), MAILBOX)
    desk.world.act_queue.take()
    desk.world.now += 67 * SECOND
    assert desk.post(path(desk, "answer"), held(desk, "Soon.", seen=1)).status == 409
    desk.world.now += SECOND
    assert desk.post(path(desk, "answer"), held(desk, "Soon.", seen=1)).status == 200


def test_ones_own_that_waits_and_a_note_stand_in_nobodys_way(desk: Desk) -> None:
    desk.world.text("420 cold")
    for words in ("Mended.", "And cleaned."):
        assert desk.post(path(desk, "answer"), held(desk, words, seen=1)).status == 200
    assert desk.post(path(desk, "note"), said(desk, "For us."), MAILBOX).status == 200
    assert len(desk.get(path(desk)).json["waiting"]) == 2


def test_others_are_seen_while_their_page_says_so(desk: Desk) -> None:
    desk.world.text("420 cold")
    here = path(desk, "presence")
    mine = desk.send("PUT", here, AGENT, {"writing": True})
    assert (mine.status, mine.json) == (200, {"others": []})
    seen = [{"email": "ana@example.com", "name": "Ana", "writing": True}]
    assert desk.send("PUT", here, MAILBOX, {}).json["others"] == seen
    assert desk.get(path(desk), MAILBOX).json["others"] == seen
    desk.world.now += 20 * SECOND
    assert desk.get(path(desk), MAILBOX).json["others"] == seen
    desk.world.now += 6 * SECOND
    assert desk.get(path(desk), MAILBOX).json["others"] == []
    desk.send("PUT", here, AGENT, {})
    assert len(desk.send("PUT", here, MAILBOX, {}).json["others"]) == 1
    desk.send("PUT", here, AGENT, {"leaves": True})
    assert desk.send("PUT", here, MAILBOX, {}).json["others"] == []
    stranger = Person(email="left@example.com", name="Gone", roles=frozenset({Role.AGENT}))
    assert desk.send("PUT", here, stranger, {}).status == 404


def test_a_picture_is_shown_to_who_may_see_its_feedback(desk: Desk) -> None:
    content = photo()
    mail = mail_from("pat@example.net", "The seat is torn.")
    mail.add_attachment(content, maintype="image", subtype="jpeg", filename="seat.jpg")
    mail.add_attachment(b"hello", maintype="text", subtype="plain", filename="a.txt")
    desk.world.email(mail.as_bytes(), "t-coach-420@fale.example.com")
    [turn] = [one for one in desk.get(path(desk)).json["timeline"] if one["files"]]
    shown = desk.get(path(desk, f"pictures/{turn['number']}/0")).json
    assert shown["media_type"] == "image/jpeg"
    assert base64.b64decode(shown["content"]) in desk.world.files.files.values()
    for nothing in (f"{turn['number']}/1", f"{turn['number']}/2", "99/0", "x/0"):
        assert desk.get(path(desk, f"pictures/{nothing}")).status == 404
    stranger = Person(email="left@example.com", name="Gone", roles=frozenset({Role.AGENT}))
    assert desk.get(path(desk, f"pictures/{turn['number']}/0"), stranger).status == 404


def templates(desk: Desk, who: Person = AGENT) -> dict[str, Any]:
    reference = desk.world.store.get(desk.world.all_ids[-1]).reference
    found: dict[str, Any] = desk.get(f"/v1/templates?reference={reference}", who).json
    return found


def test_templates_come_filled_in_the_customers_language_and_only_those_that_fit(
    desk: Desk,
) -> None:
    desk.world.configurations.add(configuration(2, templates=TEMPLATES))
    desk.world.text("420 cold", sender="+447700900001")
    reference = desk.world.feedback.reference
    heating, thanks = templates(desk)["templates"]
    assert heating["text"] == (
        f"Hello, Coach 420 London to Birmingham is mended. {reference}. Coach operations"
    )
    assert thanks["text"] == "Thank you."
    desk.world.text("550 frio", sender="+447700900002")
    assert templates(desk) == {
        "locale": "pt-BR",
        "templates": [{"id": "thanks", "name": "Thanks", "text": "Obrigado."}],
    }


def test_a_template_has_the_customers_name_where_it_is_known(desk: Desk) -> None:
    desk.world.configurations.add(configuration(2, templates=TEMPLATES))
    desk.world.form("cold", name="Pat", email="pat@example.net")
    assert templates(desk)["templates"][0]["text"].startswith("Hello Pat, ")


def test_templates_of_feedback_that_i_may_not_see_are_not_there(desk: Desk) -> None:
    desk.world.text("420 cold")
    stranger = Person(email="left@example.com", name="Gone", roles=frozenset({Role.AGENT}))
    reference = desk.world.feedback.reference
    assert desk.get(f"/v1/templates?reference={reference}", stranger).status == 404


def test_a_member_asks_for_the_ombudsman_for_a_customer_who_said_so(desk: Desk) -> None:
    desk.world.text("420 cold")
    early = desk.post(path(desk, "appeal"), said(desk, "They rang."))
    assert (early.status, early.error["fields"]) == (409, {"reason": "no_appeal"})
    desk.post(path(desk, "answer"), said(desk, "We cannot help."))
    body = said(desk, "They rang, and want somebody independent.")
    for _ in range(2):
        answer = desk.post(path(desk, "appeal"), body)
        assert (answer.status, answer.json["summary"]["holder"]["id"]) == (200, "ombudsman")
    desk.world.settle()
    entry = desk.world.timeline[-1]
    assert (entry.what, entry.actor, entry.words) == (What.APPEALED, AGENT.email, None)
    assert entry.data["for_customer"] == "They rang, and want somebody independent."
    told = desk.world.told()
    assert [purpose for purpose, _ in told].count(Purpose.APPEAL_TAKEN) == 1
    assert not any("They rang" in text for text in desk.world.texts_to())
    assert desk.get(path(desk), OMBUDSMAN).json["may_act"] is True


@pytest.mark.parametrize(("move", "counted"), [("told", (1, 0, 1)), ("unreachable", (0, 1, 0))])
def test_an_answer_that_reached_nobody_is_seen_to(
    desk: Desk, move: str, counted: tuple[int, int, int]
) -> None:
    desk.world.text("420 cold")
    desk.world.sms.fail_next(PermanentDeliveryError("invalid"))
    desk.post(path(desk, "answer"), said(desk, "Mended."))
    desk.world.settle()
    assert desk.get(path(desk)).json["summary"]["unreached_at"] is not None
    assert desk.post(path(desk, move), {"key": "no-words-1"}).status == 409
    body = {"key": "with-words-1", "words": "By phone"}
    for _ in range(2):
        done = desk.post(path(desk, move), body)
        assert (done.status, done.json["summary"]["unreached_at"]) == (200, None)
    desk.world.settle()
    turn = desk.get(path(desk)).json["timeline"][-1]
    assert (turn["what"], turn["words"], turn["facts"][move]) == ("noted", "By phone", True)
    total = desk.get("/v1/reports", MANAGER).json["total"]
    unreached = total["unreached"]
    assert (total["first_response"]["n"], unreached["without"], unreached["n"]) == counted
