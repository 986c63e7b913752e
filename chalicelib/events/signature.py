"""Signatures of webhooks, so that a receiver knows who sent a body, and when.

Standard Webhooks 1.0.0 (https://github.com/standard-webhooks/standard-webhooks), symmetric: HMAC-SHA256 of
`id.timestamp.body`, in base64 behind `v1,`; one signature for each secret, separated by spaces.
"""

import base64
import binascii
import hmac
from collections.abc import Mapping, Sequence

PREFIX = "whsec_"
"""How a secret begins; base64 follows."""
LEAST_BYTES, MOST_BYTES = 24, 64
"""Of a secret, as the specification has it."""


def key_of(secret: str) -> bytes:
    """The key in a secret. ValueError where it is none."""
    try:
        key = base64.b64decode(secret.removeprefix(PREFIX), validate=True)
    except binascii.Error:
        raise ValueError("a webhook's secret is whsec_ and base64") from None
    if not LEAST_BYTES <= len(key) <= MOST_BYTES:
        raise ValueError(f"a webhook's secret has {LEAST_BYTES} to {MOST_BYTES} bytes")
    return key


def secret_of(key: bytes) -> str:
    """The secret that holds a key: the inverse of `key_of`."""
    return PREFIX + base64.b64encode(key).decode()


def headers(keys: Sequence[bytes], message: str, seconds: int, body: bytes) -> Mapping[str, str]:
    """The three headers of one attempt, made `seconds` after 1970, signed with each key.

    >>> headers([b"k" * 24], "evt_1", 1700000000, b"{}")["webhook-signature"]
    'v1,njmeZaQmiFyUsjW3C1vf6FXD1aJMKJjfnQP6BeaN0gw='
    """
    signed = f"{message}.{seconds}.".encode() + body
    made = (base64.b64encode(hmac.digest(key, signed, "sha256")).decode() for key in keys)
    return {
        "webhook-id": message,
        "webhook-timestamp": str(seconds),
        "webhook-signature": " ".join(f"v1,{one}" for one in made),
    }
