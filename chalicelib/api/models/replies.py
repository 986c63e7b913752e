"""Words before they leave: reply templates, and what the customer would get."""

from typing import Annotated, Literal

from msgspec import Meta

from chalicelib.api.shape import Model
from chalicelib.model import Channel


class TemplatesQuery(Model):
    """For which feedback."""

    reference: str


class Template(Model):
    """A reply that was written once, filled for one feedback."""

    id: str
    name: str
    text: str


class Templates(Model):
    """What there is for one feedback."""

    locale: str
    """The language of the texts; of each it is the customer's where the template has it."""
    templates: list[Template]


class PreviewOf(Model):
    """Words that may become an answer."""

    what: Literal["answer", "ask", "resolve"] = "answer"
    words: Annotated[str, Meta(max_length=20_000)] = ""


class PreviewedMessage(Model):
    """One message exactly as the customer would get it."""

    channel: Channel
    to: str
    subject: str | None
    text: str
    html: str | None
    sms_parts: int
    """How many text messages the carrier counts; 0 for a mail."""


class SmsCharge(Model):
    """By what the texts are charged."""

    alphabet: Literal["gsm", "ucs2"]
    """What an SMS holds: 160 characters of the GSM alphabet, or 70 of any."""
    outside: list[str]
    """The characters because of which it is `ucs2`, each once."""
    parts_without: int
    """SMS if these were written as letters that are alike, or, where they are emoji, left out."""
    country: str | None
    """ISO 3166 code of the country that they go to; null where that is not known."""
    is_abroad: bool | None
    """Whether none of the organisation's own numbers is of it; null where that is not known."""


class Preview(Model):
    """What would leave; nothing has."""

    messages: list[PreviewedMessage]
    sms_parts: int
    """Of all texts together."""
    sms: SmsCharge | None
    """Null where no text leaves."""
