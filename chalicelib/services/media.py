"""Pictures of a text (MMS): the words are stored at once, the pictures follow as an entry of their own.

The provider only names them. They are fetched, examined and put into their place behind the words, so
that nobody waits for them and nothing is lost where the provider is slow.
"""

from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from chalicelib import attachments
from chalicelib.attachments import Refusal
from chalicelib.errors import DuplicateError, NotFoundError, TooLargeError
from chalicelib.intake.examine import Sent, content_of, examined
from chalicelib.intake.sms import Media
from chalicelib.model import Attachment, Channel, Entry
from chalicelib.ports import ConfigurationStore, FeedbackStore, Files, MediaSource
from chalicelib.services.capture import Capture
from chalicelib.services.words import Words


def media_facts(media: Sequence[Media]) -> dict[str, Any]:
    """For the data of an entry: what its text brought along, by the provider's ids."""
    if not media:
        return {}
    named = [{"message": m.message, "id": m.id, "media_type": m.media_type} for m in media]
    return {"media": named}


def has_media(entry: Entry) -> bool:
    """Whether an entry's text brought something along."""
    return bool(entry.data.get("media"))


@dataclass(frozen=True, slots=True)
class KeepMedia:
    """Fetches what texts brought along."""

    store: FeedbackStore
    configurations: ConfigurationStore
    capture: Capture
    source: MediaSource
    files: Files

    def keep(self, feedback_id: str, number: int, now: datetime) -> int:
        """Keep what came with one entry's text; how many. Again it does nothing. UnavailableError.

        What the provider does not have any more, or what is too large, is named as not taken.
        """
        entry = self.store.entry(feedback_id, number)
        key = f"media:{feedback_id}:{number}"
        if not has_media(entry) or self.store.by_inbound(key) is not None:
            return 0
        sent: list[Sent] = []
        missing: list[Attachment] = []
        for n, one in enumerate(entry.data["media"], start=1):
            name, kind = f"mms-{n}", str(one["media_type"])
            try:
                content = self.source.fetch(str(one["message"]), str(one["id"]))
            except NotFoundError:
                missing.append(_not_taken(name, kind, Refusal.BROKEN))
            except TooLargeError:
                missing.append(_not_taken(name, kind, Refusal.SIZE))
            else:
                sent.append(Sent(name=name, declared=kind, content=content))
        found = examined(sent, self.configurations.current().limits, is_scanned=False)
        taken = [one for one in found if one.key is not None]
        for one in taken:
            self._put(feedback_id, one, sent)
        said = Words(
            key=key,
            channel=Channel.SMS,
            text="",
            received_at=entry.at,
            data=_data([*found, *missing]),
        )
        with suppress(DuplicateError):
            self.capture.append(feedback_id, said, now)
        return len(taken)

    def _put(self, feedback_id: str, attachment: Attachment, sent: Sequence[Sent]) -> None:
        content = content_of(attachment, sent)
        if content is None or attachment.key is None:
            raise ValueError("what was examined is what was sent")
        self.files.put(feedback_id, attachment.key, content, attachment.media_type)


def _not_taken(name: str, media_type: str, why: Refusal) -> Attachment:
    return Attachment(name=name, media_type=media_type, size=0, refused=why)


def _data(found: Sequence[Attachment]) -> Mapping[str, Any]:
    return {"attachments": [attachments.to_plain(one) for one in found]}
