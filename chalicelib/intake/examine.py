"""What of that which came with a message is taken, and why the rest is not. Pure, and the same each time.

An attachment's key follows from its content, so that whoever keeps it later finds the same one.
"""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass

from chalicelib.attachments import Refusal
from chalicelib.configuration import Limits
from chalicelib.intake.file_types import ENDS, file_type
from chalicelib.model import Attachment
from chalicelib.pictures import PICTURES, Picture, UnreadableError, strip

_DECORATION = 200
"""Pixels: a picture in the middle of a mail whose shorter side has fewer is a logo, not a photo."""
_MEGABYTE = 1_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Sent:
    """One file as it came."""

    name: str
    declared: str
    """The media type that the sender says it has, lower case."""
    content: bytes
    is_inline: bool = False
    """Whether it stands in the middle of the words, as logos in signatures do."""


def examined(files: Iterable[Sent], limits: Limits, *, is_scanned: bool) -> list[Attachment]:
    """What came, in order, taken or not: without decoration, each content once."""
    found: dict[str, Attachment] = {}
    taken = 0
    for number, file in enumerate(files):
        attachment = examine(file, limits, is_scanned=is_scanned)
        if attachment is None:
            continue
        if attachment.key in found:
            continue
        if attachment.key and taken >= limits.attachments:
            attachment = _refused(file, Refusal.COUNT)
        taken += attachment.key is not None
        found[attachment.key or f"refused {number}"] = attachment
    return list(found.values())


def examine(file: Sent, limits: Limits, *, is_scanned: bool) -> Attachment | None:
    """One file, taken or not; None for decoration. `is_scanned`: somebody looked for viruses in it.

    What nobody looked into is taken only if it is a picture that was put together anew.
    """
    if len(file.content) > limits.attachment_megabytes * _MEGABYTE:
        return _refused(file, Refusal.SIZE)
    kind = file_type(file.content, file.declared)
    if kind is None:
        return _refused(file, Refusal.TYPE)
    picture = _stripped(file.content) if kind in PICTURES else None
    if picture and file.is_inline and min(picture.width, picture.height) < _DECORATION:
        return None
    if picture is None and not is_scanned:
        return _refused(file, Refusal.BROKEN if kind in PICTURES else Refusal.UNSCANNED)
    return Attachment(
        name=file.name,
        media_type=kind,
        size=len(picture.content if picture else file.content),
        key=f"{_digest(file.content)}.{ENDS[kind]}",
        is_stripped=picture is not None,
    )


def infected(name: str, declared: str, size: int) -> Attachment:
    """A file of a mail in which a virus was found: named, and not even looked into."""
    return Attachment(name=name, media_type=declared, size=size, refused=Refusal.VIRUS)


def content_of(attachment: Attachment, files: Iterable[Sent]) -> bytes | None:
    """What is kept of an attachment that was taken; None where no file is the one."""
    wanted = (attachment.key or "").partition(".")[0]
    for file in files:
        if _digest(file.content) == wanted:
            return strip(file.content).content if attachment.is_stripped else file.content
    return None


def _stripped(content: bytes) -> Picture | None:
    try:
        return strip(content)
    except UnreadableError:
        return None


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()[:24]


def _refused(file: Sent, why: Refusal) -> Attachment:
    return Attachment(name=file.name, media_type=file.declared, size=len(file.content), refused=why)
