"""`user`: who may sign in to the console, and as what."""

import argparse
import sys

from chalicelib.access import Role
from infra import people
from infra import stage as stages


def register(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add `user add`, `user remove` and `user list`."""
    parser = subparsers.add_parser("user", help="who may sign in to the console")
    parser.add_argument("--stage", default="local", help="where (default: local)")
    commands = parser.add_subparsers(required=True)
    add = commands.add_parser(
        "add", help="let somebody sign in, with exactly these roles; the pool invites them by mail"
    )
    add.add_argument("email", metavar="EMAIL", help="as the configuration's teams know them")
    add.add_argument("--name", help="for their colleagues (default: the address)")
    add.add_argument("--role", action="append", required=True, choices=[*Role], dest="roles")
    add.set_defaults(run=_add)
    remove = commands.add_parser("remove", help="let somebody sign in no longer")
    remove.add_argument("email", metavar="EMAIL")
    remove.set_defaults(run=_remove)
    listing = commands.add_parser("list", help="everybody, with their roles")
    listing.set_defaults(run=_list)


def _add(arguments: argparse.Namespace) -> int:
    stage = stages.find(arguments.stage)
    email = arguments.email.strip().lower()
    is_new = people.invite(
        stage.client("cognito-idp"),
        stage.outputs["PeoplePoolId"],
        email=email,
        name=arguments.name or email,
        roles=[Role(role) for role in arguments.roles],
    )
    print(f"{email}: {'invited' if is_new else 'known already'}, {', '.join(arguments.roles)}")
    return 0


def _remove(arguments: argparse.Namespace) -> int:
    stage = stages.find(arguments.stage)
    email = arguments.email.strip().lower()
    if not people.remove(stage.client("cognito-idp"), stage.outputs["PeoplePoolId"], email):
        print(f"{email}: nobody of that address may sign in", file=sys.stderr)
        return 1
    print(f"{email}: removed; a session that goes on ends within nine hours")
    return 0


def _list(arguments: argparse.Namespace) -> int:
    stage = stages.find(arguments.stage)
    found = people.everybody(stage.client("cognito-idp"), stage.outputs["PeoplePoolId"])
    for email, roles in sorted(found.items()):
        print(f"{email}  {', '.join(roles) or 'no role'}")
    return 0
