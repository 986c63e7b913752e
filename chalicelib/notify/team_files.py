"""What came with the words of a feedback, for a team: each with a link, or with why it was not kept."""

from collections.abc import Iterator

from chalicelib import attachment_links, attachments
from chalicelib.attachment_links import STAFF_LINK_LASTS, AttachmentLink
from chalicelib.model import Attachment, Entry, Purpose
from chalicelib.notify.mail import one_line
from chalicelib.notify.telling import Telling

_NAME_LIMIT = 80
_MOST = 30
"""Files that one mail names: the newest ones."""

Line = tuple[str, str | None]
"""What a file is, and its address where there is one."""


def files(telling: Telling, keys: list[bytes], public_url: str) -> tuple[Line, ...]:
    """The files of a feedback, oldest first; of a receipt, those that came with the member's words."""
    found = list(_lines(telling, keys, public_url))
    return tuple(found[-_MOST:])


def _lines(telling: Telling, keys: list[bytes], public_url: str) -> Iterator[Line]:
    is_receipt = telling.message.purpose is Purpose.TEAM_RECEIPT
    for entry in [telling.entry] if is_receipt else telling.timeline:
        for n, one in enumerate(attachments.of(entry)):
            address = None
            if one.key and public_url:
                address = f"{public_url}/a/{_token(telling, keys, entry, n)}"
            yield _described(telling, one), address


def _token(telling: Telling, keys: list[bytes], entry: Entry, n: int) -> str:
    link = AttachmentLink(
        feedback_id=telling.feedback.id,
        entry=entry.number,
        n=n,
        ends_at=telling.now + STAFF_LINK_LASTS,
    )
    return attachment_links.token(keys, link)


def _described(telling: Telling, one: Attachment) -> str:
    say = telling.words.say
    name, size = one_line(one.name, _NAME_LIMIT), attachments.size_text(one.size)
    if one.refused:
        reason = f"attachment_{one.refused}"
        why = say(reason if telling.words.knows(reason) else "attachment_type")
        return say("value_attachment_refused", name=name, size=size, why=why)
    if one.key and not one.is_stripped:
        return say("value_attachment_as_sent", name=name, size=size)
    return say("value_attachment", name=name, size=size)
