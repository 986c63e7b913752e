"""The view that records by hand what a customer said."""

from enum import Enum

from chalicelib.addresses import status_token
from chalicelib.api import models
from chalicelib.api.call import Call
from chalicelib.errors import InvalidInputError
from chalicelib.intake import web
from chalicelib.model import Channel
from chalicelib.routing import fold

_MOST_PLACES = 20
_NAMES = {
    "text": "words",
    "contact.phone": "phone",
    "contact.email": "email",
    "contact.name": "name",
}
"""Fields of the public API, as this one calls them."""


def record(call: Call) -> models.Recorded:
    """Begin a feedback with what a member heard. Of a field that is wrong, the error has a code."""
    try:
        return _recorded(call)
    except InvalidInputError as error:
        fields = {_NAMES.get(name, name): _code(why) for name, why in error.fields.items()}
        raise InvalidInputError(str(error), fields) from error


def _code(why: str) -> str:
    """What is wrong with a field as one word, for the console to say in the member's language."""
    return why.name.lower() if isinstance(why, Enum) else why


def _recorded(call: Call) -> models.Recorded:
    body, services = call.body, call.services
    if (body.phone or body.email) and body.may_write is None:
        raise InvalidInputError("ask whether we may write to them", {"may_write": "not_asked"})
    captured = services.recording.record(
        _said(call),
        channel=Channel(body.channel),
        came_at=body.came_at or call.now,
        member=call.person.email,
        key=body.key,
        now=call.now,
    )
    one = captured.feedback
    place = call.configuration.place(one.touchpoint)
    return models.Recorded(
        reference=one.reference,
        kind=one.kind,
        severity=one.severity,
        touchpoint=models.PlaceName(id=place.id, name=place.name) if place else None,
        respond_by=one.respond_by,
        acknowledged_by=captured.acknowledged_by,
        status_link=f"s/{status_token(services.configurations.keys(), one.id)}",
    )


def _said(call: Call) -> web.Submission:
    """What was typed, checked as the public form is."""
    body = call.body
    document = {
        "text": body.words,
        "touchpoint": body.touchpoint,
        "kind": body.kind,
        "rating": body.rating,
        "contact": {"phone": body.phone, "email": body.email, "name": body.name},
        "locale": body.locale,
        "consent": {"contact": body.may_write, "survey": body.may_survey},
    }
    return web.from_document(document, call.configuration)


def places(call: Call) -> models.Places:
    """The touchpoints that somebody may mean: those with that number first, then by number and name."""
    text = fold(call.query.text)
    found: list[tuple[int, str, str, models.Place]] = []
    for one in call.configuration.touchpoints.values():
        keyword = one.keyword or ""
        rank = _rank(text, fold(keyword), fold(one.id), fold(one.name))
        if rank is not None:
            place = models.Place(id=one.id, name=one.name, locale=one.locale, keyword=one.keyword)
            found.append((rank, keyword, one.name, place))
    found.sort(key=lambda each: each[:3])
    return models.Places(items=[place for *_, place in found[:_MOST_PLACES]])


def _rank(text: str, keyword: str, place_id: str, name: str) -> int | None:
    """How well a touchpoint fits what was typed, 0 the best; None where it does not."""
    if text in (keyword, place_id):
        return 0
    if keyword.startswith(text):
        return 1
    if name.startswith(text):
        return 2
    return 3 if text in name or text in place_id else None
