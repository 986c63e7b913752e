"""Mails as a mail program shows them: the HTML of the very bytes that leave, its pictures out of them."""

from base64 import b64encode
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any

from playwright.sync_api import Browser

from chalicelib.model import Purpose
from chalicelib.notify.mail import mime
from chalicelib.notify.memory import Sent
from tests.screenshots.camera import Camera
from tests.screenshots.last_days import SAM, LastDays

_WIDE = {"width": 760, "height": 200}
_NARROW = {"width": 390, "height": 200}


def pictures(story: LastDays, browser: Browser, camera: Camera) -> None:
    """Each kind of mail once: to a customer, to a team, of a morning, of a week."""
    world = story.weeks.world
    customers = set(world.all_ids)

    def last(purpose: Purpose, to: str = "", subject: str = "", locale: str = "") -> Sent:
        return next(
            one
            for one in reversed(world.mail.sent)
            if one.message.purpose is purpose
            and to in one.message.to
            and subject in (one.rendered.subject or "")
            and (not locale or locale_of(one.message.feedback_id) == locale)
        )

    def locale_of(feedback_id: str) -> str:
        return world.store.get(feedback_id).locale if feedback_id in customers else ""

    digest, week = Purpose.TEAM_DIGEST, "the week in feedback"
    team = "coaches@example.com"
    for name, one in (
        ("mail-acknowledgement", last(Purpose.ACKNOWLEDGEMENT, SAM)),
        ("mail-question", last(Purpose.QUESTION, SAM)),
        ("mail-answer", last(Purpose.ANSWER, locale="es")),
        ("mail-survey", last(Purpose.SURVEY, locale="pt-BR")),
        ("mail-late", last(Purpose.LATE_NOTICE)),
        ("mail-team", last(Purpose.TEAM_NEW, team)),
        ("mail-escalation", last(Purpose.TEAM_ESCALATION)),
        ("mail-warning", last(Purpose.TEAM_WARNED)),
        ("digest-day-desktop", last(digest, team, "due today")),
        ("digest-week-desktop", last(digest, "care@example.com", week)),
    ):
        _picture(one, name, browser, camera)
    _picture(last(digest, team, week), "digest-week-dark-phone", browser, camera)


def _picture(sent: Sent, name: str, browser: Browser, camera: Camera) -> None:
    if not camera.wanted(name):
        return
    scheme: Any = "dark" if "-dark" in name else "light"
    size: Any = _NARROW if "-phone" in name else _WIDE
    context = browser.new_context(viewport=size, color_scheme=scheme)
    page = context.new_page()
    page.set_content(html(mime(sent.rendered, sent.message.to)))
    camera.take(page, name, is_mail=True)
    context.close()


def html(raw: bytes) -> str:
    """The HTML of a mail, its inline pictures put into it."""
    mail = message_from_bytes(raw, EmailMessage, policy=policy.default)
    body = mail.get_body(("html",))
    assert body is not None, "every mail of ours has HTML"
    found = str(body.get_content())
    for part in mail.walk():
        if part["Content-ID"]:
            encoded = b64encode(part.get_content()).decode()
            named = str(part["Content-ID"]).strip("<>")
            found = found.replace(
                f"cid:{named}", f"data:{part.get_content_type()};base64,{encoded}"
            )
    return found
