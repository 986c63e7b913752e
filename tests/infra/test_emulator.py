"""The emulator as a child: what it keeps, and that nothing of it stays behind."""

import io
import signal
import socket
import subprocess
import sys
import time
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from infra.local.emulator import Emulator
from infra.stage import Stage, emulated

NOBODY = "http://127.0.0.1:9"
READER = """
import boto3
def handler(event, context):
    for record in event["Records"]:
        key = record["dynamodb"]["Keys"]["pk"]["S"]
        boto3.client("sqs").send_message(QueueUrl="{queue}", MessageBody=key)
"""


@pytest.fixture
def emulator(tmp_path: Path) -> Iterator[Emulator]:
    running = Emulator(tmp_path, NOBODY)
    running.start()
    yield running
    running.stop()


def stage(emulator: Emulator) -> Stage:
    return emulated(emulator.endpoint_url)


def restart(emulator: Emulator) -> None:
    emulator.stop()
    emulator.start()


def wait_for(what: Callable[[], Any]) -> Any:
    until = time.monotonic() + 30
    while time.monotonic() < until:
        if found := what():
            return found
        time.sleep(0.05)
    raise AssertionError("it did not happen")


def is_alive(pid: int) -> bool:
    listed = subprocess.run(
        ["ps", "-o", "stat=", "-p", str(pid)], capture_output=True, text=True, check=False
    ).stdout.strip()
    return bool(listed) and not listed.startswith("Z")  # a zombie is only not yet asked for


def make_queue(emulator: Emulator, name: str = "queue") -> str:
    return str(stage(emulator).client("sqs").create_queue(QueueName=name)["QueueUrl"])


def received(emulator: Emulator, queue: str) -> str | None:
    answer = stage(emulator).client("sqs").receive_message(QueueUrl=queue, WaitTimeSeconds=1)
    for message in answer.get("Messages", []):
        stage(emulator).client("sqs").delete_message(
            QueueUrl=queue, ReceiptHandle=message["ReceiptHandle"]
        )
        return str(message["Body"])
    return None


def test_what_was_there_is_there_again_after_a_restart(emulator: Emulator) -> None:
    queue = make_queue(emulator)
    stage(emulator).client("sqs").send_message(QueueUrl=queue, MessageBody="still here")
    address = emulator.endpoint_url
    restart(emulator)
    assert emulator.endpoint_url == address
    assert received(emulator, queue) == "still here"


def test_where_its_port_was_taken_the_saved_addresses_follow(emulator: Emulator) -> None:
    queue = make_queue(emulator)
    stage(emulator).client("sqs").send_message(QueueUrl=queue, MessageBody="still here")
    port = int(emulator.endpoint_url.rpartition(":")[2])
    emulator.stop()
    with socket.socket() as taken:
        taken.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        taken.bind(("127.0.0.1", port))
        taken.listen()
        emulator.start()
        assert emulator.endpoint_url != f"http://127.0.0.1:{port}"
        queue = stage(emulator).client("sqs").get_queue_url(QueueName="queue")["QueueUrl"]
        assert f":{port}/" not in queue
        assert received(emulator, queue) == "still here"
        emulator.stop()


def test_a_kill_loses_nothing_that_is_some_seconds_old(emulator: Emulator, tmp_path: Path) -> None:
    queue = make_queue(emulator)
    stage(emulator).client("sqs").send_message(QueueUrl=queue, MessageBody="saved in time")
    saved = tmp_path / "emulator" / "services" / "sqs.json"
    wait_for(lambda: saved.exists() and "saved in time" in saved.read_text())
    emulator.kill()
    emulator.start()
    assert received(emulator, queue) == "saved in time"


def test_a_stream_is_read_on_after_a_restart(emulator: Emulator) -> None:
    queue = make_queue(emulator)
    dynamodb, functions = stage(emulator).client("dynamodb"), stage(emulator).client("lambda")
    table = dynamodb.create_table(
        TableName="table",
        BillingMode="PAY_PER_REQUEST",
        AttributeDefinitions=[{"AttributeName": "pk", "AttributeType": "S"}],
        KeySchema=[{"AttributeName": "pk", "KeyType": "HASH"}],
        StreamSpecification={"StreamEnabled": True, "StreamViewType": "NEW_IMAGE"},
    )["TableDescription"]
    code = io.BytesIO()
    with zipfile.ZipFile(code, "w") as archive:
        archive.writestr("reader.py", READER.replace("{queue}", queue))
    functions.create_function(
        FunctionName="reader",
        Runtime=f"python3.{sys.version_info.minor}",
        Role="arn:aws:iam::000000000000:role/reader",
        Handler="reader.handler",
        Code={"ZipFile": code.getvalue()},
    )
    functions.create_event_source_mapping(
        EventSourceArn=table["LatestStreamArn"],
        FunctionName="reader",
        StartingPosition="TRIM_HORIZON",
    )
    dynamodb.put_item(TableName="table", Item={"pk": {"S": "before"}})
    assert wait_for(lambda: received(emulator, queue)) == "before"
    restart(emulator)
    stage(emulator).client("dynamodb").put_item(TableName="table", Item={"pk": {"S": "after"}})
    assert wait_for(lambda: received(emulator, queue)) == "after"


def test_it_ends_with_the_process_that_started_it_however_that_ends(tmp_path: Path) -> None:
    code = f"""
from pathlib import Path
from infra.local.emulator import Emulator
emulator = Emulator(Path({str(tmp_path)!r}), {NOBODY!r})
emulator.start()
print(emulator.pid, flush=True)
import time; time.sleep(60)
"""
    starter = subprocess.Popen(
        [sys.executable, "-c", code],
        stdout=subprocess.PIPE,
        text=True,
        cwd=Path(__file__).parents[2],
    )
    with starter:
        assert starter.stdout is not None
        pid = int(starter.stdout.readline())
        assert is_alive(pid)
        starter.send_signal(signal.SIGKILL)
    wait_for(lambda: not is_alive(pid))
