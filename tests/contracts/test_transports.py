"""Every way out keeps one contract: what is handed over leaves once, and a failure says which kind.

Memory; SES and SNS on moto; End User Messaging, which no emulator has, against botocore's own model
of it; Twilio, which is no AWS, against a server that answers as its documentation says; and all
against a real socket that refuses, hangs up, or never answers.
"""

import email
import email.policy
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import boto3
import pytest
from botocore.config import Config
from botocore.stub import Stubber
from moto import mock_aws
from moto.core import DEFAULT_ACCOUNT_ID
from moto.ses.models import ses_backends
from moto.sns.models import sns_backends

from chalicelib.errors import (
    AmbiguousDeliveryError,
    DeliveryError,
    PermanentDeliveryError,
    TemporaryDeliveryError,
)
from chalicelib.model import Channel, Message, Purpose, Rendered
from chalicelib.notify.mail import AUTO_REPLIED, from_address
from chalicelib.notify.memory import MemoryTransport
from chalicelib.notify.ses import SesMail
from chalicelib.notify.sms import EndUserMessaging, SnsPublish
from chalicelib.ports import Transport
from tests.builders import NOON, PHONE
from tests.contracts.twilio_server import TwilioServer, twilio_messages

REGION = "eu-west-1"
MAIL = Rendered(
    text="Olá, Ana.\nAté amanhã.",
    html="<p>Olá, Ana.</p>",
    subject="Reclamação: o ônibus está frio e ninguém responde há horas, o que houve com vocês? 😀",
    sender=from_address('Viação "Exemplo"', "feedback@fale.example.com"),
    reply_to=f"r-{'a' * 42}@fale.example.com",
    headers={"In-Reply-To": f"<{'b' * 120}@mail.example.net>", **AUTO_REPLIED},
)
TEXT = Rendered(text="Obrigado. Seu protocolo: K7Q-4MDX", sender="+447700900000")


def message(to: str, number: int = 1) -> Message:
    return Message(
        id=f"{number:06d}-acknowledgement-0123abcd-1",
        feedback_id="0123456789abcdef",
        entry=number,
        purpose=Purpose.ACKNOWLEDGEMENT,
        channel=Channel.EMAIL if "@" in to else Channel.SMS,
        to=to,
        created_at=NOON,
    )


@dataclass
class WayOut:
    """One transport, and a look at what became of what it was given."""

    transport: Transport
    to: str
    rendered: Rendered
    left: Callable[[], list[tuple[str, str]]]
    """Recipient and words of everything that left."""
    fail: Callable[[type[DeliveryError]], None]
    """Let the next sending fail in this way."""

    def send(self, number: int = 1) -> str:
        return self.transport.send(message(self.to, number), self.rendered)


def client(service: str, endpoint: str | None = None, **config: Any) -> Any:
    return boto3.client(  # type: ignore[call-overload]
        service,
        region_name=REGION,
        endpoint_url=endpoint,
        aws_access_key_id="test",
        aws_secret_access_key="test",
        config=Config(retries={"max_attempts": 0}, **config),
    )


ERRORS: dict[str, dict[type[DeliveryError], tuple[str, int]]] = {
    "send_email": {
        PermanentDeliveryError: ("MessageRejected", 400),
        TemporaryDeliveryError: ("TooManyRequestsException", 429),
        AmbiguousDeliveryError: ("InternalFailure", 500),
    },
    "publish": {
        PermanentDeliveryError: ("InvalidParameter", 400),
        TemporaryDeliveryError: ("Throttling", 400),
        AmbiguousDeliveryError: ("InternalError", 500),
    },
    "send_text_message": {
        PermanentDeliveryError: ("ConflictException", 400),
        TemporaryDeliveryError: ("ThrottlingException", 400),
        AmbiguousDeliveryError: ("InternalServerException", 500),
    },
}


def failing(aws: Any, operation: str) -> Callable[[type[DeliveryError]], None]:
    """Failures as botocore makes them from the provider's answer."""

    def fail(kind: type[DeliveryError]) -> None:
        code, status = ERRORS[operation][kind]
        stubber = Stubber(aws)
        stubber.add_client_error(operation, code, http_status_code=status)
        stubber.activate()

    return fail


def memory() -> Iterator[WayOut]:
    transport = MemoryTransport()
    yield WayOut(
        transport=transport,
        to=PHONE,
        rendered=TEXT,
        left=lambda: [(s.message.to, s.rendered.text) for s in transport.sent],
        fail=lambda kind: transport.fail_next(kind("x")),
    )


def ses() -> Iterator[WayOut]:
    with mock_aws():
        aws = client("sesv2")
        aws.create_email_identity(EmailIdentity="fale.example.com")

        def left() -> list[tuple[str, str]]:
            return [(sent.destinations[0], _words(sent.raw_data)) for sent in _ses_outbox()]

        yield WayOut(
            transport=SesMail(aws),
            to="pat@example.net",
            rendered=MAIL,
            left=left,
            fail=failing(aws, "send_email"),
        )


def sns() -> Iterator[WayOut]:
    with mock_aws():
        aws = client("sns")
        yield WayOut(
            transport=SnsPublish(aws),
            to=PHONE,
            rendered=TEXT,
            left=lambda: list(sns_backends[DEFAULT_ACCOUNT_ID][REGION].sms_messages.values()),
            fail=failing(aws, "publish"),
        )


def end_user_messaging() -> Iterator[WayOut]:
    aws = client("pinpoint-sms-voice-v2")
    left: list[tuple[str, str]] = []
    stubber = Stubber(aws)
    for number in (1, 2):
        stubber.add_response("send_text_message", {"MessageId": f"sms-{number}"})

    def record(params: dict[str, Any], **_: Any) -> None:
        left.append((params["DestinationPhoneNumber"], params["MessageBody"]))

    aws.meta.events.register("provide-client-params.*.SendTextMessage", record)

    def fail(kind: type[DeliveryError]) -> None:
        stubber.deactivate()
        aws.meta.events.unregister("provide-client-params.*.SendTextMessage", record)
        failing(aws, "send_text_message")(kind)

    stubber.activate()
    yield WayOut(
        transport=EndUserMessaging(aws), to=PHONE, rendered=TEXT, left=lambda: left, fail=fail
    )


def twilio() -> Iterator[WayOut]:
    with TwilioServer() as server:
        answers = {
            PermanentDeliveryError: (400, {"code": 21610, "status": 400}),
            TemporaryDeliveryError: (429, {"code": 20429, "status": 429}),
            AmbiguousDeliveryError: (500, {"code": 20500, "status": 500}),
        }
        yield WayOut(
            transport=twilio_messages(server.url),
            to=PHONE,
            rendered=TEXT,
            left=lambda: [(form["To"], form["Body"]) for form in server.taken],
            fail=lambda kind: server.next_answers.append(answers[kind]),
        )


def _ses_outbox() -> list[Any]:
    return list(ses_backends[DEFAULT_ACCOUNT_ID][REGION].sent_messages)


def _words(raw: str) -> str:
    mail = email.message_from_string(raw, policy=email.policy.default)
    body = mail.get_body(("plain",))
    assert body is not None
    return str(body.get_content()).replace("\r\n", "\n").removesuffix("\n")


@pytest.fixture(
    params=[memory, ses, sns, end_user_messaging, twilio], ids=lambda made: made.__name__
)
def way_out(request: pytest.FixtureRequest) -> Iterator[WayOut]:
    yield from request.param()


def test_what_is_handed_over_leaves_once_to_its_recipient(way_out: WayOut) -> None:
    assert way_out.send()
    assert way_out.left() == [(way_out.to, way_out.rendered.text)]


def test_two_messages_have_two_ids(way_out: WayOut) -> None:
    assert way_out.send(1) != way_out.send(2)
    assert len(way_out.left()) == 2


@pytest.mark.parametrize(
    "kind", [PermanentDeliveryError, TemporaryDeliveryError, AmbiguousDeliveryError]
)
def test_a_failure_says_which_kind_it_is_in_one_word(
    way_out: WayOut, kind: type[DeliveryError]
) -> None:
    way_out.fail(kind)
    with pytest.raises(kind) as failure:
        way_out.send()
    assert str(failure.value).replace("_", "").isalpha()
    assert way_out.left() == []


def test_memory_can_fail_after_the_message_left() -> None:
    transport = MemoryTransport("sms")
    transport.fail_next(AmbiguousDeliveryError("no_answer"), times=2, has_left=True)
    for number in (1, 2):
        with pytest.raises(AmbiguousDeliveryError):
            transport.send(message(PHONE, number), TEXT)
    assert transport.send(message(PHONE, 3), TEXT) == "sms-3"
    assert [sent.message.entry for sent in transport.sent] == [1, 2, 3]


def test_a_mail_arrives_with_every_header_as_it_was_written() -> None:
    with mock_aws():
        aws = client("sesv2")
        aws.create_email_identity(EmailIdentity="fale.example.com")
        SesMail(aws).send(message("pat@example.net"), MAIL)
        raw = _ses_outbox()[0].raw_data
    assert max(map(len, raw.splitlines())) <= 998
    assert raw.isascii()
    mail = email.message_from_string(raw, policy=email.policy.default)
    assert mail["Subject"] == MAIL.subject
    assert mail["From"].addresses[0].display_name == 'Viação "Exemplo"'
    assert mail["From"].addresses[0].addr_spec == "feedback@fale.example.com"
    assert (mail["To"], mail["Reply-To"]) == ("pat@example.net", MAIL.reply_to)
    assert mail["In-Reply-To"] == MAIL.headers["In-Reply-To"]
    assert mail["Auto-Submitted"] == "auto-replied"
    assert mail.get_content_type() == "multipart/alternative"
    html = mail.get_body(("html",))
    assert html is not None
    assert html.get_content().strip() == MAIL.html


def test_a_mail_is_tagged_so_that_its_receipts_find_it() -> None:
    aws = client("sesv2")
    sent: dict[str, Any] = {}
    aws.meta.events.register(
        "provide-client-params.*.SendEmail", lambda params, **_: sent.update(params)
    )
    with Stubber(aws) as stubber:
        stubber.add_response("send_email", {"MessageId": "0102-x@email.amazonses.com"})
        provider_id = SesMail(aws, configuration_set="ouvido").send(message("a@ü.example"), MAIL)
    assert provider_id == "0102-x"
    assert sent["Destination"] == {"ToAddresses": ["a@xn--tda.example"]}
    assert sent["ConfigurationSetName"] == "ouvido"
    assert sent["EmailTags"] == [
        {"Name": "feedback", "Value": "0123456789abcdef"},
        {"Name": "message", "Value": "000001-acknowledgement-0123abcd-1"},
    ]


@pytest.mark.parametrize(
    "to", ["a@b.example, c@d.example", "a@b.example\r\nBcc: c@d.example", "josé@b.example", "a", ""]
)
def test_what_is_no_one_address_is_never_handed_over(to: str) -> None:
    with mock_aws(), pytest.raises(PermanentDeliveryError, match="invalid"):
        SesMail(client("sesv2")).send(message(to), MAIL)


def test_a_mail_without_a_sender_is_never_handed_over() -> None:
    with mock_aws(), pytest.raises(PermanentDeliveryError, match="not_set_up"):
        SesMail(client("sesv2")).send(message("a@b.example"), Rendered(text="x"))


def test_a_line_end_cannot_begin_another_header() -> None:
    injected = Rendered(text="x", subject="Hi\r\nBcc: c@d.example", sender="f@e.example")
    with mock_aws(), pytest.raises(ValueError, match="Subject has a control character"):
        SesMail(client("sesv2")).send(message("a@b.example"), injected)


def test_a_text_is_handed_over_with_all_that_its_receipts_need() -> None:
    aws = client("pinpoint-sms-voice-v2")
    with Stubber(aws) as stubber:
        stubber.add_response(
            "send_text_message",
            {"MessageId": "sms-1"},
            {
                "DestinationPhoneNumber": PHONE,
                "OriginationIdentity": "+447700900000",
                "MessageBody": TEXT.text,
                "MessageType": "TRANSACTIONAL",
                "Context": {
                    "feedback": "0123456789abcdef",
                    "message": "000001-acknowledgement-0123abcd-1",
                },
            },
        )
        assert EndUserMessaging(aws).send(message(PHONE), TEXT) == "sms-1"


def test_a_text_leaves_as_the_stage_is_set_up() -> None:
    aws = client("pinpoint-sms-voice-v2")
    sent: dict[str, Any] = {}
    aws.meta.events.register(
        "provide-client-params.*.SendTextMessage", lambda params, **_: sent.update(params)
    )
    transport = EndUserMessaging(
        aws,
        origination="pool-1",
        configuration_set="ouvido",
        max_price="0.50",
        valid_for=timedelta(hours=24),
    )
    with Stubber(aws) as stubber:
        stubber.add_response("send_text_message", {"MessageId": "sms-1"})
        transport.send(message(PHONE), TEXT)
    assert sent["OriginationIdentity"] == "pool-1"
    assert sent["ConfigurationSetName"] == "ouvido"
    assert (sent["MaxPrice"], sent["TimeToLive"]) == ("0.50", 86400)


@pytest.mark.parametrize(
    ("code", "reason", "kind", "word"),
    [
        ("ConflictException", "DESTINATION_PHONE_NUMBER_OPTED_OUT", "permanent", "opted_out"),
        ("ConflictException", "DESTINATION_PHONE_NUMBER_NOT_VERIFIED", "permanent", "not_verified"),
        (
            "ConflictException",
            "DESTINATION_COUNTRY_BLOCKED_BY_PROTECT_CONFIGURATION",
            "permanent",
            "blocked",
        ),
        ("ConflictException", "NO_ORIGINATION_IDENTITIES_FOUND", "temporary", "not_set_up"),
        ("ConflictException", "NUMBER_CAPABILITIES_MISMATCH", "permanent", "rejected"),
        ("ValidationException", "PRICE_OVER_THRESHOLD", "permanent", "too_dear"),
        ("ValidationException", "INVALID_PARAMETER", "permanent", "invalid"),
        (
            "ValidationException",
            "INVALID_IDENTITY_FOR_DESTINATION_COUNTRY",
            "permanent",
            "blocked",
        ),
        ("ValidationException", "SENDER_ID_NOT_REGISTERED", "temporary", "not_set_up"),
        (
            "ServiceQuotaExceededException",
            "MONTHLY_SPEND_LIMIT_REACHED_FOR_TEXT",
            "temporary",
            "sending_limit",
        ),
        ("AccessDeniedException", "ACCOUNT_DISABLED", "temporary", "not_set_up"),
        ("ResourceNotFoundException", None, "temporary", "not_set_up"),
    ],
)
def test_a_refused_text_says_why(code: str, reason: str | None, kind: str, word: str) -> None:
    kinds = {"permanent": PermanentDeliveryError, "temporary": TemporaryDeliveryError}
    aws = client("pinpoint-sms-voice-v2")
    stubber = Stubber(aws)
    stubber.add_client_error(
        "send_text_message",
        code,
        http_status_code=400,
        modeled_fields={"Reason": reason} if reason else None,
    )
    with stubber, pytest.raises(kinds[kind], match=f"^{word}$"):
        EndUserMessaging(aws).send(message(PHONE), TEXT)


@pytest.mark.parametrize(
    ("code", "kind", "word"),
    [
        ("BadRequestException", PermanentDeliveryError, "invalid"),
        ("SendingPausedException", TemporaryDeliveryError, "sending_paused"),
        ("AccountSuspendedException", TemporaryDeliveryError, "sending_paused"),
        ("LimitExceededException", TemporaryDeliveryError, "sending_limit"),
        ("MailFromDomainNotVerifiedException", TemporaryDeliveryError, "not_set_up"),
        ("NotFoundException", TemporaryDeliveryError, "not_set_up"),
        ("ExpiredTokenException", TemporaryDeliveryError, "not_set_up"),
    ],
)
def test_a_refused_mail_says_why(code: str, kind: type[DeliveryError], word: str) -> None:
    aws = client("sesv2")
    stubber = Stubber(aws)
    stubber.add_client_error("send_email", code, http_status_code=400)
    with stubber, pytest.raises(kind, match=f"^{word}$"):
        SesMail(aws).send(message("pat@example.net"), MAIL)


def test_a_request_that_botocore_refuses_never_left() -> None:
    aws = client("pinpoint-sms-voice-v2")
    with pytest.raises(PermanentDeliveryError, match="invalid"):
        EndUserMessaging(aws, max_price="1").send(message(""), TEXT)


NETWORKED: list[Callable[[str], tuple[Transport, Message, Rendered]]] = [
    lambda url: (SesMail(_hasty("sesv2", url)), message("pat@example.net"), MAIL),
    lambda url: (SnsPublish(_hasty("sns", url)), message(PHONE), TEXT),
    lambda url: (EndUserMessaging(_hasty("pinpoint-sms-voice-v2", url)), message(PHONE), TEXT),
    lambda url: (twilio_messages(url), message(PHONE), TEXT),
]


def _hasty(service: str, url: str) -> Any:
    return client(service, url, connect_timeout=2, read_timeout=0.2)


@pytest.fixture(params=NETWORKED, ids=["ses", "sns", "end_user_messaging", "twilio"])
def at(request: pytest.FixtureRequest) -> Callable[[str], None]:
    def send(url: str) -> None:
        transport, about, rendered = request.param(url)
        transport.send(about, rendered)

    return send


@pytest.fixture
def listening() -> Iterator[socket.socket]:
    with closing(socket.create_server(("127.0.0.1", 0))) as server:
        yield server


def _url(server: socket.socket) -> str:
    return f"http://127.0.0.1:{server.getsockname()[1]}"


def _answering(server: socket.socket, answer: bytes) -> threading.Thread:
    """Take one request whole, answer it so, and hang up."""

    def serve() -> None:
        connection, _ = server.accept()
        with closing(connection):
            got = connection.recv(65536)
            head = got.partition(b"\r\n\r\n")[0].lower()
            if b"expect: 100-continue" in head:
                connection.sendall(b"HTTP/1.1 100 Continue\r\n\r\n")
            length = int(head.partition(b"content-length: ")[2].partition(b"\r\n")[0])
            while len(got.partition(b"\r\n\r\n")[2]) < length:
                got += connection.recv(65536)
            connection.sendall(answer)

    thread = threading.Thread(target=serve, daemon=True)
    thread.start()
    return thread


def test_nobody_there_means_certainly_not_sent(
    at: Callable[[str], None], listening: socket.socket
) -> None:
    url = _url(listening)
    listening.close()
    with pytest.raises(TemporaryDeliveryError, match="unreachable"):
        at(url)


def test_no_answer_in_time_means_unsure(
    at: Callable[[str], None], listening: socket.socket
) -> None:
    with pytest.raises(AmbiguousDeliveryError, match="no_answer"):
        at(_url(listening))  # the kernel takes the connection, and nobody reads it


@pytest.mark.parametrize(
    ("answer", "word"),
    [
        (b"", "no_answer"),
        (b"HTTP/1.1 500 Oh\r\nContent-Length: 0\r\n\r\n", "provider_failed"),
        (b"HTTP/1.1 503 Busy\r\nContent-Length: 0\r\n\r\n", "provider_failed"),
        (b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n{", "no_answer"),
    ],
)
def test_a_broken_answer_means_unsure(
    at: Callable[[str], None], listening: socket.socket, answer: bytes, word: str
) -> None:
    serving = _answering(listening, answer)
    with pytest.raises(AmbiguousDeliveryError, match=word):
        at(_url(listening))
    serving.join(timeout=5)
    assert not serving.is_alive()
