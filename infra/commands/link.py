"""`link`: an address of a form that knows the trip, or the key with which vehicles make their own."""

import argparse
import base64
import sys
import time
from datetime import UTC, datetime
from pathlib import Path

import segno

from chalicelib import context
from chalicelib.context import PARTS, TripContext
from chalicelib.errors import InvalidInputError
from chalicelib.instants import from_text
from chalicelib.store.configuration import DynamoConfigurationStore
from infra import stage as stages
from infra.site import address_of


def register(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add `link`."""
    parser = subparsers.add_parser("link", help="an address of a form that knows the trip")
    parser.add_argument("--touchpoint", metavar="ID")
    for name in PARTS:
        parser.add_argument(f"--{name}", default="", help=f"up to {context.LONGEST} characters")
    parser.add_argument(
        "--valid-until", type=from_text, metavar="INSTANT", help="as 2026-12-01T00:00:00Z"
    )
    parser.add_argument(
        "--qr", type=Path, metavar="FILE", help="the code as well: .svg, .png, .pdf"
    )
    parser.add_argument(
        "--key", action="store_true", help="print the key that signs trips and nothing else"
    )
    parser.add_argument("--stage", default=stages.LOCAL, help="where (default: local)")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Print the address, or the key; 1 where there can be no such link."""
    stage = stages.find(arguments.stage)
    configurations = DynamoConfigurationStore(
        stage.client("dynamodb"), stage.outputs["TableName"], time.monotonic
    )
    if arguments.key:
        newest = context.keys_for_context(configurations.keys())[0]
        print(base64.b64encode(newest).decode())
        return 0
    place, until = arguments.touchpoint, arguments.valid_until
    if place is None or configurations.current().place(place) is None:
        return _refused(f"--touchpoint: there is no {place!r}")
    if until is None or until <= datetime.now(UTC):
        return _refused("--valid-until: say an instant in the future")
    parts = {name: getattr(arguments, name) for name in PARTS}
    try:
        token = context.token(configurations.keys(), place, TripContext(**parts, valid_until=until))
    except InvalidInputError as error:
        return _refused("; ".join(f"--{name}: {why}" for name, why in error.fields.items()))
    address = f"{address_of(stage)}/f/{place}?c={token}"
    if arguments.qr:
        segno.make(address, error="m", micro=False).save(str(arguments.qr), scale=8, border=4)
    print(address)
    return 0


def _refused(why: str) -> int:
    print(why, file=sys.stderr)
    return 1
