"""Every message that Ouvido sends, in every language, as it leaves.

`python -m tests.golden.cases` writes them to `tests/golden/messages` again; read the difference.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import timedelta
from itertools import chain
from pathlib import Path
from typing import Any

from chalicelib.configuration import Configuration
from chalicelib.instants import to_text
from chalicelib.model import (
    Channel,
    Delivery,
    Entry,
    Feedback,
    Kind,
    MailThread,
    Message,
    Purpose,
    Rendered,
    Severity,
    Status,
    What,
)
from chalicelib.notify.render import WordRenderer
from chalicelib.sms_text import answer_parts
from chalicelib.store.memory_configuration import MemoryConfigurationStore
from tests.builders import (
    HOUR,
    KEYS,
    NOON,
    configuration,
    document,
    entry,
    feedback,
    mail_address,
    phone,
)

FOLDER = Path(__file__).with_name("messages")
PUBLIC_URL = "https://fale.example.com/"
NOW = NOON + timedelta(seconds=3)
DAY = 24 * HOUR
LATER = NOON + 24 * HOUR + timedelta(seconds=5)

NAMES = {
    "en-GB": ("Example Coaches", "Europe/London"),
    "pt-BR": ("Viação Exemplo", "America/Sao_Paulo"),
    "es": ("Autobuses Ejemplo", "Europe/Madrid"),
}
TEAMS = {
    "en-GB": ("Coach operations", "Supervisors", "Ombudsman"),
    "pt-BR": ("Operação de ônibus", "Supervisão", "Ouvidoria"),
    "es": ("Operación de autobuses", "Supervisión", "Defensoría del cliente"),
}
SAID = {
    "en-GB": (
        "420 heating broken, we are freezing",
        "It is getting worse. Call me on +44 7700 900123!",
        "We are very sorry. A warm coach meets you at Oxford at 19:40, on the same stand.\n\nAna",
    ),
    "pt-BR": (
        "420 aquecimento quebrado, estamos congelando",
        "Está piorando. Me liguem no +55 11 90000-0123!",
        "Sentimos muito. Um ônibus aquecido espera vocês em Campinas às 19h40.\n\nAna",
    ),
    "es": (
        "420 la calefacción no funciona, nos helamos",
        "Va a peor. ¡Llámenme al +34 600 000 123!",
        "Lo sentimos mucho. Un autobús con calefacción les espera en Zaragoza a las 19:40.\n\nAna",
    ),
}


ASKED = {
    "en-GB": "Which coach was it, and when did it leave?",
    "pt-BR": "Qual era o ônibus, e a que horas ele saiu?",
    "es": "¿Qué autobús era y a qué hora salió?",
}
NOTED = {
    "en-GB": ("The heater was reported last week.", "Not our coach", "They sit in the cold"),
    "pt-BR": ("O aquecedor já tinha falhado.", "Não é nosso ônibus", "Estão no frio"),
    "es": ("El fallo ya se conocía.", "No es nuestro autobús", "Pasan frío"),
}
"""A note, a reason to hand over, a reason to correct."""


@dataclass(frozen=True)
class Case:
    """One message, and the file that holds how it should look."""

    name: str
    rendered: Rendered

    @property
    def file(self) -> Path:
        return FOLDER / f"{self.name}.txt"

    @property
    def text(self) -> str:
        mail = self.rendered
        headers = {
            "From": mail.sender,
            "Reply-To": mail.reply_to,
            "Subject": mail.subject,
            **mail.headers,
        }
        head = "".join(f"{name}: {value}\n" for name, value in headers.items() if value)
        return f"{head}\n{mail.text}" + (f"\n=== HTML ===\n{mail.html}\n" if mail.html else "\n")


def organisation(locale: str) -> Configuration:
    """The same organisation, at home in one language."""
    name, zone = NAMES[locale]
    coaches, supervisors, ombudsman = TEAMS[locale]
    base = document()
    teams = base["teams"]
    return configuration(
        organisation=base["organisation"] | {"name": name, "time_zone": zone, "locale": locale},
        teams=teams
        | {
            "coaches": teams["coaches"] | {"name": coaches},
            "supervisors": teams["supervisors"] | {"name": supervisors},
            "ombudsman": teams["ombudsman"] | {"name": ombudsman},
        },
    )


FILES = [
    {
        "name": "heater.jpg", "media_type": "image/jpeg", "size": 2_345_678,
        "key": "00ff.jpg", "is_stripped": True,
    },
    {"name": "film.exe", "media_type": "video/mp4", "size": 900, "refused": "type"},
]  # fmt: skip


def render(locale: str, purpose: Purpose, told: Entry | None = None, **changes: Any) -> Rendered:
    """The message of that purpose about `told`, the newest of the entries there are."""
    now = changes.pop("now", NOW)
    channel = changes.pop("by", Channel.EMAIL)
    part = changes.pop("part", (1, 1))
    beside = changes.pop("beside", ())
    before = changes.pop("before", [entry(words=SAID[locale][0])])
    timeline = [*before, told] if told else before
    about: Feedback = feedback(**({"locale": locale, "entries": len(timeline)} | changes))
    message = Message(
        id="1",
        feedback_id=about.id,
        entry=timeline[-1].number,
        purpose=purpose,
        channel=channel,
        to="coaches@example.com" if purpose.is_for_staff else about.contacts[0].address,
        team=_team(purpose, told),
        part=part,
        created_at=now,
    )
    renderer = WordRenderer(MemoryConfigurationStore(organisation(locale), KEYS), PUBLIC_URL)
    return renderer.render(message, about, timeline, now, beside=beside)


def _team(purpose: Purpose, told: Entry | None) -> str | None:
    if not purpose.is_for_staff:
        return None
    raised = {Purpose.TEAM_ESCALATION, Purpose.TEAM_HANDED_OVER}
    return told.data["to"] if told and purpose in raised else "coaches"


def cases() -> Iterator[Case]:
    """Every message in every language."""
    from tests.golden.digests import digests
    from tests.golden.warnings import warnings
    from tests.golden.webhooks import webhooks

    for locale in NAMES:
        alone = (warnings(locale), digests(locale), webhooks(locale))
        parts = (customers(locale), _staff(locale), *alone)
        for name, rendered in chain.from_iterable(parts):
            yield Case(name=f"{locale}/{name}", rendered=rendered)


def customers(locale: str) -> Iterator[tuple[str, Rendered]]:
    """Name and message of all that customers get, and what staff hear of how it went."""
    from tests.golden.commands import commands
    from tests.golden.outcomes import outcomes

    return chain(_customer(locale), commands(locale), outcomes(locale))


def _customer(locale: str) -> Iterator[tuple[str, Rendered]]:
    said, again, answer = SAID[locale]
    by_mail: dict[str, Any] = {"channel": Channel.EMAIL, "contacts": (mail_address(),)}
    thread = MailThread(
        subject="Heating", message_id="<b@mail.example.net>", references=("<a@mail.example.net>",)
    )
    first = entry(words=said, data={"respond_by": to_text(NOON + 24 * HOUR)})
    unpromised: dict[str, Any] = {
        "before": [entry(words=said, data={"respond_by": None})],
        "promise_by": None,
        "respond_by": None,
    }
    wrote = entry(
        number=2, what=What.CUSTOMER_WROTE, at=NOON + 30 * HOUR, words=again,
        data={"reopens": True, "respond_by": to_text(NOON + 54 * HOUR)},
    )  # fmt: skip
    answered = entry(
        number=2, what=What.ANSWERED, actor="ana@example.com", words=answer,
        at=NOON + HOUR, data={"team": "coaches"},
    )  # fmt: skip
    long = entry(
        number=2, what=What.ANSWERED, actor="ana@example.com", words=(answer + "\n") * 20,
        at=NOON + HOUR, data={"team": "coaches"},
    )  # fmt: skip
    over: dict[str, Any] = {"status": Status.ANSWERED, "answered_at": NOON + HOUR}
    late = _escalated(NOON + 48 * HOUR)
    parts = len(answer_parts(long.words or ""))
    for by, how in ((Channel.SMS, {}), (Channel.EMAIL, by_mail)):
        for kind in Kind:
            kept = {"by": by, "kind": kind, **how}
            yield (
                f"acknowledgement.{by}.{kind}",
                render(locale, Purpose.ACKNOWLEDGEMENT, before=[first], **kept),
            )
        for kind in (Kind.COMPLAINT, Kind.COMPLIMENT):
            kept = {"by": by, "kind": kind, **how, **unpromised}
            yield (
                f"acknowledgement.{by}.{kind}-without-promise",
                render(locale, Purpose.ACKNOWLEDGEMENT, **kept),
            )
        yield (
            f"acknowledgement.{by}.again",
            render(
                locale, Purpose.ACKNOWLEDGEMENT, wrote, by=by, now=NOON + 30 * HOUR,
                **(how | ({"thread": thread} if by is Channel.EMAIL else {})),
            ),
        )  # fmt: skip
        if by is Channel.EMAIL:
            sealed = replace(first, data={**first.data, "sealed": "encrypted"})
            yield (
                "acknowledgement.email.sealed",
                render(locale, Purpose.ACKNOWLEDGEMENT, before=[sealed], by=by, **how),
            )
            refused = replace(first, data={**first.data, "attachments": FILES})
            yield (
                "acknowledgement.email.file-not-taken",
                render(locale, Purpose.ACKNOWLEDGEMENT, before=[refused], by=by, **how),
            )
        with_file = replace(answered, data={**answered.data, "attachments": FILES[:1]})
        yield f"answer.{by}.file", render(locale, Purpose.ANSWER, with_file, by=by, **how, **over)
        yield f"answer.{by}", render(locale, Purpose.ANSWER, answered, by=by, **how, **over)
        yield (
            f"answer.{by}.enquiry",
            render(locale, Purpose.ANSWER, answered, by=by, kind=Kind.ENQUIRY, **how, **over),
        )
        yield f"answer.{by}.of-ombudsman", render(
            locale, Purpose.ANSWER, replace(answered, data={"team": "ombudsman"}),
            by=by, level=2, **how, **over,
        )  # fmt: skip
        yield (
            f"question.{by}",
            render(locale, Purpose.QUESTION, _asked(locale), by=by, now=NOON + HOUR, **how),
        )
        yield (
            f"resumed.{by}",
            render(
                locale, Purpose.RESUMED, _resumed(NOON + 10 * DAY), by=by, now=NOON + 8 * DAY, **how
            ),
        )
        yield (
            f"resumed.{by}.without-promise",
            render(locale, Purpose.RESUMED, _resumed(None), by=by, now=NOON + 8 * DAY, **how),
        )
        yield f"appeal_taken.{by}", render(
            locale, Purpose.APPEAL_TAKEN, _appealed(NOON + 3 * DAY), by=by, now=NOON + 2 * DAY,
            level=2, **how,
        )  # fmt: skip
        yield f"appeal_taken.{by}.without-promise", render(
            locale, Purpose.APPEAL_TAKEN, _appealed(None), by=by, now=NOON + 2 * DAY,
            level=2, **how,
        )  # fmt: skip
        yield (
            f"late_notice.{by}",
            render(locale, Purpose.LATE_NOTICE, late, by=by, now=LATER, level=1, **how),
        )
        yield (
            f"late_notice.{by}.without-promise",
            render(locale, Purpose.LATE_NOTICE, _escalated(None), by=by, now=LATER, level=1, **how),
        )
    yield (
        "answer.sms.second-part",
        render(locale, Purpose.ANSWER, long, by=Channel.SMS, part=(2, parts), **over),
    )
    yield (
        "answer.email.in-thread",
        render(locale, Purpose.ANSWER, answered, thread=thread, **by_mail, **over),
    )
    yield (
        "question.email.of-an-answered-one",
        render(locale, Purpose.QUESTION, _asked(locale, until=None), **by_mail, **over),
    )


def _staff(locale: str) -> Iterator[tuple[str, Rendered]]:
    said, again, answer = SAID[locale]
    written = entry(channel=Channel.EMAIL, words=said, data={"attachments": FILES})
    wrote = entry(number=2, what=What.CUSTOMER_WROTE, at=NOON + HOUR, words=again)
    answered = entry(
        number=2, what=What.ANSWERED, actor="ana@example.com", words=answer,
        at=NOON + HOUR, data={"team": "coaches"},
    )  # fmt: skip
    reminded = entry(
        number=2, what=What.REMINDED, at=NOON + 18 * HOUR, actor="system", words=None,
        data={"level": 0, "to": "coaches", "respond_by": to_text(NOON + 24 * HOUR)},
    )  # fmt: skip
    yield "team_new.by-text", render(locale, Purpose.TEAM_NEW)
    yield (
        "team_new.by-mail",
        render(
            locale, Purpose.TEAM_NEW, before=[written], channel=Channel.EMAIL, rating=2,
            contacts=(mail_address(), phone()), name="Pat Lee", kind=Kind.ENQUIRY,
        ),
    )  # fmt: skip
    for why in ("encrypted", "winmail"):
        sealed = entry(words="Cold coach", data={"subject": "Cold coach", "sealed": why})
        yield (
            f"team_new.{why}",
            render(
                locale, Purpose.TEAM_NEW, before=[sealed], channel=Channel.EMAIL,
                contacts=(mail_address(),),
            ),
        )  # fmt: skip
    yield (
        "team_new.unreachable",
        render(
            locale, Purpose.TEAM_NEW, channel=Channel.WEB, contacts=(), touchpoint=None,
            respond_by=None, promise_by=None, kind=Kind.COMPLIMENT,
        ),
    )  # fmt: skip
    yield (
        "team_further",
        render(
            locale, Purpose.TEAM_FURTHER,
            entry(number=3, what=What.CUSTOMER_WROTE, at=NOON + 2 * HOUR, words=again),
            before=[entry(words=said), answered], now=NOON + 2 * HOUR,
        ),
    )  # fmt: skip
    doubtful = entry(
        number=2, what=What.CUSTOMER_WROTE, at=NOON + 2 * HOUR, words=again,
        data={"mistyped": ["K7Q-4MDX"], "also": _also(locale)},
    )  # fmt: skip
    resent = entry(
        number=3, what=What.CUSTOMER_WROTE, at=NOON + 2 * HOUR, words=again, data={"repeats": 2}
    )
    yield (
        "team_further.doubtful",
        render(
            locale, Purpose.TEAM_FURTHER, doubtful, now=NOON + 2 * HOUR,
            before=[entry(words=said)],
        ),
    )  # fmt: skip
    yield (
        "team_further.resent",
        render(
            locale, Purpose.TEAM_FURTHER,
            entry(number=4, what=What.CUSTOMER_WROTE, at=NOON + 2 * HOUR, words="?"),
            before=[entry(words=said), wrote, resent], now=NOON + 2 * HOUR,
        ),
    )  # fmt: skip
    started = entry(
        number=3, what=What.COMMANDED, at=NOON + 2 * HOUR, words="START",
        data={"command": "start", "waiting": ["answer"], "holder": "coaches"},
    )  # fmt: skip
    yield (
        "team_reachable",
        render(
            locale, Purpose.TEAM_REACHABLE, started, now=NOON + 2 * HOUR,
            before=[entry(words=said), answered],
        ),
    )  # fmt: skip
    yield (
        "team_reminder",
        render(locale, Purpose.TEAM_REMINDER, reminded, now=NOON + 18 * HOUR),
    )
    raised: dict[str, Any] = {"now": LATER, "level": 1, "before": [entry(words=said), wrote]}
    yield (
        "team_escalation.late",
        render(
            locale, Purpose.TEAM_ESCALATION, _escalated(NOON + 48 * HOUR, number=3),
            promise_by=NOON + 48 * HOUR, **raised,
        ),
    )  # fmt: skip
    yield (
        "team_escalation.nobody",
        render(
            locale, Purpose.TEAM_ESCALATION,
            _escalated(NOON + 24 * HOUR, number=3, why="nobody", tells_customer=False),
            level=1, now=NOW,
        ),
    )  # fmt: skip
    yield (
        "team_escalation.appeal",
        render(
            locale, Purpose.TEAM_ESCALATION, _appealed(NOON + 3 * DAY, number=3),
            before=[entry(words=said), answered], now=NOON + 2 * DAY, level=2, cycle=2,
            cycle_at=NOON + 2 * DAY, promise_by=NOON + 3 * DAY,
        ),
    )  # fmt: skip
    note, why_over, why_corrected = NOTED[locale]
    noted = entry(
        number=2, what=What.NOTED, actor="ana@example.com", words=note, at=NOON + HOUR,
        data={"team": "coaches"},
    )  # fmt: skip
    handed_over = entry(
        number=3, what=What.HANDED_OVER, actor="ana@example.com", words=None, at=NOON + 2 * HOUR,
        data={"team": "coaches", "from": "coaches", "to": "supervisors", "reason": why_over},
    )  # fmt: skip
    yield (
        "team_handed_over",
        render(
            locale, Purpose.TEAM_HANDED_OVER, handed_over, before=[entry(words=said), noted],
            now=NOON + 2 * HOUR, owner="supervisors",
        ),
    )  # fmt: skip
    yield (
        "team_handed_over.waiting",
        render(
            locale, Purpose.TEAM_HANDED_OVER,
            replace(handed_over, data={**handed_over.data, "reason": ""}),
            before=[entry(words=said), _asked(locale)], now=NOON + 2 * HOUR, owner="supervisors",
            waiting_since=NOON + HOUR, waiting_until=NOON + 7 * DAY + HOUR,
        ),
    )  # fmt: skip
    corrected = entry(
        number=2, what=What.CORRECTED, actor="ana@example.com", words=None, at=NOON + HOUR,
        data={
            "team": "coaches", "reason": why_corrected, "respond_by": to_text(NOON + 4 * HOUR),
            "changes": {"severity": ["normal", "critical"]},
        },
    )  # fmt: skip
    yield (
        "team_escalation.critical",
        render(
            locale, Purpose.TEAM_ESCALATION,
            _escalated(NOON + 24 * HOUR, number=3, why="safety", tells_customer=False),
            before=[entry(words=said), corrected], now=NOON + HOUR, level=1,
            severity=Severity.CRITICAL,
        ),
    )  # fmt: skip
    yield from _receipts(locale, said, replace(answered, channel=Channel.EMAIL), handed_over)
    unsure = entry(
        number=2, what=What.SET_ASIDE, at=NOON + HOUR, actor="ana@example.com",
        words=f"> {said}\n{answer}\n> {again}",
        data={
            "reason": "unsure", "sender": "ana@example.com", "team": "coaches",
            "proposed": answer, "message_id": "<reply@ana.example.com>",
        },
    )  # fmt: skip
    yield "team_set_aside.preview", render(locale, Purpose.TEAM_SET_ASIDE, unsure, now=NOON + HOUR)
    other = entry(
        number=2, what=What.CUSTOMER_WROTE, at=NOON + HOUR, words=again,
        data={"sender": "friend@example.org"},
    )  # fmt: skip
    yield "team_further.from-elsewhere", render(locale, Purpose.TEAM_FURTHER, other)
    machine = entry(words=said, data={"automatic": "auto-replied", "owner": "coaches"})
    yield (
        "team_new.automatic",
        render(locale, Purpose.TEAM_NEW, machine, before=[], respond_by=None, promise_by=None),
    )
    yield "team_new.empty", render(locale, Purpose.TEAM_NEW, entry(words=""), before=[])
    for reason in (
        "no_words", "unsure", "spam", "unknown_command", "unknown_team", "help", "not_answered",
        "overtaken", "unknown_sender", "not_authentic",
    ):  # fmt: skip
        kept = entry(
            number=2, what=What.SET_ASIDE, at=NOON + HOUR, actor="ana@example.com", words=answer,
            data={"reason": reason, "sender": "ana@example.com", "team": "coaches"},
        )  # fmt: skip
        yield f"team_set_aside.{reason}", render(locale, Purpose.TEAM_SET_ASIDE, kept)
    lost: dict[str, Any] = {"message": "1", "purpose": "answer", "to": phone().address}
    for name, data in (
        ("nobody", {"reason": "opted_out"}),
        ("kept", {"reason": "invalid", "unreached": True}),
        ("other", {"reason": "smtp; 550 5.1.1 user unknown", "other": "pat@example.net"}),
    ):
        told = entry(
            number=3, what=What.UNDELIVERED, at=NOON + HOUR, actor="system", words=None,
            data=lost | data,
        )  # fmt: skip
        yield (
            f"team_undelivered.{name}",
            render(locale, Purpose.TEAM_UNDELIVERED, told, before=[entry(words=said), answered]),
        )


def _also(locale: str) -> list[dict[str, Any]]:
    """Other feedback of the same number: the team's own, and another team's."""
    one = {"reference": "KBW-DQVW", "touchpoint": "coach-550", "words": SAID[locale][0]}
    other = {"reference": "000-0000", "touchpoint": None, "words": SAID[locale][1]}
    return [
        one | {"open": True, "teams": ["coaches"]},
        other | {"open": False, "teams": ["ombudsman"]},
    ]


def _receipts(
    locale: str, said: str, answered: Entry, handed_over: Entry
) -> Iterator[tuple[str, Rendered]]:
    by_text = render(locale, Purpose.ANSWER, answered, by=Channel.SMS)
    by_mail = render(locale, Purpose.ANSWER, answered, by=Channel.EMAIL, contacts=(mail_address(),))
    sent = _sent(Channel.SMS, Delivery.SENT, rendered=by_text)
    lost = _sent(Channel.SMS, Delivery.FAILED, error="opted_out")
    for name, beside in (
        ("by-text", [sent]),
        ("by-mail", [_sent(Channel.EMAIL, Delivery.DELIVERED, rendered=by_mail)]),
        ("waiting", [_sent(Channel.SMS, Delivery.RETRY)]),
        ("lost", [lost]),
        ("elsewhere", [lost, _sent(Channel.EMAIL, Delivery.SENT, rendered=by_mail)]),
        ("page", []),
    ):
        yield (
            f"team_receipt.{name}",
            render(locale, Purpose.TEAM_RECEIPT, answered, beside=beside, now=NOON + HOUR),
        )
    yield (
        "team_receipt.handed-over",
        render(
            locale, Purpose.TEAM_RECEIPT, handed_over, before=[entry(words=said), answered],
            now=NOON + 2 * HOUR, owner="supervisors",
        ),
    )  # fmt: skip
    corrected = entry(
        number=2, what=What.CORRECTED, actor="ana@example.com", words=None, at=NOON + HOUR,
        data={"team": "coaches", "reason": "", "changes": {"severity": ["normal", "high"]}},
    )  # fmt: skip
    yield "team_receipt.corrected", render(locale, Purpose.TEAM_RECEIPT, corrected)


def _sent(channel: Channel, delivery: Delivery, **more: Any) -> Message:
    """What became of the answer to the customer."""
    return Message(
        id=f"{channel}", feedback_id="0123456789abcdef", entry=2, purpose=Purpose.ANSWER,
        channel=channel, to=phone().address if channel is Channel.SMS else mail_address().address,
        delivery=delivery, created_at=NOON, **more,
    )  # fmt: skip


def _asked(locale: str, until: Any = NOON + 7 * DAY + HOUR) -> Entry:
    return entry(
        number=2, what=What.ASKED, actor="ana@example.com", words=ASKED[locale], at=NOON + HOUR,
        data={"team": "coaches", **({"until": to_text(until)} if until else {})},
    )  # fmt: skip


def _resumed(promise_by: Any) -> Entry:
    return entry(
        number=2, what=What.RESUMED, actor="system", words=None, at=NOON + 8 * DAY,
        data={"why": "time", "promise_by": to_text(promise_by) if promise_by else None},
    )  # fmt: skip


def _appealed(promise_by: Any, number: int = 2) -> Entry:
    return entry(
        number=number, what=What.APPEALED, at=NOON + 2 * DAY, words="Ombudsman", cycle=2,
        data={
            "level": 2,
            "to": "ombudsman",
            "missed_by": None,
            "promise_by": to_text(promise_by) if promise_by else None,
            "tells_customer": True,
            "why": "appeal",
        },
    )  # fmt: skip


def _escalated(promise_by: Any, number: int = 2, **changes: Any) -> Entry:
    return entry(
        number=number, what=What.ESCALATED, at=LATER, actor="system", words=None,
        data={
            "level": 1,
            "to": "supervisors",
            "missed_by": to_text(NOON + 24 * HOUR),
            "promise_by": to_text(promise_by) if promise_by else None,
            "tells_customer": True,
            "why": "late",
            **changes,
        },
    )  # fmt: skip


def rewrite() -> None:
    """Write every file again and remove those of messages that there are no more."""
    known = list(cases())
    for file in set(FOLDER.rglob("*.txt")) - {case.file for case in known}:
        file.unlink()
    for case in known:
        case.file.parent.mkdir(parents=True, exist_ok=True)
        case.file.write_text(case.text, encoding="utf-8")


if __name__ == "__main__":
    rewrite()
