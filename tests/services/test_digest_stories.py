"""What a team's morning tells beyond promises, on which mornings, by whose clock and in whose language."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from chalicelib.configuration import Configuration
from chalicelib.errors import PermanentDeliveryError
from chalicelib.model import Channel, Delivery, Incident, IncidentTask, What
from chalicelib.reconciliation import Checked, Inside, Missing, Reconciliation, Source
from chalicelib.services.digests import Digested
from tests.builders import configuration, document
from tests.services.test_digests import COACHES, MORNING, Office, slow
from tests.services.test_outcomes import rate, resolve
from tests.services.test_story import answer

DAY = timedelta(days=1)
FRIDAY = datetime(2026, 11, 27, 8, 0, tzinfo=UTC)
SATURDAY, MONDAY = FRIDAY + DAY, FRIDAY + 3 * DAY
OFFICE_HOURS = {
    "time_zone": "Europe/London",
    "open": {str(day): [[540, 1020]] for day in range(5)},
    "holidays": {},
    "closed": [],
    "extra": {},
}


def with_coaches(**changes: Any) -> Configuration:
    """The coaches' team as it is changed; promises of four hours, raised after a week."""
    teams = document()["teams"]
    teams["coaches"] |= changes
    return configuration(policies=[slow()], teams=teams, calendars={"office": OFFICE_HOURS})


def test_what_came_and_is_not_due_yet_is_told_once_and_compliments_are_among_it() -> None:
    office = Office(configuration(policies=[slow(respond_within=None, levels=[])]))
    office.world.text("420 the driver was lovely, thank you")
    assert office.send(MORNING) == Digested(daily=1)
    assert office.subjects() == [(COACHES, "Coach operations: 1 new")]
    assert "Came in yesterday: 1; answered so far: 0." in office.newest()
    assert office.send(MORNING + DAY) == Digested(), "it was told"


def test_where_all_that_came_was_answered_there_is_no_mail() -> None:
    office = Office()
    office.world.text("420 heating broken")
    answer(office.world)
    assert office.send(MORNING) == Digested()


def test_a_bad_rating_is_told_with_its_reason_and_only_the_newest_counts() -> None:
    office = Office()
    office.world.text("420 heating broken")
    resolve(office.world, "It is mended.")
    rate(office.world, 1)
    rate(office.world, None, why="Nobody said sorry.")
    office.send(MORNING)
    assert office.subjects() == [(COACHES, "Coach operations: 1 rated below 3")]
    assert "Complaint; rated 1 of 5:\n\n    Nobody said sorry.\n" in office.newest()
    rate(office.world, 5)
    assert office.send(MORNING + DAY) == Digested()


def test_what_a_customer_rated_is_gone_from_the_digest_once_it_is_erased() -> None:
    office = Office()
    office.world.text("420 heating broken")
    resolve(office.world, "It is mended.")
    rate(office.world, 2, why="My name is Pat Miller.")
    [rated] = [entry for entry in office.world.timeline if entry.what is What.RATED]
    office.world.store.blank_entry(replace(rated, words=None))
    office.send(MORNING)
    assert "rated 2 of 5:\n\n    (no reason given)\n" in office.newest()


@pytest.mark.parametrize("promised", [4 * 3600, None])
def test_an_answer_that_reached_nobody_is_told_whether_or_not_anything_was_promised(
    promised: int | None,
) -> None:
    office = Office(configuration(policies=[slow(respond_within=promised, levels=[])]))
    office.world.text("420 heating broken")
    office.world.sms.fail_next(PermanentDeliveryError("invalid"))
    answer(office.world)
    office.send(MORNING)
    assert office.subjects() == [(COACHES, "Coach operations: answers that reached nobody: 1")]


def test_open_incidents_are_told() -> None:
    office = Office()
    incident = Incident(
        id="inc-1", title="heating, cold", touchpoint="coach-420", team="coaches",
        assignee="ana@example.com", opened_at=office.world.now, feedback_ids=("a" * 16,),
    )  # fmt: skip
    task = IncidentTask(
        incident_id="inc-1", number=1, what=What.GROUPED, feedback_ids=(), member="ana@example.com",
        team="coaches", at=office.world.now, wake_at=None,
    )  # fmt: skip
    office.world.incidents.open(incident, task, "key")
    office.send(MORNING)
    assert office.subjects() == [(COACHES, "Coach operations: open incidents: 1")]
    assert "seen to by ana@example.com" in office.newest()
    assert "console#/incidents/inc-1" in office.newest()


def test_the_default_team_hears_whose_mail_comes_back_also_where_it_was_a_digest() -> None:
    teams = document()["teams"]
    teams["stations"] = {"name": "Stations", "mailbox": None, "members": ["bo@example.com"]}
    places = document()["touchpoints"]
    places["coach-550"] |= {"owner": "stations"}
    office = Office(configuration(policies=[slow()], teams=teams, touchpoints=places))
    office.world.text("550 door stuck")
    office.send(MORNING)
    [sent] = office.mails()
    office.world.receipt(sent, Delivery.BOUNCED, "no such user")
    office.send(MORNING + DAY)
    [_, told] = [one for one in office.mails() if one.message.to == COACHES or one is sent]
    assert told.message.to == COACHES
    assert told.rendered.subject == "Coach operations: addresses that mail does not reach: 1"
    assert "- bo@example.com (Stations)" in told.rendered.text


def test_a_closed_day_has_no_digest_and_the_next_open_day_tells_of_it() -> None:
    office = Office(with_coaches(calendar="office"))
    office.world.until(FRIDAY + timedelta(hours=8))
    office.world.text("420 heating broken")
    assert office.send(SATURDAY) == Digested()
    assert office.send(SATURDAY + DAY) == Digested()
    office.send(MONDAY)
    daily = [subject for _, subject in office.subjects() if "overdue" in subject]
    assert daily == ["Coach operations: 1 overdue"]


def test_before_a_weekend_the_digest_tells_of_what_falls_due_until_its_end() -> None:
    levels = [{"after": 8 * 86_400, "to": "supervisors", "respond_within": 86_400}]
    two_days = slow(respond_within=2 * 86_400, levels=levels)
    teams = document()["teams"]
    teams["coaches"] |= {"calendar": "office"}
    made = configuration(policies=[two_days], teams=teams, calendars={"office": OFFICE_HOURS})
    office = Office(made)
    office.world.until(FRIDAY - timedelta(hours=1))
    office.world.text("420 heating broken")
    office.send(FRIDAY)
    assert office.subjects() == [(COACHES, "Coach operations: 1 due by Sunday 29 November")], (
        "on Saturday nobody would have heard of it"
    )


def test_morning_is_by_the_teams_own_clock_in_any_season() -> None:
    office = Office(with_coaches(time_zone="America/New_York"))
    office.world.text("420 heating broken")
    assert office.send(MORNING) == Digested(), "eight in London is three in New York"
    assert office.send(MORNING.replace(hour=13)) == Digested(daily=1)
    summer = Office(with_coaches(time_zone="America/New_York"))
    july = datetime(2027, 7, 6, 12, 0, tzinfo=UTC)
    summer.world.until(july - timedelta(hours=20))
    summer.world.text("420 heating broken")
    assert summer.send(july) == Digested(daily=1), "an hour earlier in UTC"


def test_a_teams_calendar_says_its_clock_where_the_team_does_not() -> None:
    calendars = {"office": OFFICE_HOURS | {"time_zone": "Asia/Tokyo"}}
    teams = document()["teams"]
    teams["coaches"] |= {"calendar": "office"}
    office = Office(configuration(policies=[slow()], teams=teams, calendars=calendars))
    office.world.text("420 heating broken")
    assert office.send(MORNING - timedelta(hours=9)) == Digested(daily=1)


def test_a_team_reads_its_digest_and_its_other_mails_in_its_own_language() -> None:
    office = Office(with_coaches(locale="es"))
    office.world.text("420 heating broken")
    [first] = office.world.mails_to(COACHES)
    assert "Queja" in (first.rendered.subject or "")
    office.send(MORNING)
    assert office.subjects() == [(COACHES, "Coach operations: 1 fuera de plazo")]
    assert "Prometimos una respuesta a estos clientes" in office.newest()
    html = office.mails()[0].rendered.html or ""
    assert '<html lang="es">' in html


def test_days_that_are_not_accounted_for_are_told_to_the_default_team_alone_and_once() -> None:
    office = Office()
    missing = Missing(id="mail-1", at=office.world.now)
    mails = Checked(
        channel=Channel.EMAIL, source=Source.MAIL_BUCKET, arrived=4, stored=3, missing=(missing,)
    )
    for day, channels in ((22, ()), (23, (mails,))):
        compared = Reconciliation(
            day=date(2026, 11, day), checked_at=MORNING - timedelta(hours=4), times=1,
            channels=channels, inside=Inside(),
        )  # fmt: skip
        office.reconciliations.save(compared)
    office.send(MORNING)
    assert office.subjects() == [(COACHES, "Coach operations: days not accounted for: 1")]
    assert "- Monday 23 November: arrived and not stored: 1" in office.newest()
    assert office.send(MORNING + DAY) == Digested()


@pytest.mark.parametrize(("is_known_otherwise", "told"), [(True, 1), (False, 0)])
def test_a_day_of_which_a_channel_is_not_known_is_told_unless_it_never_is(
    is_known_otherwise: bool, told: int
) -> None:
    office = Office()
    texts = Checked(channel=Channel.SMS, source=Source.TOPIC, arrived=None)
    heard = replace(texts, arrived=2, stored=2)
    for day, ago, of_day in ((22, 28, heard if is_known_otherwise else texts), (23, 4, texts)):
        compared = Reconciliation(
            day=date(2026, 11, day), checked_at=MORNING - timedelta(hours=ago), times=1,
            channels=(of_day,), inside=Inside(),
        )  # fmt: skip
        office.reconciliations.save(compared)
    office.send(MORNING)
    subjects = [(COACHES, "Coach operations: days not accounted for: 1")]
    assert office.subjects() == subjects[:told]
    if told:
        said = "Nobody could say what arrived by text message on: Monday 23 November."
        assert said in office.newest()
