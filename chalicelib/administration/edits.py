"""Single values put into a TOML text, and everything else in it left as a person wrote it. Pure.

What a form changes is written where it stands: comments, order and layout around it stay. The result is
read again and compared with what was wanted, so that no way of writing TOML can make a form change
anything else. Comments that go with what they stood in are told, see `comments_lost`.
"""

import tomllib
from collections import Counter
from collections.abc import Iterator
from copy import deepcopy
from datetime import date, time
from itertools import pairwise
from typing import Any

from chalicelib.administration import writing
from chalicelib.administration.lines import Header, Layout, Pair, Path, layout
from chalicelib.administration.order import reordered
from chalicelib.administration.schema import TOP
from chalicelib.administration.shapes import ListOf

_ABSENT = object()
_ROWS = frozenset(name for name, key in TOP.keys.items() if isinstance(key.read, ListOf))
"""The arrays of tables at the top."""


class UneditableError(ValueError):
    """The text cannot be changed there in this way; says why, for a person."""


def edit(text: str, path: Path, value: Any) -> str:
    r"""The text with the value at a path: added, changed, or with None removed.

    In an array of tables a string names the row with that `id`; a row that is not there yet is added
    behind the others. Of a table only what differs is written; the same rows in another order change
    places as they stand. UneditableError.

    >>> print(edit('[limits]\nattachments = 10  # a day', ("limits", "attachments"), 5))
    [limits]
    attachments = 5  # a day
    """
    is_crlf = "\r\n" in text
    text = text.replace("\r\n", "\n")
    before = tomllib.loads(text)
    path = _by_position(before, path)
    wanted = deepcopy(before)
    try:
        _assign(wanted, path, value)
        if order := _new_order(_inside(before, path), value):
            text = reordered(text, path, order)
        for where, what in _steps(_inside(tomllib.loads(text), path), path, value):
            text = _put(text, where, what)
        after = tomllib.loads(text)
    except (ValueError, TypeError, LookupError) as error:
        raise UneditableError(f"{_name(path)} cannot be changed like this") from error
    if _bare(after) != _bare(wanted):
        raise UneditableError(f"{_name(path)} is written in a way that only the text can change")
    return text.replace("\n", "\r\n") if is_crlf else text


def comments_lost(before: str, after: str) -> list[str]:
    """The comments of a text that are not in another one, in their order."""
    gone = Counter(layout(before).comments) - Counter(layout(after).comments)
    return [one for one in dict.fromkeys(layout(before).comments) if gone[one]]


def _by_position(values: Any, path: Path) -> Path:
    """The path with each row by its position in place of its id."""
    found: Path = ()
    if path[0] in _ROWS and path[0] not in values:
        values = {**values, path[0]: []}
    for part in path:
        if isinstance(values, list) and isinstance(part, str):
            ids = [one.get("id") if isinstance(one, dict) else None for one in values]
            part = ids.index(part) if part in ids else len(values)  # noqa: PLW2901
        found = (*found, part)
        values = _inside(values, (part,))
    return found


def _inside(values: Any, path: Path) -> Any:
    """What stands at a path, or `_ABSENT`."""
    for part in path:
        try:
            values = values[part] if part != -1 else _ABSENT
        except (LookupError, TypeError):
            return _ABSENT
    return values


def _assign(values: Any, path: Path, value: Any) -> None:
    """Put a value into plain data, or take it out of there."""
    last = path[-1]
    for part, following in pairwise(path):
        if isinstance(values, dict) and part not in values:
            if value is None:
                return
            values[part] = [] if isinstance(following, int) else {}
        values = values[part]
    if isinstance(values, dict) is isinstance(last, int):
        raise TypeError(last)
    if isinstance(values, list) and not 0 <= int(last) <= len(values):
        raise IndexError(last)
    if value is None:
        if _inside(values, (last,)) is not _ABSENT:
            del values[last]
    elif isinstance(values, list) and last == len(values):
        values.append(value)
    else:
        values[last] = value


def _steps(now: Any, path: Path, value: Any) -> Iterator[tuple[Path, Any]]:
    """Each single value that has to change."""
    if isinstance(now, dict) and isinstance(value, dict):
        for name in now:
            if value.get(name) is None:
                yield (*path, name), None
        for name, one in value.items():
            if one is not None:
                yield from _steps(now.get(name, _ABSENT), (*path, name), one)
    elif _are_rows(value) and (now is _ABSENT or _are_rows(now)):
        yield from _row_steps([] if now is _ABSENT else now, path, value)
    elif value is None and now is _ABSENT:
        return
    elif type(_bare(now)) is not type(value) or _bare(now) != value:
        yield path, value


def _row_steps(now: list[Any], path: Path, value: list[Any]) -> Iterator[tuple[Path, Any]]:
    for n in reversed(range(len(value), len(now))):
        yield (*path, n), None
    for n, one in enumerate(value):
        yield from _steps(now[n] if n < len(now) else _ABSENT, (*path, n), one)


def _new_order(now: Any, value: Any) -> list[int]:
    """Where the same rows stand at present, in the order that is wanted; none where it is not that alone."""
    if not (_are_rows(now) and _are_rows(value)):
        return []
    before, after = ([_bare(one) for one in rows] for rows in (now, value))
    order = [before.index(one) for one in after if one in before]
    return order if sorted(order) == [*range(len(before))] and len(after) == len(before) else []


def _are_rows(value: Any) -> bool:
    return isinstance(value, list) and value != [] and all(isinstance(one, dict) for one in value)


def _bare(values: Any) -> Any:
    """The values as forms have them: days as text, no tables and lists in which nothing is."""
    if isinstance(values, dict):
        inner = {name: _bare(one) for name, one in values.items()}
        return {name: one for name, one in inner.items() if one not in ({}, [])}
    if isinstance(values, date | time):
        return values.isoformat()
    return [_bare(one) for one in values] if isinstance(values, list) else values


def _name(path: Path) -> str:
    return ".".join(str(part + 1) if isinstance(part, int) else part for part in path)


def _put(text: str, path: Path, value: Any) -> str:
    """The text with one value changed, added or removed."""
    plan = layout(text)
    for pair in plan.pairs:
        if pair.path == path and value is not None:
            return text[: pair.value] + writing.value(value) + text[pair.end :]
        if pair.path == path[: len(pair.path)] and len(pair.path) < len(path):
            holder = _inside(tomllib.loads(text), pair.path)
            _assign(holder, path[len(pair.path) :], value)
            return text[: pair.value] + writing.value(holder) + text[pair.end :]
    if value is None:
        return _without(text, plan, path)
    if isinstance(path[-1], int):
        if not isinstance(value, dict):
            raise TypeError(value)
        return _behind(text, plan, path[:-1], _row(path[:-1], value))
    return _with_new(text, plan, path, value)


def _with_new(text: str, plan: Layout, path: Path, value: Any) -> str:
    """The text with a key that is not there yet: under the nearest header around it."""
    tables = [header.path for header in plan.headers]
    home = next((path[:n] for n in range(len(path) - 1, 0, -1) if path[:n] in tables), ())
    lines = writing.pairs(_nested(path[len(home) :], value))
    beside = [pair for pair in plan.pairs if pair.table == home]
    if not home:  # above the first header only beside pairs of the same table
        beside = [pair for pair in beside if pair.path[0] == path[0]]
        if not beside:
            *around, last = path if isinstance(value, dict) else path[:-1]
            inner = value if isinstance(value, dict) else {str(path[-1]): value}
            head = f"[{_dotted((*around, last))}]"
            return _behind(text, plan, path[:1], [head, *writing.pairs(inner)])
    header = max((one.end for one in plan.headers if one.path == home), default=0)
    at = _line_end(text, max([header, *(pair.end for pair in beside)]))
    return text[:at].rstrip("\n") + "\n" + "\n".join(lines) + "\n" + text[at:]


def _row(path: Path, value: dict[str, Any]) -> list[str]:
    """The lines of a row, and of the rows within it."""
    inner = {name: rows for name, rows in value.items() if _are_rows(rows)}
    lines = writing.pairs({name: one for name, one in value.items() if name not in inner})
    rows = [_row((*path, name), one) for name, rows in inner.items() for one in rows]
    return [f"[[{_dotted(path)}]]", *lines, *(line for row in rows for line in row)]


def _nested(path: Path, value: Any) -> dict[str, Any]:
    for part in reversed(path[1:]):
        value = {str(part): value}
    return {str(path[0]): value}


def _behind(text: str, plan: Layout, path: Path, lines: list[str]) -> str:
    """The text with a new table: behind everything at a path or around it, or else at the end."""
    stands: list[Header | Pair] = [*plan.headers, *plan.pairs]
    ends: list[int] = []
    gap = "\n" if len(path) == 1 else ""
    while path and not ends:
        ends = [one.end for one in stands if one.path[: len(path)] == path]
        path = path[:-1]
    at = _line_end(text, max(ends)) if ends else len(text)
    before, after = text[:at].rstrip("\n"), text[at:].lstrip("\n")
    block = "\n".join(lines) + "\n"
    return (f"{before}\n{gap}" if before else "") + block + (f"\n{after}" if after else "")


def _without(text: str, plan: Layout, path: Path) -> str:
    """The text without what stands at a path: its pairs, and its headers with what is between."""
    tables = {one.path: one for one in plan.headers if one.path[: len(path)] == path}
    ends = {table: header.end for table, header in tables.items()}
    gone: list[tuple[int, int]] = []
    for pair in plan.pairs:
        if pair.table in tables:
            ends[pair.table] = pair.end
        elif pair.path[: len(path)] == path:
            gone.append((pair.start, pair.end))
    gone += [(header.start, ends[table]) for table, header in tables.items()]
    for start, end in sorted(gone, reverse=True):
        first, last = text.rfind("\n", 0, start) + 1, _line_end(text, end)
        before, after = text[:first], text[last:]
        if before.endswith("\n\n") or not before:
            after = after.removeprefix("\n")
        text = before + after if after else before.rstrip("\n") + "\n" * bool(before)
    return text


def _line_end(text: str, offset: int) -> int:
    """Where the line after the one of an offset begins."""
    end = text.find("\n", offset)
    return len(text) if end < 0 else end + 1


def _dotted(path: Path) -> str:
    return ".".join(writing.key(part) for part in path if isinstance(part, str))
