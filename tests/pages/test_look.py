"""One look for everything: the colours of customers' pages and of the console, and their contrast."""

import re
from itertools import product
from pathlib import Path

import pytest

from chalicelib import pages

_PAGES = Path(pages.__file__).parent
_CONSOLE = (_PAGES / "console" / "tokens.css").read_text()
_CUSTOMERS = (_PAGES / "templates" / "page.css").read_text()
_PROPERTY = re.compile(r"--(\w+):\s*(#[0-9a-f]{3,8})")
_PAIR = re.compile(r"--(\w+):\s*light-dark\((#[0-9a-f]{3,6}), (#[0-9a-f]{3,6})\)")

LIGHT = {name: light for name, light, _ in _PAIR.findall(_CONSOLE)}
DARK = {name: dark for name, _, dark in _PAIR.findall(_CONSOLE)}
READ = [
    *product(("ink", "soft", "brand", "bad", "warn"), ("page", "card", "wash")),
    *(("ink", on) for on in ("hair", "badwash", "warnwash", "note")),
    ("soft", "note"),
    ("on", "brand"),
    ("page", "ink"),
    ("page", "bad"),
    ("bad", "badwash"),
    ("warn", "warnwash"),
]


def luminance(colour: str) -> float:
    """Relative luminance, WCAG 2.2."""
    digits = colour[1:] if len(colour) == 7 else "".join(one * 2 for one in colour[1:])
    parts = [int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Contrast ratio, WCAG 2.2."""
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def test_contrast_is_what_the_guidelines_say() -> None:
    assert contrast("#000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#fff") == pytest.approx(4.48, abs=0.01)


def test_customers_and_staff_see_the_same_colours() -> None:
    light, dark = _CUSTOMERS.split("@media(prefers-color-scheme:dark)", 1)
    for ours, theirs in ((LIGHT, light), (DARK, dark.split("\n", 1)[0])):
        said = dict(_PROPERTY.findall(theirs))
        assert len(said) >= 10
        assert {name: ours[name] for name in said} == said


@pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize(("words", "behind"), READ)
def test_words_can_be_read(colours: dict[str, str], words: str, behind: str) -> None:
    assert contrast(colours[words], colours[behind]) >= 4.5


@pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])
def test_the_edge_of_what_can_be_filled_in_can_be_seen(colours: dict[str, str]) -> None:
    assert contrast(colours["line"], colours["card"]) >= 3
