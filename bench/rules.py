"""What the pure rules cost, in CPU time of this process, on one core, without any AWS."""

import json
import statistics
import time
import zlib
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

from bench import samples
from chalicelib import calendars
from chalicelib.configuration import from_document
from chalicelib.intake.mail import parse
from chalicelib.intake.reply import first_words, words_of_reply
from chalicelib.intake.triage import triage
from chalicelib.routing import touchpoint_for_text

_START = datetime(2026, 11, 23, 12, 34, 56, tzinfo=UTC)
_OPEN_DAY = timedelta(hours=10)
"""About what an office day has of open hours."""
_AHEAD = {
    "1 day": _OPEN_DAY,
    "30 days": 21 * _OPEN_DAY,
    "10 years": 10 * 250 * _OPEN_DAY,
}
_TOUCHPOINTS = 10_000


def measure(*, quick: bool) -> dict[str, Any]:
    """Deadlines in microseconds, mails and the configuration in milliseconds."""
    rounds = 5 if quick else 15
    return {
        "deadline_us": _deadlines(rounds),
        "mail_ms": _mails(rounds),
        "triage_ms": _triage(3 if quick else 9),
        "configuration": _configuration(3 if quick else 5),
    }


def _cpu(do: Callable[[], object], repeat: int, rounds: int) -> float:
    """Seconds of CPU time of one call: the median of rounds, each of `repeat` calls."""
    do()
    spent = []
    for _ in range(rounds):
        started = time.process_time()
        for _ in range(repeat):
            do()
        spent.append((time.process_time() - started) / repeat)
    return statistics.median(spent)


def _deadlines(rounds: int) -> dict[str, Any]:
    document = samples.document(samples.configuration_text())

    def cold(duration: timedelta) -> float:
        """The first deadline of a process: the calendar works out the years that it needs."""
        made = [from_document(1, document).calendars["office"] for _ in range(rounds)]
        calendar = iter([*made, from_document(1, document).calendars["office"]])
        return _cpu(lambda: calendars.add(next(calendar), _START, duration), 1, rounds)

    warm = from_document(1, document).calendars["office"]
    return {
        name: {
            "warm": _cpu(lambda ahead=ahead: calendars.add(warm, _START, ahead), 200, rounds) * 1e6,  # type: ignore[misc]
            "first": cold(ahead) * 1e6,
        }
        for name, ahead in _AHEAD.items()
    }


def _mails(rounds: int) -> dict[str, Any]:
    first = samples.mail(1, "pat@example.net")
    html = samples.html_mail("pat@example.net")
    answer = samples.reply(samples.MEMBER, f"r-x@{samples.DOMAIN}", "We are sorry: a refund.")
    return {
        "first_bytes": len(first),
        "first": _cpu(lambda: first_words(parse(first)), 5, rounds) * 1e3,
        "html_only_bytes": len(html),
        "html_only": _cpu(lambda: first_words(parse(html)), 5, rounds) * 1e3,
        "reply_bytes": len(answer),
        "reply": _cpu(lambda: words_of_reply(parse(answer)), 5, rounds) * 1e3,
    }


def _triage(rounds: int) -> dict[str, Any]:
    safety_words = from_document(1, samples.document(samples.configuration_text())).safety_words

    def assess(words: str) -> float:
        return 1e3 * _cpu(
            lambda: triage(
                words, locale="en-GB", named=None, rating=None, safety_words=safety_words
            ),
            5,
            rounds,
        )

    web, mail = samples.web_words(), samples.mail_words()
    return {
        "web_bytes": len(web),
        "web": assess(web),
        "mail_bytes": len(mail),
        "mail": assess(mail),
    }


def _configuration(rounds: int) -> dict[str, Any]:
    text = samples.configuration_text(_TOUCHPOINTS)
    started = time.process_time()
    document = samples.document(text)
    checked = time.process_time() - started
    packed = zlib.compress(json.dumps(document, separators=(",", ":"), ensure_ascii=False).encode())

    def load() -> object:
        return from_document(1, json.loads(zlib.decompress(packed)))

    loaded = from_document(1, document)
    return {
        "touchpoints": _TOUCHPOINTS,
        "file_bytes": len(text),
        "stored_bytes": len(packed),
        "check_ms": checked * 1e3,
        "load_ms": _cpu(load, 1, rounds) * 1e3,
        "route_us": _cpu(
            lambda: touchpoint_for_text(loaded, "10419 heating broken", samples.NUMBER), 100, rounds
        )
        * 1e6,
    }
