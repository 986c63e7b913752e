"""A submission from the web form or the public API, checked.

Two encodings, one meaning: JSON with nested names, the form's own with flat ones. Names that are
not known are passed over, so that a newer client loses nothing here. Whatever is wrong is said for
every field at once.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from chalicelib.configuration import Configuration
from chalicelib.errors import InvalidInputError
from chalicelib.intake import contacts
from chalicelib.intake.bodies import read_json
from chalicelib.model import Attachment, Kind

MAX_TEXT = 10_000
"""Characters of feedback in one submission."""
MAX_NAME = 100
WEB_ARRIVED = "web_arrived"
"""The `action` of the log's line that says, before anything is stored, that a submission arrived; its
`feedback` is the id that it will be stored under."""
TRAP = "website"
"""A form field that people cannot see. What fills it is a program."""

_LOCALE = re.compile(r"([A-Za-z]{2,3})((?:[-_][A-Za-z0-9]{2,8})*)")
_CLIENT_ID = re.compile(r"[!-~]{1,128}")
_CONTROLS = re.compile(r"[\x01-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")
_SURROGATES = re.compile(r"[\ud800-\udfff]")


class Problem(StrEnum):
    """What is wrong with a field: the name is for pages in other languages, the value says it."""

    TEXT_MISSING = "say what happened: a text with at least one visible character"
    TEXT_TOO_LONG = f"is longer than {MAX_TEXT:,} characters"
    NOT_TEXT = "must be a text"
    BAD_CHARACTERS = "holds characters that are no text: NUL, or half of a surrogate pair"
    TOUCHPOINT_UNKNOWN = "there is no such touchpoint"
    KIND_UNKNOWN = "must be one of " + ", ".join(Kind)
    RATING_RANGE = "must be a whole number from 1 to 5"
    NOT_OBJECT = "must be an object"
    NOT_BOOLEAN = "must be true or false"
    PHONE_INVALID = "is not a phone number that a text can be sent to; write it as +44 7700 900123"
    PHONE_OURS = "is our own number"
    EMAIL_INVALID = "is not a mail address such as name@example.com"
    EMAIL_OURS = "is our own address"
    NAME_TOO_LONG = f"is longer than {MAX_NAME} characters"
    LOCALE_INVALID = "must be a language tag such as en-GB"
    CLIENT_ID_INVALID = "must be 1 to 128 visible ASCII characters without spaces"
    TRAP_FILLED = "must stay empty"


@dataclass(frozen=True, slots=True, kw_only=True)
class Submission:
    """What one person sent from the web, in order. None means that it was not said."""

    text: str
    """1 to `MAX_TEXT` characters, lines ended by \\n, without control characters but tab."""
    touchpoint: str | None = None
    """Id of a touchpoint that exists."""
    kind: Kind | None = None
    rating: int | None = None
    """1, very bad, to 5, very good."""
    phone: str | None = None
    """E.164."""
    email: str | None = None
    """Lower case, the domain in ASCII."""
    name: str | None = None
    locale: str | None = None
    """Language tag (RFC 5646), its case put right; perhaps none that we speak."""
    consent_contact: bool | None = None
    consent_survey: bool | None = None
    client_id: str | None = None
    """What makes this submission the same as another; the form has one for each page view."""
    from_form: bool
    opened: str | None = None
    """When the form was opened, as `intake.form_time` signed it."""
    context: str | None = None
    """The token of the trip's context, as it came in the address."""
    attachments: tuple[Attachment, ...] = ()
    """The photo that came with it, once it is kept."""


def from_json(body: bytes, configuration: Configuration) -> Submission:
    """The submission in a JSON body. TooLargeError; InvalidInputError with every field at once."""
    return from_document(read_json(body), configuration)


def from_document(document: Mapping[str, Any], configuration: Configuration) -> Submission:
    """The submission in a JSON document that was read. InvalidInputError with every field at once."""
    check = _Check(configuration)
    contact = check.mapping("contact", document.get("contact"))
    consent = check.mapping("consent", document.get("consent"))
    submission = Submission(
        text=check.words(document.get("text")),
        touchpoint=check.touchpoint(document.get("touchpoint")),
        kind=check.kind(document.get("kind")),
        rating=check.rating(document.get("rating")),
        phone=check.phone("contact.phone", contact.get("phone"), document.get("touchpoint")),
        email=check.email("contact.email", contact.get("email")),
        name=check.name("contact.name", contact.get("name")),
        locale=check.locale(document.get("locale")),
        consent_contact=check.flag("consent.contact", consent.get("contact")),
        consent_survey=check.flag("consent.survey", consent.get("survey")),
        client_id=check.client_id(document.get("client_id")),
        context=str(document["context"]) if document.get("context") else None,
        from_form=False,
    )
    check.done()
    return submission


def from_form(fields: Mapping[str, str], configuration: Configuration) -> Submission:
    """The submission in a form's fields. InvalidInputError with every field at once.

    Who leaves a phone number or mail address in the form asks to be answered there.
    """
    check = _Check(configuration)
    said = {name: value for name, value in fields.items() if value.strip()}
    if TRAP in said:
        check.problems[TRAP] = Problem.TRAP_FILLED
    phone = check.phone("phone", said.get("phone"), said.get("touchpoint"), for_texts=True)
    email = check.email("email", said.get("email"))
    rating = said.get("rating")
    submission = Submission(
        text=check.words(said.get("text")),
        touchpoint=check.touchpoint(said.get("touchpoint")),
        kind=check.kind(said.get("kind")),
        rating=check.rating(int(rating) if rating in set("12345") else rating),
        phone=phone,
        email=email,
        name=check.name("name", said.get("name")),
        locale=check.locale(said.get("locale")),
        consent_contact=True if phone or email else None,
        client_id=check.client_id(said.get("client_id")),
        opened=said.get("opened"),
        context=said.get("context"),
        from_form=True,
    )
    check.done()
    return submission


def more_from_form(
    fields: Mapping[str, str], configuration: Configuration, *, may_be_empty: bool
) -> tuple[str, str | None]:
    """Further words from the private page, and their client id. InvalidInputError."""
    check = _Check(configuration)
    typed = fields.get("text", "")
    text = check.words(typed) if typed.strip() or not may_be_empty else ""
    client_id = check.client_id(fields.get("client_id") or None)
    check.done()
    return text, client_id


class _Check:
    """Takes one value at a time and collects what is wrong."""

    def __init__(self, configuration: Configuration) -> None:
        self.problems: dict[str, str] = {}
        self._configuration = configuration

    def done(self) -> None:
        """InvalidInputError if anything was wrong."""
        if self.problems:
            raise InvalidInputError("some of what was sent cannot be taken", dict(self.problems))

    def words(self, value: object) -> str:
        text = self._text("text", value)
        if "text" in self.problems:
            return ""
        text = _CONTROLS.sub("", (text or "").replace("\r\n", "\n").replace("\r", "\n")).strip()
        if not any(letter.isprintable() and not letter.isspace() for letter in text):
            self.problems["text"] = Problem.TEXT_MISSING
        elif len(text) > MAX_TEXT:
            self.problems["text"] = Problem.TEXT_TOO_LONG
        return text

    def touchpoint(self, value: object) -> str | None:
        touchpoint = self._text("touchpoint", value) or None
        if touchpoint and self._configuration.place(touchpoint) is None:
            self.problems["touchpoint"] = Problem.TOUCHPOINT_UNKNOWN
        return touchpoint

    def kind(self, value: object) -> Kind | None:
        if value is None:
            return None
        if isinstance(value, str) and value in set(Kind):
            return Kind(value)
        self.problems["kind"] = Problem.KIND_UNKNOWN
        return None

    def rating(self, value: object) -> int | None:
        if value is None:
            return None
        if isinstance(value, int) and not isinstance(value, bool) and 1 <= value <= 5:
            return value
        self.problems["rating"] = Problem.RATING_RANGE
        return None

    def phone(
        self, field: str, value: object, touchpoint: object, *, for_texts: bool = False
    ) -> str | None:
        """A number. `for_texts`: whoever typed it is still there to give another than a landline's."""
        typed = (self._text(field, value) or "").strip()
        if not typed:
            return None
        place = self._configuration.place(touchpoint) if isinstance(touchpoint, str) else None
        number = contacts.phone(typed, self._configuration.organisation, place)
        if number is None or (for_texts and contacts.is_fixed_line(number)):
            self.problems[field] = Problem.PHONE_INVALID
        elif contacts.is_our_number(number, self._configuration):
            self.problems[field] = Problem.PHONE_OURS
        return number

    def email(self, field: str, value: object) -> str | None:
        typed = (self._text(field, value) or "").strip()
        if not typed:
            return None
        address = contacts.email(typed)
        if address is None:
            self.problems[field] = Problem.EMAIL_INVALID
        elif contacts.is_our_address(address, self._configuration):
            self.problems[field] = Problem.EMAIL_OURS
        return address

    def name(self, field: str, value: object) -> str | None:
        name = " ".join(_CONTROLS.sub(" ", self._text(field, value) or "").split())
        if len(name) > MAX_NAME:
            self.problems[field] = Problem.NAME_TOO_LONG
        return name or None

    def locale(self, value: object) -> str | None:
        if value is None:
            return None
        match = _LOCALE.fullmatch(value) if isinstance(value, str) and len(value) <= 35 else None
        if match is None:
            self.problems["locale"] = Problem.LOCALE_INVALID
            return None
        language, rest = match.groups()
        parts = rest.replace("_", "-").split("-")[1:]
        return "-".join([language.lower(), *(p.upper() if len(p) == 2 else p for p in parts)])

    def client_id(self, value: object) -> str | None:
        if value is None:
            return None
        if isinstance(value, str) and _CLIENT_ID.fullmatch(value):
            return value
        self.problems["client_id"] = Problem.CLIENT_ID_INVALID
        return None

    def flag(self, field: str, value: object) -> bool | None:
        if value is None or isinstance(value, bool):
            return value
        self.problems[field] = Problem.NOT_BOOLEAN
        return None

    def mapping(self, field: str, value: object) -> Mapping[str, Any]:
        if isinstance(value, dict):
            return value
        if value is not None:
            self.problems[field] = Problem.NOT_OBJECT
        return {}

    def _text(self, field: str, value: object) -> str | None:
        if value is None:
            return None
        if not isinstance(value, str):
            self.problems[field] = Problem.NOT_TEXT
            return None
        if "\0" in value or _SURROGATES.search(value):
            self.problems[field] = Problem.BAD_CHARACTERS
            return None
        return value
