"""Signing in: what is sent to the provider, and which of its answers are taken."""

import base64
import hashlib
import json
from datetime import timedelta
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from chalicelib.access import Role
from chalicelib.errors import UnauthorisedError
from chalicelib.signin import LASTS, Attempt, Provider, attempt_of, person_in
from tests.builders import KEYS, NOON

PROVIDER = Provider(url="https://people.example.com", client_id="console-1")
ATTEMPT = Attempt(state="s1", verifier="v" * 43, nonce="n1", to="/queue")


def id_token(**changes: Any) -> str:
    claims = {
        "aud": "console-1",
        "exp": (NOON + timedelta(hours=1)).timestamp(),
        "email": "Ana@Example.com",
        "email_verified": True,
        "name": "Ana",
        "nonce": "n1",
        "cognito:groups": ["agent", "something-else"],
    }
    claims = {name: value for name, value in (claims | changes).items() if value is not None}
    part = base64.urlsafe_b64encode(json.dumps(claims).encode()).decode().rstrip("=")
    return f"e30.{part}.c2ln"


def test_the_address_holds_a_challenge_that_only_the_verifier_meets() -> None:
    address = urlsplit(ATTEMPT.address(PROVIDER, "https://x.example.com/console/signed-in"))
    asked = {name: values[0] for name, values in parse_qs(address.query).items()}
    digest = hashlib.sha256(ATTEMPT.verifier.encode()).digest()
    assert asked["code_challenge"] == base64.urlsafe_b64encode(digest).decode().rstrip("=")
    assert asked["code_challenge_method"] == "S256"
    assert (asked["response_type"], asked["client_id"]) == ("code", "console-1")
    assert ATTEMPT.verifier not in address.query


def test_an_attempt_comes_back_from_its_cookie_only_with_its_own_state_and_in_time() -> None:
    cookie = ATTEMPT.cookie(KEYS, NOON)
    assert attempt_of(KEYS, cookie, "s1", NOON + LASTS - timedelta(seconds=1)) == ATTEMPT
    for wrong, state, at in ((cookie, "s2", NOON), (cookie, "s1", NOON + LASTS), ("", "s1", NOON)):
        with pytest.raises(UnauthorisedError):
            attempt_of(KEYS, wrong, state, at)


def test_an_id_token_says_who_signed_in_and_which_of_our_roles_they_have() -> None:
    person = person_in(id_token(), PROVIDER, "n1", NOON)
    assert (person.email, person.name) == ("ana@example.com", "Ana")
    assert person.roles == {Role.AGENT}


@pytest.mark.parametrize(
    "changes",
    [
        {"aud": "another-client"},
        {"exp": NOON.timestamp()},
        {"nonce": "n2"},
        {"nonce": None},
        {"email": None},
        {"email_verified": False},
        {"email_verified": None},
    ],
    ids=str,
)
def test_an_id_token_that_is_not_for_us_now_and_proven_is_refused(changes: dict[str, Any]) -> None:
    with pytest.raises(UnauthorisedError):
        person_in(id_token(**changes), PROVIDER, "n1", NOON)


@pytest.mark.parametrize("text", ["", "a", "a.b.c", "a.e30.c", "a.W10.c"])
def test_what_is_no_id_token_is_refused(text: str) -> None:
    with pytest.raises(UnauthorisedError):
        person_in(text, PROVIDER, "n1", NOON)
