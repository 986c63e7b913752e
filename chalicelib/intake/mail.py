"""One mail as it came, read without trusting any of it.

`parse` takes any bytes and never raises: what cannot be understood is decoded as well as it can be, so
that a person sees something. The work is bounded by the size of the mail and by the caps below.
"""

import hashlib
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from chalicelib.intake import html_text
from chalicelib.intake.automatic import automatic_reason
from chalicelib.intake.charsets import decode
from chalicelib.intake.headers import Headers, decode_words, mailbox, message_ids, one_line, split
from chalicelib.intake.parts import Part, decoded_size, leaves, text_bytes
from chalicelib.intake.sealed import opened, why_sealed, without_signature

MAX_TEXT = 400_000
"""How many characters of a mail's words are read; longer ones end in the stored original only."""
MAX_ATTACHMENTS = 100
"""How many attachments are named."""
MAX_REFERENCES = 20
"""How many message ids of a thread are kept: the first, and the newest of the others."""
MAX_SUBJECT = 500

_MAX_ENCODED = 1_000_000
_SIGNATURES = (
    "application/pkcs7-signature",
    "application/x-pkcs7-signature",
    "application/pgp-signature",
)
_UNSEEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200b\u2060\ufeff]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Enclosed:
    """A part of a mail that is not words, as its sender describes it."""

    name: str
    media_type: str
    part: Part

    @property
    def size(self) -> int:
        """In bytes, decoded."""
        return decoded_size(self.part)

    @property
    def is_inline(self) -> bool:
        """Whether it stands in the middle of the words."""
        return self.part.is_inline

    def content(self) -> bytes:
        """Its bytes, decoded."""
        return text_bytes(self.part, len(self.part.content))


@dataclass(frozen=True, slots=True, kw_only=True)
class Mail:
    """What a mail says about itself. None of it is proven."""

    message_id: str | None
    """With its angle brackets."""
    sender: str | None
    """The address in From, lower case."""
    sender_name: str | None
    reply_to: str | None
    """The address in Reply-To, lower case."""
    subject: str
    """Decoded, on one line, without control characters; empty where there is none."""
    date_text: str | None
    """The Date field as it came: a sender's clock is not trusted."""
    in_reply_to: str | None
    references: tuple[str, ...]
    text: str
    """The whole body as plain text, quoted mail included."""
    html: str | None
    """The HTML that says the same, where the mail has any."""
    html_only: bool
    """Whether `text` was made from `html`."""
    attachments: tuple[Enclosed, ...]
    sealed: str | None
    """Why its words cannot be read: `encrypted`, or `winmail`; None where they can."""
    automatic: str | None
    """Why no person wrote this mail; None where a person seems to have."""
    digest: str | None
    """SHA-256 in hexadecimal over Message-ID, Date, From, Subject and the body: the same for a mail that
    is delivered twice, whatever the servers on its way added. None where it has neither Message-ID nor
    Date, for then equal words may well be two mails."""


def parse(raw: bytes, return_path: str | None = None) -> Mail:
    """Read a mail. `return_path` is the envelope's sender where it is known, "" for a bounce's."""
    if b"\n" not in raw:
        raw = raw.replace(b"\r", b"\n")
    raw = raw.removeprefix(b"\xef\xbb\xbf").lstrip(b"\r\n")
    headers, start = split(raw)
    parts = opened(leaves(raw, headers, start))
    text, html, html_only = _words(parts)
    sender, sender_name = mailbox(headers.get("from"))
    return Mail(
        message_id=next(iter(message_ids(headers.get("message-id"))), None),
        sender=sender,
        sender_name=sender_name,
        reply_to=mailbox(headers.get("reply-to"))[0],
        subject=one_line(decode_words(headers.get("subject") or ""), MAX_SUBJECT),
        date_text=one_line(headers.get("date") or "", 100) or None,
        in_reply_to=next(iter(message_ids(headers.get("in-reply-to"))), None),
        references=_references(headers),
        text=text,
        html=html,
        html_only=html_only,
        attachments=tuple(_attachments(parts)),
        sealed=why_sealed(parts, text),
        automatic=automatic_reason(headers, sender, return_path),
        digest=_digest(headers, raw[start:]),
    )


def _references(headers: Headers) -> tuple[str, ...]:
    ids = list(dict.fromkeys(message_ids(headers.get("references"))))
    return tuple(ids if len(ids) <= MAX_REFERENCES else [ids[0], *ids[1 - MAX_REFERENCES :]])


def _digest(headers: Headers, body: bytes) -> str | None:
    if "message-id" not in headers and "date" not in headers:
        return None
    hashed = hashlib.sha256()
    for name in ("message-id", "date", "from", "subject"):
        # Servers may fold a field anew, and change line ends.
        value = " ".join((headers.get(name) or "").split())
        hashed.update(f"{name}:{value}\n".encode("utf-8", "replace"))
    hashed.update(body.replace(b"\r\n", b"\n").rstrip())
    return hashed.hexdigest()


def _words(parts: Sequence[Part], *, inner: bool = False) -> tuple[str, str | None, bool]:
    """The whole body as text, the same as HTML if there is any, and whether the text was made from it."""
    texts: list[str] = []
    htmls: list[str] = []
    converted = False
    words = [part for part in parts if part.is_words]
    for _, group in groupby(enumerate(words), key=_sameness):
        same = [part for _, part in group]
        plain = "\n\n".join(
            t for part in same if part.media_type == "text/plain" if (t := _plain(part))
        )
        html = "\n".join(
            t for part in same if part.media_type == "text/html" if (t := _decoded(part))
        )
        if plain.strip():
            texts.append(plain)
        elif made := html_text.to_text(html).strip("\n"):
            texts.append(made)
            converted = True
        if html:
            htmls.append(html)
    if not texts and not inner:
        return _forwarded(parts)
    # Two kinds of halves have no common HTML.
    whole_html = "\n".join(htmls) if len(htmls) in (0, len(texts)) else ""
    text = "\n\n".join(texts)[:MAX_TEXT]
    return text, whole_html or None, converted and bool(whole_html)


def _sameness(numbered: tuple[int, Part]) -> tuple[int, int]:
    number, part = numbered
    return (1, part.alternative) if part.alternative is not None else (0, number)


def _forwarded(parts: Sequence[Part]) -> tuple[str, str | None, bool]:
    """The words of a mail that came as the only content of another."""
    for part in parts:
        if part.media_type == "message/rfc822":
            inner = text_bytes(part, _MAX_ENCODED)
            headers, start = split(inner)
            return _words(leaves(inner, headers, start), inner=True)
    return "", None, False


def _decoded(part: Part) -> str:
    text = decode(text_bytes(part, _MAX_ENCODED), part.charset)
    return _UNSEEN.sub("", text.replace("\r\n", "\n").replace("\r", "\n")).replace("\xa0", " ")


def _plain(part: Part) -> str:
    text = _decoded(part)
    if part.is_flowed:
        text = _unflowed(text, drops_space=part.drops_space)
    lines = (line if line == "-- " else line.rstrip() for line in text.split("\n"))
    return without_signature("\n".join(lines).strip("\n"))


def _unflowed(text: str, *, drops_space: bool) -> str:
    """Text wrapped as RFC 3676 says, with its paragraphs whole again."""
    paragraphs: list[list[str]] = []
    depth, goes_on = 0, False
    for line in text.split("\n"):
        content = line.lstrip(">")
        line_depth = len(line) - len(content)
        content = content.removeprefix(" ")
        is_delimiter = content == "-- "
        if goes_on and line_depth == depth and not is_delimiter:
            paragraphs[-1].append(content)
        else:
            paragraphs.append([">" * line_depth + " " * bool(line_depth), content])
        depth = line_depth
        goes_on = content.endswith(" ") and not is_delimiter
        if goes_on and drops_space:
            paragraphs[-1][-1] = content[:-1]
    return "\n".join("".join(paragraph) for paragraph in paragraphs)


def _attachments(parts: Iterable[Part]) -> Iterable[Enclosed]:
    """What is not words. A signature over the mail is nothing that its writer attached."""
    listed = [p for p in parts if not p.is_words and p.media_type not in _SIGNATURES]
    for number, part in enumerate(listed[:MAX_ATTACHMENTS], start=1):
        yield Enclosed(
            name=part.name or f"{part.media_type.partition('/')[0]}-{number}",
            media_type=part.media_type,
            part=part,
        )
