"""What the material says: one sentence each, as the name of its wording and the values in it."""

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date

from chalicelib.audit import Deed
from chalicelib.configuration import Target
from chalicelib.evidence.material import Material
from chalicelib.measures.figures import Interval
from chalicelib.measures.report import Row
from chalicelib.measures.rollups import NOWHERE, Dimension
from chalicelib.measures.statistics import Estimate

_MOST = 8
"""Values that one sentence names."""


@dataclass(frozen=True, slots=True)
class Seconds:
    """A duration."""

    seconds: float


@dataclass(frozen=True, slots=True)
class Name:
    """Something that the wording has a name for, such as a channel: `channel_sms`."""

    key: str


@dataclass(frozen=True, slots=True)
class Counted:
    """Something and how much of it."""

    what: "Value"
    n: "Value"


Value = int | str | date | Estimate | Seconds | Name | Counted | tuple["Value", ...]


@dataclass(frozen=True, slots=True)
class Line:
    """One sentence: the name of its wording, and what stands in it."""

    name: str
    values: dict[str, Value] = field(default_factory=dict)
    is_gap: bool = False
    """Whether it says that something is not known: that shows no clause."""


Maker = Callable[[Material], Iterator[Line]]
"""Says nothing where there is nothing of the kind in the period."""


def touchpoints(of: Material) -> Iterator[Line]:
    """Where customers can say something, and how many places anything came from."""
    places = of.configuration.touchpoints
    with_keyword = sum(1 for one in places.values() if one.keyword)
    yield Line("touchpoints", {"n": len(places), "keywords": with_keyword})
    heard = sum(1 for row in of.rows[Dimension.TOUCHPOINT] if row.value != NOWHERE and came(row))
    if heard:
        yield Line("heard_from", {"n": heard, "of": len(places)})


def languages(of: Material) -> Iterator[Line]:
    """The languages that customers are spoken to in."""
    spoken = {one.locale for one in of.configuration.touchpoints.values()}
    names = sorted({of.configuration.organisation.locale, *spoken})
    yield Line("languages", {"languages": tuple(Name(f"locale_{one}") for one in names)})


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
        yield Line("by_place", {"parts": found[:_MOST]})


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
            yield Line(name, {"parts": parts[:_MOST]})


def policies(of: Material) -> Iterator[Line]:
    """What is promised, and when it is raised."""
    for one in of.configuration.policies[:_MOST]:
        if one.respond_within is None:
            yield Line("policy_without", {"id": one.id})
        else:
            within = Seconds(one.respond_within.total_seconds())
            yield Line("policy", {"id": one.id, "within": within, "levels": len(one.levels)})


def versions(of: Material) -> Iterator[Line]:
    """When the rules were changed, and by whom."""
    yield Line("in_force", {"n": of.configuration.version})
    for one in of.versions[-_MOST:]:
        values: dict[str, Value] = {"n": one.number, "day": of.configuration.day_of(one.at)}
        yield Line("version_by", {**values, "by": one.by}) if one.by else Line("version", values)


def teams(of: Material) -> Iterator[Line]:
    """Who is accountable."""
    members = {one for team in of.configuration.teams.values() for one in team.members}
    yield Line("teams", {"n": len(of.configuration.teams), "members": len(members)})


def raised(of: Material) -> Iterator[Line]:
    """What was raised to each level, and why."""
    for number, level in of.report.total.levels.items():
        if level.n:
            why = tuple(Counted(Name(f"why_{code}"), n) for code, n in level.why.items())
            yield Line("raised", {"level": number, "n": level.n, "why": why})


def targets(of: Material) -> Iterator[Line]:
    """What was meant to be kept, and what was attained."""
    for one in of.report.standards:
        yield Line(
            "target",
            {
                "name": target_name(of, one.target),
                "wanted": Estimate(one.target.answered_in_time / 10_000, 0, 0, 0),
                "attained": one.attained or Name("no_data"),
                "verdict": Name(f"verdict_{one.verdict}"),
            },
        )


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
                yield Line("chart_days", {**values, "days": days[:_MOST]})
            else:
                yield Line("chart_quiet", values)


def surveyed(of: Material) -> Iterator[Line]:
    """Whom was asked, and who answered."""
    found = of.report.total.survey
    if found.response_rate is not None:
        yield Line("surveyed", {"n": found.asked, "share": found.response_rate})
    if found.unasked:
        yield Line("unasked", {"n": found.unasked})


def satisfied(of: Material) -> Iterator[Line]:
    """How content they were."""
    found = of.report.total.survey
    if found.csat is not None:
        scores = tuple(Counted(score, n) for score, n in found.scores.items())
        yield Line("csat", {"share": found.csat, "scores": scores})
    if found.nps is not None:
        low, value, high = (round(one) for one in (found.nps.low, found.nps.value, found.nps.high))
        yield Line("nps", {"value": value, "low": low, "high": high, "n": found.nps.n})


def satisfied_by_place(of: Material) -> Iterator[Line]:
    """Where they were how content."""
    parts = tuple(
        Counted(place(of, row.value), row.figures.survey.csat)
        for row in of.rows[Dimension.TOUCHPOINT]
        if row.figures.survey.csat is not None
    )
    if parts:
        yield Line("csat_by_place", {"parts": parts[:_MOST]})


def surveys_asked(of: Material) -> Iterator[Line]:
    """What is asked, when, and how often at most."""
    for one in of.configuration.policies:
        if one.survey_after is not None:
            pause = Seconds(of.configuration.organisation.survey_pause.total_seconds())
            after = Seconds(one.survey_after.total_seconds())
            yield Line("survey_policy", {"id": one.id, "after": after, "pause": pause})


def reconciled(of: Material) -> Iterator[Line]:
    """What the providers say arrived, beside what is stored."""
    days = (of.report.last - of.report.first).days + 1
    if not of.reconciled:
        yield Line("not_reconciled", is_gap=True)
        return
    missing = sum(one.unaccounted for one in of.reconciled)
    arrived = sum(channel.arrived or 0 for one in of.reconciled for channel in one.channels)
    values: dict[str, Value] = {"n": len(of.reconciled), "of": days}
    yield Line("reconciled", {**values, "arrived": arrived, "missing": missing})
    unknown = sorted({channel for one in of.reconciled for channel in one.unknown})
    if unknown:
        channels = tuple(Name(f"channel_{one}") for one in unknown)
        yield Line("unknown", {"channels": channels}, is_gap=True)


def kept_safe(of: Material) -> Iterator[Line]:
    """What left, what was erased, and how long personal data is kept."""
    exported = [one for one in of.audited if one.deed is Deed.EXPORTED]
    personal = sum(1 for one in exported if one.data.get("personal"))
    yield Line("exported", {"n": len(exported), "personal": personal})
    erased: Counter[str] = Counter()
    for one in of.audited:
        if one.deed is Deed.ERASED:
            erased[str(one.data.get("why"))] += int(one.data.get("feedback", 0))
    yield Line("erased", {"asked": erased["asked"], "age": erased["age"]})


def _counts(of: Material, dimension: Dimension, name: str) -> Iterator[Line]:
    rows = sorted(of.rows[dimension], key=lambda row: (-came(row), row.value))
    parts = tuple(Counted(named(of, dimension, row.value), came(row)) for row in rows if came(row))
    if parts:
        yield Line(name, {"parts": parts})


def _interval(name: str, found: Interval) -> Iterator[Line]:
    if found.n and found.wall.median is not None and found.wall.p90 is not None:
        median, p90 = Seconds(found.wall.median), Seconds(found.wall.p90)
        yield Line(name, {"n": found.n, "median": median, "p90": p90})


def came(row: Row) -> int:
    """How much came in."""
    first = row.figures.first_response
    return first.n + first.running + first.without


def named(of: Material, dimension: Dimension, value: str) -> Value:
    """A row's value, for people."""
    if dimension is Dimension.TEAM:
        team = of.configuration.teams.get(value)
        return team.name if team else value
    if dimension is Dimension.TOUCHPOINT:
        return place(of, value)
    return Name(f"{dimension}_{value}")


def place(of: Material, value: str) -> Value:
    """A touchpoint, for people."""
    if value == NOWHERE:
        return Name("nowhere")
    found = of.configuration.place(value)
    return found.name if found else value


def target_name(of: Material, target: Target) -> str:
    """Whose target it is, for people."""
    found: Value = of.configuration.organisation.name
    if target.team:
        found = named(of, Dimension.TEAM, target.team)
    elif target.touchpoint:
        found = named(of, Dimension.TOUCHPOINT, target.touchpoint)
    return str(found)
