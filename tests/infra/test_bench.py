"""The bench runs and says what it measured; how fast anything is, no test asks."""

import json
from pathlib import Path

import pytest

from bench import __main__ as bench
from bench import money, units


@pytest.mark.xdist_group("package")
def test_parts_are_measured_and_written_as_json(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "latest.json"
    assert bench.main(["--quick", "--only", "package,rules", "--output", str(file)]) == 0
    written = json.loads(file.read_text())
    assert set(written["parts"]) == {"package", "rules"}
    package = written["parts"]["package"]
    assert 0 < package["zip_bytes"] < package["unzipped_bytes"]
    assert len(package["largest"]) == 5
    assert written["parts"]["rules"]["deadline_us"]["10 years"]["warm"] > 0
    assert [aim["measure"] for aim in written["aims"]] == ["deployment zip"]
    assert "deployment zip" in capsys.readouterr().out


def test_a_part_that_there_is_not_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        bench.main(["--only", "rules,speed"])
    assert "there is no speed" in capsys.readouterr().err


def test_an_item_is_billed_by_the_kilobyte_twice_in_a_transaction_and_once_in_the_index() -> None:
    small = {"pk": {"S": "a"}, "sk": {"S": "b"}}
    large = {**small, "words": {"S": "x" * 2_000}}
    waiting = {**small, "due_shard": {"S": "DUE#00"}, "wake_at": {"S": "2026"}}
    later = {**waiting, "wake_at": {"S": "2027"}}
    assert units.item_size(small) == 6
    assert units.write_units(None, small, is_transaction=False) == 1
    assert units.write_units(None, large, is_transaction=True) == 4
    assert units.write_units(large, small, is_transaction=False) == 2
    assert units.write_units(None, waiting, is_transaction=False) == 2
    assert units.write_units(waiting, later, is_transaction=False) == 3
    assert units.write_units(later, small, is_transaction=False) == 2


def test_every_state_that_a_tick_enters_is_counted() -> None:
    states = {
        "Wait": {"Type": "Wait", "Next": "Task"},
        "Task": {"Type": "Task", "Next": "Choose"},
        "Choose": {"Type": "Choice", "Default": "Done"},
        "Done": {"Type": "Succeed"},
    }
    assert money.transitions_of_a_tick({"StartAt": "Wait", "States": states}) == 4
