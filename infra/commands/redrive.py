"""`redrive`: dead letters go back to the queue that they came from."""

import argparse
import sys
from typing import TYPE_CHECKING

from infra import stage as stages
from infra.commands.rebuild import look
from infra.commands.rebuild import of as rebuild_of
from infra.commands.sweep import sentence
from infra.operations import DEAD_LETTERS, move, receive, sources, sweep

if TYPE_CHECKING:
    from mypy_boto3_sqs import SQSClient
    from mypy_boto3_sqs.type_defs import MessageTypeDef


def register(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add `redrive`."""
    parser = subparsers.add_parser("redrive", help="give dead letters another try")
    parser.add_argument(
        "source", nargs="?", metavar="SOURCE", help="one of them, such as InboundSms (default: all)"
    )
    parser.add_argument("--stage", default=stages.LOCAL, help="where (default: local)")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Move them and say how many; 1 where there is no such source or the sweep failed."""
    stage = stages.find(arguments.stage)
    known = sources(stage.outputs)
    if arguments.source and arguments.source not in known:
        print(f"no {arguments.source!r}; there are {', '.join(known)}", file=sys.stderr)
        return 1
    code = 0
    for source in [arguments.source] if arguments.source else known:
        if source in STREAMS:
            code = max(code, _made_up_for(source, stage))
        else:
            moved = move(
                stage.client("sqs"),
                stage.outputs[f"{source}{DEAD_LETTERS}"],
                stage.outputs[f"{source}QueueUrl"],
            )
            print(f"{source}: {moved} moved")
    return code


def _made_up_for(source: str, stage: stages.Stage) -> int:
    """What the lost stream records stood for is in the table: whoever finds it there follows it up."""
    sqs: SQSClient = stage.client("sqs")
    dead = stage.outputs[f"{source}{DEAD_LETTERS}"]
    letters: list[MessageTypeDef] = []
    while batch := receive(sqs, dead):
        letters += batch
    if not letters:
        print(f"{source}: 0 moved")
        return 0
    says, error = STREAMS[source](stage)
    if error:
        print(f"{source}: {says}", file=sys.stderr)
        return 1
    for message in letters:
        sqs.delete_message(QueueUrl=dead, ReceiptHandle=message["ReceiptHandle"])
    print(f"{source}: {len(letters)} answered by {says}")
    return 0


def _sweep(stage: stages.Stage) -> tuple[str, bool]:
    found, error = sweep(stage)
    return (f"the sweep failed: {found}" if error else f"a sweep: {sentence(found)}"), error


def _rebuild(stage: stages.Stage) -> tuple[str, bool]:
    found, written, _ = look(rebuild_of(stage), mend=True)
    if not found.is_whole:
        return "the measurements still differ from their timelines, see `rebuild`", True
    return f"a rebuild: {written} facts written", False


STREAMS = {"React": _sweep, "Measure": _rebuild}
"""Whose dead letters are positions in the stream, nothing that could be sent again."""
