"""How the arrows between the Lambdas are: dead letters of every queue, and how late the stream is read."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from chalicelib.errors import OuvidoError
from chalicelib.store.failures import in_our_words

if TYPE_CHECKING:
    from mypy_boto3_cloudwatch import CloudWatchClient
    from mypy_boto3_cloudwatch.type_defs import MetricDataQueryTypeDef
    from mypy_boto3_sqs import SQSClient

_PERIOD = 300


class AwsPlumbing:
    """ports.Plumbing on SQS and CloudWatch. What one of them refuses to say is "not available"."""

    def __init__(
        self,
        sqs: "SQSClient",
        cloudwatch: "CloudWatchClient",
        dead: Mapping[str, str],
        readers: Sequence[str],
    ) -> None:
        """`dead`: addresses of dead letters, by source. `readers`: functions that read the stream."""
        self._sqs = sqs
        self._cloudwatch = cloudwatch
        self._dead = dead
        self._readers = readers

    def dead_letters(self) -> dict[str, int | None]:
        """See the port. One call for each."""
        return {source: self._depth(url) for source, url in self._dead.items()}

    def _depth(self, url: str) -> int | None:
        try:
            with in_our_words("SQS"):
                answer = self._sqs.get_queue_attributes(
                    QueueUrl=url,
                    AttributeNames=[
                        "ApproximateNumberOfMessages",
                        "ApproximateNumberOfMessagesNotVisible",
                    ],
                )
        except OuvidoError:
            return None
        return sum(int(number) for number in answer["Attributes"].values())

    def late_seconds(self, since: datetime, until: datetime) -> int | None:
        """See the port. One call."""
        asked: list[MetricDataQueryTypeDef] = [
            {
                "Id": f"reader{n}",
                "MetricStat": {
                    "Metric": {
                        "Namespace": "AWS/Lambda",
                        "MetricName": "IteratorAge",
                        "Dimensions": [{"Name": "FunctionName", "Value": name}],
                    },
                    "Period": _PERIOD,
                    "Stat": "Maximum",
                },
            }
            for n, name in enumerate(self._readers)
        ]
        if not asked:
            return None
        try:
            with in_our_words("CloudWatch"):
                pages = self._cloudwatch.get_paginator("get_metric_data").paginate(
                    MetricDataQueries=asked, StartTime=since, EndTime=until
                )
                ages = [a for p in pages for r in p["MetricDataResults"] for a in r["Values"]]
        except OuvidoError:
            return None
        return round(max(ages) / 1000) if ages else None


class MemoryPlumbing:
    """ports.Plumbing in memory: nothing is late, and there is what a test says there is."""

    def __init__(self) -> None:
        self.dead: dict[str, int | None] = {}

    def dead_letters(self) -> dict[str, int | None]:
        """See the port."""
        return dict(self.dead)

    def late_seconds(self, since: datetime, until: datetime) -> int | None:  # noqa: ARG002
        """See the port. There is no stream here."""
        return None
