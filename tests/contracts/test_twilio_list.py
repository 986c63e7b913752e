"""Texts that Twilio lists, against a server that answers as its documentation says."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
import urllib3

from chalicelib.errors import UnavailableError
from chalicelib.intake.sms import parse
from chalicelib.store.provider_texts import TwilioTexts
from tests.contracts.twilio_server import ACCOUNT, account
from tests.serving import Quiet, serving

MIDNIGHT = datetime(2026, 11, 22, tzinfo=UTC)
DAY = timedelta(days=1)
LIST = f"/2010-04-01/Accounts/{ACCOUNT}/Messages.json"


def message(sid: str, sent: str, direction: str = "inbound") -> dict[str, Any]:
    return {
        "sid": sid,
        "direction": direction,
        "date_sent": sent,
        "from": "+447700900123",
        "to": "+447700900000",
        "body": "420 cold ã",
    }


PAGES: dict[str, dict[str, Any]] = {
    "": {
        "messages": [
            message("SM1", "Sun, 22 Nov 2026 00:00:00 +0000"),
            message("SM2", "Sun, 22 Nov 2026 10:00:00 +0000", "outbound-api"),
            message("SM3", "Sat, 21 Nov 2026 23:59:59 +0000"),
        ],
        "next_page_uri": f"{LIST}?Page=1&PageToken=PA",
    },
    "1": {
        "messages": [
            message("SM4", "Sun, 22 Nov 2026 23:59:59 +0000"),
            message("SM5", "Mon, 23 Nov 2026 00:00:00 +0000"),
            {**message("SM6", ""), "date_sent": None},
        ],
        "next_page_uri": None,
    },
}


@contextmanager
def answering(status: int = 200, endless: bool = False) -> Iterator[tuple[str, list[str]]]:
    asked: list[str] = []

    class Handler(Quiet):
        def do_GET(self) -> None:  # noqa: N802 - the base class's name
            asked.append(self.path)
            url = urlsplit(self.path)
            page = PAGES["" if endless else parse_qs(url.query).get("Page", [""])[0]]
            one = message("SM1", "Sun, 22 Nov 2026 10:00:00 +0000")
            raw = json.dumps(page if url.path == LIST else one).encode()
            self.give(status, {}, raw)

    with serving(Handler) as url:
        yield url, asked


def texts(url: str) -> TwilioTexts:
    pool = urllib3.PoolManager(timeout=urllib3.Timeout(connect=2, read=2))
    return TwilioTexts(account(url, pool))


def test_what_arrived_on_the_day_is_named_over_all_pages() -> None:
    with answering() as (url, asked):
        told = texts(url).told(MIDNIGHT, MIDNIGHT + DAY)
    assert told.named == {"SM1": MIDNIGHT, "SM4": MIDNIGHT + DAY - timedelta(seconds=1)}
    assert told.count == 2
    first = parse_qs(urlsplit(asked[0]).query)
    assert (first["DateSent>"], first["DateSent<"]) == (["2026-11-22"], ["2026-11-24"])
    assert len(asked) == 2


def test_a_text_is_told_again_as_end_user_messaging_would() -> None:
    with answering() as (url, _):
        job = texts(url).job("SM1")
    assert job is not None
    said = parse(json.dumps(job))
    assert (said.message_id, said.sender, said.body) == ("SM1", "+447700900123", "420 cold ã")
    assert said.received_at == MIDNIGHT + timedelta(hours=10)


@pytest.mark.parametrize("status", [401, 404, 429, 500])
def test_a_list_that_is_refused_is_unavailable_and_not_empty(status: int) -> None:
    with answering(status) as (url, _), pytest.raises(UnavailableError):
        texts(url).told(MIDNIGHT, MIDNIGHT + DAY)


def test_a_list_that_never_ends_and_a_server_that_is_not_there_are_unavailable() -> None:
    with answering(endless=True) as (url, _), pytest.raises(UnavailableError):
        texts(url).told(MIDNIGHT, MIDNIGHT + DAY)
    with pytest.raises(UnavailableError):
        texts("http://127.0.0.1:9").told(MIDNIGHT, MIDNIGHT + DAY)
