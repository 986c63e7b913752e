"""`rebuild`: works every measurement out again from the timelines, and with `--apply` mends what differs."""

import argparse
import json
import sys
import time
from datetime import date
from typing import Any

from chalicelib.errors import OuvidoError
from chalicelib.services.measure import Rebuild, Rebuilt
from chalicelib.store.configuration import DynamoConfigurationStore
from chalicelib.store.dynamo import DynamoFeedbackStore
from chalicelib.store.measures import DynamoMeasureStore
from infra import stage as stages
from infra.operations import check_measures

_SHOWN = 10


def register(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add `rebuild`."""
    parser = subparsers.add_parser(
        "rebuild", help="work the measurements out again from the timelines, and compare"
    )
    what = parser.add_mutually_exclusive_group()
    what.add_argument("--apply", action="store_true", help="mend what differs")
    what.add_argument("--check", action="store_true", help="only compare, as without --apply")
    what.add_argument(
        "--day",
        type=date.fromisoformat,
        help="only compare, and only some of one day: the check that runs every day",
    )
    parser.add_argument("--json", action="store_true", help="as data")
    parser.add_argument("--stage", default=stages.LOCAL, help="where (default: local)")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Print what differs; 1 where something does, or was not mended."""
    stage = stages.find(arguments.stage)
    if arguments.day:
        return _check_day(stage, arguments.day)
    rebuild = of(stage)
    try:
        found, written, put_right = look(rebuild, mend=arguments.apply)
    except OuvidoError as error:
        print(f"The measurements could not be worked out: {error}.", file=sys.stderr)
        return 1
    if arguments.json:
        print(json.dumps(as_data(found, written, put_right), indent=2))
    else:
        print(*lines(found, written, put_right), sep="\n")
    return 0 if found.is_whole else 1


def _check_day(stage: stages.Stage, day: date) -> int:
    answer, is_error = check_measures(stage, day)
    print(json.dumps(answer, indent=2))
    return 1 if is_error or answer["problems"] else 0


def of(stage: stages.Stage) -> Rebuild:
    """What works a stage's measurements out again."""
    table = stage.client("dynamodb"), stage.outputs["TableName"]
    return Rebuild(
        DynamoFeedbackStore(*table),
        DynamoConfigurationStore(*table, time.monotonic),
        DynamoMeasureStore(*table),
    )


def look(rebuild: Rebuild, *, mend: bool) -> tuple[Rebuilt, int, int]:
    """What differs in the end, how many facts were written and how many sums put right.

    Where something differs it looks twice: what is on its way at this moment does not differ in the same
    way twice. A stage is never quiet, so it does the same after mending.
    """
    found = _lasting(rebuild)
    if not mend or found.is_whole:
        return found, 0, 0
    written, put_right = rebuild.mend(found)
    return _lasting(rebuild), written, put_right


def _lasting(rebuild: Rebuild) -> Rebuilt:
    found = rebuild.compare()
    return found if found.is_whole else rebuild.lasting(found, rebuild.compare())


def as_data(found: Rebuilt, written: int, put_right: int) -> dict[str, Any]:
    """What was found as data."""
    return {
        "whole": found.is_whole,
        "feedback": found.feedback,
        "entries": found.entries,
        "cells": found.cells,
        "missing": [f"{one.feedback_id} {one.source}" for one in found.missing],
        "strange": [f"{was.feedback_id} {was.source}" for was, _ in found.strange],
        "differing": {
            f"{cell.dimension} {cell.period} {cell.value}": dict(difference)
            for cell, difference in sorted(found.differing.items())
        },
        "moving": found.moving,
        "written": written,
        "put_right": put_right,
    }


def lines(found: Rebuilt, written: int, put_right: int) -> list[str]:
    """What was found, for people."""
    said = as_data(found, written, put_right)
    told = [
        f"{found.entries} entries of {found.feedback} feedback worked out, {found.cells} sums compared"
    ]
    if written or put_right:
        told.append(f"{written} facts written, {put_right} sums put right")
    for name, about in (
        ("missing", "facts are missing"),
        ("strange", "facts do not follow from their timeline"),
        ("differing", "sums differ from their facts"),
    ):
        if said[name]:
            shown = [f"  {one}" for one in list(said[name])[:_SHOWN]]
            rest = len(said[name]) - len(shown)
            told += [
                f"{len(said[name])} {about}:",
                *shown,
                *([f"  and {rest} more"] if rest else []),
            ]
    if found.moving:
        told.append(f"{found.moving} sums changed while they were looked at, and were not compared")
    told.append("all as the timelines say, bit for bit" if found.is_whole else "`--apply` mends it")
    return told
