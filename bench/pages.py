"""What each page weighs and how soon it is painted, in Chromium, on the deployed local stack.

A visit begins with an empty cache. *Weight* is what travels: headers and bodies of every answer that the
page asks for, compressed as they were sent. *First paint* is the browser's first contentful paint from
the moment of the visit; *shown* is when the console has what it was opened for. Each page is seen over
a plain local connection and over Chromium's preset of a slow phone line (400 kbit/s, 400 ms there and
back), where weight and round trips show. The floor is a page of one sentence from a bare server on this
machine, seen in turn with the others: what the browser and the line cost by themselves.
"""

import shutil
import statistics
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

from bench.sandbox import SandboxError

SLOW_LINE = {
    "offline": False,
    "latency": 400,
    "downloadThroughput": 50_000,
    "uploadThroughput": 50_000,
}
"""Bytes a second; latency in milliseconds."""
_PLAIN_LINE = {"offline": False, "latency": 0, "downloadThroughput": -1, "uploadThroughput": -1}
_LINES = {"plain": _PLAIN_LINE, "slow": SLOW_LINE}
_SENTENCE = (
    b"<!doctype html><html lang=en><meta charset=utf-8><title>One sentence</title><p>One sentence."
)
FLOOR = "one sentence"
"""The name of the floor's page."""
_PAINTED = """() => new Promise(tell => {
  const found = () => performance.getEntriesByName("first-contentful-paint")[0];
  if (found()) tell(found().startTime);
  else new PerformanceObserver((_, seen) => {
    if (found()) { seen.disconnect(); tell(found().startTime); }
  }).observe({ type: "paint", buffered: true });
})"""


@dataclass
class _Seen:
    """One page's visits over one line."""

    painted_ms: list[float] = field(default_factory=list)
    shown_ms: list[float] = field(default_factory=list)
    bytes: int = 0
    requests: int = 0


def measure(*, quick: bool) -> dict[str, Any]:
    """Bytes, requests and milliseconds of every page, beside the floor's. Needs Chromium."""
    if not shutil.which("chromium"):
        raise SandboxError("pages are measured in Chromium, and there is none on this machine")
    from tests.consoles import PHONE, Visit, chromium
    from tests.journeys.stack import ROOT, Stack

    rounds = 1 if quick else 5
    seen: dict[str, dict[str, _Seen]] = {}
    with tempfile.TemporaryDirectory() as state, chromium() as browser, _floor() as sentence:
        stack = Stack(state=Path(state), config=ROOT / "config" / "demo.toml")
        stack.start()
        try:
            pages = {FLOOR: sentence, **_customers(stack)}
            visit = Visit(browser, stack.url, viewport=PHONE)
            _look(visit, pages, seen, rounds, ready=None)
            visit.context.close()
            for who, hashes in _CONSOLE.items():
                visit = Visit(browser, stack.url)
                visit.sign_in(who)
                console = {name: f"{stack.url}/console{hash_}" for name, hash_ in hashes.items()}
                _look(visit, console, seen, rounds, ready="main:not([aria-busy])")
                visit.context.close()
        finally:
            stack.stop()
    return {"rounds": rounds, "pages": {name: _of(lines) for name, lines in seen.items()}}


_CONSOLE: Mapping[str, Mapping[str, str]] = {
    "ada@example.com": {
        "console: queue": "#/queue?scope=team",
        "console: incidents": "#/incidents",
        "console: record": "#/record",
    },
    "manager@example.com": {"console: reports": "#/reports", "console: posters": "#/posters"},
    "admin@example.com": {"console: administration": "#/admin"},
}


def _customers(stack: Any) -> dict[str, str]:
    """The customer's pages, of one feedback that was answered."""
    said = stack.api(text="The toilet is out of order.", touchpoint="coach-420").json()
    return {"form": f"{stack.url}/f/coach-420", "private page": said["status_url"]}


def _look(
    visit: Any,
    pages: Mapping[str, str],
    seen: dict[str, dict[str, _Seen]],
    rounds: int,
    *,
    ready: str | None,
) -> None:
    """Visit pages in turn, over each line; without `ready` a page is shown when it is loaded."""
    page = visit.page
    chrome = visit.context.new_cdp_session(page)
    chrome.send("Network.enable")
    chrome.send("Network.setCacheDisabled", {"cacheDisabled": True})
    sizes: list[float] = []
    chrome.on("Network.loadingFinished", lambda said: sizes.append(said["encodedDataLength"]))
    page.set_default_timeout(60_000)
    for turn in range(rounds + 1):
        for line, conditions in _LINES.items():
            chrome.send("Network.emulateNetworkConditions", conditions)
            for name, url in pages.items():
                page.goto("about:blank")
                sizes.clear()
                page.goto(url, wait_until="load")
                if ready:
                    page.wait_for_selector(ready)
                shown = page.evaluate("performance.now()")
                painted = page.evaluate(_PAINTED)
                if turn == 0:  # its Lambda may have been cold
                    continue
                one = seen.setdefault(name, {}).setdefault(line, _Seen())
                one.painted_ms.append(painted)
                one.shown_ms.append(shown)
                one.bytes, one.requests = int(sum(sizes)), len(sizes)


def _of(lines: Mapping[str, _Seen]) -> dict[str, Any]:
    plain = lines["plain"]
    return {
        "bytes": plain.bytes,
        "requests": plain.requests,
        **{
            f"{line}_{what}": statistics.median(getattr(one, what))
            for line, one in lines.items()
            for what in ("painted_ms", "shown_ms")
        },
    }


@contextmanager
def _floor() -> Iterator[str]:
    """The address of a page of one sentence."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.send_header("Content-Length", str(len(_SENTENCE)))
            self.end_headers()
            self.wfile.write(_SENTENCE)

        def log_message(self, *args: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()
        server.server_close()
