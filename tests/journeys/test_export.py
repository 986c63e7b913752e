"""A customer's data out, and a customer's data gone, as an operator does it on the deployed stack."""

import json
import re
from datetime import UTC, datetime, timedelta
from pathlib import Path

from tests.journeys.stack import Stack

SECRET = "Ana Souza of Acacia Road"


def test_a_customers_data_goes_out_whole_and_then_for_good(stack: Stack, tmp_path: Path) -> None:
    number = stack.number()
    stack.text(f"420 the heating says {SECRET}", number)
    reference = stack.wait_sent(number)["text"].split("reference ")[-1].split()[0].rstrip(".")
    out = tmp_path / "customer.json"
    assert stack.infra("export", "--contact", f"sms:{number}", "--out", str(out)).returncode == 0
    said = json.loads(out.read_text())
    (one,) = said["feedback"]
    assert SECRET in one["timeline"][0]["words"]
    assert any(message["to"] == number for message in one["messages"])

    asked = stack.infra("erase", "--contact", f"sms:{number}")
    assert asked.returncode == 1
    assert "1 feedback" in asked.stdout
    done = stack.infra("erase", "--contact", f"sms:{number}", "--yes", "--json")
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["feedback"] == 1
    shown = stack.show(one["reference"])
    assert shown["timeline"][-1]["what"] == "erased"
    assert SECRET not in json.dumps(shown)
    assert number not in json.dumps(shown)
    again = stack.infra("export", "--contact", number)
    assert json.loads(again.stdout)["feedback"] == []
    assert stack.infra("rebuild").returncode == 0
    assert reference


def test_feedback_leaves_as_rows_without_persons_unless_asked(stack: Stack, tmp_path: Path) -> None:
    answer = stack.api(text=SECRET, contact={"name": SECRET}).json()
    plain = stack.infra("export", "--format", "jsonl")
    rows = [json.loads(line) for line in plain.stdout.splitlines()]
    assert answer["reference"] in {row["reference"] for row in rows}
    assert SECRET not in plain.stdout
    words = stack.infra("export", "--what", "timeline", "--personal")
    assert SECRET in words.stdout
    parquet = tmp_path / "facts.parquet"
    done = stack.infra("export", "--what", "facts", "--format", "parquet", "--out", str(parquet))
    assert done.returncode == 0, done.stderr
    assert parquet.stat().st_size > 0


def test_evidence_of_today_names_what_came_and_that_data_left(stack: Stack, tmp_path: Path) -> None:
    assert stack.api(text="the seat was broken").status_code == 201
    assert stack.infra("export", "--what", "surveys").returncode == 0
    today = datetime.now(UTC).date()
    days = ("--from", str(today - timedelta(days=1)), "--to", str(today + timedelta(days=1)))
    page, file = tmp_path / "evidence.html", tmp_path / "evidence.pdf"
    for out in (page, file):
        made = stack.infra("evidence", *days, "--locale", "en-GB", "--out", str(out))
        assert made.returncode == 0, made.stderr
    assert re.search(r"[1-9]\d* feedback came in\.", page.read_text())
    assert re.search(r"Data left [1-9]\d* times", page.read_text())
    assert file.read_bytes().startswith(b"%PDF")
