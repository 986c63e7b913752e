"""What anybody may send from the web, and what is made of it."""

import json
from contextlib import suppress
from typing import Any
from urllib.parse import urlencode

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.errors import InvalidInputError, TooLargeError
from chalicelib.intake.bodies import MAX_FORM, MAX_JSON, read_form, read_json
from chalicelib.intake.web import MAX_TEXT, TRAP, Problem, Submission, from_form, from_json
from chalicelib.model import Kind
from tests.builders import configuration, document

CONFIGURATION = configuration()


def captured(**said: object) -> Submission:
    return from_json(json.dumps({"text": "cold"} | said).encode(), CONFIGURATION)


def problems(**said: object) -> dict[str, str]:
    with pytest.raises(InvalidInputError) as caught:
        captured(**said)
    return caught.value.fields


def filled(**said: str) -> Submission:
    return from_form({"text": "cold"} | said, CONFIGURATION)


def form_problems(**said: str) -> dict[str, str]:
    with pytest.raises(InvalidInputError) as caught:
        filled(**said)
    return caught.value.fields


def test_everything_that_the_contract_names_is_taken() -> None:
    assert captured(
        text="Heating broken",
        touchpoint="coach-420",
        kind="complaint",
        rating=1,
        contact={"phone": "+447700900123", "email": "Pat@Example.NET", "name": "Pat"},
        locale="pt_br",
        consent={"contact": True, "survey": False},
        client_id="7f3c",
    ) == Submission(
        text="Heating broken",
        touchpoint="coach-420",
        kind=Kind.COMPLAINT,
        rating=1,
        phone="+447700900123",
        email="pat@example.net",
        name="Pat",
        locale="pt-BR",
        consent_contact=True,
        consent_survey=False,
        client_id="7f3c",
        from_form=False,
    )


def test_a_text_alone_is_enough() -> None:
    assert captured() == Submission(text="cold", from_form=False)


def test_null_is_the_same_as_not_said() -> None:
    nothing = dict.fromkeys(
        ("touchpoint", "kind", "rating", "contact", "locale", "consent", "client_id")
    )
    assert captured(**nothing) == captured()


def test_a_name_that_is_not_known_is_passed_over() -> None:
    assert captured(seat="12A") == captured()


@pytest.mark.parametrize(
    ("sent", "kept"),
    [
        ("  cold \n", "cold"),
        ("cold\r\nvery cold\rfreezing", "cold\nvery cold\nfreezing"),
        ("co\x1bld\x9f", "cold"),
        ("a\tb", "a\tb"),
        ("😡", "😡"),
        ("x" * MAX_TEXT, "x" * MAX_TEXT),
        ("\N{REPLACEMENT CHARACTER}", "\N{REPLACEMENT CHARACTER}"),
    ],
)
def test_words_are_kept_as_they_were_said(sent: str, kept: str) -> None:
    assert captured(text=sent).text == kept


@pytest.mark.parametrize(
    ("sent", "problem"),
    [
        (None, Problem.TEXT_MISSING),
        ("", Problem.TEXT_MISSING),
        (" \n\t ", Problem.TEXT_MISSING),
        ("\N{ZERO WIDTH SPACE}\x01", Problem.TEXT_MISSING),
        ("x" * (MAX_TEXT + 1), Problem.TEXT_TOO_LONG),
        ("a\0b", Problem.BAD_CHARACTERS),
        ("\ud83d", Problem.BAD_CHARACTERS),
        (7, Problem.NOT_TEXT),
        (["cold"], Problem.NOT_TEXT),
        ({"cold": True}, Problem.NOT_TEXT),
    ],
)
def test_a_text_that_says_nothing_is_refused(sent: object, problem: Problem) -> None:
    assert problems(text=sent) == {"text": problem}


@pytest.mark.parametrize(
    ("said", "field", "problem"),
    [
        ({"touchpoint": "coach-999"}, "touchpoint", Problem.TOUCHPOINT_UNKNOWN),
        ({"touchpoint": 420}, "touchpoint", Problem.NOT_TEXT),
        ({"kind": "rant"}, "kind", Problem.KIND_UNKNOWN),
        ({"kind": ["complaint"]}, "kind", Problem.KIND_UNKNOWN),
        ({"rating": 0}, "rating", Problem.RATING_RANGE),
        ({"rating": 6}, "rating", Problem.RATING_RANGE),
        ({"rating": 10**4000}, "rating", Problem.RATING_RANGE),
        ({"rating": True}, "rating", Problem.RATING_RANGE),
        ({"rating": 4.0}, "rating", Problem.RATING_RANGE),
        ({"rating": "4"}, "rating", Problem.RATING_RANGE),
        ({"contact": "me"}, "contact", Problem.NOT_OBJECT),
        ({"contact": {"phone": 447700900123}}, "contact.phone", Problem.NOT_TEXT),
        ({"contact": {"email": ["a@b.example"]}}, "contact.email", Problem.NOT_TEXT),
        ({"contact": {"name": "x" * 101}}, "contact.name", Problem.NAME_TOO_LONG),
        ({"contact": {"name": "\0"}}, "contact.name", Problem.BAD_CHARACTERS),
        ({"consent": True}, "consent", Problem.NOT_OBJECT),
        ({"consent": {"contact": "yes"}}, "consent.contact", Problem.NOT_BOOLEAN),
        ({"consent": {"survey": 1}}, "consent.survey", Problem.NOT_BOOLEAN),
        ({"locale": "../../etc"}, "locale", Problem.LOCALE_INVALID),
        ({"locale": 1}, "locale", Problem.LOCALE_INVALID),
        ({"client_id": ""}, "client_id", Problem.CLIENT_ID_INVALID),
        ({"client_id": "x" * 129}, "client_id", Problem.CLIENT_ID_INVALID),
        ({"client_id": "a b"}, "client_id", Problem.CLIENT_ID_INVALID),
        ({"client_id": 7}, "client_id", Problem.CLIENT_ID_INVALID),
    ],
)
def test_a_wrong_value_is_named(said: dict[str, Any], field: str, problem: Problem) -> None:
    assert problems(**said) == {field: problem}


def test_everything_that_is_wrong_is_said_at_once() -> None:
    assert set(problems(text="", rating=9, kind="rant", contact={"phone": "x", "email": "y"})) == {
        "text",
        "rating",
        "kind",
        "contact.phone",
        "contact.email",
    }


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("+447700900123", "+447700900123"),
        ("+44 (0)7700 900 123", "+447700900123"),
        ("07700 900123", "+447700900123"),
        ("0044 7700 900123", "+447700900123"),
        ("+55 11 91234-5678", "+5511912345678"),
        (" +1 202-555-0123 ", "+12025550123"),
    ],
)
def test_a_phone_number_is_kept_as_e164(typed: str, number: str) -> None:
    assert captured(contact={"phone": typed}).phone == number


def test_a_national_number_may_be_of_the_country_of_the_touchpoint() -> None:
    brazilian = captured(touchpoint="coach-550", contact={"phone": "(11) 91234-5678"})
    assert brazilian.phone == "+5511912345678"


@pytest.mark.parametrize(
    "typed", ["12345", "abc", "+", "+999123456", "+44", "999", "call me", "1" * 300, "+44\n;drop"]
)
def test_what_is_no_phone_number_is_refused(typed: str) -> None:
    assert problems(contact={"phone": typed}) == {"contact.phone": Problem.PHONE_INVALID}


@pytest.mark.parametrize(
    "typed", ["020 7946 0123", "+442079460123", "+55 11 3333-4444", "+34 912 345 678"]
)
def test_the_form_refuses_a_landline_since_no_text_arrives_there(typed: str) -> None:
    assert form_problems(phone=typed) == {"phone": Problem.PHONE_INVALID}


def test_programs_and_members_may_give_a_landline_which_is_better_than_no_contact_at_all() -> None:
    assert captured(contact={"phone": "+442079460123"}).phone == "+442079460123"


@pytest.mark.parametrize(
    "typed", ["+12025550143", "+15005550006", "+447700900123", "+447911123456", "+5511900000000"]
)
def test_a_number_that_may_be_a_mobile_is_taken(typed: str) -> None:
    assert captured(contact={"phone": typed}).phone == typed


def test_a_text_to_ourselves_is_refused() -> None:
    ours = CONFIGURATION.organisation.sms_number
    assert problems(contact={"phone": ours}) == {"contact.phone": Problem.PHONE_OURS}


@pytest.mark.parametrize(
    ("typed", "address"),
    [
        ("pat@example.net", "pat@example.net"),
        (" Pat.O'Hara+coach@Sub.Example.NET ", "pat.o'hara+coach@sub.example.net"),
        ("ana@exämple.de", "ana@xn--exmple-cua.de"),
        ("a@b.co", "a@b.co"),
    ],
)
def test_a_mail_address_is_kept_in_lower_case_ascii(typed: str, address: str) -> None:
    assert captured(contact={"email": typed}).email == address


@pytest.mark.parametrize(
    "typed",
    [
        "pat",
        "pat@",
        "@example.net",
        "pat@example",
        "pat@@example.net",
        "pat@example..net",
        ".pat@example.net",
        "pa..t@example.net",
        "pat@-example.net",
        "pat@example.123",
        "pat smith@example.net",
        "pat@example.net\nbcc: all@example.net",
        "pat@example.net, sam@example.net",
        "päť@example.net",
        "x" * 65 + "@example.net",
        "pat@" + "x" * 250 + ".net",
        "pat@" + "ä" * 300 + ".net",
    ],
)
def test_what_is_no_mail_address_is_refused(typed: str) -> None:
    assert problems(contact={"email": typed}) == {"contact.email": Problem.EMAIL_INVALID}


def test_a_mail_to_ourselves_is_refused() -> None:
    ours = f"Feedback@{CONFIGURATION.organisation.mail_domain}"
    assert problems(contact={"email": ours}) == {"contact.email": Problem.EMAIL_OURS}


def test_an_organisation_without_number_and_domain_takes_contacts_too() -> None:
    bare = document()["organisation"] | {"sms_number": None, "mail_domain": None}
    contact = {"phone": "07700 900123", "email": "a@fale.example.com"}
    body = json.dumps({"text": "cold", "contact": contact}).encode()
    taken = from_json(body, configuration(organisation=bare))
    assert (taken.phone, taken.email) == ("+447700900123", "a@fale.example.com")


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"cold",
        b"[]",
        b'"cold"',
        b"null",
        b'{"text": "cold"',
        b'{"text": "cold",}',
        b'{"text": "cold", "text": "hot"}',
        b'{"text": "cold", "contact": {"name": "a", "name": "b"}}',
        b'{"text": "cold", "rating": NaN}',
        b'{"text": "cold", "rating": -Infinity}',
        b'{"text": "cold", "rating": 1' + b"0" * 5000 + b"}",
        b'{"text": "caf\xe9"}',
        b'{"text": "\xed\xa0\x80"}',
        '{"text": "\N{REPLACEMENT CHARACTER}"}'.encode(),
        '{"text": "cold"}'.encode("utf-16"),
        b"[" * 60_000,
        b'{"text":' * 8_000,
        b'{"text": "a\nb"}',
    ],
)
def test_a_body_that_is_no_json_object_is_refused(body: bytes) -> None:
    with pytest.raises(InvalidInputError):
        read_json(body)


def test_a_body_that_is_too_large_is_not_even_read() -> None:
    with pytest.raises(TooLargeError):
        read_json(b"x" * (MAX_JSON + 1))
    with pytest.raises(TooLargeError):
        read_form(b"x" * (MAX_FORM + 1))


def test_the_longest_text_fits_in_any_encoding() -> None:
    longest = "ह" * MAX_TEXT
    escaped = json.dumps({"text": longest}).encode()
    assert from_json(escaped, CONFIGURATION).text == longest
    form = read_form(urlencode({"text": "😡" * MAX_TEXT}).encode())
    assert from_form(form, CONFIGURATION).text == "😡" * MAX_TEXT


def test_a_form_is_taken_with_its_flat_names() -> None:
    taken = filled(
        touchpoint="coach-420",
        kind="compliment",
        rating="5",
        phone="07700 900123",
        email="pat@example.net",
        name=" Pat  Smith ",
        locale="en-GB",
        client_id="7f3c",
    )
    assert taken == Submission(
        text="cold",
        touchpoint="coach-420",
        kind=Kind.COMPLIMENT,
        rating=5,
        phone="+447700900123",
        email="pat@example.net",
        name="Pat Smith",
        locale="en-GB",
        consent_contact=True,
        client_id="7f3c",
        from_form=True,
    )


def test_empty_fields_of_a_form_were_not_said() -> None:
    empty = dict.fromkeys(("touchpoint", "kind", "rating", "phone", "email", "name", TRAP), " ")
    assert filled(**empty) == Submission(text="cold", from_form=True)


@pytest.mark.parametrize("rating", ["0", "6", "12", "five", "\u0665", "²"])
def test_a_rating_from_a_form_is_one_digit(rating: str) -> None:
    assert form_problems(rating=rating) == {"rating": Problem.RATING_RANGE}


def test_a_program_that_fills_the_hidden_field_is_noticed() -> None:
    assert form_problems(**{TRAP: "https://example.com"}) == {TRAP: Problem.TRAP_FILLED}


def test_lines_of_a_form_end_in_a_line_feed() -> None:
    assert read_form(b"text=a%0D%0Ab&text=c%0D%0Ad") == {"text": "c\nd"}


@pytest.mark.parametrize("body", [b"text=%ff", b"text=\xff", b"&".join([b"a=1"] * 51)])
def test_a_body_that_is_no_form_is_refused(body: bytes) -> None:
    with pytest.raises(InvalidInputError):
        read_form(body)


def test_a_form_may_say_the_replacement_character() -> None:
    assert read_form(b"text=%EF%BF%BD") == {"text": "\N{REPLACEMENT CHARACTER}"}


JSON_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=6,
)
NAMES = ("text", "touchpoint", "kind", "rating", "contact", "locale", "consent", "client_id")
CONTACTS = st.fixed_dictionaries(
    {}, optional=dict.fromkeys(("phone", "email", "name"), JSON_VALUES)
)
DOCUMENTS = st.fixed_dictionaries(
    {}, optional=dict.fromkeys(NAMES, JSON_VALUES) | {"contact": JSON_VALUES | CONTACTS}
)


def is_sound(submission: Submission) -> bool:
    submission.text.encode()
    return (
        0 < len(submission.text) <= MAX_TEXT
        and "\0" not in submission.text
        and (submission.phone is None or submission.phone[1:].isdecimal())
        and (submission.email is None or submission.email.isascii())
        and submission.rating in {None, 1, 2, 3, 4, 5}
    )


@given(JSON_VALUES | DOCUMENTS)
def test_any_json_is_either_sound_or_refused(sent: object) -> None:
    with suppress(InvalidInputError, TooLargeError):
        assert is_sound(from_json(json.dumps(sent).encode(), CONFIGURATION))


@given(st.binary(max_size=200))
def test_any_bytes_are_either_sound_or_refused(sent: bytes) -> None:
    for read in (
        lambda: from_json(sent, CONFIGURATION),
        lambda: from_form(read_form(sent), CONFIGURATION),
    ):
        with suppress(InvalidInputError, TooLargeError):
            assert is_sound(read())


@given(st.dictionaries(st.sampled_from([*NAMES, "phone", "email", "name", TRAP]), st.text()))
def test_any_form_is_either_sound_or_refused(sent: dict[str, str]) -> None:
    body = urlencode(sent, errors="replace").encode()
    with suppress(InvalidInputError, TooLargeError):
        assert is_sound(from_form(read_form(body), CONFIGURATION))
