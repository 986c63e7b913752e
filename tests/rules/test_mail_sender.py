from dataclasses import replace

import pytest

from chalicelib.intake.email_notice import Verdict
from tests.builders import NOON
from tests.world import notice

PASS, FAIL, GRAY, UNKNOWN = Verdict.PASS, Verdict.FAIL, Verdict.GRAY, Verdict.UNKNOWN


@pytest.mark.parametrize(
    ("dmarc", "spf", "dkim", "source", "vouched"),
    [
        (PASS, FAIL, FAIL, "bounce@list.example", True),
        (FAIL, PASS, PASS, "ana@example.com", False),
        (GRAY, PASS, PASS, "ana@example.com", True),
        (UNKNOWN, PASS, PASS, "bounces@EXAMPLE.com", True),
        (GRAY, PASS, PASS, "thief@elsewhere.example", False),
        (GRAY, PASS, FAIL, "ana@example.com", False),
        (GRAY, FAIL, PASS, "ana@example.com", False),
        (UNKNOWN, UNKNOWN, UNKNOWN, "ana@example.com", False),
        (GRAY, PASS, PASS, "", False),
    ],
)
def test_a_sender_is_believed_only_if_the_provider_vouches_for_its_domain(
    dmarc: Verdict, spf: Verdict, dkim: Verdict, source: str, vouched: bool
) -> None:
    found = replace(
        notice("m", ("r@x.example",), NOON), dmarc=dmarc, spf=spf, dkim=dkim, source=source
    )
    assert found.vouches_for("ana@example.com") is vouched
    assert not replace(found, dmarc=GRAY).vouches_for(None)
