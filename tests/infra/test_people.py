"""Who may sign in: the user pool as the commands leave it."""

from collections.abc import Iterator
from typing import Any

import boto3
import pytest
from moto import mock_aws

from chalicelib.access import Role
from infra.people import demo_users, everybody, invite, remove
from tests import builders


@pytest.fixture
def pool() -> Iterator[tuple[Any, str]]:
    with mock_aws():
        client = boto3.client(
            "cognito-idp", region_name="eu-west-1", aws_access_key_id="x", aws_secret_access_key="x"
        )
        created = client.create_user_pool(PoolName="people", UsernameAttributes=["email"])
        name = created["UserPool"]["Id"]
        for role in Role:
            client.create_group(UserPoolId=name, GroupName=role)
        yield client, name


def test_somebody_has_exactly_the_roles_that_were_last_given(pool: tuple[Any, str]) -> None:
    client, name = pool
    person = {"email": "ana@example.com", "name": "Ana"}
    assert invite(client, name, **person, roles=[Role.AGENT, Role.LEAD])
    assert not invite(client, name, **person, roles=[Role.ADMIN])
    assert everybody(client, name) == {"ana@example.com": [Role.ADMIN]}


def test_who_is_removed_is_gone_and_who_never_was_is_said_so(pool: tuple[Any, str]) -> None:
    client, name = pool
    invite(client, name, email="ana@example.com", name="Ana", roles=[Role.AGENT])
    assert remove(client, name, "ana@example.com")
    assert not remove(client, name, "ana@example.com")
    assert everybody(client, name) == {}


def test_the_demo_has_somebody_for_each_role_and_they_stand_in_the_teams() -> None:
    users = demo_users(builders.document())
    assert [user.role for user in users] == [*Role]
    assert users[0].email == "ana@example.com"
    assert users[2].email == "omb-1@example.com"
