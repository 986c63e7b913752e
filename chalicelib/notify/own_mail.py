"""What a member hears of a mail that they wrote: a receipt of what went out, or why nothing did."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from chalicelib.addresses import CONFIRM_WITHIN, confirm_token
from chalicelib.model import Channel, Delivery, Message, What
from chalicelib.notify.letters import Said
from chalicelib.notify.mail import body_text, one_line
from chalicelib.notify.team_facts import facts, say_reason
from chalicelib.notify.team_talk import conversation, reach
from chalicelib.notify.telling import Telling
from chalicelib.sms_text import parts

_LEFT = {Delivery.SENT, Delivery.DELIVERED, Delivery.SPAM_REPORT}
_LOST = {Delivery.FAILED, Delivery.BOUNCED, Delivery.WITHHELD}
_SIGNATURE = "\n\n-- \n"
"""Below it a mail to a customer holds what is the customer's alone: the link to their private page."""

_DOUBTED = {"unknown_sender", "not_authentic"}
"""Why a mail is not acted on whose writer may be anybody: its reader is told who it claims to be."""


@dataclass(frozen=True, slots=True, kw_only=True)
class About:
    """What a mail to staff is about, in the order of reading."""

    subject: str
    title: str
    paragraphs: tuple[str, ...] = ()
    conversation: tuple[Said, ...] = ()
    facts: tuple[tuple[str, str], ...] = ()
    closing: tuple[str, ...] = ()
    """The commands, where it is empty."""
    link: tuple[str, str] | None = None


def receipt(telling: Telling) -> About:
    """To whom the member's words went, on which way, in how many SMS, and exactly as they left."""
    say, title = telling.words.say, _receipt_title(telling)
    return About(
        subject=say("team_receipt_subject", reference=telling.reference, title=title),
        title=f"{title}.",
        paragraphs=_receipt_paragraphs(telling),
        conversation=_as_it_left(telling),
        closing=(say("team_receipt_reply"),),
    )


def _receipt_title(telling: Telling) -> str:
    say, data = telling.words.say, telling.data
    match telling.entry.what:
        case What.HANDED_OVER:
            return say("team_receipt_handed_over", team=telling.team(data["to"]))
        case What.CORRECTED:
            values = (say(f"{field}_{to}").lower() for field, (_, to) in data["changes"].items())
            return say("team_receipt_corrected", value=", ".join(values))
    by_what = {What.ASKED: "question", What.RESOLVED: "resolution"}
    name = f"message_{by_what.get(telling.entry.what, 'answer')}"
    return say(f"team_receipt_{_outcome(telling)}", message=say(name))


def _receipt_paragraphs(telling: Telling) -> tuple[str, ...]:
    """For each contact point what became of it, and what is left to do."""
    say = telling.words.say
    match telling.entry.what:
        case What.HANDED_OVER:
            is_promised = telling.feedback.is_open and telling.feedback.promise_by
            return (say("team_handed_over_deadline"),) if is_promised else ()
        case What.CORRECTED:
            return ()
    ways = tuple(_way(telling, to, sent) for to, sent in _by_contact(telling))
    match _outcome(telling):
        case "page":
            return (say("team_receipt_why_page"),)
        case "lost":
            return (*ways, say("team_receipt_nobody"))
        case _:
            return ways


def _as_it_left(telling: Telling) -> tuple[Said, ...]:
    """The customer's text or mail as it left, or the member's words where none did."""
    left = [sent for _, sent in _by_contact(telling) if _state(sent) == "sent"]
    texts = [m.rendered.text for m in left[0] if m.rendered] if left else []
    words = "\n\n".join(text.rpartition(_SIGNATURE)[0] or text for text in texts)
    if not words and not telling.said:
        return ()
    label = telling.words.say("team_receipt_words" if words else "team_receipt_own_words")
    return (Said(label=label, words=body_text(words or telling.said), by_team=True),)


def _outcome(telling: Telling) -> str:
    states = [_state(sent) for _, sent in _by_contact(telling)]
    return next((state for state in ("sent", "waiting", "lost") if state in states), "page")


def _by_contact(telling: Telling) -> Iterator[tuple[str, list[Message]]]:
    """The messages to the customer, part by part; the contact point that was tried first comes first."""
    told = [m for m in telling.beside if not m.purpose.is_for_staff]
    tried = list(dict.fromkeys(m.to for m in sorted(told, key=lambda m: m.created_at)))
    in_order = sorted(told, key=lambda m: (tried.index(m.to), m.part))
    for to, sent in groupby(in_order, key=lambda m: m.to):
        yield to, list(sent)


def _state(sent: list[Message]) -> str:
    if any(m.delivery in _LOST for m in sent):
        return "lost"
    return "sent" if all(m.delivery in _LEFT for m in sent) else "waiting"


def _way(telling: Telling, to: str, sent: list[Message]) -> str:
    say, address = telling.words.say, one_line(to, 254)
    match _state(sent):
        case "lost":
            why = next(m.error or str(m.delivery) for m in sent if m.delivery in _LOST)
            return say("team_receipt_failed", address=address, reason=say_reason(telling, why))
        case "waiting":
            return say("team_receipt_waits", address=address)
    if sent[0].channel is Channel.SMS:
        count = sum(parts(m.rendered.text) for m in sent if m.rendered)
        return say("team_receipt_sms", address=address, count=count)
    return say("team_receipt_email", address=address)


def set_aside(telling: Telling, keys: list[bytes], public_url: str) -> About:
    """Why a mail was not sent to the customer, with the mail itself.

    Where only its words are in doubt: what we would send, and the link by which its writer sends it.
    """
    say, reason = telling.words.say, str(telling.data["reason"])
    yours = Said(label=say(_of(telling, reason, "_yours")), words=telling.said, by_team=True)
    if reason == "unsure" and public_url and "proposed" in telling.data:
        return _preview(telling, keys, public_url, yours)
    name = f"team_set_aside_{reason}"
    sender = {"address": one_line(str(telling.data.get("sender", "")), 254)}
    return About(
        subject=say(_of(telling, reason, "_subject"), reference=telling.reference),
        title=say(_of(telling, reason, "_title")),
        paragraphs=(
            say(
                name if telling.words.knows(name) else "team_set_aside_other",
                **(sender if reason in _DOUBTED else {}),
            ),
            reach(telling),
        ),
        conversation=(*conversation(telling), *((yours,) if telling.said else ())),
        facts=facts(telling),
    )


def _of(telling: Telling, reason: str, ending: str) -> str:
    """The name of a reason's own wording, or else of the one for every reason."""
    own = f"team_set_aside_{reason}{ending}"
    return own if telling.words.knows(own) else f"team_set_aside{ending}"


def _preview(telling: Telling, keys: list[bytes], public_url: str, yours: Said) -> About:
    say, proposed = telling.words.say, body_text(str(telling.data["proposed"]))
    token = confirm_token(keys, telling.feedback.id, telling.entry.number, telling.message.to)
    ours = Said(label=say("team_set_aside_proposed"), words=proposed, by_team=True)
    until = telling.by(telling.entry.at + CONFIRM_WITHIN)
    return About(
        subject=say("team_set_aside_preview_subject", reference=telling.reference),
        title=say("team_set_aside_preview_title"),
        paragraphs=(say("team_set_aside_preview", promise=until), reach(telling)),
        conversation=(*((ours,) if proposed else ()), yours),
        facts=facts(telling),
        link=(say("team_set_aside_preview_link"), f"{public_url}/c/{token}"),
    )
