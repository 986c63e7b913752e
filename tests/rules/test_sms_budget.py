"""Every text to a customer, in every language, with the longest that an organisation can make of it.

The texts are those of the golden files, written again with harder names, addresses and promises. A
purpose that leaves as a text and has no golden one fails here, so that nobody has to remember this.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache
from typing import Any

import pytest

from chalicelib import promise
from chalicelib.model import (
    Channel,
    Entry,
    Feedback,
    Message,
    Purpose,
    Rendered,
    Status,
    What,
)
from chalicelib.notify.render import WordRenderer
from chalicelib.sms_text import answer_parts, is_gsm, parts, to_gsm
from tests.builders import HOUR, NOON, entry
from tests.golden import cases as golden

LOCALES = ("en-GB", "pt-BR", "es")
MOST = 2
"""SMS that we add: all of an automatic text, and what stands around a member's words."""
WITH_WORDS = {Purpose.ANSWER, Purpose.QUESTION, Purpose.RESOLUTION}
"""Texts that may hold what a member wrote, to the letter."""
NAMES = {
    "long": "Wonderful Westmorland Coaches " * 10,
    "without a space": "W" * 300,
    "accents": "Viação São João de Ação e Paixão " * 10,
    "extension table": "€[]{}" * 60,
    "another script": "Железные дороги " * 20,
    "one foreign letter": "Ж",
    "emoji": "😀" * 150,
}
SITE = "https://0123456789.execute-api.ap-southeast-2.amazonaws.com/api"
"""The longest address that API Gateway gives; an own domain is shorter."""


@cache
def longest_promise(locale: str) -> str:
    """What takes most of all that is said of a deadline, in a year and the one after it."""
    now = datetime(2026, 1, 1, tzinfo=UTC)
    days = (now + timedelta(days=n, hours=23, minutes=59) for n in range(730))
    return max((promise.say_by(day, now, "UTC", locale) for day in days), key=len)


@dataclass(frozen=True)
class Text:
    """One golden text to a customer."""

    name: str
    purpose: Purpose
    text: str
    words: str
    """Of a member, in it to the letter; empty where it holds none."""


def texts(locale: str) -> list[Text]:
    """Every golden text to a customer."""
    found: list[Text] = []

    class Recording(WordRenderer):
        def render(
            self, message: Message, feedback: Feedback, timeline: Sequence[Entry], now: datetime,
            **more: Any,
        ) -> Rendered:  # fmt: skip
            made = super().render(message, feedback, timeline, now, **more)
            if message.channel is Channel.SMS:
                words = timeline[-1].words if message.purpose in WITH_WORDS else None
                part = answer_parts(words)[message.part[0] - 1] if words else ""
                name = f"{locale} {message.purpose} {len(found)}"
                found.append(Text(name, message.purpose, made.text, part))
            return made

    real, golden.WordRenderer = golden.WordRenderer, Recording  # type: ignore[misc]
    try:
        for _ in golden.customers(locale):
            pass
    finally:
        golden.WordRenderer = real  # type: ignore[misc]
    return found


@pytest.fixture(params=NAMES)
def hardest(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """An organisation whose every name is like this."""
    name = NAMES[request.param]
    longest = {locale: longest_promise(locale) for locale in LOCALES}
    monkeypatch.setattr(golden, "NAMES", dict.fromkeys(LOCALES, (name, "Europe/London")))
    monkeypatch.setattr(golden, "TEAMS", dict.fromkeys(LOCALES, (name,) * 3))
    monkeypatch.setattr(golden, "PUBLIC_URL", SITE)
    monkeypatch.setattr(promise, "say_by", lambda _at, _now, _zone, locale, **_: longest[locale])


@pytest.mark.parametrize("locale", LOCALES)
def test_every_purpose_that_leaves_as_a_text_is_among_them(locale: str) -> None:
    covered = {text.purpose for text in texts(locale)}
    assert [p for p in Purpose if _leaves_as_a_text(p, locale) and p not in covered] == []


def _leaves_as_a_text(purpose: Purpose, locale: str) -> bool:
    if purpose.is_for_staff:
        return False
    try:
        golden.render(locale, purpose, by=Channel.SMS)
    except KeyError:
        return True  # it has words for a text, which tell of another entry than the one there is
    except ValueError as error:
        return "never leaves as a text" not in str(error)
    return True


@pytest.mark.usefixtures("hardest")
@pytest.mark.parametrize("locale", LOCALES)
def test_what_we_say_takes_two_sms_at_most_whatever_the_names(locale: str) -> None:
    for text in texts(locale):
        words = parts(text.words) if text.words else 0
        assert parts(text.text) <= words + MOST, text
        assert text.words in text.text


@pytest.mark.usefixtures("hardest")
@pytest.mark.parametrize("locale", LOCALES)
def test_the_reference_is_in_every_text_whatever_the_names(locale: str) -> None:
    for text in texts(locale):
        if text.purpose is not Purpose.COMMAND_REPLY:  # which may be about none
            assert "K7Q-4MDB" in text.text, text


@pytest.mark.parametrize("locale", LOCALES)
def test_no_accent_of_ours_costs_an_sms(locale: str) -> None:
    for text in texts(locale):
        if is_gsm(text.words):
            assert parts(text.text) == parts(to_gsm(text.text)), text


@pytest.mark.usefixtures("hardest")
@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("letter", "aã")
def test_around_words_of_any_length_we_add_two_sms_at_most(locale: str, letter: str) -> None:
    for size in (1, 67, 69, 70, 71, 133, 134, 135, 153, 160, 161, 306):
        words = letter * size
        answered = entry(
            number=2, what=What.ANSWERED, actor="ana@example.com", words=words,
            data={"team": "coaches"},
        )  # fmt: skip
        for over in ({}, {"status": Status.ANSWERED, "answered_at": NOON + HOUR}):
            text = golden.render(locale, Purpose.ANSWER, answered, by=Channel.SMS, **over).text
            assert words in text
            assert parts(text) <= parts(words) + (1 if letter == "a" else MOST), text
