"""Incidents through the staff API: suggested, made, answered once for all, split again."""

from typing import Any

import pytest

from chalicelib.model import What
from tests.builders import HOUR, configuration, document
from tests.desk import AGENT, LEAD, MAILBOX, MANAGER, OMBUDSMAN, Desk

COLD = (
    ("+447700900001", "420 The heating is broken and we are freezing"),
    ("+447700900002", "420 No heating at all, my kids are cold"),
    ("+447700900003", "420 so cold in here"),
)


def freezing(desk: Desk) -> list[str]:
    """Three people by text, one by form in Portuguese; their references."""
    for number, words in COLD:
        desk.world.text(words, sender=number)
    desk.world.form(
        "Muito frio, o aquecimento não funciona", email="joana@example.net", locale="pt-BR"
    )
    return [desk.world.store.get(one).reference for one in desk.world.all_ids]


def opened(desk: Desk, references: list[str]) -> dict[str, Any]:
    body = {"key": desk.key(), "references": references}
    answer = desk.post("/v1/incidents", body)
    assert answer.status == 200
    desk.world.settle()
    return dict(desk.get(f"/v1/incidents/{answer.json['summary']['id']}").json)


def suggested(desk: Desk) -> list[dict[str, Any]]:
    return list(desk.get("/v1/incidents/suggestions").json["items"])


def whats(desk: Desk, reference: str) -> list[str]:
    timeline = desk.get(f"/v1/feedback/{reference}").json["timeline"]
    return [turn["what"] for turn in timeline]


BOTH = {"en-GB": "The heating is mended.", "pt-BR": "O aquecimento foi consertado."}


def test_people_who_say_the_same_at_one_place_are_suggested_with_the_reason(desk: Desk) -> None:
    freezing(desk)
    desk.world.text("550 a porta não fecha", sender="+447700900009")
    (one,) = suggested(desk)
    assert (one["people"], one["touchpoint"]["id"], one["incident"]) == (4, "coach-420", None)
    assert "heating" in one["words"]


def test_who_says_it_twice_is_one_person_and_hears_of_both(desk: Desk) -> None:
    references = freezing(desk)
    desk.world.form("The heating is still broken, freezing", email="joana@example.net")
    desk.world.form("No heating and so cold")
    references += [desk.world.store.get(one).reference for one in desk.world.all_ids[4:]]
    assert [one["people"] for one in suggested(desk)] == [5]
    incident = opened(desk, references)
    assert (incident["summary"]["people"], len(incident["items"])) == (5, 6)
    (listed,) = desk.get("/v1/incidents").json["items"]
    assert listed["people"] == 5
    reach = incident["reach"]
    assert (reach["recipients"], reach["by_channel"]["none"]) == (5, 1)
    assert incident["tasks"][0]["feedback"] == 6
    path = f"/v1/incidents/{incident['summary']['id']}"
    desk.post(f"{path}/answer", {"key": desk.key(), "words": BOTH})
    desk.world.settle()
    assert desk.get(path).json["tasks"][0]["done"] == 6


def test_a_feedback_tells_what_it_may_be_part_of_and_another_teams_member_learns_nothing(
    desk: Desk,
) -> None:
    references = freezing(desk)
    desk.world.text("420 the driver was rude to me", sender="+447700900009")
    other = desk.world.store.get(desk.world.all_ids[-1]).reference
    way = "/v1/incidents/suggestions?reference="
    (one,) = desk.get(f"{way}{references[0]}").json["items"]
    assert {item["reference"] for item in one["items"]} == set(references)
    assert desk.get(f"{way}{other}").json["items"] == []
    assert desk.get(f"{way}{references[0]}", LEAD).status == 404
    incident = opened(desk, references[:3])
    (joins,) = desk.get(f"{way}{references[3]}").json["items"]
    assert (joins["incident"], joins["people"]) == (incident["summary"]["id"], 1)
    assert desk.get(f"{way}{references[0]}").json["items"] == []


def test_how_near_and_how_many_is_the_configurations_to_say(desk: Desk) -> None:
    freezing(desk)
    rows = {"within": 3 * 3600, "alike": 4_000, "least": 5}
    desk.world.configurations.add(configuration(version=2, incidents=rows))
    assert suggested(desk) == []
    rows["least"] = 4
    desk.world.configurations.add(configuration(version=3, incidents=rows))
    assert len(suggested(desk)) == 1


def test_the_keyword_that_texts_begin_with_makes_them_no_more_alike(desk: Desk) -> None:
    touchpoints = document()["touchpoints"] | {
        "stop-wycombe": {
            "name": "High Wycombe", "keyword": "wycombe", "owner": "coaches", "locale": "en-GB",
        }
    }  # fmt: skip
    keywords = document()["keywords"] | {"wycombe": "stop-wycombe"}
    desk.world.configurations.add(
        configuration(version=2, touchpoints=touchpoints, keywords=keywords)
    )
    for n, words in enumerate(("seat torn", "wrong change", "driver rude")):
        desk.world.text(f"wycombe {words}", sender=f"+44770090000{n}")
    assert suggested(desk) == []
    for n in range(3, 6):
        desk.world.text("wycombe bins overflowing", sender=f"+44770090000{n}")
    (one,) = suggested(desk)
    assert (one["people"], one["words"]) == (3, ["bins", "overflowing"])


def test_what_is_answered_is_suggested_no_more(desk: Desk) -> None:
    for reference in freezing(desk):
        desk.post(f"/v1/feedback/{reference}/answer", {"key": desk.key(), "words": "Sorry."})
    assert suggested(desk) == []


def test_a_wrong_suggestion_costs_one_click_and_stays_away(desk: Desk) -> None:
    references = freezing(desk)
    desk.post("/v1/incidents/dismissals", {"references": references})
    assert suggested(desk) == []
    desk.world.text("420 freezing", sender="+447700900010")
    assert suggested(desk) == []
    for number in range(11, 13):
        desk.world.text("420 freezing cold", sender=f"+4477009000{number}")
    assert len(suggested(desk)) == 1


def test_one_owner_for_all_and_each_timeline_says_so(desk: Desk) -> None:
    references = freezing(desk)
    incident = opened(desk, references)
    assert incident["summary"]["people"] == 4
    assert incident["summary"]["assignee"]["email"] == AGENT.email
    assert {item["assignee"]["email"] for item in incident["items"]} == {AGENT.email}
    assert {item["incident"] for item in desk.get("/v1/queue").json["items"]} == {
        incident["summary"]["id"]
    }
    for reference in references:
        assert whats(desk, reference)[-1] == "grouped"
    (task,) = incident["tasks"]
    assert (task["what"], task["feedback"], task["done"], task["refused"]) == ("join", 4, 4, [])
    assert suggested(desk) == []


def test_what_comes_later_is_suggested_to_join_with_one_click(desk: Desk) -> None:
    incident = opened(desk, freezing(desk))
    desk.world.text("420 mega cold", sender="+447700900020")
    (one,) = suggested(desk)
    assert (one["incident"], one["people"]) == (incident["summary"]["id"], 1)
    path = f"/v1/incidents/{one['incident']}/feedback"
    body = {"key": desk.key(), "add": [item["reference"] for item in one["items"]]}
    assert desk.post(path, body).json["summary"]["people"] == 5
    desk.world.settle()
    assert suggested(desk) == []


def test_one_who_was_suggested_to_join_by_mistake_is_not_suggested_again(desk: Desk) -> None:
    opened(desk, freezing(desk))
    desk.world.text("420 mega cold", sender="+447700900020")
    (one,) = suggested(desk)
    references = [item["reference"] for item in one["items"]]
    desk.post("/v1/incidents/dismissals", {"references": references, "joining": True})
    assert suggested(desk) == []


def test_one_answer_reaches_each_on_their_channel_in_their_language_once(desk: Desk) -> None:
    references = freezing(desk)
    path = f"/v1/incidents/{opened(desk, references)['summary']['id']}"
    body = {"key": desk.key(), "words": BOTH}
    for _ in range(2):
        assert desk.post(f"{path}/answer", body).status == 200
        desk.world.settle()
    for (number, _), reference in zip(COLD, references, strict=False):
        told = [text for text in desk.world.texts_to(number) if "heating is mended" in text]
        assert len(told) == 1
        assert reference in desk.world.texts_to(number)[0]
    mails = desk.world.mails_to("joana@example.net")
    assert sum("aquecimento foi consertado" in one.rendered.text for one in mails) == 1
    for one in desk.world.all_ids:
        (entry,) = [e for e in desk.world.store.timeline(one) if e.what is What.ANSWERED]
        assert (entry.actor, entry.data["team"]) == (AGENT.email, "coaches")
    assert desk.get(path).json["tasks"][0]["done"] == 4


def test_a_language_that_nobody_wrote_in_is_refused_by_name_and_nobody_is_answered(
    desk: Desk,
) -> None:
    references = freezing(desk)
    path = f"/v1/incidents/{opened(desk, references)['summary']['id']}"
    body = {"key": desk.key(), "words": {"en-GB": "The heating is mended."}}
    refused = desk.post(f"{path}/answer", body)
    assert (refused.status, refused.error["fields"]) == (409, {"reason": "no_words_in:pt-BR"})
    assert "answered" not in whats(desk, references[0])


def test_the_preview_counts_whom_it_reaches_and_sends_nothing(desk: Desk) -> None:
    references = freezing(desk)
    desk.world.form("The heating is off, I am cold")
    references.append(desk.world.store.get(desk.world.all_ids[-1]).reference)
    path = f"/v1/incidents/{opened(desk, references)['summary']['id']}"
    before = len(desk.world.told())
    seen = desk.post(f"{path}/preview", {"words": {"en-GB": "Mended."}}).json
    assert seen["reach"] == {
        "recipients": 5,
        "by_channel": {"sms": 3, "email": 1, "none": 1},
        "languages": {"en-GB": 4, "pt-BR": 1},
    }
    assert seen["missing"] == ["pt-BR"]
    (sample,) = seen["samples"]
    assert (sample["language"], sample["channel"], sample["sms_parts"]) == ("en-GB", "sms", 1)
    assert "Mended." in sample["text"]
    desk.world.settle()
    assert len(desk.world.told()) == before


def test_clocks_are_each_ones_own(desk: Desk) -> None:
    desk.world.text(COLD[0][1], sender=COLD[0][0])
    desk.world.hours(1)
    for number, words in COLD[1:]:
        desk.world.text(words, sender=number)
    references = [desk.world.store.get(one).reference for one in desk.world.all_ids]
    promised = [desk.world.store.get(one).respond_by for one in desk.world.all_ids]
    opened(desk, references)
    assert [desk.world.store.get(one).respond_by for one in desk.world.all_ids] == promised
    assert promised[1] is not None
    assert promised[0] == promised[1] - HOUR


def test_who_is_taken_out_is_on_their_own_again_and_gets_no_answer_to_all(desk: Desk) -> None:
    references = freezing(desk)
    path = f"/v1/incidents/{opened(desk, references)['summary']['id']}"
    left = desk.post(f"{path}/feedback", {"key": desk.key(), "remove": references[:1]})
    assert left.json["summary"]["people"] == 3
    desk.world.settle()
    assert whats(desk, references[0])[-1] == "ungrouped"
    desk.post(f"{path}/answer", {"key": desk.key(), "words": BOTH})
    desk.world.settle()
    assert "answered" not in whats(desk, references[0])
    assert "answered" in whats(desk, references[1])


def test_who_is_taken_out_is_not_suggested_for_an_incident_again(desk: Desk) -> None:
    references = freezing(desk)
    path = f"/v1/incidents/{opened(desk, references)['summary']['id']}"
    desk.post(f"{path}/feedback", {"key": desk.key(), "remove": references[:1]})
    desk.world.settle()
    assert suggested(desk) == []
    assert desk.get(f"/v1/incidents/suggestions?reference={references[0]}").json["items"] == []


def test_an_incident_says_how_many_of_its_people_wait_for_an_answer(desk: Desk) -> None:
    references = freezing(desk)
    opened(desk, references)
    (before,) = desk.get("/v1/incidents").json["items"]
    desk.post(f"/v1/feedback/{references[0]}/answer", {"key": desk.key(), "words": "Sorry."})
    (after,) = desk.get("/v1/incidents").json["items"]
    assert (before["people"], before["waiting"], after["waiting"]) == (4, 4, 3)


def test_an_incident_that_all_have_left_is_closed(desk: Desk) -> None:
    references = freezing(desk)
    path = f"/v1/incidents/{opened(desk, references)['summary']['id']}"
    desk.post(f"{path}/feedback", {"key": desk.key(), "remove": references})
    desk.world.settle()
    assert desk.get("/v1/incidents").json["items"] == []
    refused = desk.post(f"{path}/answer", {"key": desk.key(), "words": BOTH})
    assert refused.status == 409


def test_a_feedback_is_part_of_one_incident_at_most(desk: Desk) -> None:
    references = freezing(desk)
    opened(desk, references[:3])
    refused = desk.post("/v1/incidents", {"key": desk.key(), "references": references})
    assert (refused.status, refused.error["fields"]) == (409, {"reason": "elsewhere"})


def test_the_same_click_twice_makes_one_incident(desk: Desk) -> None:
    body = {"key": desk.key(), "references": freezing(desk)}
    first = desk.post("/v1/incidents", body)
    desk.world.settle()
    again = desk.post("/v1/incidents", body)
    assert first.json["summary"]["id"] == again.json["summary"]["id"]
    assert len(desk.get("/v1/incidents").json["items"]) == 1


def test_another_teams_incident_is_not_there_for_others_and_read_only_for_who_sees_all(
    desk: Desk,
) -> None:
    references = freezing(desk)
    path = f"/v1/incidents/{opened(desk, references)['summary']['id']}"
    assert desk.get(path, LEAD).status == 404
    assert desk.get(path, MAILBOX).json["may_act"] is True
    assert desk.get(path, MANAGER).json["may_act"] is False
    body = {"key": desk.key(), "words": BOTH}
    assert desk.post(f"{path}/answer", body, OMBUDSMAN).status == 403
    foreign = desk.post("/v1/incidents", {"key": desk.key(), "references": references}, LEAD)
    assert foreign.status == 404


@pytest.mark.parametrize("lost", ["task", "shares"])
def test_jobs_that_are_lost_are_found_by_the_sweep_and_nobody_is_answered_twice(
    desk: Desk, lost: str
) -> None:
    references = freezing(desk)
    path = f"/v1/incidents/{opened(desk, references)['summary']['id']}"
    desk.post(f"{path}/answer", {"key": desk.key(), "words": BOTH})
    jobs = desk.world.act_queue.take()
    if lost == "shares":
        (job,) = jobs
        desk.world.acting.do(job["feedback"], job["item"], desk.world.now)
        kept, *_ = desk.world.act_queue.take()
        desk.world.acting.do(kept["feedback"], kept["item"], desk.world.now)
    desk.world.hours(0.1)
    desk.world.sweep()
    desk.world.settle()
    for one in desk.world.all_ids:
        whats = [entry.what for entry in desk.world.store.timeline(one)]
        assert whats.count(What.ANSWERED) == 1
    assert desk.get(path).json["tasks"][0]["done"] == 4
    assert desk.world.incidents.tasks(path.rpartition("/")[2])[-1].wake_at is None


def test_five_hundred_people_get_their_answer(desk: Desk) -> None:
    for number in range(500):
        desk.world.form("The heating is off", email=f"p{number}@example.net")
    references = [desk.world.store.get(one).reference for one in desk.world.all_ids]
    path = f"/v1/incidents/{opened(desk, references)['summary']['id']}"
    desk.post(f"{path}/answer", {"key": desk.key(), "words": BOTH})
    desk.world.settle()
    assert desk.get(path).json["tasks"][0]["done"] == 500
    told = [one for one in desk.world.mail.sent if "heating is mended" in one.rendered.text]
    assert len({one.message.to for one in told}) == len(told) == 500
