"""What the week's digest says of comparing what arrived with what is stored."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from chalicelib.model import Channel
from chalicelib.notify.arrival_lines import arrival_section
from chalicelib.notify.digest_reader import Reader
from chalicelib.reconciliation import Checked, Inside, Reconciliation, Source
from chalicelib.wording import lookup
from tests.builders import NOON, configuration

MAILS = Checked(channel=Channel.EMAIL, source=Source.MAIL_BUCKET, arrived=3, stored=3)
MIDNIGHT = datetime(2026, 11, 21, tzinfo=UTC)


def test_only_days_that_were_compared_to_their_end_and_of_every_channel_count_as_stored() -> None:
    settings = configuration()
    words = lookup("en-GB", "en-GB", {})
    reader = Reader(team_id="coaches", configuration=settings, words=words, now=NOON, public_url="")
    whole = Reconciliation(
        day=date(2026, 11, 20), checked_at=NOON, until=MIDNIGHT, times=2, channels=(MAILS,),
        inside=Inside(),
    )  # fmt: skip
    by_hand = replace(whole, until=MIDNIGHT - timedelta(hours=14))
    unknown = replace(whole, channels=(MAILS, replace(MAILS, channel=Channel.SMS, arrived=None)))
    section = arrival_section((whole, by_hand, unknown), reader)
    first, *_ = section.paragraphs
    assert first == "Days on which all that the providers say arrived is stored: 1."
    assert not section.items
