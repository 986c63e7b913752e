"""What everybody may send and is answered, as the document describes it.

Customers are not read by these: `intake` does that, which names every wrong field at once and is there
without msgspec. A test holds the two against each other. Names that are not known are passed over.
"""

from datetime import datetime
from typing import Annotated, Any, Literal

from msgspec import Meta, Struct

from chalicelib.model import Kind

ClientId = Annotated[str, Meta(pattern=r"^[!-~]{1,128}$", examples=["4b0d8e1c5f7a4e0f"])]
Locale = Annotated[
    str,
    Meta(
        pattern=r"^[A-Za-z]{2,3}([-_][A-Za-z0-9]{2,8})*$",
        max_length=35,
        examples=["pt-BR", "en-GB"],
    ),
]
Score = Annotated[int, Meta(ge=1, le=5)]
Recommendation = Annotated[int, Meta(ge=0, le=10)]
_ONE_VISIBLE = r"\S"


def _up_to(characters: int) -> dict[str, Any]:
    """A length that is counted once spaces around the text are gone, so that no schema can check it."""
    return {"maxLength": characters}


Text = Annotated[
    str,
    Meta(
        pattern=_ONE_VISIBLE,
        extra_json_schema=_up_to(10_000),
        examples=["The heating on coach 420 does not work."],
    ),
]


class Contact(Struct, kw_only=True):
    """How the customer can be reached, and what they are called."""

    phone: Annotated[str, Meta(examples=["+44 7700 900123"])] | None = None
    """A number that a text can be sent to."""
    email: Annotated[str, Meta(examples=["ana@example.net"])] | None = None
    name: Annotated[str, Meta(extra_json_schema=_up_to(100))] | None = None


class Consent(Struct, kw_only=True):
    """What the customer agrees to."""

    contact: bool | None = None
    """False: nobody is contacted, whatever was left."""
    survey: bool | None = None
    """Whether they may be asked afterwards how it went."""


class Submission(Struct, kw_only=True):
    """One feedback. `null` means that it was not said."""

    text: Text
    """At least one of its characters is visible."""
    touchpoint: str | None = None
    """Id of a touchpoint that exists."""
    kind: Kind | None = None
    """A complaint where it is not said."""
    rating: Score | None = None
    """1, very bad, to 5, very good."""
    contact: Contact | None = None
    locale: Locale | None = None
    consent: Consent | None = None
    client_id: ClientId | None = None
    """What makes this submission the same as another: random, made by the caller."""


class Captured(Struct, kw_only=True):
    """What was taken."""

    reference: Annotated[str, Meta(examples=["7GK-2PD4"])]
    status_url: str
    """The customer's private page."""
    respond_by: datetime | None
    """Null where nothing is promised."""
    acknowledged_by: Literal["sms", "email"] | None


class SubmissionForm(Struct, kw_only=True):
    """One feedback as the form sends it; an empty field was not filled in."""

    text: Text
    touchpoint: str = ""
    kind: Literal["", "complaint", "suggestion", "compliment", "enquiry"] = ""
    rating: Literal["", "1", "2", "3", "4", "5"] = ""
    phone: str = ""
    email: str = ""
    name: Annotated[str, Meta(extra_json_schema=_up_to(100))] = ""
    locale: Locale | Literal[""] = ""
    client_id: ClientId | Literal[""] = ""
    website: Literal[""] = ""
    """People cannot see it: whatever fills it is a program."""
    language: str = ""
    """Answers the form again in this language, with what was typed; nothing is stored."""


class SubmissionWithPhoto(SubmissionForm, kw_only=True):
    """One feedback with a picture."""

    photo: Annotated[str, Meta(extra_json_schema={"contentMediaType": "image/*"})] = ""


class More(Struct, kw_only=True):
    """Further words from the private page."""

    text: Text
    client_id: ClientId | Literal[""] = ""


class MoreWithPhoto(Struct, kw_only=True):
    """Further words, a picture, or both."""

    text: Annotated[str, Meta(extra_json_schema=_up_to(10_000))] = ""
    client_id: ClientId | Literal[""] = ""
    photo: Annotated[str, Meta(extra_json_schema={"contentMediaType": "image/*"})] = ""


class Rating(Struct, kw_only=True):
    """How it went; one of the three must be there."""

    score: Score | None = None
    """1, very bad, to 5, very good."""
    recommend: Recommendation | None = None
    """0, not at all, to 10, surely."""
    why: Annotated[str, Meta(max_length=2_000)] | None = None


class Rated(Struct, kw_only=True):
    """What stands now: the newest of each."""

    score: Score | None
    recommend: Recommendation | None
    why: str | None


class RatingForm(Struct, kw_only=True):
    """How it went, as the page sends it."""

    score: Literal["", "1", "2", "3", "4", "5"] = ""
    recommend: Literal["", "0", "1", "2", "3", "4", "5", "6", "7", "8", "9", "10"] = ""
    why: Annotated[str, Meta(max_length=2_000)] = ""


class Confirmation(Struct, kw_only=True):
    """A member sends a mail of theirs that was held back."""

    words: str = ""
    seen: Annotated[str, Meta(pattern="^[0-9]*$", max_length=6)] = ""
    """How many entries there were when they read it."""


class TwilioText(Struct, kw_only=True):
    """A text, as Twilio sends it; it has more fields, all of which its signature covers."""

    MessageSid: str
    AccountSid: str
    From: str
    To: str
    Body: str = ""


class TwilioReceipt(Struct, kw_only=True):
    """What became of a text, as Twilio says it."""

    MessageSid: str
    AccountSid: str
    MessageStatus: str
    ErrorCode: str = ""


class PageQuery(Struct, kw_only=True):
    """What a page is told in its address."""

    lang: str | None = None
    """The language of the page; the browser's where it is not said."""


class SurveyQuery(PageQuery, kw_only=True):
    """What the survey's page is told in its address."""

    score: str | None = None
    """The face that is chosen at first; nothing is recorded."""
    change: str | None = None
    """Whatever is said here: what was said can be changed."""


class SignInQuery(Struct, kw_only=True):
    """Where the console opens once somebody has signed in."""

    to: str | None = None


class SignedInQuery(Struct, kw_only=True):
    """What the user pool says of a sign-in."""

    code: str | None = None
    state: str | None = None


class ReceiptQuery(Struct, kw_only=True):
    """Which message of ours a receipt is about."""

    feedback: str | None = None
    message: str | None = None


class ErrorFacts(Struct, kw_only=True):
    """What went wrong."""

    code: Literal[
        "invalid_input", "unauthorised", "forbidden", "not_found", "method_not_allowed", "conflict",
        "too_large", "unsupported_media_type", "too_many_requests", "internal_error", "unavailable",
    ]  # fmt: skip
    message: str
    """For whoever writes the program that calls."""
    request_id: str
    """What the log has it under."""
    fields: dict[str, str] = {}
    """What is wrong with each field; of a conflict that is for good, its `reason`."""


class Error(Struct, kw_only=True):
    """The one shape of every error."""

    error: ErrorFacts
