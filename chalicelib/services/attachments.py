"""Attachments of mails: which are taken, and how they come from the stored original into the bucket.

What is taken is decided, and stands in the entry, before anything is moved: the words never wait for a
photo. `react` then asks for `keep`, which may run twice and finds the same.
"""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from chalicelib import attachment_links, attachments
from chalicelib.configuration import Limits
from chalicelib.errors import NotFoundError
from chalicelib.intake.email_notice import EmailNotice, Verdict
from chalicelib.intake.examine import Sent, content_of, examined, infected
from chalicelib.intake.mail import Mail, parse
from chalicelib.model import Attachment, Entry
from chalicelib.ports import ConfigurationStore, FeedbackStore, Files, MailStore
from chalicelib.services.media import has_media


def listed(mail: Mail, notice: EmailNotice, limits: Limits) -> list[dict[str, Any]]:
    """What came with a mail, for the entry's data. Of one with a virus nothing is taken."""
    if notice.has_virus:
        found = [infected(one.name, one.media_type, one.size) for one in mail.attachments]
    else:
        is_scanned = notice.virus is Verdict.PASS
        found = examined(_files(mail), limits, is_scanned=is_scanned)
    return [attachments.to_plain(one) for one in found]


def has_to_be_kept(entry: Entry) -> bool:
    """Whether an entry has attachments that are not in our bucket yet."""
    return _is_in_original(entry) or has_media(entry)


def _is_in_original(entry: Entry) -> bool:
    """Whether they are in a mail's original only."""
    return bool(entry.data.get("original") and attachments.kept(entry))


def _files(mail: Mail) -> Iterator[Sent]:
    for one in mail.attachments:
        yield Sent(
            name=one.name,
            declared=one.media_type,
            content=one.content(),
            is_inline=one.is_inline,
        )


class KeepAttachments:
    """Moves what was taken of a mail into the bucket of attachments."""

    def __init__(self, store: FeedbackStore, originals: MailStore, files: Files) -> None:
        self._store = store
        self._originals = originals
        self._files = files

    def keep(self, feedback_id: str, number: int) -> int:
        """Keep what came with one entry; how many. Again it writes the same. UnavailableError.

        NotFoundError: the entry, or its mail's original, is not there, or lacks what the entry lists.
        """
        entry = self._store.entry(feedback_id, number)
        if not _is_in_original(entry):
            return 0
        sent = list(_files(parse(self._originals.read(str(entry.data["original"])))))
        kept = attachments.kept(entry)
        for _, attachment in kept:
            content = content_of(attachment, sent)
            if content is None or attachment.key is None:
                raise NotFoundError(f"the mail of {feedback_id}/{number} lacks an attachment")
            self._files.put(feedback_id, attachment.key, content, attachment.media_type)
        return len(kept)


class AttachmentLinks:
    """Leads whoever holds a link to the attachment, for a few minutes."""

    def __init__(
        self, store: FeedbackStore, configurations: ConfigurationStore, files: Files
    ) -> None:
        self._store = store
        self._configurations = configurations
        self._files = files

    def follow(self, token: str, now: datetime) -> str | None:
        """Where the attachment is; None where the link has ended.

        NotFoundError: the token is none of ours, or the attachment is not there, or not yet.
        """
        link = attachment_links.parse(self._configurations.keys(), token)
        if link is None:
            raise NotFoundError("this address leads nowhere")
        if link.ends_at <= now:
            return None
        attachment = _at(self._store.entry(link.feedback_id, link.entry), link.n)
        if attachment is None or attachment.key is None:
            raise NotFoundError("this address leads nowhere")
        is_shown = attachments.is_shown(attachment)
        return self._files.link(
            link.feedback_id,
            attachment.key,
            name=attachments.file_name(attachment),
            media_type=attachment.media_type if is_shown else "application/octet-stream",
            is_shown=is_shown,
        )


def _at(entry: Entry, n: int) -> Attachment | None:
    found = attachments.of(entry)
    return found[n] if n < len(found) else None
