"""What is wrong with a configuration: one line a problem, in the order of the file."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import Any

from chalicelib.administration.lines import Path, line_of


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One thing that is wrong, or (a warning) that is allowed but probably not meant."""

    line: int
    """From 1."""
    path: str
    """As a person would say it: `policies[complaint].levels[2].to`."""
    what: str
    instead: str = ""
    """What to write instead."""
    is_warning: bool = False
    code: str = field(default="", compare=False)
    """What is wrong, for whoever says it in another language; empty: only the English is there."""
    values: Mapping[str, str] = field(default_factory=dict, compare=False)
    """What the words for the code are filled with; `near` is what was probably meant."""

    def text(self, file: str) -> str:
        """`file:line: path: what is wrong; what to write instead`."""
        kind = "warning: " if self.is_warning else ""
        path = f"{self.path}: " if self.path else ""
        return f"{file}:{self.line}: {kind}{path}{self.what}" + (
            f"; {self.instead}" if self.instead else ""
        )

    def as_json(self) -> dict[str, str | int]:
        """The problem as plain JSON values."""
        return {
            "line": self.line,
            "path": self.path,
            "what": self.what,
            "instead": self.instead,
        }


class Report:
    """Collects problems by path, and knows where each path stands in the file."""

    def __init__(self, values: Mapping[str, Any], lines: Mapping[Path, int]) -> None:
        self._values = values
        self._lines = lines
        self._problems: list[Problem] = []
        self._wrong: set[Path] = set()

    def error(
        self, path: Path, what: str, instead: str = "", code: str = "", **values: str
    ) -> None:
        """Note something because of which the configuration cannot be used."""
        self._wrong.update(path[:length] for length in range(len(path) + 1))
        line, name = self.line(path), self.name(path)
        self._problems.append(Problem(line, name, what, instead, code=code, values=values))

    def warning(
        self, path: Path, what: str, instead: str = "", code: str = "", **values: str
    ) -> None:
        """Note something that never stops a configuration from being used."""
        line, name = self.line(path), self.name(path)
        self._problems.append(Problem(line, name, what, instead, True, code, values))

    def excuse(self, path: Path) -> None:
        """Take a path for wrong without a message of its own: another message says enough."""
        self._wrong.add(path)

    def is_wrong(self, path: Path) -> bool:
        """Whether an error was noted at a path or anywhere inside it."""
        return path in self._wrong

    def line(self, path: Path) -> int:
        """The line of a path or of the nearest thing around it."""
        return line_of(self._lines, path)

    @property
    def errors(self) -> list[Problem]:
        """Every error, in the order of the file."""
        return sorted(problem for problem in self._problems if not problem.is_warning)

    @property
    def warnings(self) -> list[Problem]:
        """Every warning, in the order of the file."""
        return sorted(problem for problem in self._problems if problem.is_warning)

    def name(self, path: Path) -> str:
        """A path for people: elements go by their id, or count from 1 where they have none."""
        name, value = "", self._values
        for part in path:
            value = _inside(value, part)
            if isinstance(part, int):
                known = value.get("id") if isinstance(value, Mapping) else None
                name += f"[{known if isinstance(known, str) and known else part + 1}]"
            else:
                name += f".{part}" if name else part
        return name


def _inside(value: Any, part: str | int) -> Any:
    if isinstance(value, Mapping):
        return value.get(str(part))
    if isinstance(value, list) and isinstance(part, int) and part < len(value):
        return value[part]
    return None


def nearest(wrong: str, known: Sequence[str], cutoff: float = 0.6) -> str:
    """The known name that was probably meant; empty where none is as near as `cutoff`, 0 to 1."""
    folded = {name.casefold(): name for name in known}
    near = get_close_matches(wrong.casefold(), folded, n=1, cutoff=cutoff)
    return folded[near[0]] if near else ""


_SHORT = 24
"""Names that a message can list: the sections of a configuration."""


def suggestion(wrong: str, known: Sequence[str]) -> str:
    """What to write instead of an unknown name: the nearest one, or all of a short list."""
    near = nearest(wrong, known)
    if near:
        return f'write "{near}"'
    if not known:
        return ""
    if len(known) <= _SHORT:
        return "write one of " + ", ".join(f'"{name}"' for name in known)
    return ""
