"""Facts of a release that counted answers which reached nobody, and what puts them right."""

from dataclasses import replace

from chalicelib.measures.ledger import ledger
from chalicelib.model import Entry, What
from tests.measures.histories import CONFIGURATIONS, History
from tests.measures.test_reference import Table, compare, expected

NEWS = {What.UNDELIVERED: {"lost", "unreached"}, What.NOTED: {"told", "unreachable"}}


def as_it_was_read(entry: Entry) -> Entry:
    """The entry as a release read it that counted every answer, whatever became of it."""
    kept = {n: value for n, value in entry.data.items() if n not in NEWS.get(entry.what, ())}
    return replace(entry, data=kept)


def test_what_an_older_release_counted_is_found_and_put_right() -> None:
    table = Table([History(7_000_000 + n) for n in range(60)])
    timelines = [history.timeline for history in table.histories.values()]
    for timeline in timelines:
        for entry in timeline:
            table.write(entry)
        was = list(map(as_it_was_read, timeline))
        table.measures.record(list(ledger(was, CONFIGURATIONS.__getitem__)))
    first, again = table.rebuild.compare(), table.rebuild.compare()
    assert first.missing, "entries that told of no measure then"
    assert first.strange, "lines that do not hold any more"
    table.rebuild.mend(table.rebuild.lasting(first, again))
    assert table.rebuild.compare().is_whole
    compare(table.sums, expected(timelines))


def test_news_that_comes_before_the_older_facts_are_put_right_is_counted_once() -> None:
    table = Table([History(7_100_000 + n) for n in range(60)])
    for timeline in (history.timeline for history in table.histories.values()):
        for entry in timeline:
            table.write(entry)
        was = list(map(as_it_was_read, timeline[: len(timeline) // 2]))
        table.measures.record(list(ledger(was, CONFIGURATIONS.__getitem__)))
    table.measure.follow(table.histories)
    first, again = table.rebuild.compare(), table.rebuild.compare()
    table.rebuild.mend(table.rebuild.lasting(first, again))
    assert table.rebuild.compare().is_whole
    compare(table.sums, expected([h.timeline for h in table.histories.values()]))
