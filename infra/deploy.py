"""Deployment: a built package becomes a CloudFormation stack, on AWS and on the emulator alike."""

import hashlib
import json
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from infra.package import Build
from infra.stage import Stage

if TYPE_CHECKING:
    from mypy_boto3_cloudformation import CloudFormationClient
    from mypy_boto3_cloudformation.type_defs import StackTypeDef
    from mypy_boto3_s3 import S3Client

Say = Callable[[str], None]
Parameters = Mapping[str, str]

_CONTENT = "ouvido:content"
"""The stack's tag that holds the fingerprint of what was deployed."""
_PAUSES = {"AWS": 3.0, "emulator": 0.1}


class DeploymentError(Exception):
    """The stack is not as wanted; the message holds CloudFormation's reasons."""


def deploy(stage: Stage, build: Build, parameters: Parameters, say: Say) -> dict[str, str]:
    """Create or update the stack of a stage and wait for it; its outputs.

    Does nothing where the deployed stack has the same content and parameters already.
    DeploymentError holds the reasons where CloudFormation refused or rolled back.
    """
    cloudformation: CloudFormationClient = stage.client("cloudformation")
    template = json.loads(build.template.read_text())
    code = build.zip.read_bytes()
    content = _fingerprint(template, code, parameters)
    stack = _stack(cloudformation, stage.stack_name)
    if stack and _is_settled(stack) and _tag(stack) == content:
        say(f"{stage.stack_name} is up to date")
        return stage.outputs
    if stack and stack["StackStatus"] == "ROLLBACK_COMPLETE":
        raise DeploymentError(
            f"the first creation of {stage.stack_name} failed, and CloudFormation does not go on from "
            "there: delete the stack (the table and the bucket of mails stay), then deploy again"
        )
    bucket, key = _upload(stage, code, "zip")
    for resource in template["Resources"].values():
        if resource["Type"] == "AWS::Serverless::Function":
            resource["Properties"]["CodeUri"] = {"Bucket": bucket, "Key": key}
    text = json.dumps(template, separators=(",", ":")).encode()
    template_key = _upload(stage, text, "json")[1]
    say(f"{'updating' if stack else 'creating'} {stage.stack_name}")
    since = _newest_event(cloudformation, stage.stack_name) if stack else None
    _change(
        cloudformation,
        stage,
        template_url=_url(stage, bucket, template_key),
        parameters=parameters,
        content=content,
        is_new=stack is None,
    )
    _settle(cloudformation, stage, since)
    stage.__dict__.pop("outputs", None)
    return stage.outputs


def _fingerprint(template: Mapping[str, Any], code: bytes, parameters: Parameters) -> str:
    digest = hashlib.sha256(code)
    digest.update(json.dumps([template, dict(parameters)], sort_keys=True).encode())
    return digest.hexdigest()


def _stack(cloudformation: "CloudFormationClient", name: str) -> "StackTypeDef | None":
    from botocore.exceptions import ClientError

    try:
        stack = cloudformation.describe_stacks(StackName=name)["Stacks"][0]
    except ClientError as error:
        if "does not exist" in str(error):
            return None
        raise
    # left behind by a change set that was never executed: still to be created
    return None if stack["StackStatus"] in {"REVIEW_IN_PROGRESS", "DELETE_COMPLETE"} else stack


def _is_settled(stack: "StackTypeDef") -> bool:
    return stack["StackStatus"] in {"CREATE_COMPLETE", "UPDATE_COMPLETE"}


def _tag(stack: "StackTypeDef") -> str | None:
    return next((tag["Value"] for tag in stack.get("Tags", []) if tag["Key"] == _CONTENT), None)


def _upload(stage: Stage, content: bytes, suffix: str) -> tuple[str, str]:
    """Put content into the stage's artefact bucket under its own hash, unless it is there."""
    from botocore.exceptions import ClientError

    s3: S3Client = stage.client("s3")
    bucket = _artefact_bucket(stage, s3)
    key = f"{hashlib.sha256(content).hexdigest()}.{suffix}"
    try:
        s3.head_object(Bucket=bucket, Key=key)
    except ClientError:
        s3.put_object(Bucket=bucket, Key=key, Body=content)
    return bucket, key


def _artefact_bucket(stage: Stage, s3: "S3Client") -> str:
    from botocore.exceptions import ClientError

    account = stage.client("sts").get_caller_identity()["Account"]
    region = stage.session.region_name
    bucket = f"ouvido-artefacts-{account}-{region}"
    try:
        s3.head_bucket(Bucket=bucket)
    except ClientError as error:
        if error.response["ResponseMetadata"]["HTTPStatusCode"] != 404:
            raise DeploymentError(f"the bucket {bucket} cannot be used: {error}") from error
        where: Any = {"CreateBucketConfiguration": {"LocationConstraint": region}}
        s3.create_bucket(Bucket=bucket, **({} if region == "us-east-1" else where))
        s3.put_public_access_block(
            Bucket=bucket,
            PublicAccessBlockConfiguration={
                "BlockPublicAcls": True,
                "BlockPublicPolicy": True,
                "IgnorePublicAcls": True,
                "RestrictPublicBuckets": True,
            },
        )
    return bucket


def _url(stage: Stage, bucket: str, key: str) -> str:
    if stage.endpoint_url:
        return f"{stage.endpoint_url}/{bucket}/{key}"
    return f"https://{bucket}.s3.{stage.session.region_name}.amazonaws.com/{key}"


def _change(
    cloudformation: "CloudFormationClient",
    stage: Stage,
    *,
    template_url: str,
    parameters: Parameters,
    content: str,
    is_new: bool,
) -> None:
    """Make a change set, which the SAM transform asks for, and execute it."""
    from botocore.exceptions import WaiterError

    name = f"ouvido-{content[:16]}"
    cloudformation.create_change_set(
        StackName=stage.stack_name,
        ChangeSetName=name,
        ChangeSetType="CREATE" if is_new else "UPDATE",
        TemplateURL=template_url,
        Parameters=[{"ParameterKey": k, "ParameterValue": v} for k, v in parameters.items()],
        Capabilities=["CAPABILITY_IAM", "CAPABILITY_AUTO_EXPAND"],
        Tags=[{"Key": _CONTENT, "Value": content}],
    )
    pause = _pause(stage)
    try:
        cloudformation.get_waiter("change_set_create_complete").wait(
            StackName=stage.stack_name,
            ChangeSetName=name,
            WaiterConfig={"Delay": 1 if pause < 1 else 3, "MaxAttempts": 200},
        )
    except WaiterError as error:
        made = cloudformation.describe_change_set(StackName=stage.stack_name, ChangeSetName=name)
        cloudformation.delete_change_set(StackName=stage.stack_name, ChangeSetName=name)
        reason = made.get("StatusReason", "no reason given")
        raise DeploymentError(f"the change was refused: {reason}") from error
    cloudformation.execute_change_set(StackName=stage.stack_name, ChangeSetName=name)


def _pause(stage: Stage) -> float:
    return _PAUSES["emulator" if stage.is_local else "AWS"]


def _newest_event(cloudformation: "CloudFormationClient", stack_name: str) -> str | None:
    events = cloudformation.describe_stack_events(StackName=stack_name)["StackEvents"]
    return events[0]["EventId"] if events else None


def _settle(cloudformation: "CloudFormationClient", stage: Stage, since: str | None) -> None:
    """Wait until the stack has come to rest. DeploymentError with every reason if that is bad."""
    while True:
        stack = _stack(cloudformation, stage.stack_name)
        if stack and not stack["StackStatus"].endswith("_IN_PROGRESS"):
            break
        time.sleep(_pause(stage))
    if _is_settled(stack):
        return
    reasons = []
    for page in cloudformation.get_paginator("describe_stack_events").paginate(
        StackName=stage.stack_name
    ):
        for event in page["StackEvents"]:
            if event["EventId"] == since:
                break
            if event.get("ResourceStatus", "").endswith("_FAILED"):
                what = f"{event.get('LogicalResourceId')} ({event.get('ResourceType')})"
                reasons.append(f"  {what}: {event.get('ResourceStatusReason', 'no reason given')}")
        else:
            continue
        break
    raise DeploymentError(
        f"{stage.stack_name} is {stack['StackStatus']}:\n" + "\n".join(reversed(reasons))
    )


def parameters_of(file: Path) -> dict[str, str]:
    """The template parameters that a stage's TOML file sets."""
    import tomllib

    if not file.exists():
        return {}
    return {name: str(value) for name, value in tomllib.loads(file.read_text()).items()}
