"""Mails that the provider says arrived: whatever stands in its bucket."""

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING

from botocore.exceptions import ClientError

from chalicelib.intake.retold import HEAD_BYTES, mail_again
from chalicelib.model import Channel
from chalicelib.reconciliation import Source, Told
from chalicelib.store.failures import code_of, in_our_words

if TYPE_CHECKING:
    from mypy_boto3_s3 import S3Client

_SETUP = "AMAZON_SES_SETUP_NOTIFICATION"
"""What SES puts into a bucket when a rule is made, to see that it may."""


class BucketOfMails:
    """ports.ArrivalSource on the bucket of originals.

    Keys say nothing of when a mail came, so that the whole bucket is listed: a call for each thousand.
    """

    channel = Channel.EMAIL
    source = Source.MAIL_BUCKET

    def __init__(self, client: "S3Client", bucket: str, domain: Callable[[], str]) -> None:
        """`domain`: what our mail addresses end with."""
        self._client = client
        self._bucket = bucket
        self._domain = domain

    def told(self, since: datetime, until: datetime) -> Told:
        """See the port. S3 says when it got a mail, to the second."""
        named: dict[str, datetime] = {}
        with in_our_words("S3"):
            for page in self._client.get_paginator("list_objects_v2").paginate(Bucket=self._bucket):
                for one in page.get("Contents", ()):
                    is_mail = one["Key"] != _SETUP
                    if is_mail and since <= one["LastModified"] < until:
                        named[one["Key"]] = one["LastModified"]
        return Told(count=len(named), named=named)

    def job(self, arrival_id: str) -> dict[str, str] | None:
        """See the port. One call; None where the mail is gone."""
        with in_our_words("S3"):
            try:
                found = self._client.get_object(
                    Bucket=self._bucket, Key=arrival_id, Range=f"bytes=0-{HEAD_BYTES - 1}"
                )
            except ClientError as error:
                if code_of(error) == "InvalidRange":  # there is nothing in it
                    return None
                if code_of(error) != "NoSuchKey":
                    raise
                return None
            head, at = found["Body"].read(), found["LastModified"]
        return mail_again(arrival_id, self._bucket, head, at, self._domain())
