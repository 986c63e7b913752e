"""Mails to customers. They repeat nothing that a stranger may have typed in somebody else's name.

An acknowledgement goes to an address that nobody proved to be the writer's, so it holds neither the
words nor the name that came with it; its subject is the customer's own only in answer to a mail.
"""

from chalicelib import attachments
from chalicelib.addresses import Holder, status_token
from chalicelib.model import Purpose, Rendered
from chalicelib.notify.command_reply import command_reply_letter
from chalicelib.notify.letters import Letter, as_html, as_text
from chalicelib.notify.mail import (
    AUTO_GENERATED,
    AUTO_REPLIED,
    body_text,
    one_line,
    reply_subject,
    thread_headers,
)
from chalicelib.notify.outcomes import resolution_letter, survey_letter
from chalicelib.notify.telling import Telling, newest_promise, thanks

_NAMING_A_TEAM = {Purpose.LATE_NOTICE, Purpose.APPEAL_TAKEN}


def customer_mail(telling: Telling, keys: list[bytes], public_url: str) -> Rendered:
    """The mail to a customer. ValueError for a purpose that has none."""
    name = telling.organisation
    link = _link(telling, keys, public_url)
    automatic: dict[str, str] = {}
    match telling.message.purpose:
        case Purpose.ACKNOWLEDGEMENT | Purpose.APPEAL_TAKEN:
            letter, automatic = _notice(telling, link), AUTO_REPLIED
        case Purpose.COMMAND_REPLY:
            letter, automatic = command_reply_letter(telling, link), AUTO_REPLIED
        case Purpose.SURVEY:
            letter, automatic = survey_letter(telling, keys, public_url), AUTO_GENERATED
        case Purpose.RESOLUTION if not telling.said:
            letter = resolution_letter(telling, _answer(telling), link)
            automatic = AUTO_GENERATED
        case Purpose.LATE_NOTICE | Purpose.RESUMED:
            letter, automatic = _notice(telling, link), AUTO_GENERATED
        case Purpose.ANSWER | Purpose.RESOLUTION:
            letter = _in_members_words(telling, _answer(telling), link)
            name = letter.signature
        case Purpose.QUESTION:
            letter = _in_members_words(telling, _question(telling), link)
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


def _notice(telling: Telling, link: tuple[str, str] | None) -> Letter:
    """What the system itself says: what has happened, what is promised now, and the reference."""
    say, purpose = telling.words.say, telling.message.purpose
    is_first = purpose is Purpose.ACKNOWLEDGEMENT
    promise = (
        newest_promise(telling) if is_first else telling.promised(telling.instant("promise_by"))
    )
    fields = {"promise": promise} if promise else {}
    if purpose in _NAMING_A_TEAM:
        fields["team"] = telling.team(telling.data["to"])
    return Letter(
        locale=telling.words.locale,
        title=thanks(telling) if is_first else say(f"{purpose}_title"),
        paragraphs=(
            *([say("acknowledgement_sealed")] if is_first and telling.data.get("sealed") else []),
            say(f"{purpose}_promise" if promise else f"{purpose}_without_promise", **fields),
            *(_not_taken(telling) if is_first else ()),
            say("reference", reference=telling.reference),
        ),
        closing=(say(f"{purpose}_reply"),),
        link=link,
        signature=telling.organisation,
    )


def _not_taken(telling: Telling) -> tuple[str, ...]:
    """How many files were not taken, and what is; no name, which a stranger may have written."""
    refused = len(attachments.refused(telling.entry))
    if not refused:
        return ()
    limits, came = telling.configuration.limits, len(attachments.of(telling.entry))
    fields = {"most": limits.attachments, "size": limits.attachment_megabytes}
    return (
        telling.words.say("attachments_not_taken", refused=refused, came=came),
        telling.words.say("attachments_taken", **fields),
    )


def _with_files(telling: Telling, link: tuple[str, str] | None) -> tuple[str, ...]:
    """That files came with the words, which are on the private page: a link to one would end."""
    names = [one_line(one.name, 80) for _, one in attachments.kept(telling.entry)]
    if not names or link is None:
        return ()
    return (telling.words.say("answer_files", names=", ".join(names)),)


def _in_members_words(
    telling: Telling, closing: tuple[str, ...], link: tuple[str, str] | None
) -> Letter:
    say = telling.words.say
    return Letter(
        locale=telling.words.locale,
        words=body_text(telling.entry.words or ""),
        closing=(
            *_with_files(telling, link),
            *closing,
            say("reference", reference=telling.reference),
        ),
        link=link,
        signature=say(
            "answer_sender",
            team=telling.team(telling.data["team"]),
            organisation=telling.organisation,
        ),
    )


def _answer(telling: Telling) -> tuple[str, ...]:
    say, right = telling.words.say, telling.appeal
    reply = say(f"{telling.message.purpose}_reply")
    if right is None:
        return (reply,)
    appeal = say("appeal", team=right.team, promise=telling.by(right.by), word=right.word)
    return (reply, appeal)


def _question(telling: Telling) -> tuple[str, ...]:
    """Where the feedback was answered before it was asked, no clock waits for the reply."""
    until = telling.promised(telling.instant("until"))
    if until is None:
        return (telling.words.say("question_reply"),)
    return (telling.words.say("question_reply_waits", promise=until),)
