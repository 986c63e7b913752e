"""The timer's definition, really executed by moto's Step Functions engine."""

import json
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import boto3
import pytest
import requests
from moto import mock_aws

from chalicelib.instants import to_text
from infra import package

REGION = "eu-west-1"
TRUST = json.dumps(
    {
        "Version": "2012-10-17",
        "Statement": [
            {"Effect": "Allow", "Principal": {"Service": "*"}, "Action": "sts:AssumeRole"}
        ],
    }
)


class Wheel:
    """The state machine, and a wake function whose answers are known beforehand."""

    def __init__(self, *answers: dict[str, Any]) -> None:
        role = boto3.client("iam").create_role(RoleName="wheel", AssumeRolePolicyDocument=TRUST)
        role_arn = role["Role"]["Arn"]
        wake = boto3.client("lambda", REGION).create_function(
            FunctionName="wake",
            Runtime="python3.11",
            Role=role_arn,
            Handler="wake.wake",
            Code={"ZipFile": b"moto answers for it"},
        )
        requests.post(
            "http://motoapi.amazonaws.com/moto-api/static/lambda-simple/response",
            json={"results": [json.dumps(answer) for answer in answers], "region": REGION},
            timeout=5,
        )
        definition = (package.INFRA / "wheel.asl.json").read_text()
        self._client = boto3.client("stepfunctions", REGION)
        self._arn = self._client.create_state_machine(
            name="wheel",
            definition=definition.replace("${WakeArn}", wake["FunctionArn"]),
            roleArn=role_arn,
        )["stateMachineArn"]

    def turn(self, tick: datetime) -> dict[str, Any]:
        """Run one execution to its end; what became of it."""
        arn = self._client.start_execution(
            stateMachineArn=self._arn, name="tick", input=json.dumps({"tick": to_text(tick)})
        )["executionArn"]
        for _ in range(200):
            execution = dict(self._client.describe_execution(executionArn=arn))
            if execution["status"] != "RUNNING":
                break
            time.sleep(0.05)
        events = self._client.get_execution_history(executionArn=arn)["events"]
        execution["told"] = [e for e in events if e["type"] == "LambdaFunctionScheduled"]
        execution["calls"] = [e for e in events if e["type"] == "LambdaFunctionSucceeded"]
        return execution


@pytest.fixture
def executing() -> Iterator[None]:
    config: Any = {
        "stepfunctions": {"execute_state_machine": True},
        "lambda": {"use_docker": False},
    }
    with mock_aws(config=config):
        yield


@pytest.mark.usefixtures("executing")
def test_an_execution_waits_until_its_tick_and_wakes_once() -> None:
    tick = datetime.now(UTC).replace(microsecond=0) + timedelta(seconds=3)
    execution = Wheel({"more": False}).turn(tick)
    assert execution["status"] == "SUCCEEDED"
    assert len(execution["calls"]) == 1
    # moto waits for whole seconds, rounded down.
    assert execution["stopDate"] > tick - timedelta(seconds=1)


@pytest.mark.usefixtures("executing")
def test_an_execution_wakes_again_while_there_is_more() -> None:
    past = datetime(2026, 11, 21, 18, 5, tzinfo=UTC)
    execution = Wheel({"more": True}, {"more": True}, {"more": False}).turn(past)
    assert execution["status"] == "SUCCEEDED"
    assert len(execution["calls"]) == 3


@pytest.mark.usefixtures("executing")
def test_an_execution_says_each_time_how_far_the_last_call_came() -> None:
    past = datetime(2026, 11, 21, 18, 5, tzinfo=UTC)
    after = {"feedback": "0123456789abcdef", "item": "state", "wake_at": to_text(past)}
    first, last = {"more": True, "after": after}, {"more": False, "after": None}
    execution = Wheel(first, last).turn(past)
    told = [
        json.loads(call["lambdaFunctionScheduledEventDetails"]["input"])
        for call in execution["told"]
    ]
    assert told == [{"tick": to_text(past)}, {"tick": to_text(past), "wake": first}]
    assert json.loads(execution["output"])["wake"] == last


@pytest.mark.usefixtures("executing")
def test_nothing_but_the_tick_is_in_an_execution() -> None:
    past = datetime(2026, 11, 21, 18, 5, tzinfo=UTC)
    execution = Wheel({"more": False}).turn(past)
    assert json.loads(execution["input"]) == {"tick": to_text(past)}
    assert json.loads(execution["output"]) == {"tick": to_text(past), "wake": {"more": False}}
