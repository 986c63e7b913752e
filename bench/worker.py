"""Runs inside the sandbox: one warm Lambda, told by lines of JSON which handler gets which events.

    {"handler": "module.attribute", "events": [...]}
    {"cpu_ns": ..., "answers": [...], "calls": [...], "logged": bytes}

CPU time is this process's alone: whatever answers its AWS calls is another process.
"""

import importlib
import json
import os
import sys
import tempfile
import time
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from bench.units import Recorder

_CONTEXT = SimpleNamespace(
    function_name="bench",
    memory_limit_in_mb=512,
    invoked_function_arn="arn:aws:lambda:eu-west-1:000000000000:function:bench",
    aws_request_id="00000000-0000-0000-0000-000000000000",
    get_remaining_time_in_millis=lambda: 60_000,
)


def main(counts_calls: bool) -> None:
    """Work until standard input ends."""
    with (
        os.fdopen(os.dup(1), "w") as answers,
        tempfile.TemporaryFile("w", encoding="utf-8") as log,
    ):
        sys.stdout = log  # before a logger takes hold of it
        recorder = _recorder() if counts_calls else None
        for line in sys.stdin:
            said = _work(json.loads(line))
            if recorder is not None:
                said["calls"], own_ns = recorder.take()
                said["cpu_ns"] -= own_ns
            log.flush()
            said["logged"] = log.tell()
            log.seek(0)
            log.truncate()
            print(json.dumps(said), file=answers, flush=True)


def _recorder() -> "Recorder":
    from bench.units import Recorder

    return Recorder()


def _work(job: dict[str, Any]) -> dict[str, Any]:
    module, _, name = job["handler"].rpartition(".")
    handler = getattr(importlib.import_module(module), name)
    events = job["events"]
    started = time.process_time_ns()
    answers = [handler(event, _CONTEXT) for event in events]
    return {"cpu_ns": time.process_time_ns() - started, "answers": answers}
