"""What is printed: the posters of a touchpoint, and the evidence as PDF."""

import io

import pypdfium2

from chalicelib.evidence.document import document
from chalicelib.posters import evidence, sheet
from tests.screenshots.camera import Camera
from tests.screenshots.last_days import SITE, LastDays
from tests.screenshots.weeks import NOW

_COLOURS = 32
_POSTERS = (
    ("poster-a4", "coach-420", sheet.Size.A4),
    ("poster-a6-sheet", "ticket-office-madrid", sheet.Size.A6_SHEET),
    ("poster-seat-back", "ticket-office-lisbon", sheet.Size.SEAT_BACK),
)


def pictures(story: LastDays, camera: Camera) -> None:
    """Each size of poster, in each language once; the first page of the evidence."""
    now = story.weeks.world.configurations.current()
    for name, place, size in _POSTERS:
        face = sheet.face(now.organisation, now.touchpoints[place], SITE)
        _first_page(sheet.pdf(face, size), name, camera)
    last = now.day_of(NOW)
    gathered = story.weeks.desk.evidence.gather(last.replace(month=10, day=1), last, NOW)
    _first_page(evidence.pdf(document(gathered, "en-GB")), "evidence-pdf", camera)


def _first_page(file: bytes, name: str, camera: Camera) -> None:
    drawn = io.BytesIO()
    with pypdfium2.PdfDocument(file) as made:
        made[0].render(scale=1.25).to_pil().save(drawn, "PNG")
    camera.keep(drawn.getvalue(), name, _COLOURS)
