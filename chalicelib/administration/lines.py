"""Where in a TOML file each key and value stands. `tomllib` reads values but not places.

Only for text that `tomllib` accepts: nothing is validated here, and the grammar (TOML 1.0,
https://toml.io/en/v1.0.0) is followed no farther than needed to tell keys from values.
"""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass

Path = tuple[str | int, ...]
"""Keys, and positions (from 0) within arrays: `("policies", 0, "levels", 1, "to")`."""

_TOKEN = re.compile(
    r"""
      (?P<string> \"{3} (?: \\. | [^\\] )*? \"{3,5} | '{3} .*? '{3,5}
                | "(?: \\. | [^"\\\n] )*" | '[^'\n]*' )
    | (?P<comment> \#[^\n]* )
    | (?P<end> \n )
    | (?P<mark> [\[\]{}=,] )
    | (?P<word> [^\s\[\]{}=,\#"']+ )
    """,
    re.VERBOSE | re.DOTALL,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Header:
    """`[table]` or `[[row]]`. Offsets are in characters, the end is behind the last one."""

    path: Path
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """`key = value` on a line of its own; not what stands inside a value in braces."""

    path: Path
    table: Path
    """Of the header that it stands under; `()` above the first."""
    start: int
    value: int
    """Where the value begins."""
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """What a text consists of, each in its order."""

    headers: list[Header]
    pairs: list[Pair]
    comments: list[str]
    """With their `#`."""


def layout(text: str) -> Layout:
    """Where everything stands in a valid TOML text without carriage returns."""
    walk = _Walk(text)
    return Layout(headers=walk.headers, pairs=walk.pairs, comments=walk.comments)


def line_index(text: str) -> dict[Path, int]:
    """The line (from 1) of every table, key and array element in a valid TOML text."""
    return _Walk(text.replace("\r\n", "\n")).lines


def line_of(lines: Mapping[Path, int], path: Path) -> int:
    """The line of a path, or of the nearest thing around it that stands in the file."""
    while path and path not in lines:
        path = path[:-1]
    return lines.get(path, 1)


class _Walk:
    """One pass over the tokens, collecting lines."""

    def __init__(self, text: str) -> None:
        self.lines: dict[Path, int] = {}
        self.headers: list[Header] = []
        self.pairs: list[Pair] = []
        self.comments: list[str] = []
        self._sizes: dict[Path, int] = {}
        """How many elements each array of tables has so far."""
        self._tokens: list[tuple[str, str, int]] = []
        self._places: list[tuple[int, int]] = []
        """Where each token begins and ends."""
        line = 1
        for match in _TOKEN.finditer(text):
            kind, token = str(match.lastgroup), match.group()
            if kind == "comment":
                self.comments.append(token)
            else:
                self._tokens.append((kind, token, line))
                self._places.append(match.span())
            line += token.count("\n")
        self._tokens.append(("end", "\n", line))
        self._next = 0
        table: Path = ()
        while self._next < len(self._tokens):
            if self._tokens[self._next][0] == "end":
                self._next += 1
            elif self._at("["):
                first, table = self._next, self._header()
                start, end = self._span(first)
                self.headers.append(Header(path=table, start=start, end=end))
            else:
                first = self._next
                path, value = self._pair(table)
                start, end = self._span(first)
                self.pairs.append(Pair(path=path, table=table, start=start, value=value, end=end))

    def _span(self, first: int) -> tuple[int, int]:
        """From the beginning of a token to the end of the newest one."""
        return self._places[first][0], self._places[self._next - 1][1]

    def _at(self, token: str) -> bool:
        return self._tokens[self._next][:2] == ("mark", token)

    def _skip_line_ends(self) -> None:
        while self._tokens[self._next][0] == "end":
            self._next += 1

    def _key(self, stop: str) -> list[str]:
        """The parts of a dotted key, up to and without the mark that ends it."""
        parts: list[str] = []
        while not self._at(stop):
            kind, token, _ = self._tokens[self._next]
            if kind == "string":
                parts.append(tomllib.loads(f"key = {token}")["key"])
            else:
                parts += [part for part in token.split(".") if part]
            self._next += 1
        self._next += 1
        return parts

    def _newest(self, keys: list[str]) -> Path:
        """The path that keys lead to, through the newest element of each array of tables."""
        path: Path = ()
        for key in keys:
            path = (*path, key)
            if path in self._sizes:
                path = (*path, self._sizes[path] - 1)
        return path

    def _header(self) -> Path:
        line = self._tokens[self._next][2]
        self._next += 1
        is_array = self._at("[")
        self._next += is_array
        keys = self._key("]")
        self._next += is_array
        if not is_array:
            return self._mark(self._newest(keys), line)
        array = (*self._newest(keys[:-1]), keys[-1])
        self._mark(array, line)
        self._sizes[array] = self._sizes.get(array, 0) + 1
        return self._mark((*array, self._sizes[array] - 1), line)

    def _mark(self, path: Path, line: int) -> Path:
        """Note the line of a path, and of tables around it that have no line of their own."""
        for length in range(1, len(path) + 1):
            self.lines.setdefault(path[:length], line)
        return path

    def _pair(self, table: Path) -> tuple[Path, int]:
        """Pass over a pair: its path, and where its value begins."""
        line = self._tokens[self._next][2]
        path = self._mark((*table, *self._key("=")), line)
        value = self._places[self._next][0]
        self._value(path)
        return path, value

    def _value(self, path: Path) -> None:
        self._mark(path, self._tokens[self._next][2])
        if self._at("["):
            self._array(path)
        elif self._at("{"):
            self._inline_table(path)
        else:
            self._next += 1
            while self._tokens[self._next][0] == "word":  # a date and a time with a space between
                self._next += 1

    def _inline_table(self, path: Path) -> None:
        self._next += 1
        self._skip_line_ends()  # TOML 1.1 allows them here
        while not self._at("}"):
            self._pair(path)
            self._skip_line_ends()
            self._next += self._at(",")
            self._skip_line_ends()
        self._next += 1

    def _array(self, path: Path) -> None:
        self._next += 1
        position = 0
        self._skip_line_ends()
        while not self._at("]"):
            self._value((*path, position))
            position += 1
            self._skip_line_ends()
            self._next += self._at(",")
            self._skip_line_ends()
        self._next += 1
