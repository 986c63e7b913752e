"""The measurements."""

from functools import cache
from typing import TYPE_CHECKING

from chalicelib.bootstrap import stores

if TYPE_CHECKING:
    from chalicelib.services.measure import Measure


@cache
def measure() -> "Measure":
    """The measurements."""
    from chalicelib.services.measure import Measure

    return Measure(stores.store(), stores.configurations(), stores.measures())
