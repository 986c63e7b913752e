"""Is a stage healthy? Each look at it is a function that yields findings, good and bad ones."""

import json
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from typing import Any

from botocore.exceptions import ClientError

from chalicelib.errors import UnavailableError
from chalicelib.instants import to_text
from chalicelib.services.receipts import BOUNCES_WITHIN, bounces_of
from chalicelib.store.configuration import DynamoConfigurationStore
from chalicelib.store.dynamo import DynamoFeedbackStore
from infra import webhooks
from infra.arrivals import arrivals
from infra.finding import Finding
from infra.operations import DEAD_LETTERS, sources
from infra.stage import LOCAL, Stage

_LATE = timedelta(minutes=5)
"""What has been due for longer was missed by its tick and by the sweeps since."""
_LOOK_AT = 1_000
_DAILY = timedelta(hours=26)
"""In which what runs every day must have run."""
_SWEEPS = 3
"""Periods in which a sweep must have run."""


def examine(stage: Stage, now: datetime) -> Iterator[Finding]:
    """Look at everything. StageError where there is no such stack."""
    looks: tuple[Callable[[Stage, datetime], Iterator[Finding]], ...] = (
        _stack,
        _functions,
        _sources,
        _dead_letters,
        _due,
        _configuration,
        _sweep,
        _measures,
        arrivals,
        _mail,
        _staff_bounces,
        _webhooks,
    )
    for look in looks:
        yield from look(stage, now)


def _stack(stage: Stage, _now: datetime) -> Iterator[Finding]:
    stacks = stage.client("cloudformation").describe_stacks(StackName=stage.stack_name)
    status = stacks["Stacks"][0]["StackStatus"]
    again = "`make run`" if stage.name == LOCAL else f"`make deploy STAGE={stage.name}`"
    yield Finding(
        about="stack",
        healthy=status in {"CREATE_COMPLETE", "UPDATE_COMPLETE"},
        says=f"{stage.stack_name} is {status}",
        do=f"read the reasons in its events, then {again} again",
    )


def _resources(stage: Stage, kind: str) -> dict[str, str]:
    """Physical names of the stack's resources of one type, by logical id."""
    pages = stage.client("cloudformation").get_paginator("list_stack_resources")
    return {
        one["LogicalResourceId"]: one["PhysicalResourceId"]
        for page in pages.paginate(StackName=stage.stack_name)
        for one in page["StackResourceSummaries"]
        if one["ResourceType"] == kind
    }


def _functions(stage: Stage, _now: datetime) -> Iterator[Finding]:
    client = stage.client("lambda")
    functions = _resources(stage, "AWS::Lambda::Function")
    states = {
        name: client.get_function_configuration(FunctionName=physical)
        for name, physical in functions.items()
    }
    ill = sorted(
        name
        for name, state in states.items()
        if state["State"] not in {"Active", "Inactive"}  # inactive: idle for weeks
        or state.get("LastUpdateStatus") == "Failed"
    )
    yield Finding(
        about="functions",
        healthy=not ill,
        says=f"{', '.join(ill)} cannot run" if ill else f"{len(functions)} can run",
        do="deploy again",
    )


def _sources(stage: Stage, _now: datetime) -> Iterator[Finding]:
    client = stage.client("lambda")
    mappings = _resources(stage, "AWS::Lambda::EventSourceMapping")
    off = sorted(
        name
        for name, physical in mappings.items()
        if client.get_event_source_mapping(UUID=physical)["State"] != "Enabled"
    )
    yield Finding(
        about="sources",
        healthy=not off,
        says=f"{', '.join(off)} not enabled" if off else f"{len(mappings)} enabled",
        do="enable the event source mapping, or deploy again",
    )


def _dead_letters(stage: Stage, _now: datetime) -> Iterator[Finding]:
    sqs = stage.client("sqs")
    for source in sources(stage.outputs):
        attributes = sqs.get_queue_attributes(
            QueueUrl=stage.outputs[f"{source}{DEAD_LETTERS}"],
            AttributeNames=["ApproximateNumberOfMessages"],
        )["Attributes"]
        count = int(attributes["ApproximateNumberOfMessages"])
        yield Finding(
            about=f"dead letters of {source}",
            healthy=count == 0,
            says=str(count) if count else "none",
            do=f"find out why in the logs, mend it, then `redrive {source} --stage {stage.name}`",
        )


def _due(stage: Stage, now: datetime) -> Iterator[Finding]:
    store = DynamoFeedbackStore(stage.client("dynamodb"), stage.outputs["TableName"])
    due, more = store.due(now, _LOOK_AT)
    if not due:
        yield Finding(about="work list", healthy=True, says="nothing is due")
        return
    oldest = min(one.wake_at for one in due)
    count = f"{'more than ' if more else ''}{len(due)}"
    yield Finding(
        about="work list",
        healthy=now - oldest < _LATE,
        says=f"{count} due, the oldest since {to_text(oldest)}",
        do=f"`sweep --stage {stage.name}`; if that does not help, see the logs of Act and Send",
    )


def _configuration(stage: Stage, _now: datetime) -> Iterator[Finding]:
    store = DynamoConfigurationStore(
        stage.client("dynamodb"), stage.outputs["TableName"], monotonic=lambda: 0.0
    )
    try:
        configuration = store.current()
    except UnavailableError:
        yield Finding(
            about="configuration",
            healthy=False,
            says="none was ever applied: nothing can be captured",
            do=f"`config apply FILE --stage {stage.name}`",
        )
        return
    says = f"version {configuration.version} of {configuration.organisation.name}"
    yield Finding(about="configuration", healthy=True, says=says)


def _sweep(stage: Stage, now: datetime) -> Iterator[Finding]:
    function = stage.outputs["SweepFunction"]
    settings = stage.client("lambda").get_function_configuration(FunctionName=function)
    period = timedelta(seconds=int(settings["Environment"]["Variables"]["SWEEP_SECONDS"]))
    since = now - _SWEEPS * period
    ran = bool(_logged(stage, function, since, "swept"))
    yield Finding(
        about="sweep",
        healthy=ran,
        says=f"{'ran' if ran else 'did not run'} in the last {_SWEEPS * period}",
        do="see the logs of Sweep, and whether its schedule is enabled",
    )


def _measures(stage: Stage, now: datetime) -> Iterator[Finding]:
    """What the newest daily check of the measurements said; nothing where the stack is younger than that."""
    stacks = stage.client("cloudformation").describe_stacks(StackName=stage.stack_name)
    said = _logged(stage, stage.outputs["CheckMeasuresFunction"], now - _DAILY, "measures_checked")
    if not said:
        is_young = stacks["Stacks"][0]["CreationTime"] > now - _DAILY
        says = "not checked yet" if is_young else f"not checked in the last {_DAILY}"
        do = "see the logs of CheckMeasures, and whether its schedule is enabled"
        yield Finding(about="measurements", healthy=is_young, says=says, do=do)
        return
    newest = said[-1]
    problems, day = int(newest["problems"]), newest["day"]
    yield Finding(
        about="measurements",
        healthy=problems == 0,
        says=f"{problems} things of {day} differ from the timelines"
        if problems
        else f"those of {day} are what the timelines say",
        do=f"`rebuild --check --stage {stage.name}`, then `rebuild --apply`",
    )


def _logged(stage: Stage, function: str, since: datetime, word: str) -> list[dict[str, Any]]:
    """What a function has logged with a word in it, the oldest first; whole lines of JSON only."""
    pages = (
        stage.client("logs")
        .get_paginator("filter_log_events")
        .paginate(
            logGroupName=f"/aws/lambda/{function}",
            startTime=int(since.timestamp() * 1000),
            filterPattern=word,
        )
    )
    try:
        events = [event for page in pages for event in page["events"]]
    except ClientError as error:
        if error.response["Error"]["Code"] != "ResourceNotFoundException":
            raise
        return []  # it never ran
    events.sort(key=lambda event: event["timestamp"])
    return [json.loads(one["message"]) for one in events if one["message"].startswith("{")]


def _mail(stage: Stage, _now: datetime) -> Iterator[Finding]:
    account = stage.client("sesv2").get_account()
    if not account.get("SendingEnabled"):
        says, do = "SES does not send", "see the account's SES console for the reason"
    elif not account.get("ProductionAccessEnabled"):
        says, do = "SES sends to verified addresses only", "ask for production access in SES"
    else:
        yield Finding(about="mail", healthy=True, says="SES sends")
        return
    yield Finding(about="mail", healthy=False, says=says, do=do)


def _staff_bounces(stage: Stage, now: datetime) -> Iterator[Finding]:
    """Members whose mail bounces again and again: what is theirs goes to the next level each time."""
    client, table = stage.client("dynamodb"), stage.outputs["TableName"]
    try:
        configuration = DynamoConfigurationStore(client, table, lambda: 0.0).current()
    except UnavailableError:
        return
    store = DynamoFeedbackStore(client, table)
    days = [now - timedelta(days=n) for n in range(BOUNCES_WITHIN.days)]
    addresses = {one for team in configuration.teams.values() for one in team.addresses}
    bouncing = sorted(
        one
        for one in addresses
        if sum(store.is_full(bounces_of(one, day), n) for day in days for n in (1, 2)) > 1
    )
    yield Finding(
        about="staff",
        healthy=not bouncing,
        says=f"mail to {', '.join(bouncing)} bounces"
        if bouncing
        else f"no member's mail has bounced twice in {BOUNCES_WITHIN.days} days",
        do="correct the address in the configuration, or ask its owner",
    )


def _webhooks(stage: Stage, _now: datetime) -> Iterator[Finding]:
    """Other systems that hear nothing."""
    try:
        found = webhooks.of(stage).all()
    except UnavailableError:
        return
    for one in found:
        lane = one.lane
        yield Finding(
            about=f"webhook {one.webhook.id}",
            healthy=lane.disabled_at is None and lane.failing_since is None,
            says=f"disabled since {to_text(lane.disabled_at)}: {lane.disabled_why}"
            if lane.disabled_at
            else f"fails since {to_text(lane.failing_since)}, {one.waiting} events wait"
            if lane.failing_since
            else f"{one.waiting} events wait",
            do=f"`webhooks log {one.webhook.id}`; once its receiver works, `webhooks enable`"
            " and `webhooks replay`",
        )
