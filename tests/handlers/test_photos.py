"""Photos from the form and on the private page, through the real routes."""

import re
from typing import Any

import pytest

from chalicelib.errors import UnavailableError
from tests.builders import HOUR, NOON
from tests.gateway import Answer
from tests.photos import MAKER, photo
from tests.website import Site

BOUNDARY = "----WebKitFormBoundary7MA4YWxk"
MULTIPART = {"Content-Type": f"multipart/form-data; boundary={BOUNDARY}"}


def form(photo: bytes | None = None, name: str = "IMG_1.jpg", **fields: str) -> bytes:
    """A body as browsers write it."""
    parts = [
        f'Content-Disposition: form-data; name="{field}"\r\n\r\n{value}'.encode()
        for field, value in fields.items()
    ]
    head = f'Content-Disposition: form-data; name="photo"; filename="{name if photo else ""}"\r\n'
    parts.append(head.encode() + b"Content-Type: image/jpeg\r\n\r\n" + (photo or b""))
    frame = f"--{BOUNDARY}".encode()
    return b"".join(frame + b"\r\n" + part + b"\r\n" for part in parts) + frame + b"--\r\n"


def post(site: Site, body: bytes, path: str = "/feedback") -> Answer:
    return site.send("POST", path, headers=MULTIPART, body=body, in_base64=True)


def attached(site: Site) -> list[Any]:
    return [
        one for e in site.store.entries_since(0) for one in e.data.get("attachments", ())
    ]  # fmt: skip


def status_path(answer: Answer) -> str:
    found = re.search(r"/s/([a-z2-7]+)", answer.text)
    assert found is not None
    return f"/s/{found[1]}"


def test_a_photo_comes_with_the_form_and_says_no_more_where_it_was_taken(site: Site) -> None:
    answer = post(site, form(photo(), text="Seat is torn", client_id="a-1"))
    assert answer.status == 201
    assert site.words == ["Seat is torn"]
    [one] = attached(site)
    assert (one["name"], one["media_type"], one["is_stripped"]) == ("IMG_1.jpg", "image/jpeg", True)
    [(place, content)] = site.services.files.files.items()
    [entry] = site.store.entries_since(0)
    assert place == f"{entry.feedback_id}/{one['key']}"
    assert MAKER not in content


def test_without_a_photo_the_form_is_taken_as_ever(site: Site) -> None:
    assert post(site, form(text="Cold, é", phone="", kind="complaint")).status == 201
    assert site.words == ["Cold, é"]
    assert attached(site) == []


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        (b"<svg onload=alert(1)>", "not recognise"),
        (b"%PDF-1.7", "not recognise"),
        (photo()[:200], "arrive whole"),
    ],
)
def test_a_photo_that_cannot_be_taken_loses_no_words(site: Site, sent: bytes, said: str) -> None:
    answer = post(site, form(sent, text="Cold"))
    assert answer.status == 201
    assert said in answer.text
    assert "private page" in answer.text
    assert (site.words, attached(site), site.services.files.files) == (["Cold"], [], {})


def test_a_photo_that_cannot_be_stored_loses_no_words(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    def gone(*_: object) -> None:
        raise UnavailableError("S3 answered SlowDown")

    monkeypatch.setattr(site.services.files, "put", gone)
    answer = post(site, form(photo(), text="Cold"))
    assert answer.status == 201
    assert "our fault" in answer.text
    assert (site.words, attached(site)) == (["Cold"], [])


def test_where_something_is_wrong_the_words_come_back_and_the_photo_is_asked_for_again(
    site: Site,
) -> None:
    answer = post(site, form(photo(), text="Cold", phone="12"))
    assert answer.status == 400
    assert "Cold" in answer.text
    assert "choose the photo again" in answer.text
    assert site.words == []


def test_the_same_form_twice_is_one_feedback_with_one_photo(site: Site) -> None:
    body = form(photo(), text="Cold", client_id="a-1")
    assert [post(site, body).status for _ in range(2)] == [201, 201]
    assert len(attached(site)) == 1
    another = form(photo(size=(200, 300)), text="Cold", client_id="a-1")
    assert post(site, another).status == 201
    assert len(attached(site)) == 2, "another photo with the same words is not lost"


def test_a_photo_that_follows_its_words_is_added_without_saying_them_again(site: Site) -> None:
    post(site, form(text="Seat is torn", client_id="a-1"))
    answer = post(site, form(photo(), text="Seat is torn", client_id="a-1"))
    assert "added what you changed" in answer.text
    assert (site.words, len(attached(site))) == (["Seat is torn", ""], 1)
    again = post(site, form(text="Seat is torn", client_id="a-1"))
    assert "nothing was sent twice" in again.text
    assert len(site.words) == 2


def test_a_photo_that_is_here_is_not_added_again_with_other_words(site: Site) -> None:
    post(site, form(photo(), text="Seat is torn", client_id="a-1"))
    post(site, form(photo(), text="Seat 14 is torn", client_id="a-1"))
    assert (site.words, len(attached(site))) == (["Seat is torn", "Seat 14 is torn"], 1)


def test_a_photo_that_stayed_behind_is_said_to_be_missing(site: Site) -> None:
    answer = post(site, form(text="Cold", photo_left="1"))
    assert "The photo is not." in answer.text
    assert "Only the page on which you chose it" in answer.text
    wrong = post(site, form(text="Cold", phone="12", photo_left="1"))
    assert "choose the photo again" in wrong.text


@pytest.mark.parametrize(
    "body",
    [b"", b"--x", b"not a form", b"--" + BOUNDARY.encode() + b"\r\n\r\n", b"\0" * 100],
)
def test_what_is_no_form_is_refused(site: Site, body: bytes) -> None:
    assert post(site, body).status == 400
    assert site.words == []


def test_more_words_and_a_photo_are_added_on_the_private_page(site: Site) -> None:
    path = status_path(post(site, form(text="Cold")))
    page = site.get(path)
    assert f'action="../s/{path[3:]}/more"' in page.text
    answer = post(site, form(photo(), text="Here it is", client_id="b-1"), f"{path}/more")
    assert answer.status == 303
    assert answer.headers["Location"] == f"../{path[3:]}"
    assert site.words == ["Cold", "Here it is"]
    again = post(site, form(photo(), text="Here it is", client_id="b-1"), f"{path}/more")
    assert again.status == 303
    assert site.words == ["Cold", "Here it is"]
    page = site.get(path)
    assert "Here it is" in page.text
    assert "IMG_1.jpg" in page.text


def test_a_photo_alone_can_be_added(site: Site) -> None:
    path = status_path(post(site, form(text="Cold")))
    assert post(site, form(photo(), text=""), f"{path}/more").status == 303
    assert len(attached(site)) == 1
    assert "IMG_1.jpg" in site.get(path).text


def test_nothing_at_all_is_not_added_and_words_that_are_wrong_come_back(site: Site) -> None:
    path = status_path(post(site, form(text="Cold")))
    assert post(site, form(text=""), f"{path}/more").status == 400
    answer = post(site, form(photo(), text="x" * 10_001), f"{path}/more")
    assert answer.status == 400
    assert "x" * 10_001 in answer.text
    assert "choose the photo again" in answer.text
    assert site.words == ["Cold"]


def test_a_stranger_adds_nothing(site: Site) -> None:
    path = status_path(post(site, form(text="Cold")))
    wrong = path[:-1] + ("a" if path[-1] != "a" else "b")
    assert post(site, form(text="mine"), f"{wrong}/more").status == 404
    assert site.words == ["Cold"]


def test_a_link_on_the_page_leads_to_the_picture_for_an_hour(site: Site) -> None:
    path = status_path(post(site, form(photo(), text="Cold")))
    link = re.search(r'href="\.\./(a/[a-z2-7]+)"', site.get(path).text)
    assert link is not None
    answer = site.get(f"/{link[1]}")
    assert answer.status == 302
    assert answer.headers["Location"].startswith("https://files.example/")
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.headers["Referrer-Policy"] == "no-referrer"
    site.services.at = NOON + 2 * HOUR
    ended = site.get(f"/{link[1]}")
    assert ended.status == 410
    assert "link has ended" in ended.text


def test_a_file_that_is_not_there_gets_a_plain_sentence(site: Site) -> None:
    path = status_path(post(site, form(photo(), text="Cold")))
    link = re.search(r'href="\.\./(a/[a-z2-7]+)"', site.get(path).text)
    assert link is not None
    site.services.files.files.clear()
    assert site.get(f"/{link[1]}").status == 404
    assert "still be on its way" in site.get(f"/{link[1]}").text
    assert site.get("/a/aaaa").status == 404
