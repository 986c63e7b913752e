"""Sums as items: what is added to them, what they hold, and how often each was changed.

Each transaction that changes a value's sums of a month adds 1 to that item's `changes`, and as much for each
value to the month's item of everything, by dimension: `changes_team`. `boards` says what for. Days have none.
"""

import re
from collections.abc import Iterable, Mapping

from chalicelib.measures.facts import EntryFacts
from chalicelib.measures.rollups import EVERYTHING, Cell, Dimension, Tally, tallies, without_zeros
from chalicelib.store import items, keys
from chalicelib.store.items import Item
from chalicelib.store.table import Add

_CHANGES = "changes"
_CODES = {
    "first_response": "f",
    "further_response": "g",
    "promise": "m",
    "resolution": "r",
    "handling": "h",
    "pause": "p",
    "level": "l",
    "survey": "s",
    "acknowledgement": "a",
    "unreached": "u",
    "score": "c",
    "recommend": "n",
}
"""Short, since an attribute's name is paid for with each read and write of its item."""
_NAMES = {code: name for name, code in _CODES.items()}
_ATTRIBUTE = re.compile(rf"([{''.join(_NAMES)}])_(\w+)")


def additions(facts: Iterable[EntryFacts]) -> list[Add]:
    """What some facts add to their sums, in one transaction: to each cell, and that it was changed."""
    return with_changes(tallies(facts))


def with_changes(
    sums: dict[Cell, dict[str, int]], was: Mapping[Cell, Tally] | None = None
) -> list[Add]:
    """Additions to some cells, and that they were changed; to those of `was` only while they come to that."""
    changes = changes_of(sums)
    return [
        Add(
            keys.rollup(cell.dimension, cell.period, cell.value),
            {
                **{attribute_of(name): n for name, n in sorted(sums.get(cell, {}).items())},
                **changes.get(cell, {}),
            },
            {items.ENTITY: "rollup"},
            {attribute_of(name): was[cell].get(name, 0) for name in sums[cell]}
            if was and cell in was
            else {},
        )
        for cell in {**sums, **changes}
    ]


def changes_of(cells: Iterable[Cell]) -> dict[Cell, dict[str, int]]:
    """What a transaction that changes some cells adds to counters of changes, by the cell of each."""
    found: dict[Cell, dict[str, int]] = {}
    for cell in cells:
        if cell.is_of_month and cell.dimension is not Dimension.ALL:
            found[cell] = {_CHANGES: 1}
            of_all = found.setdefault(Cell(Dimension.ALL, cell.period, EVERYTHING), {})
            name = _of_all(cell.dimension)
            of_all[name] = of_all.get(name, 0) + 1
    return found


def changes_in(item: Item, dimension: Dimension | None = None) -> int:
    """How often a value's item was changed; of a month's item of everything, how often a dimension's were."""
    name = _of_all(dimension) if dimension else _CHANGES
    return int(item[name]["N"]) if name in item else 0


def _of_all(dimension: Dimension) -> str:
    return f"{_CHANGES}_{dimension}"


def sums_from_item(item: Item) -> tuple[Cell, Tally]:
    """The sums that an item holds, and of what."""
    _, dimension, period = item[keys.PK]["S"].split("#")
    tally = {
        name_of(attribute): int(value["N"])
        for attribute, value in item.items()
        if _ATTRIBUTE.fullmatch(attribute)
    }
    return Cell(Dimension(dimension), period, item[keys.SK]["S"]), without_zeros(tally)


def attribute_of(name: str) -> str:
    """A count's name as an attribute's.

    >>> attribute_of("first_response.w104"), attribute_of("level.2.late")
    ('f_w104', 'l_2_late')
    """
    measure, _, count = name.partition(".")
    return f"{_CODES[measure]}_{count.replace('.', '_')}"


def name_of(attribute: str) -> str:
    """The inverse of `attribute_of`."""
    code, _, count = attribute.partition("_")
    return f"{_NAMES[code]}.{count.replace('_', '.')}"
