import pytest

from chalicelib.intake.automatic import automatic_reason
from chalicelib.intake.headers import Headers
from chalicelib.intake.mail import parse

ANA = "ana@example.com"


def reason(
    *fields: tuple[str, str], sender: str | None = ANA, path: str | None = ANA
) -> str | None:
    return automatic_reason(Headers(fields), sender, path)


@pytest.mark.parametrize(
    "field",
    [
        ("auto-submitted", "auto-replied"),
        ("auto-submitted", "Auto-Generated"),
        ("auto-submitted", "(vacation) auto-replied; owner-email=a@b"),
        ("auto-submitted", "auto-notified"),
        ("precedence", "bulk"),
        ("precedence", " LIST "),
        ("precedence", "junk"),
        ("precedence", "auto_reply"),
        ("x-auto-response-suppress", "All"),
        ("x-auto-response-suppress", "DR, OOF, AutoReply"),
        ("x-autoreply", "yes"),
        ("x-autorespond", "Re: cold"),
        ("list-id", "<news.example.com>"),
        ("list-unsubscribe", "<mailto:x@example.com>"),
        ("x-failed-recipients", "b@example.com"),
        ("content-type", 'multipart/report; report-type="delivery-status"; boundary=x'),
        ("subject", "Automatic reply: cold"),
        ("subject", "Out of Office"),
        ("subject", "Resposta automática: frio"),
        ("subject", "=?utf-8?q?R=C3=A9ponse_automatique?= : froid"),
        ("subject", "Undeliverable: cold"),
    ],
)
def test_a_machine_that_says_so_is_believed(field: tuple[str, str]) -> None:
    assert reason(field)


@pytest.mark.parametrize(
    "field",
    [
        ("auto-submitted", "no"),
        ("auto-submitted", "No (a person wrote this)"),
        ("auto-submitted", "(comment) NO ; x=y"),
        ("precedence", "first-class"),
        ("x-auto-response-suppress", "None"),
        ("x-auto-response-suppress", "RN, NRN"),
        ("x-autoreply", "no"),
        ("content-type", "multipart/mixed; boundary=report"),
        ("subject", "Re: Automatic reply: cold"),
        ("subject", "Out of the office window I saw your coach burn"),
        ("subject", "Automatic replyings are bad"),
        ("subject", "Returned mail never reached me"),
    ],
)
def test_a_person_is_not_taken_for_a_machine(field: tuple[str, str]) -> None:
    assert reason(field) is None


@pytest.mark.parametrize(
    "sender",
    [
        "mailer-daemon@example.com",
        "MAILER-DAEMON@example.com",
        "postmaster@example.com",
        "noreply@example.com",
        "no-reply+token@example.com",
        "do-not-reply@example.com",
        "naoresponda@example.com",
        "nao-responder@example.com",
        "no-responder@example.com",
        "owner-list@example.com",
        "list-request@example.com",
        "bounces+123@example.com",
    ],
)
def test_an_address_that_nobody_reads_is_a_machines(sender: str) -> None:
    assert reason(sender=sender)
    assert reason(path=sender)


@pytest.mark.parametrize(
    "sender", ["norma.reply@example.com", "noah@example.com", "postmann@example.com", None]
)
def test_an_address_of_a_person_is_a_persons(sender: str | None) -> None:
    assert reason(sender=sender) is None


def test_a_bounce_is_known_by_the_envelope() -> None:
    assert reason(path="")
    assert reason(path="<>")


def test_the_envelopes_word_counts_before_the_fields() -> None:
    assert reason(("return-path", "<>"), path=None)
    assert reason(("return-path", f"<{ANA}>"), path=None) is None
    assert reason(("return-path", "<>"), path=ANA) is None
    assert (
        parse(b"From: ana@example.com\r\n\r\nhi", return_path="").automatic == "empty Return-Path"
    )


def test_a_plain_mail_is_a_persons() -> None:
    assert reason(("subject", "Cold coach"), ("content-type", "text/plain")) is None
