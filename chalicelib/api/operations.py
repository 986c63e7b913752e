"""Every operation of the staff API: its address, who may call it, what it takes and answers. Pure data.

Models are named, not imported, so that a customer's form does not wait for what only staff need. The
routes, the OpenAPI document, and the test that walks all routes as everyone are made from this table.
"""

from dataclasses import dataclass

from chalicelib.access import ADMINS, EVERYONE, WHO_ANSWER, WHO_MEASURE, Role

GET, POST, PUT, DELETE = "GET", "POST", "PUT", "DELETE"


@dataclass(frozen=True, slots=True, kw_only=True)
class Operation:
    """One operation. Its view is the function of the same name in `chalicelib.api.<view>`."""

    id: str
    view: str
    """Module of the view, under `chalicelib.api`."""
    method: str
    path: str
    summary: str
    """One plain sentence, for the document."""
    roles: frozenset[Role]
    """Whoever has one of them may call it; what they may see and do there is the view's to check."""
    query: str | None = None
    """Model of the parameters in the address."""
    body: str | None = None
    """Model of the body."""
    answer: str
    """Model of the answer."""
    status: int = 200
    errors: tuple[int, ...] = ()
    """Besides 400, 401, 403, 429 and 503, which every operation may answer."""


OPERATIONS: tuple[Operation, ...] = (
    Operation(
        id="me",
        view="people",
        method=GET,
        path="/v1/me",
        summary="Who is signed in, their roles and their teams.",
        roles=EVERYONE,
        answer="Me",
    ),
    Operation(
        id="queue",
        view="work",
        method=GET,
        path="/v1/queue",
        summary="The open feedback that is mine, my teams', or that I may see; what is due next first.",
        roles=EVERYONE,
        query="QueueQuery",
        answer="Queue",
    ),
    Operation(
        id="feedback",
        view="work",
        method=GET,
        path="/v1/feedback/{reference}",
        summary="One feedback with its timeline, deliveries, clock, and the contact's history.",
        roles=EVERYONE,
        answer="Feedback",
        errors=(404,),
    ),
    Operation(
        id="preview",
        view="work",
        method=POST,
        path="/v1/feedback/{reference}/preview",
        summary="Exactly what the customer would get; nothing is sent.",
        roles=WHO_ANSWER,
        body="PreviewOf",
        answer="Preview",
        errors=(404, 409, 415),
    ),
    *(
        Operation(
            id=move,
            view="acting",
            method=POST,
            path=f"/v1/feedback/{{reference}}/{move.replace('_', '-')}",
            summary=summary,
            roles=WHO_ANSWER,
            body=body,
            answer="Changed",
            errors=(404, 409, 415),
        )
        for move, body, summary in (
            ("answer", "Words", "Answer the customer: a response, which stops the clock."),
            ("ask", "Words", "Ask the customer; the clock waits for the reply."),
            ("resolve", "Words", "Tell the outcome; with words it is a response as well."),
            ("note", "Words", "Note something for staff only."),
            ("hand_over", "HandOver", "Hand it to another team; no deadline moves."),
            ("correct", "Correction", "Correct what it was taken for."),
            ("take", "Take", "Say that I see to it, or no longer do."),
        )
    ),
)

__all__ = [
    "ADMINS",
    "DELETE",
    "EVERYONE",
    "GET",
    "OPERATIONS",
    "POST",
    "PUT",
    "WHO_ANSWER",
    "WHO_MEASURE",
    "Operation",
]
