"""Lines in a language: numbers, shares, durations and days as its readers write them."""

from collections.abc import Mapping
from datetime import date
from functools import cache
from importlib import import_module

from chalicelib.evidence.lines import Counted, Line, Name, Seconds, Value
from chalicelib.measures.statistics import Estimate
from chalicelib.wording import LOCALES, nearest

_UNITS = (("d", 86_400), ("h", 3_600), ("min", 60), ("s", 1))
_POINTS = {"en-GB": (",", ".", "%"), "pt-BR": (".", ",", "%"), "es": (".", ",", " %")}
"""Between thousands, before decimals, and how a share ends."""


class Speech:
    """One language."""

    def __init__(self, locale: str) -> None:
        """`locale` may be any: the nearest of ours is spoken."""
        self.locale = nearest(locale)
        self._texts = _texts(self.locale)

    def say(self, name: str, /, **values: Value) -> str:
        """A wording, its fields filled in. KeyError: there is none of that name."""
        said = {field: self.value(value) for field, value in values.items()}
        return self._texts[name].format(**said)

    def line(self, line: Line) -> str:
        """One sentence."""
        return self.say(f"line_{line.name}", **line.values)

    def value(self, value: Value) -> str:
        """Anything that can stand in a sentence."""
        match value:
            case tuple():
                return ", ".join(map(self.value, value))
            case Name(key):
                return self._texts.get(key, key.partition("_")[2])
            case Counted(what, n):
                between = ": " if isinstance(what, int) else " "  # two numbers are told apart
                return f"{self.value(what)}{between}{self.value(n)}"
            case Seconds(seconds):
                return self.duration(seconds)
            case Estimate():
                return self.share(value)
            case date():
                return value.strftime("%d/%m/%Y")
            case int():
                return self.number(value)
        return value

    def number(self, value: int) -> str:
        """A whole number."""
        return f"{value:,}".replace(",", _POINTS[self.locale][0])

    def percent(self, share: float) -> str:
        """A share, with one decimal where it has one."""
        _, point, end = _POINTS[self.locale]
        said = f"{100 * share:.1f}".removesuffix(".0")
        return said.replace(".", point) + end

    def share(self, found: Estimate) -> str:
        """A share with its interval and how many it is of; a bare one where it is of nothing."""
        if not found.n:
            return self.percent(found.value)
        return self._texts["interval"].format(
            share=self.percent(found.value),
            low=self.percent(found.low),
            high=self.percent(found.high),
            n=self.number(found.n),
        )

    def duration(self, seconds: float) -> str:
        """The two largest units: `1 d 4 h`, `35 min`."""
        left, parts = round(seconds), list[str]()
        for unit, size in _UNITS:
            count, left = divmod(left, size)
            if count:
                parts.append(f"{self.number(count)} {unit}")
            if parts and (len(parts) == 2 or not count):
                break
        return " ".join(parts) or "0 s"


@cache
def _texts(locale: str) -> Mapping[str, str]:
    name = locale.lower().replace("-", "_")
    found: Mapping[str, str] = import_module(f"chalicelib.evidence.words_{name}").TEXTS
    return found


def languages() -> tuple[str, ...]:
    """The languages that evidence can be in."""
    return LOCALES
