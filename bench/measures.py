"""What the measurements cost: a dashboard over a year at three volumes, and facts folded in a second."""

import math
import random
import time
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, timedelta
from typing import Any

from bench import samples, units
from chalicelib.configuration import Configuration, from_document
from chalicelib.instants import to_text
from chalicelib.measures.histogram import bucket
from chalicelib.measures.ledger import ledger
from chalicelib.measures.periods import days
from chalicelib.measures.rollups import EVERYTHING, Cell, Dimension, Tally, in_month, tallies
from chalicelib.model import Channel, Entry, Kind, Severity, What
from chalicelib.services.reports import DAY, MONTH, Reports
from chalicelib.store import keys
from chalicelib.store.boards import packed
from chalicelib.store.memory import MemoryFeedbackStore
from chalicelib.store.memory_configuration import MemoryConfigurationStore
from chalicelib.store.memory_measures import MemoryMeasureStore
from chalicelib.store.sums import attribute_of

_VOLUMES = (1_000, 100_000, 1_000_000)
_TARGETS = (0, 3, 60)
_PLACES, _TEAMS = 60, 3
_VALUES = {
    Dimension.TOUCHPOINT: _PLACES,
    Dimension.TEAM: _TEAMS,
    Dimension.CHANNEL: len(Channel),
    Dimension.KIND: len(Kind),
    Dimension.SEVERITY: len(Severity),
}
_BATCH = 100
"""Items that one call gets by their keys."""
_PAGE = 1_000_000
"""Bytes of one query."""
_TODAY = date(2026, 11, 22)
_FIRST = date(2025, 12, 1)
"""Twelve months, as the console shows them."""
_START = datetime(2026, 10, 20, 9, tzinfo=UTC)
_READ_UNIT = 4_096
"""Bytes of an item that one consistent read unit reads."""
_INTERVALS = {
    "first_response": (5 * 3_600, 1.4),
    "further_response": (8 * 3_600, 1.4),
    "resolution": (30 * 3_600, 1.2),
    "handling": (30 * 3_600, 1.2),
    "pause": (20 * 3_600, 1.0),
    "acknowledgement": (4, 0.6),
}
"""Median seconds and spread (of the logarithm) of made-up intervals."""
_DRAWN = 50_000


def measure(*, quick: bool) -> dict[str, Any]:
    """What a dashboard reads, by feedback a year and targets; entries and facts a second of one core."""
    volumes = _VOLUMES[:2] if quick else _VOLUMES
    return {
        "dashboard": {str(volume): _dashboard(volume) for volume in volumes},
        "fold": _fold(200 if quick else 2_000),
    }


class _Sums(MemoryMeasureStore):
    """A year's sums, and what is read of them, as the table would bill it."""

    def __init__(self, volume: int) -> None:
        super().__init__(MemoryFeedbackStore())
        chance = random.Random(volume)
        self._of: dict[Dimension, dict[str, Mapping[str, Tally]]] = {
            Dimension.ALL: {EVERYTHING: _year(volume, chance)},
            # One year each for all values of a dimension: what matters is its size.
            **{
                dimension: dict.fromkeys(_names(dimension, n), _year(volume / n, chance))
                for dimension, n in _VALUES.items()
            },
        }
        self._boards = {
            dimension: _board(dimension, n, volume, chance) for dimension, n in _VALUES.items()
        }
        self._sizes: dict[int, int] = {}
        self.reset()

    def reset(self) -> None:
        """Count from nothing."""
        self.read = {"items": 0, "calls": 0, "read_units": 0, "bytes": 0, "largest_item_bytes": 0}

    def sums(self, cells: Sequence[Cell]) -> dict[Cell, Tally]:
        """By key: each item is rounded up by itself, and one that is not there is billed as well."""
        found = {
            cell: tally
            for cell in cells
            if (tally := self._of[cell.dimension][cell.value].get(cell.period)) is not None
        }
        sizes = [self._size(tally) for tally in found.values()]
        missing = len(cells) - len(found)
        self._by_key(sizes, missing)
        return found

    def boards(self, dimension: Dimension, months: Sequence[str]) -> dict[str, dict[str, Tally]]:
        """Copies that hold, by key, and of each month the item of everything that says so."""
        of = self._of[dimension]
        found = {
            month: {v: year[month] for v, year in of.items() if month in year} for month in months
        }
        whole = self._of[Dimension.ALL][EVERYTHING]
        parts = self._boards[dimension]
        further = parts[1:] * len(months)
        self._by_key([self._size(whole[month]) for month in months] + parts[:1] * len(months), 0)
        if further:
            self._by_key(further, 0)
        return found

    def _by_key(self, sizes: Sequence[int], missing: int) -> None:
        read_units = sum(math.ceil(size / _READ_UNIT) for size in sizes) + missing
        items = len(sizes) + missing
        self._count(items, math.ceil(items / _BATCH), read_units, sizes)

    def rollups(self, dimension: Dimension, period: str) -> dict[str, Tally]:
        """By a query: all items of a page are rounded up together."""
        found = {value: of[period] for value, of in self._of[dimension].items() if period in of}
        sizes = [self._size(tally) for tally in found.values()]
        pages = max(math.ceil(sum(sizes) / _PAGE), 1)
        self._count(len(found), pages, max(math.ceil(sum(sizes) / _READ_UNIT), 1), sizes)
        return found

    def _count(self, items: int, calls: int, read_units: int, sizes: Sequence[int]) -> None:
        self.read["items"] += items
        self.read["calls"] += calls
        self.read["read_units"] += read_units
        self.read["bytes"] += sum(sizes)
        self.read["largest_item_bytes"] = max([self.read["largest_item_bytes"], *sizes])

    def _size(self, tally: Tally) -> int:
        if id(tally) not in self._sizes:
            self._sizes[id(tally)] = _bytes(tally)
        return self._sizes[id(tally)]


def _dashboard(volume: int) -> dict[str, Any]:
    """What reports over a year read: figures alone, the console's page, the evidence, `infra report`."""
    sums = _Sums(volume)
    any_day = _TODAY - timedelta(days=364)

    def reading(
        targets: int, *asked: tuple[date, str | None], charts: bool = False
    ) -> dict[str, int]:
        sums.reset()
        reports = Reports(MemoryConfigurationStore(_targets(targets)), sums)
        for first, by in asked:
            reports.make(first, _TODAY, _TODAY, by, charts=charts)
        return sums.read

    def evidence(first: date, last: date) -> dict[str, int]:
        sums.reset()
        reports = Reports(MemoryConfigurationStore(_targets(60)), sums)
        reports.make(first, last, _TODAY, MONTH)
        for dimension in _VALUES:
            reports.values(dimension, first, last, _TODAY, charts=True)
        return sums.read

    def page(first: date, by: str) -> list[tuple[date, str | None]]:
        return [(first, by), (first, "touchpoint"), (first, "team")]

    return {
        "figures": reading(0, (_FIRST, None)),
        "figures_from_any_day": reading(0, (any_day, None)),
        "page": {str(n): reading(n, *page(_FIRST, MONTH)) for n in _TARGETS},
        "page_from_any_day": reading(60, *page(any_day, MONTH)),
        "page_of_90_days": reading(60, *page(_TODAY - timedelta(days=89), DAY)),
        "opened_chart": reading(60, (_FIRST, MONTH)),
        "evidence": evidence(_FIRST, _TODAY),
        "evidence_to_yesterday": evidence(_FIRST, _TODAY - timedelta(days=1)),
        "all_charts": {str(n): reading(n, (_FIRST, None), charts=True) for n in _TARGETS},
    }


def _targets(count: int) -> Configuration:
    document = samples.document(samples.configuration_text())
    said = [
        {"team": None, "touchpoint": place, "answered_in_time": 9_000}
        for place in _names(Dimension.TOUCHPOINT, count)
    ]
    return from_document(1, {**document, "targets": said})


def _names(of: Dimension, count: int) -> list[str]:
    fixed = {Dimension.CHANNEL: Channel, Dimension.KIND: Kind, Dimension.SEVERITY: Severity}
    return list(fixed.get(of, ())) or [f"{of}-{number:03}" for number in range(count)]


def _year(volume: float, chance: random.Random) -> dict[str, Tally]:
    """A year's days and months of one value, as they would be stored."""
    made_up = _made_up(chance)
    cells: dict[str, Counter[str]] = defaultdict(Counter)
    for day in days(_TODAY - timedelta(days=364), _TODAY):
        count = _about(volume / 365, chance)
        if not count:
            continue
        of_day = Counter[str]()
        for names in made_up:
            of_day.update(chance.choices(names, k=count))
        for name in (*_INTERVALS, "level.0"):
            of_day += Counter({f"{name}.{one}": count * 40_000 for one in ("n", "wall", "open")})
        cells[day.isoformat()] = of_day
        cells[f"{day:%Y-%m}"] += Counter({in_month(name, day): n for name, n in of_day.items()})
    return dict(cells)


def _board(dimension: Dimension, values: int, volume: int, chance: random.Random) -> list[int]:
    """Bytes of each part of a board's copy, of values that are each made up by themselves."""
    made_up = _made_up(chance)
    board: dict[str, Tally] = {}
    for value in _names(dimension, values):
        of_month = Counter[str]()
        for names in made_up:
            drawn = chance.choices(names, k=max(_about(volume / values / 12, chance), 1))
            of_month.update(in_month(n, _FIRST.replace(day=chance.randint(1, 31))) for n in drawn)
        board[value] = of_month
    return [units.item_size(put.item) for put in packed(board, dimension, "2025-12", 1_000)]


def _about(mean: float, chance: random.Random) -> int:
    return int(mean) + (chance.random() < mean % 1)


def _made_up(chance: random.Random) -> list[list[str]]:
    """What feedback add to their cells, to be drawn from: of each sort many names, some often."""
    found = [
        ["promise.kept"] * 9 + ["promise.missed"],
        [f"score.{score}" for score in range(1, 6)],
        [f"recommend.{recommend}" for recommend in range(11)],
    ]
    for name, (median, spread) in _INTERVALS.items():
        walls = [int(chance.lognormvariate(math.log(median), spread)) for _ in range(_DRAWN)]
        found.append([f"{name}.w{bucket(wall)}" for wall in walls])
        found.append([f"{name}.o{bucket(int(wall * chance.random()))}" for wall in walls])
    return found


def _bytes(tally: Mapping[str, int]) -> int:
    cell = Cell(Dimension.ALL, "2026-11-22", "all")
    numbers = {attribute_of(name): {"N": str(number)} for name, number in tally.items()}
    return units.item_size({**keys.rollup(cell.dimension, cell.period, cell.value), **numbers})


def _fold(lives: int) -> dict[str, Any]:
    """Timelines of six entries, in an office's hours: worked out and added up."""
    made = from_document(1, samples.document(samples.configuration_text()))
    policy = next(p for p in made.policies if p.respond_within is not None)
    timelines = [_life(number, policy.id) for number in range(lives)]
    started = time.process_time()
    facts = [one for timeline in timelines for one in ledger(timeline, lambda _: made)]
    worked_out = time.process_time()
    cells = tallies(facts)
    spent = time.process_time() - started
    lines = sum(len(one.lines) for one in facts)
    return {
        "entries": sum(map(len, timelines)),
        "lines": lines,
        "cells": len(cells),
        "lines_a_second": lines / spent,
        "entries_a_second": sum(map(len, timelines)) / spent,
        "of_it_working_out": (worked_out - started) / spent,
    }


def _life(number: int, policy: str) -> list[Entry]:
    chance = random.Random(number)
    at = _START + timedelta(minutes=chance.randrange(40_000))
    found: list[Entry] = []

    def tell(what: What, minutes: int, **data: Any) -> None:
        nonlocal at
        at += timedelta(minutes=chance.randrange(1, minutes))
        found.append(
            Entry(
                feedback_id=f"{number:016x}", number=len(found) + 1, what=what, at=at,
                actor="x", channel=Channel.SMS, words="x", data=data,
            )
        )  # fmt: skip

    tell(
        What.CAPTURED, 2, owner="team-1", kind="complaint", severity="normal",
        touchpoint=f"t{number % 50}", policy=policy, configuration=1,
    )  # fmt: skip
    tell(What.ASKED, 600, until=to_text(at + timedelta(days=7)))
    tell(What.CUSTOMER_WROTE, 600, reopens=False)
    tell(What.ANSWERED, 900)
    tell(What.RESOLVED, 900)
    tell(What.RATED, 900, score=chance.randint(1, 5), recommend=None)
    return found
