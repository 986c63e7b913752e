"""What managers and leads see of the measurements through the staff API."""

from datetime import timedelta

import pytest

from chalicelib.access import Person, Role
from chalicelib.measures.rising import SURPRISING, rising
from chalicelib.measures.rollups import Cell, Dimension, in_month
from tests.builders import HOUR, configuration
from tests.desk import AGENT, LEAD, MANAGER, Desk, installed
from tests.world import World

CHIEF = Person(email="coaches@example.com", name="Chief", roles=frozenset({Role.LEAD}))
"""A lead who is of the coaches' team."""


def answered(desk: Desk, words: str = "420 cold", after: timedelta = HOUR, n: int = 1) -> None:
    """A text, answered after a time."""
    desk.world.text(words, sender=f"+44770090{n:04d}")
    desk.world.now += after
    reference = desk.world.feedback.reference
    body = {"key": desk.key(), "words": "We are sorry. It is mended."}
    assert desk.post(f"/v1/feedback/{reference}/answer", body).status == 200
    desk.world.settle()


def test_a_report_of_nothing_says_that_there_is_no_data(desk: Desk) -> None:
    total = desk.get("/v1/reports", MANAGER).json["total"]
    assert total["promises"]["in_time"] is None
    assert total["response"]["wall"] == {"median": None, "p90": None, "mean": None}


def test_a_report_has_the_total_the_slices_of_time_and_a_row_for_each_touchpoint(
    desk: Desk,
) -> None:
    answered(desk)
    desk.world.text("550 quebrou a porta", sender="+447700900099")
    desk.world.settle()
    report = desk.get("/v1/reports?by=touchpoint", MANAGER).json
    assert report["total"]["first_response"]["n"] == 1
    assert report["total"]["first_response"]["running"] == 1
    (slice_of_time,) = [one for one in report["distribution"] if one["n"]]
    assert slice_of_time["at_least"] <= 3_600 * 1.02
    assert {row["name"] for row in report["rows"]} == {
        "Coach 420 London to Birmingham",
        "Coach 550",
    }


def test_a_report_by_day_is_of_one_touchpoint_where_that_is_asked_for(desk: Desk) -> None:
    answered(desk)
    path = "/v1/reports?by=day&touchpoint="
    assert len(desk.get(f"{path}coach-420", MANAGER).json["rows"]) == 1
    assert desk.get(f"{path}coach-550", MANAGER).json["rows"] == []


def test_a_target_has_its_chart_in_the_report_of_what_it_is_a_target_of() -> None:
    targets = [
        {"team": None, "touchpoint": None, "answered_in_time": 9_000},
        {"team": "coaches", "touchpoint": None, "answered_in_time": 9_500, "since": "2026-01-01"},
    ]
    desk = Desk(World(configuration(targets=targets)))
    with pytest.MonkeyPatch.context() as patch, installed(desk, patch):
        for ago in range(1, 10):
            day = (desk.world.now - timedelta(days=ago)).date()
            for of in ((Dimension.ALL, "all"), (Dimension.TEAM, "coaches")):
                for period in (f"{day}", f"{day:%Y-%m}"):
                    cell = Cell(of[0], period, of[1])
                    name = in_month("promise.kept", day) if cell.is_of_month else "promise.kept"
                    desk.world.measures.adjust(cell, {name: 1})
        for path, told, charted in (
            ("by=day", ["all"], ["all"]),
            ("by=month", ["all"], ["all"]),
            ("by=day&team=coaches", ["coaches"], ["coaches"]),
            ("team=coaches", ["coaches"], ["coaches"]),
            ("by=team", ["coaches"], []),
            ("", ["all", "coaches"], ["all"]),
        ):
            report = desk.get(f"/v1/reports?{path}", MANAGER).json
            found = {one["team"] or "all": one for one in report["standards"]}
            assert list(found) == told
            assert [name for name, one in found.items() if one["chart"]] == charted
            assert {one["attained"]["n"] for one in found.values()} == {9}
            assert found.get("coaches", {"since": "2026-01-01"})["since"] == "2026-01-01"
        assert desk.get("/v1/reports?by=kind", MANAGER).json["standards"] == []


def test_what_makes_no_report_is_refused_by_name(desk: Desk) -> None:
    for query in ("by=colour", "from=2026-11-23&to=2026-11-22", "from=2024-01-01&to=2026-01-01"):
        assert desk.get(f"/v1/reports?{query}", MANAGER).status == 400
    refused = desk.get("/v1/reports?team=coaches&by=touchpoint", MANAGER)
    assert set(refused.error["fields"]) == {"by"}


def test_a_lead_sees_the_figures_of_their_own_teams_alone(desk: Desk) -> None:
    answered(desk)
    assert desk.get("/v1/reports?team=coaches", CHIEF).json["total"]["first_response"]["n"] == 1
    for query in ("", "?team=ombudsman", "?touchpoint=coach-420", "?by=team"):
        assert desk.get(f"/v1/reports{query}", CHIEF).status == 403
    assert desk.get("/v1/reports?team=coaches", LEAD).status == 403
    assert desk.get("/v1/words", CHIEF).status == 403
    assert desk.get("/v1/reports?team=coaches", AGENT).status == 403


def test_the_pulse_counts_what_is_open_overdue_and_at_which_level(desk: Desk) -> None:
    desk.world.text("420 cold", sender="+447700900001")
    desk.world.text("420 late", sender="+447700900002")
    desk.world.settle()
    beat = desk.get("/v1/pulse", MANAGER).json
    assert beat["today"][0]["figures"]["first_response"]["running"] == 2
    assert beat["open"] == {
        "n": 2,
        "to_answer": 2,
        "overdue": 0,
        "levels": {"0": 2},
        "is_cut": False,
    }
    desk.world.until(desk.world.now + timedelta(hours=25))
    levels = desk.get("/v1/pulse", MANAGER).json["open"]["levels"]
    assert levels.get("0", 0) == 0
    assert sum(levels.values()) == 2


def test_the_pulse_of_a_lead_is_of_their_teams(desk: Desk) -> None:
    desk.world.text("420 cold")
    desk.world.settle()
    beat = desk.get("/v1/pulse", CHIEF).json
    assert [one["value"] for one in beat["today"]] == ["coaches"]
    assert beat["open"]["n"] == 1


def test_a_word_that_comes_up_this_week_rises_at_its_touchpoint(desk: Desk) -> None:
    for n in range(12):
        desk.world.text(f"420 the seat was broken number {n}", sender=f"+44770090{n:04d}")
    desk.world.now += timedelta(days=10)
    for n in range(12):
        desk.world.text("420 Heating is off, the seat is cold", sender=f"+44770091{n:04d}")
    desk.world.settle()
    (place,) = desk.get("/v1/words", MANAGER).json["places"]
    assert (place["name"], place["n"], place["before"]) == (
        "Coach 420 London to Birmingham",
        12,
        12,
    )
    assert {one["word"] for one in place["words"]} == {"heating", "cold"}


def test_of_a_first_week_nothing_is_said_to_rise() -> None:
    assert rising(["heating"] * 50, []) == ()


def test_an_accent_or_a_capital_makes_no_other_word_and_three_are_needed() -> None:
    before = ["porta aberta"] * 200
    newer = ["FREIOS", "freios", "Freios ruins", "porta"]
    (rise,) = rising(newer, before)
    assert (rise.word, rise.n, rise.before) == ("freios", 3, 0)
    assert rise.surprise > SURPRISING
    assert rising(newer[:2], before) == ()
