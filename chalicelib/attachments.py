"""What is attached to an entry, and what of it was not taken. Pure.

An entry's data holds `attachments`: what came with the words, in order, each as plain JSON values.
"""

from collections.abc import Mapping
from enum import StrEnum
from typing import Any

from chalicelib.model import Attachment, Entry
from chalicelib.pictures import PICTURES

SHOWN_IN_A_BROWSER = frozenset({"image/jpeg", "image/png", "image/gif", "image/webp", "image/avif"})
"""What a browser may show, once it is stripped; everything else is only ever downloaded."""

_SAME_END = {"jpeg": "jpg", "htm": "html", "tif": "tiff", "m4v": "mp4", "oga": "ogg", "opus": "ogg"}
_LONGEST_NAME = 80


class Refusal(StrEnum):
    """Why something that was sent is not kept as an attachment."""

    TYPE = "type"
    """Nothing that we take: a program, a page, an archive."""
    SIZE = "size"
    COUNT = "count"
    """More than are taken with one message."""
    VIRUS = "virus"
    UNSCANNED = "unscanned"
    """Nobody looked for viruses in it, and it is no picture that could be put together anew."""
    BROKEN = "broken"
    """It begins like a picture and cannot be read to its end."""


def to_plain(attachment: Attachment) -> dict[str, Any]:
    """An attachment as an entry's data holds it."""
    plain: dict[str, Any] = {
        "name": attachment.name,
        "media_type": attachment.media_type,
        "size": attachment.size,
    }
    if attachment.key is not None:
        plain |= {"key": attachment.key, "is_stripped": attachment.is_stripped}
    if attachment.refused is not None:
        plain["refused"] = attachment.refused
    return plain


def of(entry: Entry) -> list[Attachment]:
    """What is attached to an entry, taken or not, in its order."""
    return [_from_plain(plain) for plain in entry.data.get("attachments", ())]


def kept(entry: Entry) -> list[tuple[int, Attachment]]:
    """What was taken, each with its place among all that came."""
    return [(n, one) for n, one in enumerate(of(entry)) if one.key is not None]


def refused(entry: Entry) -> list[Attachment]:
    """What was not taken."""
    return [one for one in of(entry) if one.refused is not None]


def _from_plain(plain: Mapping[str, Any]) -> Attachment:
    return Attachment(
        name=plain["name"],
        media_type=plain["media_type"],
        size=plain["size"],
        key=plain.get("key"),
        is_stripped=plain.get("is_stripped", False),
        refused=plain.get("refused"),
    )


def is_shown(attachment: Attachment) -> bool:
    """Whether a browser may show it, not only store it."""
    return attachment.is_stripped and attachment.media_type in SHOWN_IN_A_BROWSER


def is_picture(attachment: Attachment) -> bool:
    """Whether it is a picture that we understand."""
    return attachment.media_type in PICTURES


def size_text(size: int) -> str:
    """Bytes as people say them.

    >>> size_text(900), size_text(250_000), size_text(3_400_000)
    ('1 kB', '250 kB', '3 MB')
    """
    return f"{round(size / 1e6)} MB" if size >= 1e6 else f"{max(1, round(size / 1000))} kB"


def file_name(attachment: Attachment) -> str:
    """A name that a download may have anywhere, with the end that its content deserves.

    >>> file_name(Attachment(name="../a<b>.exe", media_type="image/png", size=1, key="0f.png"))
    '..-a-b-.exe.png'
    """
    end = (attachment.key or "").rpartition(".")[2]
    cleaned = "".join(
        letter if letter.isalnum() or letter in " ._()" else "-" for letter in attachment.name
    )
    stem, dot, given = cleaned.rpartition(".")
    same = dot and _SAME_END.get(given.lower(), given.lower()) == end
    name = (stem if same else cleaned).strip()[:_LONGEST_NAME] or "file"
    return f"{name}.{given.lower()}" if same else f"{name}.{end}"
