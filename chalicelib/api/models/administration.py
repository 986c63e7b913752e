"""What the staff API takes and answers of the configuration."""

from datetime import datetime
from typing import Annotated, Any

from msgspec import Meta

from chalicelib.api.shape import Model
from chalicelib.model import Channel, Difficulty, Kind, Severity

Text = Annotated[str, Meta(max_length=1_000_000)]


class Version(Model):
    """A version of the configuration."""

    version: int
    at: datetime | None
    """Null of versions from before this was kept."""
    by: str


class Versions(Model):
    """Versions, the newest first."""

    items: list[Version]


class VersionsQuery(Model):
    """Which page of them."""

    before: Annotated[int, Meta(ge=1)] | None = None


class ConfigurationOf(Model):
    """One version, whole."""

    applied: Version
    text: str | None
    """The TOML that it was made from; null of versions from before it was kept."""
    document: dict[str, Any]
    """What the product works with: durations in seconds, times in minutes after midnight."""
    changes: list[str]
    """What it changed against the version before it, or the one asked for."""


class ConfigurationQuery(Model):
    """What to compare with."""

    against: Annotated[int, Meta(ge=1)] | None = None


class DraftText(Model):
    """A text to check."""

    text: Text


class Apply(Model):
    """A text to put in force, written from the version `base`."""

    text: Text
    base: int


class Restore(Model):
    """Put it in force again, if `base` still is in force now."""

    base: int


class Problem(Model):
    """One thing that is wrong, or (a warning) allowed but probably not meant."""

    line: int
    path: str
    what: str
    """In English, as is `instead`."""
    instead: str
    code: str
    """What is wrong, for words in other languages; empty where there are only the English ones."""
    values: dict[str, str]
    """What the words for the code are filled with; `near`: what was probably meant, empty if unknown."""


class CheckedText(Model):
    """What a check found."""

    errors: list[Problem]
    warnings: list[Problem]
    changes: list[str]
    """What it would change against the version in force."""


class WhatIf(Model):
    """A feedback that might come."""

    captured_at: datetime
    """Without a zone: on the organisation's clock."""
    kind: Kind = Kind.COMPLAINT
    severity: Severity = Severity.NORMAL
    difficulty: Difficulty = Difficulty.SIMPLE
    channel: Channel = Channel.SMS
    touchpoint: str | None = None
    locale: str = "en-GB"
    """Of the arithmetic."""
    text: Text | None = None
    """A draft to ask instead of the configuration in force."""


class WhatIfStep(Model):
    """One step, with the arithmetic of its instant."""

    what: str
    level: int
    to: str
    at: datetime
    arithmetic: list[str]


class Explained(Model):
    """What would become of it if nobody answered."""

    policy: str
    calendar: str
    owner: str
    captured_at: datetime
    respond_by: datetime | None
    arithmetic: list[str]
    """Of `respond_by`."""
    steps: list[WhatIfStep]
