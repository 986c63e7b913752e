import base64
import quopri
from collections.abc import Iterable

import pytest

from chalicelib.intake.mail import MAX_ATTACHMENTS, MAX_REFERENCES, MAX_SUBJECT, Mail, parse

HEAD = b"From: Ana <ana@example.com>\r\nMessage-ID: <1@example.com>\r\n"


def mail(body: bytes, *fields: str) -> Mail:
    return parse(HEAD + "".join(f"{field}\r\n" for field in fields).encode() + b"\r\n" + body)


def multipart(kind: str, parts: Iterable[bytes], boundary: str = "b") -> bytes:
    head = f'Content-Type: multipart/{kind}; boundary="{boundary}"\r\n\r\n'.encode()
    line = f"--{boundary}\r\n".encode()
    return head + b"".join(line + part + b"\r\n" for part in parts) + f"--{boundary}--\r\n".encode()


def part(media_type: str, content: str | bytes, *fields: str) -> bytes:
    raw = content.encode() if isinstance(content, str) else content
    head = "".join(f"{field}\r\n" for field in (f"Content-Type: {media_type}", *fields))
    return head.encode() + b"\r\n" + raw


def test_a_plain_mail_is_read() -> None:
    read = parse(
        b"Return-Path: <ana@example.com>\r\n"
        b"From: =?utf-8?q?Ana_Concei=C3=A7=C3=A3o?= <Ana@Example.com>\r\n"
        b"Reply-To: help@example.com\r\n"
        b"Subject: =?iso-8859-1?q?Aquecimento?=\r\n =?iso-8859-1?q?_n=E3o?= funciona\r\n"
        b"Date: Mon, 16 Nov 2026 10:02:11 +0000\r\n"
        b"Message-ID: <2@example.com>\r\nIn-Reply-To: <1@us>\r\nReferences: <0@us>\r\n <1@us>\r\n"
        b"\r\nEstamos com frio.\r\n"
    )
    assert (read.sender, read.sender_name, read.reply_to) == (
        "ana@example.com",
        "Ana Conceição",
        "help@example.com",
    )
    assert read.subject == "Aquecimento não funciona"
    assert read.date_text == "Mon, 16 Nov 2026 10:02:11 +0000"
    assert (read.message_id, read.in_reply_to) == ("<2@example.com>", "<1@us>")
    assert read.references == ("<0@us>", "<1@us>")
    assert (read.text, read.html, read.html_only) == ("Estamos com frio.", None, False)
    assert (read.attachments, read.automatic) == ((), None)


@pytest.mark.parametrize(
    ("field", "sender", "name"),
    [
        ("ana@example.com", "ana@example.com", None),
        ("<ANA@example.com>", "ana@example.com", None),
        ("ana@example.com (Ana Silva)", "ana@example.com", "Ana Silva"),
        ('"Silva, Ana \\"A\\"" <ana@example.com>', "ana@example.com", 'Silva, Ana "A"'),
        ("Silva, Ana <ana@example.com>", "ana@example.com", "Silva, Ana"),
        (
            '"ceo@bank.example <ceo@bank.example>" <x@evil.example>',
            "x@evil.example",
            "ceo@bank.example",
        ),
        ("a@example.com, b@example.com", "a@example.com", None),
        ("=?utf-8?B?QW5h?= <ana@example.com>", "ana@example.com", "Ana"),
        ("João <joao@example.com>", "joao@example.com", "João"),
        ("undisclosed", None, "undisclosed"),
        ("", None, None),
        ("<>", None, "<>"),
        ("Ana <ana@" + "x" * 300 + ">", None, None),
        ("((((((((((ana@example.com", "ana@example.com", None),
    ],
)
def test_the_sender_is_the_address_of_from(
    field: str, sender: str | None, name: str | None
) -> None:
    read = parse(f"From: {field}\r\n\r\nhi".encode())
    assert read.sender == sender
    if sender and name:
        assert (read.sender_name or "").startswith(name)


def test_a_mail_without_any_field_is_its_words() -> None:
    read = parse(b"just words\nand more")
    assert read.text == "just words\nand more"
    assert (read.sender, read.message_id, read.subject, read.digest) == (None, None, "", None)


def test_an_encoded_line_break_stays_inside_the_subject() -> None:
    read = mail(b"x", "Subject: =?utf-8?q?a=0D=0ABcc:_b@example.com=00=E2=80=AE?=")
    assert read.subject == "a Bcc: b@example.com"


def test_a_subject_whose_characters_are_cut_between_encoded_words_is_whole() -> None:
    halves = ["é".encode()[:1], "é".encode()[1:]]
    words = " ".join(f"=?utf-8?b?{base64.b64encode(half).decode()}?=" for half in halves)
    assert mail(b"x", f"Subject: {words}").subject == "é"


@pytest.mark.parametrize(
    "broken", ["=?utf-8?b?!!!?=", "=?utf-8?q?abc", "=?nonsense?q?=E9?=", "=??q?a?="]
)
def test_a_broken_encoded_word_leaves_the_rest_readable(broken: str) -> None:
    assert "frio" in mail(b"x", f"Subject: {broken} frio").subject


def test_a_very_long_subject_is_cut() -> None:
    assert len(mail(b"x", "Subject: " + "a" * 5_000).subject) == MAX_SUBJECT


def test_a_long_thread_keeps_its_first_and_its_newest_ids() -> None:
    ids = [f"<{n}@x>" for n in range(500)]
    kept = mail(b"x", "References: " + "\r\n ".join(ids)).references
    assert (kept[0], kept[-1], len(kept)) == ("<0@x>", "<499@x>", MAX_REFERENCES)


def test_the_text_of_an_alternative_is_preferred_and_its_html_kept() -> None:
    read = parse(
        HEAD
        + multipart("alternative", [part("text/plain", "words"), part("text/html", "<b>words</b>")])
    )
    assert (read.text, read.html, read.html_only) == ("words", "<b>words</b>", False)


def test_alternatives_inside_an_alternative_say_nothing_new() -> None:
    inner = multipart("alternative", [part("text/html", "<b>words</b>")], "i")
    read = parse(HEAD + multipart("alternative", [part("text/plain", "words"), inner], "o"))
    assert (read.text, read.html) == ("words", "<b>words</b>")


def test_html_is_converted_where_there_is_no_text() -> None:
    read = mail(b"<p>Frio &amp; atraso</p><p>Ana</p>", "Content-Type: text/html")
    assert (read.text, read.html_only) == ("Frio & atraso\n\nAna", True)


def test_html_is_converted_where_the_text_is_empty() -> None:
    read = parse(
        HEAD + multipart("alternative", [part("text/plain", " \r\n"), part("text/html", "words")])
    )
    assert (read.text, read.html_only) == ("words", True)


def test_words_around_a_picture_are_all_read() -> None:
    picture = part("image/jpeg", base64.b64encode(b"x" * 100), "Content-Transfer-Encoding: base64")
    whole = multipart("mixed", [part("text/plain", "before"), picture, part("text/plain", "after")])
    read = parse(HEAD + whole)
    assert read.text == "before\n\nafter"
    assert [(a.name, a.media_type, a.size) for a in read.attachments] == [
        ("image-1", "image/jpeg", 100)
    ]


def test_nested_parts_are_found() -> None:
    related = multipart("related", [part("text/html", "<i>words</i>"), part("image/png", "x")], "r")
    alternative = multipart("alternative", [part("text/plain", "words"), related], "a")
    read = parse(HEAD + multipart("mixed", [alternative, part("application/pdf", "x" * 9)], "m"))
    assert (read.text, read.html) == ("words", "<i>words</i>")
    assert [a.media_type for a in read.attachments] == ["image/png", "application/pdf"]


@pytest.mark.parametrize("boundary", ["a", "a:b", "=_Part'()+_,-./:=?", "--", "b" * 70])
def test_any_boundary_divides(boundary: str) -> None:
    read = parse(
        HEAD + multipart("mixed", [part("text/plain", "one"), part("text/plain", "two")], boundary)
    )
    assert read.text == "one\n\ntwo"


def test_a_boundary_that_begins_another_does_not_end_it() -> None:
    inner = multipart("alternative", [part("text/plain", "words\r\n--out is text")], "out-1")
    assert parse(HEAD + multipart("mixed", [inner], "out-")).text == "words\n--out is text"


def test_a_mail_that_was_cut_short_is_read_as_far_as_it_goes() -> None:
    whole = HEAD + multipart("mixed", [part("text/plain", "one"), part("text/plain", "two")])
    assert parse(whole[: whole.index(b"two") + 2]).text == "one\n\ntw"


def test_a_multipart_that_is_never_divided_is_shown_as_it_is() -> None:
    assert mail(b"words", "Content-Type: multipart/mixed; boundary=nowhere").text == "words"
    assert mail(b"words", "Content-Type: multipart/mixed").text == "words"


@pytest.mark.parametrize(
    ("field", "name"),
    [
        ("Content-Disposition: attachment; filename=a.pdf", "a.pdf"),
        ("Content-Disposition: attachment; filename*=UTF-8''n%C3%A3o.pdf", "não.pdf"),
        (
            "Content-Disposition: attachment; filename*0*=UTF-8''n%C3%A3; filename*1=o.pdf",
            "não.pdf",
        ),
        ('Content-Disposition: attachment; filename="=?iso-8859-1?q?n=E3o.pdf?="', "não.pdf"),
        ('Content-Disposition: attachment; filename="../../etc/passwd"', "passwd"),
        ('Content-Disposition: attachment; filename="C:\\\\temp\\\\a.pdf"', "a.pdf"),
        ('Content-Disposition: attachment; filename="a\x00b\u202efdp.exe"', "a b fdp.exe"),
        ("Content-Disposition: attachment", "application-1"),
        ("Content-Disposition: attachment; filename*=nonsense''%FF", "\u00ff"),
    ],
)
def test_an_attachments_name_is_decoded_and_harmless(field: str, name: str) -> None:
    whole = multipart("mixed", [part("text/plain", "hi"), part("application/pdf", "x", field)])
    assert [a.name for a in parse(HEAD + whole).attachments] == [name]


def test_a_text_file_is_an_attachment_and_no_words() -> None:
    log = part("text/plain", "log", "Content-Disposition: attachment; filename=log.txt")
    read = parse(HEAD + multipart("mixed", [part("text/plain", "words"), log]))
    assert (read.text, [a.name for a in read.attachments]) == ("words", ["log.txt"])


def test_a_signed_mail_is_read_and_its_signature_is_no_attachment() -> None:
    signature = part(
        "application/pkcs7-signature", "AAAA", "Content-Disposition: attachment; filename=smime.p7s"
    )
    read = parse(HEAD + multipart("signed", [part("text/plain", "words"), signature]))
    assert (read.text, read.attachments) == ("words", ())


def test_what_cannot_be_opened_is_named() -> None:
    version = part("application/pgp-encrypted", "Version: 1")
    sealed = part("application/octet-stream", "-----BEGIN PGP MESSAGE-----")
    tnef = part(
        "application/ms-tnef", "xx", "Content-Disposition: attachment; filename=winmail.dat"
    )
    read = parse(HEAD + multipart("encrypted", [version, sealed, tnef]))
    assert read.text == ""
    assert [a.name for a in read.attachments] == ["application-1", "application-2", "winmail.dat"]


def test_a_mail_forwarded_as_the_only_content_shows_its_words() -> None:
    inner = b"From: x@y.example\r\nContent-Type: text/html\r\n\r\n<p>inner words</p>"
    read = parse(HEAD + multipart("mixed", [part("message/rfc822", inner)]))
    assert read.text == "inner words"
    assert [a.media_type for a in read.attachments] == ["message/rfc822"]


def test_attachments_beyond_the_cap_are_not_named() -> None:
    whole = multipart("mixed", [part("image/png", "x")] * (MAX_ATTACHMENTS + 50))
    assert len(parse(HEAD + whole).attachments) == MAX_ATTACHMENTS


@pytest.mark.parametrize("size", [0, 1, 2, 3, 100, 1_000])
def test_an_attachments_size_is_that_of_the_file(size: int) -> None:
    encoded = base64.encodebytes(b"\xff" * size)
    picture = part("image/png", encoded, "Content-Transfer-Encoding: base64")
    assert parse(HEAD + multipart("mixed", [picture])).attachments[0].size == size


def test_paragraphs_that_were_wrapped_for_the_way_are_whole_again() -> None:
    flowed = b"We are very \r\nsorry.\r\n\r\n  indented\r\n> quoted \r\n> too\r\n-- \r\nAna \r\nSilva\r\n"
    read = mail(flowed, "Content-Type: text/plain; format=flowed")
    assert read.text == "We are very sorry.\n\n indented\n> quoted too\n-- \nAna Silva"


def test_the_space_of_a_soft_line_break_is_dropped_where_it_is_no_space() -> None:
    read = mail("寒い \r\nです\r\n".encode(), "Content-Type: text/plain; format=flowed; delsp=yes")
    assert read.text == "寒いです"


@pytest.mark.parametrize(
    "encoding", ["base64", "BASE64", " base64 ; x", "quoted-printable", "8bit", "nonsense"]
)
def test_the_transfer_encoding_is_undone(encoding: str) -> None:
    raw = "Não há água.".encode()
    if "base64" in encoding.lower():
        raw = base64.encodebytes(raw)
    elif encoding == "quoted-printable":
        raw = quopri.encodestring(raw)
    assert mail(raw, f"Content-Transfer-Encoding: {encoding}").text == "Não há água."


def test_damaged_base64_is_decoded_as_far_as_it_goes() -> None:
    raw = base64.encodebytes(b"Estamos com frio, muito frio aqui.").replace(b"=", b"")[:-3]
    assert mail(raw, "Content-Transfer-Encoding: base64").text.startswith("Estamos com frio")


def test_words_that_only_claim_to_be_base64_are_shown() -> None:
    raw = b"It is cold here, and nobody answers!"
    assert mail(raw, "Content-Transfer-Encoding: base64").text == raw.decode()


def test_control_characters_never_reach_the_words() -> None:
    assert mail(b"a\x00b\x07c\x1b[31m\tok").text == "abc[31m\tok"


BODY = b"Subject: Cold\r\nFrom: Ana <ana@example.com>\r\nDate: Mon, 16 Nov 2026 10:02:11 +0000\r\n"


def test_the_digest_of_a_mail_does_not_depend_on_its_way() -> None:
    one = parse(
        b"Received: from a by b; now\r\nReturn-Path: <x@y>\r\n" + HEAD + BODY + b"\r\ncold\r\n"
    )
    other = parse(
        b"X-SES-Spam-Verdict: PASS\r\nReceived: from c by d;\r\n later\r\nDKIM-Signature: v=1\r\n"
        + HEAD.replace(b"Ana <", b"Ana\r\n\t<")
        + BODY
        + b"X-Seen: yes\r\n\r\ncold\r\n\r\n"
    )
    assert (
        one.digest
        == other.digest
        == parse((HEAD + BODY + b"\r\ncold").replace(b"\r\n", b"\n")).digest
    )


@pytest.mark.parametrize(
    "changed",
    [
        (b"Cold", b"Warm"),
        (b"10:02:11", b"10:02:12"),
        (b"<1@", b"<2@"),
        (b"ana@", b"eva@"),
        (b"\r\ncold", b"\r\nwarm"),
    ],
)
def test_the_digest_of_another_mail_is_another(changed: tuple[bytes, bytes]) -> None:
    raw = HEAD + BODY + b"\r\ncold"
    assert parse(raw).digest != parse(raw.replace(*changed)).digest


def test_a_mail_with_neither_id_nor_date_has_no_digest() -> None:
    assert parse(b"From: a@example.com\r\nSubject: x\r\n\r\ncold").digest is None


def test_a_bare_message_id_gets_its_brackets() -> None:
    assert parse(b"Message-ID: abc@x\r\n\r\n").message_id == "<abc@x>"
    assert parse(b"Message-ID: two words\r\n\r\n").message_id is None
