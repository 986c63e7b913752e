"""`report` and `rebuild`, as an operator calls them, on a table of moto's."""

import csv
import io
import json
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import pytest

from chalicelib.measures.rollups import Cell, Dimension
from chalicelib.ports import Inbound
from chalicelib.services.measure import Measure
from chalicelib.store.configuration import DynamoConfigurationStore
from chalicelib.store.dynamo import DynamoFeedbackStore
from chalicelib.store.measures import DynamoMeasureStore
from infra.commands import rebuild, report
from infra.reporting import duration
from tests.builders import document, feedback
from tests.infra.stage import deployed, run
from tests.measures.histories import OFFICE, POLICIES, History

ALL = ("--from", "2026-10-01", "--to", "2027-03-31")


@pytest.fixture
def table() -> Iterator[tuple[Any, str]]:
    """The table of a stage whose stack CloudFormation knows, with a configuration of three versions."""
    with deployed() as found:
        for share in (9_000, 9_500, 9_900):
            DynamoConfigurationStore(*found, lambda: 0.0).apply(
                document(
                    calendars={"office": OFFICE},
                    policies=POLICIES,
                    targets=[{"team": None, "touchpoint": None, "answered_in_time": share}],
                ),
                now=datetime(2026, 10, 1, tzinfo=UTC),
                new_key=b"k" * 32,
            )
        yield found


@pytest.fixture
def histories(table: tuple[Any, str]) -> list[str]:
    """Ids of feedback whose timelines are in the table, none of them measured."""
    store = DynamoFeedbackStore(*table)
    lives = [History(seed) for seed in (7_003, 7_005, 7_006, 7_007)]
    for life in lives:
        for entry in life.timeline:
            state = feedback(id=life.id, reference=life.id, entries=entry.number)
            if entry.number == 1:
                store.open(state, entry, Inbound(key=life.id), react_by=entry.at)
            else:
                store.change(store.get(life.id), state, entry, react_by=entry.at)
    return [life.id for life in lives]


@pytest.fixture
def measured(table: tuple[Any, str], histories: list[str]) -> DynamoMeasureStore:
    store = DynamoMeasureStore(*table)
    configurations = DynamoConfigurationStore(*table, lambda: 0.0)
    Measure(DynamoFeedbackStore(*table), configurations, store).follow(histories)
    return store


def test_a_report_of_nothing_says_no_data_and_never_0(
    table: tuple[Any, str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert table
    assert run(report) == 0
    said = capsys.readouterr().out
    assert "Answered in time: no data" in said
    assert "NPS: no data" in said
    assert "CSAT, the share of 4 and 5: no data" in said
    assert "Standard of everything: 99% in time; attained no data: no data" in said


@pytest.mark.usefixtures("measured")
def test_a_report_as_data_for_people_and_for_a_spreadsheet_says_the_same(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert run(report, *ALL, "--by", "team", "--json") == 0
    made = json.loads(capsys.readouterr().out)
    assert made["total"]["first_response"]["n"] + made["total"]["first_response"]["running"] > 0
    assert run(report, *ALL, "--by", "team", "--csv") == 0
    rows = list(csv.DictReader(io.StringIO(capsys.readouterr().out)))
    assert [row["team"] for row in rows] == [row["value"] for row in made["rows"]]
    for row, one in zip(rows, made["rows"], strict=True):
        assert int(row["first_response_n"]) == one["figures"]["first_response"]["n"]
        mean = one["figures"]["first_response"]["wall"]["mean"]
        assert row["first_response_wall_mean_s"] == ("" if mean is None else f"{mean:.10g}")
    assert (
        sum(one["figures"]["first_response"]["n"] for one in made["rows"])
        == (made["total"]["first_response"]["n"])
    )
    assert run(report, *ALL, "--by", "team") == 0
    people = capsys.readouterr().out
    assert all(row["value"] in people for row in made["rows"])


@pytest.mark.usefixtures("measured")
@pytest.mark.parametrize("by", ["touchpoint", "channel", "kind", "severity", "day", "month"])
def test_rows_by_anything_add_up_to_everything(by: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(report, *ALL, "--json") == 0
    total = json.loads(capsys.readouterr().out)["total"]
    assert run(report, *ALL, "--by", by, "--json") == 0
    made = json.loads(capsys.readouterr().out)
    assert made["total"] == total
    for name in ("first_response", "resolution", "handling"):
        for count in ("n", "running", "without"):
            rows = (row["figures"][name][count] for row in made["rows"])
            assert sum(rows) == total[name][count]


def test_days_in_the_wrong_order_are_no_report(
    table: tuple[Any, str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert table
    assert run(report, "--from", "2026-11-02", "--to", "2026-11-01") == 1
    assert "comes before" in capsys.readouterr().err


def test_a_rebuild_finds_what_is_missing_and_with_apply_writes_it(
    table: tuple[Any, str], histories: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert histories
    assert run(rebuild) == 1
    assert "facts are missing" in capsys.readouterr().out
    assert run(rebuild, "--apply") == 0
    assert "all as the timelines say, bit for bit" in capsys.readouterr().out
    store = DynamoMeasureStore(*table)
    before = [one for one in store.everything() if isinstance(one, tuple)]
    assert before
    assert run(rebuild, "--apply", "--json") == 0
    assert json.loads(capsys.readouterr().out)["written"] == 0


def test_a_rebuild_puts_a_wrong_sum_right(
    measured: DynamoMeasureStore, capsys: pytest.CaptureFixture[str]
) -> None:
    measured.adjust(Cell(Dimension.ALL, "2026-11", "all"), {"first_response.n": 3})
    assert run(rebuild, "--json") == 1
    found = json.loads(capsys.readouterr().out)
    assert found["differing"] == {"all 2026-11 all": {"first_response.n": -3}}
    assert run(rebuild, "--apply") == 0
    assert run(rebuild) == 0


@pytest.mark.parametrize(
    ("seconds", "said"),
    [(None, "-"), (0, "0 s"), (59.6, "1 min"), (3_600, "1 h"), (90_061, "1 d 1 h"), (86_405, "1 d")],
)  # fmt: skip
def test_a_duration_is_said_in_its_two_largest_units(seconds: float | None, said: str) -> None:
    assert duration(seconds) == said
