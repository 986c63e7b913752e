"""Touchpoints, and what is printed for them."""

from chalicelib.access import ADMINS, EVERYONE
from chalicelib.api.operations.operation import GET, Operation

TOUCHPOINTS: tuple[Operation, ...] = (
    Operation(
        id="places",
        view="recording",
        method=GET,
        path="/v1/places",
        summary="The touchpoints that a number or part of a name may mean, the best first.",
        roles=EVERYONE,
        query="PlacesQuery",
        answer="Places",
    ),
    Operation(
        id="poster",
        view="posters",
        method=GET,
        path="/v1/touchpoints/{touchpoint}/poster",
        summary="A touchpoint's poster, stickers or seat-back card, as PDF for the printer.",
        roles=EVERYONE,
        query="PosterQuery",
        answer="Poster",
        errors=(404,),
    ),
    Operation(
        id="link",
        view="posters",
        method=GET,
        path="/v1/touchpoints/{touchpoint}/link",
        summary="A signed address of a touchpoint's form that knows the trip, until an instant.",
        roles=ADMINS,
        query="LinkQuery",
        answer="Link",
        errors=(404,),
    ),
)
