"""Early warning: touchpoints that get unusually many feedback."""

from datetime import datetime

from chalicelib.api.models.people import TeamName
from chalicelib.api.models.touchpoints import PlaceName
from chalicelib.api.shape import Model
from chalicelib.early_warning import Sort


class TouchpointWarning(Model):
    """A touchpoint that gets, or got within the last day, unusually many feedback."""

    touchpoint: PlaceName
    team: TeamName
    """Who was told."""
    sort: Sort
    """Whether it is more feedback than usual, or more serious ones: high, critical, or rated 1 or 2."""
    count: int
    """How many, as it was told."""
    usual: int
    """How many are usual in that time at that hour of the week, to the next whole one; 0: not one."""
    within_seconds: int
    """The time in which they came."""
    began_at: datetime
    told_at: datetime
    last_at: datetime
    """When something unusual came last."""
    reference: str | None
    """The feedback with which it became unusual; null where it is gone."""


class Warnings(Model):
    """What is unusual, the newest first."""

    items: list[TouchpointWarning]
    as_of: datetime
