"""What evidence says of what came in and how it was answered."""

from collections.abc import Iterator

from chalicelib.evidence.lines import (
    MOST,
    Counted,
    Line,
    Name,
    Seconds,
    Value,
    came,
    named,
    place,
    target_name,
)
from chalicelib.evidence.material import Material
from chalicelib.measures.figures import Interval
from chalicelib.measures.rollups import Dimension
from chalicelib.measures.statistics import Estimate


def received(of: Material) -> Iterator[Line]:
    """How much came in, and how much nobody has answered yet."""
    first = of.report.total.first_response
    n = first.n + first.running + first.without
    if n:
        yield Line("received", {"n": n})


def unanswered(of: Material) -> Iterator[Line]:
    """What of it has no answer: it is never left out."""
    first = of.report.total.first_response
    if first.n + first.running + first.without:
        yield Line("unanswered", {"n": first.running, "without": first.without})


def by_channel(of: Material) -> Iterator[Line]:
    """On which ways it came."""
    yield from _counts(of, Dimension.CHANNEL, "by_channel")


def by_kind(of: Material) -> Iterator[Line]:
    """What it was."""
    yield from _counts(of, Dimension.KIND, "by_kind")


def by_severity(of: Material) -> Iterator[Line]:
    """How it was assessed when it came."""
    yield from _counts(of, Dimension.SEVERITY, "by_severity")


def by_place(of: Material) -> Iterator[Line]:
    """Where most of it came from."""
    rows = sorted(of.rows[Dimension.TOUCHPOINT], key=lambda row: (-came(row), row.value))
    found = tuple(Counted(place(of, row.value), came(row)) for row in rows if came(row))
    if found:
        yield Line("by_place", {"parts": found[:MOST]})


def acknowledged(of: Material) -> Iterator[Line]:
    """How soon words were acknowledged."""
    yield from _interval("acknowledged", of.report.total.acknowledgement)


def first_response(of: Material) -> Iterator[Line]:
    """How soon the first human answer came."""
    yield from _interval("first_response", of.report.total.first_response)


def resolution(of: Material) -> Iterator[Line]:
    """How soon the outcome was told."""
    yield from _interval("resolution", of.report.total.resolution)


def handling(of: Material) -> Iterator[Line]:
    """How long it took altogether."""
    yield from _interval("handling", of.report.total.handling)


def waited(of: Material) -> Iterator[Line]:
    """How often the customer was asked something while the clock waited."""
    pause = of.report.total.pause
    if pause.n + pause.running:
        yield Line("waited", {"n": pause.n + pause.running})


def begun_again(of: Material) -> Iterator[Line]:
    """How often a customer was not content and a further cycle began."""
    further = of.report.total.further_response
    n = further.n + further.running + further.without
    if n or of.report.total.first_response.n:
        yield Line("begun_again", {"n": n})


def promises(of: Material) -> Iterator[Line]:
    """What share of the promises was kept."""
    found = of.report.total.promises
    if found.in_time is not None:
        yield Line(
            "promises",
            {"share": found.in_time, "missed": found.missed, "running": found.running},
        )


def unreached(of: Material) -> Iterator[Line]:
    """How many answers reached nobody, which are none in any other figure."""
    found = of.report.total.unreached
    if found.all:
        heard = {"heard": found.n, "running": found.running, "never": found.without}
        yield Line("unreached", {"n": found.all, **heard})
    elif of.report.total.response.n:
        yield Line("unreached_none")


def promises_alike(of: Material) -> Iterator[Line]:
    """The same for each way it came: whether everybody is treated alike."""
    for name, dimension in (
        ("kept_by_channel", Dimension.CHANNEL),
        ("kept_by_team", Dimension.TEAM),
    ):
        parts = tuple(
            Counted(named(of, dimension, row.value), row.figures.promises.in_time)
            for row in of.rows[dimension]
            if row.figures.promises.in_time is not None
        )
        if parts:
            yield Line(name, {"parts": parts[:MOST]})


def raised(of: Material) -> Iterator[Line]:
    """What was raised to each level, and why."""
    for number, level in of.report.total.levels.items():
        if level.n:
            why = tuple(Counted(Name(f"why_{code}"), n) for code, n in level.why.items())
            yield Line("raised", {"level": number, "n": level.n, "why": why})


def targets(of: Material) -> Iterator[Line]:
    """What was meant to be kept, and what was attained."""
    for one in of.report.standards:
        values: dict[str, Value] = {
            "name": target_name(of, one.target),
            "wanted": Estimate(one.target.answered_in_time / 10_000, 0, 0, 0),
            "attained": one.attained or Name("no_data"),
            "verdict": Name(f"verdict_{one.verdict}"),
        }
        if one.target.since is None:
            yield Line("target", values)
        else:
            yield Line("target_since", {**values, "since": one.target.since})


def changes(of: Material) -> Iterator[Line]:
    """Which days tell of a change, by the control charts."""
    for one in of.report.standards:
        if one.chart is not None:
            days = tuple(point.day for point in one.chart.signals)
            values: dict[str, Value] = {
                "name": target_name(of, one.target),
                "n": len(one.chart.points),
            }
            if days:
                yield Line("chart_days", {**values, "days": days[:MOST]})
            else:
                yield Line("chart_quiet", values)


def _counts(of: Material, dimension: Dimension, name: str) -> Iterator[Line]:
    rows = sorted(of.rows[dimension], key=lambda row: (-came(row), row.value))
    parts = tuple(Counted(named(of, dimension, row.value), came(row)) for row in rows if came(row))
    if parts:
        yield Line(name, {"parts": parts})


def _interval(name: str, found: Interval) -> Iterator[Line]:
    if found.n and found.wall.median is not None and found.wall.p90 is not None:
        median, p90 = Seconds(found.wall.median), Seconds(found.wall.p90)
        yield Line(name, {"n": found.n, "median": median, "p90": p90})
