"""The routes that are no staff API, for the document: customers' pages, their forms, the gates of others.

Pure data, beside the routes and not their source: each declares itself in `handlers`, and a test sees to
it that none is missing here, and none here is missing there.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from chalicelib.api.operations.operation import GET, POST

JSON = "application/json"
FORM = "application/x-www-form-urlencoded"
MULTIPART = "multipart/form-data"
HTML = "text/html"

Bodies = Mapping[str, str | None]
"""Models by media type; None is content that no model describes: a page, a script."""
_PAGE: Bodies = {HTML: None}
_NOTHING: Bodies = {}


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicOperation:
    """One route. Besides its own errors each may answer 400, 429 and 503."""

    id: str
    method: str
    path: str
    tag: str
    summary: str
    query: str | None = None
    body: Bodies = field(default_factory=dict)
    answers: Mapping[int, Bodies]
    errors: tuple[int, ...] = ()


def _page(name: str, path: str, summary: str, tag: str = "customers") -> PublicOperation:
    return PublicOperation(
        id=name, method=GET, path=path, tag=tag, summary=summary, query="PageQuery",
        answers={200: _PAGE}, errors=(404,),
    )  # fmt: skip


PUBLIC: tuple[PublicOperation, ...] = (
    PublicOperation(
        id="general_form", method=GET, path="/", tag="customers", query="PageQuery",
        summary="The form for what happened anywhere.", answers={200: _PAGE},
    ),
    _page("touchpoint_form", "/f/{touchpoint}", "The form for one touchpoint."),
    PublicOperation(
        id="capture", method=POST, path="/feedback", tag="customers",
        summary="Capture one feedback. The same `client_id` again stores nothing.",
        body={JSON: "Submission", FORM: "SubmissionForm", MULTIPART: "SubmissionWithPhoto"},
        answers={200: _PAGE, 201: {JSON: "Captured", HTML: None}}, errors=(413, 415),
    ),
    _page("status", "/s/{token}", "Where a feedback stands, for whoever holds its private address."),
    PublicOperation(
        id="more", method=POST, path="/s/{token}/more", tag="customers",
        summary="Add words, a photo, or both.",
        body={FORM: "More", MULTIPART: "MoreWithPhoto"},
        answers={200: _PAGE, 303: _NOTHING}, errors=(404, 409, 413, 415),
    ),
    PublicOperation(
        id="appeal", method=POST, path="/s/{token}/appeal", tag="customers",
        summary="Ask for the ombudsman.", answers={303: _NOTHING}, errors=(404, 409),
    ),
    PublicOperation(
        id="survey", method=GET, path="/r/{token}", tag="customers", query="SurveyQuery",
        summary="The page that asks how it went; it records nothing.",
        answers={200: _PAGE}, errors=(404,),
    ),
    PublicOperation(
        id="rate", method=POST, path="/r/{token}", tag="customers",
        summary="Say how it went; the newest of each holds.",
        body={JSON: "Rating", FORM: "RatingForm"},
        answers={200: {JSON: "Rated"}, 303: _NOTHING}, errors=(404, 409, 413, 415),
    ),
    PublicOperation(
        id="attachment", method=GET, path="/a/{token}", tag="customers",
        summary="Lead on to a file, for as long as its link lasts.",
        answers={302: _NOTHING, 410: _PAGE}, errors=(404,),
    ),
    _page("held_mail", "/c/{token}", "A member's mail that waits for their word.", "staff pages"),
    PublicOperation(
        id="send_held_mail", method=POST, path="/c/{token}", tag="staff pages",
        summary="Send it as its writer says.", body={FORM: "Confirmation"},
        answers={200: _PAGE}, errors=(404, 409, 413, 415),
    ),
    PublicOperation(
        id="twilio_sms", method=POST, path="/twilio/sms", tag="providers",
        summary="A text arrives through Twilio, signed by it.", body={FORM: "TwilioText"},
        answers={200: {"text/xml": None}}, errors=(403, 404, 413, 415),
    ),
    PublicOperation(
        id="twilio_status", method=POST, path="/twilio/status", tag="providers",
        summary="What became of a text of ours, signed by Twilio.", query="ReceiptQuery",
        body={FORM: "TwilioReceipt"}, answers={204: _NOTHING}, errors=(403, 404, 413, 415),
    ),
    PublicOperation(
        id="console", method=GET, path="/console", tag="staff pages",
        summary="The staff console's frame; its script leads on to the sign-in.",
        answers={200: _PAGE},
    ),
    PublicOperation(
        id="console_asset", method=GET, path="/console/assets/{version}/{name}",
        tag="staff pages", summary="One file that the console loads.",
        answers={200: {"text/javascript": None, "text/css": None, "image/svg+xml": None}},
        errors=(404,),
    ),
    PublicOperation(
        id="sign_in", method=GET, path="/console/sign-in", tag="staff pages", query="SignInQuery",
        summary="Lead on to the user pool.", answers={303: _NOTHING},
    ),
    PublicOperation(
        id="signed_in", method=GET, path="/console/signed-in", tag="staff pages",
        query="SignedInQuery", summary="Back from the user pool.",
        answers={303: _NOTHING}, errors=(401, 403),
    ),
    PublicOperation(
        id="sign_out", method=POST, path="/console/sign-out", tag="staff pages",
        summary="End the session.", answers={303: _NOTHING},
    ),
    PublicOperation(
        id="openapi", method=GET, path="/openapi.json", tag="document",
        summary="This document.", answers={200: {JSON: None}, 304: _NOTHING},
    ),
)  # fmt: skip
