"""Photos that are sent with the form or on the private page.

The photo is put into its place before the entry that names it is written, for it is nowhere else; if
that fails, the words are taken without it. Nobody looked for viruses in it, so it is taken only as a
picture that could be put together anew.
"""

from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime

from chalicelib import attachments
from chalicelib.addresses import feedback_id
from chalicelib.attachments import Refusal
from chalicelib.configuration import Limits
from chalicelib.errors import DuplicateError, UnavailableError
from chalicelib.intake.examine import Sent, content_of, examine
from chalicelib.intake.web import Submission
from chalicelib.model import Attachment, Channel, Feedback
from chalicelib.ports import ConfigurationStore, Files
from chalicelib.services.capture import Capture, Captured
from chalicelib.services.words import Words

_NOT_NOW = "not_now"
"""The photo is fine, and could not be put into its place."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Added:
    """What became of further words and a photo."""

    feedback: Feedback
    problem: str | None
    """Why the photo was not taken; None where it was, or there was none."""


class Photos:
    """Takes words with a photo."""

    def __init__(self, capture: Capture, configurations: ConfigurationStore, files: Files) -> None:
        self._capture = capture
        self._configurations = configurations
        self._files = files

    def web(
        self, submission: Submission, photo: Sent, now: datetime
    ) -> tuple[Captured, str | None]:
        """A form with a photo: what `Capture.web` says, and why the photo was not taken if it was not.

        Without a client id, nothing says which feedback the photo will belong to: ValueError.
        """
        if submission.client_id is None:
            raise ValueError("a form has a client id")
        about = feedback_id(f"web:{submission.client_id}")
        taken, problem = self._take(about, photo)
        named = replace(submission, attachments=(taken,) if taken else ())
        return self._capture.web(named, now), problem

    def add(
        self, feedback: Feedback, text: str, photo: Sent | None, key: str, now: datetime
    ) -> Added:
        """Further words from the private page, a photo, or both; the same key again adds nothing.

        Where nothing is left to add, nothing is written.
        """
        taken, problem = self._take(feedback.id, photo) if photo else (None, None)
        if not text and taken is None:
            return Added(feedback=feedback, problem=problem)
        data = {"attachments": [attachments.to_plain(taken)]} if taken else {}
        said = Words(
            key=f"web:{feedback.id}:{key}",
            channel=Channel.WEB,
            text=text,
            received_at=now,
            data=data,
        )
        with suppress(DuplicateError):
            feedback = self._capture.append(feedback.id, said, now)
        return Added(feedback=feedback, problem=problem)

    def _take(self, about: str, photo: Sent) -> tuple[Attachment | None, str | None]:
        attachment = examine(photo, self._limits(), is_scanned=False)
        if attachment is None or attachment.key is None:
            return None, attachment.refused if attachment else Refusal.TYPE
        content = content_of(attachment, [photo])
        if content is None:
            raise ValueError("what was examined is what was sent")
        try:
            self._files.put(about, attachment.key, content, attachment.media_type)
        except UnavailableError:
            return None, _NOT_NOW
        return attachment, None

    def _limits(self) -> Limits:
        return self._configurations.current().limits
