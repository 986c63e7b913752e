"""Real service requests, brought in as they came, come to the figures that DuckDB finds in the files.

Where the two excerpts are from: tests/measures/published/README.md. Each request is recorded or sent at the
instant it was opened and resolved at the instant it was closed; what comes of it is the product's.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import duckdb
import pytest

from chalicelib.configuration import Configuration
from chalicelib.intake.web import Submission
from chalicelib.measures.figures import Figures, Interval
from chalicelib.measures.report import Report
from chalicelib.model import Channel
from chalicelib.services.recording import Recording
from chalicelib.services.reports import Reports
from chalicelib.services.staff import Said
from tests.builders import configuration, document, policy_row
from tests.world import World

FOLDER = Path(__file__).parent / "published"
ZONE = ZoneInfo("America/New_York")
MANY = 10
"""Requests that the largest group has at least: medians of single requests would compare nothing."""
LEVEL = {"after": 400 * 86_400, "to": "supervisors", "respond_within": 86_400}
"""Nobody raised these: the only level comes after all of them."""


@dataclass(frozen=True)
class Request:
    """One request of a file."""

    key: str
    opened: datetime
    closed: datetime | None
    within: int | None
    """Seconds, of a target that the city set."""
    team: str
    place: str
    channel: Channel


@dataclass(frozen=True)
class Published:
    """One file, read by DuckDB, and the days that are asked about."""

    name: str
    select: str
    """The file's rows as key, opened, closed, target, team, place, channel."""
    first: date
    last: date
    today: date


BOSTON = Published(
    name="boston",
    select="""SELECT case_enquiry_id::VARCHAR AS key, open_dt AS opened, closed_dt AS closed,
      target_dt AS target, lower(regexp_replace(department, '[^A-Za-z]', '')) AS team,
      team AS place, CASE source WHEN 'Constituent Call' THEN 'phone'
      WHEN 'City Worker App' THEN 'in_person' ELSE 'web' END AS channel, ontime
      FROM read_csv('{file}')""",
    first=date(2022, 1, 1),
    last=date(2022, 1, 31),
    today=date(2022, 6, 30),
)
NEW_YORK = Published(
    name="new_york",
    select="""SELECT unique_key::VARCHAR AS key, created_date AS opened, closed_date AS closed,
      NULL::TIMESTAMP AS target, lower(agency) AS team,
      replace(lower(agency || '-' || borough), ' ', '-') AS place, 'web' AS channel
      FROM read_csv('{file}')""",
    first=date(2026, 8, 1),
    last=date(2026, 8, 31),
    today=date(2026, 9, 1),
)


class Both:
    """A file in DuckDB, and the same requests in the product."""

    def __init__(self, of: Published) -> None:
        self.of = of
        self.database = duckdb.connect()
        self.database.execute("SET TimeZone = 'UTC'")
        select = of.select.format(file=FOLDER / f"{of.name}.csv")
        self.database.execute(f"CREATE TABLE requests AS {select}")
        self.database.execute(
            "CREATE VIEW timed AS SELECT *, epoch(timezone('America/New_York', closed))"
            " - epoch(timezone('America/New_York', opened)) AS seconds FROM requests"
        )
        self.world = brought_in(list(self.requests()))
        self.reports = Reports(self.world.configurations, self.world.measures)

    def requests(self) -> Iterator[Request]:
        rows = self.asked("SELECT key, opened, closed, target, team, place, channel FROM requests")
        for key, opened, closed, target, team, place, channel in rows:
            start = opened.replace(tzinfo=ZONE).astimezone(UTC)
            yield Request(
                key=key,
                opened=start,
                closed=closed and closed.replace(tzinfo=ZONE).astimezone(UTC),
                within=target and int((target.replace(tzinfo=ZONE) - start).total_seconds()),
                team=team,
                place=place,
                channel=Channel(channel),
            )

    def asked(self, query: str) -> list[tuple[Any, ...]]:
        return self.database.execute(query).fetchall()

    def report(self, by: str | None = None) -> Report:
        return self.reports.make(self.of.first, self.of.last, self.of.today, by)


def brought_in(requests: list[Request]) -> World:
    """Every request sent or recorded when it was opened, and resolved when it was closed.

    The city set a target for each, so whenever the next one's is another, a new version of the configuration
    is applied: what was captured before keeps the one that held for it.
    """
    teams = {one.team for one in requests} | {"supervisors"}
    places = {one.place: one.team for one in requests}
    base = document()

    def promising(within: int | None, version: int) -> Configuration:
        """What holds for a request with such a target."""
        policy = policy_row(
            id="only", respond_within=within, remind_after=None, levels=[LEVEL], close_after=None
        )
        return configuration(
            version,
            organisation={
                **base["organisation"],
                "time_zone": "America/New_York",
                "default_team": "supervisors",
            },
            teams={
                team: {"name": team, "mailbox": f"{team}@example.com", "members": [], "lead": None}
                for team in teams
            },
            touchpoints={
                place: {
                    "name": place, "keyword": None, "owner": team, "owners": {}, "locale": "en-GB",
                }
                for place, team in places.items()
            },
            keywords={},
            policies=[policy],
        )  # fmt: skip

    world = World(promising(None, 1), now=min(one.opened for one in requests))
    recording = Recording(world.store, world.capture)
    ids: dict[str, str] = {}
    events = [(one.opened, 0, one) for one in requests]
    events += [(one.closed, 1, one) for one in requests if one.closed]
    for at, is_end, one in sorted(events, key=lambda event: event[:2]):
        world.now = at
        if is_end:
            feedback = world.store.get(ids[one.key])
            said = Said(
                key=one.key, member=f"{one.team}@example.com", team=one.team, at=at, channel=None
            )
            world.staff.resolve(feedback, "It is done.", said, at)
        else:
            in_force = world.configurations.current()
            within = None if one.within is None else timedelta(seconds=one.within)
            if in_force.policies[0].respond_within != within:
                world.configurations.add(promising(one.within, in_force.version + 1))
            said_by = Submission(text=one.key, touchpoint=one.place, from_form=False)
            captured = (
                world.capture.web(said_by, at)
                if one.channel is Channel.WEB
                else recording.record(
                    said_by, channel=one.channel, came_at=at, member="desk", key=one.key, now=at
                )
            )
            ids[one.key] = captured.feedback.id
        world.settle()
    return world


@pytest.fixture(scope="module", params=[BOSTON, NEW_YORK], ids=lambda of: of.name)
def both(request: pytest.FixtureRequest) -> Both:
    return Both(request.param)


QUANTILES = """
SELECT {by}, count(seconds), count(*) - count(seconds), sum(seconds),
  quantile_disc(seconds, 0.5), quantile_disc(seconds, 0.9)
FROM timed GROUP BY 1 ORDER BY 1
"""


def same(found: Interval, n: int, running: int, total: float | None, *quantiles: float) -> None:
    assert (found.n, found.running, found.without) == (n, running, 0)
    if total is None:
        assert found.wall.mean is None
        return
    assert found.wall.mean == pytest.approx(total / n)
    for ours, true in zip((found.wall.median, found.wall.p90), quantiles, strict=True):
        assert ours == pytest.approx(true, rel=0.02)


def is_begun(of: Figures) -> bool:
    """Whether something was opened; on some days there were only promises to be decided."""
    return bool(of.first_response.n or of.first_response.running)


@pytest.mark.parametrize(
    ("by", "column"),
    [("day", "strftime(opened, '%Y-%m-%d')"), ("team", "team"), ("channel", "channel"),
     ("touchpoint", "place")],
)  # fmt: skip
def test_times_by_anything_are_those_of_the_file(both: Both, by: str, column: str) -> None:
    rows = {row.value: row.figures for row in both.report(by).rows if is_begun(row.figures)}
    expected = both.asked(QUANTILES.format(by=column))
    assert sorted(rows) == [value for value, *_ in expected]
    assert max(n + running for _, n, running, *_ in expected) >= MANY
    for value, *numbers in expected:
        same(rows[value].first_response, *numbers)
        same(rows[value].resolution, *numbers)


def test_times_of_all_together_are_those_of_the_file(both: Both) -> None:
    ((_, *numbers),) = both.asked(QUANTILES.format(by="'all'"))
    total = both.report().total
    same(total.first_response, *numbers)
    same(total.resolution, *numbers)
    same(total.handling, *numbers)


def test_promises_kept_and_missed_are_the_citys_own_verdicts() -> None:
    both = Both(BOSTON)
    verdicts = dict(
        both.asked("SELECT ontime, count(*) FROM requests WHERE target IS NOT NULL GROUP BY 1")
    )
    # A promise counts on the day that decided it: these reach into May.
    promises = both.reports.make(BOSTON.first, date(2022, 6, 29), BOSTON.today).total.promises
    assert promises.kept == verdicts["ONTIME"]
    assert promises.missed == verdicts["OVERDUE"]
    assert promises.running == promises.waiting == 0


def test_the_measurements_can_be_made_again_from_the_timelines(both: Both) -> None:
    found = both.world.rebuild.compare()
    assert found.is_whole
    assert found.feedback == len(list(both.requests()))
