"""Photos on the deployed local stack, from a phone's bytes to what staff download."""

import io
import re
import shutil
from collections.abc import Iterator
from typing import Any

import pytest
import requests
from PIL import Image
from playwright.sync_api import Page, expect, sync_playwright

from tests.journeys.stack import Stack
from tests.journeys.test_mail import mail_from
from tests.photos import MAKER, photo, plain


def downloaded(address: str) -> requests.Response:
    return requests.get(address, timeout=20)


def is_upright_and_says_nothing(content: bytes) -> bool:
    exif = Image.open(io.BytesIO(content)).getexif()
    return MAKER not in content and not exif.get_ifd(0x8825) and set(exif) <= {0x0112}


def mail_links(mail: dict[str, Any]) -> list[str]:
    return re.findall(r"https?://\S+/a/[a-z2-7]+", mail["text"])


def team_link(stack: Stack, words: str) -> str:
    """The link in the team's mail about these words."""

    def look() -> str | None:
        for mail in reversed(stack.sent_to("coaches@example.com")):
            if words in mail["text"] and (found := mail_links(mail)):
                return found[-1]
        return None

    return str(stack.wait_for(f"a link in the mail about {words!r}", look))


def test_a_photo_by_mail_is_downloaded_by_staff_without_its_place(stack: Stack) -> None:
    mail = mail_from("photo@customer.example", "The seat of mail is torn.")
    mail.add_attachment(photo(), maintype="image", subtype="jpeg", filename="seat.jpg")
    heic = photo("HEIF")
    mail.add_attachment(heic, maintype="image", subtype="heic", filename="IMG_2.HEIC")
    stack.mail(mail.as_bytes(), "t-coach-420@feedback.example.com")
    team_link(stack, "The seat of mail is torn.")
    told = next(m for m in stack.sent_to("coaches@example.com") if "of mail is torn" in m["text"])
    first, second = mail_links(told)

    def kept() -> requests.Response | None:
        answer = downloaded(second)
        return answer if answer.status_code == 200 else None

    picture = stack.wait_for("both pictures in the bucket", kept)
    assert picture.headers["Content-Disposition"].startswith("attachment")
    assert MAKER not in picture.content
    shown = downloaded(first)
    assert shown.headers["Content-Type"] == "image/jpeg"
    assert is_upright_and_says_nothing(shown.content)


def test_a_photo_with_the_form_without_javascript(stack: Stack) -> None:
    answer = requests.post(
        f"{stack.url}/feedback",
        data={"text": "The seat of the form is torn.", "touchpoint": "coach-420"},
        files={"photo": ("IMG_3.jpg", photo(), "image/jpeg")},
        timeout=30,
    )
    assert answer.status_code == 201
    shown = downloaded(team_link(stack, "The seat of the form is torn."))
    assert is_upright_and_says_nothing(shown.content)


@pytest.fixture
def page() -> Iterator[Page]:
    """A phone's browser in which nothing fails."""
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox", "--disable-gpu"]
        )
        page = chromium.new_page(viewport={"width": 360, "height": 740})
        complaints: list[str] = []
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("console", lambda said: complaints.append(said.text))
        yield page
        chromium.close()
    assert [c for c in complaints if "404" not in c] == []  # S3 has no icon


@pytest.mark.chromium
def test_twelve_megapixels_from_a_phones_browser_are_shrunk_and_sent(
    stack: Stack, page: Page
) -> None:
    noise = Image.effect_noise((4032, 3024), 90).convert("RGB")
    raw = io.BytesIO()
    exif = Image.Exif()
    exif[0x010F] = MAKER.decode()
    noise.save(raw, "JPEG", quality=92, exif=exif)
    assert len(raw.getvalue()) > 6_000_000
    page.goto(f"{stack.url}/f/coach-420?lang=en-GB")
    page.get_by_label("What happened?").fill("The seat of twelve megapixels is torn.")
    page.locator("#photo").set_input_files(
        {"name": "IMG_4.jpg", "mimeType": "image/jpeg", "buffer": raw.getvalue()}
    )
    page.get_by_role("button", name="Send").click()
    expect(page.get_by_role("heading", name="Thank you, we have it")).to_be_visible(timeout=30_000)
    shown = downloaded(team_link(stack, "The seat of twelve megapixels is torn."))
    assert is_upright_and_says_nothing(shown.content)
    assert Image.open(io.BytesIO(shown.content)).size == (2048, 1536)

    page.locator(".address a").click()
    page.get_by_label("Anything to add?").fill("And another one.")
    small = io.BytesIO()
    plain().save(small, "PNG")
    page.locator("#photo").set_input_files(
        {"name": "more.png", "mimeType": "image/png", "buffer": small.getvalue()}
    )
    page.get_by_role("button", name="Send").click()
    expect(page.get_by_text("And another one.")).to_be_visible()
    with page.expect_navigation():
        page.get_by_role("link", name="more.png").click()
    assert "more.png" in page.url
