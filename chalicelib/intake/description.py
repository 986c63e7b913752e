"""What a part of a mail says that it is: its Content-Type and Content-Disposition, RFC 2231 included. Pure.

Reading them is the standard library's work. Most mails say the same few things, so what was read is kept.
"""

import re
from dataclasses import dataclass
from email.message import Message
from functools import lru_cache

from chalicelib.intake.headers import Headers, decode_words, one_line

_SAFE = re.compile(r"[\x00-\x08\x0a-\x1f\x7f]")
_FOLDERS = re.compile(r".*[/\\]")
_MAX_PARAMETERS = 2_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Description:
    """One part, as its header describes it."""

    media_type: str
    """Lower case, `text/plain` where nothing is said."""
    boundary: bytes | None
    """What divides it, where it is a multipart that says so."""
    charset: str | None
    name: str | None
    """Its file's name, without folders."""
    disposition: str | None
    is_flowed: bool
    """Its lines are wrapped as RFC 3676 says."""
    drops_space: bool
    """… and the space before a soft line break is not part of the text."""


def describe(headers: Headers, default_type: str) -> Description:
    """What a header says of its part; `default_type` where it does not say of what type that is."""
    said = (headers.get(name) for name in ("content-type", "content-disposition"))
    content_type, disposition = (
        None if value is None else _SAFE.sub(" ", value)[:_MAX_PARAMETERS] for value in said
    )
    return _described(content_type, disposition, default_type)


@lru_cache(maxsize=500)
def _described(content_type: str | None, disposition: str | None, default_type: str) -> Description:
    message = Message()
    message.set_default_type(default_type)
    if content_type is not None:
        message["content-type"] = content_type
    if disposition is not None:
        message["content-disposition"] = disposition
    is_multipart = message.get_content_maintype() == "multipart"
    boundary = message.get_boundary() if is_multipart else None
    name = one_line(decode_words(message.get_filename() or ""), 200)
    return Description(
        media_type=message.get_content_type(),
        boundary=boundary.encode("utf-8", "replace") if boundary else None,
        charset=message.get_content_charset(),
        name=_FOLDERS.sub("", name) or None,
        disposition=message.get_content_disposition(),
        is_flowed=str(message.get_param("format", "")).lower() == "flowed",
        drops_space=str(message.get_param("delsp", "")).lower() == "yes",
    )
