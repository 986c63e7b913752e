"""Pages as HTML. Everything that comes from outside is escaped; a missing value is an error.

Style and script stand in the page itself, so that one round trip over a poor connection is enough;
the content security policy names them by their hashes, and allows nothing else.
"""

import base64
import hashlib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from chalicelib.attachments import size_text
from chalicelib.configuration import Configuration, Touchpoint
from chalicelib.context import TripContext
from chalicelib.instants import to_text
from chalicelib.intake.web import MAX_TEXT, TRAP, Problem
from chalicelib.model import Channel, Feedback, Kind, Status
from chalicelib.pages.conversation import Said
from chalicelib.pages.wording import TEXTS
from chalicelib.promise import say_at, say_by

_HERE = Path(__file__).parent / "templates"
MOUTHS = (
    "M12 30c3-6 13-6 16 0",
    "M13 28c3-3 11-3 14 0",
    "M13 27h14",
    "M13 25c3 4 11 4 14 0",
    "M12 24c2 9 14 9 16 0z",
)
"""Of the faces from 1, very bad, to 5, very good."""
_ANCHORS = {name: name for name in ("text", "rating", "kind", "phone", "email")}
_SHOWN = ("text", "rating", "kind", "phone", "email")


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """What every page of one request needs."""

    locale: str
    """One of the locales that pages speak."""
    root: str
    """From this page to the root of the site, relative, with a slash at its end."""
    configuration: Configuration | None = None
    """None where it cannot be had: then the page names no organisation."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """Something that the person has to know before anything else."""

    title: str
    hint: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Rating:
    """How the customer rates a cycle on its own page."""

    token: str
    """Of the cycle's survey."""
    score: int | None
    """As it stands."""


@dataclass(frozen=True, slots=True, kw_only=True)
class More:
    """What the private page takes, and what it leads to."""

    token: str
    """The page's own."""
    client_id: str
    link_to: Callable[[int, int], str]
    """Of an entry's number and a place among what came with it: the token of its file."""
    typed: str = ""
    """What could not be taken, to be put right."""
    problem: str | None = None
    """What is wrong with it."""
    photo_problem: str | None = None
    """Why the photo was not taken; `again` where the words have to be put right first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Trip:
    """What the form's address says of the trip."""

    token: str
    context: TripContext | None
    """None where it was changed, or has ended."""


def form(
    visit: Visit,
    *,
    client_id: str,
    place: Touchpoint | None,
    typed: Mapping[str, str] | None = None,
    problems: Mapping[str, str] | None = None,
    notice: Notice | None = None,
    switches_language: bool = False,
    had_photo: bool = False,
    opened: str = "",
    trip: Trip | None = None,
) -> str:
    """The form, with what was typed before and what is wrong with it.

    `had_photo`: one was chosen before; no browser lets a page keep it. `opened` is when the form was
    first shown, signed; `trip` what its address says of the trip.
    """
    t = TEXTS[visit.locale]
    said = {field: _problem(words, t) for field, words in (problems or {}).items()}
    if said and notice is None:
        notice = Notice(title=t["check_title"], hint=t["check_hint"])
    return page(
        "form.html",
        visit,
        client_id=client_id,
        place=place.name if place else None,
        touchpoint=place.id if place else "",
        photo_problem=t["photo_again"] if had_photo else None,
        typed={name: (typed or {}).get(name, "").replace("\0", "") for name in _SHOWN},
        problems=said,
        notice=notice,
        languages=[(locale, texts["language"]) for locale, texts in TEXTS.items()]
        if switches_language
        else [],
        anchors=_ANCHORS,
        kinds=list(Kind),
        mouths=MOUTHS,
        max_text=MAX_TEXT,
        trap=TRAP,
        opened=opened,
        context=trip.token if trip else "",
        trip=say_trip(trip.context.parts, t) if trip and trip.context else None,
        is_refused=trip is not None and trip.context is None,
    )


def say_trip(parts: Mapping[str, str], t: Mapping[str, str]) -> str:
    """The parts of a trip's context in a line, each with what it is."""
    return " · ".join(t[f"trip_{name}"].format(value=value) for name, value in parts.items())


def unknown_place(visit: Visit) -> Notice:
    """The address named a touchpoint that there is not."""
    t = TEXTS[visit.locale]
    return Notice(title=t["unknown_title"], hint=t["unknown_hint"])


def not_stored(visit: Visit) -> Notice:
    """What was sent is not stored, and it is no fault of the person's."""
    t = TEXTS[visit.locale]
    return Notice(title=t["broken_title"], hint=t["not_stored"])


def _photo_problem(why: str | None, t: Mapping[str, str]) -> str | None:
    if why is None:
        return None
    return t.get(f"photo_{why}", t["photo_type"])


def _problem(words: str, t: Mapping[str, str]) -> str:
    name = words.name.lower() if isinstance(words, Problem) else ""
    return t.get(f"problem_{name}", t["problem_again"])


def thanks(
    visit: Visit,
    *,
    feedback: Feedback,
    is_new: bool,
    status_url: str,
    token: str,
    now: datetime,
    client_id: str = "",
    photo_problem: str | None = None,
) -> str:
    """The answer to a form that was stored: reference, promise, and how to follow it.

    `photo_problem`: why the photo that came with it was not taken. `client_id` is the form's: a browser
    that keeps what it could not send forgets it then.
    """
    t = TEXTS[visit.locale]
    organisation = _configuration(visit).organisation
    team = _configuration(visit).team(feedback.owner).name
    contact = feedback.contacts[0] if feedback.contacts else None
    by = feedback.promise_by
    promise, way = t["no_promise"].format(team=team), ""
    if by is not None:
        promise = t["promise"].format(by=say_by(by, now, organisation.time_zone, visit.locale))
        way = t["answer_page"]
        if contact is not None:
            name = "answer_sms" if contact.channel is Channel.SMS else "answer_email"
            way = t[name].format(address=contact.address)
    praised = feedback.kind is Kind.COMPLIMENT
    return page(
        "thanks.html",
        visit,
        title=t["thanks_compliment" if praised else "thanks_title"],
        place=_place_name(visit, feedback),
        again=not is_new,
        client_id=client_id,
        photo_problem=_photo_problem(photo_problem, t),
        reference=feedback.reference,
        promise=promise,
        way=way,
        is_promised=by is not None,
        has_contact=contact is not None,
        team=team,
        status_url=status_url,
        status_link=f"{visit.root}s/{token}",
        form_link=_form_link(visit, feedback),
    )


def status(
    visit: Visit,
    *,
    feedback: Feedback,
    holder: str,
    turns: Iterable[Said],
    now: datetime,
    appeal_token: str | None = None,
    rating: Rating | None = None,
    more: More | None = None,
) -> str:
    """Where a feedback stands, and the conversation about it. `holder` is the id of a team.

    `appeal_token` is this page's own where the customer may ask for the ombudsman, else None; the
    button stands on complaints only. `rating` where the customer may say how it went, `more` where they
    may add to it.
    """
    t = TEXTS[visit.locale]
    configuration = _configuration(visit)
    zone = configuration.organisation.time_zone
    waits_until = feedback.waiting_until if feedback.is_open else None
    by = waits_until or feedback.promise_by
    is_late = feedback.is_open and not waits_until and by is not None and by < now
    has_button = appeal_token is not None and feedback.kind is Kind.COMPLAINT
    return page(
        "status.html",
        visit,
        place=_place_name(visit, feedback),
        reference=feedback.reference,
        standing=_standing(feedback, t, is_late=is_late).format(
            by=say_by(by, now, zone, visit.locale) if by else ""
        ),
        is_late=is_late,
        team=configuration.team(holder).name if feedback.is_open and not waits_until else None,
        received=say_at(feedback.captured_at, now, zone, visit.locale),
        turns=[
            {
                "words": turn.words,
                "who": _who(turn, configuration, t),
                "is_ours": turn.team is not None,
                "instant": to_text(turn.at),
                "when": say_at(turn.at, now, zone, visit.locale),
                "files": [
                    (more.link_to(turn.entry, n), one.name, size_text(one.size))
                    for n, one in turn.attachments
                ]
                if more
                else [],
            }
            for turn in turns
        ],
        more=more,
        more_link=f"{visit.root}s/{more.token}/more" if more else None,
        text_problem=_problem(more.problem, t) if more and more.problem else None,
        photo_problem=_photo_problem(more.photo_problem if more else None, t),
        max_text=MAX_TEXT,
        appeal_link=f"{visit.root}s/{appeal_token}/appeal" if has_button else None,
        rating_link=f"{visit.root}r/{rating.token}" if rating else None,
        score=rating.score if rating else None,
        faces=faces(visit) if rating else [],
        form_link=_form_link(visit, feedback),
    )


def _who(turn: Said, configuration: Configuration, t: Mapping[str, str]) -> str:
    if turn.team is None:
        return t["you_wrote"]
    name = "team_asked" if turn.is_question else "team_answered"
    return t[name].format(team=configuration.team(turn.team).name)


def faces(visit: Visit) -> list[tuple[int, str, str]]:
    """Each score with its mouth and its meaning."""
    t = TEXTS[visit.locale]
    return [(score, mouth, t[f"rating_{score}"]) for score, mouth in enumerate(MOUTHS, start=1)]


def _standing(feedback: Feedback, t: Mapping[str, str], *, is_late: bool) -> str:
    if feedback.unreached_at is not None:
        return t["status_unreached"]
    if feedback.resolved_at is not None:
        return t["status_resolved"]
    if feedback.status is not Status.OPEN:
        return t[f"status_{feedback.status}"]
    if feedback.waiting_until is not None:
        return t["status_asked"]
    if feedback.promise_by is None:
        return t["status_waiting"]
    return t["status_late" if is_late else "status_open"]


def problem(visit: Visit, *, name: str, request_id: str = "", offers_form: bool = True) -> str:
    """A page that says what went wrong. `name` is the beginning of its texts."""
    t = TEXTS[visit.locale]
    return page(
        "problem.html",
        visit,
        title=t[f"{name}_title"],
        hint=t[f"{name}_hint"],
        form_link=visit.root if offers_form else None,
        request_id=request_id,
    )


@cache
def content_security_policy() -> str:
    """What a page may load and do: its own style and script, and forms and calls that stay here."""
    style, script, photo = (
        base64.b64encode(hashlib.sha256(_asset(name).encode()).digest()).decode()
        for name in ("page.css", "page.js", "photo.js")
    )
    return (
        f"default-src 'none'; style-src 'sha256-{style}'; "
        f"script-src 'sha256-{script}' 'sha256-{photo}'; "
        "connect-src 'self'; img-src data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    )


def _configuration(visit: Visit) -> Configuration:
    if visit.configuration is None:
        raise ValueError("this page needs the configuration")
    return visit.configuration


def _place_name(visit: Visit, feedback: Feedback) -> str | None:
    place = _configuration(visit).place(feedback.touchpoint)
    return place.name if place else None


def _form_link(visit: Visit, feedback: Feedback) -> str:
    place = _configuration(visit).place(feedback.touchpoint)
    return f"{visit.root}f/{place.id}" if place else visit.root


def page(template: str, visit: Visit, **values: object) -> str:
    """A page of one of our templates, in the visit's language."""
    return (
        _environment()
        .get_template(template)
        .render(
            t=TEXTS[visit.locale],
            locale=visit.locale,
            root=visit.root,
            organisation=visit.configuration.organisation.name if visit.configuration else None,
            style=Markup(_asset("page.css")),  # noqa: S704 - our own file
            script=Markup(_asset("page.js")),  # noqa: S704 - our own file
            photo_script=Markup(_asset("photo.js")),  # noqa: S704 - our own file
            **values,
        )
    )


@cache
def _asset(name: str) -> str:
    return (_HERE / name).read_text(encoding="utf-8").strip()


@cache
def _environment() -> Environment:
    return Environment(
        loader=FileSystemLoader(_HERE),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
