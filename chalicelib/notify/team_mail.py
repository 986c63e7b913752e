"""Mails to staff: everything that is needed to answer, and answered by replying."""

import re

from chalicelib.addresses import Holder
from chalicelib.intake.survey import SurveyAnswer, said_of
from chalicelib.model import Channel, MailThread, Purpose, Rendered, What
from chalicelib.notify.letters import Letter, as_html, as_text
from chalicelib.notify.mail import AUTO_GENERATED, body_text, one_line, thread_headers
from chalicelib.notify.own_mail import About, receipt, set_aside
from chalicelib.notify.team_facts import (
    REASON_LIMIT,
    because,
    correction,
    facts,
    place,
    say_reason,
)
from chalicelib.notify.team_files import files
from chalicelib.notify.team_talk import conversation, doubts, reach
from chalicelib.notify.telling import Telling
from chalicelib.ordering import as_said

SUBJECT_LIMIT = 77
"""Characters: what a list of mails shows, and what needs no folding (RFC 5322 §2.1.1)."""

_SHORTEST_SUMMARY = 8
_TEAM_IN_SUBJECT = 24
_PRIVATE = re.compile(r"\S+@\S+|[+(]?\d(?:[\s().-]{0,2}\d){6,}")
"""A mail address, or a number as long as a phone's: subjects are shown on locked screens."""

_OF_A_MAIL = {Purpose.TEAM_RECEIPT, Purpose.TEAM_SET_ASIDE}
"""What a member hears of a mail that they wrote."""
_URGENT = {Purpose.TEAM_REMINDER, Purpose.TEAM_ESCALATION, Purpose.TEAM_UNDELIVERED}
_TOLD_BY_CUSTOMER = {What.CAPTURED, What.CUSTOMER_WROTE}
"""What sums a feedback up: an appeal says little more than who shall look at it."""
_TOLD_BY_TEAM = {What.ANSWERED, What.ASKED, What.RESOLVED}


def team_mail(telling: Telling, keys: list[bytes], public_url: str) -> Rendered:
    """The mail to one member or mailbox. ValueError for a purpose that has none."""
    from chalicelib.intake.reply import MARKER_LINES

    about = _about(telling, keys, public_url)
    letter = Letter(
        locale=telling.words.locale,
        marker=MARKER_LINES[telling.words.locale],
        title=about.title,
        paragraphs=about.paragraphs,
        is_urgent=telling.message.purpose in _URGENT,
        conversation=about.conversation,
        facts=about.facts,
        files_label=telling.words.say("label_attachments"),
        files=files(telling, keys, public_url),
        closing=about.closing or (telling.words.say("team_commands"),),
        link=about.link,
        signature=telling.words.say(
            "team_footer", organisation=telling.organisation, team=telling.team()
        ),
    )
    return Rendered(
        text=as_text(letter),
        html=as_html(letter),
        subject=one_line(about.subject, SUBJECT_LIMIT),
        sender=telling.sender(telling.organisation),
        reply_to=telling.reply_to(keys, Holder.STAFF),
        headers={**_thread(telling), **AUTO_GENERATED},
    )


def _thread(telling: Telling) -> dict[str, str]:
    """What puts all mails of one feedback together, and one about a member's own mail beside that."""
    domain = telling.configuration.organisation.mail_domain or "localhost"
    thread = f"<{telling.feedback.id}@{domain}>"  # no mail has this id
    if telling.message.purpose in _OF_A_MAIL:
        own = MailThread(
            subject="", message_id=telling.data.get("message_id"), references=(thread,)
        )
        if beside := thread_headers(own):
            return beside
    return {"In-Reply-To": thread, "References": thread}


def _about(telling: Telling, keys: list[bytes], public_url: str) -> About:
    match telling.message.purpose:
        case Purpose.TEAM_RECEIPT:
            return receipt(telling)
        case Purpose.TEAM_SET_ASIDE:
            return set_aside(telling, keys, public_url)
        case _:
            return About(
                subject=_subject(telling),
                title=_title(telling),
                paragraphs=_paragraphs(telling),
                conversation=conversation(telling),
                facts=facts(telling),
            )


def _subject(telling: Telling) -> str:
    """The reference, what happened, and as many of the customer's words as there is room for."""
    purpose, say = telling.message.purpose, telling.words.say
    fields = {"reference": telling.reference}
    match purpose:
        case Purpose.TEAM_NEW:
            fields["kind"] = say(f"kind_{telling.feedback.kind}")
        case Purpose.TEAM_ESCALATION if not _is_appeal(telling):
            fields["team"] = one_line(telling.team(telling.data["to"]), _TEAM_IN_SUBJECT)
        case Purpose.TEAM_HANDED_OVER:
            fields["team"] = one_line(telling.team(telling.data["from"]), _TEAM_IN_SUBJECT)
        case Purpose.TEAM_RATED:
            fields["score"] = str(_rated(telling).score)
    name = "team_escalation_appeal_subject" if _is_appeal(telling) else f"{purpose}_subject"
    bare = say(name, **fields, summary="")
    room = SUBJECT_LIMIT - len(bare)
    if room < _SHORTEST_SUMMARY:
        return one_line(bare.rstrip(" :"), SUBJECT_LIMIT)
    summary = _summary(telling, room)
    subject = say(name, **fields, summary=summary)
    return one_line(subject if summary else bare.rstrip(" :"), SUBJECT_LIMIT)


def _summary(telling: Telling, room: int) -> str:
    """The beginning of what the customer said last, up to the last whole word."""
    line = one_line(_PRIVATE.sub("…", " ".join(_last_said(telling))[:1000]), 1000)
    if len(line) <= room:
        return line
    return f"{line[: room - 1].rpartition(' ')[0] or line[: room - 1]}…"


def _last_said(telling: Telling) -> list[str]:
    """The customer's words since a team last spoke to them; of who wrote again, the newest alone."""
    said: list[str] = []
    is_answered = False
    for entry in as_said(telling.timeline):
        if entry.what in _TOLD_BY_CUSTOMER and entry.words and not entry.data.get("repeats"):
            said = [entry.words] if is_answered else [*said, entry.words]
            is_answered = False
        is_answered = is_answered or entry.what in _TOLD_BY_TEAM
    return said[-1:] if telling.message.purpose is Purpose.TEAM_FURTHER else said


def _title(telling: Telling) -> str:
    say = telling.words.say
    match telling.message.purpose:
        case Purpose.TEAM_NEW:
            kind = say(f"kind_{telling.feedback.kind}")
            return say("team_new_title", kind=kind, place=place(telling))
        case Purpose.TEAM_ESCALATION if _is_appeal(telling):
            return say("team_escalation_appeal_title")
        case Purpose.TEAM_ESCALATION:
            team = telling.team(telling.data["to"])
            return say("team_escalation_title", team=team, level=telling.data["level"])
        case Purpose.TEAM_HANDED_OVER:
            return say("team_handed_over_title", team=telling.team(telling.data["from"]))
        case Purpose.TEAM_RATED:
            return say("team_rated_title", score=_rated(telling).score)
        case purpose:
            return say(f"{purpose}_title")


def _paragraphs(telling: Telling) -> tuple[str, ...]:
    match telling.message.purpose:
        case Purpose.TEAM_ESCALATION:
            return (*_escalated(telling), reach(telling))
        case Purpose.TEAM_HANDED_OVER:
            return (*_handed_over(telling), *_deadline(telling), reach(telling))
        case Purpose.TEAM_UNDELIVERED:
            return _undelivered(telling)
        case Purpose.TEAM_RATED:
            return (*_not_content(telling), reach(telling))
        case Purpose.TEAM_NEW | Purpose.TEAM_FURTHER:
            return (*_oddity(telling), *doubts(telling), *_deadline(telling), reach(telling))
        case Purpose.TEAM_REACHABLE:
            waiting = telling.words.say("team_reachable_waiting")
            return (waiting, *_deadline(telling), reach(telling))
        case _:
            return (*_deadline(telling), reach(telling))


def _oddity(telling: Telling) -> tuple[str, ...]:
    """That there is nobody to answer, or nothing to read, so that nobody looks for it."""
    say, data = telling.words.say, telling.data
    if data.get("automatic"):
        return (say("team_new_automatic"),)
    brings = any(data.get(name) for name in ("attachments", "media", "sealed"))
    is_empty = telling.entry.channel is not Channel.WEB and not telling.said.strip()
    return (say("team_new_empty"),) if is_empty and not brings else ()


def _rated(telling: Telling) -> SurveyAnswer:
    """What the customer has said of the cycle that the entry rates."""
    return said_of(telling.timeline, telling.entry.cycle)


def _not_content(telling: Telling) -> tuple[str, ...]:
    say, why = telling.words.say, _rated(telling).why
    reason = (
        say("team_rated_reason", reason=body_text(why).strip()) if why else say("team_rated_bare")
    )
    return (reason, *(() if telling.feedback.is_open else (say("team_rated_hint"),)))


def _deadline(telling: Telling) -> tuple[str, ...]:
    at = telling.feedback.promise_by or telling.feedback.respond_by
    if at is None or not telling.feedback.is_open:
        return ()
    if until := telling.feedback.waiting_until:
        return (telling.words.say("deadline_waits", promise=telling.by(until)),)
    name = "deadline" if at > telling.now else "deadline_over"
    return (telling.words.say(name, promise=telling.by(at), left=telling.left(at)),)


def _escalated(telling: Telling) -> tuple[str, ...]:
    say = telling.words.say
    found = [why] if (why := _why_escalated(telling)) else []
    promise_by = telling.instant("promise_by")
    if promise_by is not None and telling.data["tells_customer"]:
        promise, left = telling.by(promise_by), telling.left(promise_by)
        return (*found, say("team_escalation_promise", promise=promise, left=left))
    return (*found, *_deadline(telling))


def _why_escalated(telling: Telling) -> str | None:
    say, missed = telling.words.say, telling.instant("missed_by")
    match telling.data["why"]:
        case "appeal":
            return say("team_escalation_appeal")
        case "safety":
            return _why_critical(telling)
        case "nobody":
            return say("team_escalation_gap")
        case _:
            return say("team_escalation_missed", promise=telling.by(missed)) if missed else None


def _why_critical(telling: Telling) -> str | None:
    """A member's reason, or else the customer's word that speaks of danger."""
    say, corrected = telling.words.say, correction(telling, "severity")
    if corrected is not None:
        reason = corrected[1]
        return say("team_escalation_critical", reason=reason) if reason else None
    word = because(telling, "severity")
    return say("team_escalation_safety", word=word) if word else None


def _handed_over(telling: Telling) -> tuple[str, ...]:
    say, reason = telling.words.say, one_line(str(telling.data["reason"]), REASON_LIMIT)
    member = one_line(telling.configuration.name_of(telling.entry.actor), 254)
    given = (say("team_handed_over_reason", member=member, reason=reason),) if reason else ()
    has_deadline = bool(_deadline(telling))
    return (*given, *((say("team_handed_over_deadline"),) if has_deadline else ()))


def _is_appeal(telling: Telling) -> bool:
    is_raised = telling.message.purpose is Purpose.TEAM_ESCALATION
    return is_raised and telling.data["why"] == "appeal"


def _undelivered(telling: Telling) -> tuple[str, ...]:
    say, data = telling.words.say, telling.data
    other = data.get("other")
    what = say(
        "team_undelivered_what",
        message=say(f"message_{data['purpose']}"),
        address=one_line(data["to"], 254),
        reason=say_reason(telling, data["reason"]),
    )
    then = (
        say("team_undelivered_other", address=one_line(other, 254))
        if other
        else say(f"team_undelivered_{_nobody(data['reason'])}")
    )
    return (what, then, *((say("team_undelivered_kept"),) if data.get("unreached") else ()))


def _nobody(reason: str) -> str:
    return "opted_out" if reason == "opted_out" else "nobody"
