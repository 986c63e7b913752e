"""The measurements."""

from functools import cache
from typing import TYPE_CHECKING

from chalicelib.bootstrap import core, stores

if TYPE_CHECKING:
    from chalicelib.services.check_measures import CheckMeasures
    from chalicelib.services.evidence import Evidence
    from chalicelib.services.export import Exports
    from chalicelib.services.measure import Measure
    from chalicelib.services.warn import Warn


@cache
def measure() -> "Measure":
    """The measurements."""
    from chalicelib.services.measure import Measure

    return Measure(stores.store(), stores.configurations(), stores.measures())


@cache
def check_measures() -> "CheckMeasures":
    """The daily check."""
    from chalicelib.services.check_measures import CheckMeasures
    from chalicelib.store.lists import DynamoLists

    lists = DynamoLists(*stores.table())
    return CheckMeasures(
        stores.store(), lists, stores.configurations(), stores.measures(), stores.ratings()
    )


@cache
def warn() -> "Warn":
    """Early warning."""
    from chalicelib.services.usual import Usual
    from chalicelib.services.warn import Warn
    from chalicelib.store.episodes import DynamoEpisodes
    from chalicelib.store.lists import DynamoLists

    lists = DynamoLists(*stores.table())
    return Warn(
        stores.store(),
        lists,
        Usual(lists, stores.measures()),
        stores.configurations(),
        DynamoEpisodes(*stores.table()),
    )


@cache
def evidence() -> "Evidence":
    """What evidence of a period is made from."""
    from chalicelib.services.evidence import Evidence
    from chalicelib.store.lists import DynamoLists

    return Evidence(
        stores.configurations(),
        stores.measures(),
        DynamoLists(*stores.table()),
        stores.reconciliations(),
        stores.audit_log(),
    )


@cache
def exports() -> "Exports":
    """Data out."""
    from chalicelib.services.export import Exports

    return Exports(stores.configurations(), stores.records(), stores.audit_log(), core.new_id)
