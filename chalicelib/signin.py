"""Signing in at an OpenID provider by the authorization code flow with PKCE. Pure.

RFC 6749 §4.1 (the flow), RFC 7636 (PKCE, method S256), OpenID Connect Core 1.0 §3.1. The code is
exchanged by our server at the provider itself over TLS, which is what lets the id token be taken without
checking its signature (Core §3.1.3.7, point 6); its issuer's other claims are checked here.
"""

import base64
import binascii
import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from urllib.parse import urlencode

from chalicelib.access import Person, roles_in
from chalicelib.errors import UnauthorisedError
from chalicelib.signing import sign, verify

LASTS = timedelta(minutes=10)
"""How long somebody may take to type a password."""
_PURPOSE = "signin"


@dataclass(frozen=True, slots=True, kw_only=True)
class Provider:
    """Where people sign in, and who we are there."""

    url: str
    """Of the user pool's domain, without a slash at its end."""
    client_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Attempt:
    """One attempt to sign in, kept by the browser in a signed cookie until it comes back."""

    state: str
    """Random: the answer must name it, so that nobody can be signed in as somebody else."""
    verifier: str
    """Random, 43 to 128 characters: only who began the attempt can end it."""
    nonce: str
    to: str
    """Where in the console they wanted to go, without its leading slash."""

    def address(self, provider: Provider, redirect_uri: str) -> str:
        """Where the browser is sent."""
        digest = hashlib.sha256(self.verifier.encode()).digest()
        query = {
            "response_type": "code",
            "client_id": provider.client_id,
            "redirect_uri": redirect_uri,
            "scope": "openid email profile",
            "state": self.state,
            "nonce": self.nonce,
            "code_challenge": base64.urlsafe_b64encode(digest).decode().rstrip("="),
            "code_challenge_method": "S256",
        }
        return f"{provider.url}/oauth2/authorize?{urlencode(query)}"

    def cookie(self, keys: Sequence[bytes], now: datetime) -> str:
        """This attempt as the browser keeps it."""
        ends = int((now + LASTS).timestamp())
        facts = [self.state, self.verifier, self.nonce, self.to, ends]
        return sign(keys, _PURPOSE, json.dumps(facts).encode())


def attempt_of(keys: Sequence[bytes], cookie: str, state: str, now: datetime) -> Attempt:
    """The attempt that an answer ends. UnauthorisedError: not begun here, too late, or another's."""
    payload = verify(keys, _PURPOSE, cookie)
    if payload is None:
        raise UnauthorisedError("this attempt to sign in did not begin in this browser")
    known, verifier, nonce, to, ends = json.loads(payload)
    if known != state or datetime.fromtimestamp(ends, UTC) <= now:
        raise UnauthorisedError("this attempt to sign in is over; please begin again")
    return Attempt(state=known, verifier=verifier, nonce=nonce, to=to)


def person_in(id_token: str, provider: Provider, nonce: str, now: datetime) -> Person:
    """Who an id token says has signed in. UnauthorisedError where it is not for us, or not for now."""
    try:
        part = id_token.split(".")[1]
        claims = json.loads(base64.urlsafe_b64decode(part + "=" * (-len(part) % 4)))
        audience, ends = claims["aud"], float(claims["exp"])
        email = str(claims["email"]).strip().lower()
    except (IndexError, KeyError, ValueError, TypeError, binascii.Error) as error:
        raise UnauthorisedError("the provider's answer cannot be read") from error
    if audience != provider.client_id or ends <= now.timestamp():
        raise UnauthorisedError("the provider's answer is not for us, or too old")
    if claims.get("nonce") != nonce:
        raise UnauthorisedError("the provider's answer is another attempt's")
    if str(claims.get("email_verified")).lower() != "true":
        raise UnauthorisedError("the provider has not verified this mail address")
    groups = claims.get("cognito:groups", [])
    return Person(email=email, name=str(claims.get("name") or email), roles=roles_in(groups))
