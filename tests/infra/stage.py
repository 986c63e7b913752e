"""A stage in moto: its table, the stack that tells where it is, and the operator's commands on it."""

import argparse
import json
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import boto3
import pytest
from moto import mock_aws

from tests.contracts.table_definition import table_properties

STAGE = "trial"
REGION = "eu-west-1"


@contextmanager
def deployed() -> Iterator[tuple[Any, str]]:
    """A client of the table's service, and the table's name, as CloudFormation knows it."""
    said = table_properties()
    kept = ("BillingMode", "AttributeDefinitions", "KeySchema", "GlobalSecondaryIndexes")
    properties = {key: said[key] for key in kept}
    template = {
        "Resources": {"Table": {"Type": "AWS::DynamoDB::Table", "Properties": properties}},
        "Outputs": {"TableName": {"Value": {"Ref": "Table"}}},
    }
    with pytest.MonkeyPatch.context() as patch, mock_aws():
        for name in ("AWS_REGION", "AWS_DEFAULT_REGION"):
            patch.setenv(name, REGION)
        stacks = boto3.client("cloudformation", region_name=REGION)
        stacks.create_stack(StackName=f"ouvido-{STAGE}", TemplateBody=json.dumps(template))
        [stack] = stacks.describe_stacks(StackName=f"ouvido-{STAGE}")["Stacks"]
        name = stack["Outputs"][0]["OutputValue"]
        yield boto3.client("dynamodb", region_name=REGION), name


def run(command: Any, *arguments: str) -> int:
    """Run a command line of the operator's on the stage; its exit code."""
    parser = argparse.ArgumentParser()
    command.register(parser.add_subparsers(required=True))
    name = command.__name__.rpartition(".")[2]
    parsed = parser.parse_args([name, "--stage", STAGE, *arguments])
    return int(parsed.run(parsed))
