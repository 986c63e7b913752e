"""A mail that arrived: a customer's words, a member's answer, or something a person must look at.

Whom a mail is for is decided by the envelope and a signed address, never by its headers alone. A member's
reply is only an answer if the address was given to that member or team, the sender is one of them, and
the provider says that the sender is who it claims to be. Whoever answers at a customer's address speaks
as the customer; what we say goes to the customer's own contact points all the same.
"""

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import datetime

from chalicelib import addresses, reference
from chalicelib.addresses import Holder, Reply
from chalicelib.arrivals import Arrival
from chalicelib.errors import ConflictError, DuplicateError, NotFoundError
from chalicelib.intake.customer_commands import command_in
from chalicelib.intake.email_notice import EmailNotice
from chalicelib.intake.mail import Mail, parse
from chalicelib.model import Channel, Feedback
from chalicelib.ports import Arrivals, ConfigurationStore, FeedbackStore, MailStore
from chalicelib.services.answers import Answers, team_of
from chalicelib.services.arrived_mail import ArrivedMail, data_of, words_of
from chalicelib.services.attachments import listed
from chalicelib.services.capture import Capture
from chalicelib.services.commands import Commands
from chalicelib.services.words import Words

_TRIES = 40


class Mails:
    """Takes in mails."""

    def __init__(
        self,
        store: FeedbackStore,
        configurations: ConfigurationStore,
        originals: MailStore,
        capture: Capture,
        answers: Answers,
        *,
        commands: Commands,
        arrivals: Arrivals,
    ) -> None:
        self._store = store
        self._configurations = configurations
        self._originals = originals
        self._capture = capture
        self._answers = answers
        self._commands = commands
        self._arrivals = arrivals

    def receive(self, notice: EmailNotice, now: datetime) -> None:
        """Store one mail, then keep that it was. A mail that was stored before changes nothing else.

        It is kept last, so that a mail of which nothing is kept may not have been stored.
        """
        mail = parse(self._originals.read(notice.key), notice.source)
        limits = self._configurations.current().limits
        arrival = ArrivedMail(
            notice=notice, mail=mail, attachments=tuple(listed(mail, notice, limits))
        )
        arrived = Arrival(
            channel=Channel.EMAIL,
            id=notice.key,
            at=notice.received_at,
            keys=tuple(self._taken_in(arrival, now)),
        )
        self._arrivals.record(arrived)

    def _taken_in(self, arrival: ArrivedMail, now: datetime) -> list[str]:
        """Store a mail; what it is stored under."""
        keys = self._configurations.keys()
        found = [addresses.parse_reply(keys, to) for to in arrival.notice.recipients]
        replies = self._addressed([reply for reply in found if reply], arrival)
        replies = replies or self._answered_to_us(arrival)
        for feedback, reply in replies:
            with suppress(DuplicateError):
                self._reply(replace(arrival, about=feedback.id), reply, feedback, now)
        if not replies:
            with suppress(DuplicateError):
                self._unaddressed(arrival, now)
        return [replace(arrival, about=one.id).key for one, _ in replies] or [arrival.key]

    def _unaddressed(self, arrival: ArrivedMail, now: datetime) -> None:
        """A mail to no reply address. DuplicateError: it was stored before."""
        continued = self._continued(arrival)
        said = words_of(arrival, self._configurations.current(), is_reply=continued is not None)
        if self._obeyed(arrival, said, continued, now):
            return
        if continued:
            self._capture.append(continued.id, said, now)
        else:
            self._open(said, now)

    def _addressed(
        self, found: Sequence[Reply], arrival: ArrivedMail
    ) -> list[tuple[Feedback, Reply]]:
        """For each feedback whose reply addresses a mail went to, the one that its sender speaks by.

        A mail to all may go to staff's and to the customer's: then a member speaks as a member.
        """
        by_feedback: dict[str, list[Reply]] = {}
        for reply in found:
            by_feedback.setdefault(reply.feedback_id, []).append(reply)
        chosen = []
        for feedback in filter(None, map(self._known, by_feedback)):
            replies = by_feedback[feedback.id]
            as_member = (r for r in replies if self._is_members(arrival, r, feedback))
            as_customer = (r for r in replies if r.holder is Holder.CUSTOMER)
            chosen.append((feedback, next(as_member, next(as_customer, replies[0]))))
        return chosen

    def _answered_to_us(self, arrival: ArrivedMail) -> list[tuple[Feedback, Reply]]:
        """A member's answer that went to our From: the mail of ours that it answers says to which."""
        for feedback_id, message_id in self._named(arrival.mail):
            feedback = self._known(feedback_id)
            if feedback is None or not arrival.notice.vouches_for(arrival.mail.sender):
                continue
            told = self._store.message(feedback_id, message_id)
            reply = addresses.given_to(feedback_id, Holder.STAFF, told.to)
            if told.purpose.is_for_staff and self._is_members(arrival, reply, feedback):
                return [(feedback, reply)]
        return []

    def _is_members(self, arrival: ArrivedMail, reply: Reply, feedback: Feedback) -> bool:
        """Whether the address was given to the sender, or to a team that the sender speaks for."""
        if reply.holder is not Holder.STAFF:
            return False
        configuration, at = self._configurations.current(), arrival.notice.received_at
        return team_of(configuration, reply, arrival.mail.sender, feedback, at) is not None

    def _is_customers(self, arrival: ArrivedMail, reply: Reply, feedback: Feedback) -> bool:
        """Whether the customer answers at an address of staff's, who had put the customer in copy."""
        return (
            _is_party(feedback, arrival.mail.sender)
            and arrival.notice.vouches_for(arrival.mail.sender)
            and not self._is_members(arrival, reply, feedback)
        )

    def _named(self, mail: Mail) -> list[tuple[str, str]]:
        """Feedback and message of each mail of ours that a mail says it answers, the nearest first."""
        return [
            sent
            for ours in (mail.in_reply_to, *reversed(mail.references))
            if ours and (sent := self._store.by_provider_id(ours.strip("<>").partition("@")[0]))
        ]

    def _known(self, feedback_id: str) -> Feedback | None:
        try:
            return self._store.get(feedback_id)
        except NotFoundError:
            return None

    def _reply(self, arrival: ArrivedMail, reply: Reply, feedback: Feedback, now: datetime) -> None:
        is_staffs = reply.holder is Holder.STAFF
        if is_staffs and not self._is_customers(arrival, reply, feedback):
            self._answers.receive(
                feedback,
                reply,
                arrival.notice,
                arrival.mail,
                key=arrival.key,
                data=data_of(arrival),
                now=now,
            )
        elif arrival.mail.automatic:
            self._answers.set_aside_automatic(
                feedback, arrival.mail, key=arrival.key, data=data_of(arrival), now=now
            )
        else:
            said = words_of(arrival, self._configurations.current(), is_reply=True)
            if self._obeyed(arrival, said, feedback, now):
                return
            if not _is_party(feedback, arrival.sender):
                said = replace(
                    said, thread=None, data={**(said.data or {}), "sender": arrival.mail.sender}
                )
            self._capture.append(feedback.id, said, now)

    def _continued(self, arrival: ArrivedMail) -> Feedback | None:
        """The feedback of the sender's that a mail to an unsigned address goes on with.

        Only From can be vouched for, so only From makes a party: anybody may be named in Reply-To.
        """
        mail = arrival.mail
        if mail.automatic or not arrival.notice.vouches_for(mail.sender):
            return None
        named = [feedback_id for feedback_id, _ in self._named(mail)]
        named += [
            found
            for text in reference.find(mail.subject)
            if (found := self._store.by_reference(text))
        ]
        for feedback in map(self._known, named):
            if feedback and _is_party(feedback, mail.sender):
                return feedback
        return None

    def _obeyed(
        self, arrival: ArrivedMail, said: Words, feedback: Feedback | None, now: datetime
    ) -> bool:
        """Whether a mail is a customer's command or score; only of who is certain to have written it."""
        if said.automatic or said.contact_key is None:
            return False
        if feedback is not None and not _is_party(feedback, arrival.mail.sender):
            return False
        if not said.text.strip():
            said = replace(said, text=arrival.mail.subject)
        for _ in range(_TRIES):
            about = feedback or self._newest(said)
            try:
                return self._commands.obeyed(
                    said, about, now, rateable=[feedback] if feedback else []
                )
            except DuplicateError:
                raise
            except ConflictError:
                feedback = self._known(feedback.id) if feedback else None
        raise ConflictError(f"mail {said.key} lost every race")

    def _newest(self, said: Words) -> Feedback | None:
        """What a command is about that answers nothing: the sender's newest."""
        if said.contact_key is None or command_in(said.text) is None:
            return None
        ids = self._store.of_contact(said.contact_key, 1)
        return self._known(ids[0]) if ids else None

    def _open(self, said: Words, now: datetime) -> None:
        for _ in range(_TRIES):
            try:
                self._capture.open(said, now)
            except DuplicateError:
                raise
            except ConflictError:  # its twin is being written at this very moment
                continue
            return
        raise ConflictError(f"mail {said.key} lost every race")


def _is_party(feedback: Feedback, address: str | None) -> bool:
    return any(contact.address == address for contact in feedback.contacts)
