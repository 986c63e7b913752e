"""Pictures made by a real library, with a place in them, before and after."""

import io
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageOps

from chalicelib.pictures import Picture, UnreadableError, media_type_of, strip
from tests.photos import MAKER, located, photo, plain

FORMATS: list[tuple[str, dict[str, Any]]] = [
    ("JPEG", {}),
    ("JPEG", {"progressive": True}),
    ("JPEG", {"restart_marker_rows": 1}),
    ("PNG", {}),
    ("WEBP", {}),
    ("WEBP", {"lossless": True}),
    ("HEIF", {}),
    ("AVIF", {}),
]
IDS = [f"{name} {' '.join(more)}".strip() for name, more in FORMATS]


def opened(raw: bytes) -> Any:
    return Image.open(io.BytesIO(raw))


@pytest.mark.parametrize(("name", "more"), FORMATS, ids=IDS)
def test_where_and_with_what_it_was_taken_is_gone_and_every_pixel_is_there(
    name: str, more: dict[str, Any]
) -> None:
    raw = photo(name, **more)
    assert MAKER in raw
    stripped = strip(raw)
    before, after = opened(raw), opened(stripped.content)
    assert after.tobytes() == before.tobytes()
    assert not after.getexif().get_ifd(0x8825), "no GPS"
    assert MAKER not in stripped.content
    assert set(after.getexif()) <= {0x0112}
    assert (stripped.width, stripped.height) in (before.size, before.size[::-1])


@pytest.mark.parametrize("turned", range(1, 9))
@pytest.mark.parametrize("name", ["JPEG", "PNG", "WEBP"])
def test_it_is_shown_the_same_way_up(name: str, turned: int) -> None:
    raw = photo(name, turned=turned)
    before, after = (ImageOps.exif_transpose(opened(one)) for one in (raw, strip(raw).content))
    assert after.tobytes() == before.tobytes()


@pytest.mark.parametrize(("name", "more"), FORMATS, ids=IDS)
def test_stripping_again_changes_nothing(name: str, more: dict[str, Any]) -> None:
    once = strip(photo(name, **more))
    assert strip(once.content) == once


@pytest.mark.parametrize("name", ["GIF", "WEBP", "PNG"])
def test_an_animation_goes_on_moving(name: str) -> None:
    raw = io.BytesIO()
    still = plain((60, 40))
    still.save(
        raw, name, save_all=True, append_images=[still.rotate(180)], loop=0, duration=80,
        comment=MAKER, xmp=b"<x>" + MAKER + b"</x>",
    )  # fmt: skip
    after = opened(strip(raw.getvalue()).content)
    assert (after.n_frames, after.info.get("loop")) == (2, 0)
    assert MAKER not in strip(raw.getvalue()).content


def test_what_a_phone_hides_behind_the_picture_is_dropped() -> None:
    """Motion photos hold a film, with its own location, after the picture's end."""
    raw = photo("JPEG")
    assert strip(raw + b"\0\0\0\x18ftypmp42" + MAKER * 9) == strip(raw)


def test_a_colour_profile_stays() -> None:
    from PIL import ImageCms

    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    for name in ("JPEG", "PNG", "WEBP"):
        raw = photo(name, icc_profile=profile)
        assert opened(strip(raw).content).info["icc_profile"] == profile


def test_a_comment_and_a_thumbnail_of_the_uncut_picture_are_dropped() -> None:
    raw = io.BytesIO()
    plain().save(raw, "JPEG", comment=MAKER)
    assert MAKER in raw.getvalue()
    assert MAKER not in strip(raw.getvalue()).content


def test_bytes_of_a_heic_that_nothing_points_to_are_cleared() -> None:
    raw = photo("HEIF")
    hidden = raw + (8 + len(MAKER)).to_bytes(4, "big") + b"mpvd" + MAKER
    hidden += (8 + len(MAKER)).to_bytes(4, "big") + b"mdat" + MAKER
    cleared = strip(hidden).content
    assert MAKER not in cleared
    assert opened(cleared).tobytes() == opened(raw).tobytes()


def test_a_jpeg_that_was_cut_off_on_its_way_can_still_be_seen() -> None:
    raw = photo("JPEG")
    half = strip(raw[: len(raw) // 2])
    assert (half.width, half.height) == opened(raw).size
    assert half.content.endswith(b"\xff\xd9")


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"\xff\xd8\xff",
        b"\xff\xd8\xff\xe1\x00\x02",
        b"\xff\xd8\xff\xd9",
        b"\x89PNG\r\n\x1a\n",
        b"GIF89a",
        b"RIFF\x04\0\0\0WEBP",
        b"\0\0\0\x10ftypheic\0\0\0\0",
        b"<svg xmlns='http://www.w3.org/2000/svg'/>",
        b"MZ\x90\0",
    ],
    ids=repr,
)
def test_what_is_not_a_whole_picture_is_refused(raw: bytes) -> None:
    with pytest.raises(UnreadableError):
        strip(raw)


def _originals() -> Iterator[bytes]:
    for name, more in FORMATS:
        yield photo(name, size=(24, 16), **more)


ORIGINALS = list(_originals())


@settings(max_examples=200, deadline=None)
@given(
    st.sampled_from(ORIGINALS),
    st.lists(st.tuples(st.integers(0, 1_200), st.integers(0, 255)), max_size=6),
    st.integers(0, 1_500),
)
def test_whatever_was_done_to_it_it_is_stripped_or_refused(
    raw: bytes, changes: list[tuple[int, int]], cut: int
) -> None:
    broken = bytearray(raw)
    for at, value in changes:
        broken[at % len(broken)] = value
    try:
        stripped = strip(bytes(broken[: len(broken) - cut % len(broken)]))
    except UnreadableError:
        return
    assert isinstance(stripped, Picture)
    assert media_type_of(stripped.content) == stripped.media_type
    assert strip(stripped.content).content == stripped.content


@settings(max_examples=200, deadline=None)
@given(
    st.sampled_from(
        [b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"GIF89a", b"RIFF____WEBP", b"\0\0\0\x18ftypheic"]
    ),
    st.binary(max_size=400),
)
def test_any_bytes_are_stripped_or_refused(magic: bytes, rest: bytes) -> None:
    try:
        strip(magic + rest)
    except UnreadableError:
        return


def test_a_bomb_of_fill_bytes_takes_no_time() -> None:
    with pytest.raises(UnreadableError):
        strip(b"\xff\xd8" + b"\xff" * 5_000_000)


def test_the_photos_of_these_tests_do_say_where_they_were_taken() -> None:
    assert opened(photo("JPEG")).getexif().get_ifd(0x8825)[2] == located()
