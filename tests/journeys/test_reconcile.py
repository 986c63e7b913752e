"""A mail that SES stored and nobody was told of: found, handed over once more, acknowledged."""

import json
import time
from typing import Any

from infra.stage import emulated
from tests.journeys.stack import Stack
from tests.journeys.test_mail import mail_from
from tests.journeys.test_operations import findings


def reconciled(stack: Stack, *options: str) -> dict[str, Any]:
    said = stack.infra("reconcile", "--json", *options)
    assert said.returncode in (0, 1), said.stderr
    return dict(json.loads(said.stdout))


def missing_mails(result: dict[str, Any]) -> dict[str, dict[str, Any]]:
    [mails] = [one for one in result["channels"] if one["channel"] == "email"]
    return {one["id"]: one for one in mails["missing"]}


def test_a_mail_that_nobody_was_told_of_is_found_and_answered(stack: Stack) -> None:
    running = json.loads((stack.state / "stack.json").read_text())
    deployed = emulated(running["endpoint_url"])
    number, poster, writer = stack.number(), "poster@customer.example", "heard@customer.example"
    stack.text("420 counted", number)
    stack.mail(mail_from(writer, "Told of").as_bytes(), "feedback@feedback.example.com")
    assert stack.api(text="Posted", contact={"email": poster}).status_code == 201
    for to in (number, writer, poster):
        stack.wait_sent(to)
    lost = mail_from("lost@customer.example", "Nobody was told of me").as_bytes()
    bucket, key = deployed.outputs["MailBucketName"], "untold-mail"
    deployed.client("s3").put_object(Bucket=bucket, Key=key, Body=lost)
    time.sleep(12)  # what arrived moments ago is not judged

    found = reconciled(stack)
    assert key in missing_mails(found)
    for one in found["channels"]:
        assert one["arrived"] >= 1, f"{one['source']} knows of what was sent above"
        assert one["stored"] >= 1
    lines = stack.infra("reconcile")
    assert lines.returncode == 1
    assert key in lines.stdout

    [arrivals] = [f for f in findings(stack, "reconcile --day") if f["about"] == "arrivals"]
    assert "arrived and not stored" in arrivals["says"]

    repaired = reconciled(stack, "--repair")
    assert missing_mails(repaired)[key]["is_redriven"]
    told = stack.wait_sent("lost@customer.example")
    assert told["reply_to"]
    stack.wait_for("it to be stored", lambda: key not in missing_mails(reconciled(stack)))
    assert len(stack.sent_to("lost@customer.example")) == 1

    old = stack.infra("reconcile", "--day", "2020-01-01")
    assert old.returncode == 2
    assert "days ago" in old.stderr
