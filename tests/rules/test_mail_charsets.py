import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.intake.charsets import decode

SENTENCES = {
    "pt": "Não há água no ônibus, e o aquecimento está quebrado.",
    "de": "Die Heizung ist kaputt, über drei Stunden. Grüße",
    "fr": "Le chauffage est cassé, déjà trois fois, ça suffit.",
    "pl": "Ogrzewanie nie działa, jest bardzo zimno. Proszę o pomoc.",
    "ru": "Отопление не работает, мы замерзаем.",
    "ja": "暖房が壊れています。とても寒いです。",
    "el": "Η θέρμανση δεν λειτουργεί και κρυώνουμε.",
    "ko": "난방이 고장났어요. 너무 추워요.",
    "zh": "暖气坏了,我们很冷。请尽快处理",
}
LABELLED = [
    *[(language, "utf-8") for language in SENTENCES],
    *[("pt", charset) for charset in ("iso-8859-1", "windows-1252", "iso-8859-15", "macintosh")],
    *[("pl", charset) for charset in ("iso-8859-2", "windows-1250")],
    *[("ru", charset) for charset in ("koi8-r", "windows-1251", "iso-8859-5")],
    *[("ja", charset) for charset in ("iso-2022-jp", "shift_jis", "euc-jp")],
    *[("zh", charset) for charset in ("gb2312", "gbk", "gb18030")],
    *[
        ("ko", "euc-kr"),
        ("ko", "ks_c_5601-1987"),
        ("el", "iso-8859-7"),
        ("fr", "utf-16"),
        ("de", "utf-7"),
    ],
]


@pytest.mark.parametrize(("language", "label"), LABELLED)
def test_text_is_decoded_as_its_label_says(language: str, label: str) -> None:
    codec = "euc-kr" if label.startswith("ks_") else label
    text = SENTENCES[language]
    assert decode(text.encode(codec), label) == text
    assert decode(text.encode(codec), f' "{label.upper()}" ') == text


UNLABELLED = [
    *[(language, "utf-8") for language in SENTENCES],
    *[("pt", "cp1252"), ("de", "cp1252"), ("fr", "cp1252"), ("pl", "cp1250"), ("pl", "iso8859_2")],
    *[
        ("ru", "cp1251"),
        ("ru", "koi8_r"),
        ("el", "cp1253"),
        ("ja", "shift_jis"),
        ("ja", "iso2022_jp"),
    ],
]
WRONG = [None, "", "unknown-8bit", "x-nonsense", "us-ascii", "utf-8", "\0"]


def is_believed(charset: str, label: str | None) -> bool:
    """Whether the label fits the bytes, wrong as it is: ASCII is taken for Windows-1252."""
    return (charset == "iso2022_jp" and label in ("us-ascii", "utf-8")) or (
        label == "us-ascii" and charset not in ("utf-8", "cp1252")
    )


@pytest.mark.parametrize(
    ("language", "charset", "label"),
    [
        (language, charset, label)
        for language, charset in UNLABELLED
        for label in WRONG
        if not is_believed(charset, label)
    ],
)
def test_text_with_a_missing_or_wrong_label_is_decoded_by_its_looks(
    language: str, charset: str, label: str | None
) -> None:
    assert decode(SENTENCES[language].encode(charset), label) == SENTENCES[language]


@pytest.mark.parametrize("label", ["iso-8859-1", "us-ascii", "windows-1252", "latin1"])
def test_what_calls_itself_latin_is_windows_1252(label: str) -> None:
    assert decode("It’s – “cold”".encode("cp1252"), label) == "It’s – “cold”"


@pytest.mark.parametrize("label", ["iso-8859-1", "us-ascii", "windows-1251", None])
def test_utf_8_is_known_under_any_one_byte_label(label: str | None) -> None:
    assert decode("Não há".encode(), label) == "Não há"


def test_a_few_damaged_characters_do_not_spoil_the_rest() -> None:
    raw = SENTENCES["ru"].encode()[:-2]
    assert decode(raw, "utf-8").startswith("Отопление не работает, мы замерзае")


@pytest.mark.parametrize(
    "label", ["idna", "punycode", "unicode_escape", "rot13", "hex", "zlib", "undefined"]
)
def test_codecs_that_are_no_charsets_are_not_used(label: str) -> None:
    assert decode(b"abc\\u0041 uryyb", label) == "abc\\u0041 uryyb"


@given(
    st.binary(max_size=200),
    st.none() | st.sampled_from(["utf-8", "utf-7", "utf-16", "big5", "cp932"]),
)
def test_any_bytes_become_text_that_can_be_stored(raw: bytes, label: str | None) -> None:
    decode(raw, label).encode()


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"])))
def test_utf_8_is_decoded_exactly(text: str) -> None:
    assert decode(text.encode(), "utf-8") == text


def test_statistics_are_loaded_only_when_a_mail_needs_them() -> None:
    code = (
        "import sys; from chalicelib.intake.mail import parse;"
        "parse('Subject: é\\n\\nNão há'.encode());"
        "sys.exit('charset_normalizer' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
