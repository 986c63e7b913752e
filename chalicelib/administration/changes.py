"""What differs between two documents, for the eyes of the person who applies one."""

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

from chalicelib.administration.document import Document

_DURATIONS = {
    "after",
    "respond_within",
    "remind_after",
    "survey_after",
    "close_after",
    "appeal_within",
    "wait_at_most",
    "sms_window",
    "personal",
    "survey_pause",
    "status_expires_after",
}
_UNITS = ((86400, "d"), (3600, "h"), (60, "m"), (1, "s"))
_SHOWN = 20
"""Lines shown for each part of the configuration; the rest is counted."""


def changes(before: Document, after: Document) -> list[str]:
    """One line for each thing that was added, removed or changed, by path; empty if nothing was.

    >>> changes({"limits": {"automatic_per_hour": 30}}, {"limits": {"automatic_per_hour": 20}})
    ['changed  limits.automatic_per_hour: 30 -> 20']
    """
    shown: list[str] = []
    counts: Counter[str] = Counter()
    for part, line in _differences(_comparable(before), _comparable(after), ()):
        counts[part] += 1
        if counts[part] <= _SHOWN:
            shown.append(line)
    rest = [f"… and {n - _SHOWN} more in {part}" for part, n in counts.items() if n > _SHOWN]
    return shown + rest


def _comparable(document: Document) -> Document:
    """The document with its lists of tables by name, so that like is compared with like."""
    policies = [
        {**policy, "levels": {str(n): level for n, level in enumerate(policy["levels"], start=1)}}
        for policy in document.get("policies", ())
    ]
    return {
        **{key: value for key, value in document.items() if key not in ("format", "keywords")},
        "policies": {policy["id"]: policy for policy in policies},
        "order of policies": [policy["id"] for policy in policies],
        "templates": {row["id"]: row for row in document.get("templates", ())},
        "webhooks": {row["id"]: row for row in document.get("webhooks", ())},
        "targets": {_of(row): _judged(row) for row in document.get("targets", ())},
    }


def _judged(target: Mapping[str, Any]) -> dict[str, Any]:
    return {key: target.get(key) for key in ("answered_in_time", "since")}


def _of(target: Mapping[str, Any]) -> str:
    return next((f"{key} {target[key]}" for key in ("team", "touchpoint") if target[key]), "all")


def _differences(before: Any, after: Any, path: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    if before == after:
        return
    if isinstance(before, Mapping) and isinstance(after, Mapping):
        for key in [*before, *(key for key in after if key not in before)]:
            yield from _differences(before.get(key), after.get(key), (*path, key))
        return
    part, name = ".".join(path[:-1]), ".".join(path)
    if before is None:
        yield part, f"added    {name}: {_shown(after, path)}"
    elif after is None:
        yield part, f"removed  {name}: {_shown(before, path)}"
    else:
        yield part, f"changed  {name}: {_shown(before, path)} -> {_shown(after, path)}"


def _shown(value: Any, path: tuple[str, ...]) -> str:
    if isinstance(value, Mapping):
        inner = ((key, v) for key, v in value.items() if v not in (None, [], {}))
        return ", ".join(f"{key} {_shown(v, (*path, key))}" for key, v in inner) or "nothing"
    if isinstance(value, list):
        if len(path) >= 2 and path[-2] in ("open", "extra"):
            return ", ".join(map(_span, value)) or "closed"
        if path == ("quiet_hours",):
            return _span(value)
        if path[0] == "absences":
            return ", ".join(map(_absence, value))
        return ", ".join(map(str, value)) or "nothing"
    if path[-1] == "answered_in_time" or path == ("incidents", "alike"):
        return f"{value / 100:g}%"
    if path[-1] == "digest_at":
        return _clock(value)
    if path[-1] in _DURATIONS and isinstance(value, int):
        return _duration(value)
    return f'"{value}"' if isinstance(value, str) else str(value)


def _absence(row: list[str | None]) -> str:
    first_day, last_day, substitute = row
    return f"{first_day} to {last_day}" + (f" for {substitute}" if substitute else "")


def _span(minutes: list[int]) -> str:
    return "-".join(map(_clock, minutes))


def _clock(minutes: int) -> str:
    return f"{minutes // 60 % 24 or (24 if minutes == 1440 else 0):02}:{minutes % 60:02}"


def _duration(seconds: int) -> str:
    """The duration as a file would say it: `1h30m`."""
    words = ""
    for size, unit in _UNITS:
        if seconds >= size:
            words += f"{seconds // size}{unit}"
            seconds %= size
    return words or "0s"
