"""Each mistake in a configuration file: one message with the line, what is wrong, what to write."""

from pathlib import Path

import pytest

from chalicelib.administration.schema import TOP
from infra.configfile import check_file
from tests.rules.configuration_files import TODAY, WHOLE, changed, check

# Each case: the text that is replaced, what replaces it, and the message. The message is expected
# on the line that is marked "#!", or where there is no mark, on that of the new text.
ERRORS = [
    # the organisation
    (
        '[organisation]\nname = "Viação Exemplo"',
        "[organisation] #!",
        'organisation.name: is missing; write name = "Viação Exemplo"',
    ),
    (
        '"Viação Exemplo"',
        '"" #!',
        "organisation.name: is empty; write something, or leave the key out",
    ),
    (
        '"Viação Exemplo"',
        '"Via\\r\\nBcc: x@example.com" #!',
        "organisation.name: has a line end or control character; write it on one line",
    ),
    (
        'locale = "pt-BR"',
        'locale = "pt-br" #!',
        'organisation.locale: "pt-br" is no locale of ours; write "pt-BR"',
    ),
    (
        '"America/Sao_Paulo"',
        '"America/Sao Paulo" #!',
        (
            'organisation.time_zone: "America/Sao Paulo" is no IANA time zone;'
            ' write "America/Sao_Paulo"'
        ),
    ),
    (
        '"+5511900000000"',
        '"+55 (11) 90000-0000" #!',
        (
            'organisation.sms_number: "+55 (11) 90000-0000" is no phone number in E.164 form;'
            ' write "+5511900000000"'
        ),
    ),
    (
        '"+5511900000000"',
        '"011900000000" #!',
        (
            'organisation.sms_number: "011900000000" is no phone number in E.164 form;'
            ' write it like "+447700900123"'
        ),
    ),
    (
        '"fale.example.com"',
        '"feedback@fale.example.com" #!',
        (
            'organisation.mail_domain: "feedback@fale.example.com" is no mail domain;'
            ' write one like "fale.example.com"'
        ),
    ),
    (
        'mail_domain = "fale.example.com"',
        'mail_domain = "fale.example.com"\nquiet_hours = "22:00-07:00" #!',
        (
            'organisation.quiet_hours: is not a known key; write one of "name", "locale",'
            ' "time_zone", "sms_number", "mail_domain", "default_team", "default_touchpoint",'
            ' "complex_team", "managers", "digest_at", "weekly_digest_on", "sms_window",'
            ' "survey_pause", "status_expires_after"'
        ),
    ),
    (
        "[organisation]",
        'default_tem = "coaches" #!\n[organisation]',
        (
            "default_tem: is not a known key; write one of "
            + ", ".join(f'"{section}"' for section in TOP.keys)
        ),
    ),
    (
        "[organisation]",
        '[organisation]\ndefault_tem = "coaches" #!',
        'organisation.default_tem: is not a known key; write "default_team"',
    ),
    (
        "[organisation]",
        '[organisation]\ndefault_team = "coach" #!',
        'organisation.default_team: there is no team "coach"; write "coaches"',
    ),
    (
        "[organisation]",
        '[organisation]\ndefault_touchpoint = "coach-421" #!',
        'organisation.default_touchpoint: there is no touchpoint "coach-421"; write "coach-420"',
    ),
    # calendars
    (
        "mon = [",
        "monday = [",
        'calendars.office.open.monday: "monday" is no weekday; write "mon"',
    ),
    (
        '"08:00-12:00"]',
        '"8-12"]',
        (
            'calendars.office.open.mon[2]: "8-12" is no span of a day;'
            ' write it like "08:00-18:00", 24:00 at the latest'
        ),
    ),
    (
        '"08:00-12:00"]',
        '"08:00-24:01"]',
        (
            'calendars.office.open.mon[2]: "08:00-24:01" is no span of a day;'
            ' write it like "08:00-18:00", 24:00 at the latest'
        ),
    ),
    (
        '"08:00-12:00"]',
        '"08:00-08:00"]',
        (
            'calendars.office.open.mon[2]: "08:00-08:00" begins and ends at the same time;'
            ' write "00:00-24:00" for the whole day, or leave it out'
        ),
    ),
    (
        '"08:00-12:00"]',
        '"08:00-13:01"]',
        (
            "calendars.office.open.mon[1]: overlaps with calendars.office.open.mon[2];"
            " write spans that only touch, or one instead of both"
        ),
    ),
    (
        'fri = ["22:00-06:00"]',
        'fri = ["22:00-06:00"], sat = ["05:00-07:00"]',
        (
            "calendars.office.open.sat[1]: overlaps with calendars.office.open.fri[1];"
            " write spans that only touch, or one instead of both"
        ),
    ),
    (
        'fri = ["22:00-06:00"]',
        'sun = ["22:00-08:30"]',
        (
            "calendars.office.open.mon[2]: overlaps with calendars.office.open.sun[1];"
            " write spans that only touch, or one instead of both"
        ),
    ),
    (
        '"13:00-18:00", "08:00-12:00"',
        '"08:00-20:00", "09:00-10:00", "20:00-21:00"',
        (
            "calendars.office.open.mon[2]: overlaps with calendars.office.open.mon[1];"
            " write spans that only touch, or one instead of both"
        ),
    ),
    (
        '["09:00-12:00"] }',
        '["09:00-12:00", "11:00-13:00"] } #!',
        (
            "calendars.office.extra.2026-12-20[2]: overlaps with"
            " calendars.office.extra.2026-12-20[1];"
            " write spans that only touch, or one instead of both"
        ),
    ),
    (
        '"2026-12-20" =',
        '"20.12.2026" =',
        (
            'calendars.office.extra.20.12.2026: "20.12.2026" is no day of the calendar;'
            ' write year, month and day, like "2026-12-24"'
        ),
    ),
    (
        '["2026-12-24"]',
        '["2026-12-24",\n"2026-02-30", #!\n]',
        (
            'calendars.office.closed[2]: "2026-02-30" is no day of the calendar;'
            ' write year, month and day, like "2026-12-24"'
        ),
    ),
    (
        '"BR-SP"',
        '"BR-SPP" #!',
        'calendars.office.holidays: no holidays are known for "SPP" in BR; write "SP"',
    ),
    (
        '"BR-SP"',
        '"Brazil" #!',
        (
            'calendars.office.holidays: no holidays are known for "Brazil";'
            ' write a code like "BR" or "GB"'
        ),
    ),
    (
        "[calendars.office]",
        "[calendars.office]\ntime_zone = 3 #!",
        'calendars.office.time_zone: is a number, not text; write "3" in quotes',
    ),
    (
        "[calendars.office]",
        "[calendars.night]\nopen = {} #!\n[calendars.office]",
        'calendars.night.open: is never open; write open = { mon = ["08:00-18:00"] }',
    ),
    (
        "[calendars.office]",
        '[calendars.always] #!\nopen = { mon = ["08:00-18:00"] }\n[calendars.office]',
        'calendars.always: "always" is the wall clock; write another name',
    ),
    # teams
    (
        'members = ["ombudsman@example.com"]',
        'membrs = ["ombudsman@example.com"] #!',
        'teams[ombudsman].membrs: is not a known key; write "members"',
    ),
    (
        "[[touchpoints]]",
        '[[teams]]\nid = "ombudsman" #!\nname = "B"\nmailbox = "b@example.com"\n[[touchpoints]]',
        'teams[ombudsman].id: "ombudsman" is there already, on line 21; write another one',
    ),
    (
        '"Coaches@example.com"',
        '"Coaches <coaches@example.com>" #!',
        (
            'teams[coaches].mailbox: "Coaches <coaches@example.com>" is no mail address;'
            ' write only the address, like "duty@example.com"'
        ),
    ),
    (
        "mailbox = false",
        "mailbox = true #!",
        "teams[ombudsman].mailbox: is true; write the address, or false",
    ),
    (
        '"duty-2@example.com"',
        '"duty-2" #!\n',
        (
            'teams[coaches].members[2]: "duty-2" is no mail address;'
            ' write only the address, like "duty@example.com"'
        ),
    ),
    (
        '"duty-2@example.com"',
        '"Duty-1@example.com" #!\n',
        (
            'teams[coaches].members[2]: "duty-1@example.com" is there already, on line 18;'
            " write another one"
        ),
    ),
    (
        '["ombudsman@example.com"]',
        '"ombudsman@example.com" #!',
        "teams[ombudsman].members: is text, not a list; put it in square brackets",
    ),
    (
        '"Coaches@example.com"',
        '"t-coach-420@fale.example.com" #!',
        (
            'teams[coaches].mailbox: "t-coach-420@fale.example.com" is at our own mail_domain:'
            " mail to it comes back to us; write one outside fale.example.com"
        ),
    ),
    # touchpoints and numbers
    (
        'id = "coach-420"',
        'id = "Coach 420" #!',
        (
            'touchpoints[Coach 420].id: "Coach 420" is not an id: small letters, digits, - and _,'
            ' at most 60; write "coach-420"'
        ),
    ),
    (
        'keyword = "420"',
        "keyword = 420 #!",
        'touchpoints[coach-420].keyword: is a number, not text; write "420" in quotes',
    ),
    (
        'keyword = "420"',
        'keyword = "coach 420" #!',
        'touchpoints[coach-420].keyword: "coach 420" is more than one word; write "coach420"',
    ),
    (
        'keyword = "420"',
        'keyword = "#" #!',
        (
            'touchpoints[coach-420].keyword: "#" has no letter or digit, or more than 30;'
            " write a short word or a number"
        ),
    ),
    (
        'keyword = "Tietê"',
        'keyword = "4-2-0" #!',
        (
            'touchpoints[tiete].keyword: a text with "420" could mean line 29 as well;'
            " write another one"
        ),
    ),
    (
        'keyword = "Tietê"',
        'keyword = "STOP" #!',
        (
            'touchpoints[tiete].keyword: a text with "stop" is one for the carrier,'
            " who may answer it instead of us; write another word"
        ),
    ),
    (
        'owner = "coaches"',
        'owner = "coachs" #!',
        'touchpoints[coach-420].owner: there is no team "coachs"; write "coaches"',
    ),
    (
        'touchpoint = "tiete"',
        'touchpoint = "tietê" #!',
        (
            'numbers[1].touchpoint: "tietê" is not an id: small letters, digits, - and _,'
            ' at most 60; write "tiet"'
        ),
    ),
    (
        "[[policies]]",
        '[[numbers]]\nnumber = "+5511900000001" #!\ntouchpoint = "tiete"\n[[policies]]',
        'numbers[2].number: "+5511900000001" is there already, on line 40; write another one',
    ),
    # policies
    (
        'kind = "complaint"',
        'kind = "complain"',
        'policies[complaint].match.kind: "complain" is not known here; write "complaint"',
    ),
    (
        '"normal", "low"]',
        '"normal", "medium"]',
        (
            'policies[complaint].match.severity[4]: "medium" is not known here;'
            ' write one of "critical", "high", "normal", "low"'
        ),
    ),
    (
        'kind = "complaint"',
        'kinds = "complaint"',
        'policies[complaint].match.kinds: is not a known key; write "kind"',
    ),
    (
        'kind = "complaint"',
        'owner = "drivers"',
        (
            'policies[complaint].match.owner[1]: there is no team "drivers";'
            ' write one of "coaches", "ombudsman"'
        ),
    ),
    (
        'calendar = "always"',
        'calendar = "offices" #!',
        'policies[complaint].calendar: there is no calendar "offices"; write "office"',
    ),
    (
        'respond_within = "24h"',
        'respond_within = "24 hours" #!',
        (
            'policies[complaint].respond_within: "24 hours" is no duration;'
            ' write a number and s, m, h or d, like "90s", "24h", "2d"'
        ),
    ),
    (
        'respond_within = "24h"',
        "respond_within = 24 #!",
        'policies[complaint].respond_within: is a number, not text; write "24" in quotes',
    ),
    (
        'close_after = "7d"',
        'close_after = "99999999999d" #!',
        (
            'policies[complaint].close_after: "99999999999d" is more than ten years;'
            " write a shorter one"
        ),
    ),
    (
        'survey_after = "10m"',
        'survey_after = "10m"\nsurvey = "nps" #!',
        'policies[complaint].survey: "nps" is not known here; write one of "csat", "csat+nps"',
    ),
    (
        'survey_after = "10m"',
        'survey_after = "0s" #!',
        'policies[complaint].survey_after: "0s" is not longer than nothing; write at least "1s"',
    ),
    (
        '"75%"',
        '"101%" #!',
        'policies[complaint].remind_after: "101%" is outside 0% to 100%; write one like "75%"',
    ),
    (
        '"75%"',
        '"-1%" #!',
        'policies[complaint].remind_after: "-1%" is outside 0% to 100%; write one like "75%"',
    ),
    (
        '"75%"',
        '"most%" #!',
        'policies[complaint].remind_after: "most%" is no share; write one like "75%"',
    ),
    (
        '"75%"',
        '"25h" #!',
        (
            "policies[complaint].remind_after: comes after respond_within has passed;"
            ' write a share like "75%", or a shorter one'
        ),
    ),
    (
        'respond_within = "24h"\nremind_after = "75%"',
        'remind_after = "75%" #!',
        (
            "policies[complaint].remind_after: is a share of respond_within, which is not there;"
            ' write a duration like "18h", or respond_within'
        ),
    ),
    (
        'after = "2d"',
        'after = "24h" #!',
        (
            "policies[complaint].levels[2].after: is not later than the level before;"
            " write a longer one, or change their order"
        ),
    ),
    (
        'after = "2d"',
        'after = "-2d" #!',
        (
            'policies[complaint].levels[2].after: "-2d" is no duration;'
            ' write a number and s, m, h or d, like "90s", "24h", "2d"'
        ),
    ),
    (
        'to = "ombudsman"\nrespond_within',
        'to = "supervisors" #!\nrespond_within',
        (
            'policies[complaint].levels[2].to: there is no team "supervisors";'
            ' write one of "coaches", "ombudsman"'
        ),
    ),
    (
        '[[policies.levels]]\nafter = "2d"',
        "[[policies.levels]] #!",
        'policies[complaint].levels[2].after: is missing; write after = "24h"',
    ),
    (
        'respond_within = "16h"\nremind_after = "8h"\n[[policies.levels]]',
        "[[policies.levels]] #!",
        (
            "policies[rest].levels[1].respond_within: promises nothing,"
            " and neither does its policy;"
            ' write one like "24h" here or there'
        ),
    ),
    # triage, wording, limits
    (
        "en-GB = [",
        "en = [",
        'triage.safety_words.en: "en" is no locale of ours; write one of "en-GB", "pt-BR", "es"',
    ),
    (
        '"fumaça"]',
        '""]',
        "triage.safety_words.pt-BR[2]: is empty; write something, or leave the key out",
    ),
    (
        "automatic_per_hour = 20",
        'automatic_per_hour = "20" #!',
        "limits.automatic_per_hour: is text, not a whole number; write 1 or more, without quotes",
    ),
    (
        "automatic_per_hour = 20",
        "automatic_per_hour = 0 #!",
        "limits.automatic_per_hour: is 0; write 1 to 1000000",
    ),
    (
        "automatic_per_hour = 20",
        'countries = ["BR", "br"] #!',
        'limits.countries[2]: "br" is no country; write its code, like "BR"',
    ),
    (
        "[limits]",
        '[wording.pt-BR]\nno_such_wording = "oi" #!\n[limits]',
        "wording.pt-BR.no_such_wording: there is no wording of this name",
    ),
    (
        "[limits]",
        "[wording.pt-BR]\nanswer = 3 #!\n[limits]",
        "wording.pt-BR.answer: is no text; write the words in quotes",
    ),
    (
        "[limits]",
        '[events]\nwords = "yes" #!\n[limits]',
        "events.words: is text; write true or false, without quotes",
    ),
    (
        "[limits]",
        '[[webhooks]]\nid = "crm"\nurl = "http://crm.example.com/in" #!\n[limits]',
        'webhooks[crm].url: "http://crm.example.com/in" is not https; what is sent is signed, not hidden',
    ),
    (
        "[limits]",
        '[[webhooks]]\nid = "crm"\nurl = "https://ana:secret@crm.example.com/in" #!\n[limits]',
        'webhooks[crm].url: "https://ana:secret@crm.example.com/in" is no web address; write one like "https://crm.example.com/ouvido"',
    ),
    (
        "[limits]",
        '[[webhooks]]\nid = "crm"\nurl = "crm.example.com" #!\n[limits]',
        'webhooks[crm].url: "crm.example.com" is no web address; write one like "https://crm.example.com/ouvido"',
    ),
    (
        "[limits]",
        '[[webhooks]]\nid = "crm"\nurl = "https://crm.example.com/in"\nevents = ["answred"] #!\n[limits]',
        'webhooks[crm].events[1]: "answred" is not known here; write "answered"',
    ),
    (
        "[limits]",
        "[early_warning]\nenabled = 1 #!\n[limits]",
        "early_warning.enabled: is a number; write true or false, without quotes",
    ),
    (
        "[limits]",
        '[early_warning]\nwithin = "2d" #!\n[limits]',
        "early_warning.within: is too short or too long; write 15m to 24h",
    ),
    # retention
    (
        "[limits]",
        '[retention]\npersonal = "5d" #!\n[limits]',
        "retention.personal: is over while an appeal may still come (line 43); write a longer time",
    ),
    (
        "[limits]",
        '[retention]\npersonal = "2 years" #!\n[limits]',
        (
            'retention.personal: "2 years" is no duration; write a number and s, m, h or d,'
            ' like "90s", "24h", "2d"'
        ),
    ),
    # names, and what is alike
    (
        "[limits]",
        '[names]\n"Ana" = "Ana Souza" #!\n[limits]',
        'names.Ana: "Ana" is no mail address; write only the address, like "duty@example.com"',
    ),
    (
        "[limits]",
        "[incidents]\nalike = 0.4 #!\n[limits]",
        'incidents.alike: is a number, not text; write "0.4" in quotes',
    ),
    (
        "[limits]",
        "[incidents]\nleast = 1 #!\n[limits]",
        "incidents.least: is 1; write 2 to 1000000",
    ),
]


def marked_line(text: str, new: str) -> int:
    mark = "#!" if "#!" in text else new
    return text[: text.index(mark)].count("\n") + 1


@pytest.mark.parametrize(("old", "new", "message"), ERRORS, ids=[case[2][:70] for case in ERRORS])
def test_a_mistake_gives_one_message_with_its_line(old: str, new: str, message: str) -> None:
    text = changed((old, new))
    line = marked_line(text, new)
    checked = check(text)
    assert checked.document is None
    assert [problem.text("here.toml") for problem in checked.errors] == [
        f"here.toml:{line}: {message}"
    ]


def test_the_whole_file_has_neither_errors_nor_warnings() -> None:
    checked = check(WHOLE)
    assert checked.lines() == []
    assert checked.document


def test_every_error_comes_at_once_in_the_order_of_the_file() -> None:
    checked = check(
        changed(
            ('"America/Sao_Paulo"', '"Brasilia"'),
            ('owner = "coaches"', 'owner = "nobody"'),
            ('after = "2d"', 'after = "soon"'),
            ("[limits]", "[limit]"),
        )
    )
    assert [(problem.line, problem.path) for problem in checked.errors] == [
        (4, "organisation.time_zone"),
        (30, "touchpoints[coach-420].owner"),
        (55, "policies[complaint].levels[2].after"),
        (71, "limit"),
    ]


def test_a_misspelt_key_is_not_reported_as_missing_as_well() -> None:
    checked = check(changed(('name = "Coach operations"', 'nome = "Coach operations"')))
    assert [problem.path for problem in checked.errors] == ["teams[coaches].nome"]


@pytest.mark.parametrize(
    ("text", "line", "what"),
    [
        ("[organisation]\nname = Exemplo", 2, "is not TOML at column 8: invalid value"),
        ("[organisation]\nname = 'x", 2, "is not TOML"),
        ("a = 1\n\na = 2", 3, "is not TOML: cannot overwrite a value"),
        ("after = 24h", 1, "is not TOML at column 11: expected newline or end of document"),
        ("a = [1,\n2\n", 2, "is not TOML"),
    ],
)
def test_text_that_is_not_toml_is_one_error_at_its_place(text: str, line: int, what: str) -> None:
    [problem] = check(text).errors
    assert problem.line == line
    assert problem.what.startswith(what)
    assert problem.instead


def test_an_empty_file_lacks_what_every_configuration_needs() -> None:
    assert [problem.path for problem in check("").errors] == ["organisation", "policies", "teams"]


@pytest.mark.parametrize(
    "key",
    ["organisation", "teams", "policies", "calendars", "triage", "absences", "quiet_hours"],
)
def test_a_value_where_a_table_belongs_is_an_error_and_nothing_worse(key: str) -> None:
    paths = {problem.path for problem in check(f"{key} = 3").errors}
    assert key in paths


def test_empty_lists_of_teams_and_policies_are_errors() -> None:
    found = {problem.path: problem.what for problem in check("teams = []\npolicies = []").errors}
    assert found["teams"] == found["policies"] == "is empty"


def test_a_file_that_is_not_there_is_an_error_like_any_other(tmp_path: Path) -> None:
    [problem] = check_file(tmp_path / "gone.toml", TODAY).errors
    assert "cannot be read" in problem.what


def test_a_file_in_another_encoding_is_an_error_on_its_line(tmp_path: Path) -> None:
    path = tmp_path / "latin.toml"
    path.write_bytes(b'[organisation]\nname = "Via\xe7\xe3o"\n')
    [problem] = check_file(path, TODAY).errors
    assert (problem.line, problem.what) == (2, "is not UTF-8")


WARNINGS = [
    (
        '"BR-SP"',
        '"IN"',
        (
            "calendars.office.holidays: Requested Holidays are available only from 2001 to 2035;"
            " write what is missing as closed"
        ),
    ),
    (
        'members = ["ombudsman@example.com"]',
        "#",
        (
            "teams[ombudsman]: has neither mailbox nor members: the next level takes over at once;"
            " write mailbox or members"
        ),
    ),
    (
        '"Coaches@example.com"',
        '"coaches@fale.example.com"',
        (
            'teams[coaches].mailbox: "coaches@fale.example.com" is at our own mail_domain:'
            " mail to it comes back to us; write one outside fale.example.com"
        ),
    ),
    (
        'id = "rest"',
        'id = "rest"\nmatch = { kind = ["complaint", "enquiry", "suggestion"] }',
        (
            "policies[complaint]: no policy matches every compliment of severity critical, high,"
            " normal, low; the first one, policies[complaint], is used then; write one for it"
        ),
    ),
    (
        'id = "rest"',
        'id = "rest"\nsurvey = "csat+nps"',
        (
            "policies[rest].survey: says what is asked, but nobody is asked without survey_after;"
            " write survey_after"
        ),
    ),
    (
        'id = "rest"',
        'id = "rest"\n[[policies]]\nid = "late"\nmatch = { owner = "coaches" }',
        (
            "policies[late]: never applies: policies[rest] matches everything that it would;"
            " put it before that one"
        ),
    ),
    (
        'after = "24h"\nto',
        'after = "23h"\nto',
        (
            "policies[complaint].levels[1].after: takes over before respond_within has passed;"
            " write respond_within's time or a later one"
        ),
    ),
    (
        '[[policies.levels]]\nafter = "16h"\nto = "ombudsman"',
        "",
        (
            "policies[rest]: has no level: what its owner does not answer is never raised;"
            " write [[policies.levels]]"
        ),
    ),
]


@pytest.mark.parametrize(
    ("old", "new", "message"), WARNINGS, ids=[case[2][:60] for case in WARNINGS]
)
def test_what_is_probably_not_meant_is_a_warning_and_stops_nothing(
    old: str, new: str, message: str
) -> None:
    checked = check(changed((old, new)))
    assert checked.errors == []
    assert checked.document
    texts = [problem.text("here.toml") for problem in checked.warnings]
    assert any(text.endswith(f" warning: {message}") for text in texts), texts


def test_policies_that_cover_everything_only_together_leave_no_gap() -> None:
    rest = 'id = "rest"\nmatch = {{ difficulty = "{}" }}\nrespond_within = "1h"\n'
    levels = '[[policies.levels]]\nafter = "1h"\nto = "ombudsman"\n'
    both = "\n[[policies]]\n".join(rest.format(one) + levels for one in ("simple", "complex"))
    text = (
        WHOLE[: WHOLE.index('id = "rest"')]
        + both.replace("rest", "other", 1)
        + WHOLE[WHOLE.index("[triage]") :]
    )
    assert check(text).lines() == []
