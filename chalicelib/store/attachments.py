"""Where attachments are kept: an S3 bucket, or a dictionary. Each stands below the id of its feedback."""

from typing import TYPE_CHECKING
from urllib.parse import quote

from botocore.exceptions import ClientError

from chalicelib.errors import NotFoundError
from chalicelib.store.failures import code_of, in_our_words

if TYPE_CHECKING:
    from mypy_boto3_s3 import S3Client

LASTS_SECONDS = 300
"""How long an address that S3 signed for us can be used."""

_ABSENT = frozenset({"404", "403", "NoSuchKey", "NotFound"})
"""A role that may not list the bucket is told that what is absent is forbidden."""


class S3Files:
    """ports.Files on a bucket."""

    def __init__(self, client: "S3Client", bucket: str) -> None:
        self._client = client
        self._bucket = bucket

    def put(self, feedback_id: str, key: str, content: bytes, media_type: str) -> None:
        """See the port. One call."""
        with in_our_words("S3"):
            self._client.put_object(
                Bucket=self._bucket,
                Key=_place(feedback_id, key),
                Body=content,
                ContentType=media_type,
            )

    def remove_all(self, feedback_id: str) -> int:
        """See the port. Two calls for each thousand."""
        removed = 0
        with in_our_words("S3"):
            pages = self._client.get_paginator("list_objects_v2").paginate(
                Bucket=self._bucket, Prefix=_place(feedback_id, "")
            )
            for page in pages:
                found = [{"Key": one["Key"]} for one in page.get("Contents", ())]
                if found:
                    self._client.delete_objects(
                        Bucket=self._bucket,
                        Delete={"Objects": found},  # type: ignore[typeddict-item]
                    )
                removed += len(found)
        return removed

    def names(self, feedback_id: str) -> set[str]:
        """See the port. One call for each thousand."""
        begins = _place(feedback_id, "")
        with in_our_words("S3"):
            pages = self._client.get_paginator("list_objects_v2").paginate(
                Bucket=self._bucket, Prefix=begins
            )
            found = [one["Key"] for page in pages for one in page.get("Contents", ())]
        return {one.removeprefix(begins) for one in found}

    def read(self, feedback_id: str, key: str) -> bytes:
        """See the port. One call."""
        with in_our_words("S3"):
            try:
                found = self._client.get_object(Bucket=self._bucket, Key=_place(feedback_id, key))
            except ClientError as error:
                if code_of(error) not in _ABSENT:
                    raise
                raise NotFoundError("there is no such attachment") from error
            return found["Body"].read()

    def link(
        self, feedback_id: str, key: str, *, name: str, media_type: str, is_shown: bool
    ) -> str:
        """See the port. One call; the address is signed here."""
        asked = {"Bucket": self._bucket, "Key": _place(feedback_id, key)}
        with in_our_words("S3"):
            try:
                self._client.head_object(Bucket=self._bucket, Key=asked["Key"])
            except ClientError as error:
                if code_of(error) not in _ABSENT:
                    raise
                raise NotFoundError("there is no such attachment") from error
            return self._client.generate_presigned_url(
                "get_object",
                Params={
                    **asked,
                    "ResponseContentType": media_type,
                    "ResponseContentDisposition": disposition(name, is_shown=is_shown),
                    "ResponseCacheControl": "private, no-store",
                },
                ExpiresIn=LASTS_SECONDS,
            )


class MemoryFiles:
    """ports.Files in memory."""

    def __init__(self) -> None:
        self.files: dict[str, bytes] = {}
        """By feedback id and key, with a slash between."""
        self.media_types: dict[str, str] = {}

    def put(self, feedback_id: str, key: str, content: bytes, media_type: str) -> None:
        """See the port."""
        self.files[_place(feedback_id, key)] = content
        self.media_types[_place(feedback_id, key)] = media_type

    def remove_all(self, feedback_id: str) -> int:
        """See the port."""
        found = [one for one in self.files if one.startswith(_place(feedback_id, ""))]
        for one in found:
            del self.files[one], self.media_types[one]
        return len(found)

    def names(self, feedback_id: str) -> set[str]:
        """See the port."""
        begins = _place(feedback_id, "")
        return {one.removeprefix(begins) for one in self.files if one.startswith(begins)}

    def read(self, feedback_id: str, key: str) -> bytes:
        """See the port."""
        if _place(feedback_id, key) not in self.files:
            raise NotFoundError("there is no such attachment")
        return self.files[_place(feedback_id, key)]

    def link(
        self, feedback_id: str, key: str, *, name: str, media_type: str, is_shown: bool
    ) -> str:
        """See the port."""
        if _place(feedback_id, key) not in self.files:
            raise NotFoundError("there is no such attachment")
        shown = quote(disposition(name, is_shown=is_shown))
        return f"https://files.example/{_place(feedback_id, key)}?as={quote(media_type)}&{shown}"


def disposition(name: str, *, is_shown: bool) -> str:
    """How a browser is to take a file (RFC 6266): shown, or only stored, and under which name."""
    plain = "".join(c if c.isascii() and (c.isalnum() or c in " ._()-") else "_" for c in name)
    kind = "inline" if is_shown else "attachment"
    return f"{kind}; filename=\"{plain}\"; filename*=UTF-8''{quote(name, safe='')}"


def _place(feedback_id: str, key: str) -> str:
    return f"{feedback_id}/{key}"
