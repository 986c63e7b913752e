"""What is no record: attachments, media, the originals of mails."""

from typing import Protocol


class Files(Protocol):
    """Attachments, each below the id of its feedback, so that all of one feedback can be found."""

    def put(self, feedback_id: str, key: str, content: bytes, media_type: str) -> None:
        """Keep one; the same again changes nothing, for its key follows from its content."""

    def remove_all(self, feedback_id: str) -> int:
        """Delete everything of one feedback; how many there were."""

    def names(self, feedback_id: str) -> set[str]:
        """The keys of everything that is kept of one feedback."""

    def read(self, feedback_id: str, key: str) -> bytes:
        """One of them. NotFoundError."""

    def link(
        self, feedback_id: str, key: str, *, name: str, media_type: str, is_shown: bool
    ) -> str:
        """An address that gives one to anybody for at most five minutes. NotFoundError.

        A browser takes it for `media_type` and shows it, or stores it under `name`.
        """


class MediaSource(Protocol):
    """Where the SMS provider keeps the pictures of an MMS until they are fetched."""

    def fetch(self, message: str, media: str) -> bytes:
        """One of them, by the provider's ids. NotFoundError, TooLargeError, UnavailableError."""


class MailStore(Protocol):
    """Where the provider keeps the originals of mails."""

    def read(self, key: str) -> bytes:
        """The raw MIME. NotFoundError."""

    def remove(self, key: str) -> None:
        """Delete one; harmless where it is gone."""
