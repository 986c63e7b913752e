"""What a member sees and does through the staff API."""

from datetime import timedelta
from typing import Any
from urllib.parse import quote

import pytest

from chalicelib.model import Channel, OptOut, What
from chalicelib.services import queue
from chalicelib.sms_text import to_gsm
from tests.builders import HOUR, NOON, configuration
from tests.desk import AGENT, MAILBOX, MANAGER, OMBUDSMAN, Desk
from tests.gateway import Answer


def path(desk: Desk, move: str = "") -> str:
    newest = desk.world.store.get(desk.world.all_ids[-1])
    return f"/v1/feedback/{newest.reference}" + (f"/{move}" if move else "")


def said(desk: Desk, words: str, **more: Any) -> dict[str, Any]:
    return {"key": desk.key(), "words": words, **more}


def references(answer: Answer) -> list[str]:
    return [item["words"] for item in answer.json["items"]]


def test_the_queue_shows_what_my_teams_have_what_is_due_next_first(desk: Desk) -> None:
    desk.world.text("420 first", sender="+447700900001")
    desk.world.now += HOUR
    desk.world.text("420 second", sender="+447700900002")
    answer = desk.get("/v1/queue")
    assert references(answer) == ["420 first", "420 second"]
    item = answer.json["items"][0]
    assert item["holder"] == {"id": "coaches", "name": "Coach operations"}
    assert item["promise_by"] == "2026-11-24T12:00:00Z"


def test_the_queue_is_narrowed_by_words_place_and_severity(desk: Desk) -> None:
    desk.world.text("420 the HEATING is off", sender="+447700900001")
    desk.world.text("550 quebrou a porta", sender="+447700900002")
    assert references(desk.get("/v1/queue?text=heating")) == ["420 the HEATING is off"]
    assert references(desk.get("/v1/queue?touchpoint=coach-550")) == ["550 quebrou a porta"]
    assert references(desk.get("/v1/queue?text=birmingHAM")) == ["420 the HEATING is off"]
    assert references(desk.get("/v1/queue?severity=critical")) == []


def test_a_queue_goes_on_where_it_ended_and_a_filter_holds_behind_that(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(queue, "MOST", 3)
    for number in range(5):
        desk.world.text(f"420 cold {number}", sender=f"+44770090000{number}")
        desk.world.now += HOUR
    answer = desk.get("/v1/queue")
    assert references(answer) == ["420 cold 0", "420 cold 1", "420 cold 2"]
    rest = desk.get(f"/v1/queue?after={quote(answer.json['next'])}")
    assert references(rest) == ["420 cold 3", "420 cold 4"]
    assert rest.json["next"] is None
    assert references(desk.get("/v1/queue?text=cold+4")) == ["420 cold 4"]
    assert desk.get("/v1/queue?after=nowhere").status == 400


def test_colleagues_are_called_by_their_names_where_they_have_one(desk: Desk) -> None:
    desk.world.text("420 cold")
    names = {"ana@example.com": "Ana Souza"}
    desk.world.configurations.add(configuration(version=2, names=names))
    desk.post(path(desk, "take"), {"key": desk.key()})
    desk.post(path(desk, "take"), {"key": desk.key()}, MAILBOX)
    whole = desk.get(path(desk)).json
    assert whole["summary"]["assignee"] == {
        "email": "coaches@example.com", "name": "coaches@example.com",
    }  # fmt: skip
    assert whole["names"] == names
    assert desk.get("/v1/me").json["name"] == "Ana Souza"
    assert desk.get("/v1/me", MAILBOX).json["name"] == "Desk"
    desk.send("PUT", path(desk, "presence"), AGENT, {"writing": True})
    seen = desk.send("PUT", path(desk, "presence"), MAILBOX, {}).json["others"]
    assert seen == [{"email": "ana@example.com", "name": "Ana Souza", "writing": True}]
    answered = desk.post(path(desk, "answer"), said(desk, "Sorry."))
    assert answered.status == 200
    desk.world.settle()
    assert not [text for text in desk.world.texts_to() if "Souza" in text]


def test_who_sees_all_is_offered_the_queue_of_every_team(desk: Desk) -> None:
    desk.world.text("420 cold")
    seen = [team["id"] for team in desk.get("/v1/me", MANAGER).json["sees"]]
    assert seen == ["coaches", "supervisors", "ombudsman"]
    assert references(desk.get("/v1/queue?scope=all&team=coaches", MANAGER)) == ["420 cold"]
    assert [team["id"] for team in desk.get("/v1/me").json["sees"]] == ["coaches"]
    assert desk.get("/v1/queue?team=supervisors").status == 403


def test_a_filter_that_is_no_value_is_refused_by_name(desk: Desk) -> None:
    answer = desk.get("/v1/queue?severity=awful")
    assert (answer.status, set(answer.error["fields"])) == (400, {"severity"})
    assert desk.get("/v1/queue?colour=red").status == 400


def test_mine_is_what_i_said_that_i_see_to_until_i_give_it_back(desk: Desk) -> None:
    desk.world.text("420 cold")
    assert references(desk.get("/v1/queue?scope=mine")) == []
    desk.post(path(desk, "take"), {"key": desk.key()})
    assert references(desk.get("/v1/queue?scope=mine")) == ["420 cold"]
    assert references(desk.get("/v1/queue?scope=mine", MAILBOX)) == []
    desk.post(path(desk, "take"), {"key": desk.key(), "gives_back": True})
    assert references(desk.get("/v1/queue?scope=mine")) == []


def test_all_is_for_who_sees_all(desk: Desk) -> None:
    desk.world.text("420 cold")
    assert references(desk.get("/v1/queue?scope=all", OMBUDSMAN)) == ["420 cold"]
    assert references(desk.get("/v1/queue", OMBUDSMAN)) == []


def test_an_answer_reaches_the_customer_once_whatever_is_repeated(desk: Desk) -> None:
    desk.world.text("420 cold")
    body = said(desk, "We are sorry. The heating is mended.", seen=1)
    for _ in range(2):
        answer = desk.post(path(desk, "answer"), body)
        assert (answer.status, answer.json["summary"]["status"]) == (200, "answered")
    desk.world.settle()
    texts = [one for one in desk.world.sms.sent if "heating is mended" in one.rendered.text]
    assert len(texts) == 1
    (entry,) = [entry for entry in desk.world.timeline if entry.what is What.ANSWERED]
    assert (entry.actor, entry.data["team"], entry.channel) == (AGENT.email, "coaches", None)


def test_a_second_answer_by_somebody_unaware_is_refused_and_nothing_leaves(desk: Desk) -> None:
    desk.world.text("420 cold")
    seen = desk.get(path(desk)).json["summary"]["entries"]
    desk.post(path(desk, "answer"), said(desk, "Mended.", seen=seen), MAILBOX)
    refused = desk.post(path(desk, "answer"), said(desk, "We look into it.", seen=seen))
    assert refused.status == 409
    assert refused.error["fields"] == {"reason": "overtaken"}
    desk.world.settle()
    assert not [one for one in desk.world.sms.sent if "look into it" in one.rendered.text]
    seen = desk.get(path(desk)).json["summary"]["entries"]
    again = desk.post(path(desk, "answer"), said(desk, "We look into it.", seen=seen))
    assert again.status == 200


def test_words_that_the_customer_sent_meanwhile_are_not_answered_unread(desk: Desk) -> None:
    desk.world.text("420 cold")
    desk.world.text("and now the door is stuck")
    refused = desk.post(path(desk, "answer"), said(desk, "The heating is mended.", seen=1))
    assert (refused.status, refused.error["fields"]) == (409, {"reason": "overtaken"})


def test_a_note_does_not_stand_in_the_way_of_an_answer(desk: Desk) -> None:
    desk.world.text("420 cold")
    desk.post(path(desk, "note"), said(desk, "Depot knows."), MAILBOX)
    assert desk.post(path(desk, "answer"), said(desk, "Mended.", seen=1)).status == 200


def test_an_answer_without_words_is_refused(desk: Desk) -> None:
    desk.world.text("420 cold")
    refused = desk.post(path(desk, "answer"), said(desk, " \n"))
    assert (refused.status, refused.error["fields"]) == (409, {"reason": "no_words"})


def test_the_preview_is_what_the_customer_gets_and_sends_nothing(desk: Desk) -> None:
    desk.world.text("420 cold")
    before = len(desk.world.sms.sent)
    words = "We are sorry. " * 30
    preview = desk.post(path(desk, "preview"), {"words": words}).json
    desk.world.settle()
    assert len(desk.world.sms.sent) == before
    desk.post(path(desk, "answer"), said(desk, words))
    desk.world.settle()
    sent = [one.rendered.text for one in desk.world.sms.sent[before:]]
    assert [one["text"] for one in preview["messages"]] == sent
    assert preview["sms_parts"] == sum(one["sms_parts"] for one in preview["messages"]) >= 3


SPANISH = "Sentimos el frío del autocar. Mañana estará reparado y le avisaré aquí. Gracias. " * 3


def charge_of(desk: Desk, words: str) -> dict[str, Any]:
    return dict(desk.post(path(desk, "preview"), {"words": words}).json["sms"])


def test_the_preview_says_which_letters_make_more_sms_and_how_many_it_would_be_without(
    desk: Desk,
) -> None:
    desk.world.text("420 cold")
    sms = desk.post(path(desk, "preview"), {"words": SPANISH}).json
    charge = sms["sms"]
    assert (charge["alphabet"], charge["outside"]) == ("ucs2", ["í", "á"])
    plain = desk.post(path(desk, "preview"), {"words": to_gsm(SPANISH)}).json
    assert charge["parts_without"] == plain["sms_parts"] < sms["sms_parts"]
    assert (plain["sms"]["alphabet"], plain["sms"]["outside"]) == ("gsm", [])
    assert plain["sms"]["parts_without"] == plain["sms_parts"]


def test_an_emoji_is_told_as_what_it_costs_and_another_script_as_what_it_is(desk: Desk) -> None:
    desk.world.text("420 cold")
    cheered = charge_of(desk, "It is mended. " * 9 + "👍🏽")
    assert (cheered["outside"], cheered["parts_without"]) == (["👍"], 2)
    russian = desk.post(path(desk, "preview"), {"words": "Исправлено. " * 9}).json
    assert russian["sms"]["parts_without"] == russian["sms_parts"] > 1
    alone = desk.post(path(desk, "preview"), {"words": "👍"}).json
    assert alone["sms"]["parts_without"] == alone["sms_parts"]


@pytest.mark.parametrize(
    ("number", "country", "is_abroad"),
    [("+447700900123", "GB", False), ("+34600900123", "ES", True)],
)
def test_the_preview_says_whether_texts_go_abroad(
    desk: Desk, number: str, country: str, is_abroad: bool
) -> None:
    desk.world.text("420 cold", sender=number)
    charge = charge_of(desk, "Mended.")
    assert (charge["country"], charge["is_abroad"]) == (country, is_abroad)


def test_a_mail_has_no_charge(desk: Desk) -> None:
    desk.world.form("Cold", email="joana@example.net")
    assert desk.post(path(desk, "preview"), {"words": "Olá!"}).json["sms"] is None


def test_one_feedback_is_shown_with_deliveries_clock_and_history(desk: Desk) -> None:
    desk.world.text("420 cold")
    desk.world.now += timedelta(days=8)
    desk.world.text("420 cold again")
    shown = desk.get(path(desk)).json
    assert shown["may_act"] is True
    assert [one["channel"] for one in shown["contacts"]] == ["sms"]
    first = shown["timeline"][0]
    assert (first["what"], first["words"]) == ("captured", "420 cold again")
    assert {one["purpose"] for one in first["messages"]} == {"acknowledgement", "team_new"}
    assert {one["delivery"] for one in first["messages"]} == {"sent"}
    assert shown["clock"][0]["what"] == "remind"
    assert shown["clock"][0]["arithmetic"]
    assert [one["words"] for one in shown["history"]] == ["420 cold"]


def test_handing_over_asking_and_correcting_are_moves_like_any_other(desk: Desk) -> None:
    desk.world.text("420 cold")
    asked = desk.post(path(desk, "ask"), said(desk, "Which seat?"))
    assert asked.json["summary"]["waiting_until"] is not None
    desk.post(path(desk, "correct"), {"key": desk.key(), "severity": "high"})
    gone = desk.post(path(desk, "hand-over"), {"key": desk.key(), "to": "supervisors"})
    assert gone.json["summary"]["owner"]["id"] == "supervisors"
    assert desk.get(path(desk)).status == 404
    whats = [entry.what for entry in desk.world.timeline]
    assert whats == [What.CAPTURED, What.ASKED, What.CORRECTED, What.HANDED_OVER]


def test_a_team_that_there_is_not_is_refused_by_name(desk: Desk) -> None:
    desk.world.text("420 cold")
    answer = desk.post(path(desk, "hand-over"), {"key": desk.key(), "to": "nobody"})
    assert (answer.status, answer.error["fields"]) == (409, {"reason": "unknown_team"})


def test_an_opted_out_number_is_marked(desk: Desk) -> None:
    desk.world.text("420 cold")
    contact = f"{Channel.SMS}:{desk.world.feedback.contacts[0].address}"
    desk.services.opt_outs.record(OptOut(contact=contact, opted_out=True, at=NOON, by="sms:1"))
    assert desk.get(path(desk)).json["contacts"][0]["opted_out"] is True


def test_bodies_that_are_not_what_they_should_be_are_refused_in_the_one_shape(desk: Desk) -> None:
    desk.world.text("420 cold")
    for body, field in (
        ({"words": "x"}, None),
        ({"key": "k" * 8, "words": 7}, "words"),
        ({"key": "short", "words": "x"}, "key"),
        ({"key": "k" * 8, "words": "x", "more": 1}, None),
        ([], None),
    ):
        answer = desk.post(path(desk, "answer"), body)
        assert (answer.status, answer.error["code"]) == (400, "invalid_input")
        if field:
            assert set(answer.error["fields"]) == {field}


def test_what_has_not_changed_is_not_sent_again(desk: Desk) -> None:
    desk.world.text("420 cold")
    tag = desk.get("/v1/queue").headers["ETag"]
    desk.world.now += HOUR
    same = desk.send("GET", "/v1/queue", AGENT, headers={"If-None-Match": tag})
    assert (same.status, same.text) == (304, "")
    desk.post(path(desk, "note"), said(desk, "Depot knows."))
    assert desk.send("GET", "/v1/queue", AGENT, headers={"If-None-Match": tag}).status == 200
