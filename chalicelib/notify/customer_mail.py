"""Mails to customers. They repeat nothing that a stranger may have typed in somebody else's name.

An acknowledgement goes to an address that nobody proved to be the writer's, so it holds neither the
words nor the name that came with it; its subject is the customer's own only in answer to a mail.
"""

from chalicelib.addresses import Holder, status_token
from chalicelib.model import Purpose, Rendered
from chalicelib.notify.letters import Letter, as_html, as_text
from chalicelib.notify.mail import (
    AUTO_GENERATED,
    AUTO_REPLIED,
    body_text,
    reply_subject,
    thread_headers,
)
from chalicelib.notify.telling import Telling, newest_promise, thanks


def customer_mail(telling: Telling, keys: list[bytes], public_url: str) -> Rendered:
    """The mail to a customer. ValueError for a purpose that has none."""
    name = telling.organisation
    automatic: dict[str, str] = {}
    match telling.message.purpose:
        case Purpose.ACKNOWLEDGEMENT:
            letter = _acknowledgement(telling, _link(telling, keys, public_url))
            automatic = AUTO_REPLIED
        case Purpose.LATE_NOTICE:
            letter = _late_notice(telling, _link(telling, keys, public_url))
            automatic = AUTO_GENERATED
        case Purpose.ANSWER:
            letter = _answer(telling, _link(telling, keys, public_url))
            name = letter.signature
        case purpose:
            raise ValueError(f"{purpose} is no mail to a customer")
    return Rendered(
        text=as_text(letter),
        html=as_html(letter),
        subject=_subject(telling),
        sender=telling.sender(name),
        reply_to=telling.reply_to(keys, Holder.CUSTOMER),
        headers={**thread_headers(telling.feedback.thread), **automatic},
    )


def _subject(telling: Telling) -> str:
    thread = telling.feedback.thread
    if thread is not None and thread.subject.strip():
        return reply_subject(thread.subject)
    return telling.words.say(f"{telling.message.purpose}_subject", reference=telling.reference)


def _link(telling: Telling, keys: list[bytes], public_url: str) -> tuple[str, str] | None:
    if not public_url:
        return None
    address = f"{public_url}/s/{status_token(keys, telling.feedback.id)}"
    return telling.words.say("status_link"), address


def _acknowledgement(telling: Telling, link: tuple[str, str] | None) -> Letter:
    say = telling.words.say
    promise = newest_promise(telling)
    return Letter(
        locale=telling.words.locale,
        title=thanks(telling),
        paragraphs=(
            say("acknowledgement_promise", promise=promise)
            if promise
            else say("acknowledgement_without_promise"),
            say("reference", reference=telling.reference),
        ),
        closing=(say("acknowledgement_reply"),),
        link=link,
        signature=telling.organisation,
    )


def _late_notice(telling: Telling, link: tuple[str, str] | None) -> Letter:
    say = telling.words.say
    team = telling.team(telling.data["to"])
    promise = telling.promised(telling.instant("promise_by"))
    return Letter(
        locale=telling.words.locale,
        title=say("late_notice_title"),
        paragraphs=(
            say("late_notice_promise", team=team, promise=promise)
            if promise
            else say("late_notice_without_promise", team=team),
            say("reference", reference=telling.reference),
        ),
        closing=(say("late_notice_reply"),),
        link=link,
        signature=telling.organisation,
    )


def _answer(telling: Telling, link: tuple[str, str] | None) -> Letter:
    say = telling.words.say
    return Letter(
        locale=telling.words.locale,
        words=body_text(telling.entry.words or ""),
        closing=(say("answer_reply"), say("reference", reference=telling.reference)),
        link=link,
        signature=say(
            "answer_sender",
            team=telling.team(telling.data["team"]),
            organisation=telling.organisation,
        ),
    )
