"""The local front before a real emulator: what leaves, what arrives, what passes through."""

import json
import re
import threading
from collections.abc import Iterator
from dataclasses import replace
from email.message import EmailMessage
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
import requests
from botocore.exceptions import ClientError

from infra.local.front import Front
from tests.emulated import DEMO, Emulated, furnished

PHONE = "+447700900123"


@pytest.fixture(scope="module")
def emulated(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Emulated]:
    with furnished(tmp_path_factory.mktemp("emulator")) as emulated:
        yield emulated


class Api(BaseHTTPRequestHandler):
    """Stands where the deployed API would: it says what it was asked."""

    protocol_version = "HTTP/1.1"

    def _answer(self) -> None:
        if self.path.startswith("/api/broken"):
            self.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf")
            self.close_connection = True
            return
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        heard = {
            "method": self.command,
            "path": self.path,
            "headers": {name.lower(): value for name, value in self.headers.items()},
            "body": body.decode("latin-1"),
        }
        said = json.dumps(heard).encode()
        self.send_response(302 if self.path.startswith("/api/moved") else 201)
        self.send_header("Location", "/elsewhere")
        self.send_header("Set-Cookie", "a=1")
        self.send_header("Set-Cookie", "b=2")
        self.send_header("Content-Length", str(len(said)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(said)

    def __getattr__(self, name: str) -> Any:
        """Each method's own `do_…`: all are answered alike."""
        if name.startswith("do_"):
            return self._answer
        raise AttributeError(name)

    def log_message(self, *_: Any) -> None:
        """Say nothing."""


@pytest.fixture(scope="module")
def api() -> Iterator[str]:
    with ThreadingHTTPServer(("127.0.0.1", 0), Api) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}/api"
        server.shutdown()
        thread.join()


@pytest.fixture(scope="module")
def front(
    emulated: Emulated, api: str, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Front]:
    front = Front(port=0, state=tmp_path_factory.mktemp("state"), config_path=DEMO)
    front.start()
    front.ready(replace(emulated.stack, api_url=api))
    yield front
    front.stop()


def all_left(front: Front) -> list[dict[str, Any]]:
    left: list[dict[str, Any]] = requests.get(f"{front.url}/dev/outbox", timeout=5).json()[
        "messages"
    ]
    return left


def last_left(front: Front) -> dict[str, Any]:
    return all_left(front)[-1]


def post(front: Front, path: str, body: Any) -> requests.Response:
    data = body if isinstance(body, bytes) else json.dumps(body).encode()
    return requests.post(f"{front.url}{path}", data=data, timeout=10)


def problem(answer: requests.Response, status: int, code: str) -> dict[str, Any]:
    """The error of an answer that has the one error shape."""
    assert answer.status_code == status
    error: dict[str, Any] = answer.json()["error"]
    assert error["code"] == code
    assert error["message"]
    assert re.fullmatch(r"[0-9a-f-]{36}", error["request_id"])
    assert set(error) <= {"code", "message", "fields", "request_id"}
    return error


# Before the stack is there


def test_nothing_but_the_page_works_before_the_stack_is_ready(tmp_path: Path) -> None:
    front = Front(port=0, state=tmp_path, config_path=DEMO)
    front.start()
    try:
        health = requests.get(f"{front.url}/healthz", timeout=5)
        assert (health.status_code, health.json()) == (503, {"status": "starting"})
        assert requests.get(f"{front.url}/dev", timeout=5).status_code == 200
        for path in ("/", "/f/coach-420", "/dev/clock", "/dev/configuration"):
            problem(requests.get(front.url + path, timeout=5), 503, "unavailable")
        problem(post(front, "/dev/sms", {"from": PHONE, "body": "x"}), 503, "unavailable")
        sent = requests.post(f"{front.egress_url}/v2/email/outbound-emails", json={}, timeout=5)
        assert sent.status_code == 503
    finally:
        front.stop()


def test_a_port_that_is_taken_is_said_at_once(front: Front, tmp_path: Path) -> None:
    port = int(front.url.rsplit(":", 1)[1])
    with pytest.raises(OSError, match=str(port)):
        Front(port=port, state=tmp_path, config_path=DEMO).start()


def test_a_ready_stack_is_said_to_be_ready(front: Front) -> None:
    health = requests.get(f"{front.url}/healthz", timeout=5)
    assert (health.status_code, health.json()) == (200, {"status": "ready"})


# What leaves


def a_mail() -> bytes:
    mail = EmailMessage()
    mail["From"] = "Chiltern Coaches <feedback@feedback.example.com>"
    mail["To"] = "coaches@example.com"
    mail["Reply-To"] = "r-abc@feedback.example.com"
    mail["Subject"] = "[K7Q-4MDX] Aquecimento não funciona"
    mail["Auto-Submitted"] = "auto-generated"
    mail.set_content("plain words\n")
    mail.add_alternative("<html><head></head><p>rich words</p></html>", subtype="html")
    return mail.as_bytes()


def send_mail(front: Front, emulated: Emulated) -> str:
    answer = emulated.client("sesv2", front.egress_url).send_email(
        Destination={"ToAddresses": ["coaches@example.com"]}, Content={"Raw": {"Data": a_mail()}}
    )
    return str(answer["MessageId"])


def test_a_mail_that_leaves_is_in_the_outbox_under_the_id_that_its_sender_learns(
    front: Front, emulated: Emulated
) -> None:
    provider_id = send_mail(front, emulated)
    left = last_left(front)
    assert left["provider_id"] == provider_id
    assert (left["channel"], left["to"]) == ("email", "coaches@example.com")
    assert left["from"] == "Chiltern Coaches <feedback@feedback.example.com>"
    assert left["reply_to"] == "r-abc@feedback.example.com"
    assert left["subject"] == "[K7Q-4MDX] Aquecimento não funciona"
    assert left["text"] == "plain words\n"
    assert "<p>rich words</p>" in left["html"]
    assert left["headers"]["Auto-Submitted"] == "auto-generated"
    assert left["sent_at"].endswith("Z")


def test_a_text_that_leaves_through_sns_is_in_the_outbox(front: Front, emulated: Emulated) -> None:
    sns = emulated.client("sns", front.egress_url)
    answer = sns.publish(PhoneNumber=PHONE, Message="Obrigado! Até já.")
    left = last_left(front)
    assert left["provider_id"] == answer["MessageId"]
    assert (left["channel"], left["to"], left["text"]) == ("sms", PHONE, "Obrigado! Até já.")
    assert left["from"] == "+447700900420"


def test_a_text_that_leaves_through_end_user_messaging_is_in_the_outbox(
    front: Front, emulated: Emulated
) -> None:
    texts = emulated.client("pinpoint-sms-voice-v2", front.egress_url)
    answer = texts.send_text_message(
        DestinationPhoneNumber=PHONE, MessageBody="Hello", Context={"feedback": "abc"}
    )
    left = last_left(front)
    assert left["provider_id"] == answer["MessageId"]
    assert (left["text"], left["tags"]) == ("Hello", {"feedback": "abc"})


@pytest.mark.parametrize(
    "call",
    [
        {"DestinationPhoneNumber": "0", "MessageBody": "x"},
        {"DestinationPhoneNumber": PHONE},
        {"DestinationPhoneNumber": PHONE, "MessageBody": "x" * 1601},
    ],
)
def test_end_user_messaging_refuses_what_aws_refuses(
    front: Front, emulated: Emulated, call: dict[str, str]
) -> None:
    before = all_left(front)
    with pytest.raises(ClientError) as refused:
        emulated.client("pinpoint-sms-voice-v2", front.egress_url).send_text_message(**call)
    assert refused.value.response["Error"]["Code"] == "ValidationException"
    assert all_left(front) == before


def test_end_user_messaging_sends_nothing_to_a_number_on_its_opt_out_list(
    front: Front, emulated: Emulated
) -> None:
    texts = emulated.client("pinpoint-sms-voice-v2", front.egress_url)
    number = "+447700900555"
    listed = {"OptOutListName": "Default", "OptedOutNumber": number}
    assert texts.put_opted_out_number(**listed)["OptedOutNumber"] == number
    texts.put_opted_out_number(**listed)
    with pytest.raises(ClientError) as refused:
        texts.send_text_message(DestinationPhoneNumber=number, MessageBody="Hello")
    assert refused.value.response["Error"]["Code"] == "ConflictException"
    assert refused.value.response["Reason"] == "DESTINATION_PHONE_NUMBER_OPTED_OUT"
    texts.delete_opted_out_number(**listed)
    texts.send_text_message(DestinationPhoneNumber=number, MessageBody="Hello again")
    assert last_left(front)["text"] == "Hello again"
    with pytest.raises(ClientError) as unknown:
        texts.delete_opted_out_number(**listed)
    assert unknown.value.response["Error"]["Code"] == "ResourceNotFoundException"


def test_a_mail_that_the_provider_refuses_is_not_in_the_outbox(
    front: Front, emulated: Emulated
) -> None:
    send_mail(front, emulated)
    before = last_left(front)
    with pytest.raises(ClientError) as refused:
        emulated.client("sesv2", front.egress_url).send_email(
            FromEmailAddress="stranger@unverified.example",
            Destination={"ToAddresses": ["a@example.com"]},
            Content={"Simple": {"Subject": {"Data": "x"}, "Body": {"Text": {"Data": "x"}}}},
        )
    assert refused.value.response["Error"]["Code"] == "MessageRejected"
    assert last_left(front) == before


def test_calls_that_send_nothing_pass_as_they_are(front: Front, emulated: Emulated) -> None:
    sns = emulated.client("sns", front.egress_url)
    arns = {topic["TopicArn"] for topic in sns.list_topics()["Topics"]}
    assert emulated.stack.sms_topic_arn in arns
    identities = emulated.client("sesv2", front.egress_url).list_email_identities()
    assert "feedback.example.com" in str(identities)


def test_the_outbox_is_read_from_a_number_on(front: Front, emulated: Emulated) -> None:
    send_mail(front, emulated)
    n = last_left(front)["n"]
    send_mail(front, emulated)
    later = requests.get(f"{front.url}/dev/outbox?after={n}", timeout=5).json()["messages"]
    assert [message["n"] for message in later] == [n + 1]
    wrong = requests.get(f"{front.url}/dev/outbox?after=-1", timeout=5)
    assert problem(wrong, 400, "invalid_input")["fields"]["after"]


def test_a_mail_is_shown_without_script_and_without_fetching(
    front: Front, emulated: Emulated
) -> None:
    send_mail(front, emulated)
    page = requests.get(f"{front.url}/dev/mails/{last_left(front)['n']}", timeout=5)
    assert "rich words" in page.text
    policy = page.headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "sandbox" in policy
    assert "allow-scripts" not in policy
    for number in ("0", "999999", "x"):
        problem(requests.get(f"{front.url}/dev/mails/{number}", timeout=5), 404, "not_found")


# What arrives


def test_a_text_arrives_as_end_user_messaging_tells_it(front: Front, emulated: Emulated) -> None:
    answer = post(
        front,
        "/dev/sms",
        {
            "from": "+44 7700 900-123",
            "body": "420 ça\n\0 va?",
            "message_id": "m-1",
            "in_reply_to": "p-1",
        },
    )
    assert (answer.status_code, answer.json()) == (202, {"message_id": "m-1"})
    payload, _ = emulated.told("sms")
    assert payload == {
        "originationNumber": PHONE,
        "destinationNumber": "+447700900420",
        "messageKeyword": "KEYWORD_000000000000",
        "messageBody": "420 ça\n\0 va?",
        "inboundMessageId": "m-1",
        "previousPublishedMessageId": "p-1",
    }


def test_a_text_to_another_number_that_answers_nothing(front: Front, emulated: Emulated) -> None:
    answer = post(front, "/dev/sms", {"from": "MyBank", "body": "", "to": "+44123456"})
    payload, _ = emulated.told("sms")
    assert payload["originationNumber"] == "MyBank"
    assert payload["destinationNumber"] == "+44123456"
    assert payload["inboundMessageId"] == answer.json()["message_id"]
    assert "previousPublishedMessageId" not in payload
    seen = requests.get(f"{front.url}/dev/arrived", timeout=5).json()["messages"][-1]
    assert (seen["channel"], seen["from"], seen["text"]) == ("sms", "MyBank", "")


@pytest.mark.parametrize(
    ("body", "fields"),
    [
        (b"", None),
        (b"{", None),
        (b"\xff\xfe", None),
        (b"[" * 100_000, None),
        (b"[]", None),
        (b'"text"', None),
        ({}, {"from", "body"}),
        ({"from": "", "body": "x"}, {"from"}),
        ({"from": PHONE, "body": None}, {"body"}),
        ({"from": PHONE, "body": 420}, {"body"}),
        ({"from": PHONE, "body": "\ud800"}, {"body"}),
        ({"from": "x" * 41, "body": "x"}, {"from"}),
        ({"from": PHONE, "body": "x", "message_id": ""}, {"message_id"}),
        ({"from": PHONE, "body": "x", "in_reply_to": 7}, {"in_reply_to"}),
    ],
)
def test_a_text_that_makes_no_sense_is_refused(
    front: Front, body: Any, fields: set[str] | None
) -> None:
    error = problem(post(front, "/dev/sms", body), 400, "invalid_input")
    assert set(error.get("fields", ())) == (fields or set())


def test_a_text_longer_than_sns_takes_is_refused(front: Front) -> None:
    problem(post(front, "/dev/sms", {"from": PHONE, "body": "x" * 300_000}), 413, "too_large")


def read_mail(emulated: Emulated, notice: dict[str, Any]) -> bytes:
    action = notice["receipt"]["action"]
    stored = emulated.client("s3").get_object(Bucket=action["bucketName"], Key=action["objectKey"])
    content: bytes = stored["Body"].read()
    return content


def test_a_mail_arrives_as_ses_tells_it(front: Front, emulated: Emulated) -> None:
    raw = (
        b"Return-Path: <bounces@mailer.example>\r\n"
        b"From: =?utf-8?Q?Jos=C3=A9?= <jose@example.org>\r\n"
        b"To: feedback@feedback.example.com\r\nCc: x@example.org\r\nSubject: Frio\r\n"
        b"Message-ID: <1@example.org>\r\nDate: Mon, 23 Nov 2026 12:00:00 +0000\r\n"
        b"\r\nMuito frio.\r\n"
    )
    answer = post(front, "/dev/email?rcpt=r-abc@feedback.example.com&rcpt=b@x.y&spam=FAIL", raw)
    assert answer.status_code == 202
    notice, subject = emulated.told("mail")
    message_id = answer.json()["message_id"]
    assert subject == "Amazon SES Email Receipt Notification"
    assert notice["notificationType"] == "Received"
    receipt, mail = notice["receipt"], notice["mail"]
    assert receipt["recipients"] == ["r-abc@feedback.example.com", "b@x.y"]
    assert receipt["spamVerdict"] == {"status": "FAIL"}
    others = [receipt[f"{name}Verdict"]["status"] for name in ("virus", "spf", "dkim", "dmarc")]
    assert others == ["PASS"] * 4
    assert "dmarcPolicy" not in receipt
    assert receipt["action"] == {
        "type": "S3",
        "topicArn": emulated.stack.mail_topic_arn,
        "bucketName": "mails",
        "objectKeyPrefix": "",
        "objectKey": message_id,
    }
    assert (mail["source"], mail["messageId"]) == ("bounces@mailer.example", message_id)
    assert mail["destination"] == ["feedback@feedback.example.com", "x@example.org"]
    assert mail["headersTruncated"] is False
    assert {"name": "Cc", "value": "x@example.org"} in mail["headers"]
    assert mail["commonHeaders"]["from"] == ["José <jose@example.org>"]
    assert mail["commonHeaders"]["messageId"] == "<1@example.org>"
    assert read_mail(emulated, notice) == raw


def test_a_failed_dmarc_names_the_policy(front: Front, emulated: Emulated) -> None:
    post(front, "/dev/email?rcpt=a@x.y&dmarc=fail&dmarc_policy=reject", b"From: a@b.c\r\n\r\n")
    receipt = emulated.told("mail")[0]["receipt"]
    assert (receipt["dmarcVerdict"], receipt["dmarcPolicy"]) == ({"status": "FAIL"}, "reject")


@pytest.mark.parametrize(
    ("raw", "source", "recipients"),
    [
        (b"", "", ["feedback@feedback.example.com"]),
        (b"\0\xff\xfe\0", "", ["feedback@feedback.example.com"]),
        (
            b"To: A <t-coach-420@feedback.example.com>\r\n\r\n",
            "",
            ["t-coach-420@feedback.example.com"],
        ),
        (b"From: a@b.c\r\nTo: nobody\r\n\r\n", "a@b.c", ["feedback@feedback.example.com"]),
        (b"Return-Path: <>\r\nFrom: a@b.c\r\n\r\n", "", ["feedback@feedback.example.com"]),
        (b"From: \xe9 <a@b.c>\n\n\xe9\xe9", "a@b.c", ["feedback@feedback.example.com"]),
    ],
)
def test_any_bytes_arrive_as_a_mail(
    front: Front, emulated: Emulated, raw: bytes, source: str, recipients: list[str]
) -> None:
    assert post(front, "/dev/email", raw).status_code == 202
    notice, _ = emulated.told("mail")
    assert notice["mail"]["source"] == source
    assert notice["receipt"]["recipients"] == recipients
    assert read_mail(emulated, notice) == raw


def test_headers_beyond_what_ses_tells_are_cut(front: Front, emulated: Emulated) -> None:
    raw = b"From: a@b.c\r\n" + b"X-Long: " + b"x" * 400_000 + b"\r\nSubject: late\r\n\r\n"
    assert post(front, "/dev/email?rcpt=a@x.y", raw).status_code == 202
    notice, _ = emulated.told("mail")
    assert notice["mail"]["headersTruncated"] is True
    assert [header["name"] for header in notice["mail"]["headers"]] == ["From"]


def test_a_verdict_that_ses_does_not_know_is_refused(front: Front) -> None:
    error = problem(post(front, "/dev/email?rcpt=a@x.y&spam=MAYBE", b""), 400, "invalid_input")
    assert set(error["fields"]) == {"spam"}


def test_a_mail_larger_than_ses_takes_is_refused(front: Front) -> None:
    problem(post(front, "/dev/email", b"x" * (40 * 1024 * 1024 + 10)), 413, "too_large")


@pytest.mark.parametrize(
    ("event", "event_type", "part"),
    [
        ("delivered", "Delivery", "delivery"),
        ("bounced", "Bounce", "bounce"),
        ("spam_report", "Complaint", "complaint"),
        ("failed", "Reject", "reject"),
    ],
)
def test_a_receipt_of_a_mail_arrives_as_ses_tells_it(
    front: Front, emulated: Emulated, event: str, event_type: str, part: str
) -> None:
    provider_id = send_mail(front, emulated)
    assert (
        post(front, "/dev/receipt", {"message_id": provider_id, "event": event}).status_code == 202
    )
    told, _ = emulated.told("receipt")
    assert (told["eventType"], told["mail"]["messageId"]) == (event_type, provider_id)
    assert told["mail"]["destination"] == ["coaches@example.com"]
    assert told[part]
    if event == "bounced":
        assert told["bounce"]["bounceType"] == "Permanent"
        assert told["bounce"]["bouncedRecipients"][0]["emailAddress"] == "coaches@example.com"


@pytest.mark.parametrize(
    ("event", "event_type"),
    [
        ("delivered", "TEXT_DELIVERED"),
        ("bounced", "TEXT_INVALID"),
        ("spam_report", "TEXT_SPAM"),
        ("failed", "TEXT_UNREACHABLE"),
    ],
)
def test_a_receipt_of_a_text_arrives_as_end_user_messaging_tells_it(
    front: Front, emulated: Emulated, event: str, event_type: str
) -> None:
    texts = emulated.client("pinpoint-sms-voice-v2", front.egress_url)
    sent = texts.send_text_message(
        DestinationPhoneNumber=PHONE, MessageBody="Olá", Context={"feedback": "abc"}
    )
    post(front, "/dev/receipt", {"message_id": sent["MessageId"], "event": event})
    told, _ = emulated.told("receipt")
    assert (told["eventType"], told["isFinal"]) == (event_type, True)
    assert told["messageStatus"] == event_type.removeprefix("TEXT_")
    assert told["messageId"] == sent["MessageId"]
    assert told["destinationPhoneNumber"] == PHONE
    assert told["context"] == {"feedback": "abc"}


def test_a_receipt_for_a_message_that_never_left_is_passed_on(
    front: Front, emulated: Emulated
) -> None:
    post(front, "/dev/receipt", {"message_id": "nobody", "event": "delivered"})
    assert emulated.told("receipt")[0]["mail"]["messageId"] == "nobody"
    post(front, "/dev/receipt", {"message_id": "nobody", "event": "delivered", "channel": "sms"})
    assert emulated.told("receipt")[0]["eventType"] == "TEXT_DELIVERED"


@pytest.mark.parametrize(
    ("body", "fields"),
    [
        ({}, {"message_id", "event"}),
        ({"message_id": "x", "event": "eaten"}, {"event"}),
        ({"message_id": "x", "event": "bounced", "channel": "pigeon"}, {"channel"}),
        ({"message_id": "x", "event": "bounced", "bounce_type": "Hard"}, {"bounce_type"}),
    ],
)
def test_a_receipt_that_makes_no_sense_is_refused(
    front: Front, body: dict[str, str], fields: set[str]
) -> None:
    error = problem(post(front, "/dev/receipt", body), 400, "invalid_input")
    assert set(error["fields"]) == fields


# What passes through


def test_a_request_reaches_the_api_as_the_client_wrote_it(front: Front) -> None:
    raw = bytes(range(256))
    answer = requests.post(
        f"{front.url}/f/caf%C3%A9%2F1?x=%20&x=a+b",
        data=raw,
        headers={"Content-Type": "text/x", "X-Own": "1", "X-Forwarded-For": "203.0.113.9"},
        timeout=5,
    )
    assert answer.status_code == 201
    heard = answer.json()
    assert heard["method"] == "POST"
    assert heard["path"] == "/api/f/caf%C3%A9%2F1?x=%20&x=a+b"
    assert heard["body"].encode("latin-1") == raw
    headers = heard["headers"]
    assert (headers["content-type"], headers["x-own"]) == ("text/x", "1")
    assert headers["x-forwarded-for"] == "203.0.113.9, 127.0.0.1"
    assert headers["x-forwarded-host"] == front.url.removeprefix("http://")
    assert headers["x-forwarded-proto"] == "http"


@pytest.mark.parametrize("method", ["GET", "PUT", "DELETE", "HEAD", "OPTIONS", "PATCH"])
def test_every_method_passes(front: Front, method: str) -> None:
    answer = requests.request(method, f"{front.url}/console", timeout=5)
    assert answer.status_code == 201
    assert method == "HEAD" or answer.json()["method"] == method


def test_redirects_and_repeated_headers_come_back_as_they_are(front: Front) -> None:
    answer = requests.get(f"{front.url}/moved", timeout=5, allow_redirects=False)
    assert (answer.status_code, answer.headers["Location"]) == (302, "/elsewhere")
    assert answer.raw.headers.getlist("Set-Cookie") == ["a=1", "b=2"]


def test_an_api_that_breaks_off_is_a_bad_gateway(front: Front) -> None:
    problem(requests.get(f"{front.url}/broken", timeout=5), 502, "bad_gateway")


def test_a_body_larger_than_api_gateway_takes_is_refused(front: Front) -> None:
    problem(post(front, "/feedback", b"x" * (10 * 1024 * 1024 + 1)), 413, "too_large")


def test_nothing_under_dev_reaches_the_api(front: Front) -> None:
    problem(requests.get(f"{front.url}/dev/secret", timeout=5), 404, "not_found")


def test_a_stack_that_is_gone_is_said_to_be_unavailable(emulated: Emulated, tmp_path: Path) -> None:
    front = Front(port=0, state=tmp_path, config_path=DEMO)
    front.start()
    try:
        front.ready(replace(emulated.stack, api_url="http://127.0.0.1:1/api"))
        problem(requests.get(f"{front.url}/", timeout=5), 503, "unavailable")
    finally:
        front.stop()


# What a person sees


def test_the_configuration_is_summed_up(front: Front) -> None:
    summary = requests.get(f"{front.url}/dev/configuration", timeout=5).json()
    assert summary["sms_number"] == "+447700900420"
    assert {"id": "coach-420", "keyword": "420"}.items() <= summary["touchpoints"][0].items()
    teams = {team["id"]: team["recipients"] for team in summary["teams"]}
    assert teams["coaches"] == ["coaches@example.com"]
    assert teams["stations"] == ["carla@example.com", "diego@example.com"]


def test_what_left_and_what_arrived_is_there_after_a_restart(
    emulated: Emulated, api: str, tmp_path: Path
) -> None:
    seen = []
    for _ in range(2):
        front = Front(port=0, state=tmp_path, config_path=DEMO)
        front.start()
        front.ready(replace(emulated.stack, api_url=api))
        try:
            send_mail(front, emulated)
            seen.append(requests.get(f"{front.url}/dev/outbox", timeout=5).json()["messages"])
        finally:
            front.stop()
    assert [message["n"] for message in seen[1]] == [1, 2]
    assert seen[1][0] == seen[0][0]
