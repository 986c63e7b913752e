"""Evidence of a period for ISO 10002 and ISO 10004, in words."""

from datetime import date
from typing import Literal

from msgspec import field

from chalicelib.api.shape import Model


class EvidenceQuery(Model):
    """Which days, a year at most, and in which language. Without days: 90 up to yesterday."""

    first: date | None = field(name="from", default=None)
    last: date | None = field(name="to", default=None)
    locale: Literal["en-GB", "pt-BR", "es"] = "en-GB"


class EvidenceFinding(Model):
    """What is shown of one clause."""

    standard: str
    number: str
    title: str
    """Short, in our own words."""
    shown: Literal["data", "partly", "no_data", "people"]
    status: str
    """`shown` in words."""
    lines: list[str]
    to_add: str | None
    """What a person has to add."""


class EvidenceTable(Model):
    """Rows of text under their heads."""

    title: str
    head: list[str]
    rows: list[list[str]]
    note: str


class EvidenceDocument(Model):
    """The whole of it."""

    locale: str
    title: str
    organisation: str
    first: date = field(name="from")
    last: date = field(name="to")
    made_on: date
    lead: list[str]
    to_add: str
    """What stands before what a person has to add."""
    findings: list[EvidenceFinding]
    tables: list[EvidenceTable]


class EvidenceFile(Model):
    """The same as PDF."""

    name: str
    media_type: str
    content: bytes
    """In base64."""
