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


class Preview(Model):
    """What would leave; nothing has."""

    messages: list[PreviewedMessage]
    sms_parts: int
