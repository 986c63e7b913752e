"""Whether a text says again what the same number said minutes ago: a panic resend, a gateway's duplicate.

Pure. The ids differ, and sometimes the keyword is left out the second time; the words are the same.
"""

import re
from collections.abc import Sequence
from datetime import datetime, timedelta

from chalicelib import reference
from chalicelib.configuration import Configuration
from chalicelib.model import Entry, What
from chalicelib.routing import fold, touchpoint_by_keyword

WITHIN = timedelta(minutes=10)
"""The same words after this are said on purpose."""

_WORDS = {What.CAPTURED, What.CUSTOMER_WROTE}
_TO_CUSTOMER = {What.ANSWERED, What.ASKED, What.RESOLVED}
_FIRST_WORD = re.compile(r"\s*\S+\s*")


def repeated(
    configuration: Configuration, text: str, at: datetime, timeline: Sequence[Entry]
) -> int | None:
    """Number of the entry whose words a text says once more; None where they are new.

    Never where a member has spoken to the customer since: then they are an answer to that.
    """
    said = _core(configuration, text)
    for entry in reversed(timeline):
        if entry.what in _TO_CUSTOMER:
            return None
        if entry.what not in _WORDS or not entry.words or abs(at - entry.at) > WITHIN:
            continue
        if _core(configuration, entry.words) == said:
            return int(entry.data.get("repeats", entry.number))
    return None


def _core(configuration: Configuration, text: str) -> str:
    """What a text says, without its keyword, its references, and how it is written."""
    bare = reference.without(text)
    if touchpoint_by_keyword(configuration, bare):
        bare = _FIRST_WORD.sub("", bare, count=1)
    return fold(bare) or bare.strip()
