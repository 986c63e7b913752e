"""The mails of early warning."""

from collections.abc import Iterator
from dataclasses import replace

from chalicelib.instants import to_text
from chalicelib.model import Purpose, Rendered, What
from tests.builders import HOUR, NOON, entry
from tests.golden.cases import render

_WORDS = {
    "en-GB": ["heating", "cold"],
    "pt-BR": ["aquecimento", "frio"],
    "es": ["calefacción", "frío"],
}


def warnings(locale: str) -> Iterator[tuple[str, Rendered]]:
    """Each with its name."""
    data = {
        "touchpoint": "coach-420",
        "to": "coaches",
        "sort": "more",
        "count": 5,
        "usual": 0,
        "within": 3600,
        "since": to_text(NOON - HOUR / 2),
        "listed": [["K7Q-4MDB", to_text(NOON)], ["2ZK-9P3C", to_text(NOON - HOUR / 4)]],
        "words": _WORDS[locale],
    }
    told = entry(number=2, what=What.WARNED, actor="system", words=None, data=data)
    yield "team_warned.more", render(locale, Purpose.TEAM_WARNED, told)
    worse = replace(
        told, data=data | {"sort": "worse", "count": 9, "usual": 2, "within": 7200, "words": []}
    )
    yield "team_warned.worse", render(locale, Purpose.TEAM_WARNED, worse)
