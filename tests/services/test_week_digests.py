"""The week in feedback: to whom, of which days, what came and what was done about it."""

from datetime import UTC, date, datetime, timedelta

import pytest

from chalicelib.configuration import Configuration
from chalicelib.model import Purpose
from chalicelib.notify.memory import Sent
from chalicelib.services.digests import Digested
from tests.builders import configuration, document
from tests.services.test_digest_stories import OFFICE_HOURS
from tests.services.test_digests import COACHES, Office, digests_of, slow
from tests.services.test_outcomes import rate, resolve
from tests.world import World

MONDAY = datetime(2026, 11, 30, 8, 0, tzinfo=UTC)
"""A week after `NOON`'s own Monday, in the morning."""
BOSS = "boss@example.com"
DAY = timedelta(days=1)


def managed(**organisation: object) -> Configuration:
    """Supervisors manage it all; the coaches own both coaches."""
    said = document()["organisation"] | {"managers": "supervisors"} | organisation
    return configuration(policies=[slow()], organisation=said)


def weekly(office: Office) -> list[Sent]:
    return [one for one in office.mails() if "the week in feedback" in str(one.rendered.subject)]


def to(office: Office, address: str) -> str:
    [sent] = [one for one in weekly(office) if one.message.to == address]
    return sent.rendered.text


def a_week(first: Configuration | None = None) -> Office:
    """Two complaints, one of which was resolved and rated badly, and a compliment elsewhere."""
    office = Office(first or managed())
    world = office.world
    world.text("420 heating broken, we are freezing")
    world.hours(2)
    resolve(world, "The heater is mended.")
    rate(world, 2, why="It took too long.")
    world.until(world.now + DAY)
    world.text("420 no heating again", sender="+447700900124")
    world.text("550 lovely driver, thank you", sender="+447700900125")
    return office


def test_an_area_hears_what_came_what_was_done_and_how_it_was_rated() -> None:
    office = a_week()
    assert office.send(MONDAY).weekly == 2
    text = to(office, COACHES)
    assert "The week in feedback, 23 to 29 November" in text
    assert "3 came in, 3 more than the week before." in text
    days = {"Mon 23": 1, "Tue 24": 2, "Wed 25": 0}
    for day, count in days.items():
        [line] = [line for line in text.splitlines() if line.startswith(day)]
        assert line.split()[-1] == str(count)
    assert "1 of 3" in text
    assert "Still without an answer: 2" in text
    assert "rated 2 of 5:\n\n    It took too long.\n" in text
    assert "Coach 420 London to Birming…  ████████████████████  2: 1 answered" in text
    assert "outcome told after 2 h:\n\n    420 heating broken, we are freezing\n" in text
    assert "not answered yet:\n\n    420 no heating again\n" in text


def test_those_who_manage_it_hear_of_everything_by_team_and_kind() -> None:
    office = a_week()
    office.send(MONDAY)
    text = to(office, BOSS)
    assert "By team\n-------\n\nCoach operations  " in text
    assert "By kind\n-------\n\n" in text
    assert "It took too long." in text


def test_without_named_managers_the_default_team_hears_of_everything_and_gets_one_mail() -> None:
    office = a_week(configuration(policies=[slow()]))
    assert office.send(MONDAY).weekly == 1
    assert "By team" in to(office, COACHES)


def test_a_team_that_nothing_came_to_has_no_weekly_mail_but_managers_hear_of_silence() -> None:
    office = Office(managed())
    assert office.send(MONDAY) == Digested(weekly=1)
    assert "Nothing came in. The week before: 0." in to(office, BOSS)


def test_it_comes_once_on_its_weekday_and_not_on_others() -> None:
    office = a_week()
    for hours in (0, 1, 24, 48):
        office.send(MONDAY + timedelta(hours=hours))
    assert sorted(one.message.to for one in weekly(office)) == [BOSS, COACHES]
    on_wednesdays = a_week(managed(weekly_digest_on="wed"))
    on_wednesdays.send(MONDAY)
    assert weekly(on_wednesdays) == []
    on_wednesdays.send(MONDAY + 2 * DAY)
    assert "25 November to 1 December" in to(on_wednesdays, BOSS)


def test_on_a_closed_monday_it_comes_on_tuesday_of_the_same_days() -> None:
    teams = document()["teams"]
    teams["coaches"] |= {"calendar": "office"}
    closed = OFFICE_HOURS | {"closed": ["2026-11-30"]}
    organisation = document()["organisation"] | {"managers": "supervisors"}
    office = a_week(
        configuration(
            policies=[slow()], teams=teams, calendars={"office": closed}, organisation=organisation
        )
    )
    office.send(MONDAY)
    assert [one.message.to for one in weekly(office)] == [BOSS]
    office.send(MONDAY + DAY)
    assert "23 to 29 November" in to(office, COACHES)


def test_a_run_that_was_asked_for_sends_the_last_whole_week_once() -> None:
    office = a_week()
    at = MONDAY + 3 * DAY
    office.world.until(at)
    assert office.digests.send(at, at_once=True, week=True).weekly == 2
    assert office.digests.send(at, at_once=True, week=True) == Digested()


def test_a_preview_shows_what_would_be_sent_and_sends_nothing() -> None:
    office = a_week()
    office.world.until(MONDAY)
    shown = office.digests.preview("coaches", MONDAY.date(), week=True)
    day = office.digests.preview("coaches", MONDAY.date())
    assert office.mails() == []
    office.send(MONDAY)
    of_week, of_day = (
        next(one.rendered for one in office.mails() if one.message.to == COACHES and which(one))
        for which in (_is_weekly, _is_daily)
    )
    assert (shown, day) == (of_week, of_day)
    with pytest.raises(KeyError):
        office.digests.preview("nobody", MONDAY.date())


def test_a_quiet_team_has_nothing_to_preview() -> None:
    world = World(first=managed())
    assert digests_of(world).preview("ombudsman", date(2026, 11, 30)) is None


def _is_weekly(sent: Sent) -> bool:
    return sent.message.feedback_id.startswith("week-")


def _is_daily(sent: Sent) -> bool:
    return sent.message.feedback_id.startswith("digest-")


def test_every_digest_is_of_its_own_purpose_and_its_team() -> None:
    office = a_week()
    office.send(MONDAY)
    assert {one.message.purpose for one in weekly(office)} == {Purpose.TEAM_DIGEST}
    assert {one.message.team for one in weekly(office)} == {"coaches", "supervisors"}
