"""What the simulator's clock says of a feedback, and the logs of what left and arrived."""

import threading
from pathlib import Path
from typing import Any

from chalicelib.model import Status
from chalicelib.ports import Inbound
from chalicelib.store.memory import MemoryFeedbackStore
from infra.local.clock import clock, upcoming
from infra.local.outbox import Log, Outbox
from tests.builders import HOUR, NOON, configuration, entry, feedback


def steps(**changes: Any) -> list[tuple[str, int, str | None]]:
    known = configuration()
    told = upcoming(feedback(**changes), known, known)
    return [(step["what"], step["level"], step["team"]) for step in told]


def test_an_open_feedback_will_be_reminded_of_and_raised() -> None:
    assert steps() == [
        ("remind", 0, "Coach operations"),
        ("escalate", 1, "Supervisors"),
        ("escalate", 2, "Ombudsman"),
    ]


def test_steps_that_were_taken_are_not_told_again() -> None:
    assert steps(done=("remind:0", "escalate:1")) == [("escalate", 2, "Ombudsman")]


def test_an_answered_feedback_will_be_closed() -> None:
    assert steps(status=Status.ANSWERED, answered_at=NOON + HOUR) == [("close", 0, None)]


def test_the_clock_tells_of_every_feedback_soonest_first() -> None:
    store, known = MemoryFeedbackStore(), configuration()
    for number, reference, start in ((1, "AAA-AAAA", NOON + HOUR), (2, "BBB-BBBB", NOON)):
        one = feedback(
            id=f"{number:016d}", reference=reference, cycle_at=start, wake_at=start + 18 * HOUR
        )
        first = entry(feedback_id=one.id)
        store.open(one, first, Inbound(key=f"sms:{number}"), react_by=NOON + HOUR)
    told = clock(store, known, lambda _: known, NOON)
    assert (told["now"], told["time_zone"]) == ("2026-11-23T12:00:00.000Z", "Europe/London")
    assert [(step["reference"], step["at"]) for step in told["upcoming"]] == [
        ("BBB-BBBB", "2026-11-24T06:00:00.000Z"),
        ("AAA-AAAA", "2026-11-24T07:00:00.000Z"),
        ("BBB-BBBB", "2026-11-24T12:00:00.000Z"),
        ("AAA-AAAA", "2026-11-24T13:00:00.000Z"),
        ("BBB-BBBB", "2026-11-25T12:00:00.000Z"),
        ("AAA-AAAA", "2026-11-25T13:00:00.000Z"),
    ]
    first_step = told["upcoming"][0]
    assert first_step["since"] == "2026-11-23T12:00:00.000Z"
    assert first_step["touchpoint"] == "Coach 420 London to Birmingham"


def test_a_log_goes_on_where_it_ended_and_drops_a_line_that_was_torn(tmp_path: Path) -> None:
    path = tmp_path / "new" / "log.jsonl"
    log = Log(path)
    log.append({"text": "one\ntwo \u2028 é"})
    log.append({"text": "three"})
    log.close()
    with path.open("ab") as file:
        file.write(b'{"n": 3, "text": "half a rec')
    log = Log(path)
    assert [record["text"] for record in log.after(0)] == ["one\ntwo \u2028 é", "three"]
    assert log.append({"text": "four"})["n"] == log.last == 3
    log.close()
    log = Log(path)
    assert [record["text"] for record in log.after(1)] == ["three", "four"]
    assert log.after(99) == []
    log.close()


def test_numbers_have_no_gap_when_many_write_at_once(tmp_path: Path) -> None:
    log = Log(tmp_path / "log.jsonl")
    threads = [
        threading.Thread(target=lambda: [log.append({}) for _ in range(50)]) for _ in range(8)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    log.close()
    log = Log(tmp_path / "log.jsonl")
    assert [record["n"] for record in log.after(0)] == list(range(1, 401))
    log.close()


def test_the_newest_message_with_a_provider_id_is_found(tmp_path: Path) -> None:
    outbox = Outbox(tmp_path / "outbox.jsonl")
    outbox.append({"provider_id": "a", "to": "x"})
    outbox.append({"provider_id": "a", "to": "y"})
    found = outbox.find("a")
    assert found is not None
    assert found["to"] == "y"
    assert outbox.find("b") is None
    outbox.close()
