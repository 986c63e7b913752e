"""What a link or QR code knows of the trip: vehicle, line, trip, seat, until when it holds. Pure.

The token in `/f/<touchpoint>?c=<token>` is signed for its touchpoint, so that nobody can make one up,
change one, or move one to another place. It is signed with a key of its own, made from the
organisation's: a vehicle's screen that makes its links offline is given that key, and could make
nothing else with it. What the token says can be read by anybody: no personal data belongs in it.

Where a vehicle signs by itself (docs/trip-context.md): payload = four bytes, seconds since 1970 in UTC
until which it holds, big-endian; then UTF-8 of touchpoint, vehicle, line, trip and seat, joined by
U+001F, empty where not known. Token as in `chalicelib.signing`, purpose `context`.
"""

import hmac
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from typing import Any

from chalicelib.errors import InvalidInputError
from chalicelib.instants import to_text
from chalicelib.signing import sign, verify

REFUSED = "refused"
"""What an entry says in place of a context that was changed, has ended, or was never ours."""
LONGEST = 40
"""Characters of each part: it has to fit into a code on a small screen."""
PARTS = ("vehicle", "line", "trip", "seat")

_PURPOSE = "context"
_BETWEEN = "\x1f"
_LONGEST_TOKEN = 1_000


@dataclass(frozen=True, slots=True, kw_only=True)
class TripContext:
    """Where on which trip somebody sits. Empty is not known."""

    vehicle: str = ""
    line: str = ""
    trip: str = ""
    """As passengers know it: a departure, a number."""
    seat: str = ""
    valid_until: datetime

    @property
    def parts(self) -> dict[str, str]:
        """What is known, by name, in the order of `PARTS`."""
        return {name: value for name in PARTS if (value := getattr(self, name))}

    def to_plain(self) -> dict[str, str]:
        """As an entry's data has it."""
        return self.parts | {"valid_until": to_text(self.valid_until)}


def keys_for_context(keys: Sequence[bytes]) -> list[bytes]:
    """The keys that sign contexts, one for each of the organisation's, which they do not give away."""
    return [hmac.digest(key, b"ouvido context key", "sha256") for key in keys]


def token(keys: Sequence[bytes], touchpoint: str, context: TripContext) -> str:
    """The token of a context at a touchpoint, from the organisation's keys.

    InvalidInputError names each part that is too long or holds what cannot be shown.
    """
    wrong = {
        name: f"must be at most {LONGEST} visible characters"
        for name, value in context.parts.items()
        if len(value) > LONGEST or not value.isprintable()
    }
    if int(context.valid_until.timestamp()) >= 2**32:
        wrong["valid_until"] = "must be before 2106"
    if not context.parts:
        wrong["vehicle"] = "say at least one of " + ", ".join(PARTS)
    if wrong:
        raise InvalidInputError("the trip cannot be signed", wrong)
    said = _BETWEEN.join([touchpoint, *(str(asdict(context)[name]) for name in PARTS)])
    until = int(context.valid_until.timestamp()).to_bytes(4)
    return sign(keys_for_context(keys), _PURPOSE, until + said.encode())


def read(
    keys: Sequence[bytes], text: str, touchpoint: str | None, at: datetime
) -> TripContext | None:
    """What a token says of that touchpoint; None where it is not ours, or no longer holds at `at`."""
    if len(text) > _LONGEST_TOKEN:
        return None
    payload = verify(keys_for_context(keys), _PURPOSE, text)
    if payload is None:
        return None
    until = datetime.fromtimestamp(int.from_bytes(payload[:4]), UTC)
    try:
        place, *parts = payload[4:].decode().split(_BETWEEN)
        found = TripContext(**dict(zip(PARTS, parts, strict=True)), valid_until=until)
    except ValueError:  # signed by a vehicle with our key, and still no context
        return None
    shown = all(len(part) <= LONGEST and part.isprintable() for part in parts)
    return found if shown and place == touchpoint and at <= until else None


def said_of(data: Mapping[str, Any]) -> Mapping[str, str] | None:
    """The parts of the context that an entry's data holds; None where it holds none, or a refused one."""
    found = data.get("context")
    return (
        {name: found[name] for name in PARTS if name in found}
        if found and found != REFUSED
        else None
    )
