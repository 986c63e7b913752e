"""The document that a file makes, the configuration that a document makes, and what changed."""

import json
from datetime import date, timedelta
from typing import Any

import pytest

from chalicelib.administration.changes import changes
from chalicelib.calendars import add
from chalicelib.configuration import from_document
from chalicelib.errors import ConfigurationError
from chalicelib.instants import from_text
from infra.configuration.holidays import countries, expand
from tests.builders import document as a_document
from tests.rules.configuration_files import TODAY, WHOLE, changed, check, check_text

HOUR = 3600


def document(text: str = WHOLE) -> dict[str, Any]:
    checked = check(text)
    assert checked.document, checked.lines()
    return checked.document


def test_a_document_is_plain_json() -> None:
    assert json.loads(json.dumps(document())) == document()


def test_durations_are_seconds_and_shares_are_worked_out() -> None:
    complaint, rest = document()["policies"]
    assert complaint["respond_within"] == 24 * HOUR
    assert complaint["remind_after"] == 18 * HOUR
    assert complaint["close_after"] == 7 * 24 * HOUR
    assert complaint["survey_after"] == 600
    assert rest["remind_after"] == 8 * HOUR
    assert rest["survey_after"] is None
    assert (complaint["survey"], rest["survey"]) == ("csat", "csat")


def test_a_level_promises_what_its_policy_does_unless_it_says_otherwise() -> None:
    assert document()["policies"][0]["levels"] == [
        {"after": 24 * HOUR, "to": "coaches", "respond_within": 24 * HOUR},
        {"after": 48 * HOUR, "to": "ombudsman", "respond_within": HOUR * 3 // 2},
    ]


def test_one_value_to_match_is_a_list_of_one() -> None:
    complaint, rest = document()["policies"]
    assert complaint["match"]["kind"] == ["complaint"]
    assert rest["match"] == {}


def test_what_is_left_out_is_filled_in() -> None:
    made = document()
    assert made["organisation"]["default_team"] == "coaches"
    assert made["organisation"]["default_touchpoint"] is None
    assert made["touchpoints"]["tiete"]["locale"] == "pt-BR"
    assert not made["touchpoints"]["tiete"]["has_own_locale"]
    assert made["touchpoints"]["coach-420"]["has_own_locale"]
    assert made["calendars"]["office"]["time_zone"] == "America/Sao_Paulo"
    left_out = {
        "unproven_per_day": 10,
        "unproven_per_hour": 200,
        "domain_per_hour": 60,
        "staff_per_hour": 200,
        "countries": [],
        "attachments": 10,
        "attachment_megabytes": 20,
    }
    assert made["limits"] == {"automatic_per_hour": 20, **left_out}
    assert document(changed(("[limits]\nautomatic_per_hour = 20", "")))["limits"] == {
        "automatic_per_hour": 30,
        **left_out,
    }


def test_keywords_are_folded_and_addresses_in_lower_case() -> None:
    made = document()
    assert made["keywords"] == {"420": "coach-420", "tiete": "tiete"}
    assert made["teams"]["coaches"]["mailbox"] == "coaches@example.com"
    assert made["teams"]["ombudsman"]["mailbox"] is None


def test_spans_are_minutes_in_order_and_may_end_on_the_next_day() -> None:
    assert document()["calendars"]["office"]["open"] == {
        "0": [[480, 720], [780, 1080]],
        "4": [[1320, 1800]],
    }


def test_days_may_be_written_as_text_or_as_toml_dates() -> None:
    as_dates = changed(('closed = ["2026-12-24"]', "closed = [2026-12-24, 2026-12-24]"))
    assert document(as_dates)["calendars"]["office"]["closed"] == ["2026-12-24"]


def test_holidays_reach_from_last_year_to_twelve_years_ahead_in_the_organisations_language() -> (
    None
):
    holidays = document()["calendars"]["office"]["holidays"]
    assert holidays["2025-12-25"] == holidays["2038-12-25"] == "Natal"
    assert holidays["2026-07-09"] == "Revolução Constitucionalista"  # São Paulo's own
    assert {day[:4] for day in holidays} == {str(year) for year in range(2025, 2039)}


@pytest.mark.parametrize(
    ("code", "locale", "day", "name"),
    [
        ("GB-ENG", "en-GB", "2026-12-28", "Boxing Day (observed)"),
        ("ES", "es", "2026-12-25", "Natividad del Señor"),
        ("BR", "en-GB", "2026-12-25", "Christmas Day"),
        ("DE", "es", "2026-12-25", "Erster Weihnachtstag"),  # no Spanish: the country's own
    ],
)
def test_holidays_have_names_that_people_there_know(
    code: str, locale: str, day: str, name: str
) -> None:
    assert expand(code, locale, TODAY)[day] == name


def test_each_country_that_is_known_has_holidays_that_can_be_worked_out() -> None:
    assert len(countries()) > 200
    for country in ("BR", "PT", "GB", "ES", "MX", "AR", "US", "DE", "IN", "JP"):
        assert expand(country, "es", TODAY)


def test_the_same_file_gives_the_same_document_all_year() -> None:
    new_year, years_end = date(2026, 1, 1), date(2026, 12, 31)
    first = check_text(WHOLE, "here.toml", new_year).document
    assert first == check_text(WHOLE, "here.toml", years_end).document
    assert list(json.dumps(first)) == list(
        json.dumps(check_text(WHOLE, "there.toml", years_end).document)
    )


def test_a_document_gives_back_everything_that_the_file_said() -> None:
    made = from_document(7, document())
    assert made.version == 7
    assert made.organisation.name == "Viação Exemplo"
    assert made.teams["coaches"].members == ("duty-1@example.com", "duty-2@example.com")
    assert made.teams["ombudsman"].addresses == ("ombudsman@example.com",)
    assert made.numbers == {"+5511900000001": "tiete"}
    assert made.safety_words == {"en-GB": ("fire",), "pt-BR": ("fogo", "fumaça")}
    office = made.calendars["office"]
    assert office.open == {0: ((480, 720), (780, 1080)), 4: ((1320, 1800),)}
    assert office.closed == {date(2026, 12, 24)}
    assert office.extra == {date(2026, 12, 20): ((540, 720),)}
    assert office.holidays[date(2026, 12, 25)] == "Natal"
    complaint = made.policy("complaint")
    assert complaint.match["severity"] == {"critical", "high", "normal", "low"}
    assert complaint.levels[1].after == timedelta(days=2)
    assert made.calendar(complaint) is None
    assert made.calendar(made.policy("rest")) is office


def test_touchpoints_are_found_counted_and_listed() -> None:
    places = from_document(1, document()).touchpoints
    assert len(places) == 2
    assert list(places) == ["coach-420", "tiete"]
    assert places["coach-420"].locale == "en-GB"
    assert places.get("gone") is None
    assert "gone" not in places


def test_a_document_of_a_format_that_we_do_not_know_is_refused() -> None:
    with pytest.raises(ConfigurationError, match="Version 3 has a format"):
        from_document(3, a_document(format=2))


def test_a_calendar_of_a_document_can_be_reckoned_with() -> None:
    office = from_document(1, document()).calendars["office"]
    monday_noon = from_text("2026-11-23T12:00:00-03:00")
    assert add(office, monday_noon, timedelta(hours=6)) == from_text("2026-11-27T23:00:00-03:00")


# -- what changed


def test_a_document_does_not_differ_from_itself() -> None:
    assert changes(json.loads(json.dumps(document())), document()) == []


@pytest.mark.parametrize(
    ("old", "new", "lines"),
    [
        ('"24h"\nremind', '"1d"\nremind', []),
        ("# nothing", "", []),
        (
            'respond_within = "24h"',
            'respond_within = "36h"',
            [
                "changed  policies.complaint.respond_within: 1d -> 1d12h",
                "changed  policies.complaint.remind_after: 18h -> 1d3h",
                "changed  policies.complaint.levels.1.respond_within: 1d -> 1d12h",
            ],
        ),
        (
            'name = "Coach 420"',
            'name = "Coach 421"',
            ['changed  touchpoints.coach-420.name: "Coach 420" -> "Coach 421"'],
        ),
        ('keyword = "420"', "", ['removed  touchpoints.coach-420.keyword: "420"']),
        (
            '"13:00-18:00", ',
            '"13:00-24:00", ',
            [
                (
                    "changed  calendars.office.open.0: 08:00-12:00, 13:00-18:00"
                    " -> 08:00-12:00, 13:00-24:00"
                )
            ],
        ),
        (
            "[[numbers]]",
            '[[touchpoints]]\nid = "desk"\nname = "Desk"\nowner = "coaches"\n[[numbers]]',
            [
                (
                    'added    touchpoints.desk: name "Desk", owner "coaches",'
                    ' locale "pt-BR", has_own_locale False'
                )
            ],
        ),
    ],
)
def test_each_change_is_one_line(old: str, new: str, lines: list[str]) -> None:
    before = WHOLE + "# nothing\n"
    assert old in before
    assert changes(document(before), document(before.replace(old, new, 1))) == lines


def test_policies_in_another_order_are_a_change() -> None:
    before = document()
    after = before | {"policies": before["policies"][::-1]}
    assert changes(before, after) == [
        "changed  order of policies: complaint, rest -> rest, complaint"
    ]


def test_many_changes_of_one_part_are_counted_rather_than_listed() -> None:
    before = document()
    rows = {f"stop-{n}": before["touchpoints"]["tiete"] | {"keyword": None} for n in range(50)}
    lines = changes(before, before | {"touchpoints": before["touchpoints"] | rows})
    assert len(lines) == 21
    assert lines[-1] == "… and 30 more in touchpoints"
