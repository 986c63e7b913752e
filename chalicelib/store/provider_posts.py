"""Forms and calls of the public API that arrived: what the API's log says, written before it stored them."""

import json
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from chalicelib.intake.web import WEB_ARRIVED
from chalicelib.model import Channel
from chalicelib.reconciliation import Source, Told
from chalicelib.store.failures import in_our_words

if TYPE_CHECKING:
    from mypy_boto3_logs import CloudWatchLogsClient


class LogOfPosts:
    """ports.ArrivalSource on the API's log group."""

    channel = Channel.WEB
    source = Source.WEB_LOG

    def __init__(self, client: "CloudWatchLogsClient", group: str) -> None:
        self._client = client
        self._group = group

    def told(self, since: datetime, until: datetime) -> Told:
        """See the port. One call for each megabyte of the log. Who sends again is named once."""
        named: dict[str, datetime] = {}
        with in_our_words("CloudWatch Logs"):
            pages = self._client.get_paginator("filter_log_events").paginate(
                logGroupName=self._group,
                startTime=_milliseconds(since),
                endTime=_milliseconds(until) - 1,
                filterPattern=WEB_ARRIVED,
            )
            for page in pages:
                for event in page["events"]:
                    if feedback_id := _feedback_of(event["message"]):
                        at = datetime.fromtimestamp(0, UTC)
                        at += timedelta(milliseconds=event["timestamp"])
                        named.setdefault(feedback_id, at)
        return Told(count=len(named), named=named)

    def job(self, arrival_id: str) -> dict[str, str] | None:  # noqa: ARG002
        """See the port. Words are in no log: who got an error still has them, and sends them again."""
        return None


def _feedback_of(line: str) -> str | None:
    """The id in a line of ours; None where it is another line that happens to hold the word."""
    try:
        said = json.loads(line)
    except ValueError:
        return None
    is_ours = isinstance(said, dict) and said.get("action") == WEB_ARRIVED
    return str(said["feedback"]) if is_ours and said.get("feedback") else None


def _milliseconds(at: datetime) -> int:
    return round(at.timestamp() * 1000)
