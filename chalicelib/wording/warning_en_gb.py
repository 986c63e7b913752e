"""British English: early warning."""

TEXTS = {
    "team_warned_subject_more": "{place}: more feedback than usual ({count})",
    "team_warned_subject_worse": "{place}: more serious feedback than usual ({count})",
    "team_warned_title_more": "More feedback than usual: {place}",
    "team_warned_title_worse": "More serious feedback than usual: {place}",
    "team_warned_count_more": (
        "{count} came within {within}, the first at {since}. At this time of the week it is usually"
        " {usual}."
    ),
    "team_warned_count_worse": (
        "Of what came within {within}, since {since}, {count} are serious: high or critical, or rated"
        " 1 or 2 of 5. At this time of the week it is usually {usual}."
    ),
    "team_warned_usual": "about {usual}",
    "team_warned_usual_none": "fewer than one",
    "team_warned_words": "Most of them speak of: {words}.",
    "team_warned_incident": (
        "If they have one cause, make them one incident in the console: then one answer reaches"
        " everybody, each in their own language."
    ),
    "team_warned_newest": "The newest ones",
    "team_warned_more": "and {count} more, in the console",
    "team_warned_once_more": (
        "You are told once. You hear of this touchpoint again if unusually many of them turn out to be"
        " serious, if there are three times as many, or after a day in which nothing was unusual."
    ),
    "team_warned_once_worse": (
        "You are told once. You hear of this touchpoint again if there are three times as many, or"
        " after a day in which nothing was unusual."
    ),
    "team_warned_how": (
        "Please do not reply to this mail: it is about no single customer. To answer one, reply to"
        " that feedback’s own mail, whose subject begins with its reference."
    ),
}
