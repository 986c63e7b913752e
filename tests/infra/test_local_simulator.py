"""The simulator page in Chromium, before a real emulator."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

from chalicelib.ports import Inbound
from chalicelib.store.dynamo import DynamoFeedbackStore
from infra.local.front import Front
from tests.builders import entry, feedback
from tests.emulated import DEMO, Emulated, furnished

pytestmark = pytest.mark.chromium

PHONE = "+447700900123"
QUIET = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
DESKTOP = {"width": 1440, "height": 900}
EXPECTED = ("Failed to load resource", "Blocked script execution in 'http://127.0.0.1")
"""A stack that is away, and the script in each test's mail."""
SMALL = {"width": 320, "height": 640}


@pytest.fixture(scope="module")
def emulated(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Emulated]:
    with furnished(tmp_path_factory.mktemp("emulator")) as emulated:
        yield emulated


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    expect.set_options(timeout=15_000)
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=QUIET)
        yield chromium
        chromium.close()


@pytest.fixture
def front(emulated: Emulated, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Front]:
    front = Front(port=0, state=tmp_path_factory.mktemp("state"), config_path=DEMO)
    front.start()
    front.ready(emulated.stack)
    yield front
    front.stop()


@pytest.fixture
def page(browser: Browser, front: Front) -> Iterator[Page]:
    """The simulator on a desk; at its end nothing was blocked and nothing failed in it."""
    context = browser.new_context(viewport=DESKTOP)
    page = context.new_page()
    page.set_default_timeout(10_000)
    complaints: list[str] = []
    page.on("console", lambda said: complaints.append(said.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.goto(f"{front.url}/dev")
    expect(page.locator("#organisation")).to_have_text("Chiltern Coaches")
    yield page
    context.close()
    assert [c for c in complaints if not c.startswith(EXPECTED)] == []


def text_leaves(front: Front, emulated: Emulated, to: str, words: str) -> None:
    emulated.client("sns", front.egress_url).publish(PhoneNumber=to, Message=words)


def mail_leaves(front: Front, emulated: Emulated, to: str, subject: str, **headers: str) -> str:
    mail = EmailMessage()
    mail["From"] = "Chiltern Coaches <feedback@feedback.example.com>"
    mail["To"] = to
    mail["Reply-To"] = "r-abc@feedback.example.com"
    mail["Subject"] = subject
    for name, value in headers.items():
        mail[name.replace("_", "-")] = value
    mail.set_content("Write above this line\n\nMuito frio: 5 °C.\n")
    mail.add_alternative(
        "<html><head></head><body><p>Rich <b>words</b></p>"
        "<script>document.body.textContent = 'run'</script>"
        "<a href='https://status.example/'>status</a></body></html>",
        subtype="html",
    )
    sent = emulated.client("sesv2", front.egress_url).send_email(
        Destination={"ToAddresses": [to]}, Content={"Raw": {"Data": mail.as_bytes()}}
    )
    return str(sent["MessageId"])


def stored_mail(emulated: Emulated, notice: dict[str, Any]) -> EmailMessage:
    action = notice["receipt"]["action"]
    stored = emulated.client("s3").get_object(Bucket=action["bucketName"], Key=action["objectKey"])
    mail = message_from_bytes(stored["Body"].read(), policy=policy.default)
    assert isinstance(mail, EmailMessage)
    return mail


def test_a_text_is_typed_sent_and_answered(page: Page, front: Front, emulated: Emulated) -> None:
    page.get_by_role("button", name="420 heating broken, we are freezing").click()
    expect(page.get_by_label("Text message")).to_have_value("420 heating broken, we are freezing")
    page.get_by_label("Text message").press("Enter")
    payload, _ = emulated.told("sms")
    assert payload["originationNumber"] == PHONE
    assert payload["messageBody"] == "420 heating broken, we are freezing"
    texts = page.get_by_role("log", name="Texts")
    expect(texts.locator(".text.out")).to_have_text("420 heating broken, we are freezing")
    expect(page.get_by_label("Text message")).to_have_value("")
    text_leaves(front, emulated, PHONE, "Thank you. Your reference is K7Q-4MDX.")
    text_leaves(front, emulated, "+447700900999", "for somebody else")
    expect(texts.locator(".text.in")).to_have_text("Thank you. Your reference is K7Q-4MDX.")
    expect(page.locator("#announcer")).to_contain_text("K7Q-4MDX")


def test_another_phone_has_its_own_texts(page: Page, front: Front, emulated: Emulated) -> None:
    text_leaves(front, emulated, PHONE, "one")
    text_leaves(front, emulated, "+447700900999", "two")
    expect(page.locator(".text.in")).to_have_text("one")
    page.get_by_label("This phone’s number").fill("+44 7700 900-999")
    page.get_by_label("This phone’s number").press("Tab")
    expect(page.locator(".text.in")).to_have_text("two")
    page.reload()
    expect(page.locator(".text.in")).to_have_text("two")


def test_a_keyword_is_chosen_and_changed(page: Page) -> None:
    box = page.get_by_label("Text message")
    box.fill("no light here")
    page.get_by_role("button", name=re.compile("^420 · Coach")).click()
    expect(box).to_have_value("420 no light here")
    page.get_by_role("button", name=re.compile("^wycombe")).click()
    expect(box).to_have_value("wycombe no light here")


def test_a_mail_is_found_read_and_answered_as_its_reader_would(
    page: Page, front: Front, emulated: Emulated
) -> None:
    provider_id = mail_leaves(
        front, emulated, "coaches@example.com", "[K7Q-4MDX] Frio", References="<root@x>"
    )
    mail_leaves(front, emulated, "supervisors@example.com", "Another")
    mails = page.get_by_role("list", name="Mails").get_by_role("button")
    expect(mails).to_have_count(2)
    page.get_by_label("Whose mail").select_option("coaches@example.com")
    expect(mails).to_have_count(1)
    expect(mails).to_have_class("unread")
    mails.click()
    expect(mails).not_to_have_class("unread")

    frame = page.frame_locator("iframe")
    expect(frame.get_by_text("Rich words")).to_be_visible()
    expect(frame.get_by_role("link", name="status")).to_be_visible()
    page.get_by_role("button", name="Plain text").click()
    expect(page.locator("#mail-body")).to_contain_text("Muito frio: 5 °C.")
    page.get_by_role("button", name="Headers").click()
    expect(page.locator("#mail-body")).to_contain_text("r-abc@feedback.example.com")

    page.get_by_label("Reply as coaches@example.com").fill("Já está quente.\nAna")
    page.get_by_role("button", name="Send reply").click()
    expect(page.get_by_text("You replied at")).to_be_visible()
    notice, _ = emulated.told("mail")
    assert notice["receipt"]["recipients"] == ["r-abc@feedback.example.com"]
    reply = stored_mail(emulated, notice)
    assert (reply["From"], reply["To"]) == ("coaches@example.com", "r-abc@feedback.example.com")
    assert reply["Subject"] == "Re: [K7Q-4MDX] Frio"
    assert reply["In-Reply-To"] == f"<{provider_id}>"
    assert reply["References"].split() == ["<root@x>", f"<{provider_id}>"]
    words, quoted = reply.get_content().replace("\r\n", "\n").split("\n\nOn ", 1)
    assert words == "Já está quente.\nAna"
    assert quoted.splitlines()[0].endswith("<feedback@feedback.example.com> wrote:")
    assert "> Muito frio: 5 °C." in quoted


def test_a_draft_survives_mail_that_arrives(page: Page, front: Front, emulated: Emulated) -> None:
    mail_leaves(front, emulated, "coaches@example.com", "First")
    page.get_by_role("button", name=re.compile("First")).click()
    page.get_by_label("Reply as coaches@example.com").fill("half a sen")
    mail_leaves(front, emulated, "coaches@example.com", "Second")
    expect(page.get_by_role("button", name=re.compile("Second"))).to_be_visible()
    expect(page.get_by_label("Reply as coaches@example.com")).to_have_value("half a sen")
    expect(page.get_by_label("Reply as coaches@example.com")).to_be_focused()
    page.get_by_role("button", name=re.compile("Second")).click()
    page.get_by_role("button", name=re.compile("First")).click()
    expect(page.get_by_label("Reply as coaches@example.com")).to_have_value("half a sen")


def test_what_became_of_a_mail_is_told(page: Page, front: Front, emulated: Emulated) -> None:
    provider_id = mail_leaves(front, emulated, "coaches@example.com", "Gone")
    page.get_by_role("button", name=re.compile("Gone")).click()
    page.get_by_label("What became of this mail").select_option("bounced")
    expect(page.get_by_text("Told.")).to_be_visible()
    event, _ = emulated.told("receipt")
    assert (event["eventType"], event["mail"]["messageId"]) == ("Bounce", provider_id)


def test_a_new_mail_is_written(page: Page, emulated: Emulated) -> None:
    page.get_by_role("button", name="New mail").click()
    dialog = page.get_by_role("dialog", name="New mail")
    expect(dialog.get_by_label("To")).to_have_value("feedback@feedback.example.com")
    subject = "A calefação não funciona há três horas, e as crianças estão geladas: é frio 🥶"
    dialog.get_by_label("From").fill("José Passageiro <jose@example.org>")
    dialog.get_by_label("Subject").fill(subject)
    dialog.get_by_label("Message").fill("Muito frio.\n\nJosé")
    dialog.get_by_role("button", name="Send").click()
    expect(dialog).to_be_hidden()
    notice, _ = emulated.told("mail")
    assert notice["receipt"]["recipients"] == ["feedback@feedback.example.com"]
    assert notice["mail"]["source"] == "jose@example.org"
    mail = stored_mail(emulated, notice)
    assert mail["Subject"] == subject
    assert mail["From"] == "José Passageiro <jose@example.org>"
    assert mail.get_content().replace("\r\n", "\n").strip() == "Muito frio.\n\nJosé"


def test_the_clock_says_what_is_due_next(page: Page, emulated: Emulated) -> None:
    expect(page.get_by_text("Nothing.")).to_be_visible()
    now = datetime.now(UTC)
    store = DynamoFeedbackStore(emulated.client("dynamodb"), emulated.stack.table_name)
    state = feedback(
        captured_at=now, cycle_at=now, wake_at=now + timedelta(minutes=1),
        respond_by=now + timedelta(minutes=2), promise_by=now + timedelta(minutes=2),
    )  # fmt: skip
    store.open(state, entry(at=now), Inbound(key="sms:1"), react_by=now + timedelta(minutes=2))
    card = page.get_by_role("article").filter(has_text=state.reference)
    expect(card.get_by_text("Reminder to Coach operations")).to_be_visible()
    expect(card.get_by_text("Escalates to Duty supervisors, level 1")).to_be_visible()
    expect(card.get_by_text("Escalates to The ombudsman, level 2")).to_be_visible()
    expect(card.locator(".left").first).to_have_text(re.compile(r"^0:[0-5]\d$"))
    expect(page.locator("#time")).to_have_text(re.compile(r"^\d\d:\d\d:\d\d$"))


def test_the_configuration_is_at_hand(page: Page) -> None:
    page.get_by_role("button", name="About this stack").click()
    about = page.get_by_role("dialog", name="About this stack")
    link = about.get_by_role("link", name="Coach 420 London to Birmingham")
    expect(link).to_have_attribute("href", "/f/coach-420")
    expect(about).to_contain_text("carla@example.com, diego@example.com")
    expect(about).not_to_contain_text("null")


def test_a_stack_that_went_away_is_said_and_comes_back(
    page: Page, front: Front, emulated: Emulated, tmp_path_factory: pytest.TempPathFactory
) -> None:
    for words in ("one", "two"):
        text_leaves(front, emulated, PHONE, words)
    expect(page.locator(".text.in")).to_have_count(2)
    port = int(front.url.rsplit(":", 1)[1])
    front.stop()
    expect(page.get_by_text("The local stack does not answer.")).to_be_visible()
    again = Front(port=port, state=tmp_path_factory.mktemp("again"), config_path=DEMO)
    again.start()
    try:
        again.ready(emulated.stack)
        expect(page.get_by_text("The local stack does not answer.")).to_be_hidden()
        text_leaves(again, emulated, PHONE, "back again")
        expect(page.locator(".text.in")).to_have_text("back again")
    finally:
        again.stop()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [SMALL, DESKTOP], ids=["small", "desktop"])
def test_nothing_sticks_out_and_everything_has_a_name(
    page: Page, front: Front, emulated: Emulated, size: dict[str, int], scheme: Any
) -> None:
    mail_leaves(front, emulated, "coaches@example.com", "Unbreakable" * 12)
    text_leaves(front, emulated, PHONE, "Unbreakable" * 12)
    page.emulate_media(color_scheme=scheme)
    page.set_viewport_size({"width": size["width"], "height": size["height"]})
    for view in ("Phone", "Mailbox", "Clock"):
        if size is SMALL:
            page.get_by_role("button", name=re.compile(f"^{view}")).click()
        if view == "Mailbox":
            page.get_by_role("button", name=re.compile("Unbreakable")).click()
        expect(page.locator(f"#{view.lower()}")).to_be_visible()
        assert page.evaluate("document.documentElement.scrollWidth") <= size["width"]
    nameless = page.evaluate(
        """() => [...document.querySelectorAll("input, select, textarea, button, iframe")]
        .filter((e) => !e.labels?.length && !e.ariaLabel && !e.textContent.trim() && !e.title)
        .map((e) => e.outerHTML)"""
    )
    assert nameless == []
