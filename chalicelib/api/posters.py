"""Views of what is printed for a touchpoint, and of links that know the trip."""

from chalicelib import context
from chalicelib.api.call import Call
from chalicelib.api.models import Link, Poster
from chalicelib.configuration import Touchpoint
from chalicelib.context import TripContext
from chalicelib.errors import InvalidInputError, NotFoundError
from chalicelib.posters import sheet
from chalicelib.posters.sheet import Size


def poster(call: Call) -> Poster:
    """The file for the printer."""
    place, size = _place(call), Size(call.query.size)
    face = sheet.face(call.configuration.organisation, place, call.site)
    return Poster(
        name=f"{place.id}-{size}.pdf", media_type="application/pdf", content=sheet.pdf(face, size)
    )


def link(call: Call) -> Link:
    """A signed address of the touchpoint's form."""
    place, asked = _place(call), call.query
    if asked.valid_until <= call.now:
        raise InvalidInputError("the link would be over already", {"valid_until": "is in the past"})
    trip = TripContext(
        vehicle=asked.vehicle,
        line=asked.line,
        trip=asked.trip,
        seat=asked.seat,
        valid_until=asked.valid_until,
    )
    token = context.token(call.services.configurations.keys(), place.id, trip)
    return Link(
        address=f"{call.site}/f/{place.id}?c={token}", token=token, valid_until=asked.valid_until
    )


def _place(call: Call) -> Touchpoint:
    place = call.configuration.place(call.path["touchpoint"])
    if place is None:
        raise NotFoundError("there is no such touchpoint")
    return place
