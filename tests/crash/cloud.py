"""AWS in one process: the real handlers and the real bootstrap over moto, and the arrows between Lambdas.

The arrows do what the real ones do: SQS and the stream hand a batch over again until it was done, with
the records that the handler named; the wheel and the schedules call again; a client sends again.
"""

import copy
import json
import pickle
import sys
from collections import Counter, deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from importlib import import_module
from itertools import count
from typing import Any

import boto3
import pytest
from aws_lambda_powertools.utilities.batch.exceptions import BatchProcessingError
from chalice.local import LambdaContext
from moto import mock_aws
from moto.dynamodb.models import dynamodb_backends
from moto.dynamodb.models.dynamo_type import LimitedSizeDict
from moto.dynamodb.models.table import Table
from moto.s3.models import s3_backends
from moto.sqs.models import sqs_backends
from moto.stepfunctions.models import stepfunctions_backends

import app
from chalicelib import observability
from chalicelib.bootstrap import core
from chalicelib.events.signature import secret_of
from chalicelib.instants import from_text
from chalicelib.notify import receivers
from chalicelib.reference import from_number
from chalicelib.store.configuration import DynamoConfigurationStore
from tests.builders import KEYS, NOON
from tests.contracts.table_definition import resources
from tests.crash.events import matches, of_stream, receipt, sqs_record
from tests.crash.grants import granted
from tests.crash.wire import REGION, Departure, Killed, Wire

ACCOUNT = "123456789012"
TABLE = "ouvido"
MAILS, ATTACHMENTS = "mails", "attachments"
LOG = "/aws/lambda/api"
"""Buckets."""
QUEUES = {
    "act": "act",
    "send": "send",
    "keep_attachments": "attachments",
    "capture_email": "inbound_mail",
    "capture_sms": "inbound_sms",
    "publish_events": "events",
    "notify_webhooks": "webhook",
}
"""Lambda to the queue of ours that it works off."""
BATCH = {"send": 3, "react": 100, "measure": 100, "keep_attachments": 1, "notify_webhooks": 1}
SWEEP = timedelta(minutes=5)
API = "api"
LAMBDAS = {one.name: one for one in app.app.pure_lambda_functions}
ORDER = ("capture_sms", "capture_email", API, "react", "send", "record_delivery", "act", "wake")
"""In which what waits is handed over; whatever is not named comes after."""

Record = dict[str, Any]
Plan = Callable[["Cloud"], None]
"""Something that happens: somebody writes, time passes. It may look at what has left."""


@dataclass(frozen=True)
class Step:
    """One Lambda about to run with one event."""

    name: str
    records: tuple[Record, ...]


@dataclass(frozen=True)
class Moment:
    """Everything that outlives a process."""

    now: datetime
    table: bytes
    executions: tuple[Any, ...]
    ended: frozenset[str]
    waiting: bytes
    answers: tuple[Record, ...]
    departures: tuple[Departure, ...]
    told: tuple[str, ...]
    replies: tuple[Any, ...]
    refusals: tuple[Any, ...]
    refused: dict[str, Any]
    fates: dict[str, str]
    lost: frozenset[str]
    plans: tuple[Plan, ...]


class Cloud:
    """One stage of the product, with time moved by hand."""

    def __init__(self) -> None:
        self.wire = Wire(on_departure=self._tell_of)
        self.now = NOON
        self.waiting: dict[str, list[Record]] = {}
        """Lambda to the records that its source has for it."""
        self.later: dict[str, list[Record]] = {}
        """What failed and comes again after a while."""
        self.plans: deque[Plan] = deque()
        self.ended: set[str] = set()
        self.fates: dict[str, str] = {}
        """Recipient to what becomes of messages to it, where they are not just delivered."""
        self.lost: set[str] = set()
        """Lambdas that what their source has for them never reaches."""
        self.counted: Counter[str] = Counter()
        self.answers: list[Record] = []
        """Of the API."""
        self.numbers = count(1)
        self._streams = dict(of_stream())
        self.wire.stand()
        self._make()

    # What happens

    def arrive(self, name: str, record: Record) -> None:
        """A source has one record for a Lambda."""
        if name in self.lost:
            return
        self.waiting.setdefault(name, []).append(record)

    def until(self, at: datetime) -> None:
        """Time passes, each tick of the wheel comes, and the sweep where something was left lying."""
        ticks = sorted(
            (from_text(json.loads(e.execution_input)["tick"]), e.name, e)
            for e in self._wheel.executions
            if e.name not in self.ended
        )
        left = min((i["wake_at"]["S"] for i in self.items() if "due_shard" in i), default=None)
        swept_at = from_text(left) + SWEEP if left else at + SWEEP
        if ticks and ticks[0][0] <= min(at, swept_at):
            tick, name, execution = ticks[0]
            self.now = max(self.now, tick)
            self.ended.add(name)
            execution.status = "SUCCEEDED"
            self.arrive("wake", json.loads(execution.execution_input))
        elif swept_at <= at:
            self.now = max(self.now + SWEEP, swept_at)
            self.arrive("sweep", {})
        else:
            self.now = max(self.now, at)
            return
        self.plans.appendleft(lambda cloud: cloud.until(at))

    def step(self) -> Step | None:
        """What runs next; None where all is quiet. Plans happen only while nothing waits."""
        while True:
            for name in sorted(self.waiting, key=_place):
                if self.waiting[name]:
                    return Step(name, tuple(self.waiting[name][: BATCH.get(name, 10)]))
            if not self.plans:
                return None
            waited, self.later = self.later, {}
            for name, records in waited.items():
                self.waiting.setdefault(name, []).extend(records)
            self.plans.popleft()(self)

    def run(self, step: Step, kill_at: tuple[int, bool] | None = None) -> bool:
        """Let a Lambda run; False where it was killed, and its source has the same for it again."""
        self.wire.begin(kill_at)
        try:
            answer = _call(self, step)
        except Killed:
            self.collect()
            self.boot()
            return False
        except BatchProcessingError:  # a stream's batch comes again whole
            answer = {"batchItemFailures": [{"itemIdentifier": _name_of(r)} for r in step.records]}
        self.wire.kill_at = None
        refused = sorted(self.wire.asked - granted(step.name))
        assert not refused, f"AWS would refuse {step.name} {refused}: its role does not say so"
        del self.waiting[step.name][: len(step.records)]
        failed = {f["itemIdentifier"] for f in (answer or {}).get("batchItemFailures", ())}
        again = [r for r in step.records if _name_of(r) in failed]
        self.later.setdefault(step.name, []).extend(again)
        if (answer or {}).get("more"):  # the wheel's own loop
            self.arrive(step.name, {**step.records[0], step.name: answer})
        self.collect()
        return True

    def boot(self) -> None:
        """A new process: whatever was remembered is gone. Clients remember nothing of ours."""
        modules = [m for name, m in sys.modules.items() if name.startswith("chalicelib.handlers.")]
        modules += [
            m for name, m in sys.modules.items() if name.startswith("chalicelib.bootstrap.")
        ]
        for module in modules:
            for name, value in vars(module).items():
                if hasattr(value, "cache_clear") and name not in ("client", "session"):
                    value.cache_clear()
        observability.metrics.clear_metrics()
        self.numbers = count(1)

    # What outlives a process

    def moment(self) -> Moment:
        """All of it, to go on from."""
        return Moment(
            now=self.now,
            table=pickle.dumps(self._table.items),
            executions=tuple((e, e.status) for e in self._wheel.executions),
            ended=frozenset(self.ended),
            waiting=pickle.dumps((self.waiting, self.later)),
            answers=tuple(self.answers),
            departures=tuple(self.wire.departures),
            told=tuple(self.wire.told),
            replies=tuple(self.wire.replies),
            refusals=tuple(self.wire.refusals),
            refused=dict(self.wire.refused),
            fates=dict(self.fates),
            lost=frozenset(self.lost),
            plans=tuple(self.plans),
        )

    def go_back(self, to: Moment) -> None:
        """As if nothing had happened since, in a new process."""
        self.now = to.now
        self._table.items = pickle.loads(to.table)
        self._wheel.executions = [e for e, _ in to.executions]
        for execution, status in to.executions:
            execution.status = status
        self.ended = set(to.ended)
        self.waiting, self.later = pickle.loads(to.waiting)
        self.answers = list(to.answers)
        self.wire.departures = list(to.departures)
        self.wire.told = list(to.told)
        self.wire.replies = deque(to.replies)
        self.wire.refusals = deque(to.refusals)
        self.wire.refused = dict(to.refused)
        self.fates = dict(to.fates)
        self.lost = set(to.lost)
        self.plans = deque(to.plans)
        self.counted.clear()
        self.wire.kill_at = None
        self.boot()

    def items(self) -> Iterator[Record]:
        """Everything in the table, in DynamoDB's JSON form."""
        for by_range in self._table.items.values():
            for item in by_range.values():
                yield item.to_json()["Attributes"]

    def captured(self) -> Record:
        """What the API has answered to the newest feedback."""
        found = (json.loads(a["body"]) for a in reversed(self.answers) if a["statusCode"] == 201)
        return next(found)

    @property
    def ticks(self) -> set[str]:
        """Of the executions that still wait for theirs."""
        return {e.name for e in self._wheel.executions if e.name not in self.ended}

    # AWS

    def _make(self) -> None:
        said = dict(resources()["Table"]["Properties"])
        wanted = ("BillingMode", "AttributeDefinitions", "KeySchema", "GlobalSecondaryIndexes")
        boto3.client("dynamodb").create_table(
            TableName=TABLE,
            StreamSpecification={"StreamEnabled": True, "StreamViewType": "NEW_IMAGE"},
            **{name: said[name] for name in wanted},
        )
        sqs = boto3.client("sqs")
        self.urls = {q: sqs.create_queue(QueueName=q)["QueueUrl"] for q in QUEUES.values()}
        self.dead = {
            source: sqs.create_queue(QueueName=f"{source}-dead")["QueueUrl"]
            for source in ("InboundMail", "InboundSms")
        }
        boto3.client("logs").create_log_group(logGroupName=LOG)
        for bucket in (MAILS, ATTACHMENTS):
            boto3.client("s3").create_bucket(
                Bucket=bucket, CreateBucketConfiguration={"LocationConstraint": REGION}
            )
        machine = boto3.client("stepfunctions").create_state_machine(
            name="wheel", definition="{}", roleArn=f"arn:aws:iam::{ACCOUNT}:role/wheel"
        )
        self.wheel_arn = machine["stateMachineArn"]
        boto3.client("ssm").put_parameter(
            Name="/ouvido/webhooks/crm", Value=secret_of(KEYS[0]), Type="SecureString"
        )
        self._queues = sqs_backends[ACCOUNT][REGION].queues
        (self._wheel,) = stepfunctions_backends[ACCOUNT][REGION].state_machines

    @property
    def _table(self) -> Any:
        """moto's: another object after each transaction that it took back."""
        return dynamodb_backends[ACCOUNT][REGION].tables[TABLE]

    def apply(self, document: dict[str, Any]) -> None:
        """A configuration, as the operator's command applies it."""
        store = DynamoConfigurationStore(boto3.client("dynamodb"), TABLE, lambda: 0.0)
        store.apply(document, now=self.now, new_key=KEYS[0])

    def keep(self, key: str, raw: bytes) -> None:
        """A mail in the bucket, as SES puts it there."""
        boto3.client("s3").put_object(Bucket=MAILS, Key=key, Body=raw)
        self._originals[key].last_modified = self.now.replace(tzinfo=None)

    def forget_mails(self) -> None:
        """No mail in the bucket, of whatever story."""
        self._originals.clear()

    @property
    def _originals(self) -> Any:
        return s3_backends[ACCOUNT]["aws"].buckets[MAILS].keys

    def collect(self) -> None:
        """What the Lambda has written goes on its way."""
        for name, queue in QUEUES.items():
            messages = self._queues[queue]._messages
            for message in messages:
                self.arrive(name, sqs_record(message.body))
            messages.clear()
        shard = self._table.stream_shard
        for item in shard.items:
            for name, patterns in self._streams.items():
                if any(matches(pattern, item.record) for pattern in patterns):
                    self.arrive(name, item.record)
        shard.starting_sequence_number += len(shard.items)
        shard.items.clear()

    def _tell_of(self, left: Departure) -> None:
        """The provider says what became of a message, where it was told whom to tell."""
        fate = self.fates.get(left.to, "Delivery")
        if left.has_receipts and fate != "nothing":
            self.arrive("record_delivery", receipt(left, fate, self.now))


class _QuickCopies:
    """For moto, which copies its whole table for each transaction, item by item."""

    @staticmethod
    def copy(thing: Any) -> Any:
        return copy.copy(thing)

    @staticmethod
    def deepcopy(thing: Any) -> Any:
        if isinstance(thing, Table):
            twin = copy.copy(thing)
            twin.items = pickle.loads(pickle.dumps(thing.items))
            twin.stream_shard = copy.copy(thing.stream_shard)
            twin.stream_shard.items = list(thing.stream_shard.items)
            return twin
        return pickle.loads(pickle.dumps(thing))


def _called(cloud: Cloud, step: Step) -> Any:  # noqa: ARG001
    """With one event, by a schedule or the wheel."""
    return _lambda(step.name)(step.records[0], LambdaContext(step.name, 512, _LONGEST_MS))


def _batched(cloud: Cloud, step: Step) -> Any:  # noqa: ARG001
    """With the records of a queue or a stream."""
    return _lambda(step.name)({"Records": list(step.records)}, LambdaContext(step.name, 512))


def _requested(cloud: Cloud, step: Step) -> Any:
    """By a client, which sends again until it has an answer."""
    answer = app.app(step.records[0], LambdaContext(API, 512))
    assert answer["statusCode"] < 500, answer
    cloud.answers.append(answer)
    return None


_LONGEST_MS = 900_000
"""Some look at how much time they have."""
_CALLED_WITH_ONE = ("wake", "sweep", "digest", "reconcile", "check_measures", "retain")


@cache
def _lambda(name: str) -> Callable[[Record, Any], Any]:
    """What AWS would call by the name in the package."""
    module, _, function = LAMBDAS[name].handler_string.rpartition(".")
    found: Callable[[Record, Any], Any] = getattr(import_module(module), function)
    return found


def _call(cloud: Cloud, step: Step) -> Any:
    if step.name == API:
        return _requested(cloud, step)
    return (_called if step.name in _CALLED_WITH_ONE else _batched)(cloud, step)


def _place(name: str) -> int:
    return ORDER.index(name) if name in ORDER else len(ORDER)


def _name_of(record: Record) -> str | None:
    """What a handler calls one record of its batch."""
    return record.get("messageId") or record.get("dynamodb", {}).get("SequenceNumber")


@contextmanager
def cloud() -> Iterator[Cloud]:
    """An empty stage. Nothing of it stays behind, in this process or in its environment."""
    with mock_aws(), pytest.MonkeyPatch.context() as patch:
        core.session.cache_clear()
        core.client.cache_clear()
        made = Cloud()
        environment = {
            "TABLE_NAME": TABLE,
            **{f"{queue.upper()}_QUEUE_URL": url for queue, url in made.urls.items()},
            "WHEEL_ARN": made.wheel_arn,
            "MAIL_BUCKET": MAILS,
            "ATTACHMENTS_BUCKET": ATTACHMENTS,
            "INBOUND_SMS_TOPIC": "texts",
            "API_LOG_GROUP": LOG,
            "DEAD_LETTERS": " ".join(f"{name}={url}" for name, url in made.dead.items()),
            "STREAM_READERS": "react measure",
            "PUBLIC_URL": "https://fale.example.com",
            "SMS_CONFIGURATION_SET": "ouvido",
            "MAIL_CONFIGURATION_SET": "ouvido",
            "EVENT_BUS": "ouvido",
            "WEBHOOK_SECRETS": "/ouvido/webhooks",
        }
        for name, value in environment.items():
            patch.setenv(name, value)
        for module in ("moto.dynamodb.models", "moto.dynamodb.models.table"):
            patch.setattr(f"{module}.copy", _QuickCopies)
        patch.setattr(LimitedSizeDict, "__setitem__", dict.__setitem__)  # weighs the whole item
        patch.setattr(core, "now", lambda: made.now)
        patch.setattr(receivers, "WebReceivers", lambda **_: made.wire)

        # What is kept for some seconds is so by the story's clock: on a slow machine the calls are the same.
        def story_time() -> float:
            return made.now.timestamp()

        patch.setattr(core, "seconds", story_time)
        patch.setattr(core, "new_reference", lambda: from_number(next(made.numbers)))
        patch.setattr(observability.metrics.provider, "namespace", "ouvido")
        add_metric = observability.metrics.add_metric

        def counted(name: str, unit: Any, value: float, *more: Any) -> None:
            made.counted[name] += int(value)
            add_metric(name, unit, value, *more)

        patch.setattr(observability.metrics, "add_metric", counted)
        made.boot()
        try:
            yield made
        finally:
            made.boot()
            core.session.cache_clear()
            core.client.cache_clear()
            boto3.DEFAULT_SESSION = None
    made.boot()
