"""The table as the deployed template defines it, for stores to be tested on."""

from functools import cache
from pathlib import Path
from typing import Any

import yaml

TEMPLATE = Path(__file__).parents[2] / "infra" / "template.yaml"


class _Loader(yaml.SafeLoader):
    """Reads CloudFormation's short functions as None: the table's keys hold none."""


_Loader.add_multi_constructor("!", lambda *_: None)


@cache
def resources() -> dict[str, dict[str, Any]]:
    """The template's resources by name, short functions left out."""
    return dict(yaml.load(TEMPLATE.read_text(), Loader=_Loader)["Resources"])


@cache
def table_properties() -> dict[str, Any]:
    """The properties of the template's one table."""
    [table] = [one for one in resources().values() if one.get("Type") == "AWS::DynamoDB::Table"]
    return dict(table["Properties"])


def create_table(client: Any, name: str) -> None:
    """Make a table with the template's keys and indexes."""
    said = table_properties()
    client.create_table(
        TableName=name,
        BillingMode=said["BillingMode"],
        AttributeDefinitions=said["AttributeDefinitions"],
        KeySchema=said["KeySchema"],
        GlobalSecondaryIndexes=said["GlobalSecondaryIndexes"],
    )
