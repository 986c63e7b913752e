"""The page of events, held against the code: its functions run, its words are those that there are."""

import re
import time
from pathlib import Path
from typing import Any

from chalicelib.administration.checks import MOST_WEBHOOKS
from chalicelib.events import signature, trying
from chalicelib.notify import receivers
from chalicelib.store.items.webhooks import KEPT

PAGE = (Path(__file__).parents[2] / "docs" / "events.md").read_text(encoding="utf-8")


def is_ours() -> Any:
    """The function that the page gives to those without a library."""
    [source] = re.findall(r"```python\n(import base64.*?)```", PAGE, re.DOTALL)
    names: dict[str, Any] = {}
    exec(source, names)
    return names["is_ours"]


def test_the_pages_own_verification_takes_what_we_sign_and_nothing_else() -> None:
    key, body = b"k" * 32, b'{"type":"ping"}'
    verify, secret = is_ours(), signature.secret_of(b"k" * 32)
    now = int(time.time())
    headers = dict(signature.headers([b"o" * 32, key], "evt_1", now, body))
    assert verify(secret, headers, body)
    assert not verify(secret, headers, body + b" ")
    assert not verify(signature.secret_of(b"x" * 32), headers, body)
    old = dict(signature.headers([key], "evt_1", now - 301, body))
    assert not verify(secret, old, body)


def test_the_pages_figures_are_the_codes() -> None:
    hours = [delay.total_seconds() / 3600 for delay in trying.BACK_OFF]
    assert hours[3:] == [2, 5, 10, 14, 20, 24]
    assert "2, 5, 10, 14, 20 and 24 hours" in PAGE
    assert trying.DISABLED_AFTER.days == 5
    assert "for five days is disabled" in PAGE
    assert receivers.SECONDS == 15
    assert "within 15 seconds" in PAGE
    assert KEPT.days == 30
    assert "of the last 30 days" in PAGE
    assert MOST_WEBHOOKS == 20


def test_every_reason_is_on_the_page_and_has_its_words_in_the_console() -> None:
    [listed] = re.findall(r"A reason is one of (.*?)\.\n", PAGE)
    reasons = set(re.findall(r"`(\w+)`", listed))
    source = Path(receivers.__file__).read_text() + Path(trying.__file__).read_text()
    [named] = re.findall(r'"""Why there was none: (.*?)"""', source, re.DOTALL)
    assert reasons == set(re.findall(r"`(\w+)`", named))
    words = Path(receivers.__file__).parents[1] / "pages/console/admin_webhooks_words.js"
    said = words.read_text(encoding="utf-8")
    for reason in reasons:
        assert said.count(f"hook_error_{reason}:") == 3
