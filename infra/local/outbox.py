"""Logs of the messages that left the stack and of those that arrived, kept over restarts.

A log is a file of JSON lines, written and flushed one by one, and a copy of it in memory. A line
that a crash tore in two is dropped when the log is opened: it was never answered for.
"""

import json
import threading
from collections.abc import Mapping
from pathlib import Path
from typing import Any

Record = dict[str, Any]
"""One message; `n` is its number in the log."""


class Log:
    """Numbered records, 1, 2, 3, …, appended from any thread."""

    def __init__(self, path: Path) -> None:
        """Open the log at `path`, which is made with its folder if there is none."""
        path.parent.mkdir(parents=True, exist_ok=True)
        self._lock = threading.Lock()
        self._file = path.open("a+b")
        self._records = self._load()

    def _load(self) -> list[Record]:
        records: list[Record] = []
        whole = 0
        self._file.seek(0)
        for line in self._file:
            if not line.endswith(b"\n"):
                break
            records.append(json.loads(line))
            whole += len(line)
        self._file.truncate(whole)
        return records

    def append(self, fields: Mapping[str, Any]) -> Record:
        """Write one record under the next number; the record."""
        with self._lock:
            record = {"n": len(self._records) + 1, **fields}
            self._file.write(json.dumps(record).encode() + b"\n")
            self._file.flush()
            self._records.append(record)
            return record

    def after(self, n: int) -> list[Record]:
        """Every record with a number above `n`, oldest first."""
        with self._lock:
            return self._records[max(n, 0) :]

    @property
    def last(self) -> int:
        """The number of the newest record, 0 where there is none."""
        return len(self._records)

    def close(self) -> None:
        """Close the file; nothing can be appended afterwards."""
        self._file.close()


class Outbox(Log):
    """The messages that left: what `GET /dev/outbox` shows."""

    def find(self, provider_id: str) -> Record | None:
        """The newest message with this provider id."""
        return next((r for r in reversed(self.after(0)) if r["provider_id"] == provider_id), None)
