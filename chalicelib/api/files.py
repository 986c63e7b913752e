"""Views of what came with words and is none."""

from chalicelib import attachments
from chalicelib.api.call import Call
from chalicelib.api.models import Picture
from chalicelib.errors import NotFoundError, TooLargeError

LARGEST = 4_400_000
"""Bytes: a Lambda answers with 6 MB at most, of which base64 leaves three quarters."""


def picture(call: Call) -> Picture:
    """One picture. TooLargeError: it can only be had by its link."""
    one = call.feedback()
    entry, number = call.path["entry"], call.path["number"]
    if not (entry.isdecimal() and number.isdecimal() and len(entry + number) < 10):
        raise NotFoundError("there is no such picture")
    brought = attachments.of(call.services.store.entry(one.id, int(entry)))
    if int(number) >= len(brought):
        raise NotFoundError("there is no such picture")
    found = brought[int(number)]
    if found.key is None or not (attachments.is_shown(found) and attachments.is_picture(found)):
        raise NotFoundError("there is no such picture")
    if found.size > LARGEST:
        raise TooLargeError("this picture is too large to be shown here")
    content = call.services.files().read(one.id, found.key)
    return Picture(media_type=found.media_type, content=content)
