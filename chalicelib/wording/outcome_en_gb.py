"""British English: the outcome, and how it went."""

TEXTS = {
    "resolution_sms": "{reference} is settled as far as we know, so we close it. {team}, {organisation}",
    "resolution_sms_reopen": "Not settled? Just reply.",
    "resolution_sms_appeal": "Not settled? Just reply, or send {word} within {days} days.",
    "resolution_sms_appeal_soon": "Not settled? Just reply, or send {word} {promise}.",
    "resolution_subject": "[{reference}] The outcome",
    "resolution_title": "Your feedback is settled, as far as we know.",
    "resolution_bare": "{team} answered you and now closes it.",
    "resolution_reply": (
        "With this we close it. If it is not settled, just reply to this mail: that opens it again."
    ),
    "survey_sms": (
        "How did we deal with {reference}? Please reply with a number, from 1 (very bad) to 5 (very"
        " good). {organisation}"
    ),
    "survey_sms_link": (
        "How did we deal with {reference}? Reply 1 (very bad) to 5 (very good), or tell us here:"
        " {link} {organisation}"
    ),
    "survey_subject": "[{reference}] How did we do?",
    "survey_title": "How did we do?",
    "survey_question": (
        "You told us what happened, and we answered. How content are you with how we dealt with it?"
        " Two taps are enough."
    ),
    "survey_digits": (
        "You told us what happened, and we answered. How content are you with how we dealt with it?"
        " Please reply with a number, from 1 (very bad) to 5 (very good)."
    ),
    "survey_choice": "{score}: {meaning}",
    "survey_reply": "If something is still open, just reply to this mail: it comes back to us.",
    "score_1": "very bad",
    "score_2": "bad",
    "score_3": "okay",
    "score_4": "good",
    "score_5": "very good",
    "team_rated_subject": "[{reference}] Rated {score} of 5: {summary}",
    "team_rated_title": "The customer is not content: {score} of 5.",
    "team_rated_reason": "The reason they give: “{reason}”.",
    "team_rated_bare": "They gave no reason.",
    "team_rated_hint": ("It is closed, and no clock runs. Perhaps you can still put it right."),
    "team_set_aside_already_resolved": (
        "It is resolved already, and the customer was told: there was nothing to send. To tell them"
        " more, write it above the line at the top of this mail."
    ),
    "message_resolution": "The outcome",
    "message_survey": "The question how it went",
}
