"""Signed tokens for addresses: whoever holds one may do what it says, and nobody can make one up.

A token is a payload and an HMAC-SHA256 of it, cut to 80 bits, in lower-case base32 (RFC 4648, without
padding), so that it survives the local part of a mail address, which some systems change to lower
case. A key's first byte of its own hash names it, so that keys can be changed.
"""

import base64
import hashlib
import hmac
from collections.abc import Sequence

_MAC_BYTES = 10


def _mac(key: bytes, purpose: str, payload: bytes) -> bytes:
    return hmac.digest(key, purpose.encode() + b"\0" + payload, "sha256")[:_MAC_BYTES]


def _key_name(key: bytes) -> bytes:
    return hashlib.sha256(key).digest()[:1]


def sign(keys: Sequence[bytes], purpose: str, payload: bytes) -> str:
    """The token for a payload, made with the newest key. `purpose` keeps tokens of different uses apart."""
    token = _key_name(keys[0]) + payload + _mac(keys[0], purpose, payload)
    return base64.b32encode(token).decode().rstrip("=").lower()


def verify(keys: Sequence[bytes], purpose: str, token: str) -> bytes | None:
    """The payload of a token that one of the keys made for this purpose, else None."""
    try:
        raw = base64.b32decode(token.upper() + "=" * (-len(token) % 8))
    except ValueError:
        return None
    name, payload, mac = raw[:1], raw[1:-_MAC_BYTES], raw[-_MAC_BYTES:]
    for key in keys:
        if _key_name(key) == name and hmac.compare_digest(_mac(key, purpose, payload), mac):
            return payload
    return None
