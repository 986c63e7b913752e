"""How a text message is counted, made shorter, and cut. Pure.

One SMS holds 140 bytes: 160 characters of the GSM 7 bit default alphabet, or 70 UTF-16 units as
soon as one character is outside it. Joined messages lose seven or three of them to the header that
joins them.
Alphabet and extension table: 3GPP TS 23.038 §6.2.1; concatenation: 3GPP TS 23.040 §9.2.3.24.
"""

import unicodedata
from collections.abc import Callable

ANSWER_OPENING = 130
"""The most that what stands around a member's words (whom they are from) may take in each text.

So it adds two SMS at most, whatever the words and the names: 70 of the words' own and these are 200 of the
201 units that three joined ones hold.
"""

_BASIC = frozenset(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
    "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"
)
_EXTENSION = frozenset("\f^{}\\[~]|€")
"""Each takes two of the 160: an escape and itself."""

_GSM_LIMITS = (160, 153)
_UCS2_LIMITS = (70, 67)

_GSM_PART = 1500
_UCS2_PART = 600
"""What one `SendTextMessage` may hold of each, with room below the service's 1530 and 630."""

_ALIKE = {
    **dict.fromkeys("\u2018\u2019\u201a\u201b\u2032\u00b4`\u2039\u203a", "'"),
    **dict.fromkeys("\u201c\u201d\u201e\u2033\u00ab\u00bb", '"'),
    **dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212\u2022\u00b7", "-"),
    "\u2044": "/", "\t": " ", "\u0131": "i", "ł": "l", "Ł": "L", "đ": "d", "Đ": "D",
    "œ": "oe", "Œ": "OE", "þ": "th", "Þ": "Th",
}  # fmt: skip
"""What stands for a character that has no decomposition into the alphabet."""


def is_gsm(text: str) -> bool:
    """Whether every character is in the GSM alphabet or its extension table."""
    return all(letter in _BASIC or letter in _EXTENSION for letter in text)


def length(text: str) -> int:
    """What a text takes: septets where it is GSM, UTF-16 units where it is not."""
    size = _gsm_size if is_gsm(text) else _ucs2_size
    return sum(map(size, text))


def parts(text: str) -> int:
    """How many SMS a text is charged as; a character is never cut in two. The empty text is one.

    >>> parts("a" * 160), parts("a" * 161), parts("ã" * 70), parts("ã" * 71)
    (1, 2, 1, 2)
    """
    size, (alone, joined) = (_gsm_size, _GSM_LIMITS) if is_gsm(text) else (_ucs2_size, _UCS2_LIMITS)
    sizes = [size(letter) for letter in text]
    if sum(sizes) <= alone:
        return 1
    count, room = 1, joined
    for taken in sizes:
        if taken > room:
            count, room = count + 1, joined
        room -= taken
    return count


def to_gsm(text: str) -> str:
    """The text with each character that is outside the GSM alphabet written as one that is alike.

    What has no likeness (another script, an emoji) stays, so nothing that was said gets lost.

    >>> to_gsm("Até amanhã, “Viação”…")
    'Até amanha, "Viacao"...'
    """
    return "".join(map(_letter_to_gsm, unicodedata.normalize("NFC", text)))


def plainest(text: str) -> str:
    """As `to_gsm`, and without emoji and other signs: a text in the form that is charged as the fewest SMS.

    Words of another script stay what they are.

    >>> plainest("Está consertado 👍")
    'Esta consertado '
    """
    kept = (
        letter
        for letter in to_gsm(text)
        if is_gsm(letter) or unicodedata.category(letter)[0] not in "SMC"
    )
    return "".join(kept)


def outside(text: str) -> list[str]:
    """The characters because of which a text is not GSM, each once, in the order in which they come.

    Accents of their own are with their letter; what cannot be seen, and skin tones, are left out.

    >>> outside("Olá! Amanhã às 8, até lá 👍")
    ['á', 'ã', '👍']
    """
    letters = unicodedata.normalize("NFC", text)
    found = (one for one in letters if not is_gsm(one) and unicodedata.category(one)[0] not in "MC")
    return [one for one in dict.fromkeys(found) if not _is_skin_tone(one)]


def shortest(text: str) -> str:
    """The text itself, or its GSM form where that is charged as fewer SMS.

    For automatic texts only: what a member wrote is never changed.
    """
    plain = to_gsm(text)
    return plain if parts(plain) < parts(text) else text


def fitted(write: Callable[[str], str], name: str, most: int = 2) -> str:
    """`write(name)` in its shortest form, the name cut short until it takes `most` SMS at most.

    Where even an empty name is not enough, the text stays longer: words are never cut.
    """
    for size in range(len(name), -1, -1):
        text = shortest(write(cut(name, size)))
        if parts(text) <= most:
            return text
    return text


def cut(name: str, size: int) -> str:
    """A name of at most `size` characters, with three dots where something was left out.

    >>> cut("Coach operations", 12), cut("Coach", 12), cut("Coach", 2)
    ('Coach ope...', 'Coach', '')
    """
    if len(name) <= size:
        return name
    return f"{name[: size - 3].rstrip()}..." if size > 3 else ""


def answer_parts(words: str) -> list[str]:
    """The words of an answer, cut into as many texts as they need beside their opening.

    It depends on the words alone, so that the number of texts is known before any of them is
    written and stays what it was when a team or an organisation changes its name in between.
    """
    return split_answer(words, ANSWER_OPENING)


def split_answer(words: str, prefix_length: int) -> list[str]:
    """The words cut at white space into parts that each leave `prefix_length` free.

    There is at least one part. Joined, they are the words again, to the letter. A word that is
    longer than a part is cut between two characters that a reader would call two.
    """
    size, most = (_gsm_size, _GSM_PART) if is_gsm(words) else (_ucs2_size, _UCS2_PART)
    room = most - prefix_length
    if room < most // 2:
        raise ValueError(f"an opening of {prefix_length} leaves no room for words")
    found: list[str] = []
    start = 0
    while start < len(words):
        end, taken = start, 0
        while end < len(words) and (taken := taken + size(words[end])) <= room:
            end += 1
        if end < len(words):
            end = _good_cut(words, start, end)
        found.append(words[start:end])
        start = end
    return found or [""]


def _good_cut(words: str, start: int, end: int) -> int:
    """The last place up to `end` for a cut: after a space, else between two letters."""
    for place in range(end, start, -1):
        if words[place - 1].isspace() and not words[place].isspace():
            return place
    for place in range(end, start, -1):
        if not _sticks(words[place - 1], words[place]):
            return place
    return end


def _sticks(before: str, after: str) -> bool:
    """Whether two characters are one to the reader: an accent, a joined emoji, a flag.

    An approximation of Unicode's UAX #29 that errs towards not cutting.
    """
    return (
        unicodedata.category(after) in {"Mn", "Me", "Mc"}
        or "\u200d" in (before, after)
        or (before, after) == ("\r", "\n")
        or _is_skin_tone(after)
        or ("\U0001f1e6" <= before <= "\U0001f1ff" and "\U0001f1e6" <= after <= "\U0001f1ff")
    )


def _is_skin_tone(letter: str) -> bool:
    return "\U0001f3fb" <= letter <= "\U0001f3ff"


def _gsm_size(letter: str) -> int:
    return 2 if letter in _EXTENSION else 1


def _ucs2_size(letter: str) -> int:
    return 2 if letter > "\uffff" else 1


def _letter_to_gsm(letter: str) -> str:
    if letter in _BASIC or letter in _EXTENSION:
        return letter
    if letter in _ALIKE:
        return _ALIKE[letter]
    bare = "".join(
        _ALIKE.get(c, c)
        for c in unicodedata.normalize("NFKD", letter)
        if not unicodedata.combining(c)
    )
    return bare if bare and is_gsm(bare) else letter
