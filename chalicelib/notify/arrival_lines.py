"""What became of comparing what arrived with what is stored, as a section of a digest."""

from collections.abc import Iterator, Sequence

from chalicelib import promise
from chalicelib.notify.digest_reader import Reader
from chalicelib.notify.sections import Section
from chalicelib.reconciliation import Reconciliation


def arrival_section(results: Sequence[Reconciliation], to: Reader) -> Section:
    """The days on which something is not accounted for, and on how many all of every channel is.

    A day of which a channel is not known, or the end was not looked at, is neither.
    """
    whole = sum(one.is_whole and one.is_compared for one in results)
    lines = [line for one in results for line in _lines(one, to)]
    said = [to.say("arrived_whole", count=whole)] if whole else []
    said += _unknown(results, to)
    page = to.page("arrivals")
    return Section(
        heading=to.say("arrived_heading"),
        paragraphs=tuple(said),
        items=tuple((line, page) for line in lines),
        rest=(to.say("arrived_how"),) if lines else (),
    )


def _lines(result: Reconciliation, to: Reader) -> list[str]:
    day = promise.say_day(result.day, to.words.locale)
    letters = sum(count for count in result.dead_letters.values() if count)
    counts = (
        ("arrived_missing", result.unaccounted),
        ("arrived_problems", result.problems),
        ("arrived_letters", letters),
    )
    return [to.say(name, day=day, count=count) for name, count in counts if count]


def _unknown(results: Sequence[Reconciliation], to: Reader) -> Iterator[str]:
    """Of each channel the days of which nobody could say what arrived."""
    for channel in dict.fromkeys(channel for one in results for channel in one.unknown):
        days = (one.day for one in results if channel in one.unknown)
        named = "; ".join(promise.say_day(day, to.words.locale) for day in days)
        yield to.say("arrived_unknown", channel=to.say(f"channel_{channel}"), days=named)
