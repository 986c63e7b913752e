"""What the staff API takes and answers of single values of the configuration, and of wording."""

from typing import Annotated, Any, Literal

from msgspec import Meta

from chalicelib.api.models.administration import CheckedText
from chalicelib.api.shape import Model
from chalicelib.model import Channel

Locale = Literal["en-GB", "pt-BR", "es"]
Words = Annotated[str, Meta(max_length=5_000)]
Part = Annotated[str, Meta(max_length=100)]


class Written(Model):
    """One part of the configuration in force."""

    version: int
    value: Any
    """As the text has it; null where it has nothing."""


class Edit(Model):
    """One value to put into the configuration's text."""

    path: Annotated[list[Part | int], Meta(min_length=1, max_length=8)]
    """Keys; in an array of tables a row's id, or its position from 0. `["templates", "heating", "name"]`."""
    value: Any = None
    """Null: to be removed. Of a table only what differs is written."""


Edits = Annotated[list[Edit], Meta(min_length=1, max_length=50)]


class TryEdits(Model):
    """Edits of the text in force."""

    edits: Edits


class ApplyEdits(Model):
    """Edits to put in force, made from the version `base`."""

    edits: Edits
    base: int


class TriedEdits(Model):
    """What edits would come to."""

    checked: CheckedText
    """Lines are those of the text with the edits in it."""
    comments_lost: list[str]
    """Comments that stood in what is removed, and go with it."""


class WordingsQuery(Model):
    """Which language."""

    locale: Locale


class Wording(Model):
    """One wording of ours."""

    name: str
    group: str
    """Which message it is part of."""
    text: str
    fields: list[str]
    """What stands in braces in it."""


class Wordings(Model):
    """Every wording of a language, in the order in which they stand beside each other."""

    items: list[Wording]


class WordingDraft(Model):
    """A wording as it might read."""

    locale: Locale
    name: Part
    text: Words | None = None
    """Null: ours."""


class ReplyDraft(Model):
    """A reply template as it might read."""

    locale: Locale
    text: Words


class SpecimenMessage(Model):
    """A message about a feedback that never was."""

    purpose: str
    channel: Channel
    subject: str | None
    text: str
    html: str | None
    sms_parts: int
    """How many text messages the carrier counts; 0 for a mail."""


class SpecimenMessages(Model):
    """How it would read."""

    problems: list[str]
    """Why it could not be used; then there are no messages."""
    messages: list[SpecimenMessage]
    """None as well where it is said in no message that can be shown."""
