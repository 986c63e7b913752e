"""What evidence says of how the process is set up and looked after: places, rules, people, records."""

from collections import Counter
from collections.abc import Iterator

from chalicelib.audit import Deed
from chalicelib.evidence.lines import MOST, Line, Name, Seconds, Value, came
from chalicelib.evidence.material import Material
from chalicelib.measures.rollups import NOWHERE, Dimension


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


def policies(of: Material) -> Iterator[Line]:
    """What is promised, and when it is raised."""
    for one in of.configuration.policies[:MOST]:
        if one.respond_within is None:
            yield Line("policy_without", {"id": one.id})
        else:
            within = Seconds(one.respond_within.total_seconds())
            yield Line("policy", {"id": one.id, "within": within, "levels": len(one.levels)})


def versions(of: Material) -> Iterator[Line]:
    """When the rules were changed, and by whom."""
    yield Line("in_force", {"n": of.configuration.version})
    for one in of.versions[-MOST:]:
        values: dict[str, Value] = {"n": one.number, "day": of.configuration.day_of(one.at)}
        yield Line("version_by", {**values, "by": one.by}) if one.by else Line("version", values)


def teams(of: Material) -> Iterator[Line]:
    """Who is accountable."""
    members = {one for team in of.configuration.teams.values() for one in team.members}
    yield Line("teams", {"n": len(of.configuration.teams), "members": len(members)})


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
    if not of.compared:
        yield Line("not_reconciled", is_gap=True)
        return
    missing = sum(one.unaccounted for one in of.compared)
    arrived = sum(channel.arrived or 0 for one in of.compared for channel in one.channels)
    values: dict[str, Value] = {"n": len(of.compared), "of": days}
    yield Line("reconciled", {**values, "arrived": arrived, "missing": missing})
    unknown = sorted({channel for one in of.compared for channel in one.unknown})
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
