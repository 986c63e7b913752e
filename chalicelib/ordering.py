"""The order in which things were said, whatever the order in which they arrived. Pure."""

from collections.abc import Iterable, Sequence

from chalicelib.model import Entry, What

_WORDS_OF_CUSTOMER = {What.CAPTURED, What.CUSTOMER_WROTE}


def as_said(timeline: Iterable[Entry]) -> list[Entry]:
    """A timeline whose neighbouring words of the customer stand by the provider's time, then its id.

    The parts of a long text, or texts sent within seconds, arrive in any order. What somebody else did in
    between keeps its place: a late text is no earlier than the answer that did not know it.
    """
    ordered: list[Entry] = []
    run: list[Entry] = []
    for entry in timeline:
        if entry.what in _WORDS_OF_CUSTOMER:
            run.append(entry)
            continue
        ordered += [*_sorted(run), entry]
        run = []
    return [*ordered, *_sorted(run)]


def times_said(entry: Entry, timeline: Iterable[Entry]) -> int:
    """How often the words of an entry came."""
    return 1 + sum(1 for other in timeline if other.data.get("repeats") == entry.number)


def _sorted(run: Sequence[Entry]) -> list[Entry]:
    return sorted(run, key=lambda e: (e.at, str(e.data.get("sms_id", "")), e.number))
