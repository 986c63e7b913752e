"""What Twilio posts: its signature, its texts and its receipts."""

from urllib.parse import urlencode

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.errors import InvalidInputError, TooLargeError
from chalicelib.intake.sms import Media
from chalicelib.intake.twilio import is_signed, parse_receipt, parse_text, read, signature
from chalicelib.model import Delivery
from tests.builders import NOON

TEXT = (
    ("MessageSid", "SM0123456789abcdef0123456789abcdef"),
    ("From", "+447700900123"),
    ("To", "+447700900420"),
    ("Body", "420 heating broken"),
    ("NumMedia", "0"),
)
RECEIPT = (("MessageSid", "SM1"), ("MessageStatus", "delivered"))


def test_a_signature_is_what_twilio_itself_gives_as_its_example() -> None:
    form = {
        "CallSid": "CA1234567890ABCDE", "Caller": "+12349013030", "Digits": "1234",
        "From": "+12349013030", "To": "+18005551212",
    }  # fmt: skip
    url = "https://mycompany.com/myapp.php?foo=1&bar=2"
    assert signature(url, list(form.items()), "12345") == "0/KCTR6DLpKmkAf8muzZqo1nDgQ="


@given(st.permutations(TEXT))
def test_a_signature_does_not_hang_on_the_order_of_the_form(pairs: list[tuple[str, str]]) -> None:
    assert signature("https://a.example", pairs, "t") == signature("https://a.example", TEXT, "t")


@pytest.mark.parametrize("changed", range(len(TEXT)))
def test_a_form_with_one_other_value_is_not_signed(changed: int) -> None:
    url, token = "https://a.example/api/twilio/sms", "token"
    given_with_it = signature(url, TEXT, token)
    assert is_signed(given_with_it, [url], TEXT, [token])
    other = [(n, v + "!") if at == changed else (n, v) for at, (n, v) in enumerate(TEXT)]
    assert not is_signed(given_with_it, [url], other, [token])
    assert not is_signed(given_with_it, [url], TEXT[:-1], [token])
    assert not is_signed(given_with_it, [url], [*TEXT, ("AddOns", "{}")], [token])
    assert not is_signed(given_with_it, [f"{url}/"], TEXT, [token])
    assert not is_signed(given_with_it, [url], TEXT, ["Token"])
    assert not is_signed("", [url], TEXT, [token])
    assert not is_signed("é", [url], TEXT, [token])


def test_while_a_token_is_changed_the_old_one_and_the_new_one_hold() -> None:
    made = signature("https://a.example", TEXT, "old")
    assert is_signed(made, ["https://b.example", "https://a.example"], TEXT, ["new", "old"])


@given(st.lists(st.tuples(st.text(), st.text()), max_size=20))
def test_whatever_characters_come_the_signature_is_over_them(pairs: list[tuple[str, str]]) -> None:
    pairs = [(n, v) for n, v in pairs if n or v]
    came = read(urlencode(pairs, errors="replace").encode())
    assert signature("u", came, "t") == signature(
        "u", [tuple(s.encode(errors="replace").decode() for s in p) for p in pairs], "t"
    )


def test_a_text_is_read_with_who_sent_it_and_what_it_says() -> None:
    text = parse_text(TEXT, NOON)
    assert (text.message_id, text.sender, text.to) == (
        "SM0123456789abcdef0123456789abcdef", "+447700900123", "+447700900420",
    )  # fmt: skip
    assert (text.body, text.received_at) == ("420 heating broken", NOON)
    assert (text.media, text.command, text.in_reply_to) == ((), None, None)


def test_what_twilio_has_acted_on_itself_is_known() -> None:
    assert parse_text([*TEXT, ("OptOutType", "STOP")], NOON).command == "stop"


def test_pictures_are_known_by_their_ids_and_an_address_of_another_form_is_none() -> None:
    message, media = f"MM{'0' * 32}", f"ME{'a' * 32}"
    api = "https://api.twilio.com/2010-04-01/Accounts/AC1"
    text = parse_text(
        [
            *TEXT,
            ("MediaUrl0", f"{api}/Messages/{message}/Media/{media}"),
            ("MediaContentType0", "image/JPEG"),
            ("MediaUrl1", "http://169.254.169.254/latest/meta-data"),
            ("MediaUrl2", f"{api}/Messages/{message}/Media/{media}/../../../x"),
        ],
        NOON,
    )
    assert text.media == (Media(message=message, id=media, media_type="image/jpeg"),)


def test_control_characters_do_not_get_into_the_words() -> None:
    assert (
        parse_text([("MessageSid", "SM1"), ("Body", "a\x00b")], NOON).body
        == "a\N{REPLACEMENT CHARACTER}b"
    )


@pytest.mark.parametrize(
    "parse", [lambda p: parse_text(p, NOON), lambda p: parse_receipt(p, None, NOON)]
)
def test_what_has_no_id_is_refused(parse: object) -> None:
    with pytest.raises(InvalidInputError, match="MessageSid"):
        parse([("From", "+447700900123")])  # type: ignore[operator]


def test_a_form_of_any_size_is_not_read() -> None:
    with pytest.raises(TooLargeError):
        read(b"Body=" + b"a" * 70_000)
    with pytest.raises(InvalidInputError):
        read(b"&".join(b"a=1" for _ in range(501)))
    with pytest.raises(InvalidInputError):
        read(b"Body=\xff")


def test_a_receipt_names_the_message_by_twilios_id_and_by_ours() -> None:
    receipt = parse_receipt(RECEIPT, ("f" * 16, "000001-x"), NOON)
    assert receipt is not None
    assert (receipt.provider_id, receipt.delivery) == ("SM1", Delivery.DELIVERED)
    assert (receipt.about, receipt.reason, receipt.at) == (("f" * 16, "000001-x"), None, NOON)


@pytest.mark.parametrize("status", ["queued", "sending", "sent", "accepted", "", "news"])
def test_a_status_that_says_nothing_is_no_receipt(status: str) -> None:
    assert parse_receipt([("MessageSid", "SM1"), ("MessageStatus", status)], None, NOON) is None


@pytest.mark.parametrize(
    ("status", "code", "delivery", "reason"),
    [
        ("undelivered", "30003", Delivery.FAILED, "Twilio 30003"),
        ("undelivered", "30005", Delivery.BOUNCED, "invalid"),
        ("undelivered", "30007", Delivery.FAILED, "blocked"),
        ("failed", "21610", Delivery.FAILED, "opted_out"),
        ("failed", "", Delivery.FAILED, "undelivered"),
        ("failed", "what?", Delivery.FAILED, "Twilio what?"),
    ],
)
def test_a_failure_says_why(status: str, code: str, delivery: Delivery, reason: str) -> None:
    form = [("MessageSid", "SM1"), ("MessageStatus", status), ("ErrorCode", code)]
    receipt = parse_receipt(form, None, NOON)
    assert receipt is not None
    assert (receipt.delivery, receipt.reason) == (delivery, reason)
