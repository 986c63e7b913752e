"""Attachments of mails and pictures of texts, from the queue that `react` fills."""

import json
from typing import Any

from chalice.app import Blueprint

from chalicelib.bootstrap import attached, core
from chalicelib.handlers.entry import Event, each_record, entry

bp = Blueprint(__name__)


@bp.lambda_function(name="keep_attachments")
@entry
def keep_attachments(event: Event, context: Any) -> Any:
    """Keep what came with each mail and text."""
    return each_record(event, context, _one)


def _one(record: Event) -> None:
    job = json.loads(record["body"])
    about = job["feedback"], int(job["entry"])
    attached.keep_attachments().keep(*about)
    if media := attached.keep_media():
        media.keep(*about, core.now())
