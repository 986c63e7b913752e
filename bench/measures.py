"""What the measurements cost: a dashboard over a year at three volumes, and facts folded in a second."""

import math
import random
import time
from collections import Counter, defaultdict
from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta
from typing import Any

from bench import samples, units
from chalicelib.configuration import from_document
from chalicelib.instants import to_text
from chalicelib.measures.histogram import bucket
from chalicelib.measures.ledger import ledger
from chalicelib.measures.periods import days, periods
from chalicelib.measures.rollups import Cell, Dimension, tallies
from chalicelib.model import Channel, Entry, What
from chalicelib.store import keys
from chalicelib.store.measures import attribute_of

_VOLUMES = (1_000, 100_000, 1_000_000)
_TODAY = date(2026, 11, 22)
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
    """Items, read units and bytes of a dashboard; entries and facts a second of one core."""
    volumes = _VOLUMES[:2] if quick else _VOLUMES
    return {
        "dashboard": {str(volume): _dashboard(volume) for volume in volumes},
        "fold": _fold(200 if quick else 2_000),
    }


def _dashboard(volume: int) -> dict[str, Any]:
    """A year of everything, its items as they would be stored."""
    chance = random.Random(volume)
    first = _TODAY - timedelta(days=364)
    made_up = _made_up(chance)
    cells: dict[str, Counter[str]] = defaultdict(Counter)
    for day in days(first, _TODAY):
        count = _about(volume / 365, chance)
        of_day = cells[day.isoformat()]
        for names in made_up:
            of_day.update(chance.choices(names, k=count))
        for name in (*_INTERVALS, "level.0"):
            of_day += Counter({f"{name}.{one}": count * 40_000 for one in ("n", "wall", "open")})
        cells[day.isoformat()] = of_day
        cells[f"{day:%Y-%m}"] += of_day
    read = [cells[period.key] for period in periods(first, _TODAY, _TODAY)]
    sizes = [_bytes(tally) for tally in read]
    return {
        "items": len(read),
        "read_units": sum(math.ceil(size / _READ_UNIT) for size in sizes),
        "bytes": sum(sizes),
        "largest_item_bytes": max(sizes),
    }


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
