"""Guards on the stack: what each function may do and is told, and that nothing fails unseen."""

import json
import re
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from chalicelib.bootstrap import core
from chalicelib.sending import LEASE
from chalicelib.settings import Settings
from infra import package
from infra.commands import redrive

FUNCTIONS = {
    "APIHandler", "Act", "CaptureEmail", "CaptureSms", "CheckMeasures", "Digest", "KeepAttachments",
    "Measure", "NotifyWebhooks", "PublishEvents", "React", "Reconcile", "RecordDelivery", "Retain", "Send",
    "Sweep", "Wake",
}  # fmt: skip
ROOT = Path(__file__).parents[2]
ONLY_KNOWS_ALL = {"cloudwatch:GetMetricData", "dynamodb:ListStreams", "xray:PutTraceSegments"}
"""Actions that AWS offers for every resource or none."""


@cache
def template() -> dict[str, Any]:
    return package.template("prod")


def resources(kind: str) -> dict[str, dict[str, Any]]:
    return {
        name: one["Properties"]
        for name, one in template()["Resources"].items()
        if one["Type"] == kind and "Properties" in one
    }


def role_of(function: str) -> str:
    return "ApiHandlerRole" if function == "APIHandler" else f"{function}Role"


def statements(function: str) -> list[dict[str, Any]]:
    [policy] = resources("AWS::IAM::Role")[role_of(function)]["Policies"]
    return [
        granted
        for statement in policy["PolicyDocument"]["Statement"]
        for granted in (statement["Fn::If"][1:] if "Fn::If" in statement else [statement])
        if "Effect" in granted
    ]


def granted(function: str) -> set[str]:
    """Every action that a function may do."""
    actions: set[str] = set()
    for statement in statements(function):
        action = statement["Action"]
        actions |= {action} if isinstance(action, str) else set(action)
    return actions


def variables(function: str) -> set[str]:
    own = resources("AWS::Serverless::Function")[function].get("Environment", {})
    shared = template()["Globals"]["Function"]["Environment"]
    return {*own.get("Variables", {}), *shared["Variables"]}


def test_every_function_is_there() -> None:
    assert set(resources("AWS::Serverless::Function")) == FUNCTIONS


def test_every_resource_has_a_type() -> None:
    """A misspelt name in the merged file would otherwise be a resource of no kind."""
    assert all("Type" in one for one in template()["Resources"].values())


@pytest.mark.parametrize("function", sorted(FUNCTIONS))
def test_every_function_has_a_role_of_its_own(function: str) -> None:
    roles = [one["Role"] for one in resources("AWS::Serverless::Function").values()]
    assert roles.count(resources("AWS::Serverless::Function")[function]["Role"]) == 1


@pytest.mark.parametrize("function", sorted(FUNCTIONS))
def test_no_function_may_do_everything(function: str) -> None:
    assert not [action for action in granted(function) if "*" in action]


@pytest.mark.parametrize("function", sorted(FUNCTIONS))
def test_what_a_function_may_do_is_bound_to_named_resources(function: str) -> None:
    for statement in statements(function):
        if statement.get("Resource") == "*":
            action = statement["Action"]
            assert {action} if isinstance(action, str) else set(action) & ONLY_KNOWS_ALL


@pytest.mark.parametrize(
    ("action", "functions"),
    [
        ("states:StartExecution", {"NotifyWebhooks", "Act", "React", "Send", "Sweep"}),
        ("ses:SendEmail", {"Send"}),
        ("sms-voice:SendTextMessage", {"Send"}),
        ("sns:Publish", {"Send"}),
        (
            "ssm:GetParameter",
            {"NotifyWebhooks", "APIHandler", "KeepAttachments", "Reconcile", "Send"},
        ),
        ("s3:GetObject", {"APIHandler", "CaptureEmail", "KeepAttachments", "Reconcile"}),
        ("s3:ListBucket", {"Reconcile", "Retain"}),
        ("s3:DeleteObject", {"Retain"}),
        ("dynamodb:Scan", {"APIHandler", "Retain"}),
        ("events:PutEvents", {"PublishEvents"}),
        ("cloudwatch:GetMetricData", {"Reconcile"}),
        ("logs:FilterLogEvents", {"Reconcile"}),
        ("s3:PutObject", {"APIHandler", "KeepAttachments"}),
        ("dynamodb:GetRecords", {"Measure", "React"}),
        ("sms-voice:PutOptedOutNumber", {"Send"}),
        ("sms-voice:DeleteOptedOutNumber", {"Send"}),
        (
            "sqs:SendMessage",
            {
                "PublishEvents",
                "NotifyWebhooks",
                "APIHandler",
                "Act",
                "Digest",
                "Measure",
                "React",
                "Reconcile",
                "Sweep",
                "Wake",
            },
        ),
        ("dynamodb:PutItem", FUNCTIONS - {"CheckMeasures", "Sweep", "Wake"}),
        ("dynamodb:ConditionCheckItem", {"NotifyWebhooks"}),
        ("dynamodb:DeleteItem", {"APIHandler", "Act", "NotifyWebhooks", "Retain"}),
    ],
)
def test_only_these_functions_may(action: str, functions: set[str]) -> None:
    assert {function for function in FUNCTIONS if action in granted(function)} == functions


@pytest.mark.parametrize(
    ("variable", "functions"),
    [
        ("TABLE_NAME", FUNCTIONS),
        ("ACT_QUEUE_URL", {"APIHandler", "Wake", "Act", "Sweep"}),
        ("SEND_QUEUE_URL", {"Digest", "NotifyWebhooks", "React", "Act"}),
        ("WHEEL_ARN", {"NotifyWebhooks", "React", "Act", "Send", "Sweep"}),
        ("MAIL_BUCKET", {"CaptureEmail", "KeepAttachments", "Reconcile", "Retain"}),
        ("SMS_TRANSPORT", {"APIHandler", "KeepAttachments", "Reconcile", "Send"}),
        ("TWILIO_TOKEN_PARAMETER", {"APIHandler", "KeepAttachments", "Reconcile", "Send"}),
        ("SMS_MAX_PRICE", {"Send"}),
        ("SMS_VALID_HOURS", {"Send"}),
        ("SMS_OPT_OUT_LIST", {"Send"}),
        ("HOLD_BACK_SECONDS", {"React", "Act"}),
        ("CALL_SECONDS", {"APIHandler"}),
        ("EVENT_BUS", {"PublishEvents"}),
        ("EVENTS_QUEUE_URL", {"Act", "React"}),
        ("WEBHOOK_QUEUE_URL", {"APIHandler", "Act", "NotifyWebhooks", "PublishEvents"}),
        ("WEBHOOK_SECRETS", {"NotifyWebhooks"}),
        ("LOCAL_WEBHOOKS", {"NotifyWebhooks"}),
        ("PUBLIC_URL", {"APIHandler", "Digest", "Send"}),
    ],
)
def test_only_these_functions_are_told(variable: str, functions: set[str]) -> None:
    assert {function for function in FUNCTIONS if variable in variables(function)} == functions


def test_only_who_talks_to_twilio_may_read_its_token_and_only_where_texts_go_there() -> None:
    for function in FUNCTIONS:
        [policy] = resources("AWS::IAM::Role")[role_of(function)]["Policies"]
        reading = [
            s for s in policy["PolicyDocument"]["Statement"] if "twilio-token" in json.dumps(s)
        ]
        conditions = [statement["Fn::If"][0] for statement in reading]
        may = function in {"APIHandler", "KeepAttachments", "Reconcile", "Send"}
        assert conditions == (["TextsThroughTwilio"] if may else [])


def test_every_queue_has_dead_letters_or_is_for_dead_letters() -> None:
    for name, queue in resources("AWS::SQS::Queue").items():
        if name.endswith("DeadLetters"):
            assert queue["MessageRetentionPeriod"] == 14 * 24 * 3600
        else:
            letters = f"{name.removesuffix('Queue')}DeadLetters"
            assert queue["RedrivePolicy"] == {
                "deadLetterTargetArn": {"Fn::GetAtt": [letters, "Arn"]},
                "maxReceiveCount": 5,
            }


def test_every_dead_letter_raises_an_alarm() -> None:
    watched = {
        alarm["Dimensions"][0]["Value"]["Fn::GetAtt"][0]
        for alarm in resources("AWS::CloudWatch::Alarm").values()
        if alarm["Namespace"] == "AWS/SQS"
    }
    letters = {name for name in resources("AWS::SQS::Queue") if name.endswith("DeadLetters")}
    assert watched == letters


def test_every_lambda_that_a_clock_calls_raises_an_alarm_when_it_fails() -> None:
    called = {
        name
        for name, function in resources("AWS::Serverless::Function").items()
        if any(one["Type"] == "Schedule" for one in function.get("Events", {}).values())
    }
    watched = {
        alarm["Dimensions"][0]["Value"]["Ref"]
        for alarm in resources("AWS::CloudWatch::Alarm").values()
        if (alarm["Namespace"], alarm["MetricName"]) == ("AWS/Lambda", "Errors")
    }
    assert "Retain" in called
    assert called <= watched


def test_every_reader_of_the_stream_raises_an_alarm_when_it_is_late() -> None:
    readers = {
        name
        for name, function in resources("AWS::Serverless::Function").items()
        if any(one["Type"] == "DynamoDB" for one in function.get("Events", {}).values())
    }
    watched = {
        alarm["Dimensions"][0]["Value"]["Ref"]: alarm["AlarmDescription"]
        for alarm in resources("AWS::CloudWatch::Alarm").values()
        if alarm["MetricName"] == "IteratorAge"
    }
    assert {"React", "Measure"} <= readers
    assert watched.keys() == readers
    assert all(f"`{name.lower()}`" in said for name, said in watched.items())


def test_whatever_the_nightly_checks_count_raises_an_alarm() -> None:
    watched = {alarm["MetricName"] for alarm in resources("AWS::CloudWatch::Alarm").values()}
    for handler in ("reconcile", "check_measures", "retain"):
        text = (ROOT / "chalicelib" / "handlers" / f"{handler}.py").read_text()
        counted = set(re.findall(r'count\(\s*"(\w+)"', text))
        assert counted
        assert counted <= watched


def test_every_dead_letter_can_be_redriven() -> None:
    outputs = template()["Outputs"]
    for name in resources("AWS::SQS::Queue"):
        if name.endswith("DeadLetters"):
            assert f"{name}Url" in outputs
            source = name.removesuffix("DeadLetters")
            assert source in redrive.STREAMS or f"{source}QueueUrl" in outputs


def test_every_dead_letter_is_counted_by_the_reconciliation() -> None:
    told = resources("AWS::Serverless::Function")["Reconcile"]["Environment"]["Variables"]
    counted = {one["Fn::Sub"] for one in told["DEAD_LETTERS"]["Fn::Join"][1]}
    may = [s for s in statements("Reconcile") if s["Action"] == "sqs:GetQueueAttributes"]
    looked_at = {one["Fn::GetAtt"][0] for s in may for one in s["Resource"]}
    letters = {name for name in resources("AWS::SQS::Queue") if name.endswith("DeadLetters")}
    assert looked_at == letters
    assert counted == {f"{name.removesuffix('DeadLetters')}=${{{name}}}" for name in letters}


def test_every_batch_names_its_failures() -> None:
    for function in resources("AWS::Serverless::Function").values():
        for event in function.get("Events", {}).values():
            if event["Type"] in {"SQS", "DynamoDB"}:
                assert event["Properties"]["FunctionResponseTypes"] == ["ReportBatchItemFailures"]


def test_a_message_is_hidden_six_times_as_long_as_its_function_may_run() -> None:
    hidden = template()["Parameters"]["RetrySeconds"]["Default"]
    for function in resources("AWS::Serverless::Function").values():
        if any(event["Type"] == "SQS" for event in function.get("Events", {}).values()):
            assert function["Timeout"] * 6 <= hidden


def test_only_services_of_this_account_may_publish() -> None:
    for policy in resources("AWS::SNS::TopicPolicy").values():
        for statement in policy["PolicyDocument"]["Statement"]:
            assert set(statement["Principal"]) == {"Service"}
            assert statement["Condition"]["StringEquals"]["aws:SourceAccount"] == {
                "Ref": "AWS::AccountId"
            }


def seconds_of_a_call(variables: dict[str, Any]) -> int:
    """The longest that one call to AWS takes without an answer, tries and all."""
    chosen = Settings.from_env({k: v for k, v in variables.items() if isinstance(v, str)})
    return chosen.call_tries * (core.CONNECT_SECONDS + chosen.call_seconds)


def test_the_api_says_that_something_is_missing_before_it_is_ended() -> None:
    api = resources("AWS::Serverless::Function")["APIHandler"]
    assert seconds_of_a_call(api["Environment"]["Variables"]) + 5 <= api["Timeout"]


def test_a_batch_of_messages_whose_provider_is_silent_ends_before_its_function_does() -> None:
    send = resources("AWS::Serverless::Function")["Send"]
    one_try = {**send["Environment"]["Variables"], "CALL_TRIES": "1"}
    batch = send["Events"]["Job"]["Properties"]["BatchSize"]
    assert batch * seconds_of_a_call(one_try) + 15 <= send["Timeout"]
    assert send["Timeout"] < LEASE.total_seconds()


def test_what_reads_a_queue_of_work_does_so_at_a_concurrency_that_can_be_chosen() -> None:
    for function in ("Act", "Send"):
        job = resources("AWS::Serverless::Function")[function]["Events"]["Job"]["Properties"]
        on_aws, emulated = job["ScalingConfig"]["MaximumConcurrency"]["Fn::If"][1:]
        assert on_aws == {"Ref": f"{function}Concurrency"}
        assert isinstance(emulated, int)
        assert job["Queue"] == {"Fn::GetAtt": [f"{function}Queue", "Arn"]}
        assert job["FunctionResponseTypes"] == ["ReportBatchItemFailures"]


def test_a_queue_takes_what_its_topics_send_whatever_account_they_name() -> None:
    policy = resources("AWS::SQS::QueuePolicy")["FromTopics"]["PolicyDocument"]
    [statement] = policy["Statement"]
    assert list(statement["Condition"]) == ["ArnEquals"]
    assert list(statement["Condition"]["ArnEquals"]) == ["aws:SourceArn"]


def test_time_zones_come_from_the_package_in_every_function() -> None:
    assert template()["Globals"]["Function"]["Environment"]["Variables"]["PYTHONTZPATH"] == ""


def test_an_execution_is_told_the_tick_and_nothing_else() -> None:
    definition = json.loads(
        resources("AWS::StepFunctions::StateMachine")["Wheel"]["DefinitionString"]
    )
    wait = definition["States"][definition["StartAt"]]
    assert wait == {"Type": "Wait", "TimestampPath": "$.tick", "Next": "Wake"}


def test_the_gateway_answers_in_the_one_error_shape() -> None:
    for response in resources("AWS::Serverless::Api")["RestAPI"]["GatewayResponses"].values():
        body = json.loads(response["ResponseTemplates"]["application/json"])
        assert body["error"].keys() == {"code", "message", "request_id"}


def test_what_holds_words_of_customers_outlives_the_stack() -> None:
    for name in ("Table", "MailBucket", "AttachmentsBucket"):
        assert template()["Resources"][name]["DeletionPolicy"] == "Retain"
