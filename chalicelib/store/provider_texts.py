"""Texts that the provider says arrived: AWS counts them, Twilio lists them."""

import json
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from chalicelib.errors import UnavailableError
from chalicelib.intake.retold import text_again
from chalicelib.model import Channel
from chalicelib.reconciliation import Source, Told
from chalicelib.store.failures import in_our_words
from chalicelib.twilio_account import TwilioAccount

if TYPE_CHECKING:
    from mypy_boto3_cloudwatch import CloudWatchClient

_PERIOD = 300
"""Seconds; SNS reports every five minutes, and CloudWatch keeps these for 63 days."""
_PAGE = 1000
_MOST_PAGES = 1000


class TopicOfTexts:
    """ports.ArrivalSource on the metrics of the topic that End User Messaging publishes to."""

    channel = Channel.SMS
    source = Source.TOPIC

    def __init__(self, client: "CloudWatchClient", topic: str) -> None:
        """`topic`: its name, not its ARN."""
        self._client = client
        self._topic = topic

    def told(self, since: datetime, until: datetime) -> Told:
        """See the port. Only a count; a topic with nothing published has no figures, which is none."""
        count = 0.0
        with in_our_words("CloudWatch"):
            pages = self._client.get_paginator("get_metric_data").paginate(
                MetricDataQueries=[
                    {
                        "Id": "published",
                        "MetricStat": {
                            "Metric": {
                                "Namespace": "AWS/SNS",
                                "MetricName": "NumberOfMessagesPublished",
                                "Dimensions": [{"Name": "TopicName", "Value": self._topic}],
                            },
                            "Period": _PERIOD,
                            "Stat": "Sum",
                        },
                    }
                ],
                StartTime=since,
                EndTime=until,
            )
            for page in pages:
                count += sum(sum(one["Values"]) for one in page["MetricDataResults"])
        return Told(count=round(count), named=None)

    def job(self, arrival_id: str) -> dict[str, str] | None:  # noqa: ARG002
        """See the port. AWS does not say a text a second time."""
        return None


class TwilioTexts:
    """ports.ArrivalSource on Twilio's list of messages.

    https://www.twilio.com/docs/messaging/api/message-resource#read-multiple-message-resources
    """

    channel = Channel.SMS
    source = Source.TWILIO

    def __init__(self, account: TwilioAccount) -> None:
        self._account = account

    def told(self, since: datetime, until: datetime) -> Told:
        """See the port. One call for each thousand texts of the days, in either direction."""
        named: dict[str, datetime] = {}
        for one in self._listed(since, until):
            at = _sent_at(one)
            if one.get("direction") == "inbound" and at is not None and since <= at < until:
                named[str(one["sid"])] = at
        return Told(count=len(named), named=named)

    def job(self, arrival_id: str) -> dict[str, str] | None:
        """See the port. One call. Without its pictures: their addresses are not in the list."""
        one = self._asked(f"{self._account.messages}/{arrival_id}.json")
        at = _sent_at(one)
        if at is None:
            return None
        return text_again(
            message_id=arrival_id,
            sender=str(one.get("from") or ""),
            to=str(one.get("to") or ""),
            body=str(one.get("body") or ""),
            at=at,
        )

    def _listed(self, since: datetime, until: datetime) -> Iterator[Mapping[str, Any]]:
        days = {
            "DateSent>": since.date().isoformat(),
            "DateSent<": (until + timedelta(days=1)).date().isoformat(),
        }
        path: str | None = f"{self._account.messages}.json?{urlencode({**days, 'PageSize': _PAGE})}"
        for _ in range(_MOST_PAGES):
            page = self._asked(path or "")
            yield from page.get("messages", ())
            path = page.get("next_page_uri")
            if not path:
                return
            if not str(path).startswith(f"{self._account.messages}.json?"):
                raise UnavailableError("Twilio's list leads elsewhere")
        raise UnavailableError("Twilio's list does not end")

    def _asked(self, path: str) -> Mapping[str, Any]:
        from urllib3.exceptions import HTTPError

        try:
            answer = self._account.call("GET", path)
            document = json.loads(answer.data) if answer.status == 200 else None
        except (HTTPError, ValueError) as error:
            raise UnavailableError("Twilio cannot be asked") from error
        if not isinstance(document, dict):
            raise UnavailableError(f"Twilio answered {answer.status}")
        return document


def _sent_at(one: Mapping[str, Any]) -> datetime | None:
    """When a message was sent, by RFC 2822; None where Twilio does not say."""
    try:
        at = parsedate_to_datetime(str(one.get("date_sent") or one.get("date_created") or ""))
    except ValueError:
        return None
    return at if at.tzinfo else at.replace(tzinfo=UTC)
