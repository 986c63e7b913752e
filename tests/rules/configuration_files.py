"""A whole configuration file for tests, and how to change a line of it."""

from datetime import date

from infra.configfile import Checked, check_text

TODAY = date(2026, 11, 21)

WHOLE = """\
[organisation]
name = "Viação Exemplo"
locale = "pt-BR"
time_zone = "America/Sao_Paulo"
sms_number = "+5511900000000"
mail_domain = "fale.example.com"

[calendars.office]
open = { mon = ["13:00-18:00", "08:00-12:00"], fri = ["22:00-06:00"] }
holidays = "BR-SP"
closed = ["2026-12-24"]
extra = { "2026-12-20" = ["09:00-12:00"] }

[[teams]]
id = "coaches"
name = "Coach operations"
mailbox = "Coaches@example.com"
members = ["duty-1@example.com", "duty-2@example.com"]

[[teams]]
id = "ombudsman"
name = "Ombudsman"
mailbox = false
members = ["ombudsman@example.com"]

[[touchpoints]]
id = "coach-420"
name = "Coach 420"
keyword = "420"
owner = "coaches"
locale = "en-GB"

[[touchpoints]]
id = "tiete"
name = "Terminal Tietê"
keyword = "Tietê"
owner = "coaches"

[[numbers]]
number = "+5511900000001"
touchpoint = "tiete"

[[policies]]
id = "complaint"
match = { kind = "complaint", severity = ["critical", "high", "normal", "low"] }
calendar = "always"
respond_within = "24h"
remind_after = "75%"
survey_after = "10m"
close_after = "7d"
[[policies.levels]]
after = "24h"
to = "coaches"
[[policies.levels]]
after = "2d"
to = "ombudsman"
respond_within = "1h30m"

[[policies]]
id = "rest"
calendar = "office"
respond_within = "16h"
remind_after = "8h"
[[policies.levels]]
after = "16h"
to = "ombudsman"

[triage]
safety_words = { en-GB = ["fire"], pt-BR = ["fogo", "fumaça"] }

[limits]
automatic_per_hour = 20
"""


def changed(*changes: tuple[str, str]) -> str:
    """The whole file with each first text, which must be there, replaced by the second."""
    text = WHOLE
    for old, new in changes:
        assert old in text, old
        text = text.replace(old, new, 1)
    return text


def check(text: str) -> Checked:
    return check_text(text, "here.toml", TODAY)
