"""The measurements worked out another way: plain loops over a timeline, a list of numbers for each figure.

It shares no code with `chalicelib.measures`, `policy` or `calendars`: open time is counted span by span, a
deadline is looked for minute by minute, and nothing is kept between two timelines.
"""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, time, timedelta
from functools import cache
from typing import Any
from zoneinfo import ZoneInfo

from chalicelib.configuration import Configuration, Policy
from chalicelib.model import Entry, What

Span = tuple[datetime, datetime]
Key = tuple[str, str, str]
"""Dimension, day, value."""


@dataclass
class Numbers:
    """What the reference finds: counts, and the single seconds of each interval that is done."""

    counts: dict[Key, dict[str, int]] = field(
        default_factory=lambda: defaultdict(lambda: defaultdict(int))
    )
    wall: dict[tuple[Key, str], list[int]] = field(default_factory=lambda: defaultdict(list))
    open: dict[tuple[Key, str], list[int]] = field(default_factory=lambda: defaultdict(list))


def measure(timeline: list[Entry], versions: dict[int, Configuration], into: Numbers) -> None:
    """Add one feedback's figures."""
    cycles = [_Cycle(timeline, start, versions) for start in _starts(timeline)]
    human = [cycle for cycle in cycles if not cycle.is_machine]
    for cycle in human:
        cycle.count(into, "first_response" if cycle is human[0] else "further_response")
    if human:
        _handling(human, into)


def _starts(timeline: list[Entry]) -> list[int]:
    return [
        i
        for i, e in enumerate(timeline)
        if i == 0
        or e.what is What.APPEALED
        or (e.what is What.CUSTOMER_WROTE and e.data.get("reopens"))
    ]


def _closes(entry: Entry) -> bool:
    return entry.what is What.CLOSED or (entry.what is What.ERASED and "closes" in entry.data)


class _Cycle:
    def __init__(
        self, timeline: list[Entry], begins: int, versions: dict[int, Configuration]
    ) -> None:
        first = timeline[begins]
        self.number, self.start = first.cycle, first.at
        self.is_machine = bool(begins == 0 and first.data.get("automatic"))
        self.is_appeal = first.what is What.APPEALED
        self.channel = timeline[0].channel
        own = [e for e in timeline if e.cycle == self.number and e.number > first.number]
        later = [e for e in timeline if e.cycle > self.number]
        self.over_at = later[0].at if later else None

        self.policy_id, self.version = first.data["policy"], first.data["configuration"]
        for e in own:
            if e.what is What.REPLANNED:
                self.policy_id, self.version = e.data["policy"][1], e.data["configuration"]
            elif e.what is What.CORRECTED and "policy" in e.data:
                self.policy_id = e.data["policy"]
        self.configuration = versions[self.version]
        self.policy: Policy = next(p for p in self.configuration.policies if p.id == self.policy_id)

        self.facts = _taken_for(timeline, self.number)
        gone = _gone(timeline)
        answers = _heard(own, gone)
        self.answers = [max(e.at, self.start) for e in answers]
        outcomes = [e for e in own if e.what is What.RESOLVED]
        told = [e for e in outcomes if e.number not in gone]
        self.resolved_at = max(told[-1].at, self.start) if told else None
        self.ended_with = self.resolved_at
        if not told:
            of_all = [e for e in answers if all(o.number < e.number for o in outcomes)]
            self.ended_with = max(of_all[-1].at, self.start) if of_all else None
        self.closed_at: datetime | None = None
        self.closed_entry: Entry | None = None
        for e in own:
            if e.what is What.RESOLVED or _closes(e):
                self.closed_at, self.closed_entry = max(e.at, self.start), e
            elif e.what is What.ANSWERED and not any(o.number < e.number for o in outcomes):
                self.closed_at = None
        self.ended_at = self.closed_at or self.over_at
        self.answer_team = _owner(timeline, answers[0].number) if answers else None
        until = self.closed_entry.number if self.closed_entry else None
        if until is None and later:
            until = later[0].number
        if until is None:
            until = timeline[-1].number + 1
        self.end_team = _owner(timeline, until)
        self.pauses, self.waits_since = _pauses(own, self.start)
        self.unaware = [
            (e, _owner(timeline, e.number), [a for a in answers if a.number > e.number])
            for e in own
            if e.what in (What.ANSWERED, What.RESOLVED) and e.number in gone
        ]
        self.own, self.first = own, first

    # Counting

    def keys(self, day: str, team: str) -> Iterator[Key]:
        for dimension, value in (
            ("all", "all"), ("touchpoint", self.facts["touchpoint"] or "-"), ("team", team),
            ("channel", str(self.channel)), ("kind", self.facts["kind"]),
            ("severity", self.facts["severity"]),
        ):  # fmt: skip
            yield dimension, day, value

    def day(self, at: datetime) -> str:
        zone = ZoneInfo(self.configuration.organisation.time_zone)
        return at.astimezone(zone).date().isoformat()

    def seconds(self, start: datetime, end: datetime, pauses: Iterable[Span]) -> int:
        spans = self.opening(start, end)
        return int(_length(_without(spans, pauses)).total_seconds())

    def opening(self, start: datetime, end: datetime) -> list[Span]:
        calendar = self.configuration.document["calendars"].get(self.policy.calendar)
        return [(start, end)] if calendar is None else _open_spans(start, end)

    def done(  # noqa: PLR0917
        self, into: Numbers, name: str, start: datetime, end: datetime, team: str,
        pauses: Iterable[Span] = (),
    ) -> None:  # fmt: skip
        for key in self.keys(self.day(self.start), team):
            into.counts[key][f"{name}.n"] += 1
            into.wall[key, name].append(int((end - start).total_seconds()))
            into.open[key, name].append(self.seconds(start, end, pauses))

    def plus(self, into: Numbers, name: str, team: str, *, day: str = "", n: int = 1) -> None:
        for key in self.keys(day or self.day(self.start), team):
            into.counts[key][name] += n

    def count(self, into: Numbers, response: str) -> None:
        team = self.answer_team or self.end_team
        if self.answers:
            self.done(into, response, self.start, self.answers[0], team, self.pauses)
        else:
            self.plus(into, f"{response}.{'without' if self.ended_at else 'running'}", team)
        self.promise(into, team)
        if self.resolved_at:
            self.done(into, "resolution", self.start, self.resolved_at, self.end_team, self.pauses)
        elif self.closed_at and self.ended_with:
            end = self.ended_with
            self.done(into, "resolution", self.start, end, self.end_team, self.pauses)
        else:
            state = "without" if self.ended_at else "running"
            self.plus(into, f"resolution.{state}", self.end_team)
        for start, end in self.pauses:
            self.done(into, "pause", start, end, self.end_team)
        if self.waits_since:
            self.plus(into, "pause.running", self.end_team)
        self.levels(into, team)
        self.survey(into)
        self.unreached(into)

    def unreached(self, into: Numbers) -> None:
        for e, team, later in self.unaware:
            start = max(e.at, self.start)
            if later:
                end = max(later[0].at, start)
                self.done(into, "unreached", start, end, team, self.pauses)
            else:
                is_over = self.over_at is not None or _is_given_up(self.own)
                self.plus(into, f"unreached.{'without' if is_over else 'running'}", team)

    def promise(self, into: Numbers, team: str) -> None:
        within = self.policy.respond_within
        if self.is_appeal:
            within = self.policy.levels[-1].respond_within
        if within is None:
            return
        due = self.after(within)
        if self.answers:
            kept = self.answers[0] <= due
            state, at = ("kept", self.answers[0]) if kept else ("missed", due)
        elif self.ended_at:
            state, at = "missed", min(self.ended_at, due)
        else:
            state, at = "waiting" if self.stands_still(within) else "running", due
        self.plus(into, f"promise.{state}", team, day=self.day(at))

    def stands_still(self, within: timedelta) -> bool:
        """Whether we wait for the customer, and some of the time was left when they were asked."""
        if self.waits_since is None:
            return False
        used = _without(self.opening(self.start, self.waits_since), self.pauses)
        return _length(used) < within

    def after(self, within: timedelta) -> datetime:
        """When so much open time has passed: span after span, until enough is there."""
        left = within
        spans = _without(self.opening(self.start, self.start + timedelta(days=400)), self.pauses)
        for start, end in spans:
            if end - start >= left:
                return start + left
            left -= end - start
        raise AssertionError("it is never open for that long")

    def levels(self, into: Numbers, team: str) -> None:  # noqa: C901 - one plain loop
        stays: list[list[Any]] = [[0, None, None, self.start]]
        if self.is_appeal:
            stays = [[self.first.data["level"], "appeal", None, self.start]]
        ends: list[datetime | None] = [None]
        for e in self.own:
            if e.what in (What.ESCALATED, What.REPLANNED):
                if e.data["level"] == stays[-1][0]:
                    continue
                ends[-1] = ends[-1] or max(e.at, stays[-1][3])
                missed = e.data["missed_by"] if e.data["why"] == "late" else None
                stays.append([e.data["level"], e.data["why"], missed, e.at])
                ends.append(None)
            elif e.what in (What.RESOLVED, What.ANSWERED) or _closes(e):
                ends[-1] = ends[-1] or max(e.at, self.start, stays[-1][3])
        if self.over_at and ends[-1] is None:
            ends[-1] = max(self.over_at, stays[-1][3])
        for (level, why, missed, start), end in zip(stays, ends, strict=True):
            name = f"level.{level}"
            self.plus(into, f"{name}.n", team)
            if why:
                self.plus(into, f"{name}.{why}", team)
            if missed:
                late = start - datetime.fromisoformat(missed)
                self.plus(into, f"{name}.missed", team)
                self.plus(into, f"{name}.delay", team, n=int(late.total_seconds()))
            if end is None:
                self.plus(into, f"{name}.running", team)
                continue
            wall = int((end - start).total_seconds())
            self.plus(into, f"{name}.wall", team, n=wall)
            self.plus(into, f"{name}.open", team, n=self.seconds(start, end, self.pauses))

    def survey(self, into: Numbers) -> None:
        asked = any(e.what is What.SURVEY_ASKED for e in self.own)
        score, recommend = None, None
        for e in self.own:
            if e.what is not What.RATED:
                continue
            if e.data["score"] in (1, 2, 3, 4, 5) and type(e.data["score"]) is int:
                score = e.data["score"]
            if type(e.data["recommend"]) is int and 0 <= e.data["recommend"] <= 10:
                recommend = e.data["recommend"]
        is_rated = score is not None or recommend is not None
        if asked:
            self.plus(into, "survey.asked", self.end_team)
        if is_rated:
            self.plus(into, f"survey.{'answered' if asked else 'unasked'}", self.end_team)
        if score is not None:
            self.plus(into, f"score.{score}", self.end_team)
        if recommend is not None:
            self.plus(into, f"recommend.{recommend}", self.end_team)


def _handling(human: list[_Cycle], into: Numbers) -> None:
    last = human[-1]
    day = human[0].day(human[0].start)
    keys = list(last.keys(day, last.end_team))
    if any(cycle.ended_at is None for cycle in human):
        state = "running"
    elif any(cycle.answers or cycle.resolved_at for cycle in human):
        state = "n"
    else:
        state = "without"
    for key in keys:
        into.counts[key][f"handling.{state}"] += 1
    if state != "n":
        return
    wall, is_open = timedelta(), timedelta()
    for cycle in human:
        end = cycle.ended_with or cycle.ended_at
        assert end is not None
        wall += _length(_without([(cycle.start, end)], cycle.pauses))
        is_open += _length(_without(cycle.opening(cycle.start, end), cycle.pauses))
    for key in keys:
        into.wall[key, "handling"].append(int(wall.total_seconds()))
        into.open[key, "handling"].append(int(is_open.total_seconds()))


def _gone(timeline: list[Entry]) -> set[int]:
    """Numbers of what is known by now to have reached nobody."""
    return {
        e.data["entry"]
        for e in timeline
        if e.what is What.UNDELIVERED and ("lost" in e.data or "unreached" in e.data)
    }


def _heard(own: list[Entry], gone: set[int]) -> list[Entry]:
    """Answers that were not lost, and of the notes that tell of what was lost the first after it."""
    said = [e for e in own if e.what in (What.ANSWERED, What.RESOLVED)]
    arrived = [e for e in said if e.words is not None and e.number not in gone]
    notes = [e for e in own if e.what is What.NOTED and "told" in e.data]
    news = sorted(arrived + notes, key=lambda e: e.number)
    counted: set[int] = set()
    for e in said:
        if e.number in gone:
            following = [one for one in news if one.number > e.number]
            counted |= {following[0].number} if following else set()
    return [e for e in news if e in arrived or e.number in counted]


def _is_given_up(own: list[Entry]) -> bool:
    for e in reversed(own):
        if e.what is What.ANSWERED or (e.what is What.RESOLVED and e.words is not None):
            return False
        if _closes(e) or "unreachable" in e.data:
            return True
    return False


def _taken_for(timeline: list[Entry], cycle: int) -> dict[str, Any]:
    """What it is taken for by the end of a cycle: later cycles change nothing of it."""
    facts = {name: timeline[0].data.get(name) for name in ("kind", "severity", "touchpoint")}
    for e in timeline:
        if e.cycle > cycle:
            break
        if e.what is What.CORRECTED:
            facts |= {name: becomes for name, (_, becomes) in e.data["changes"].items()}
        if e.what is What.CUSTOMER_WROTE and not e.data.get("automatic"):
            facts |= {reason[0]: reason[1] for reason in e.data.get("reasons", ())}
    return facts


def _owner(timeline: list[Entry], before: int) -> str:
    owner = timeline[0].data["owner"]
    for e in timeline:
        if e.number < before and e.what is What.HANDED_OVER:
            owner = e.data["to"]
    return str(owner)


def _pauses(own: list[Entry], start: datetime) -> tuple[list[Span], datetime | None]:
    found: list[Span] = []
    since: datetime | None = None
    until: datetime | None = None
    for e in own:
        if e.what is What.ASKED and "until" in e.data and since is None:
            since, until = e.at, datetime.fromisoformat(e.data["until"])
            continue
        is_words = e.what is What.CUSTOMER_WROTE and not e.data.get("automatic")
        ends = e.what in (What.ANSWERED, What.RESOLVED, What.RESUMED) or is_words or _closes(e)
        if since is not None and until is not None and ends:
            at = max(e.at, start) if e.what in (What.ANSWERED, What.RESOLVED) else e.at
            found.append((since, max(min(at, until), since)))
            since = None
    return found, since


def _without(spans: Iterable[Span], pauses: Iterable[Span]) -> list[Span]:
    left = list(spans)
    for begin, stop in pauses:
        cut: list[Span] = []
        for start, end in left:
            cut += [(start, min(end, begin))] if start < min(end, begin) else []
            cut += [(max(start, stop), end)] if max(start, stop) < end else []
        left = cut
    return sorted(left)


def _length(spans: Iterable[Span]) -> timedelta:
    return sum((end - start for start, end in spans), timedelta())


@cache
def _office_days() -> list[Span]:
    """When the office of `histories` is open, day by day, for longer than any life goes on."""
    zone = ZoneInfo("Europe/London")
    day = datetime(2026, 10, 1, tzinfo=UTC).date()
    found: list[Span] = []
    for _ in range(20_000):
        hours = [(9, 12), (13, 18)] if day.weekday() < 5 else []
        if day.isoformat() in ("2026-12-25", "2026-11-11"):
            hours = []
        if day.isoformat() == "2026-11-14":
            hours = [(10, 12)]
        for start, end in hours:
            begins = datetime.combine(day, time(start), zone).astimezone(UTC)
            ends = datetime.combine(day, time(end), zone).astimezone(UTC)
            found.append((begins, ends))
        day += timedelta(days=1)
    return found


def _open_spans(start: datetime, end: datetime) -> list[Span]:
    days = _office_days()
    first = bisect_right(days, start, key=lambda span: span[1])
    last = bisect_left(days, end, key=lambda span: span[0])
    return [(max(start, begin), min(end, stop)) for begin, stop in days[first:last]]
