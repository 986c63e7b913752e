"""British English."""

TEXTS = {
    # To customers: what every channel says
    "thanks_complaint": "Thank you for telling us.",
    "thanks_suggestion": "Thank you for the idea.",
    "thanks_compliment": "Thank you, that is lovely to hear.",
    "thanks_enquiry": "Thank you for asking.",
    "thanks_again": "Thank you for writing again.",
    # To customers, as a text: short, so that it stays one SMS
    "acknowledgement_sms": (
        "{thanks} Your reference is {reference}. We will answer {promise}. {organisation}"
    ),
    "acknowledgement_sms_without_promise": (
        "{thanks} We have passed it on to the team. Your reference is {reference}. {organisation}"
    ),
    "answer_sms": "{team}, {organisation} ({reference}):",
    "answer_sms_part": "{team}, {organisation} ({reference}, {part}/{parts}):",
    "late_notice_sms": (
        "Sorry, your answer is taking longer than it should. {reference} is now with {team}, who"
        " will answer {promise}. {organisation}"
    ),
    "late_notice_sms_without_promise": (
        "Sorry, your answer is taking longer than it should. {reference} is now with {team}, who"
        " will answer as soon as possible. {organisation}"
    ),
    # To customers, as a mail
    "acknowledgement_subject": "[{reference}] Thank you, we have your message",
    "acknowledgement_promise": "Someone from our team will read it and answer you {promise}.",
    "acknowledgement_without_promise": "We have passed it on to the team.",
    "acknowledgement_reply": "If you would like to add something, just reply to this mail.",
    "answer_subject": "[{reference}] Our answer to you",
    "answer_sender": "{team}, {organisation}",
    "answer_reply": "If that does not settle it, just reply to this mail: it comes back to us.",
    "late_notice_subject": "[{reference}] Your answer is taking longer",
    "late_notice_title": "Sorry, your answer is taking longer than it should.",
    "late_notice_promise": "Your message is now with {team}, who will answer you {promise}.",
    "late_notice_without_promise": (
        "Your message is now with {team}, who will answer you as soon as possible."
    ),
    "late_notice_reply": "You need not do anything. You can reply to this mail at any time.",
    "reference": "Your reference is {reference}.",
    "status_link": "See how it is going",
    # To staff
    "team_new_subject": "[{reference}] {kind}: {summary}",
    "team_new_title": "{kind}: {place}",
    "team_further_subject": "[{reference}] The customer wrote again: {summary}",
    "team_further_title": "The customer wrote again.",
    "team_reminder_subject": "[{reference}] Not answered yet: {summary}",
    "team_reminder_title": "The customer is still waiting for an answer.",
    "team_escalation_subject": "[{reference}] Raised to {team}: {summary}",
    "team_escalation_title": "This has been raised to {team}, level {level}.",
    "team_escalation_missed": "An answer was promised {promise}, and there was none.",
    "team_escalation_gap": "Nobody could be reached at the level below.",
    "team_escalation_safety": "The customer’s words speak of danger: “{word}”.",
    "team_escalation_promise": "The customer now expects one {promise} ({left}).",
    "team_set_aside_subject": "[{reference}] Your mail was not sent to the customer",
    "team_set_aside_title": "Your mail was not sent to the customer.",
    "team_set_aside_no_words": (
        "We found no words of your own in it. Please write your answer above the line at the top"
        " of this mail."
    ),
    "team_set_aside_unsure": (
        "Your words stand between quoted ones, and we could not tell which of them the customer"
        " should read. Please write your whole answer above the line at the top of this mail."
    ),
    "team_set_aside_other": (
        "We could not be sure that it was meant for the customer. It is kept with the feedback."
        " Please write your answer above the line at the top of this mail."
    ),
    "team_set_aside_yours": "Your mail",
    "team_undelivered_subject": "[{reference}] Not delivered to the customer: {summary}",
    "team_undelivered_title": "The customer did not get a message of ours.",
    "team_undelivered_what": "{message}, to {address}: {reason}.",
    "team_undelivered_other": "We have sent it to {address} as well.",
    "team_undelivered_nobody": (
        "We know no other number or address. If you know a way to reach them, please take it."
    ),
    "deadline": "Please answer {promise} ({left}).",
    "deadline_over": "An answer was promised {promise} ({left}).",
    "reach_sms": (
        "To answer, reply to this mail. What you write above the line goes to {address} as a text"
        " message from {team}, {organisation}. Short and plain is best."
    ),
    "reach_email": (
        "To answer, reply to this mail. What you write above the line goes to {address} as a mail"
        " from {team}, {organisation}."
    ),
    "reach_nobody": (
        "The customer left no number and no address, so an answer cannot reach them. What you"
        " write above the line is kept with the feedback."
    ),
    "said_by_customer": "Customer, {at}",
    "said_by_team": "{team} answered, {at}",
    "team_footer": "{organisation}: for {team}",
    # Facts for staff
    "label_reference": "Reference",
    "label_kind": "Kind",
    "label_severity": "Severity",
    "label_place": "Place",
    "label_channel": "Came by",
    "label_received": "Received",
    "label_deadline": "Answer by",
    "label_level": "Level",
    "label_rating": "Rating",
    "label_name": "Name",
    "label_contact": "Contact",
    "label_attachments": "Attached",
    "value_deadline": "{at} ({left})",
    "severity_critical": "Critical",
    "severity_high": "High",
    "value_severity": "{severity}: “{word}”",
    "value_no_deadline": "no answer was promised",
    "value_rating": "{rating} of 5",
    "value_attachment": "{name} ({size})",
    "value_no_place": "place not known",
    "kind_complaint": "Complaint",
    "kind_suggestion": "Suggestion",
    "kind_compliment": "Compliment",
    "kind_enquiry": "Enquiry",
    "channel_sms": "text message",
    "channel_web": "web form",
    "channel_email": "mail",
    "channel_phone": "phone",
    "channel_in_person": "in person",
    "channel_letter": "letter",
    "channel_social": "social media",
    "message_acknowledgement": "The acknowledgement",
    "message_answer": "Your answer",
    "message_late_notice": "The notice that it is taking longer",
    "reason_opted_out": "the customer has opted out of texts",
    "reason_invalid": "the number or address does not work",
    "reason_rejected": "the provider refused it",
    "reason_blocked": "texts to this country or number are not allowed",
    "reason_bounced": "the mailbox refused it",
    "reason_other": "it could not be delivered",
}
