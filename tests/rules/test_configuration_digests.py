"""When and in which language a team reads, and who reads of everything, as the file says it."""

import pytest

from chalicelib.configuration import from_document
from chalicelib.week_digest import managers
from tests.builders import configuration, document
from tests.rules.configuration_files import changed, check

READING = 'id = "coaches"\nlocale = "es"\ntime_zone = "Asia/Tokyo"\ncalendar = "office"'


def test_a_teams_language_clock_and_days_come_back_from_the_document() -> None:
    checked = check(changed(('id = "coaches"', READING)))
    assert checked.lines() == []
    assert checked.document
    made = from_document(1, checked.document)
    assert (made.locale_of("coaches"), made.zone_of("coaches")) == ("es", "Asia/Tokyo")
    calendar = made.calendar_of("coaches")
    assert calendar is not None
    assert calendar.id == "office"


def test_what_is_left_out_is_the_calendars_clock_and_the_organisations() -> None:
    tokyo = {
        "time_zone": "Asia/Tokyo", "open": {"0": [[540, 1020]]}, "holidays": {}, "closed": [],
        "extra": {},
    }  # fmt: skip
    teams = document()["teams"]
    teams["coaches"] |= {"calendar": "tokyo"}
    made = configuration(teams=teams, calendars={"tokyo": tokyo})
    assert made.zone_of("coaches") == "Asia/Tokyo"
    assert (made.zone_of("supervisors"), made.locale_of("supervisors")) == (
        "Europe/London",
        "en-GB",
    )
    assert made.calendar_of("supervisors") is None


def test_the_calendar_always_has_no_closed_days() -> None:
    teams = document()["teams"]
    teams["coaches"] |= {"calendar": "always"}
    assert configuration(teams=teams).calendar_of("coaches") is None


def test_documents_from_before_teams_had_clocks_are_read() -> None:
    made = configuration()
    assert made.organisation.weekly_digest_on == 0
    assert managers(made) == "coaches", "the default team"


def test_the_weekday_and_the_managers_come_back_from_the_document() -> None:
    said = '[organisation]\nmanagers = "ombudsman"\nweekly_digest_on = "fri"'
    checked = check(changed(("[organisation]", said)))
    assert checked.document
    made = from_document(1, checked.document)
    assert made.organisation.weekly_digest_on == 4
    assert managers(made) == "ombudsman"


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        (
            "[organisation]",
            '[organisation]\nmanagers = "ombudsmen"',
            '2: organisation.managers: there is no team "ombudsmen"; write "ombudsman"',
        ),
        (
            "[organisation]",
            '[organisation]\nweekly_digest_on = "monday"',
            '2: organisation.weekly_digest_on: "monday" is no weekday; write "mon"',
        ),
        (
            'id = "coaches"',
            'id = "coaches"\ncalendar = "ofice"',
            '16: teams[coaches].calendar: there is no calendar "ofice"; write "office"',
        ),
        (
            'id = "coaches"',
            'id = "coaches"\nlocale = "fr-FR"',
            "16: teams[coaches].locale:",
        ),
        (
            'id = "coaches"',
            'id = "coaches"\ntime_zone = "Europe/Londn"',
            '16: teams[coaches].time_zone: "Europe/Londn" is no IANA time zone',
        ),
    ],
)
def test_a_mistake_is_told_with_its_line(old: str, new: str, message: str) -> None:
    [line] = check(changed((old, new))).lines()
    assert line.startswith(f"here.toml:{message}")
