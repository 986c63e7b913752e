"""A mail that arrived: a customer's words, a member's answer, or something a person must look at.

Whom a mail is for is decided by the envelope and a signed address, never by its headers alone. A member's
reply is only an answer if the address was given to that member or team, the sender is one of them, and
the provider says that the sender is who it claims to be.
"""

from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from chalicelib import addresses, reference
from chalicelib.addresses import Holder, Reply
from chalicelib.configuration import Configuration
from chalicelib.errors import ConflictError, DuplicateError, NotFoundError
from chalicelib.intake.email_notice import EmailNotice
from chalicelib.intake.mail import Mail, parse
from chalicelib.intake.reply import first_words, words_of_reply
from chalicelib.model import Channel, ContactPoint, Feedback, MailThread
from chalicelib.ports import ConfigurationStore, FeedbackStore, MailStore
from chalicelib.routing import touchpoint_for_address
from chalicelib.services.answers import Answers
from chalicelib.services.capture import Capture
from chalicelib.services.words import Words

_REFERENCES_KEPT = 10
_TRIES = 40


@dataclass(frozen=True, slots=True, kw_only=True)
class _Arrival:
    notice: EmailNotice
    mail: Mail
    about: str = ""
    """The feedback that it answers: one mail may answer several."""

    @property
    def key(self) -> str:
        """The same mail delivered twice, even under two ids of the provider, has one key."""
        return f"email:{self.mail.digest or self.notice.message_id}:{self.about}".rstrip(":")

    @property
    def sender(self) -> str | None:
        return self.mail.reply_to or self.mail.sender


class Mails:
    """Takes in mails."""

    def __init__(
        self,
        store: FeedbackStore,
        configurations: ConfigurationStore,
        originals: MailStore,
        capture: Capture,
        answers: Answers,
    ) -> None:
        self._store = store
        self._configurations = configurations
        self._originals = originals
        self._capture = capture
        self._answers = answers

    def receive(self, notice: EmailNotice, now: datetime) -> None:
        """Store one mail. A mail that was stored before changes nothing."""
        arrival = _Arrival(
            notice=notice, mail=parse(self._originals.read(notice.key), notice.source)
        )
        keys = self._configurations.keys()
        found = (addresses.parse_reply(keys, to) for to in notice.recipients)
        replies = {reply.feedback_id: reply for reply in found if reply}
        known = [(f, replies[f.id]) for f in map(self._known, replies) if f]
        for feedback, reply in known:
            with suppress(DuplicateError):
                self._reply(replace(arrival, about=feedback.id), reply, feedback, now)
        if known:
            return
        with suppress(DuplicateError):
            if continued := self._continued(arrival):
                self._capture.append(continued.id, self._words(arrival, is_reply=True), now)
            else:
                self._open(arrival, now)

    def _known(self, feedback_id: str) -> Feedback | None:
        try:
            return self._store.get(feedback_id)
        except NotFoundError:
            return None

    def _reply(self, arrival: _Arrival, reply: Reply, feedback: Feedback, now: datetime) -> None:
        if reply.holder is Holder.STAFF:
            self._answers.receive(
                feedback,
                reply,
                arrival.notice,
                arrival.mail,
                key=arrival.key,
                data=_data(arrival),
                now=now,
            )
        elif arrival.mail.automatic:
            self._answers.set_aside_automatic(
                feedback, arrival.mail, key=arrival.key, data=_data(arrival), now=now
            )
        else:
            self._capture.append(feedback.id, self._words(arrival, is_reply=True), now)

    def _continued(self, arrival: _Arrival) -> Feedback | None:
        """The feedback of the sender's that a mail to an unsigned address goes on with."""
        mail = arrival.mail
        if mail.automatic or not arrival.notice.vouches_for(mail.sender):
            return None
        named = [
            sent[0]
            for ours in (mail.in_reply_to, *reversed(mail.references))
            if ours and (sent := self._store.by_provider_id(ours.strip("<>").partition("@")[0]))
        ]
        named += [
            found
            for text in reference.find(mail.subject)
            if (found := self._store.by_reference(text))
        ]
        for feedback in map(self._known, named):
            if feedback and any(c.address == arrival.sender for c in feedback.contacts):
                return feedback
        return None

    def _open(self, arrival: _Arrival, now: datetime) -> None:
        said = self._words(arrival, is_reply=False)
        contact = said.contact_key
        for _ in range(_TRIES):
            seen = self._store.newest_of(contact) if contact else None
            try:
                self._capture.open(said, now, seen=seen)
            except DuplicateError:
                raise
            except ConflictError:
                continue
            return
        raise ConflictError(f"mail {arrival.notice.message_id} lost every race")

    def _words(self, arrival: _Arrival, *, is_reply: bool) -> Words:
        mail, notice = arrival.mail, arrival.notice
        configuration = self._configurations.current()
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
            automatic=mail.automatic or ("spam" if notice.is_spam else None),
            data=_data(arrival),
        )


def _contacts(arrival: _Arrival, configuration: Configuration) -> tuple[ContactPoint, ...]:
    own = f"@{configuration.organisation.mail_domain}"
    if not arrival.sender or arrival.sender.endswith(own):
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


def _data(arrival: _Arrival) -> dict[str, Any]:
    mail = arrival.mail
    data: dict[str, Any] = {"original": arrival.notice.key, "subject": mail.subject}
    if mail.attachments:
        data["attachments"] = [
            {"name": a.name, "media_type": a.media_type, "size": a.size} for a in mail.attachments
        ]
    if arrival.notice.has_virus:
        data["virus"] = True
    return data
