"""The emulator's own process: run by the emulator's interpreter, so it imports nothing of ours.

It adds two things to ministack: the state is saved every few seconds instead of at an orderly stop
only, and the process ends when the one that started it does, however that ended.
"""

import logging
import os
import signal
import sys
import threading
import time
from typing import Any

from ministack import app
from ministack.core import persistence

PAUSE_SECONDS = 2.0
SHARE = 0.05
"""Of the time, saving takes this much at most: the pause grows with the state."""

_saving = threading.Lock()


def save(services: dict[str, Any]) -> None:
    """Write the whole state; one at a time, since they share their temporary files."""
    with _saving:
        persistence.save_all(services)


def save_often() -> None:
    """Save again and again: what a SIGKILL loses is what came since the last time."""
    while True:
        began = time.monotonic()
        save(app._build_persistence_save_dict())  # noqa: SLF001 (nothing public saves)
        took = time.monotonic() - began
        time.sleep(max(PAUSE_SECONDS, took / SHARE))


def follow_parent() -> None:
    """Stop in order when standard input ends: its other end is held by who started us."""
    while os.read(sys.stdin.fileno(), 1):
        pass
    os.kill(os.getpid(), signal.SIGTERM)


def main() -> None:
    """Run ministack until SIGTERM."""
    logging.getLogger("persistence").setLevel(logging.WARNING)
    app.save_all = save
    threading.Thread(target=follow_parent, daemon=True).start()
    threading.Thread(target=save_often, daemon=True).start()
    app.main()


main()
