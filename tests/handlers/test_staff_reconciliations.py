"""What those who see everything see of what arrived and what is missing."""

from datetime import timedelta

from chalicelib.model import Channel
from chalicelib.reconciliation import (
    Checked,
    Inside,
    Lack,
    Missing,
    Problem,
    Reconciliation,
    Source,
)
from tests.builders import NOON
from tests.desk import ADMIN, AGENT, LEAD, MANAGER, OMBUDSMAN, Desk


def test_each_day_says_what_arrived_what_is_missing_and_what_nobody_could_say(desk: Desk) -> None:
    desk.world.text("420 cold")
    feedback = desk.world.feedback
    lacking = Problem(lack=Lack.ATTACHMENT, feedback_id=feedback.id, about="1", is_mended=True)
    gone = Problem(lack=Lack.FACTS, feedback_id="f" * 16, about="entry:000001")
    mails = Checked(
        channel=Channel.EMAIL,
        source=Source.MAIL_BUCKET,
        arrived=2,
        stored=1,
        missing=(Missing(id="m-1", at=NOON, is_redriven=True),),
    )
    texts = Checked(channel=Channel.SMS, source=Source.TOPIC, arrived=None)
    desk.reconciliations.save(
        Reconciliation(
            day=NOON.date(),
            checked_at=NOON,
            times=2,
            channels=(mails, texts),
            inside=Inside(feedback=9, looked_at=9, problems=(lacking, gone)),
            dead_letters={"Send": 0, "Act": None},
            redriven=3,
        )
    )
    [day] = desk.get("/v1/reconciliations", MANAGER).json["days"]
    assert (day["day"], day["unaccounted"], day["is_whole"]) == ("2026-11-23", 1, False)
    assert day["channels"][0]["missing"][0]["id"] == "m-1"
    assert day["channels"][1]["arrived"] is None
    assert [one["reference"] for one in day["problems"]] == [feedback.reference, None]
    assert day["dead_letters"] == {"Act": None, "Send": 0}


def test_the_newest_days_come_first_as_many_as_are_asked_for(desk: Desk) -> None:
    for n in range(3):
        desk.reconciliations.save(
            Reconciliation(
                day=NOON.date() - timedelta(days=n),
                checked_at=NOON,
                times=1,
                channels=(),
                inside=Inside(),
            )
        )
    days = desk.get("/v1/reconciliations?days=2", ADMIN).json["days"]
    assert [one["day"] for one in days] == ["2026-11-23", "2026-11-22"]
    assert desk.get("/v1/reconciliations?days=0", ADMIN).status == 400


def test_only_those_who_see_everything_see_it(desk: Desk) -> None:
    asked = {who.name: desk.get("/v1/reconciliations", who).status for who in (OMBUDSMAN, MANAGER)}
    assert set(asked.values()) == {200}
    assert desk.get("/v1/reconciliations", AGENT).status == 403
    assert desk.get("/v1/reconciliations", LEAD).status == 403
