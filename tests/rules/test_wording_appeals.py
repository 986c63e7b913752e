"""An answer to a complaint states the customer's right to go to the ombudsman, where there is one."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.intake.appeal import asks_for_ombudsman
from chalicelib.model import Channel, Kind, Purpose, Rendered, Status
from chalicelib.notify.telling import OMBUDSMAN
from chalicelib.sms_text import answer_parts, is_gsm, parts
from chalicelib.wording import LOCALES
from tests.builders import HOUR, NOON, entry, mail_address, policy_row
from tests.rules.test_wording_messages import answered, asked, told

DAY = 24 * HOUR
BY_CHANNEL = pytest.mark.parametrize("by", [Channel.SMS, Channel.EMAIL])


def answer(words: str = "We are sorry.", by: Channel = Channel.SMS, **changes: Any) -> Rendered:
    over = {"status": Status.ANSWERED, "answered_at": NOON, "now": NOON + HOUR}
    how = {"contacts": (mail_address(),)} if by is Channel.EMAIL else {}
    return told(Purpose.ANSWER, entry(), answered(words), by=by, **(over | how | changes))


def test_a_text_says_the_word_and_the_days() -> None:
    assert answer().text.split("\n")[1:] == [
        "We are sorry.", "Not solved? Reply OMBUDSMAN within 30 days.",
    ]  # fmt: skip


def test_a_mail_says_the_word_the_team_and_the_day() -> None:
    sent = answer(by=Channel.EMAIL)
    for part in (sent.text, sent.html or ""):
        assert "right to an independent review by Ombudsman" in part
        assert "by 12:00 on Wednesday 23 December with one word, OMBUDSMAN." in part


@pytest.mark.parametrize("locale", LOCALES)
@BY_CHANNEL
def test_the_word_is_in_the_customers_language_and_understood(by: Channel, locale: str) -> None:
    assert OMBUDSMAN[locale] in answer(by=by, locale=locale).text
    assert asks_for_ombudsman(OMBUDSMAN[locale])


@BY_CHANNEL
@pytest.mark.parametrize(
    "changes",
    [
        {"kind": Kind.ENQUIRY},
        {"level": 2},
        {"status": Status.OPEN, "answered_at": None},
        {"now": NOON + 31 * DAY},
        {"policy": "of-an-earlier-configuration"},
        {"policies": [policy_row(levels=[])]},
    ],
    ids=["no complaint", "the ombudsman has it", "reopened", "too late", "unknown policy", "no levels"],
)  # fmt: skip
def test_nothing_is_said_where_there_is_nobody_to_go_to(
    by: Channel, changes: dict[str, Any]
) -> None:
    assert "OMBUDSMAN" not in answer(by=by, **changes).text


@BY_CHANNEL
def test_the_ombudsmans_own_answer_does_not_send_the_customer_to_the_ombudsman(by: Channel) -> None:
    sent = answer(by=by, policies=[policy_row(levels=[_level("supervisors"), _level("coaches")])])
    assert "OMBUDSMAN" not in sent.text


@pytest.mark.parametrize(
    ("within", "said"),
    [
        (timedelta(days=2), "within 2 days."),
        (timedelta(hours=36), "Reply OMBUDSMAN by 23:59 tomorrow."),
    ],
)
def test_the_time_is_never_said_longer_than_it_is(within: timedelta, said: str) -> None:
    row = policy_row(appeal_within=int(within.total_seconds()))
    assert said in answer(policies=[row]).text


def test_only_the_last_text_of_an_answer_says_it() -> None:
    words = "We are very sorry. " * 100
    count = len(answer_parts(words))
    texts = [answer(words, part=(n, count)).text for n in range(1, count + 1)]
    assert count == 2
    assert ["OMBUDSMAN" in text for text in texts] == [False, True]
    assert "".join(text.split("\n", 1)[1] for text in texts).startswith(words)


@given(
    words=st.text(min_size=1, max_size=3000),
    name=st.text(min_size=1, max_size=200),
    locale=st.sampled_from(LOCALES),
    own=st.sampled_from(
        [None, "{word} {days}", "找监察员 {word} {days}", "x" * 300 + "{word} {days}"]
    ),
)
def test_with_it_an_answer_is_still_to_the_letter_and_fits(
    words: str, name: str, locale: str, own: str | None
) -> None:
    count = len(answer_parts(words))
    changes: dict[str, Any] = {
        "organisation": {"name": name},
        "wording": {locale: {"appeal_sms": own}} if own else {},
    }
    texts = [
        answer(words, part=(n, count), locale=locale, **changes).text for n in range(1, count + 1)
    ]
    said = "".join(text.split("\n", 1)[1] for text in texts)
    assert said.startswith(words + "\n")
    assert OMBUDSMAN[locale] in said.removeprefix(words)
    for text in texts:
        units = len(text.encode("utf-16-le", "surrogatepass")) // 2
        assert units <= 1500 if is_gsm(text) else units <= 600
        assert is_gsm(text) or not is_gsm(words)


@pytest.mark.parametrize("count", range(1, 160, 3))
def test_that_we_wait_for_a_reply_is_said_by_text_only_where_it_costs_nothing(count: int) -> None:
    question = "Which coach? " * count
    planned = len(answer_parts(question))
    hint = "\nWe wait for your reply before we go on."
    text = told(
        Purpose.QUESTION, entry(), asked(question), by=Channel.SMS, part=(planned, planned)
    ).text
    bare = text.removesuffix(hint)
    assert parts(text) == parts(bare)
    assert text != bare or parts(bare + hint) > parts(bare)


@pytest.mark.parametrize("until", [None, NOON - HOUR])
@pytest.mark.parametrize(("by", "contact"), [(Channel.SMS, None), (Channel.EMAIL, mail_address)])
def test_no_clock_is_spoken_of_where_none_waits(
    by: Channel, contact: Callable[[], Any] | None, until: Any
) -> None:
    how = {"contacts": (contact(),)} if contact else {}
    text = told(Purpose.QUESTION, entry(), asked("Which coach?", until), by=by, **how).text
    assert "Which coach?" in text
    assert "wait" not in text
    assert "clock" not in text


def _level(team: str) -> dict[str, Any]:
    return {"after": 86_400, "to": team, "respond_within": 86_400}
