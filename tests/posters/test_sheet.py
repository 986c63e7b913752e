"""What is printed: its code, its words, its cut, whatever the names are."""

from dataclasses import replace

import pypdfium2
import pytest
import zxingcpp
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.posters import font, sheet
from chalicelib.posters.canvas import POINTS
from chalicelib.posters.sheet import Face, Size
from chalicelib.posters.words import TEXTS
from chalicelib.wording import LOCALES
from tests.builders import configuration

CONFIGURATION = configuration()
SITE = "https://feedback.example.com"
PLACE = CONFIGURATION.touchpoints["coach-420"]
FACE = sheet.face(CONFIGURATION.organisation, PLACE, SITE)


def page_of(face: Face, size: Size) -> pypdfium2.PdfPage:
    document = pypdfium2.PdfDocument(sheet.pdf(face, size))
    assert len(document) == 1
    return document[0]


def text_of(face: Face, size: Size = Size.A4) -> str:
    return " ".join(page_of(face, size).get_textpage().get_text_bounded().split())


@pytest.mark.parametrize("size", Size)
@pytest.mark.parametrize("locale", LOCALES)
def test_the_code_in_the_picture_leads_to_the_form_and_the_words_are_in_its_language(
    size: Size, locale: str
) -> None:
    face = replace(FACE, locale=locale, place="Estação São João: plataforma ñ")
    codes = zxingcpp.read_barcodes(page_of(face, size).render(scale=2).to_pil())
    assert {code.text for code in codes} == {f"{SITE}/f/coach-420"}
    assert len(codes) == (4 if size is Size.A6_SHEET else 1)
    shown = text_of(face, size)
    said = TEXTS[locale]
    for words in (said["headline"], said["scan"], said["hint"], "Estação São João: plataforma ñ"):
        assert words in shown
    assert f"{said['address']} feedback.example.com/f/coach-420" in shown
    assert said["text"].format(number="+44 7700 900000") in shown
    assert "420" in shown


def test_a_scratched_code_is_still_read() -> None:
    picture = page_of(FACE, Size.SEAT_BACK).render(scale=3).to_pil()
    [code] = zxingcpp.read_barcodes(picture)
    left, top, right = code.position.top_left.x, code.position.top_left.y, code.position.top_right.x
    side = right - left
    corner = (round(left + 0.45 * side), round(top + 0.45 * side))
    picture.paste((255, 255, 255), (*corner, *(round(c + 0.25 * side) for c in corner)))
    assert [code.text for code in zxingcpp.read_barcodes(picture)] == [f"{SITE}/f/coach-420"]


def test_a_code_with_a_trip_is_read_and_the_address_is_shown_without_it() -> None:
    face = sheet.face(CONFIGURATION.organisation, PLACE, SITE, token="a" * 90)
    [code] = zxingcpp.read_barcodes(page_of(face, Size.SEAT_BACK).render(scale=3).to_pil())
    assert code.text == f"{SITE}/f/coach-420?c={'a' * 90}"
    assert "?c=" not in text_of(face)


def test_without_a_number_or_a_keyword_nothing_is_said_of_them() -> None:
    assert "text" not in text_of(replace(FACE, number=None, keyword=None))
    assert "Or send a text to +44 7700 900000" in text_of(replace(FACE, keyword=None))


def test_what_is_cut_has_its_trim_and_bleed() -> None:
    page = page_of(FACE, Size.SEAT_BACK)
    left, bottom, right, top = (edge / POINTS for edge in page.get_trimbox())
    assert (right - left, top - bottom) == pytest.approx((99, 210), abs=0.01)
    outer = [edge / POINTS for edge in page.get_bleedbox()]
    assert outer == pytest.approx([left - 3, bottom - 3, right + 3, top + 3], abs=0.01)
    picture = page.render(scale=4).to_pil().convert("RGB")
    beyond = picture.getpixel((round((left - 2) * POINTS * 4), round(20 * POINTS * 4)))
    assert beyond == (11, 107, 93), "colour goes on beyond the cut"


def test_the_same_face_makes_the_same_bytes() -> None:
    assert sheet.pdf(FACE, Size.A6_SHEET) == sheet.pdf(FACE, Size.A6_SHEET)


@given(
    place=st.text(min_size=1, max_size=100),
    organisation=st.text(min_size=1, max_size=100),
    size=st.sampled_from(Size),
)
def test_whatever_the_names_are_nothing_leaves_the_paper(
    place: str, organisation: str, size: Size
) -> None:
    page = page_of(replace(FACE, place=place, organisation=organisation), size)
    width, height = page.get_size()
    shown = page.get_textpage()
    for n in range(shown.count_rects()):
        left, bottom, right, top = shown.get_rect(n)
        assert left >= 0
        assert bottom >= 0
        assert right <= width
        assert top <= height


def test_a_letter_that_the_font_lacks_loses_its_accent_or_is_a_question_mark() -> None:
    assert [letter for _, letter in font.regular().glyphs("Jiří č 中")] == list("Jirí c ?")
