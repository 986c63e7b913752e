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
    "digest_soon": "{count} due by {day}",
    "digest_new": "{count} new",
    "digest_poor": "{count} rated below 3",
    "digest_incidents": "open incidents: {count}",
    "digest_bounced": "addresses that mail does not reach: {count}",
    "digest_came_yesterday": "Came in yesterday: {came}; answered so far: {answered}.",
    "digest_came_since": "Came in since {day}: {came}; answered so far: {answered}.",
    "digest_overdue_heading": "Overdue",
    "digest_today_heading": "Due today",
    "digest_soon_heading": "Due by {day}",
    "digest_new_heading": "New",
    "digest_new_later": "These came since the last digest, and are not due yet.",
    "digest_unreached_heading": "Answered, but the customer does not know",
    "digest_unreached_how": (
        "Our answer reached these customers nowhere, so they count as not answered. Tell them"
        " another way, and reply to the feedback’s own mail with #told and how; if there is no way,"
        " with #unreachable and why."
    ),
    "digest_poor_heading": "Rated below 3",
    "digest_incidents_heading": "Open incidents",
    "digest_gaps_heading": "Teams with nobody there",
    "digest_bounced_heading": "Addresses that mail does not reach",
    "digest_bounced_how": (
        "Mail of ours to these addresses came back. Please have them corrected in the"
        " configuration, or ask their owners."
    ),
    "digest_more_new": "New, and not listed here: {count}.",
    "digest_new_row": "[{reference}] {place}: {kind}, {severity}; came in at {came}",
    "digest_poor_row": "[{reference}] {place}: {kind}; rated {score} of 5",
    "digest_no_why": "(no reason given)",
    "digest_incident": "{title} ({place}), customers: {count}; seen to by {member}",
    "digest_bounced_row": "{address} ({team})",
    "digest_lost": "days not accounted for: {count}",
    "arrived_heading": "What arrived, and what is stored",
    "arrived_whole": "Days on which all that the providers say arrived is stored: {count}.",
    "arrived_unknown": "Nobody could say what arrived by {channel} on: {days}.",
    "arrived_missing": "{day}: arrived and not stored: {count}",
    "arrived_problems": "{day}: stored, and something that follows from it is missing: {count}",
    "arrived_letters": "{day}: given up after several tries (dead letters): {count}",
    "arrived_how": (
        "The console names each one. Whoever looks after the system hands over once more what can"
        " be: python -m infra reconcile --repair"
    ),
}
