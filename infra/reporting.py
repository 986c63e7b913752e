"""The report as a table for people, as data, and as rows of a spreadsheet."""

import csv
import io
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from datetime import date
from enum import StrEnum
from typing import Any

from chalicelib.configuration import Target
from chalicelib.measures.charts import Signal
from chalicelib.measures.figures import Figures, Interval
from chalicelib.measures.report import Report, Standard, Verdict
from chalicelib.measures.statistics import Estimate

NONE = "no data"
_INTERVALS = {
    "first_response": "first response",
    "further_response": "further responses",
    "response": "all responses",
    "resolution": "resolution",
    "handling": "handling",
    "pause": "waiting for the customer",
    "acknowledgement": "acknowledgement (no response)",
    "unreached": "answer that reached nobody, until heard",
}
_VERDICTS = {
    Verdict.MET: "met",
    Verdict.UNSURE: "too near, or too few, to tell",
    Verdict.FAILED: "not met",
    Verdict.NO_DATA: NONE,
}
_SIGNALS = {
    Signal.ABOVE: "above what chance explains",
    Signal.BELOW: "below what chance explains",
    Signal.RUN_ABOVE: "nine days or more above the mean",
    Signal.RUN_BELOW: "nine days or more below the mean",
}
_SHOWN_DAYS = 12


def as_data(report: Report) -> dict[str, Any]:
    """Plain JSON values; seconds, shares from 0 to 1, None where there is no data."""
    said: dict[str, Any] = _plain(asdict(report))
    return said


def _plain(value: Any) -> Any:
    match value:
        case StrEnum():
            return value.value
        case date():
            return value.isoformat()
        case dict():
            return {str(name): _plain(one) for name, one in value.items()}
        case list() | tuple():
            return [_plain(one) for one in value]
    return value


def as_csv(report: Report) -> str:
    """A line for each row, or for everything where the report is by nothing; empty is no data."""
    rows = [(row.value, row.figures) for row in report.rows] or [("all", report.total)]
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow([report.by or "all", *(name for name, _ in _columns(report.total))])
    for value, figures in rows:
        writer.writerow([value, *(_cell(number) for _, number in _columns(figures))])
    return out.getvalue()


def _cell(number: float | None) -> str:
    return "" if number is None else f"{number:.10g}"


def _columns(figures: Figures) -> Iterator[tuple[str, float | None]]:
    for name in _INTERVALS:
        interval: Interval = getattr(figures, name)
        yield f"{name}_n", interval.n
        yield f"{name}_running", interval.running
        yield f"{name}_without", interval.without
        for clock in ("wall", "open"):
            times = getattr(interval, clock)
            yield f"{name}_{clock}_median_s", times.median
            yield f"{name}_{clock}_p90_s", times.p90
            yield f"{name}_{clock}_mean_s", times.mean
    promises, survey = figures.promises, figures.survey
    yield "promises_kept", promises.kept
    yield "promises_missed", promises.missed
    yield "promises_running", promises.running
    yield "promises_waiting", promises.waiting
    yield from _estimate("in_time", promises.in_time)
    for number in (1, 2, 3):
        level = figures.levels.get(number)
        yield f"level_{number}_n", level.n if level else 0
    yield "surveys_asked", survey.asked
    yield "surveys_answered", survey.answered
    yield from _estimate("response_rate", survey.response_rate)
    yield from _estimate("csat", survey.csat)
    yield from _estimate("nps", survey.nps)


def _estimate(name: str, found: Estimate | None) -> Iterator[tuple[str, float | None]]:
    yield f"{name}_n", found.n if found else 0
    yield name, found.value if found else None
    yield f"{name}_low", found.low if found else None
    yield f"{name}_high", found.high if found else None


def as_lines(report: Report, organisation: str) -> Iterator[str]:
    """The report for people."""
    first, last, made_on = (f"{d:%d %b %Y}" for d in (report.first, report.last, report.made_on))
    yield f"{organisation}, {first} to {last}, as of {made_on}"
    yield ""
    if report.by:
        yield from _by(report)
        yield ""
        yield "Together"
    yield from _times(report.total)
    yield ""
    yield from _promises(report.total)
    yield from _unreached(report.total)
    yield from _levels(report.total)
    yield from _surveys(report.total)
    for one in report.standards:
        yield ""
        yield from _standard(one)


def _by(report: Report) -> Iterator[str]:
    head = (report.by or "", "answered", "running", "median", "p90", "in time", "CSAT", "NPS")
    rows = [head]
    for row in report.rows:
        figures = row.figures
        first = figures.first_response
        rows.append(
            (
                "(none)" if row.value == "-" else row.value,
                str(first.n),
                str(first.running),
                duration(first.wall.median),
                duration(first.wall.p90),
                _share(figures.promises.in_time),
                _share(figures.survey.csat),
                f"{figures.survey.nps.value:+.0f}" if figures.survey.nps else "-",
            )
        )
    yield from aligned(rows) if report.rows else [f"{NONE} by {report.by}"]


def _times(figures: Figures) -> Iterator[str]:
    rows = [
        (
            "",
            "n",
            "running",
            "ended without",
            "median",
            "p90",
            "mean",
            "in open hours: median",
            "p90",
        )
    ]
    for name, said in _INTERVALS.items():
        one: Interval = getattr(figures, name)
        rows.append(
            (
                said, str(one.n), str(one.running), str(one.without),
                duration(one.wall.median), duration(one.wall.p90), duration(one.wall.mean),
                duration(one.open.median), duration(one.open.p90),
            )
        )  # fmt: skip
    yield from aligned(rows)


def _promises(figures: Figures) -> Iterator[str]:
    one = figures.promises
    if one.in_time is None:
        yield f"Answered in time: {NONE}{_beside(one.running, one.waiting)}"
        return
    yield (
        f"Answered in time: {_sure(one.in_time)}: {one.kept} kept, {one.missed} missed"
        f"{_beside(one.running, one.waiting)}"
    )


def _unreached(figures: Figures) -> Iterator[str]:
    one = figures.unreached
    if not one.all:
        yield "Answers that reached nobody: none known"
        return
    yield (
        f"Answers that reached nobody, and count as none: {one.all}; the customer heard after all {one.n},"
        f" not yet {one.running}, never {one.without}"
    )


def _beside(running: int, waiting: int) -> str:
    beside = [f"{running} not due yet"] if running else []
    beside += [f"{waiting} waiting for the customer"] if waiting else []
    return f"; {', '.join(beside)}" if beside else ""


def _levels(figures: Figures) -> Iterator[str]:
    if not figures.levels:
        yield "Escalations: none"
    for number, level in figures.levels.items():
        why = ", ".join(f"{count} {name}" for name, count in level.why.items())
        stayed = f"; there for {duration(level.mean_wall)} on average" if level.mean_wall else ""
        yield f"Escalated to level {number}: {level.n} ({why}), {level.running} there now{stayed}"


def _surveys(figures: Figures) -> Iterator[str]:
    one = figures.survey
    unasked = f", and {one.unasked} rated unasked" if one.unasked else ""
    yield f"Surveys: {one.answered} of {one.asked} answered, {_sure(one.response_rate)}{unasked}"
    yield f"CSAT, the share of 4 and 5: {_sure(one.csat)}{_of(one.csat)}"
    if one.nps is None:
        yield f"NPS: {NONE}"
        return
    groups = ", ".join(f"{count} {name}s" for name, count in one.recommends.items())
    yield f"NPS: {one.nps.value:+.0f} ({one.nps.low:+.0f} to {one.nps.high:+.0f}){_of(one.nps)}: {groups}"


def _standard(one: Standard) -> Iterator[str]:
    wanted = f"{one.target.answered_in_time / 100:g}%"
    since = f" since {one.target.since:%d %b %Y}" if one.target.since else ""
    yield (
        f"Standard of {_whose(one.target)}: {wanted} in time{since}; attained {_sure(one.attained)}"
        f"{_of(one.attained)}: {_VERDICTS[one.verdict]}"
    )
    if one.chart is None:
        yield "  too few days with decided promises for a control chart (eight are needed)"
        return
    widened = f", limits widened {one.chart.widened:.1f} times" if one.chart.widened > 1 else ""
    yield f"  {len(one.chart.points)} days around {one.chart.mean:.1%}{widened}"
    signals = one.chart.signals
    if not signals:
        yield "  every day is within what chance explains"
    for point in signals[-_SHOWN_DAYS:]:
        yield (
            f"  {point.day:%a %d %b}: {point.kept} of {point.n}, {point.share:.0%}"
            f" (expected {point.low:.0%} to {point.high:.0%}): {_SIGNALS[point.signal]}"
        )
    if len(signals) > _SHOWN_DAYS:
        yield f"  and {len(signals) - _SHOWN_DAYS} earlier days"


def _whose(target: Target) -> str:
    if target.team:
        return f"team {target.team}"
    return f"touchpoint {target.touchpoint}" if target.touchpoint else "everything"


def _share(found: Estimate | None) -> str:
    return f"{found.value:.0%}" if found else "-"


def _sure(found: Estimate | None) -> str:
    return f"{found.value:.0%} ({found.low:.0%} to {found.high:.0%})" if found else NONE


def _of(found: Estimate | None) -> str:
    return f", n = {found.n}" if found else ""


def duration(seconds: float | None) -> str:
    """A duration in its two largest units.

    >>> duration(7_500), duration(42), duration(0), duration(None)
    ('2 h 5 min', '42 s', '0 s', '-')
    """
    if seconds is None:
        return "-"
    rest = round(seconds)
    parts: list[tuple[int, str]] = []
    for unit, size in (("d", 86_400), ("h", 3_600), ("min", 60), ("s", 1)):
        count, rest = divmod(rest, size)
        if count or parts:
            parts.append((count, unit))
    return " ".join(f"{count} {unit}" for count, unit in parts[:2] if count) or "0 s"


def aligned(rows: Sequence[Sequence[str]]) -> Iterator[str]:
    """A table: the first column to the left, the others to the right."""
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for first, *others in rows:
        cells = [one.rjust(width) for one, width in zip(others, widths[1:], strict=True)]
        yield "  ".join([first.ljust(widths[0]), *cells]).rstrip()
