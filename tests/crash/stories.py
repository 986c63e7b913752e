"""What happens in the lives of some feedback: together, every kind of event that there is.

A story is a configuration and stages. A stage is what happens until all is quiet again.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from chalicelib.bootstrap import members, stores, ways_in
from chalicelib.events.trying import Answer
from chalicelib.model import Channel
from chalicelib.reference import from_number
from chalicelib.services.replan import Replanning
from chalicelib.services.staff import Said
from tests.builders import NOON, PHONE, document, policy_row
from tests.crash import events
from tests.crash.cloud import API, Cloud, Plan
from tests.crash.wire import Departure, Refusal
from tests.photos import photo
from tests.receiving import webhook_row

PAT = "pat@example.net"
BOX = "feedback@fale.example.com"
HOUR = 3600
LONG = "Line by line, a long and careful answer about the heating of this coach. " * 24


@dataclass(frozen=True)
class Stage:
    """What happens, one thing after the other, each when all that follows from the last is done."""

    name: str
    plans: tuple[Plan, ...]


@dataclass(frozen=True)
class Story:
    """Some feedback, from the first words on."""

    name: str
    stages: tuple[Stage, ...]
    changes: Mapping[str, Any] = field(default_factory=dict)
    """Of the configuration's document."""


def stage(name: str, *plans: Plan) -> Stage:
    return Stage(name, plans)


# What people do


def texts(number: str, words: str, sender: str = PHONE) -> Plan:
    """A customer texts."""
    return lambda c: c.arrive("capture_sms", events.text(number, sender, words, c.now))


def posts(path: str, body: object, route: str | None = None) -> Plan:
    """A client of the API sends something."""
    return lambda c: c.arrive(API, events.request("POST", path, route or path, body))


def mails(number: str, words: str, *, picture: bytes | None = None, **headers: str) -> Plan:
    """A mail to the organisation's address."""
    raw = events.mail(number, PAT, words, "My journey", picture=picture, **headers)
    return lambda c: mailed(c, number, BOX, PAT, raw)


def untold(number: str, words: str) -> Plan:
    """A mail that SES puts into the bucket, and of which nobody is told."""

    def put(c: Cloud) -> None:
        c.forget_mails()
        c.keep(number, events.mail(number, PAT, words, "My journey", To=BOX))

    return put


def replies(number: str, words: str, to: str, sender: str | None = None) -> Plan:
    """Somebody answers the newest mail that went to `to`."""

    def reply(c: Cloud) -> None:
        left = newest(c, to)
        raw = events.mail(number, sender or to, words, f"Re: {left.subject}")
        mailed(c, number, left.reply_to, sender or to, raw)

    return reply


def mailed(c: Cloud, number: str, to: str, sender: str, raw: bytes) -> None:
    c.keep(number, raw)
    c.arrive("capture_email", events.mail_notice(number, to, sender, c.now))


def appeals(c: Cloud) -> None:
    """The customer presses the button of the status page."""
    url = c.captured()["status_url"]
    path = url.removeprefix("https://fale.example.com") + "/appeal"
    c.arrive(API, events.request("POST", path, "/s/{token}/appeal"))


def newest(c: Cloud, to: str) -> Departure:
    return next(left for left in reversed(c.wire.departures) if left.to == to)


# What providers, time and the organisation do


def fate(what: str, *recipients: str) -> Plan:
    """What becomes of messages to somebody from now on."""
    return lambda c: c.fates.update(dict.fromkeys(recipients, what))


def refusing(*refusals: Refusal) -> Plan:
    """What the provider of texts answers next."""
    return lambda c: c.wire.refusals.extend(refusals)


def answering(*answers: Answer) -> Plan:
    """What the webhook answers next."""
    return lambda c: c.wire.replies.extend(answers)


def refused(number: str, refusal: Refusal) -> Plan:
    """What the provider answers to every text to a number."""
    return lambda c: c.wire.refused.update({number: refusal})


def after(**time: float) -> Plan:
    """So much time passes."""
    return lambda c: c.until(c.now + timedelta(**time))


def at(**time: float) -> Plan:
    """It is so much after noon of the first day."""
    return lambda c: c.until(NOON + timedelta(**time))


def calls(name: str, event: Mapping[str, Any] | None = None) -> Plan:
    """A schedule, or an operator, calls a Lambda."""
    return lambda c: c.arrive(name, dict(event or {}))


def takes(c: Cloud) -> None:
    """A member says in the console that they see to it."""
    store = stores.store()
    feedback = store.get(store.by_reference(from_number(1)) or "")
    said = Said(
        key="console:1",
        member="ana@example.com",
        team="coaches",
        at=c.now,
        channel=Channel.WEB,
    )
    ways_in.staff().take(feedback, said, c.now, gives_back=False)
    c.collect()


def incident(c: Cloud) -> None:
    """A member makes one incident of two feedback."""
    store = stores.store()
    both = [store.get(store.by_reference(from_number(n)) or "") for n in (1, 2)]
    members.staff_services().incidents.open(
        both, title="Cold coach", member="ana@example.com", team="coaches", key="i1", now=c.now
    )
    c.collect()


def leaves(c: Cloud) -> None:
    """One of them is no part of it after all."""
    store = stores.store()
    one = store.get(store.by_reference(from_number(1)) or "")
    found = stores.incident_store().get(one.incident or "")
    members.staff_services().incidents.leave(
        found, [one.id], member="ana@example.com", key="i2", now=c.now
    )
    c.collect()


def losing(*names: str) -> Plan:
    """What the sources of these Lambdas have for them is lost from now on."""

    def lose(c: Cloud) -> None:
        c.lost = set(names)

    return lose


def replans(document_changes: Mapping[str, Any]) -> Plan:
    """The operator applies a configuration and puts open feedback under it."""

    def replan(c: Cloud) -> None:
        c.apply(document(**document_changes))
        c.boot()
        service = Replanning(stores.store(), stores.configurations())
        for found in service.find(c.now, "new contract", policy=None, touchpoint=None):
            service.commit(found, c.now)
        c.collect()

    return replan


# The stories

NOBODY = {"name": "Nobody", "mailbox": None, "members": [], "lead": None}
TEAMS = document()["teams"]


def no_owner() -> dict[str, Any]:
    """Of a team in which nobody is, with a first level that has it until the second day."""
    levels = [
        {"after": 48 * HOUR, "to": "supervisors", "respond_within": 24 * HOUR},
        {"after": 96 * HOUR, "to": "ombudsman", "respond_within": 24 * HOUR},
    ]
    teams = {**TEAMS, "coaches": NOBODY}
    return {"teams": teams, "policies": [policy_row(levels=levels)]}


def slower() -> dict[str, Any]:
    """A promise of two days in place of one, and other teams."""
    levels = [{"after": 48 * HOUR, "to": "ombudsman", "respond_within": 24 * HOUR}]
    return {"policies": [policy_row(respond_within=48 * HOUR, remind_after=None, levels=levels)]}


STORIES = (
    Story(
        "a text that nobody answers",
        (
            stage("first words", texts("t1", "420 heating broken, we are freezing")),
            stage("further words", after(minutes=5), texts("t2", "and the light as well")),
            stage("the reminder", at(hours=19)),
            stage("the first level", at(hours=25)),
            stage("the last level", at(hours=49)),
            stage("overdue", at(hours=73)),
        ),
    ),
    Story(
        "a text that is answered",
        (
            stage("first words", texts("t1", "420 heating broken")),
            stage("a note", replies("m1", "#note He calls every week", "coaches@example.com")),
            stage("a question", replies("m2", "#ask Which seat?", "coaches@example.com")),
            stage("its reply", after(hours=1), texts("t2", "Seat 12")),
            stage("a correction", replies("m3", "#high a child was cold", "coaches@example.com")),
            stage("handed over", replies("m4", "#team supervisors yours", "coaches@example.com")),
            stage("nonsense", replies("m5", "#pay him", "boss@example.com")),
            stage("a long answer", replies("m6", LONG, "boss@example.com")),
            stage("thanks, no", after(hours=2), texts("t3", "It is cold again")),
            stage("answered again", replies("m7", "Mended now.", "boss@example.com")),
            stage("the ombudsman", after(hours=1), texts("t4", "OMBUDSMAN")),
            stage("who answers", replies("m8", "You were right.", "omb-1@example.com")),
            stage("closed", after(days=8)),
        ),
    ),
    Story(
        "a question that is not answered",
        (
            stage("first words", texts("t1", "420 heating broken")),
            stage("a question", replies("m1", "#ask Which seat?", "coaches@example.com")),
            stage("we go on", after(days=7, hours=1)),
        ),
    ),
    Story(
        "by the website, with a number that takes nothing",
        (
            stage(
                "first words",
                refused(PHONE, Refusal("ConflictException", "DESTINATION_PHONE_NUMBER_OPTED_OUT")),
                posts(
                    "/feedback",
                    {
                        "text": "heating broken", "touchpoint": "coach-420", "client_id": "c" * 16,
                        "contact": {"phone": PHONE, "email": PAT},
                    },
                ),
            ),
            stage("an answer", replies("m1", "It is mended.", "coaches@example.com")),
            stage("an appeal", appeals),
        ),
    ),
    Story(
        "by mail",
        (
            stage("first words", mails("m1", "The coach was cold.", picture=photo())),
            stage("an answer", replies("m2", "It is mended.", "coaches@example.com")),
            stage("its reply", replies("m3", "It is not!", PAT)),
            stage("a machine", mails("m4", "I am away", Auto_Submitted="auto-replied")),
        ),
    ),
    Story(
        "a team that cannot be reached",
        (
            stage("first words", fate("Bounce", "coaches@example.com"), texts("t1", "420 cold")),
        ),
    ),
    Story(
        "a team in which nobody is",
        (
            stage("first words", texts("t1", "420 heating broken")),
            stage("late", at(hours=25)),
        ),
        no_owner(),
    ),
    Story(
        "a provider that is tired",
        (
            stage(
                "first words",
                refusing(Refusal("ThrottlingException"), Refusal("InternalServerException", status=500)),
                texts("t1", "420 heating broken"),
                after(minutes=30),
            ),
            stage(
                "an answer that is lost on its way back",
                fate("nothing", PHONE),
                refusing(Refusal("", is_lost=True)),
                replies("m1", "It is mended.", "coaches@example.com"),
                after(minutes=30),
            ),
        ),
    ),
    Story(
        "what queues lose, the sweep finds",
        (
            stage("a record", losing("react"), texts("t1", "420 cold"), losing()),
            stage("a job", losing("send"), texts("t2", "and dark"), losing()),
            stage("a receipt", losing("record_delivery"), texts("t3", "and wet"), losing()),
            stage("ticks", losing("wake"), after(hours=19), losing()),
        ),
    ),
    Story(
        "what customers and staff can say in a word",
        (
            stage("first words", texts("t1", "420 heating broken")),
            stage("taken", takes),
            stage("where it stands", after(hours=1), texts("t2", "STATUS")),
            stage("no more texts", texts("t3", "STOP")),
            stage("an answer that has to wait", replies("m1", "Mended.", "coaches@example.com")),
            stage("texts again", texts("t4", "START")),
        ),
    ),
    Story(
        "what came of it",
        (
            stage("first words", texts("t1", "420 heating broken")),
            stage("the outcome", replies("m1", "#resolve It is mended.", "coaches@example.com")),
            stage("the survey", after(minutes=11)),
            stage("a bad mark", texts("t2", "1")),
            stage("something else", texts("t3", "550 door stuck")),
            stage("its outcome", replies("m2", "#resolve It shuts.", "coaches@example.com")),
            stage("no second survey on a day", after(minutes=11)),
        ),
        {"policies": [policy_row(survey_after=600)]},
    ),
    Story(
        "one incident of two feedback",
        (
            stage("first words", texts("t1", "420 heating broken")),
            stage("another's", texts("t2", "420 freezing in here", "+447700900124")),
            stage("an incident", incident),
            stage("not that one", leaves),
        ),
    ),
    Story(
        "a cap",
        (
            stage("first words", texts("t1", "420 cold")),
            stage("one too many", texts("t2", "550 door stuck")),
        ),
        {"limits": {"automatic_per_hour": 1, "unproven_per_day": 1}},
    ),
    Story(
        "a newer configuration",
        (
            stage("first words", texts("t1", "420 heating broken")),
            stage("re-planned", replans(slower())),
        ),
    ),
    Story(
        "a mail that nobody was told of",
        (
            stage("the mail", untold("m1", "The coach was cold.")),
            stage("the night", at(hours=16.5), calls("reconcile")),
        ),
    ),
    Story(
        "other systems",
        (
            stage("first words", texts("t1", "420 heating broken")),
            stage(
                "a receiver that is busy",
                answering(Answer(status=500), Answer(status=None, error="timeout")),
                replies("m1", "Mended.", "coaches@example.com"),
            ),
            stage(
                "one that wants no more",
                answering(Answer(status=410)),
                texts("t2", "550 door stuck"),
            ),
            stage("what it misses", texts("t3", "550 still stuck")),
        ),
        {"events": {"bus": True}, "webhooks": [webhook_row(tell="it@example.com")]},
    ),
    Story(
        "more than usual",
        (
            stage("long before", texts("t1", "420 nice driver")),
            stage(
                "two, weeks later",
                after(days=20),
                texts("t2", "420 heating broken", "+447700900124"),
                texts("t3", "420 no heating", "+447700900125"),
            ),
            stage("a third", texts("t4", "420 it is cold", "+447700900126")),
            stage("the next morning's check", after(days=1), calls("check_measures")),
        ),
        {"policies": [policy_row(respond_within=None, remind_after=None, levels=[], close_after=None)]},
    ),
    Story(
        "what was kept long enough",
        (
            stage("first words", mails("m1", "The coach was cold.")),
            stage("an answer", replies("m2", "It is mended.", "coaches@example.com")),
            stage(
                "a week of nights",
                *(do for n in range(7) for do in (at(hours=24 * (45 + n)), calls("retain"))),
            ),
        ),
        {"retention": {"personal": 31 * 24 * HOUR}},
    ),
    Story(
        "the morning's digest",
        (
            stage("first words", texts("t1", "420 heating broken")),
            stage("the night", at(hours=19)),
            stage("the digest", at(hours=20), calls("digest"), at(hours=21), calls("digest")),
            stage("the week", *(2 * [calls("digest", {"now": True, "week": True})])),
        ),
        {"policies": [policy_row(respond_within=4 * HOUR, remind_after=None)]},
    ),
)  # fmt: skip


ANONYMOUS = Story(
    "a client that names no id",
    (stage("first words", posts("/feedback", {"text": "cold", "contact": {"email": PAT}})),),
)
SILENT = Story(
    "providers that never say what became of a message",
    (
        stage(
            "first words",
            fate("nothing", PHONE, "coaches@example.com"),
            texts("t1", "420 heating broken"),
        ),
    ),
)

LAPSE: tuple[Plan, ...] = (after(minutes=30),)
"""Time enough for every lease to end, and for the sweep to look."""
