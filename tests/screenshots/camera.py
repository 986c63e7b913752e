"""Takes pictures of pages, and says of each what is wrong with it."""

import io
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from PIL import Image, ImageChops
from playwright.sync_api import Page

from tests.consoles import DESKTOP, PHONE, overflow, violations
from tests.journeys.stack import ROOT

PICTURES = ROOT / "docs" / "pictures"
SIZES = {"phone": PHONE, "desktop": DESKTOP}
_COLOURS = 192
"""What a page of few colours and smooth type needs; a photograph would need more."""
_LONGEST = 3_600
"""Pixels of a page from its top; what is further down is more of the same."""
_MARGIN = 40
_OF_PAGES = ("landmark-one-main", "page-has-heading-one", "region")
"""Rules of axe-core about whole pages: a mail is shown within its program's."""
_STILL = 350
"""Milliseconds in which what was begun to move stands still."""


@dataclass
class Camera:
    """Writes pictures into a folder."""

    folder: Path = PICTURES
    wanted: Callable[[str], bool] = lambda _: True
    """By its name, whether a picture is taken."""
    taken: set[str] = field(default_factory=set)
    wrong: list[str] = field(default_factory=list)
    """What was found: by axe-core, pages wider than their window, and pages that could not be shown."""

    def take(self, page: Page, name: str, *, whole: bool = True, is_mail: bool = False) -> None:
        """One picture of the page as it stands, the whole of it or what its window shows."""
        if not self.wanted(name):
            return
        page.wait_for_load_state("networkidle")
        page.evaluate("scrollTo(0, 0)")  # what sticks to the top is to be at the top
        page.wait_for_timeout(_STILL)
        found = [one for one in violations(page) if not (is_mail and one.startswith(_OF_PAGES))]
        self.wrong += [f"{name}: {one}" for one in found]
        if overflow(page):
            self.wrong.append(f"{name} is {overflow(page)} px wider than its window")
        self.keep(page.screenshot(full_page=whole, animations="disabled"), name)

    def keep(self, png: bytes, name: str, colours: int = _COLOURS) -> None:
        """Write a picture, with as few colours as it needs."""
        if not self.wanted(name):
            return
        picture = Image.open(io.BytesIO(png)).convert("RGB")
        picture = picture.crop((0, 0, picture.width, min(_end(picture), _LONGEST)))
        few = picture.quantize(colours, Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE)
        few.save(self.folder / f"{name}.png", optimize=True)
        self.taken.add(name)
        print(name, flush=True)

    def trouble(self, what: str, error: Exception) -> None:
        """Something that could not be shown; the others still are."""
        self.wrong.append(f"{what}: {error}")

    def left_over(self) -> list[str]:
        """Pictures in the folder that were not taken."""
        there = {one.stem for one in self.folder.glob("*.png")}
        return sorted(there - self.taken)


def _end(picture: Image.Image) -> int:
    """How high a picture is without what is empty at its end, but for a margin."""
    empty = Image.new("RGB", picture.size, picture.getpixel((0, picture.height - 1)))
    box = ImageChops.difference(picture, empty).getbbox()
    return min(picture.height, box[3] + _MARGIN) if box else picture.height
