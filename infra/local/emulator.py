"""The AWS emulator as a child process, its state kept on disk.

It leaves nothing behind: the process group is ended with it, and should this process be killed, the
end of the child's standard input tells it to stop.
"""

import contextlib
import json
import os
import re
import signal
import socket
import subprocess
import time
import urllib.error
import urllib.request
from pathlib import Path

from infra.stage import REGION

_ROOT = Path(__file__).resolve().parent.parent.parent
_PYTHON = _ROOT / ".venv-emulator" / "bin" / "python"
_PROCESS = Path(__file__).with_name("emulator_process.py")
_START_SECONDS = 60
_STOP_SECONDS = 20
_SENDING = ("SESV2", "SNS", "PINPOINT_SMS_VOICE_V2")
"""Services that the stack's code reaches through the local front, which records what leaves."""


class EmulatorError(Exception):
    """The emulator does not run; the message says where its log is."""


class Emulator:
    """One emulator with the state of one folder."""

    def __init__(self, state: Path, egress_url: str) -> None:
        """`state` is the folder; `egress_url` is where the stack's code sends its messages."""
        self._folder = state / "emulator"
        self._egress_url = egress_url
        self._process: subprocess.Popen[bytes] | None = None
        self.log = self._folder / "log"
        """The file with everything that the emulator and the Lambdas print."""
        self.endpoint_url = ""
        """Where it speaks every AWS API; known after `start`."""

    def start(self) -> None:
        """Start, from the saved state if there is one, and wait until it answers. EmulatorError."""
        if not _PYTHON.exists():
            raise EmulatorError("the emulator is not installed: run `make setup`")
        for name in ("services", "objects", "scratch"):
            (self._folder / name).mkdir(parents=True, exist_ok=True)
        port = self._port()
        self._rewind_streams()
        self.endpoint_url = f"http://127.0.0.1:{port}"
        with self.log.open("wb") as log:
            self._process = subprocess.Popen(
                # -P: neither this folder nor the project is on the emulator's import path
                [_PYTHON, "-P", _PROCESS],
                cwd=self._folder,
                env=self._environment(port),
                stdin=subprocess.PIPE,
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
        self._wait()

    def stop(self) -> None:
        """Stop in order, which saves the state; harmless where nothing runs."""
        if self._process is None:
            return
        self._process.terminate()
        with contextlib.suppress(subprocess.TimeoutExpired):
            self._process.wait(_STOP_SECONDS)
        self.kill()

    def kill(self) -> None:
        """End it at once, with every Lambda worker; what was not saved yet is lost."""
        process, self._process = self._process, None
        if process is None:
            return
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        if process.stdin:
            process.stdin.close()

    @property
    def pid(self) -> int | None:
        """The process, while it is ours."""
        return self._process.pid if self._process else None

    def is_running(self) -> bool:
        """Whether the process is alive."""
        return self._process is not None and self._process.poll() is None

    def _environment(self, port: int) -> dict[str, str]:
        """Only what the emulator needs: the Lambdas inherit it, so nothing of the caller's."""
        return {
            "PATH": os.environ.get("PATH", os.defpath),
            "HOME": str(self._folder / "scratch"),  # no ~/.aws
            "LANG": "C.UTF-8",
            "TMPDIR": str(self._folder / "scratch"),
            "GATEWAY_PORT": str(port),
            "BIND_HOST": "127.0.0.1",
            "PERSIST_STATE": "1",
            "STATE_DIR": str(self._folder / "services"),
            "S3_PERSIST": "1",
            "S3_DATA_DIR": str(self._folder / "objects"),
            "MINISTACK_REGION": REGION,
            "AWS_DEFAULT_REGION": REGION,
            "AWS_ACCESS_KEY_ID": "000000000000",
            "AWS_SECRET_ACCESS_KEY": "local",
            "AWS_EC2_METADATA_DISABLED": "true",
            "IOT_MTLS_ENABLED": "0",
            "SFTP_ENABLED": "0",
            "TWILIO_URL": self._egress_url,
            **{f"AWS_ENDPOINT_URL_{service}": self._egress_url for service in _SENDING},
        }

    def _port(self) -> int:
        """The port of the last time if it is free; else the saved addresses follow the new one."""
        record = self._folder / "port"
        before = int(record.read_text()) if record.exists() else 0
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind(("127.0.0.1", before))
            except OSError:
                probe.bind(("127.0.0.1", 0))
            port = int(probe.getsockname()[1])
        if before and port != before:
            old = re.compile(rf"//(localhost|127\.0\.0\.1):{before}\b")
            for file in (self._folder / "services").glob("*.json"):
                file.write_text(old.sub(rf"//\1:{port}", file.read_text()))
        record.write_text(str(port))
        return port

    def _rewind_streams(self) -> None:
        """Let stream readers begin at the first record of the new process.

        ministack saves how far a reader had come, but not the records, which it numbers anew:
        the reader would wait for as many as there were before. What was written but not read when
        it stopped is in nobody's stream any more; the sweep finds it.
        """
        saved = self._folder / "services" / "lambda.json"
        if saved.exists():
            state = json.loads(saved.read_text())
            state["payload"]["dynamodb_stream_positions"] = {}
            saved.write_text(json.dumps(state))

    def _wait(self) -> None:
        until = time.monotonic() + _START_SECONDS
        while time.monotonic() < until and self.is_running():
            try:
                with urllib.request.urlopen(f"{self.endpoint_url}/_ministack/health", timeout=2):
                    return
            except (urllib.error.URLError, OSError):
                time.sleep(0.05)
        self.stop()
        raise EmulatorError(f"the emulator did not start; see {self.log}")
