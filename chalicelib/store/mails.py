"""Where the mail provider keeps the originals: an S3 bucket, or a dictionary."""

from typing import TYPE_CHECKING

from botocore.exceptions import ClientError

from chalicelib.errors import NotFoundError
from chalicelib.store.failures import code_of, in_our_words

if TYPE_CHECKING:
    from mypy_boto3_s3 import S3Client


class S3Mails:
    """ports.MailStore on a bucket.

    A role that may not list the bucket is told that a missing mail is forbidden: UnavailableError.
    """

    def __init__(self, client: "S3Client", bucket: str) -> None:
        self._client = client
        self._bucket = bucket

    def read(self, key: str) -> bytes:
        """See the port. One call."""
        with in_our_words("S3"):
            try:
                return self._client.get_object(Bucket=self._bucket, Key=key)["Body"].read()
            except ClientError as error:
                if code_of(error) != "NoSuchKey":
                    raise
                raise NotFoundError("there is no such mail") from error

    def remove(self, key: str) -> None:
        """See the port. One call."""
        with in_our_words("S3"):
            self._client.delete_object(Bucket=self._bucket, Key=key)


class MemoryMails:
    """ports.MailStore in memory."""

    def __init__(self) -> None:
        self._mails: dict[str, bytes] = {}

    def put(self, key: str, raw: bytes) -> None:
        """Keep a mail, as the provider does."""
        self._mails[key] = raw

    def read(self, key: str) -> bytes:
        """See the port."""
        if key not in self._mails:
            raise NotFoundError("there is no such mail")
        return self._mails[key]

    def remove(self, key: str) -> None:
        """See the port."""
        self._mails.pop(key, None)
