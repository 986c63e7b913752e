"""The console's frame and what it loads, as a browser asks for them."""

import re
from pathlib import Path

import pytest

from chalicelib import pages
from tests.desk import Desk

FILES = sorted(
    path.name
    for path in (Path(pages.__file__).parent / "console").iterdir()
    if path.suffix in {".js", ".css", ".svg"}
)


def assets(desk: Desk) -> str:
    """Where the frame says that its files are, from the site's root."""
    found = re.search(r'data-assets="\./([^"]+)"', desk.get("/console", who=None).text)
    assert found
    return f"/{found[1]}"


def test_the_frame_is_the_same_for_everybody_and_allows_nothing_inline(desk: Desk) -> None:
    stranger, member = desk.get("/console", who=None), desk.get("/console")
    assert stranger.status == 200
    assert stranger.text == member.text
    policy = str(stranger.headers["Content-Security-Policy"])
    assert "unsafe" not in policy
    assert "script-src 'self';" in policy
    assert "<script>" not in stranger.text
    assert "style=" not in stranger.text


def test_signing_out_may_end_at_the_user_pool(desk: Desk) -> None:
    policy = str(desk.get("/console", who=None).headers["Content-Security-Policy"])
    assert re.search(r"form-action 'self' https?://[^ ;/]+;", policy)


@pytest.mark.parametrize("name", FILES)
def test_a_file_is_kept_for_as_long_as_its_version_lasts(desk: Desk, name: str) -> None:
    answer = desk.get(assets(desk) + name, who=None)
    assert answer.status == 200
    assert "immutable" in str(answer.headers["Cache-Control"])
    assert desk.get(f"/console/assets/another/{name}").headers["Cache-Control"] == "no-store"


def test_every_file_that_the_frame_names_is_there(desk: Desk) -> None:
    at = assets(desk)
    named = re.findall(rf'"\.{re.escape(at)}([\w.]+)"', desk.get("/console").text)
    assert len(named) > 10
    assert set(named) <= set(FILES)


@pytest.mark.parametrize("name", ["index.html", "no.js", "..%2Frender.py"])
def test_nothing_else_is_given_out(desk: Desk, name: str) -> None:
    assert desk.get(f"/console/assets/today/{name}").status == 404
