"""What an operator must be able to trust: killed workers, poison, redelivery, doctor, redrive."""

import json
import os
import signal
import time
from pathlib import Path
from typing import Any

import pytest

from infra.stage import Stage as Deployed
from infra.stage import emulated
from tests.journeys.stack import Stack
from tests.journeys.test_mail import mail_from
from tests.journeys.test_sms import reference_in


@pytest.fixture
def deployed(stack: Stack) -> Deployed:
    running = json.loads((stack.state / "stack.json").read_text())
    return emulated(running["endpoint_url"])


def workers(stack: Stack) -> list[int]:
    """The processes in which Lambdas of this stack run."""
    scratch = str(stack.state / "emulator" / "scratch")
    found = []
    for process in Path("/proc").glob("[0-9]*"):
        try:
            command = (process / "cmdline").read_bytes().decode(errors="replace")
        except OSError:
            continue
        if scratch in command:
            found.append(int(process.name))
    return found


@pytest.mark.skipif(not Path("/proc/self/cmdline").exists(), reason="needs Linux's /proc")
def test_lambda_workers_killed_at_any_moment_lose_nothing(stack: Stack) -> None:
    numbers = [stack.number() for _ in range(12)]
    for number, moment in zip(numbers, range(12), strict=True):
        stack.text("420 while they die", number)
        stack.wait_for("a worker", lambda: workers(stack))
        time.sleep(moment * 0.06)
        for pid in workers(stack):
            os.kill(pid, signal.SIGKILL)
    for number in numbers:
        named = reference_in(stack.wait_sent(number, patience=150)["text"])
        assert [e["what"] for e in stack.show(named)["timeline"]] == ["captured"]
    texts = [m["text"] for m in stack.outbox() if m["to"] in numbers]
    assert len(set(texts)) == len(numbers), "nobody got another's words"


def test_poison_ends_in_the_dead_letters_beside_neighbours_and_redrive_brings_it_back(
    stack: Stack, deployed: Deployed
) -> None:
    """A mail whose original is not there yet: nothing can be done with it, until it is."""
    bucket, topic = deployed.outputs["MailBucketName"], deployed.outputs["MailTopicArn"]
    late, s3, sns = "late-mail", deployed.client("s3"), deployed.client("sns")
    sns.publish(TopicArn=topic, Message=json.dumps(notice(bucket, late)))
    sns.publish(TopicArn=topic, Message="not even JSON")
    stack.mail(mail_from("neighbour@customer.example", "Hello").as_bytes(), "feedback@x.example")
    assert stack.wait_sent("neighbour@customer.example", patience=20)

    stack.wait_for("the dead letters", lambda: findings(stack, "InboundMail"), patience=120)
    s3.put_object(
        Bucket=bucket, Key=late, Body=mail_from("late@customer.example", "Finally").as_bytes()
    )
    redriven = stack.infra("redrive", "InboundMail")
    assert redriven.returncode == 0, redriven.stderr
    assert stack.wait_sent("late@customer.example")


def findings(stack: Stack, word: str) -> list[Any]:
    """What `doctor` finds unhealthy about something."""
    said = stack.infra("doctor", "--json")
    found = json.loads(said.stdout)
    return [one for one in found["findings"] if word in json.dumps(one) and not one["healthy"]]


def notice(bucket: str, key: str) -> dict[str, Any]:
    passed = {"status": "PASS"}
    return {
        "notificationType": "Received",
        "receipt": {
            "timestamp": "2026-11-23T12:00:00.000Z",
            "recipients": ["feedback@feedback.example.com"],
            **{f"{name}Verdict": passed for name in ("spam", "virus", "spf", "dkim", "dmarc")},
            "action": {"type": "S3", "bucketName": bucket, "objectKey": key},
        },
        "mail": {
            "timestamp": "2026-11-23T12:00:00.000Z",
            "source": "late@customer.example",
            "messageId": key,
        },
    }


def test_every_stream_record_and_job_again_changes_nothing(
    stack: Stack, deployed: Deployed
) -> None:
    number = stack.number()
    stack.text("420 once", number)
    named = reference_in(stack.wait_sent(number)["text"])
    settled = stack.wait_for(
        "all messages", lambda: (s := stack.show(named)) and not s_pending(s) and s
    )
    sent = len([m for m in stack.outbox() if named in str(m["text"])])

    table = deployed.outputs["TableName"]
    client, functions = deployed.client("dynamodb"), deployed.client("lambda")
    key = {"pk": {"S": f"F#{settled['id']}"}, "sk": {"S": "E#000001"}}
    image = client.get_item(TableName=table, Key=key)["Item"]
    record = {
        "eventID": "1",
        "eventName": "INSERT",
        "eventSource": "aws:dynamodb",
        "dynamodb": {"NewImage": image, "Keys": key, "SequenceNumber": "1"},
    }
    (react,) = [
        f["FunctionName"]
        for page in functions.get_paginator("list_functions").paginate()
        for f in page["Functions"]
        if f["Handler"].endswith("react.react")
    ]
    for _ in range(3):
        answer = functions.invoke(FunctionName=react, Payload=json.dumps({"Records": [record]}))
        assert "FunctionError" not in answer, answer["Payload"].read()
    sqs = deployed.client("sqs")
    for message in [m for e in settled["timeline"] for m in e["messages"]]:
        job = {"feedback": settled["id"], "message": message["id"]}
        sqs.send_message(QueueUrl=deployed.outputs["SendQueueUrl"], MessageBody=json.dumps(job))
    other = stack.number()
    stack.text("420 after it", other)
    stack.wait_sent(other)
    assert len([m for m in stack.outbox() if named in str(m["text"])]) == sent
    assert stack.show(named) == settled


def s_pending(story: dict[str, Any]) -> bool:
    messages = [m for entry in story["timeline"] for m in entry["messages"]]
    return len(messages) < 2 or any(m["delivery"] != "sent" for m in messages)


def test_show_prints_a_readable_timeline(stack: Stack) -> None:
    number = stack.number()
    stack.text("420 tell my story", number)
    named = reference_in(stack.wait_sent(number)["text"])
    shown = stack.infra("show", named.lower().replace("-", " "))
    assert shown.returncode == 0
    for part in (named, "420 tell my story", number, "Coach 420", "coaches@example.com"):
        assert part in shown.stdout
    assert stack.infra("show", "nonsense").returncode == 1
