"""What left the stack is read from the calls that boto3 really makes."""

import json
from datetime import UTC, datetime
from email.message import EmailMessage
from typing import Any

import boto3
import pytest
from botocore.awsrequest import AWSRequest, AWSResponse
from hypothesis import given
from hypothesis import strategies as st

from infra.local import mime
from infra.local.departures import Departure, message_id, sending

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)


class Captured(Exception):  # noqa: N818
    """Carries the request that would have left."""


def request_of(service: str, operation: str, **arguments: Any) -> AWSRequest:
    """The request that boto3 makes, taken before it is sent."""
    client = boto3.client(
        service, region_name="eu-west-2", aws_access_key_id="a", aws_secret_access_key="b"
    )

    def take(request: AWSRequest, **_: Any) -> AWSResponse:
        raise Captured(request)

    client.meta.events.register("before-send", take)
    with pytest.raises(Captured) as caught:
        getattr(client, operation)(**arguments)
    return caught.value.args[0]


def departures_of(request: AWSRequest) -> list[Departure]:
    body = request.body or b""
    path = request.url.split("amazonaws.com", 1)[1]
    headers = {name: _text(value) for name, value in request.headers.items()}
    found = sending(
        request.method, path, headers, body if isinstance(body, bytes) else body.encode()
    )
    assert found is not None
    return found.departures


def _text(value: Any) -> str:
    return value.decode() if isinstance(value, bytes) else str(value)


def a_mail(**headers: str) -> bytes:
    mail = EmailMessage()
    for name, value in headers.items():
        mail[name.replace("_", "-")] = value
    mail.set_content("Olá, são 18h05.\n")
    mail.add_alternative("<p>Olá, são <b>18h05</b>.</p>", subtype="html")
    mail.add_attachment(b"name;text", maintype="text", subtype="plain", filename="words.csv")
    return mail.as_bytes()


def test_a_raw_mail_is_read_whole() -> None:
    raw = a_mail(
        From='"Viação Exemplo" <feedback@example.com>',
        To="ana@example.com",
        Reply_To="r-abc@example.com",
        Subject="[K7Q-4MDX] Ação",
        Auto_Submitted="auto-generated",
    )
    [left] = departures_of(
        request_of(
            "sesv2",
            "send_email",
            Destination={"ToAddresses": ["ana@example.com"]},
            Content={"Raw": {"Data": raw}},
            EmailTags=[{"Name": "feedback", "Value": "abc"}],
        )
    )
    assert left.sender == "Viação Exemplo <feedback@example.com>"
    assert (left.channel, left.to, left.reply_to) == (
        "email",
        "ana@example.com",
        "r-abc@example.com",
    )
    assert left.subject == "[K7Q-4MDX] Ação"
    assert left.text == "Olá, são 18h05.\n"
    assert left.html is not None
    assert "<b>18h05</b>" in left.html
    assert left.headers["Auto-Submitted"] == "auto-generated"
    assert left.tags == {"feedback": "abc"}


def test_a_mail_to_two_people_left_twice() -> None:
    left = departures_of(
        request_of(
            "sesv2",
            "send_email",
            FromEmailAddress="feedback@example.com",
            Destination={"ToAddresses": ["a@example.com"], "CcAddresses": ["b@example.com"]},
            Content={
                "Simple": {
                    "Subject": {"Data": "Hi"},
                    "Body": {"Text": {"Data": "words"}},
                    "Headers": [{"Name": "In-Reply-To", "Value": "<x@y>"}],
                }
            },
        )
    )
    assert [one.to for one in left] == ["a@example.com", "b@example.com"]
    assert {one.text for one in left} == {"words"}
    assert left[0].headers == {"In-Reply-To": "<x@y>", "Subject": "Hi"}


def test_a_text_through_sns_is_read_with_its_own_number() -> None:
    [left] = departures_of(
        request_of(
            "sns",
            "publish",
            PhoneNumber="+447700900123",
            Message="Thanks & é 100% + =",
            MessageAttributes={
                "AWS.SNS.SMS.SMSType": {"DataType": "String", "StringValue": "Transactional"},
                "AWS.MM.SMS.OriginationNumber": {"DataType": "String", "StringValue": "+4477"},
            },
        )
    )
    assert (left.channel, left.sender, left.to) == ("sms", "+4477", "+447700900123")
    assert left.text == "Thanks & é 100% + ="


def test_publishing_to_a_topic_sends_nobody_anything() -> None:
    request = request_of("sns", "publish", TopicArn="arn:aws:sns:eu-west-2:1:t", Message="x")
    headers = {name: _text(value) for name, value in request.headers.items()}
    assert sending("POST", "/", headers, _text(request.body).encode()) is None


def test_a_text_through_end_user_messaging_is_read_with_its_context() -> None:
    [left] = departures_of(
        request_of(
            "pinpoint-sms-voice-v2",
            "send_text_message",
            DestinationPhoneNumber="+447700900123",
            OriginationIdentity="+447700900420",
            MessageBody="Olá",
            Context={"feedback": "abc"},
        )
    )
    assert (left.sender, left.to, left.text) == ("+447700900420", "+447700900123", "Olá")
    assert left.tags == {"feedback": "abc"}


def test_a_pool_is_no_number() -> None:
    [left] = departures_of(
        request_of(
            "pinpoint-sms-voice-v2",
            "send_text_message",
            DestinationPhoneNumber="+447700900123",
            OriginationIdentity="pool-0123",
            MessageBody="x",
        )
    )
    assert left.sender is None


def test_the_provider_id_is_the_one_in_the_answer() -> None:
    content = {"Simple": {"Subject": {"Data": ""}, "Body": {}}}
    body = json.dumps({"Content": content}).encode()
    mail = sending("POST", "/v2/email/outbound-emails", {}, body)
    assert mail is not None
    assert mail.provider_id(b'{"MessageId": "abc@x"}') == "abc@x"
    text = sending(
        "POST",
        "/",
        {"Content-Type": "application/x-www-form-urlencoded; charset=utf-8"},
        b"Action=Publish&PhoneNumber=%2B44&Message=x",
    )
    assert text is not None
    answer = (
        b'<PublishResponse xmlns="http://x"><R><MessageId>9-8</MessageId></R></PublishResponse>'
    )
    assert text.provider_id(answer) == "9-8"
    with pytest.raises(ValueError, match="no MessageId"):
        text.provider_id(b"<PublishResponse/>")


def test_the_recipient_sees_the_message_id_that_ses_gives() -> None:
    left = Departure(
        channel="email", sender="a@b", to="c@d", text="", headers={"Message-Id": "<mine>", "X": "1"}
    )
    headers = left.record("abc", NOON)["headers"]
    assert headers == {
        "X": "1",
        "Message-ID": "<abc@email.amazonses.com>",
        "Date": "Mon, 23 Nov 2026 12:00:00 +0000",
    }
    assert message_id("abc@email.amazonses.com") == "<abc@email.amazonses.com>"


@given(st.binary(max_size=400))
def test_any_bytes_can_be_read_as_a_mail(raw: bytes) -> None:
    headers = mime.headers_of(raw)
    json.dumps(headers).encode()
    "".join(value for _, value in headers).encode()
    mime.addresses(headers, "From", "To")
    mime.read(raw)


_FRAGMENT = st.sampled_from(
    [
        *("Subject: ", "From: ", "To: ", "<a@b.c>", '"', ",", "é", "\xff", "\0"),
        *("=?utf-8?B?", "=?x?q?", "?=", "4piD", "=C3", "\r\n", "\r\n ", "\r\n\r\n", "--b\r\n"),
        "Content-Type: multipart/mixed; boundary=b\r\n",
        "Content-Type: text/html; charset=nonsense\r\n",
        "Content-Transfer-Encoding: base64\r\n",
    ]
)


@given(st.lists(_FRAGMENT, max_size=30))
def test_broken_mails_can_be_read(fragments: list[str]) -> None:
    raw = "".join(fragments).encode("latin-1")
    "".join(value for _, value in mime.headers_of(raw)).encode()
    mime.read(raw)


@pytest.mark.parametrize(
    ("raw", "shown"),
    [
        ("=?utf-8?B?4piD?=", "☃"),
        ("a =?utf-8?Q?caf=C3?= =?utf-8?Q?=A9_d?= b", "a café d b"),
        ("=?iso-8859-1?q?caf=E9?= =?utf-8?b?w6k=?=", "caféé"),
        ("=?nonsense?q?x=C3=A9?=", "xé"),
        ("=?utf-8?B?A?=", "=?utf-8?B?A?="),
        ("caf\N{LATIN SMALL LETTER E WITH ACUTE}", "café"),
        ("one\r\n two\r\n\tthree", "one two three"),
    ],
)
def test_a_header_is_shown_as_a_person_reads_it(raw: str, shown: str) -> None:
    assert mime.headers_of(f"Subject: {raw}\r\n\r\n".encode()) == [("Subject", shown)]
