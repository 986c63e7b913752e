"""What a look at a stage finds."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One thing that was looked at."""

    about: str
    healthy: bool
    says: str
    do: str = ""
    """What helps, where it is not healthy."""
