"""Boards: of each dimension and month one copy of the sums of all its values, compressed.

A report by touchpoint reads a dozen items then, not a dozen for each touchpoint. Whoever finds no copy that
holds makes one of the values, so there is nobody who keeps them. A copy names the number of changes that it
was made at, and holds as long as the month's item of everything has that number.

A query may see one item of a transaction and not yet another. So the number N of changes is read before the
values, and a copy is made only if the changes that the values have been through add up to N. Each transaction
of which anything was seen is counted sooner or later. If N is all that is ever counted, nothing of it was
missed, or the values' changes would be fewer; if more is counted, N is no longer the number, and the copy
does not hold.
"""

import json
import zlib
from collections.abc import Iterable, Iterator, Sequence

from chalicelib.errors import OuvidoError
from chalicelib.measures.rollups import EVERYTHING, Dimension, Tally
from chalicelib.store import items, keys
from chalicelib.store.items import Item
from chalicelib.store.sums import changes_in, sums_from_item
from chalicelib.store.table import Put, Table

PART = 340_000
"""Bytes of a copy that one item holds."""
_COPY = "copied"
_CHANGES = "changes"

Board = dict[str, Tally]
"""The sums of each value of a dimension in one month."""


class Boards:
    """Reads boards, and makes the copies that they are read from."""

    def __init__(self, table: Table) -> None:
        self._table = table

    def read(self, dimension: Dimension, months: Sequence[str]) -> dict[str, Board]:
        """The boards of some months, consistently read; without those in which nothing is."""
        of_all = [keys.rollup(Dimension.ALL, month, EVERYTHING) for month in months]
        firsts = [keys.board(dimension, month, 0) for month in months]
        found = self._get([*of_all, *firsts])
        numbers = {
            month: changes_in(found[_name(key)], dimension)
            for month, key in zip(months, of_all, strict=True)
            if _name(key) in found
        }
        copies = self._copies(
            {
                month: first
                for month, key in zip(months, firsts, strict=True)
                if (first := found.get(_name(key))) and _holds(first, numbers.get(month))
            },
            dimension,
        )
        return {
            month: copies[month] if month in copies else self._made(dimension, month, number)
            for month, number in numbers.items()
        }

    def _copies(self, firsts: dict[str, Item], dimension: Dimension) -> dict[str, Board]:
        """What copies hold, by month, of which the first parts are read; without those not all there."""
        further = {
            month: [keys.board(dimension, month, n) for n in range(1, _parts(first))]
            for month, first in firsts.items()
        }
        found = self._get([key for each in further.values() for key in each])
        boards: dict[str, Board] = {}
        for month, first in firsts.items():
            parts = [first, *(found.get(_name(key)) for key in further[month])]
            whole = [one for one in parts if one and _holds(one, changes_in(first))]
            if len(whole) == len(parts) and (board := _unpacked(whole)) is not None:
                boards[month] = board
        return boards

    def _made(self, dimension: Dimension, month: str, number: int) -> Board:
        """The board from the values, and a copy of it kept if it is whole."""
        values = list(
            self._table.query(f"{keys.PK} = :pk", {":pk": {"S": keys.rollup_pk(dimension, month)}})
        )
        board = {cell.value: tally for cell, tally in map(sums_from_item, values)}
        if sum(map(changes_in, values)) == number:
            for put in packed(board, dimension, month, number):
                try:
                    self._table.put(put)
                except OuvidoError:  # who may only read has the board all the same
                    break
        return board

    def _get(self, wanted: Sequence[keys.Key]) -> dict[tuple[str, str], Item]:
        return {_name(item): item for item in self._table.get_many(wanted)}


def packed(board: Board, dimension: Dimension, month: str, number: int) -> Iterator[Put]:
    """The parts of a copy of a board, made at a number of changes."""
    names = sorted({name for tally in board.values() for name in tally})
    # Names once, and numbers in their order: a quarter of what tallies by themselves come to.
    numbers = {value: [tally.get(name, 0) for name in names] for value, tally in board.items()}
    text = json.dumps([names, numbers], sort_keys=True, separators=(",", ":"))
    whole = zlib.compress(text.encode())
    starts = range(0, len(whole), PART)
    for part, start in enumerate(starts):
        attributes: Item = {
            _CHANGES: {"N": str(number)},
            items.PARTS: {"N": str(len(starts))},
            _COPY: {"B": whole[start : start + PART]},
        }
        yield Put(items.item("board", keys.board(dimension, month, part), attributes))


def _unpacked(parts: Iterable[Item]) -> Board | None:
    """What some parts hold; None where they are of copies that two readers made at once."""
    try:
        text = zlib.decompress(b"".join(part[_COPY]["B"] for part in parts))
    except zlib.error:
        return None
    names, numbers = json.loads(text)
    return {
        value: {name: n for name, n in zip(names, of_value, strict=True) if n}
        for value, of_value in numbers.items()
    }


def _holds(part: Item, number: int | None) -> bool:
    return number is not None and changes_in(part) == number


def _parts(first: Item) -> int:
    return int(first[items.PARTS]["N"])


def _name(key: keys.Key | Item) -> tuple[str, str]:
    return key[keys.PK]["S"], key[keys.SK]["S"]
