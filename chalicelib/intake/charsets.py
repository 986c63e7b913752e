"""Bytes of a mail to text, whatever their label says. Nothing here raises.

A label is read as the Encoding Standard reads it (https://encoding.spec.whatwg.org/#names-and-labels):
what calls itself Latin-1 is Windows-1252, GB 2312 is GB 18030, and so on, because that is what senders
mean. Bytes that do not fit their label are decoded by what they look like.
"""

import codecs
import re

_LABEL = re.compile(r"[A-Za-z0-9][A-Za-z0-9._:+-]{0,39}")
_MEANT = {
    "ascii": "cp1252",
    "iso8859-1": "cp1252",
    "iso8859-9": "cp1254",
    "iso8859-11": "cp874",
    "shift_jis": "cp932",
    "euc_kr": "cp949",
    "gb2312": "gb18030",
    "gbk": "gb18030",
}
_ALIASES = {
    "x-sjis": "cp932",
    "ks_c_5601-1987": "cp949",
    "iso-8859-8-i": "iso8859-8",
    "unicode-1-1-utf-7": "utf-7",
    "utf8mb4": "utf-8",
    "utf-8-mac": "utf-8",
    "x-mac-roman": "mac-roman",
    "windows-874": "cp874",
}
# Python's own codecs that no mail is written in; idna takes quadratic time.
_NEVER = {"idna", "punycode", "unicode-escape", "raw-unicode-escape", "undefined"}
_ONE_BYTE = ("cp125", "cp874", "iso8859", "koi8", "mac-", "cp437", "cp85")
_LIKELY = [
    *("cp1252", "cp1250", "iso8859_2", "cp1251", "koi8_r", "cp1253", "cp1254", "cp1255", "cp1256"),
    *("shift_jis", "euc_jp", "gb18030", "big5", "euc_kr"),
]
_SAMPLE = 8_192
_WESTERN = frozenset(
    "ÀÁÂÃÄÅÆÇÈÉÊËÌÍÎÏÑÒÓÔÕÖØÙÚÛÜàáâãäåæçèéêëìíîïñòóôõöøùúûüýÿßœŒ¡¿«»“”„‘’–—…€£ºª°·\xa0"
)
_GARBLED = re.compile("[\ud800-\udfff]")


def decode(raw: bytes, label: str | None = None) -> str:
    """The text of `raw`, which calls itself `label`; U+FFFD stands where a character is lost."""
    return _GARBLED.sub("\ufffd", _decode(raw, _codec(label)))


def _decode(raw: bytes, codec: str | None) -> str:
    if raw.isascii() and (codec is None or codec.startswith(_ONE_BYTE)):
        if codec is None and b"\x1b$" in raw:
            return raw.decode("iso2022_jp", "replace")
        return raw.decode("ascii")
    # Text in another charset is hardly ever valid UTF-8 by accident; a wrong label is common.
    is_weak = codec is None or codec.startswith(_ONE_BYTE)
    for name in ("utf-8", codec) if is_weak else (codec, "utf-8"):
        if name is not None:
            try:
                return raw.decode(name)
            except (UnicodeError, LookupError):
                continue
    if codec == "utf-8" and (repaired := _slightly_damaged(raw)) is not None:
        return repaired
    return _guess(raw)


def _codec(label: str | None) -> str | None:
    """Python's name of the codec that a label means; None where it means nothing."""
    label = (label or "").strip().strip("\"'").lower()
    if not _LABEL.fullmatch(label):
        return None
    try:
        name = codecs.lookup(_ALIASES.get(label, label)).name.replace("_", "-")
    except LookupError:
        return None
    if name in _NEVER:
        return None
    return _MEANT.get(name) or _MEANT.get(name.replace("-", "_")) or name


def _slightly_damaged(raw: bytes) -> str | None:
    """UTF-8 with a few bad bytes: cut in the middle of a character, or stuck to something else."""
    text = raw.decode("utf-8", "replace")
    bad = text.count("\ufffd")
    good = sum(not character.isascii() for character in text[:_SAMPLE]) - bad
    return text if good > 4 * bad else None


def _guess(raw: bytes) -> str:
    western = raw.decode("cp1252", "replace")
    strange = {character for character in western[:_SAMPLE] if not character.isascii()}
    if strange <= _WESTERN and 4 * len(re.findall(rb"[\x80-\xff]", raw[:_SAMPLE])) < len(
        raw[:_SAMPLE]
    ):
        return western  # statistics take a single accent for any of a dozen alphabets

    # Imported here because hardly any mail needs it.
    from charset_normalizer import from_bytes

    best = from_bytes(raw[:_SAMPLE], cp_isolation=_LIKELY, preemptive_behaviour=False).best()
    return raw.decode(best.encoding if best else "cp1252", "replace")
