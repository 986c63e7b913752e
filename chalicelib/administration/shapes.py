"""What a table of the configuration file may hold: known keys, lists, keys of the writer's own."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from chalicelib.administration.lines import Path
from chalicelib.administration.readers import Reader, WrongValueError, type_name
from chalicelib.administration.report import Report, nearest, suggestion


@dataclass(frozen=True, slots=True)
class Key:
    """One key of a table."""

    read: "Shape | Reader"
    example: str = ""
    """What to write, shown where a required key is missing."""
    required: bool = False
    default: Any = None

    @property
    def absent(self) -> Any:
        """What stands for the key where the file has nothing."""
        if isinstance(self.read, Table):
            return {name: key.absent for name, key in self.read.keys.items()}
        if isinstance(self.read, MapOf):
            return {}
        return [] if isinstance(self.read, ListOf) else self.default


@dataclass(frozen=True, slots=True)
class Table:
    """A table whose keys are known."""

    keys: Mapping[str, Key]

    def __call__(self, value: Any, path: Path, report: Report) -> dict[str, Any]:
        """Every key's value; what is absent or wrong is as if it were not there."""
        if not isinstance(value, dict):
            raise WrongValueError(f"is {type_name(value)}, not a table", "write { key = value }")
        for name in value:
            if name not in self.keys:
                instead, meant = suggestion(name, [*self.keys]), nearest(name, [*self.keys])
                report.error((*path, name), "is not a known key", instead, "no_key", near=meant)
                if meant:
                    report.excuse((*path, meant))
        table: dict[str, Any] = {}
        for name, key in self.keys.items():
            if name in value:
                here = _read(key.read, value[name], (*path, name), report)
                table[name] = key.absent if here is None else here
                continue
            table[name] = key.absent
            if key.required and not report.is_wrong((*path, name)):
                shown = key.example if key.example.startswith("[") else f"{name} = {key.example}"
                report.error((*path, name), "is missing", f"write {shown}", "missing")
        return table


@dataclass(frozen=True, slots=True)
class ListOf:
    """A list; what is wrong in it leaves a None, so that positions stay the file's."""

    read: "Shape | Reader"
    header: str = ""
    """For an array of tables: how each element begins."""
    least: int = 0
    """How many elements there must be."""
    takes_one: bool = False
    """Whether a single value does for a list of one."""

    def __call__(self, value: Any, path: Path, report: Report) -> list[Any]:
        """The elements, each read."""
        if self.takes_one and not isinstance(value, list):
            return [_read(self.read, value, path, report)]
        if not isinstance(value, list):
            instead = f"write {self.header}" if self.header else "put it in square brackets"
            raise WrongValueError(f"is {type_name(value)}, not a list", instead)
        if len(value) < self.least:
            raise WrongValueError("is empty", f"write {self.header}" if self.header else "")
        return [_read(self.read, item, (*path, i), report) for i, item in enumerate(value)]


@dataclass(frozen=True, slots=True)
class MapOf:
    """A table whose keys are the writer's own."""

    name: Reader
    read: "Shape | Reader"
    placeholder: str = "id"
    """What the documentation calls the key."""

    def __call__(self, value: Any, path: Path, report: Report) -> dict[str, Any]:
        """The entries whose key can be read."""
        if not isinstance(value, dict):
            raise WrongValueError(f"is {type_name(value)}, not a table", "write { name = value }")
        entries: dict[str, Any] = {}
        for key, inner in value.items():
            name = _read(self.name, key, (*path, key), report)
            if name is not None:
                entries[name] = _read(self.read, inner, (*path, key), report)
        return entries


Shape = Table | ListOf | MapOf


def _read(read: "Shape | Reader", value: Any, path: Path, report: Report) -> Any:
    """The value as `read` makes it; None, with the reason reported, where it cannot."""
    try:
        if isinstance(read, Table | ListOf | MapOf):
            return read(value, path, report)
        return read(value)
    except WrongValueError as wrong:
        report.error(path, wrong.what, wrong.instead, wrong.code, **wrong.values)
        return None


def every_key(reader: Shape | Reader, prefix: str = "") -> Iterator[str]:
    """Every key there is, with the tables around it: `policies.levels.after`."""
    if isinstance(reader, Table):
        for name, key in reader.keys.items():
            path = f"{prefix}.{name}" if prefix else name
            yield path
            yield from every_key(key.read, path)
    elif isinstance(reader, MapOf):
        yield from every_key(reader.read, f"{prefix}.<{reader.placeholder}>")
    elif isinstance(reader, ListOf):
        yield from every_key(reader.read, prefix)
