"""Mails that break rules, each with the words that a person must still see."""

import base64

from tests.builders import DOMAIN

HEAD = b"From: Pat <pat@example.net>\r\nMessage-ID: <bad@example.net>\r\n"
SUBJECT = b"Subject: Cold coach\r\n"
TO = f"feedback@{DOMAIN}"


def signed_cms(content: bytes, *, pieces: int = 1) -> bytes:
    """A CMS signature around `content`, without certificates and signers; BER where it is in pieces."""

    def value(tag: int, *inner: bytes) -> bytes:
        body = b"".join(inner)
        size = len(body)
        if size < 0x80:
            return bytes([tag, size]) + body
        length = size.to_bytes(4, "big").lstrip(b"\0")
        return bytes([tag, 0x80 + len(length)]) + length + body

    signed = value(0x06, bytes.fromhex("2a864886f70d010702"))
    data = value(0x06, bytes.fromhex("2a864886f70d010701"))
    if pieces == 1:
        octets = value(0x04, content)
    else:
        step = -(-len(content) // pieces)
        cut = [content[i : i + step] for i in range(0, len(content), step)]
        octets = b"\x24\x80" + b"".join(value(0x04, piece) for piece in cut) + b"\0\0"
    inner = value(0x02, b"\x01"), value(0x31), value(0x30, data, value(0xA0, octets)), value(0x31)
    if pieces > 1:
        return b"\x30\x80" + signed + b"\xa0\x80\x30\x80" + b"".join(inner) + b"\0\0" * 3
    return value(0x30, signed, value(0xA0, value(0x30, *inner)))


def smime(kind: str, content: bytes) -> bytes:
    return (
        HEAD + SUBJECT + b"Content-Type: application/pkcs7-mime; smime-type=" + kind.encode()
        + b'; name="smime.p7m"\r\nContent-Transfer-Encoding: base64\r\n\r\n'
        + base64.encodebytes(content)
    )  # fmt: skip


def typed(description: bytes, body: bytes) -> bytes:
    return HEAD + SUBJECT + b"Content-Type: " + description + b"\r\n\r\n" + body


def nested(depth: int, words: bytes) -> bytes:
    levels = b"".join(
        b'Content-Type: multipart/mixed; boundary="b%d"\r\n\r\n--b%d\r\n' % (n, n)
        for n in range(depth)
    )
    return HEAD + SUBJECT + levels + b"\r\n" + words + b"\r\n"


_INNER = b"Content-Type: text/plain; charset=utf-8\r\n\r\nIt is cold in coach 420.\r\n"
_TNEF = base64.encodebytes(b"\x78\x9f\x3e\x22\x01\x00" + bytes(60))

READABLE: dict[str, tuple[bytes, str]] = {
    "an unknown charset": (typed(b"text/plain; charset=x-klingon", "São frios".encode()), "São frios"),
    "a wrong charset": (typed(b"text/plain; charset=us-ascii", "São frios".encode()), "São frios"),
    "Latin-1 called UTF-8": (
        typed(b"text/plain; charset=utf-8", "São frios, não há aquecimento".encode("latin-1")),
        "São frios, não há aquecimento",
    ),
    "eight bits undeclared": (HEAD + SUBJECT + b"\r\n" + "Frío, señor".encode(), "Frío, señor"),
    "eight bits of Latin-1 undeclared": (
        HEAD + SUBJECT + b"\r\n" + "Frío, señor".encode("latin-1"),
        "Frío, señor",
    ),
    "a charset of Python's own": (typed(b"text/plain; charset=rot13", b"It is cold"), "It is cold"),
    "NUL": (HEAD + b"Subject: a\0b\r\n\r\nIt is\0 cold\0", "It is cold"),
    "no headers": (b"\r\n\r\nIt is cold", "It is cold"),
    "no headers and no blank line": (b"It is cold\r\nand wet", "It is cold\nand wet"),
    "no From": (b"Message-ID: <x@y>\r\n\r\nIt is cold", "It is cold"),
    "a From without an address": (b"From: Pat\r\nMessage-ID: <x@y>\r\n\r\nIt is cold", "It is cold"),
    "bare CR": (b"From: pat@example.net\rMessage-ID: <x@y>\r\rIt is cold\rindeed", "It is cold\nindeed"),
    "2,000 parts": (
        HEAD + SUBJECT + b"Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n\r\nIt is cold"
        + b"\r\n--b\r\nContent-Type: image/png\r\n\r\nx" * 2_000 + b"\r\n--b--\r\n",
        "It is cold",
    ),
    "300 levels": (nested(300, b"It is cold"), "It is cold"),
    "broken base64": (
        HEAD + SUBJECT + b"Content-Transfer-Encoding: base64\r\n\r\n"
        b"SXQgaXMgY29sZCBpbiBj!b2FjaCA0MjAsIGFuZCBoYXMgYmVlbi*BzaW5jZS"
        b"BNb25kYXk7IHRoZSBkcml2ZXIga25vd3Mgb2YgaXQsIHdlIGZyb3plLg\r\n",
        "It is cold in coach 420, and has been since Monday; the driver knows of it, we froze.",
    ),
    "base64 that is none": (
        HEAD + SUBJECT + b"Content-Transfer-Encoding: base64\r\n\r\nIt is cold, we froze. Really!!! (420)",
        "It is cold, we froze. Really!!! (420)",
    ),
    "a boundary that never comes": (
        typed(b"multipart/mixed; boundary=never", b"It is cold"), "It is cold",
    ),
    "a multipart without a boundary": (typed(b"multipart/mixed", b"It is cold"), "It is cold"),
    "a part that never ends": (
        typed(b"multipart/mixed; boundary=b", b"--b\r\n\r\nIt is cold"), "It is cold",
    ),
    "a Content-Type that is none": (typed(b";;;=/\x80", b"It is cold"), "It is cold"),
    "signed by PGP/MIME": (
        typed(
            b'multipart/signed; boundary=b; protocol="application/pgp-signature"',
            b"--b\r\n" + _INNER + b"\r\n--b\r\nContent-Type: application/pgp-signature\r\n\r\n"
            b"-----BEGIN PGP SIGNATURE-----\r\n\r\nabc\r\n-----END PGP SIGNATURE-----\r\n--b--\r\n",
        ),
        "It is cold in coach 420.",
    ),
    "signed by S/MIME, detached": (
        typed(
            b'multipart/signed; boundary=b; protocol="application/pkcs7-signature"',
            b"--b\r\n" + _INNER + b"\r\n--b\r\nContent-Type: application/pkcs7-signature; name=smime.p7s"
            b"\r\nContent-Transfer-Encoding: base64\r\n\r\nMIAGCSqGSIb3DQEHAqCAMIAC\r\n--b--\r\n",
        ),
        "It is cold in coach 420.",
    ),
    "signed by S/MIME as a whole": (smime("signed-data", signed_cms(_INNER)), "It is cold in coach 420."),
    "signed by S/MIME as a whole, in pieces": (
        smime("signed-data", signed_cms(_INNER, pieces=3)), "It is cold in coach 420.",
    ),
    "signed in place": (
        typed(
            b"text/plain",
            b"-----BEGIN PGP SIGNED MESSAGE-----\r\nHash: SHA256\r\n\r\nIt is cold.\r\n- -- \r\nPat\r\n"
            b"-----BEGIN PGP SIGNATURE-----\r\n\r\niQEz\r\n=abcd\r\n-----END PGP SIGNATURE-----\r\n",
        ),
        "It is cold.",
    ),
    "winmail.dat beside the words": (
        typed(
            b"multipart/mixed; boundary=b",
            b"--b\r\n\r\nIt is cold\r\n--b\r\nContent-Type: application/ms-tnef; name=winmail.dat\r\n"
            b"Content-Transfer-Encoding: base64\r\n\r\n" + _TNEF + b"\r\n--b--\r\n",
        ),
        "It is cold",
    ),
}  # fmt: skip

SEALED: dict[str, tuple[bytes, str]] = {
    "encrypted by S/MIME": (smime("enveloped-data", bytes.fromhex("30801a06092a")), "encrypted"),
    "encrypted by PGP/MIME": (
        typed(
            b'multipart/encrypted; boundary=b; protocol="application/pgp-encrypted"',
            b"--b\r\nContent-Type: application/pgp-encrypted\r\n\r\nVersion: 1\r\n"
            b"--b\r\nContent-Type: application/octet-stream; name=encrypted.asc\r\n\r\n"
            b"-----BEGIN PGP MESSAGE-----\r\n\r\nhQEM\r\n-----END PGP MESSAGE-----\r\n--b--\r\n",
        ),
        "encrypted",
    ),
    "encrypted in place": (
        typed(
            b"text/plain",
            b"-----BEGIN PGP MESSAGE-----\r\n\r\nhQEM\r\n=abcd\r\n-----END PGP MESSAGE-----\r\n",
        ),
        "encrypted",
    ),
    "winmail.dat alone": (
        HEAD + SUBJECT + b"Content-Type: application/ms-tnef; name=winmail.dat\r\n"
        b"Content-Transfer-Encoding: base64\r\n\r\n" + _TNEF,
        "winmail",
    ),
}  # fmt: skip

ODD_SUBJECTS: dict[str, bytes] = {
    "5,000 characters": b"Subject: " + b"cold " * 1_000,
    "5,000 characters without a space": b"Subject: " + b"c" * 5_000,
    "CRLF in an encoded word": b"Subject: =?utf-8?q?Cold=0D=0ABcc:_all@example.net=0D=0A=0D=0AHello?=",
    "CRLF in base64": b"Subject: =?utf-8?b?"
    + base64.b64encode(b"Cold\r\nBcc: all@example.net\r\n\r\nHello")
    + b"?=",
    "Unicode's line ends": "Subject: Cold\u2028Bcc: all@example.net\x85X: y".encode(),
    "marks that turn the direction": "Subject: Cold \u202egnp.exe\u202c".encode(),
    "half a character": b"Subject: =?utf-8?b?"
    + base64.b64encode(b"caf\xc3")
    + b"?= =?utf-8?q?=A9?=",
    "a surrogate": b"Subject: =?utf-7?q?+2AA-?=",
}
NOTHING: dict[str, bytes] = {
    "no bytes": b"",
    "blank lines": b"\r\n\r\n\r\n",
    "one NUL": b"\0",
    "a header alone": HEAD,
    "blanks for words": HEAD + b"\r\n \t \r\n",
    "an empty part": HEAD
    + b"Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n\r\n\r\n--b--",
}
