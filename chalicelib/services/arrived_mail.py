"""A mail with what arrived with it, and what it is as words of a feedback. Pure."""

from dataclasses import dataclass
from typing import Any

from chalicelib.configuration import Configuration
from chalicelib.intake.email_notice import EmailNotice
from chalicelib.intake.mail import Mail
from chalicelib.intake.reply import first_words, words_of_reply
from chalicelib.model import Channel, ContactPoint, MailThread
from chalicelib.routing import touchpoint_for_address
from chalicelib.services.words import Words

_REFERENCES_KEPT = 10
_LONGEST_ID = 300
"""Characters of a mail's own id that is kept, so that what we say of the mail stands beside it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ArrivedMail:
    """A mail, what its provider says of it, and what came with it."""

    notice: EmailNotice
    mail: Mail
    attachments: tuple[dict[str, Any], ...]
    """What came with it, for the entry's data."""
    about: str = ""
    """The feedback that it answers: one mail may answer several."""

    @property
    def key(self) -> str:
        """The same mail delivered twice, even under two ids of the provider, has one key."""
        return f"email:{self.mail.digest or self.notice.message_id}:{self.about}".rstrip(":")

    @property
    def sender(self) -> str | None:
        """Where an answer goes."""
        return self.mail.reply_to or self.mail.sender


def words_of(arrival: ArrivedMail, configuration: Configuration, *, is_reply: bool) -> Words:
    """What a mail says, as words of a feedback. `is_reply`: what it quotes is left out."""
    mail, notice = arrival.mail, arrival.notice
    found = (touchpoint_for_address(configuration, to) for to in notice.recipients)
    text = (words_of_reply(mail).new if is_reply else "") or first_words(mail)
    return Words(
        key=arrival.key,
        channel=Channel.EMAIL,
        text=text,
        received_at=notice.received_at,
        contacts=_contacts(arrival, configuration),
        touchpoint=next((touchpoint for touchpoint in found if touchpoint), None),
        name=mail.sender_name,
        thread=_thread(mail),
        automatic=mail.automatic or _unanswerable(arrival, configuration),
        data=data_of(arrival),
    )


def _unanswerable(arrival: ArrivedMail, configuration: Configuration) -> str | None:
    """Why nobody who would be answered wrote a mail that does not say so itself."""
    if arrival.notice.is_spam:
        return "spam"
    return "a mail of ours came back" if _is_ours(arrival.mail.sender, configuration) else None


def _is_ours(address: str | None, configuration: Configuration) -> bool:
    return (address or "").endswith(f"@{configuration.organisation.mail_domain}")


def _contacts(arrival: ArrivedMail, configuration: Configuration) -> tuple[ContactPoint, ...]:
    if not arrival.sender or _is_ours(arrival.sender, configuration):
        return ()
    # An answer goes where Reply-To says, but only From can be vouched for: anybody may be named there.
    is_from = arrival.sender == arrival.mail.sender
    proven = is_from and arrival.notice.vouches_for(arrival.mail.sender)
    return (ContactPoint(channel=Channel.EMAIL, address=arrival.sender, proven=proven),)


def _thread(mail: Mail) -> MailThread:
    known = tuple(dict.fromkeys((*mail.references, *filter(None, [mail.in_reply_to]))))
    return MailThread(
        subject=mail.subject,
        message_id=mail.message_id,
        references=known[-_REFERENCES_KEPT:],
    )


def data_of(arrival: ArrivedMail) -> dict[str, Any]:
    """What the entry of a mail keeps beside its words."""
    mail = arrival.mail
    data: dict[str, Any] = {"original": arrival.notice.key, "subject": mail.subject}
    if mail.message_id and len(mail.message_id) <= _LONGEST_ID:
        data["message_id"] = mail.message_id
    if arrival.attachments:
        data["attachments"] = list(arrival.attachments)
    if arrival.notice.has_virus:
        data["virus"] = True
    if mail.sealed:
        data["sealed"] = mail.sealed
    return data
