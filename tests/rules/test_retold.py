"""What is made of a mail in the bucket, so that it is taken in once more."""

import json
from datetime import UTC, datetime
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from chalicelib.intake.email_notice import EmailNotice, parse_notice
from chalicelib.intake.envelope import open_envelope
from chalicelib.intake.retold import mail_again, mail_letter

AT = datetime(2026, 11, 22, 10, tzinfo=UTC)
KEY = "d6iitobk75ur44p8kdnnp7g2n800"
DOMAIN = "fale.example.com"

BY_SES = f"""\
Return-Path: <pat@example.net>
Received: from mail-ed1.example.net (mail-ed1.example.net [203.0.113.7])
 by inbound-smtp.eu-west-1.amazonaws.com with SMTP id {KEY}
 for t-coach-420@{DOMAIN};
 Sun, 22 Nov 2026 10:00:00 +0000 (UTC)
X-SES-Spam-Verdict: {{spam}}
X-SES-Virus-Verdict: PASS
Received-SPF: pass (spfCheck: domain of example.net designates 203.0.113.7 as permitted sender)
Authentication-Results: amazonses.com; spf=pass; dkim=pass; dmarc=pass header.from=example.net;
"""
BY_PAT = f"From: Pat <pat@example.net>\nTo: Anybody <other@example.org>, feedback@{DOMAIN}\n\nCold"


def again(raw: str, key: str = KEY) -> EmailNotice:
    message, at = open_envelope(json.dumps(mail_again(key, "mails", raw.encode(), AT, DOMAIN)))
    assert at == AT
    return parse_notice(message)


def test_the_envelope_is_what_ses_wrote_above_the_mail() -> None:
    told = again(BY_SES.format(spam="PASS") + BY_PAT)
    assert told.recipients == (f"t-coach-420@{DOMAIN}",)
    assert (told.key, told.bucket, told.received_at) == (KEY, "mails", AT)
    assert told.source == "pat@example.net"
    assert not told.is_spam


def test_nobody_vouches_for_a_mail_that_is_told_again() -> None:
    assert not again(BY_SES.format(spam="PASS") + BY_PAT).vouches_for("pat@example.net")


def test_spam_stays_spam_and_a_virus_a_virus() -> None:
    assert again(BY_SES.format(spam="FAIL") + BY_PAT).is_spam
    forged = f"X-SES-Virus-Verdict: PASS\nX-SES-Virus-Verdict: FAIL\n{BY_PAT}"
    assert again(forged).has_virus


def test_an_envelope_that_the_sender_made_up_is_not_believed() -> None:
    forged = BY_SES.format(spam="PASS").replace(KEY, "another0id")
    assert again(forged + BY_PAT).recipients == (f"feedback@{DOMAIN}",)


def test_a_mail_that_names_none_of_ours_is_for_everybody() -> None:
    told = again("From: pat@example.net\nTo: undisclosed-recipients:;\n\nCold")
    assert told.recipients == (f"feedback@{DOMAIN}",)


def test_what_a_mail_server_returns_has_no_sender() -> None:
    assert (
        again(f"Return-Path: <>\nFrom: mailer-daemon@example.net\nTo: x@{DOMAIN}\n\n?").source == ""
    )


@given(st.binary(max_size=400))
def test_any_bytes_make_a_notification_that_can_be_read(raw: bytes) -> None:
    job: dict[str, Any] = mail_again(KEY, "mails", raw, AT, DOMAIN)
    assert mail_letter(json.dumps(job)) == (KEY, AT)
