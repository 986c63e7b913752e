"""What is taken of that which comes with a message, and what is not."""

import io
import zipfile

import pytest

from chalicelib import attachments
from chalicelib.attachments import Refusal
from chalicelib.intake.examine import Sent, content_of, examine, examined
from chalicelib.intake.file_types import ENDS
from chalicelib.model import Attachment
from tests.builders import configuration
from tests.photos import MAKER, photo

LIMITS = configuration().limits
SVG = b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>"
PDF = b"%PDF-1.7\n1 0 obj\n"


def sent(content: bytes, name: str = "IMG_1.jpg", declared: str = "image/jpeg") -> Sent:
    return Sent(name=name, declared=declared, content=content)


def archive(*names: str, mimetype: str | None = None) -> bytes:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as parts:
        if mimetype:
            parts.writestr("mimetype", mimetype)
        for name in names:
            parts.writestr(name, "x")
    return written.getvalue()


def test_a_photo_is_kept_without_where_it_was_taken() -> None:
    raw = photo()
    taken = examine(sent(raw), LIMITS, is_scanned=True)
    assert taken is not None
    assert (taken.media_type, taken.is_stripped, taken.refused) == ("image/jpeg", True, None)
    content = content_of(taken, [sent(b"another"), sent(raw)])
    assert content is not None
    assert MAKER not in content
    assert taken.size == len(content)


@pytest.mark.parametrize(
    ("content", "declared", "kind"),
    [
        (PDF, "application/octet-stream", "application/pdf"),
        (b"\0\0\0\x18ftypmp42\0\0", "video/mp4", "video/mp4"),
        (b"\0\0\0\x18ftypqt  \0\0", "application/octet-stream", "video/quicktime"),
        (b"\0\0\0\x18ftyp3gp4\0\0", "", "video/3gpp"),
        (b"\0\0\0\x18ftypM4A \0\0", "", "audio/mp4"),
        (b"#!AMR\n", "", "audio/amr"),
        (b"ID3\x04", "", "audio/mpeg"),
        (b"RIFF\0\0\0\0WAVEfmt ", "", "audio/wav"),
        (b"Seat 14, caf\xc3\xa9", "text/plain", "text/plain"),
    ],
)
def test_what_it_is_is_told_by_its_own_bytes(content: bytes, declared: str, kind: str) -> None:
    taken = examine(sent(content, "x", declared), LIMITS, is_scanned=True)
    assert taken is not None
    assert (taken.media_type, taken.is_stripped) == (kind, False)
    assert (taken.key or "").endswith(f".{ENDS[kind]}")


def test_office_documents_are_taken_and_those_that_can_run_are_not() -> None:
    plain = archive("[Content_Types].xml", "word/document.xml")
    taken = examine(sent(plain, "a.docx", ""), LIMITS, is_scanned=True)
    assert taken is not None
    assert (taken.key or "").endswith(".docx")
    odt = archive("content.xml", mimetype="application/vnd.oasis.opendocument.text")
    assert (examine(sent(odt), LIMITS, is_scanned=True) or taken).key != taken.key
    for macros in (
        archive("[Content_Types].xml", "word/document.xml", "word/vbaProject.bin"),
        archive("Basic/Standard/a.xml", mimetype="application/vnd.oasis.opendocument.text"),
        archive("setup.exe"),
    ):
        refused = examine(sent(macros), LIMITS, is_scanned=True)
        assert refused is not None
        assert (refused.key, refused.refused) == (None, Refusal.TYPE)


@pytest.mark.parametrize(
    "content", [SVG, b"<!doctype html><script>", b"MZ\x90", b"", b"PK\x03\x04broken", b"\x7fELF"]
)
@pytest.mark.parametrize("declared", ["image/jpeg", "text/html", "image/svg+xml"])
def test_pages_programs_and_archives_are_never_taken(content: bytes, declared: str) -> None:
    refused = examine(sent(content, "holiday.jpg", declared), LIMITS, is_scanned=True)
    assert refused is not None
    assert refused.refused == Refusal.TYPE


def test_what_nobody_scanned_is_taken_only_as_a_picture_made_anew() -> None:
    assert (examine(sent(photo()), LIMITS, is_scanned=False) or sent).key  # type: ignore[union-attr]
    pdf = examine(sent(PDF), LIMITS, is_scanned=False)
    broken = examine(sent(photo()[:300]), LIMITS, is_scanned=False)
    assert pdf is not None
    assert broken is not None
    assert (pdf.refused, broken.refused) == (Refusal.UNSCANNED, Refusal.BROKEN)


def test_a_scanned_picture_that_cannot_be_read_is_only_ever_downloaded() -> None:
    taken = examine(sent(photo()[:300]), LIMITS, is_scanned=True)
    assert taken is not None
    assert taken.key
    assert not taken.is_stripped
    assert not attachments.is_shown(taken)


def test_a_logo_in_the_middle_of_a_mail_is_no_attachment_and_a_photo_there_is() -> None:
    def inline(size: tuple[int, int]) -> Attachment | None:
        raw = photo("PNG", size=size)
        file = Sent(name="i.png", declared="image/png", content=raw, is_inline=True)
        return examine(file, LIMITS, is_scanned=True)

    assert inline((400, 120)) is None
    assert inline((1, 1)) is None
    assert inline((800, 600)) is not None
    assert examine(sent(photo("PNG", size=(400, 120))), LIMITS, is_scanned=True) is not None


def test_too_large_and_too_many_are_named_and_not_taken() -> None:
    limits = configuration(
        limits={**configuration().document["limits"], "attachments": 2, "attachment_megabytes": 1}
    ).limits
    files = [
        sent(b"\0" * 1_000_001, "big.jpg"),
        *(sent(photo(size=(300, 200 + n)), f"{n}.jpg") for n in range(3)),
    ]
    found = examined(files, limits, is_scanned=True)
    assert [one.refused for one in found] == [Refusal.SIZE, None, None, Refusal.COUNT]
    assert [one.name for one in found] == ["big.jpg", "0.jpg", "1.jpg", "2.jpg"]


def test_the_same_picture_twice_is_one() -> None:
    assert len(examined([sent(photo(), "a"), sent(photo(), "b")], LIMITS, is_scanned=True)) == 1


@pytest.mark.parametrize(
    ("name", "end", "named"),
    [
        ("IMG_1.JPEG", "jpg", "IMG_1.jpeg"),
        ("IMG_1.jpg", "jpg", "IMG_1.jpg"),
        ("evil.jpg.exe", "jpg", "evil.jpg.exe.jpg"),
        ('a"\r\nSet-Cookie: b', "pdf", "a---Set-Cookie- b.pdf"),
        ("poltrona 14 (é).png", "png", "poltrona 14 (é).png"),
        ("", "png", "file.png"),
        ("x" * 500, "png", "x" * 80 + ".png"),
    ],
)
def test_a_download_is_named_after_what_it_is(name: str, end: str, named: str) -> None:
    attachment = Attachment(name=name, media_type="", size=1, key=f"0.{end}")
    assert attachments.file_name(attachment) == named
