"""The reference that a customer sees: `XXX-XXXX`, Crockford's base32, the last one a check character.

The check character is a weighted sum over GF(32) (polynomial x^5 + x^2 + 1): each position has
another power of the primitive element as its weight. Every single wrong character and every swap
of two neighbours changes the sum, the check character's own place included.
Alphabet and forgiveness: https://www.crockford.com/base32.html
"""

import re

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
SPACE = 32**6
"""How many references there are."""

_VALUE = {letter: value for value, letter in enumerate(ALPHABET)}
_FORGIVEN = str.maketrans("OIL", "011")
_LOOKS_LIKE_ONE = re.compile(
    r"(?<![0-9A-Za-z])[0-9A-Za-z]{3}[-\u2010-\u2015 ]?[0-9A-Za-z]{4}(?![0-9A-Za-z])"
)


def _times_alpha(value: int) -> int:
    value <<= 1
    return value ^ 0b100101 if value & 32 else value


def _check_character(symbols: str) -> str:
    total = 0
    for symbol in symbols:  # Horner's rule; the check character itself has weight 1
        total = _times_alpha(total ^ _VALUE[symbol])
    return ALPHABET[total]


def from_number(number: int) -> str:
    """The reference for a number in `range(SPACE)`.

    >>> from_number(0)
    '000-0000'
    """
    if not 0 <= number < SPACE:
        raise ValueError(f"{number} is outside 0..{SPACE - 1}")
    symbols = "".join(ALPHABET[(number >> shift) & 31] for shift in range(25, -1, -5))
    whole = symbols + _check_character(symbols)
    return f"{whole[:3]}-{whole[3:]}"


def parse(text: str) -> str | None:
    """The reference as we write it, or None if the text is no reference or has a typing error.

    Case, spaces, hyphens, and o for 0, i and l for 1 are forgiven.

    >>> parse(" ooo oooo ")
    '000-0000'
    """
    whole = re.sub(r"[\s\-\u2010-\u2015]", "", text).upper().translate(_FORGIVEN)
    if len(whole) != 7 or any(letter not in _VALUE for letter in whole):
        return None
    return f"{whole[:3]}-{whole[3:]}" if _check_character(whole[:6]) == whole[6] else None


def find(text: str) -> list[str]:
    """Every valid reference that stands in a text as a word of its own, in order.

    A word with a typing error, or one that only looks like a reference, is left out: one in 32
    seven-letter words passes the check by chance, so a caller must still look it up.
    """
    found = (parse(match.group()) for match in _LOOKS_LIKE_ONE.finditer(text))
    return [reference for reference in found if reference]


def mistyped(text: str) -> list[str]:
    """What was meant for a reference but holds a typing error, as it stands in the text.

    Only with its hyphen, and a figure or the capitals that we write it in, so that "non-stop" is none.

    >>> mistyped("about KBW-DQVZ, non-stop"), mistyped("about KBW-DQVW")
    (['KBW-DQVZ'], [])
    """
    found = (match.group() for match in _LOOKS_LIKE_ONE.finditer(text) if len(match.group()) > 7)
    shouts = text.isupper()
    return [
        one
        for one in found
        if " " not in one
        and (any(map(str.isdigit, one)) or (one.isupper() and not shouts))
        and parse(one) is None
    ]


def without(text: str) -> str:
    """The text without its valid references.

    >>> without("status 000-0000")
    'status '
    """
    return _LOOKS_LIKE_ONE.sub(lambda match: "" if parse(match[0]) else match[0], text)
