"""The views for Athena come to the product's own figures on the same facts; DuckDB runs them here."""

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import duckdb
import pytest

from chalicelib.exporting import COLUMNS, Kind, columns, rows
from chalicelib.measures.facts import EntryFacts
from chalicelib.measures.figures import Figures, figures
from chalicelib.measures.ledger import ledger
from chalicelib.measures.rollups import Dimension, add, tallies
from infra.exporting import write_parquet
from tests.builders import feedback
from tests.measures.histories import CONFIGURATIONS, History

VIEWS = Path(__file__).parents[2] / "infra" / "athena"


@pytest.fixture(scope="module")
def facts() -> list[EntryFacts]:
    histories = [History(seed) for seed in range(400)]
    return [one for each in histories for one in ledger(each.timeline, CONFIGURATIONS.__getitem__)]


@pytest.fixture(scope="module")
def database(
    facts: list[EntryFacts], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[duckdb.DuckDBPyConnection]:
    file = tmp_path_factory.mktemp("athena") / "facts.parquet"
    made = rows(Kind.FACTS, feedback(), (), tuple(facts), personal=False)
    write_parquet(made, columns(Kind.FACTS, personal=False), file)
    with duckdb.connect() as connection:
        connection.execute(f"CREATE VIEW ouvido_facts AS SELECT * FROM read_parquet('{file}')")
        for view in ("by_day", "response_times"):
            connection.execute((VIEWS / f"{view}.sql").read_text())
        yield connection


def by_value(facts: list[EntryFacts], dimension: Dimension) -> dict[str, Figures]:
    """The product's figures over all days, for each value of a dimension."""
    sums: dict[str, dict[str, int]] = {}
    for cell, tally in tallies(facts).items():
        if cell.dimension is dimension and len(cell.period) == 10:
            add(sums.setdefault(cell.value, {}), tally.items())
    return {value: figures(tally) for value, tally in sums.items()}


SUMS = """
SELECT coalesce({by}, '-'),
  sum(first_responses), sum(unanswered), sum(never_answered), sum(first_response_seconds),
  sum(first_response_open_seconds), sum(responses), sum(response_seconds), sum(resolutions),
  sum(resolution_seconds), sum(handled), sum(handling_seconds), sum(promises_kept),
  sum(promises_missed), sum(promises_running), sum(surveys_asked), sum(surveys_answered),
  sum(scores), sum(satisfied), sum(promoters), sum(passives), sum(detractors)
FROM ouvido_by_day GROUP BY 1
"""


def total(n: int, mean: float | None) -> Any:
    return pytest.approx(n * (mean or 0))


@pytest.mark.parametrize("by", [one for one in Dimension if one is not Dimension.ALL])
def test_the_view_comes_to_the_figures_of_the_report(
    database: duckdb.DuckDBPyConnection, facts: list[EntryFacts], by: Dimension
) -> None:
    found = {row[0]: row[1:] for row in database.execute(SUMS.format(by=by.value)).fetchall()}
    expected = {
        value: (
            of.first_response.n, of.first_response.running, of.first_response.without,
            total(of.first_response.n, of.first_response.wall.mean),
            total(of.first_response.n, of.first_response.open.mean),
            of.response.n, total(of.response.n, of.response.wall.mean),
            of.resolution.n, total(of.resolution.n, of.resolution.wall.mean),
            of.handling.n, total(of.handling.n, of.handling.wall.mean),
            of.promises.kept, of.promises.missed, of.promises.running,
            of.survey.asked, of.survey.answered,
            sum(of.survey.scores.values()), sum(n for s, n in of.survey.scores.items() if s >= 4),
            of.survey.recommends.get("promoter", 0), of.survey.recommends.get("passive", 0),
            of.survey.recommends.get("detractor", 0),
        )
        for value, of in by_value(facts, by).items()
    }  # fmt: skip
    assert sum(row[0] for row in found.values()) > 100
    assert found == expected


def test_median_and_p90_are_within_the_2_percent_of_the_report(
    database: duckdb.DuckDBPyConnection, facts: list[EntryFacts]
) -> None:
    days = {
        date.fromisoformat(cell.period): figures(tally).first_response
        for cell, tally in tallies(facts).items()
        if cell.dimension is Dimension.ALL and len(cell.period) == 10
    }
    expected = {day: of for day, of in days.items() if of.n}
    found = database.execute("SELECT * FROM ouvido_response_times").fetchall()
    assert {day: n for day, n, _, _ in found} == {day: of.n for day, of in expected.items()}
    for day, _, median, p90 in found:
        assert expected[day].wall.median == pytest.approx(median, rel=0.02, abs=1)
        assert expected[day].wall.p90 == pytest.approx(p90, rel=0.02, abs=1)


def test_the_table_has_the_columns_of_the_export() -> None:
    said = (VIEWS / "table.sql").read_text().split("(", 1)[1].rsplit(")", 1)[0]
    names = re.findall(r"`?(\w+)`? (?:string|bigint|timestamp|date)\b", said)
    assert names == [one.name for one in COLUMNS[Kind.FACTS]]
