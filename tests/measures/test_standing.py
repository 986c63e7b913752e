"""Months that count promises by their day say, read whole on any day, what their days say one by one."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, timedelta
from functools import cache

from hypothesis import given
from hypothesis import strategies as st

from chalicelib.measures.facts import EntryFacts, Measure, State
from chalicelib.measures.ledger import ledger
from chalicelib.measures.periods import Period, periods, single_days
from chalicelib.measures.rollups import EVERYTHING, Cell, Dimension, Tally, tallies
from chalicelib.measures.standing import Read, decided, standing
from tests.measures.histories import CONFIGURATIONS, History

DAY = timedelta(days=1)
KNOWN: list[tuple[date, EntryFacts]] = []
"""What some entries changed in the measurements, and the first day on which it is known everywhere."""
for number in range(60):
    timeline = History(8_000 + number).timeline
    for facts in ledger(timeline, CONFIGURATIONS.__getitem__):
        newest = max(one.at for one in timeline[: int(facts.source[-6:])])
        KNOWN.append((max(one.day_of(newest) for one in CONFIGURATIONS.values()), facts))
DAYS = sorted({line.fact.day for _, one in KNOWN for line in one.lines})
PROMISED = {State.RUNNING, State.WAITING}

some_days = st.integers(-40, (DAYS[-1] - DAYS[0]).days + 40).map(lambda n: DAYS[0] + n * DAY)


def read(sums: dict[Cell, dict[str, int]], spans: Iterable[Period]) -> list[tuple[Period, Tally]]:
    return [(period, sums.get(Cell(Dimension.ALL, period.key, EVERYTHING), {})) for period in spans]


@cache
def known_on(day: date) -> dict[Cell, dict[str, int]]:
    return tallies(facts for known, facts in KNOWN if known <= day)


def plain(read: Read, today: date) -> dict[str, int]:
    return {name: n for name, n in standing(read, today).items() if n}


@given(some_days, some_days, some_days)
def test_any_span_read_in_months_is_what_its_days_are_one_by_one(
    one: date, other: date, today: date
) -> None:
    first, last = min(one, other), max(one, other)
    sums = known_on(today)
    in_months = read(sums, periods(first, last, today))
    in_days = read(sums, single_days(first, last))
    assert plain(in_months, today) == plain(in_days, today)
    assert sorted(decided(in_months, today)) == sorted(decided(in_days, today))


def test_nothing_but_what_is_promised_is_counted_on_a_day_that_is_still_to_come() -> None:
    for known, facts in KNOWN:
        for line in facts.lines:
            if line.fact.day > known:
                assert line.fact.measure is Measure.PROMISE
                assert line.fact.state in PROMISED


def test_a_month_adds_up_to_its_days_and_knows_the_day_of_each_promise() -> None:
    sums = tallies(facts for _, facts in KNOWN)
    of_days: dict[Cell, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for cell, tally in sums.items():
        if cell.is_of_month:
            continue
        month, number = cell.period[:7], cell.period[8:]
        for name, n in tally.items():
            said = f"promise.{name[8]}{number}" if name.startswith("promise.") else name
            of_days[Cell(cell.dimension, month, cell.value)][said] += n
    added = {cell: {name: n for name, n in of.items() if n} for cell, of in of_days.items()}
    assert {cell: of for cell, of in added.items() if of} == {
        cell: tally for cell, tally in sums.items() if cell.is_of_month
    }


def test_a_promise_of_a_day_to_come_is_left_to_the_span_that_has_the_day() -> None:
    today = date(2026, 11, 22)
    month = Period(date(2026, 11, 1), today, is_month=True)
    tally = {
        "promise.r21": 1,
        "promise.r22": 2,
        "promise.r23": 4,
        "promise.w30": 8,
        "promise.k05": 16,
    }
    assert plain([(month, tally)], today) == {
        "promise.kept": 16,
        "promise.missed": 1,
        "promise.running": 2,
    }
    assert decided([(month, tally)], today) == [
        (date(2026, 11, 21), 0, 1),
        (date(2026, 11, 5), 16, 16),
    ]


def test_what_an_earlier_release_counted_without_a_day_is_taken_for_the_first_day() -> None:
    """So the sums of a month that is over are right, and shares possible, before it is rebuilt."""
    month = Period(date(2026, 10, 1), date(2026, 10, 31), is_month=True)
    tally = {"promise.kept": 3, "promise.running": 2, "promise.r20": -1, "promise.k19": 1}
    assert plain([(month, tally)], date(2026, 11, 22)) == {"promise.kept": 4, "promise.missed": 1}
