"""Is what arrived at a stage accounted for? What the newest reconciliations say."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime, time, timedelta

from chalicelib.reconciliation import Reconciliation
from chalicelib.store.reconciliations import DynamoReconciliations
from infra.finding import Finding
from infra.stage import Stage

_NEXT = timedelta(hours=31)
"""After the end of a day within which the next one has been compared: that happens at 04:20 UTC."""
_LOOKED_AT = 3
"""Days whose reconciliation is looked at."""


def arrivals(stage: Stage, now: datetime) -> Iterator[Finding]:
    """What the newest reconciliations say; see `judged`."""
    store = DynamoReconciliations(stage.client("dynamodb"), stage.outputs["TableName"])
    yield from judged(store.latest(_LOOKED_AT), now, stage.name, is_local=stage.is_local)


def judged(
    newest: Sequence[Reconciliation], now: datetime, stage: str, *, is_local: bool
) -> Iterator[Finding]:
    """What some days' results come to, the newest day first.

    What arrived and is not stored, what is incomplete behind what is stored, and of which channels nobody
    could say what arrived: with those unknown, the other two say less than they seem to. A local stack may
    sleep through the night, and need not have every source.
    """
    is_late = not is_local and bool(newest) and now - _compared_until(newest) > _NEXT
    yield _missing(newest, stage, is_late=is_late)
    if newest:
        yield _incomplete(newest, stage)
        yield _unknown(newest, stage, is_local=is_local)


def _compared_until(newest: Sequence[Reconciliation]) -> datetime:
    """The end of the newest day that was looked at to its end; else when those that were not began."""
    whole = [one.day + timedelta(days=1) for one in newest if one.is_of_whole_day]
    return datetime.combine(max(whole, default=newest[-1].day), time(), UTC)


def _missing(newest: Sequence[Reconciliation], stage: str, *, is_late: bool) -> Finding:
    gone = [one for one in newest if one.unaccounted]
    if gone:
        says = f"arrived and not stored: {_listed((one.unaccounted, one) for one in gone)}"
        do = _repair(gone[0], stage)
    else:
        whole = [one.day for one in newest if one.is_of_whole_day]
        says = f"{whole[0]} was compared last, nothing is missing" if whole else "no night yet"
        do = "see the logs of Reconcile, and whether its schedule is enabled"
    return Finding(about="arrivals", healthy=not (gone or is_late), says=says, do=do)


def _incomplete(newest: Sequence[Reconciliation], stage: str) -> Finding:
    about = "what arrivals led to"
    lacking = [one for one in newest if one.problems]
    if not lacking:
        return Finding(about=about, healthy=True, says="nothing is incomplete")
    says = f"incomplete: {_listed((one.problems, one) for one in lacking)}"
    return Finding(about=about, healthy=False, says=says, do=_repair(lacking[0], stage))


def _unknown(newest: Sequence[Reconciliation], stage: str, *, is_local: bool) -> Finding:
    about = "sources of arrivals"
    unknown = [one for one in newest if one.unknown]
    if not unknown:
        return Finding(about=about, healthy=True, says="each said what arrived")
    listed = _listed((", ".join(one.unknown), one) for one in unknown)
    return Finding(
        about=about,
        healthy=is_local,
        says=f"nobody could say what arrived: {listed}",
        do="see what docs/reconciliation.md compares with, and whether it answers; then"
        f" `reconcile --day {unknown[0].day} --stage {stage}`",
    )


def _listed(found: Iterable[tuple[object, Reconciliation]]) -> str:
    return "; ".join(f"{what} of {one.day}" for what, one in found)


def _repair(one: Reconciliation, stage: str) -> str:
    return f"`reconcile --day {one.day} --repair --stage {stage}`, then once more without --repair"
