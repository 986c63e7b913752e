"""What members say and do with a feedback, and what it became."""

from typing import Annotated

from msgspec import Meta

from chalicelib.api.models.feedback import Waiting
from chalicelib.api.models.queue import Line
from chalicelib.api.shape import Model
from chalicelib.model import Kind, Severity


class Words(Model):
    """What a member says."""

    key: Annotated[str, Meta(min_length=8, max_length=100)]
    """Random, made by the caller: the same key again changes nothing."""
    words: Annotated[str, Meta(max_length=20_000)] = ""
    seen: Annotated[int, Meta(ge=0)] | None = None
    """`entries` as it was when the member began: what was said since is a conflict."""
    hold: Annotated[int, Meta(ge=0, le=60)] = 0
    """Seconds for which an answer, a question or a resolution can be taken back before it leaves."""


class HandOver(Model):
    """Another team is to own it."""

    key: Annotated[str, Meta(min_length=8, max_length=100)]
    to: str
    reason: Annotated[str, Meta(max_length=2_000)] = ""


class Correction(Model):
    """What it really is; either of the two."""

    key: Annotated[str, Meta(min_length=8, max_length=100)]
    kind: Kind | None = None
    severity: Severity | None = None
    reason: Annotated[str, Meta(max_length=2_000)] = ""


class Take(Model):
    """That somebody sees to it, or no longer does."""

    key: Annotated[str, Meta(min_length=8, max_length=100)]
    gives_back: bool = False


class Changed(Model):
    """What it became."""

    summary: Line
    waiting: Waiting | None = None
    """What was held back, and will leave; then nothing has changed yet."""


class BackAgain(Model):
    """What was taken back."""

    words: str
