"""Values as attributes, and back; records by what becomes of each of their fields."""

from collections.abc import Callable, Mapping
from dataclasses import MISSING, dataclass, fields
from enum import StrEnum
from typing import Any, TypeVar

from chalicelib.instants import from_text, to_text

Item = dict[str, Any]
"""One item in DynamoDB's JSON form."""
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Column:
    """How the values of one field become an attribute, and back."""

    write: Callable[[Any], Item]
    read: Callable[[Any], Any]


def plain(value: Any) -> Item:
    """A plain JSON value in DynamoDB's form. Floats are refused: numbers here are whole."""
    match value:
        case str():
            return {"S": str(value)}
        case bool():
            return {"BOOL": value}
        case int():
            return {"N": str(value)}
        case None:
            return {"NULL": True}
        case list() | tuple():
            return {"L": [plain(one) for one in value]}
        case Mapping():
            return {"M": {str(name): plain(one) for name, one in value.items()}}
    raise TypeError(f"{type(value).__name__} cannot be stored")


def from_plain(attribute: Item) -> Any:
    """The JSON value that `plain` wrote; tuples come back as lists."""
    [(tag, value)] = attribute.items()
    match tag:
        case "S" | "BOOL":
            return value
        case "N":
            return int(value)
        case "NULL":
            return None
        case "L":
            return [from_plain(one) for one in value]
        case "M":
            return {name: from_plain(one) for name, one in value.items()}
    raise TypeError(f"an attribute of type {tag} is not expected")


def enum(cls: type[StrEnum]) -> Column:
    """Of one of these."""
    return Column(lambda value: {"S": value.value}, lambda attribute: cls(attribute["S"]))


TEXT = Column(lambda value: {"S": value}, lambda attribute: attribute["S"])
NUMBER = Column(lambda value: {"N": str(value)}, lambda attribute: int(attribute["N"]))
INSTANT = Column(lambda value: {"S": to_text(value)}, lambda attribute: from_text(attribute["S"]))
JSON = Column(plain, from_plain)
TUPLE = Column(plain, lambda attribute: tuple(from_plain(attribute)))


def fields_of(record: Any) -> dict[str, Any]:
    """A dataclass's values by their names, as they are."""
    return {one.name: getattr(record, one.name) for one in fields(record)}


def write(record: object, columns: Mapping[str, Column]) -> Item:
    """A record's attributes. What is None is not there."""
    return {
        name: column.write(value)
        for name, column in columns.items()
        if (value := getattr(record, name)) is not None
    }


def reader(cls: type[T], columns: Mapping[str, Column]) -> Callable[[Item], T]:
    """Makes records of a class. What an item lacks is the field's default, or else None."""
    needed = dict.fromkeys(
        one.name
        for one in fields(cls)  # type: ignore[arg-type]  # every class here is a dataclass
        if one.default is MISSING and one.default_factory is MISSING
    )

    def read(item: Item) -> T:
        said = {name: column.read(item[name]) for name, column in columns.items() if name in item}
        return cls(**{**needed, **said})

    return read
