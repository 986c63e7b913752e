"""British English: the daily digest."""

TEXTS = {
    "digest_subject": "{team}: {summary}",
    "digest_overdue": "{count} overdue",
    "digest_today": "{count} due today",
    "digest_unreached": "answers that reached nobody: {count}",
    "digest_gaps": "teams with nobody there: {count}",
    "digest_oldest_first": (
        "These customers were promised an answer and have none. The oldest promise comes first."
    ),
    "digest_more_overdue": "Overdue, and not listed here: {count}.",
    "digest_more_today": "Due today, and not listed here: {count}.",
    "digest_overdue_row": (
        "[{reference}] {place}: {kind}, {severity}; overdue since {at} ({left})"
    ),
    "digest_today_row": "[{reference}] {place}: {kind}, {severity}; due at {at} ({left})",
    "digest_unreached_row": (
        "[{reference}] {place}: {kind}, {severity}; answered, but the customer was not reached"
    ),
    "digest_no_words": "(no words)",
    "digest_gap": (
        "Nobody of {team} gets mail today: there is no mailbox and no member, or everybody is away"
        " and nobody stands in. What comes to them goes to the next level at once; overdue with"
        " them now: {count}."
    ),
    "digest_how": (
        "Please do not reply to this mail: it is about no single customer. To answer one, reply to"
        " that feedback’s own mail, whose subject begins with its reference."
    ),
}
