"""Posters and links through the staff API: the printed code leads to the right form."""

import base64
from urllib.parse import urlencode, urlsplit

import pypdfium2
import pytest
import zxingcpp

from chalicelib import context
from tests.builders import HOUR, NOON
from tests.desk import ADMIN, AGENT, Desk

pytestmark = pytest.mark.usefixtures("deployed")


@pytest.fixture
def deployed(monkeypatch: pytest.MonkeyPatch) -> None:
    """The settings are read for the public address."""
    monkeypatch.setenv("PUBLIC_URL", "https://fale.example.com")


@pytest.mark.parametrize("size", ["a4", "a6-sheet", "seat-back"])
def test_whoever_is_signed_in_prints_a_poster_whose_code_leads_to_the_form(
    desk: Desk, size: str
) -> None:
    answer = desk.get(f"/v1/touchpoints/coach-550/poster?size={size}", AGENT)
    assert answer.status == 200, answer.text
    assert answer.json["name"] == f"coach-550-{size}.pdf"
    page = pypdfium2.PdfDocument(base64.b64decode(answer.json["content"]))[0]
    found = {code.text for code in zxingcpp.read_barcodes(page.render(scale=2).to_pil())}
    assert {urlsplit(one).path for one in found} == {"/f/coach-550"}


def test_there_is_no_poster_of_no_place_and_none_of_another_size(desk: Desk) -> None:
    assert desk.get("/v1/touchpoints/nowhere/poster").status == 404
    assert desk.get("/v1/touchpoints/coach-420/poster?size=a0").status == 400


def test_an_admin_makes_a_link_that_the_form_believes(desk: Desk) -> None:
    asked = {"vehicle": "420", "seat": "14A", "valid_until": "2096-01-01T00:00:00Z"}
    answer = desk.get(f"/v1/touchpoints/coach-420/link?{urlencode(asked)}", ADMIN)
    assert answer.status == 200, answer.text
    token = answer.json["token"]
    assert answer.json["address"].endswith(f"/f/coach-420?c={token}")
    trip = context.read(desk.world.configurations.keys(), token, "coach-420", NOON + HOUR)
    assert trip is not None
    assert trip.parts == {"vehicle": "420", "seat": "14A"}


@pytest.mark.parametrize(
    ("asked", "field"),
    [
        ({"valid_until": "2096-01-01T00:00:00Z"}, "vehicle"),
        ({"valid_until": "2016-01-01T00:00:00Z", "line": "X1"}, "valid_until"),
        ({"valid_until": "2096-01-01T00:00:00Z", "line": "a\nb"}, "line"),
        ({"valid_until": "9999-01-01T00:00:00Z", "line": "X1"}, "valid_until"),
        ({"valid_until": "2096-01-01T00:00:00", "line": "X1"}, "valid_until"),
    ],
)
def test_what_can_be_no_link_is_said(desk: Desk, asked: dict[str, str], field: str) -> None:
    answer = desk.get(f"/v1/touchpoints/coach-420/link?{urlencode(asked)}", ADMIN)
    assert answer.status == 400, answer.text
    assert field in answer.error["fields"]
