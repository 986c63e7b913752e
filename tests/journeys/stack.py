"""The deployed local stack as its users reach it: one address, and the operator's commands."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from email.message import EmailMessage
from email.utils import make_msgid
from itertools import count
from pathlib import Path
from typing import Any

import requests

ROOT = Path(__file__).parents[2]
PATIENCE = 60
"""Seconds until something that must happen at once has certainly failed; not a promise."""


@dataclass
class Stack:
    """A local stack of its own: port, state folder and configuration."""

    state: Path
    config: Path
    port: int = 0
    more: dict[str, str] = field(default_factory=dict)
    """Further settings of `make run`."""
    process: subprocess.Popen[bytes] | None = None
    _numbers: Iterator[int] = field(default_factory=lambda: count(1))

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def environment(self) -> dict[str, str]:
        return os.environ | {
            "PORT": str(self.port),
            "OUVIDO_STATE": str(self.state),
            "OUVIDO_CONFIG": str(self.config),
            **self.more,
        }

    def start(self) -> None:
        """`make run`, until it says that it is ready."""
        self.port = self.port or free_port()
        self.state.mkdir(parents=True, exist_ok=True)
        with (self.state / "run.log").open("ab") as log:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "infra", "run"],
                cwd=ROOT, env=self.environment, stdout=log, stderr=log, start_new_session=True,
            )  # fmt: skip
        deadline = time.monotonic() + 180
        while time.monotonic() < deadline:
            if self.process.poll() is not None:
                self.process = None
                break
            with suppress(requests.RequestException):
                if requests.get(f"{self.url}/healthz", timeout=5).status_code == 200:
                    return
            time.sleep(0.3)
        raise AssertionError(f"not ready:\n{(self.state / 'run.log').read_text()[-4000:]}")

    def stop(self, how: signal.Signals = signal.SIGTERM) -> None:
        """Ctrl-C, until every process is gone."""
        if self.process is None:
            return
        self.process.send_signal(how)
        try:
            self.process.wait(60)
        except subprocess.TimeoutExpired:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait(10)
            raise
        finally:
            self.process = None

    # What customers and staff do

    def text(self, body: str, sender: str, **more: str) -> str:
        """A text arrives; its id."""
        answer = requests.post(
            f"{self.url}/dev/sms", json={"from": sender, "body": body} | more, timeout=20
        )
        assert answer.status_code == 202, answer.text
        return str(answer.json()["message_id"])

    def mail(self, raw: bytes, *rcpt: str, **verdicts: str) -> str:
        """A mail arrives; its id."""
        answer = requests.post(
            f"{self.url}/dev/email", params={"rcpt": rcpt} | verdicts, data=raw, timeout=20
        )
        assert answer.status_code == 202, answer.text
        return str(answer.json()["message_id"])

    def reply(self, to: dict[str, Any], words: str, sender: str | None = None, **more: str) -> str:
        """Somebody answers a mail of ours, as a mail client does."""
        reply = EmailMessage()
        reply["From"] = sender or to["to"]
        reply["To"] = to["reply_to"]
        reply["Subject"] = f"Re: {to['subject']}"
        reply["Message-ID"] = make_msgid(domain="client.example")
        reply["Date"] = "Mon, 23 Nov 2026 12:00:00 +0000"
        quoted = "\n".join(f"> {line}" for line in to["text"].splitlines())
        head = f"On Mon, 23 Nov 2026 at 12:00, {to['from']} wrote:"
        reply.set_content(f"{words}\n\n{head}\n\n{quoted}\n")
        return self.mail(reply.as_bytes(), to["reply_to"], **more)

    def receipt(self, provider_id: str, event: str) -> None:
        """A provider says what became of a message."""
        answer = requests.post(
            f"{self.url}/dev/receipt",
            json={"message_id": provider_id, "event": event}, timeout=20,
        )  # fmt: skip
        assert answer.status_code == 202, answer.text

    def api(self, **body: Any) -> requests.Response:
        """A program sends feedback."""
        return requests.post(f"{self.url}/feedback", json=body, timeout=30)

    # What can be seen

    def outbox(self) -> list[dict[str, Any]]:
        """Every message that left."""
        answer = requests.get(f"{self.url}/dev/outbox", params={"after": 0}, timeout=20)
        return list(answer.json()["messages"])

    def sent_to(self, to: str) -> list[dict[str, Any]]:
        """Every message that left for somebody."""
        return [
            m for m in self.outbox() if to in (m["to"] if isinstance(m["to"], list) else [m["to"]])
        ]

    def wait_for(self, what: str, look: Callable[[], Any], patience: float = PATIENCE) -> Any:
        """What `look` returns as soon as it is something."""
        deadline = time.monotonic() + patience
        while time.monotonic() < deadline:
            if found := look():
                return found
            time.sleep(0.2)
        log = (self.state / "run.log").read_text()[-1500:] if self.state.exists() else ""
        raise AssertionError(f"{what} did not happen; sent: {self.outbox()[-5:]}\n{log}")

    def wait_sent(self, to: str, n: int = 1, patience: float = PATIENCE) -> dict[str, Any]:
        """The n-th message to somebody, once it left."""
        found = self.wait_for(
            f"message {n} to {to}", lambda: (s := self.sent_to(to))[n - 1 :] and s, patience
        )
        return dict(found[n - 1])

    def wait_told(self, to: str, reference: str, n: int = 1) -> dict[str, Any]:
        """The n-th mail to a member or mailbox about one feedback, once it left."""
        found = self.wait_for(
            f"mail {n} to {to} about {reference}",
            lambda: (
                (s := [m for m in self.sent_to(to) if reference in m["subject"]])[n - 1 :] and s
            ),
        )
        return dict(found[n - 1])

    def infra(self, *command: str) -> subprocess.CompletedProcess[str]:
        """An operator's command."""
        return subprocess.run(
            [sys.executable, "-m", "infra", *command],
            cwd=ROOT, env=self.environment, capture_output=True, text=True, check=False, timeout=120,
        )  # fmt: skip

    def show(self, reference: str) -> dict[str, Any]:
        """One feedback's whole story."""
        shown = self.infra("show", reference, "--json")
        assert shown.returncode == 0, shown.stderr
        return dict(json.loads(shown.stdout))

    def number(self) -> str:
        """A phone number that nobody had before."""
        return f"+4477009{next(self._numbers):05d}"


def free_port() -> int:
    """A port that is free now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
