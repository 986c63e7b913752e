"""What sending leaves in the logs."""

import json

import pytest

from chalicelib.bootstrap import core, ways_out
from chalicelib.handlers import send
from chalicelib.observability import metrics
from tests.builders import PHONE, configuration
from tests.services.test_story import without_settling
from tests.world import World


def test_a_message_that_a_cap_withholds_is_logged_by_its_ids_and_counted(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    limits = {"automatic_per_hour": 1, "unproven_per_day": 1}
    world = World(first=configuration(limits=limits))
    world.text("420 hello")
    without_settling(world, "550 door stuck")
    for entry in world.store.entries_since(1):
        world.react.follow(entry, world.now)
    (job,) = [j for j in world.send_queue.take() if "acknowledgement" in j["message"]]
    monkeypatch.setattr(ways_out, "deliver", lambda: world.deliver)
    monkeypatch.setattr(core, "now", lambda: world.now)
    send._one({"body": json.dumps(job)})
    counted = list(metrics.metric_set)
    metrics.clear_metrics()
    assert "Messages.withheld" in counted
    (record,) = caplog.records
    assert (record.feedback, record.message_id) == (job["feedback"], job["message"])  # type: ignore[attr-defined]
    assert PHONE not in str(vars(record))
