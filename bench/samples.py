"""What is fed to the handlers: one organisation, and feedback as AWS hands it over, each one new."""

import base64
import json
import random
from datetime import date
from email.message import EmailMessage
from email.policy import SMTP
from typing import Any

from chalicelib.instants import to_text
from infra.configfile import check_text
from infra.local import mime, payloads

DAY = date(2026, 11, 21)
"""Holidays are worked out from this day, so that each run has the same configuration."""
NUMBER = "+447700900420"
DOMAIN = "feedback.example.com"
MAILBOX = "coaches@example.com"
MEMBER = "ada@example.com"

_ORGANISATION = f"""
[organisation]
name = "Chiltern Coaches"
locale = "en-GB"
time_zone = "Europe/London"
sms_number = "{NUMBER}"
mail_domain = "{DOMAIN}"
default_team = "coaches"

[calendars.office]
open = {{ mon = ["08:00-12:30", "13:30-18:00"], tue = ["08:00-18:00"], wed = ["08:00-18:00"], \
thu = ["08:00-18:00"], fri = ["08:00-17:00"] }}
holidays = "GB-ENG"

[[teams]]
id = "coaches"
name = "Coach operations"
mailbox = "{MAILBOX}"
members = ["{MEMBER}", "ben@example.com"]

[[teams]]
id = "supervisors"
name = "Duty supervisors"
mailbox = "supervisors@example.com"

[[teams]]
id = "ombudsman"
name = "The ombudsman"
mailbox = "ombudsman@example.com"

[[policies]]
id = "everything"
match = {{}}
calendar = "CALENDAR"
respond_within = "16h"
remind_after = "75%"
close_after = "CLOSE_AFTER"
[[policies.levels]]
after = "16h"
to = "supervisors"
[[policies.levels]]
after = "32h"
to = "ombudsman"

[triage]
safety_words = {{ en-GB = ["fire", "smoke", "assault"], pt-BR = ["fogo", "fumaça", "assédio"] }}
"""
_TOUCHPOINT = """
[[touchpoints]]
id = "coach-{number}"
name = "Coach {number} London to Birmingham"
keyword = "{number}"
owner = "coaches"
"""
_FIRST_COACH = 420

_WEB_WORDS = (
    "The heating on the 14:05 coach from London to Birmingham was broken and we were freezing."
    " I told the driver at High Wycombe; he was kind, but he said that he could do nothing."
    " My mother is 81, and she sat in her coat, a scarf and my jumper for two hours and a half."
    " At the stop in Oxford nobody from the company knew anything about it either. We paid £34.50"
    " for two tickets, and we'd like to know what will be done about it, and when."
)
_LINES = (
    "We booked our seats in October because the timetable promised a direct service.",
    "When we boarded, the windows were already wet inside and the floor was slippery.",
    "A young couple behind us wrapped their baby in towels; it cried until Beaconsfield.",
    "Somebody rang your helpline twice, waited for eleven minutes and was then cut off.",
    "The lavatory had neither soap nor paper, and its door would not lock properly.",
    "During the break, staff at the kiosk offered hot tea for free, which was generous.",
    "Your website still showed everything as running normally throughout the afternoon.",
    "I enclose photographs of the thermometer: nine degrees, whatever the display claims.",
    "Other passengers asked for blankets and were told that none had been loaded that day.",
    "Because of the detour past Banbury we missed the last connection towards Shrewsbury.",
    "A taxi cost us another sixty pounds, and my knees have been aching ever since.",
    "Last winter I wrote about a similar fault, but never received any proper explanation.",
    "Please tell me whether vehicles are inspected before departure, and by which mechanic.",
    "I do not blame anybody at the wheel; he apologised several times and drove carefully.",
    "What I expect is a refund, a repaired coach, and an honest letter from management.",
    "If this were my business, I should be ashamed to charge full fare for such a journey.",
)
_LINES_OF_A_MAIL = 40
"""With its HTML and headers that is 10 kB."""
_SYLLABLES = ("ban", "dor", "fel", "gra", "hul", "kem", "lis", "mor", "nat", "pol", "ris", "ton")


_FILE_BYTES = 40_000


def configuration_text(
    touchpoints: int = 20, calendar: str = "office", close_after: str = "7d"
) -> str:
    """A configuration file with that many coaches."""
    coaches = range(_FIRST_COACH, _FIRST_COACH + touchpoints)
    organisation = _ORGANISATION.replace("CALENDAR", calendar).replace("CLOSE_AFTER", close_after)
    return organisation + "".join(_TOUCHPOINT.format(number=number) for number in coaches)


def document(text: str) -> dict[str, Any]:
    """The checked document of a configuration file."""
    checked = check_text(text, "bench.toml", DAY)
    if checked.document is None:
        raise ValueError("\n".join(checked.lines()))
    return dict(checked.document)


def web_event(number: int, **more: Any) -> dict[str, Any]:
    """API Gateway's event of one `POST /feedback` in JSON, 0.6 kB of words."""
    said = {
        "text": _WEB_WORDS,
        "touchpoint": f"coach-{_FIRST_COACH}",
        "rating": 2,
        "client_id": f"{number:032x}",
        **more,
    }
    headers = {
        "Accept": "*/*",
        "Content-Type": "application/json",
        "Host": "api.example.com",
        "User-Agent": "Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0",
        "X-Forwarded-For": "192.0.2.7",
        "X-Forwarded-Proto": "https",
    }
    return {
        "resource": "/feedback",
        "path": "/feedback",
        "httpMethod": "POST",
        "headers": headers,
        "multiValueHeaders": {name: [value] for name, value in headers.items()},
        "queryStringParameters": None,
        "multiValueQueryStringParameters": None,
        "pathParameters": None,
        "stageVariables": None,
        "requestContext": {
            "requestId": f"request-{number}",
            "httpMethod": "POST",
            "resourcePath": "/feedback",
            "path": "/api/feedback",
            "stage": "api",
            "identity": {"sourceIp": "192.0.2.7"},
        },
        "body": json.dumps(said),
        "isBase64Encoded": False,
    }


def sms_event(number: int, at: Any) -> dict[str, Any]:
    """The first text of a phone that never wrote before."""
    payload = payloads.text_arrived(
        sender=f"+4477{number:08d}",
        to=NUMBER,
        body=f"{_FIRST_COACH} heating broken, we are freezing",
        message_id=f"text-{number}",
        in_reply_to=None,
    )
    return queued(notified(payload, at))


def mail(number: int, sender: str, to: str = f"feedback@{DOMAIN}") -> bytes:
    """A mail of 10 kB: plain and HTML, quoted-printable, as a mail program writes it."""
    return _mime(sender, to, number, _lines(number, _LINES_OF_A_MAIL)).as_bytes()


def mail_with_file(number: int, sender: str, to: str = f"feedback@{DOMAIN}") -> bytes:
    """The same with a document of 40 kB."""
    message = _mime(sender, to, number, _lines(number, _LINES_OF_A_MAIL))
    content = b"%PDF-1.4\n" + random.Random(number).randbytes(_FILE_BYTES)
    message.add_attachment(content, maintype="application", subtype="pdf", filename="ticket.pdf")
    return message.as_bytes()


def html_mail(sender: str) -> bytes:
    """A mail of 10 kB that has no plain text."""
    message = EmailMessage(policy=SMTP)
    message["From"] = sender
    message["Subject"] = "Freezing on the 420"
    message.set_content(_html(_lines(2, 2 * _LINES_OF_A_MAIL)), "html", cte="quoted-printable")
    return message.as_bytes()


def reply(sender: str, to: str, words: str) -> bytes:
    """A reply above 10 kB of quoted mail."""
    quoted = [f"> {line}" for line in _lines(1, _LINES_OF_A_MAIL)]
    wrote = "On Sat, 21 Nov 2026 at 18:05, Chiltern Coaches wrote:"
    return _mime(sender, to, 0, [words, "", wrote, *quoted], "Re: Freezing").as_bytes()


def _lines(seed: int, how_many: int) -> list[str]:
    """Lines of a letter, each with a name that no other one has: people's words never run out."""
    chance = random.Random(seed)
    return [
        f"{line} {''.join(chance.choices(_SYLLABLES, k=3)).title()}."
        for line in chance.choices(_LINES, k=how_many)
    ]


def web_words() -> str:
    """What is written into a form: 0.5 kB."""
    return _WEB_WORDS


def mail_words() -> str:
    """What is written in a mail: 4 kB."""
    return "\n".join(_lines(1, _LINES_OF_A_MAIL))


def _mime(
    sender: str, to: str, number: int, lines: list[str], subject: str = "Freezing on the 420"
) -> EmailMessage:
    message = EmailMessage(policy=SMTP)
    message["From"] = f"Pat Passenger <{sender}>"
    message["To"] = to
    message["Subject"] = subject
    message["Date"] = "Sat, 21 Nov 2026 18:05:00 +0000"
    message["Message-ID"] = f"<{number}.{sender}>"
    message["Received"] = (
        "from mx.example.net (mx.example.net [192.0.2.25]) by inbound-smtp.eu-west-1.amazonaws.com"
        f" with SMTP id {number:032x} for {to}; Sat, 21 Nov 2026 18:05:02 +0000 (UTC)"
    )
    message.set_content("\n".join(lines), cte="quoted-printable")
    message.add_alternative(_html(lines), "html", cte="quoted-printable")
    return message


def _html(lines: list[str]) -> str:
    paragraphs = "".join(f'<p class="gmail_default">{line}</p>\n' for line in lines)
    return f'<div dir="ltr">{paragraphs}</div>'


def mail_event(raw: bytes, to: str, message_id: str, at: Any) -> dict[str, Any]:
    """SES's notification of a mail that it has put into the bucket under its id."""
    notice = payloads.mail_arrived(
        headers=mime.headers_of(raw),
        recipients=[to],
        verdicts=dict.fromkeys(payloads.VERDICTS, "PASS"),
        dmarc_policy="none",
        message_id=message_id,
        bucket="mails",
        topic_arn="arn:aws:sns:eu-west-1:000000000000:mails",
        at=at,
    )
    return queued(notified(notice, at))


def notified(message: Any, at: Any) -> str:
    """SNS's envelope."""
    return json.dumps(
        {
            "Type": "Notification",
            "MessageId": "00000000-0000-0000-0000-000000000000",
            "TopicArn": "arn:aws:sns:eu-west-1:000000000000:topic",
            "Message": json.dumps(message),
            "Timestamp": to_text(at),
        }
    )


def queued(*bodies: str) -> dict[str, Any]:
    """SQS's event with one record for each body."""
    return {
        "Records": [
            {
                "messageId": f"message-{number}",
                "receiptHandle": f"handle-{number}",
                "body": body,
                "attributes": {"ApproximateReceiveCount": "1"},
                "messageAttributes": {},
                "eventSource": "aws:sqs",
                "eventSourceARN": "arn:aws:sqs:eu-west-1:000000000000:queue",
                "awsRegion": "eu-west-1",
            }
            for number, body in enumerate(bodies)
        ]
    }


def _as_json(attribute: dict[str, Any]) -> dict[str, Any]:
    """An attribute as an event has it: bytes in base64."""
    [(tag, value)] = attribute.items()
    return {tag: base64.b64encode(value).decode()} if isinstance(value, bytes) else attribute


def streamed(images: list[dict[str, Any]]) -> dict[str, Any]:
    """The table's stream's event with one record for each new item."""
    return {
        "Records": [
            {
                "eventID": f"event-{number}",
                "eventName": "INSERT",
                "eventSource": "aws:dynamodb",
                "awsRegion": "eu-west-1",
                "dynamodb": {
                    "Keys": {"pk": image["pk"], "sk": image["sk"]},
                    "NewImage": {name: _as_json(value) for name, value in image.items()},
                    "SequenceNumber": str(number + 1),
                    "StreamViewType": "NEW_IMAGE",
                },
            }
            for number, image in enumerate(images)
        ]
    }
