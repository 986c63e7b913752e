"""What a file is by its own bytes, whatever its name and its sender say. Pure.

Only what is taken is recognised: pictures, PDF, sound, film, office documents without macros, plain
text. HTML, SVG, programs, archives and everything unknown are None.
"""

import io
import zipfile
from collections.abc import Mapping

from chalicelib.pictures import PICTURES, media_type_of

ENDS: Mapping[str, str] = {
    **PICTURES,
    "application/pdf": "pdf",
    "audio/mpeg": "mp3",
    "audio/mp4": "m4a",
    "audio/ogg": "ogg",
    "audio/wav": "wav",
    "audio/amr": "amr",
    "video/mp4": "mp4",
    "video/quicktime": "mov",
    "video/3gpp": "3gp",
    "video/webm": "webm",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "docx",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": "xlsx",
    "application/vnd.openxmlformats-officedocument.presentationml.presentation": "pptx",
    "application/vnd.oasis.opendocument.text": "odt",
    "application/vnd.oasis.opendocument.spreadsheet": "ods",
    "text/plain": "txt",
}
"""Every media type that is taken, and the end of its files' names."""

_BEGINNINGS: tuple[tuple[bytes, str], ...] = (
    (b"ID3", "audio/mpeg"),
    (b"\xff\xfb", "audio/mpeg"),
    (b"\xff\xf3", "audio/mpeg"),
    (b"\xff\xf2", "audio/mpeg"),
    (b"OggS", "audio/ogg"),
    (b"#!AMR", "audio/amr"),
)
_OFFICE = {
    "word/": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xl/": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "ppt/": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
}
_OPEN_DOCUMENTS = (
    "application/vnd.oasis.opendocument.text",
    "application/vnd.oasis.opendocument.spreadsheet",
)
_PROGRAMS = ("vbaproject.bin", "activex", "oleobject", "basic/", "scripts/")
"""What is in the name of a document's part that can run."""
_WORDS = ("text/plain", "text/csv")
_FILM = (b"isom", b"iso2", b"iso4", b"iso5", b"iso6", b"mp41", b"mp42", b"avc1", b"M4V ", b"MSNV")
_MOST_PARTS = 5_000


def file_type(content: bytes, declared: str) -> str | None:
    """The media type, one of `ENDS`; None for what is not taken.

    `declared` counts for plain text only, which has no mark of its own.
    """
    if picture := media_type_of(content):
        return picture
    if b"%PDF-" in content[:1024]:
        return "application/pdf"
    if found := _boxed(content):
        return found
    if content.startswith(b"PK\x03\x04"):
        return _document(content)
    if found := next((kind for mark, kind in _BEGINNINGS if content.startswith(mark)), None):
        return found
    if content[:4] == b"RIFF" and content[8:12] == b"WAVE":
        return "audio/wav"
    if content.startswith(b"\x1a\x45\xdf\xa3") and b"webm" in content[:64]:
        return "video/webm"
    is_words = declared in _WORDS and content and _is_text(content)
    return "text/plain" if is_words else None


def _boxed(content: bytes) -> str | None:
    """Sound and film in the boxes of ISO/IEC 14496-12."""
    if content[4:8] != b"ftyp":
        return None
    brand = content[8:12]
    if brand == b"qt  ":
        return "video/quicktime"
    if brand[:2] == b"3g":
        return "video/3gpp"
    if brand[:3] in (b"M4A", b"M4B"):
        return "audio/mp4"
    return "video/mp4" if brand in _FILM else None


def _document(content: bytes) -> str | None:
    """An office document without macros; None for any other archive."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            names = archive.namelist()
            if len(names) > _MOST_PARTS or _runs(names):
                return None
            if "[Content_Types].xml" in names:
                return next(
                    (kind for at, kind in _OFFICE.items() if any(n.startswith(at) for n in names)),
                    None,
                )
            if "mimetype" in names:
                with archive.open("mimetype") as said:
                    kind = said.read(100).decode("ascii", "replace")
                return kind if kind in _OPEN_DOCUMENTS else None
    except Exception:  # noqa: BLE001 - of bytes that anybody may have built, almost anything is raised
        return None
    return None


def _runs(names: list[str]) -> bool:
    return any(mark in name.lower() for name in names for mark in _PROGRAMS)


def _is_text(content: bytes) -> bool:
    try:
        return "\0" not in content.decode("utf-8")
    except ValueError:
        return False
