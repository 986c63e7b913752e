import contextlib
import copy
import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.errors import InvalidInputError
from chalicelib.instants import to_text
from chalicelib.intake.email_notice import Verdict, parse_notice

NOTICE: dict[str, Any] = {
    "notificationType": "Received",
    "receipt": {
        "timestamp": "2026-11-16T10:02:13.000Z",
        "processingTimeMillis": 222,
        "recipients": ["T-Coach-420@fale.example.com", "feedback@fale.example.com"],
        "spamVerdict": {"status": "PASS"},
        "virusVerdict": {"status": "FAIL"},
        "spfVerdict": {"status": "GRAY"},
        "dkimVerdict": {"status": "PROCESSING_FAILED"},
        "action": {"type": "S3", "bucketName": "mails", "objectKey": "in/abc", "topicArn": "arn:x"},
    },
    "mail": {
        "timestamp": "2026-11-16T10:02:11.500Z",
        "source": "Ana@example.com",
        "messageId": "abc",
        "destination": ["someone-else@example.com"],
        "headersTruncated": False,
    },
}


def changed(path: str, value: Any) -> str:
    notice = copy.deepcopy(NOTICE)
    target = notice
    *way, last = path.split(".")
    for step in way:
        target = target[step]
    if value is None:
        del target[last]
    else:
        target[last] = value
    return json.dumps(notice)


def test_a_stored_mail_is_told_of() -> None:
    notice = parse_notice(json.dumps(NOTICE))
    assert (notice.message_id, notice.bucket, notice.key) == ("abc", "mails", "in/abc")
    assert notice.recipients == ("t-coach-420@fale.example.com", "feedback@fale.example.com")
    assert notice.source == "ana@example.com"
    assert to_text(notice.received_at) == "2026-11-16T10:02:11.500Z"
    assert (notice.spam, notice.virus, notice.spf) == (Verdict.PASS, Verdict.FAIL, Verdict.GRAY)
    assert (notice.dkim, notice.dmarc) == (Verdict.UNKNOWN, Verdict.UNKNOWN)


@pytest.mark.parametrize("source", ["", "<>", None, 7])
def test_a_bounce_has_no_source(source: object) -> None:
    assert parse_notice(changed("mail.source", source)).source == ""


def test_a_verdict_that_is_not_known_is_no_pass() -> None:
    assert (
        parse_notice(changed("receipt.spamVerdict", {"status": "DISABLED"})).spam is Verdict.UNKNOWN
    )
    assert (
        parse_notice(changed("receipt.spamVerdict", {"status": ["PASS"]})).spam is Verdict.UNKNOWN
    )


@pytest.mark.parametrize(
    "text",
    [
        *("", "null", "[]", "7", "{}", '"x"', "not json", "[" * 100_000),
        changed("notificationType", "Bounce"),
        changed("receipt", None),
        changed("receipt.action", None),
        changed("receipt.action.type", "Lambda"),
        changed("receipt.action.objectKey", None),
        changed("receipt.action.bucketName", ""),
        changed("receipt.recipients", None),
        changed("receipt.recipients", []),
        changed("receipt.recipients", [7]),
        changed("receipt.recipients", "feedback@fale.example.com"),
        changed("mail", []),
        changed("mail.messageId", None),
        changed("mail.timestamp", "yesterday"),
        changed("mail.timestamp", "2026-11-16T10:02:11"),
        changed("mail.timestamp", 7),
    ],
)
def test_anything_else_is_refused(text: str) -> None:
    with pytest.raises(InvalidInputError):
        parse_notice(text)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=5,
)


@given(
    st.sampled_from(
        ["receipt", "receipt.action", "receipt.recipients", "receipt.spamVerdict", "mail.timestamp"]
    ),
    JSON,
)
def test_no_value_anywhere_breaks_more_than_the_notification(path: str, value: Any) -> None:
    with contextlib.suppress(InvalidInputError):
        assert parse_notice(changed(path, value)).message_id == "abc"
