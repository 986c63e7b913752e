"""What administrators do with single values of the configuration, and with wording, by the staff API."""

from collections.abc import Iterator
from typing import Any

import pytest

from chalicelib.sms_text import parts
from chalicelib.wording import names, ours
from chalicelib.wording.groups import GROUPS, group
from infra.configfile import check_text
from tests.desk import ADMIN, MANAGER, Desk, installed
from tests.emulated import DEMO
from tests.rules.configuration_files import TODAY
from tests.world import World

TEXT = DEMO.read_text()
NAME = "acknowledgement_sms"
THANKS = ["wording", "en-GB", "thanks_complaint"]


@pytest.fixture
def desk(monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    """A desk whose configuration was applied from the demo's text, as version 2."""
    world = World()
    document = check_text(TEXT, "demo.toml", TODAY).document
    assert document is not None
    world.configurations.apply(
        document, now=world.now, new_key=b"k" * 32, text=TEXT, by="python -m infra", base=1
    )
    with installed(Desk(world), monkeypatch) as ready:
        yield ready


def tried(desk: Desk, *edits: tuple[list[Any], Any]) -> Any:
    made = [{"path": path, "value": value} for path, value in edits]
    return desk.post("/v1/configuration/edits/check", {"edits": made}, ADMIN)


def applied(desk: Desk, base: int, *edits: tuple[list[Any], Any]) -> Any:
    made = [{"path": path, "value": value} for path, value in edits]
    return desk.post("/v1/configuration/edits", {"edits": made, "base": base}, ADMIN)


def text_in_force(desk: Desk) -> str:
    return str(desk.get("/v1/configuration", ADMIN).json["text"])


def test_a_part_is_shown_as_it_is_written(desk: Desk) -> None:
    shown = desk.get("/v1/configuration/written/absences", ADMIN).json
    assert shown["version"] == 2
    assert shown["value"][0]["substitute"] == "ada@example.com"
    assert desk.get("/v1/configuration/written/wording", ADMIN).json["value"] is None


def test_a_wording_is_put_in_force_and_comments_stay(desk: Desk) -> None:
    assert tried(desk, (THANKS, "Thanks a lot.")).json["checked"]["changes"]
    assert text_in_force(desk) == TEXT, "trying changes nothing"
    done = applied(desk, 2, (THANKS, "Thanks a lot."))
    assert (done.json["version"], done.json["by"]) == (3, ADMIN.email)
    assert text_in_force(desk) == f'{TEXT}\n[wording.en-GB]\nthanks_complaint = "Thanks a lot."\n'
    assert desk.world.configurations.current().wording["en-GB"]["thanks_complaint"]


def test_a_field_that_is_missing_or_unknown_is_told_with_its_line(desk: Desk) -> None:
    own = "{thanks} Your number is {refrence}. {promise} {organisation}"
    found = tried(desk, (["wording", "en-GB", NAME], own)).json["checked"]
    said = {(one["line"], one["what"]) for one in found["errors"]}
    line = len(TEXT.splitlines()) + 3
    assert said == {
        (line, "the field {refrence} is unknown"),
        (line, "the field {reference} is missing"),
    }
    refused = applied(desk, 2, (["wording", "en-GB", NAME], own))
    assert (refused.status, text_in_force(desk)) == (400, TEXT)


def test_whoever_saves_second_is_refused_and_can_save_on_top(desk: Desk) -> None:
    target = (["targets", 0], {"answered_in_time": "95%"})
    assert applied(desk, 2, (THANKS, "Thanks.")).status == 200
    assert applied(desk, 2, target).status == 409
    assert applied(desk, 3, target).json["version"] == 4
    now = desk.world.configurations.current()
    assert (now.targets[0].answered_in_time, now.wording["en-GB"]) == (
        9_500,
        {"thanks_complaint": "Thanks."},
    )


def test_a_template_is_added_changed_and_removed(desk: Desk) -> None:
    row = {"id": "late", "name": "It was late", "kind": "complaint", "text": {"es": "Lo sentimos."}}
    applied(desk, 2, (["templates", "late"], row))
    assert [one.id for one in desk.world.configurations.current().templates][-1] == "late"
    applied(desk, 3, (["templates", "late", "text", "es"], "Perdone."))
    assert desk.world.configurations.current().templates[-1].text == {"es": "Perdone."}
    assert applied(desk, 4, (["templates", "late"], None)).json["version"] == 5
    assert text_in_force(desk) == TEXT


def test_comments_that_would_go_are_told_first(desk: Desk) -> None:
    found = tried(desk, (["touchpoints", "ticket-office-lisbon", "locale"], None)).json
    assert found["comments_lost"] == ["# customers here are answered in Portuguese"]


@pytest.mark.parametrize(
    "path", [["organisation", "name", "x"], ["targets", 9], ["organisation", 0]]
)
def test_what_cannot_be_written_is_refused(desk: Desk, path: list[Any]) -> None:
    refused = tried(desk, (path, {"a": [None]}))
    assert (refused.status, set(refused.error["fields"])) == (400, {"edits"})


def test_a_version_without_its_text_has_nothing_to_edit(desk: Desk) -> None:
    desk.post("/v1/configuration/versions/1/restore", {"base": 2}, ADMIN)
    assert desk.get("/v1/configuration/written/templates", ADMIN).status == 404
    assert applied(desk, 3, (THANKS, "Thanks.")).status == 404


def test_every_wording_is_listed_by_the_message_that_it_is_part_of(desk: Desk) -> None:
    for locale in ("en-GB", "pt-BR", "es"):
        items = desk.get(f"/v1/wordings?locale={locale}", ADMIN).json["items"]
        assert {one["name"]: one["text"] for one in items} == dict(ours(locale))
        order = list(dict.fromkeys(one["group"] for one in items))
        assert order == list(GROUPS)


def specimens(desk: Desk, **draft: Any) -> Any:
    return desk.post("/v1/wordings/preview", draft, ADMIN).json


def test_a_wording_is_shown_in_the_messages_that_hold_it_with_what_a_text_costs(desk: Desk) -> None:
    own = "{thanks} No. {reference}, {promise}! {organisation}"
    shown = specimens(desk, locale="en-GB", name=NAME, text=own)
    [text] = shown["messages"]
    assert text["text"].startswith("Thank you for telling us. No. 7GK-2PD4, ")
    assert text["text"].endswith("! Chiltern Coaches")
    assert (text["channel"], text["sms_parts"]) == ("sms", parts(text["text"]))
    default = specimens(desk, locale="en-GB", name=NAME)["messages"][0]
    assert "Your reference is 7GK-2PD4" in default["text"]


def test_a_wording_that_cannot_be_used_is_not_shown_but_explained(desk: Desk) -> None:
    shown = specimens(desk, locale="es", name=NAME, text="Hola {nombre}")
    assert shown["messages"] == []
    assert "the field {nombre} is unknown" in shown["problems"]
    assert desk.post("/v1/wordings/preview", {"locale": "es", "name": "no"}, ADMIN).status == 404


NOT_IN_A_SPECIMEN = {
    "also", "also_other", "also_own", "answer_sms_part", "appeal_sms_soon", "deadline_over",
    "deadline_waits", "mistyped", "question_sms_part", "state_answered", "state_open",
    "survey_digits",
}  # fmt: skip
"""Said only on rare occasions, or to staff."""


@pytest.mark.parametrize("locale", ["en-GB", "pt-BR", "es"])
def test_what_customers_read_can_be_looked_at(desk: Desk, locale: str) -> None:
    for name in names():
        if group(name) in ("staff", "digest") or name in NOT_IN_A_SPECIMEN:
            continue
        shown = specimens(desk, locale=locale, name=name)
        assert shown["messages"], name
        assert all(one["text"].strip() for one in shown["messages"])


def test_a_template_is_shown_filled_as_texts_and_as_a_mail(desk: Desk) -> None:
    draft = {"locale": "pt-BR", "text": "Olá {name}, {touchpoint}: {reference}. {team}"}
    shown = desk.post("/v1/templates/preview", draft, ADMIN).json["messages"]
    assert [one["channel"] for one in shown] == ["sms", "email"]
    filled = "Olá Ana, Bilheteria da linha Londres-Lisboa: 7GK-2PD4. Stations and ticket offices"
    assert all(filled in one["text"] for one in shown)
    wrong = desk.post("/v1/templates/preview", {"locale": "es", "text": "{nombre}"}, ADMIN).json
    assert (wrong["messages"], wrong["problems"]) == ([], ['"nombre" is no field of a template'])


def test_it_is_for_administrators(desk: Desk) -> None:
    assert desk.get("/v1/wordings?locale=es", MANAGER).status == 403
    made = {"edits": [{"path": THANKS, "value": "x"}], "base": 2}
    assert desk.post("/v1/configuration/edits", made, MANAGER).status == 403
