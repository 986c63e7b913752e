"""Owners by kind, the complex team, leads, absences and quiet hours: from a file to its document."""

from datetime import timedelta
from typing import Any

import pytest

from chalicelib.administration.changes import changes
from chalicelib.configuration import APPEAL_WITHIN, DIGEST_AT, WAIT_AT_MOST, from_document
from infra.configfile import Checked
from tests.rules.configuration_files import WHOLE, changed, check

DUTY_1, DUTY_2, OMBUDSMAN = "duty-1@example.com", "duty-2@example.com", "ombudsman@example.com"


def absence(member: str, first: str, last: str, substitute: str | None = None) -> str:
    """An absence of December 2026, given the days of the month."""
    lines = ["[[absences]]", f'member = "{member}"']
    lines += [f'from = "2026-12-{first}"', f'until = "2026-12-{last}"']
    lines += [f'substitute = "{substitute}"'] if substitute else []
    return "\n".join(lines) + "\n"


def check_with(*tables: str) -> Checked:
    """The whole file with further tables after it."""
    return check(WHOLE + "".join(tables))


def document(*tables: str) -> dict[str, Any]:
    checked = check_with(*tables)
    assert checked.document, checked.lines()
    return checked.document


def messages(*tables: str) -> list[str]:
    """Every problem, its line counted from the first of the further tables."""
    checked = check_with(*tables)
    before = WHOLE.count("\n")
    return [
        f"{problem.line - before}: {problem.text('').partition(': ')[2]}"
        for problem in sorted([*checked.errors, *checked.warnings])
    ]


# -- what a file says, the document has


def test_the_time_of_the_digest_is_minutes_and_shown_as_a_time() -> None:
    text = changed(("[organisation]", '[organisation]\ndigest_at = "07:30"'))
    made = check(text).document
    assert made
    assert from_document(1, made).organisation.digest_at == 7 * 60 + 30
    was = check(WHOLE).document
    assert was
    assert changes(was, made) == ["changed  organisation.digest_at: 08:00 -> 07:30"]
    wrong = check(changed(("[organisation]", '[organisation]\ndigest_at = "8h"')))
    assert 'organisation.digest_at: "8h" is no time of day' in wrong.lines()[0]


def test_what_is_left_out_of_ownership_is_filled_in() -> None:
    made = document()
    assert made["organisation"]["complex_team"] is None
    assert made["organisation"]["digest_at"] == DIGEST_AT == 8 * 60
    assert made["teams"]["coaches"]["lead"] is None
    assert made["touchpoints"]["tiete"]["owners"] == {}
    assert made["absences"] == {}
    assert made["quiet_hours"] is None
    for policy in made["policies"]:
        assert policy["appeal_within"] == APPEAL_WITHIN.total_seconds() == 30 * 86400
        assert policy["wait_at_most"] == WAIT_AT_MOST.total_seconds() == 7 * 86400


def test_ownership_comes_back_from_the_document_as_the_file_said_it() -> None:
    text = changed(
        ("[organisation]", '[organisation]\ncomplex_team = "ombudsman"'),
        ('id = "coaches"', 'id = "coaches"\nlead = "Boss@example.com"'),
        ('owner = "coaches"', 'owner = "coaches"\nowners = { compliment = "ombudsman" }'),
        ('id = "rest"', 'id = "rest"\nappeal_within = "10d"\nwait_at_most = "36h"'),
    )
    checked = check(text)
    assert checked.lines() == []
    assert checked.document
    made = from_document(1, checked.document)
    assert made.organisation.complex_team == "ombudsman"
    assert made.teams["coaches"].lead == "boss@example.com"
    assert made.teams["coaches"].has("boss@example.com")
    assert made.touchpoints["coach-420"].owners == {"compliment": "ombudsman"}
    assert made.policy("rest").appeal_within == timedelta(days=10)
    assert made.policy("rest").wait_at_most == timedelta(hours=36)


def test_absences_are_kept_by_member_in_the_order_of_the_file() -> None:
    made = document(
        absence(DUTY_1, "24", "31", DUTY_2),
        absence(OMBUDSMAN, "24", "24"),
        '[[absences]]\nmember = "Duty-1@example.com"\nfrom = 2026-12-01\nuntil = 2026-12-02\n',
    )
    assert made["absences"] == {
        DUTY_1: [["2026-12-24", "2026-12-31", DUTY_2], ["2026-12-01", "2026-12-02", None]],
        OMBUDSMAN: [["2026-12-24", "2026-12-24", None]],
    }


@pytest.mark.parametrize(
    ("start", "until", "minutes"),
    [
        ("22:00", "07:00", (1320, 420)),
        ("13:00", "15:30", (780, 930)),
        ("0:00", "7:00", (0, 420)),
        ("22:00", "24:00", (1320, 0)),
    ],
)
def test_quiet_hours_are_minutes_and_may_pass_midnight(
    start: str, until: str, minutes: tuple[int, int]
) -> None:
    made = from_document(1, document(f'[quiet_hours]\nfrom = "{start}"\nuntil = "{until}"'))
    assert made.quiet_hours == minutes


# -- mistakes


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        (
            "[organisation]",
            '[organisation]\ncomplex_team = "ombudsmen"',
            '2: organisation.complex_team: there is no team "ombudsmen"; write "ombudsman"',
        ),
        (
            'keyword = "420"',
            'keyword = "420"\nowners = { compliment = "coach" }',
            ('30: touchpoints[coach-420].owners.compliment: there is no team "coach";'
            ' write "coaches"'),
        ),
        (
            'keyword = "420"',
            'keyword = "420"\nowners = { compliments = "coaches" }',
            ('30: touchpoints[coach-420].owners.compliments: "compliments" is not known here;'
            ' write "compliment"'),
        ),
        (
            'keyword = "420"',
            'keyword = "420"\nowners = "coaches"',
            "30: touchpoints[coach-420].owners: is text, not a table; write { name = value }",
        ),
        (
            'id = "coaches"',
            'id = "coaches"\nlead = "boss"',
            ('16: teams[coaches].lead: "boss" is no mail address;'
            ' write only the address, like "duty@example.com"'),
        ),
        (
            'id = "coaches"',
            'id = "coaches"\nlead = "feedback@fale.example.com"',
            ('16: teams[coaches].lead: "feedback@fale.example.com" is at our own mail_domain:'
            " mail to it comes back to us; write one outside fale.example.com"),
        ),
        (
            'id = "rest"',
            'id = "rest"\nappeal_within = "a month"',
            ('61: policies[rest].appeal_within: "a month" is no duration;'
            ' write a number and s, m, h or d, like "90s", "24h", "2d"'),
        ),
        (
            'id = "rest"',
            'id = "rest"\nwait_at_most = "0d"',
            ('61: policies[rest].wait_at_most: "0d" is not longer than nothing;'
            ' write at least "1s"'),
        ),
    ],
)  # fmt: skip
def test_a_mistake_in_ownership_gives_one_message(old: str, new: str, message: str) -> None:
    checked = check(changed((old, new)))
    assert checked.document is None
    assert checked.lines() == [f"here.toml:{message}"]


@pytest.mark.parametrize(
    ("table", "message"),
    [
        (
            'from = "22:00"\nuntil = "22:00"',
            (
                "3: quiet_hours.until: is the time at which quiet hours begin: they would never end;"
                " write another time, or no [quiet_hours]"
            ),
        ),
        (
            'from = "00:00"\nuntil = "24:00"',
            (
                "3: quiet_hours.until: is the time at which quiet hours begin: they would never end;"
                " write another time, or no [quiet_hours]"
            ),
        ),
        ('from = "22:00"', '1: quiet_hours.until: is missing; write until = "07:00"'),
        (
            'from = "22h"\nuntil = "07:00"',
            '2: quiet_hours.from: "22h" is no time of day; write it like "07:00"',
        ),
        (
            'from = "22:00"\nuntil = "24:01"',
            '3: quiet_hours.until: "24:01" is no time of day; write it like "07:00"',
        ),
        (
            'from = "22:60"\nuntil = "07:00"',
            '2: quiet_hours.from: "22:60" is no time of day; write it like "07:00"',
        ),
    ],
)
def test_quiet_hours_that_cannot_be_give_one_message(table: str, message: str) -> None:
    assert messages(f"[quiet_hours]\n{table}\n") == [message]


@pytest.mark.parametrize(
    ("tables", "message"),
    [
        (
            [absence("duty-3@example.com", "24", "31")],
            ('2: absences[1].member: "duty-3@example.com" is a member of no team;'
            f' write "{DUTY_2}"'),
        ),
        (
            [absence("coaches@example.com", "24", "31")],  # a mailbox
            ('2: absences[1].member: "coaches@example.com" is a member of no team;'
            " write the address of a member or lead"),
        ),
        (
            [absence(DUTY_1, "24", "31"), absence(OMBUDSMAN, "24", "23")],
            ("8: absences[2].until: is before the first day, 2026-12-24;"
            " write the last day of the absence"),
        ),
        (
            [absence(DUTY_1, "24", "32")],
            ('4: absences[1].until: "2026-12-32" is no day of the calendar;'
            ' write year, month and day, like "2026-12-24"'),
        ),
        (
            [absence(DUTY_1, "24", "31", DUTY_1)],
            (f'5: absences[1].substitute: "{DUTY_1}" is the one who is absent;'
            " write somebody else, or leave it out"),
        ),
        (
            [absence(DUTY_1, "24", "31", "r-1@fale.example.com")],
            ('5: absences[1].substitute: "r-1@fale.example.com" is at our own mail_domain:'
            " mail to it comes back to us; write one outside fale.example.com"),
        ),
        (
            [f'[[absences]]\nmember = "{DUTY_1}"\nfrom = "2026-12-24"\n'],
            '1: absences[1].until: is missing; write until = "2027-01-03"',
        ),
        (
            [f'[[absences]]\nmember = "{DUTY_1}"\nfrom = "2026-12-24"\ntill = "2026-12-25"\n'],
            '4: absences[1].till: is not a known key; write "until"',
        ),
        (
            [absence(DUTY_1, "20", "27", DUTY_2), absence(DUTY_2, "24", "31", DUTY_1)],
            (f"10: absences[2].substitute: nobody is there on 2026-12-24: {DUTY_1} -> {DUTY_2}"
            f" -> {DUTY_1}; write somebody who is there"),
        ),
        (
            [
                absence(DUTY_1, "20", "31", DUTY_2),
                absence(OMBUDSMAN, "26", "31", DUTY_1),
                absence(DUTY_2, "24", "31", OMBUDSMAN),
            ],
            (f"15: absences[3].substitute: nobody is there on 2026-12-26: {DUTY_1} -> {DUTY_2}"
            f" -> {OMBUDSMAN} -> {DUTY_1}; write somebody who is there"),
        ),
    ],
)  # fmt: skip
def test_an_absence_that_cannot_be_gives_one_message(tables: list[str], message: str) -> None:
    errors = [line for line in messages(*tables) if "warning" not in line]
    assert errors == [message]
    assert check_with(*tables).document is None


def test_two_circles_are_two_errors_and_who_only_leads_into_one_is_none() -> None:
    text = changed(('"duty-2@example.com"]', '"duty-2@example.com", "ana@x.org", "bia@x.org"]'))
    text += absence(OMBUDSMAN, "01", "31", DUTY_1)
    text += absence(DUTY_1, "10", "20", DUTY_2) + absence(DUTY_2, "10", "20", DUTY_1)
    text += absence("ana@x.org", "05", "06", "bia@x.org")
    text += absence("bia@x.org", "06", "07", "ana@x.org")
    found = [(problem.path, problem.what) for problem in check(text).errors]
    assert found == [
        ("absences[3].substitute", f"nobody is there on 2026-12-10: {DUTY_1} -> {DUTY_2} -> {DUTY_1}"),
        ("absences[5].substitute", "nobody is there on 2026-12-06: ana@x.org -> bia@x.org -> ana@x.org"),
    ]  # fmt: skip


def test_substitutes_for_each_other_on_different_days_are_no_circle() -> None:
    assert messages(absence(DUTY_1, "01", "10", DUTY_2), absence(DUTY_2, "11", "20", DUTY_1)) == []


def test_a_circle_that_an_absence_listed_first_breaks_is_none() -> None:
    tables = [
        absence(DUTY_1, "10", "12", OMBUDSMAN),
        absence(DUTY_1, "10", "12", DUTY_2),
        absence(DUTY_2, "10", "12", DUTY_1),
    ]
    assert messages(*tables) == [
        (
            "6: warning: absences[2]: overlaps with absences[1], which counts on the days of both;"
            " write other days"
        )
    ]


def test_a_circle_that_begins_where_another_absence_ends_is_found_on_that_day() -> None:
    tables = [
        absence(DUTY_1, "10", "12", OMBUDSMAN),
        absence(DUTY_1, "10", "20", DUTY_2),
        absence(DUTY_2, "10", "20", DUTY_1),
    ]
    [error] = [line for line in messages(*tables) if "warning" not in line]
    assert "nobody is there on 2026-12-13" in error


def test_absences_of_one_member_on_days_that_only_touch_do_not_overlap() -> None:
    assert messages(absence(DUTY_1, "01", "10"), absence(DUTY_1, "11", "12")) == []


def test_a_substitute_who_is_in_no_team_is_allowed_with_a_warning() -> None:
    [warning] = messages(absence(DUTY_1, "24", "31", "temp@agency.example"))
    assert warning.startswith(
        '5: warning: absences[1].substitute: "temp@agency.example" is a member of no team'
    )
    assert check_with(absence(DUTY_1, "24", "31", "temp@agency.example")).document


def test_a_member_whose_address_is_wrong_is_not_reported_again_as_an_unknown_absentee() -> None:
    text = changed(('"duty-2@example.com"', '"duty-2"')) + absence(DUTY_2, "24", "31")
    assert [problem.path for problem in check(text).errors] == ["teams[coaches].members[2]"]


def test_mistakes_in_every_new_table_come_at_once() -> None:
    tables = [
        absence("nobody@example.com", "24", "23", "nobody@example.com"),
        '[quiet_hours]\nfrom = "25:00"\nuntil = "7"\n',
    ]
    assert [line.partition(": ")[2].split(":")[0] for line in messages(*tables)] == [
        "absences[1].member",
        "absences[1].until",
        "absences[1].substitute",
        "quiet_hours.from",
        "quiet_hours.until",
    ]


# -- what changed


@pytest.mark.parametrize(
    ("before", "after", "line"),
    [
        (
            "",
            absence(DUTY_1, "24", "31", DUTY_2),
            f"added    absences.{DUTY_1}: 2026-12-24 to 2026-12-31 for {DUTY_2}",
        ),
        (
            absence(DUTY_1, "24", "31"),
            absence(DUTY_1, "24", "30") + absence(DUTY_1, "31", "31"),
            (
                f"changed  absences.{DUTY_1}: 2026-12-24 to 2026-12-31"
                " -> 2026-12-24 to 2026-12-30, 2026-12-31 to 2026-12-31"
            ),
        ),
        (
            "",
            '[quiet_hours]\nfrom = "22:00"\nuntil = "07:00"\n',
            "added    quiet_hours: 22:00-07:00",
        ),
        (
            '[quiet_hours]\nfrom = "22:00"\nuntil = "07:00"\n',
            '[quiet_hours]\nfrom = "22:00"\nuntil = "08:00"\n',
            "changed  quiet_hours: 22:00-07:00 -> 22:00-08:00",
        ),
    ],
)
def test_a_change_of_absences_or_quiet_hours_is_one_line(
    before: str, after: str, line: str
) -> None:
    assert changes(document(before), document(after)) == [line]


def test_a_change_of_terms_and_owners_is_told_as_a_file_would_say_it() -> None:
    checked = check(
        changed(
            ('id = "rest"', 'id = "rest"\nwait_at_most = "36h"'),
            ('keyword = "420"', 'keyword = "420"\nowners = { enquiry = "ombudsman" }'),
        )
    )
    assert checked.document
    assert changes(document(), checked.document) == [
        'added    touchpoints.coach-420.owners.enquiry: "ombudsman"',
        "changed  policies.rest.wait_at_most: 7d -> 1d12h",
    ]


def test_a_name_of_nobody_is_warned_of_and_one_of_who_stands_in_is_not() -> None:
    names = '[names]\n"nobody@example.org" = "Nobody"\n"temp@agency.example" = "Tess"\n'
    checked = check(f"{WHOLE}\n{absence(DUTY_1, '24', '31', 'temp@agency.example')}\n{names}")
    (warning,) = [one for one in checked.warnings if one.path.startswith("names")]
    assert warning.path == "names.nobody@example.org"
    assert "nobody is called so" in warning.what
