"""Where feedback belongs: keywords forgiven, defaults, owners, the first policy that matches."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.configuration import Configuration
from chalicelib.model import Channel, Difficulty, Kind, Severity
from chalicelib.routing import (
    fold,
    owner_of,
    policy_for,
    touchpoint_for_address,
    touchpoint_for_text,
    without_keyword,
)
from tests.builders import DOMAIN, configuration, document, policy_row

OURS = "+447700900000"
OTHER = "+447700900001"


def place(keyword: str | None, owner: str = "coaches") -> dict[str, object]:
    return {"name": "A place", "keyword": keyword, "owner": owner, "locale": "en-GB"}


@pytest.mark.parametrize(
    ("typed", "folded"),
    [
        ("420", "420"),
        ("TIETÊ", "tiete"),
        ("tiete\u0302", "tiete"),
        ("#Coach-420!", "coach420"),
        ("\uff14\uff12\uff10", "420"),  # full-width digits
        ("Straße", "strasse"),
        ("СТАНЦИЯ", "станция"),
        ("snake_case", "snakecase"),
        ("\u200b420\ufeff", "420"),  # invisible characters that keyboards and copying bring
        ("…!?", ""),
        ("", ""),
    ],
)
def test_what_people_get_wrong_in_a_keyword_is_forgiven(typed: str, folded: str) -> None:
    assert fold(typed) == folded


@given(st.text())
def test_folding_twice_is_folding_once(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(st.text())
def test_case_and_composition_never_matter(text: str) -> None:
    assert fold(text) == fold(unicodedata.normalize("NFD", text))
    assert fold(text.casefold()) == fold(text)


@pytest.mark.parametrize(
    "body",
    [
        "420 heating broken, we are freezing",
        "420",
        "420, heating broken",
        "420: heating broken",
        "420:heating broken",
        "#420 heating",
        "  \n420\nheating",
        "- 420 heating",
        "420\u00a0heating",
        "(420) heating",
        "\uff14\uff12\uff10 heating",
    ],
)
def test_a_text_that_begins_with_a_keyword_belongs_to_its_touchpoint(body: str) -> None:
    assert touchpoint_for_text(configuration(), body, OURS) == "coach-420"


@pytest.mark.parametrize("body", ["heating broken on 420", "4200 heating", "4 20", "", "…", "\0"])
def test_a_text_without_a_keyword_first_belongs_to_no_touchpoint(body: str) -> None:
    assert touchpoint_for_text(configuration(), body, OURS) is None


def test_a_keyword_with_punctuation_of_its_own_is_found_however_it_is_typed() -> None:
    made = configuration(touchpoints={"deck": place("K-9")}, keywords={"k9": "deck"})
    for body in ("K-9 smells", "k9 smells", "K9: smells", "k-9, smells"):
        assert touchpoint_for_text(made, body, OURS) == "deck", body


def test_an_accented_keyword_stuck_to_punctuation_is_found_in_either_composition() -> None:
    made = configuration(touchpoints={"tiete": place("Tietê")}, keywords={"tiete": "tiete"})
    for form in ("NFC", "NFD"):
        body = unicodedata.normalize(form, "TIETÊ:sujo demais")
        assert touchpoint_for_text(made, body, OURS) == "tiete"


def with_defaults(**organisation: object) -> Configuration:
    base = document()["organisation"]
    return configuration(organisation=base | organisation, numbers={OTHER: "coach-550"})


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ("Tietê the 18:05 did not come", "the 18:05 did not come"),
        ("TIETE: no coach", "no coach"),
        ("… tiete,no coach", "no coach"),
        ("tiete", ""),
        ("no coach at Tietê", "no coach at Tietê"),
        ("…!?", "…!?"),
    ],
)
def test_what_a_text_says_is_what_stands_after_its_keyword(body: str, said: str) -> None:
    known = configuration(touchpoints={"tiete": place("Tietê")}, keywords={fold("Tietê"): "tiete"})
    assert without_keyword(known, body) == said


def test_a_text_without_a_keyword_belongs_to_its_numbers_touchpoint() -> None:
    made = with_defaults(default_touchpoint="coach-420")
    assert touchpoint_for_text(made, "it is cold", OTHER) == "coach-550"


def test_a_keyword_says_more_than_the_number() -> None:
    assert touchpoint_for_text(with_defaults(), "420 is cold", OTHER) == "coach-420"


def test_a_text_without_keyword_or_known_number_belongs_to_the_default_touchpoint() -> None:
    made = with_defaults(default_touchpoint="coach-420")
    assert touchpoint_for_text(made, "it is cold", OURS) == "coach-420"


def test_a_mail_to_a_touchpoints_address_belongs_to_it() -> None:
    made = configuration()
    assert touchpoint_for_address(made, f"T-Coach-420@{DOMAIN}") == "coach-420"
    assert touchpoint_for_address(made, f"t-gone@{DOMAIN}") is None
    assert touchpoint_for_address(made, f"feedback@{DOMAIN}") is None


def test_what_happens_at_a_touchpoint_is_its_owners_and_all_else_the_default_teams() -> None:
    made = configuration(touchpoints={"desk": place(None, owner="supervisors")}, keywords={})
    assert owner_of(made, "desk") == "supervisors"
    assert owner_of(made, "gone") == "coaches"
    assert owner_of(made, None) == "coaches"


def shared(**organisation: object) -> Configuration:
    """The desk is the coaches', its compliments the supervisors'."""
    desk = place(None, owner="coaches") | {"owners": {"compliment": "supervisors"}}
    return configuration(
        organisation=document()["organisation"] | organisation,
        touchpoints={"desk": desk},
        keywords={},
    )


@pytest.mark.parametrize(
    ("touchpoint", "kind", "owner"),
    [
        ("desk", Kind.COMPLIMENT, "supervisors"),
        ("desk", Kind.COMPLAINT, "coaches"),
        ("desk", None, "coaches"),
        ("gone", Kind.COMPLIMENT, "coaches"),  # the default team
    ],
)
def test_a_kind_may_have_an_owner_of_its_own(
    touchpoint: str, kind: Kind | None, owner: str
) -> None:
    assert owner_of(shared(), touchpoint, kind=kind) == owner


@pytest.mark.parametrize("touchpoint", ["desk", "gone", None])
def test_complex_feedback_is_the_complex_teams_whatever_the_touchpoint_and_kind(
    touchpoint: str | None,
) -> None:
    made = shared(complex_team="ombudsman")
    facts = {"kind": Kind.COMPLIMENT, "difficulty": Difficulty.COMPLEX}
    assert owner_of(made, touchpoint, **facts) == "ombudsman"


def test_simple_feedback_is_not_the_complex_teams() -> None:
    made = shared(complex_team="ombudsman")
    assert owner_of(made, "desk", kind="compliment", difficulty="simple") == "supervisors"
    assert owner_of(made, "desk", difficulty=None) == "coaches"


def test_complex_feedback_has_the_usual_owner_where_no_team_is_named_for_it() -> None:
    assert owner_of(shared(), "desk", kind="compliment", difficulty="complex") == "supervisors"


def chosen(*policies: dict[str, object], **facts: str | None) -> str:
    made = configuration(policies=[policy_row(**policy) for policy in policies])
    defaults: dict[str, str | None] = {
        "kind": Kind.COMPLAINT,
        "severity": Severity.NORMAL,
        "difficulty": None,
        "channel": Channel.SMS,
        "touchpoint": None,
        "owner": "coaches",
    }
    return policy_for(made, **(defaults | facts)).id  # type: ignore[arg-type]


def test_the_first_policy_that_matches_holds() -> None:
    rows: tuple[dict[str, object], ...] = (
        {"id": "critical", "match": {"severity": ["critical"]}},
        {"id": "coach", "match": {"touchpoint": ["coach-420"], "channel": ["sms", "web"]}},
        {"id": "rest", "match": {}},
    )
    assert chosen(*rows) == "rest"
    assert chosen(*rows, severity="critical", touchpoint="coach-420") == "critical"
    assert chosen(*rows, touchpoint="coach-420") == "coach"
    assert chosen(*rows, touchpoint="coach-420", channel="email") == "rest"


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("kind", "enquiry"),
        ("severity", "low"),
        ("difficulty", "complex"),
        ("channel", "letter"),
        ("touchpoint", "coach-550"),
        ("owner", "ombudsman"),
    ],
)
def test_a_policy_can_match_by_each_fact(field: str, value: str) -> None:
    rows: tuple[dict[str, object], ...] = (
        {"id": "rest", "match": {"kind": ["complaint"], field: ["something-else"]}},
        {"id": "special", "match": {field: [value]}},
    )
    assert chosen(*rows, **{field: value}) == "special"


def test_the_first_policy_holds_where_none_matches_so_that_a_promise_does() -> None:
    rows: tuple[dict[str, object], ...] = (
        {"id": "first", "match": {"kind": ["enquiry"]}},
        {"id": "second", "match": {"kind": ["compliment"]}},
    )
    assert chosen(*rows) == "first"
