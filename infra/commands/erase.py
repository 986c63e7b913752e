"""`erase`: what is kept about a customer gone, or about everybody whose feedback ended long ago."""

import argparse
import json
import re
import secrets
import sys
from collections.abc import Iterator
from dataclasses import asdict
from datetime import UTC, datetime, timedelta

from chalicelib.audit import Audited, Deed
from chalicelib.errors import OuvidoError
from chalicelib.model import Feedback
from chalicelib.ports import Record
from chalicelib.services.erase import Erase, Erased
from chalicelib.store.attachments import S3Files
from chalicelib.store.audit import DynamoAuditLog
from chalicelib.store.dynamo import DynamoFeedbackStore
from chalicelib.store.mails import S3Mails
from chalicelib.store.pending import DynamoPendingMoves
from chalicelib.store.records import DynamoRecords
from infra import stage as stages
from infra.commands.export import contact


def register(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add `erase`."""
    parser = subparsers.add_parser(
        "erase", help="words, names, contact points, files and mails of a customer gone for good"
    )
    whose = parser.add_mutually_exclusive_group(required=True)
    whose.add_argument("--contact", metavar="CONTACT", type=contact, help="sms:+44… or email:…")
    whose.add_argument(
        "--older-than", metavar="DAYS", type=_days, help="whatever ended longer ago: 730d"
    )
    parser.add_argument("--kind", help="of --older-than: only of this kind")
    parser.add_argument("--channel", help="of --older-than: only what came this way")
    parser.add_argument("--yes", action="store_true", help="do it; else it only says what it would")
    parser.add_argument("--json", action="store_true", help="as data")
    parser.add_argument("--stage", default=stages.LOCAL, help="where (default: local)")
    parser.set_defaults(run=run)


def _days(text: str) -> timedelta:
    found = re.fullmatch(r"([1-9][0-9]{0,4})d", text)
    if found is None:
        raise argparse.ArgumentTypeError("write a number of days, such as 730d")
    return timedelta(days=int(found[1]))


def run(arguments: argparse.Namespace) -> int:
    """Erase, or say what would be; 1 where something is left. The same command again goes on."""
    stage = stages.find(arguments.stage)
    now = datetime.now(UTC)
    done = Erased()
    try:
        for one in each(of(stage), arguments, now):
            done += one
    except OuvidoError as error:
        print(f"It was not finished: {error}. The same command again goes on.", file=sys.stderr)
        return 1
    finally:  # whatever breaks off: what is gone is gone
        if arguments.yes and done.feedback:
            _audit(stage, done, now, "asked" if arguments.contact else "age")
    if arguments.json:
        print(json.dumps({"erased": arguments.yes, **asdict(done)}))
    else:
        print(_said(done, is_done=arguments.yes))
    if done.left:
        print(f"{done.left} could not be erased now: the same command again.", file=sys.stderr)
    return 1 if done.left or (not arguments.yes and done.feedback) else 0


def _audit(stage: stages.Stage, done: Erased, now: datetime, why: str) -> None:
    """Keep how much was erased, and not whose it was."""
    log = DynamoAuditLog(stage.client("dynamodb"), stage.outputs["TableName"])
    log.record(
        Audited(
            id=secrets.token_hex(16),
            at=now,
            by="operator",
            deed=Deed.ERASED,
            data={
                "why": why,
                "feedback": done.feedback,
                "files": done.files,
                "mails": done.mails,
            },
        )
    )


def of(stage: stages.Stage) -> Erase:
    """What erases in a stage."""
    table = stage.client("dynamodb"), stage.outputs["TableName"]
    s3 = stage.client("s3")
    return Erase(
        DynamoFeedbackStore(*table),
        DynamoRecords(*table),
        S3Files(s3, stage.outputs["AttachmentsBucketName"]),
        S3Mails(s3, stage.outputs["MailBucketName"]),
        DynamoPendingMoves(*table),
    )


def each(erase: Erase, arguments: argparse.Namespace, now: datetime) -> Iterator[Erased]:
    """What each feedback comes to, or would."""
    if arguments.contact:
        if arguments.yes:
            yield erase.contact(arguments.contact, now)
        else:
            yield from map(_would, erase.found(arguments.contact))
        return

    def is_wanted(feedback: Feedback) -> bool:
        return arguments.kind in (None, feedback.kind) and arguments.channel in (
            None,
            feedback.channel,
        )

    than = now - arguments.older_than
    if arguments.yes:
        yield from erase.aged(than, now, is_wanted)
    else:
        yield from (_would(one) for one in erase.older(than) if is_wanted(one.feedback))


def _would(record: Record) -> Erased:
    return Erased(feedback=1, entries=len(record.timeline))


def _said(done: Erased, *, is_done: bool) -> str:
    if not is_done:
        return (
            f"{done.feedback} feedback with {done.entries} entries would be erased for good;"
            " nothing is yet: say --yes"
        )
    return (
        f"{done.feedback} feedback erased: {done.entries} entries and {done.messages} messages blanked"
        f" ({done.withheld} of them had not left and do not), {done.files} files and {done.mails} mails"
        " deleted; what was measured stays"
    )
