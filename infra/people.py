"""Who may sign in to the console: users and groups of the stage's user pool."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from chalicelib.access import Role

if TYPE_CHECKING:
    from mypy_boto3_cognito_idp import CognitoIdentityProviderClient

_QUIETLY: dict[str, Any] = {"MessageAction": "SUPPRESS"}
DEMO_PASSWORD = "Ouvido-demo-1"  # noqa: S105 - of the local stack, and printed at its start


@dataclass(frozen=True, slots=True, kw_only=True)
class DemoUser:
    """Somebody who can sign in to the local stack."""

    email: str
    name: str
    role: Role


def invite(
    client: "CognitoIdentityProviderClient",
    pool: str,
    *,
    email: str,
    name: str,
    roles: list[Role],
    password: str | None = None,
) -> bool:
    """Let somebody sign in, with exactly these roles; whether they are new.

    Without a password the pool invites them by mail with one that they must change.
    """
    is_new = True
    try:
        client.admin_create_user(
            UserPoolId=pool,
            Username=email,
            UserAttributes=[
                {"Name": "email", "Value": email},
                {"Name": "email_verified", "Value": "true"},
                {"Name": "name", "Value": name},
            ],
            **_QUIETLY if password else {},
        )
    except client.exceptions.UsernameExistsException:
        is_new = False
    if password:
        client.admin_set_user_password(
            UserPoolId=pool, Username=email, Password=password, Permanent=True
        )
    groups = client.admin_list_groups_for_user(UserPoolId=pool, Username=email)["Groups"]
    has = {group["GroupName"] for group in groups}
    for role in Role:
        if role in roles and role not in has:
            client.admin_add_user_to_group(UserPoolId=pool, Username=email, GroupName=role)
        elif role not in roles and role in has:
            client.admin_remove_user_from_group(UserPoolId=pool, Username=email, GroupName=role)
    return is_new


def demo_users(document: dict[str, object]) -> list[DemoUser]:
    """One for each role, so that they can act on what the configuration's teams have."""
    teams: dict[str, dict[str, object]] = document["teams"]  # type: ignore[assignment]

    def of(team: str) -> str | None:
        row = teams.get(team, {})
        members: list[str] = row.get("members") or []  # type: ignore[assignment]
        return next(iter(members), None) or row.get("mailbox") or None  # type: ignore[return-value]

    first = next(iter(teams))
    levels = [
        level["to"]
        for policy in document["policies"]  # type: ignore[attr-defined]
        for level in policy["levels"]
    ]
    last = levels[-1] if levels else first
    found = [
        (of(first), Role.AGENT),
        (of(levels[0]) if levels else None, Role.LEAD),
        (of("ombudsman" if "ombudsman" in teams else str(last)), Role.OMBUDSMAN),
        ("manager@example.com", Role.MANAGER),
        ("admin@example.com", Role.ADMIN),
    ]
    named = {email: role for email, role in reversed(found) if email}
    return [
        DemoUser(email=email, name=email.partition("@")[0].title(), role=role)
        for email, role in reversed(named.items())
    ]


def remove(client: "CognitoIdentityProviderClient", pool: str, email: str) -> bool:
    """Let somebody sign in no longer; whether there was somebody."""
    try:
        client.admin_delete_user(UserPoolId=pool, Username=email)
    except client.exceptions.UserNotFoundException:
        return False
    return True


def everybody(client: "CognitoIdentityProviderClient", pool: str) -> dict[str, list[str]]:
    """Mail addresses of all who may sign in, with their roles."""
    found: dict[str, list[str]] = {}
    for page in client.get_paginator("list_users").paginate(UserPoolId=pool):
        for user in page["Users"]:
            attributes = {one["Name"]: one.get("Value", "") for one in user["Attributes"]}
            found[attributes["email"]] = []
    for role in Role:
        pages = client.get_paginator("list_users_in_group").paginate(
            UserPoolId=pool, GroupName=role
        )
        for members in pages:
            for user in members["Users"]:
                attributes = {one["Name"]: one.get("Value", "") for one in user["Attributes"]}
                found.setdefault(attributes["email"], []).append(role)
    return found
