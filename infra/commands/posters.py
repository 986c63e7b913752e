"""`posters`: a print-ready PDF for each touchpoint."""

import argparse
import sys
import time
from pathlib import Path

from chalicelib.posters import sheet
from chalicelib.posters.sheet import Size
from chalicelib.store.configuration import DynamoConfigurationStore
from infra import stage as stages
from infra.site import address_of


def register(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add `posters`."""
    parser = subparsers.add_parser("posters", help="posters, stickers and seat-back cards as PDF")
    parser.add_argument(
        "--touchpoint", action="append", metavar="ID", dest="ids", help="one of them (default: all)"
    )
    parser.add_argument("--size", choices=[*Size], type=Size, default=Size.A4)
    parser.add_argument("--out", type=Path, required=True, metavar="DIR", help="made if need be")
    parser.add_argument("--stage", default=stages.LOCAL, help="where (default: local)")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Write the files, each named after its touchpoint and size; 1 where a touchpoint is not known."""
    stage = stages.find(arguments.stage)
    configuration = DynamoConfigurationStore(
        stage.client("dynamodb"), stage.outputs["TableName"], time.monotonic
    ).current()
    unknown = [one for one in arguments.ids or () if configuration.place(one) is None]
    if unknown:
        print(f"no such touchpoint: {', '.join(unknown)}", file=sys.stderr)
        return 1
    arguments.out.mkdir(parents=True, exist_ok=True)
    for name in arguments.ids or configuration.touchpoints:
        face = sheet.face(
            configuration.organisation, configuration.touchpoints[name], address_of(stage)
        )
        target = arguments.out / f"{name}-{arguments.size}.pdf"
        target.write_bytes(sheet.pdf(face, arguments.size))
        print(f"{target}  {face.address}")
    return 0
