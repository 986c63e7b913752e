"""The form, and the answer to one that was stored."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from chalicelib.configuration import Touchpoint
from chalicelib.context import TripContext
from chalicelib.intake.web import MAX_TEXT, TRAP
from chalicelib.model import Channel, Feedback, Kind
from chalicelib.pages import render
from chalicelib.pages.render import Visit
from chalicelib.pages.wording import TEXTS
from chalicelib.promise import say_by

_ANCHORS = {name: name for name in ("text", "rating", "kind", "phone", "email")}
_SHOWN = ("text", "rating", "kind", "phone", "email")


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """Something that the person has to know before anything else."""

    title: str
    hint: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Trip:
    """What the form's address says of the trip."""

    token: str
    context: TripContext | None
    """None where it was changed, or has ended."""


def page(
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
    said = {field: render.say_problem(words, t) for field, words in (problems or {}).items()}
    if said and notice is None:
        notice = Notice(title=t["check_title"], hint=t["check_hint"])
    return render.page(
        "form.html",
        visit,
        client_id=client_id,
        place=place.name if place else None,
        touchpoint=place.id if place else "",
        photo_problem=t["photo_again"] if had_photo else None,
        typed={name: (typed or {}).get(name, "").replace("\0", "") for name in _SHOWN},
        problems=said,
        notice=notice,
        here=f"{visit.root}f/{place.id}" if typed and place else visit.root if typed else "",
        languages=[(locale, texts["language"]) for locale, texts in TEXTS.items()]
        if switches_language
        else [],
        anchors=_ANCHORS,
        kinds=list(Kind),
        mouths=render.MOUTHS,
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


def thanks(
    visit: Visit,
    *,
    feedback: Feedback,
    is_new: bool,
    is_added: bool = False,
    status_url: str,
    token: str,
    now: datetime,
    client_id: str = "",
    photo_problem: str | None = None,
    trip: Trip | None = None,
) -> str:
    """The answer to a form that was stored: reference, promise, and how to follow it.

    `is_added`: the feedback is not new, something in it is. `photo_problem`: why the photo that came with
    it was not taken. `client_id` is the form's: a browser that keeps what it could not send forgets it
    then. `trip`, where it still holds, goes along to the next form: who tells something else sits in the
    same seat.
    """
    t = TEXTS[visit.locale]
    organisation = render.configuration_of(visit).organisation
    team = render.configuration_of(visit).team(feedback.owner).name
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
    place = render.configuration_of(visit).place(feedback.touchpoint)
    return render.page(
        "thanks.html",
        visit,
        title=t["thanks_compliment" if praised else "thanks_title"],
        place=render.place_name(visit, feedback),
        again=not is_new and not is_added,
        is_added=is_added,
        client_id=client_id,
        touchpoint=place.id if place else "",
        photo_problem=render.say_photo_problem(photo_problem, t),
        reference=feedback.reference,
        promise=promise,
        way=way,
        is_promised=by is not None,
        has_contact=contact is not None,
        team=team,
        status_url=status_url,
        status_link=f"{visit.root}s/{token}",
        form_link=render.form_link(visit, feedback, trip.token if trip and trip.context else ""),
    )
