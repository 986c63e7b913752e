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
    "appeal_sms": "Not solved? Reply {word} within {days} days.",
    "appeal_sms_soon": "Not solved? Reply {word} {promise}.",
    "question_sms": "{team}, {organisation} ({reference}):",
    "question_sms_part": "{team}, {organisation} ({reference}, {part}/{parts}):",
    "question_sms_waits": "We wait for your reply before we go on.",
    "resumed_sms": (
        "We have not heard from you, so we go on with what we know. {reference}: you will have an"
        " answer {promise}. {organisation}"
    ),
    "resumed_sms_without_promise": (
        "We have not heard from you, so we go on with what we know. {reference}: you will have an"
        " answer as soon as possible. {organisation}"
    ),
    "appeal_taken_sms": (
        "{reference} is now with {team}, independent of those who answered you. You will have an"
        " answer {promise}. {organisation}"
    ),
    "appeal_taken_sms_without_promise": (
        "{reference} is now with {team}, independent of those who answered you. You will have an"
        " answer as soon as possible. {organisation}"
    ),
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
    "acknowledgement_sealed": (
        "We could not open your mail: it is encrypted, or packed in a way that only some"
        " programs can open. Please send it once more as a plain mail."
    ),
    "acknowledgement_reply": "If you would like to add something, just reply to this mail.",
    "answer_subject": "[{reference}] Our answer to you",
    "answer_sender": "{team}, {organisation}",
    "answer_reply": "If that does not settle it, just reply to this mail: it comes back to us.",
    "appeal": (
        "You also have the right to an independent review by {team}: reply to this mail {promise}"
        " with one word, {word}."
    ),
    "question_subject": "[{reference}] We have a question for you",
    "question_reply": "Please reply to this mail.",
    "question_reply_waits": (
        "Please reply to this mail: until then, the clock for our answer stands still. If we have"
        " not heard from you {promise}, we go on with what we know."
    ),
    "late_notice_subject": "[{reference}] Your answer is taking longer",
    "late_notice_title": "Sorry, your answer is taking longer than it should.",
    "late_notice_promise": "Your message is now with {team}, who will answer you {promise}.",
    "late_notice_without_promise": (
        "Your message is now with {team}, who will answer you as soon as possible."
    ),
    "late_notice_reply": "You need not do anything. You can reply to this mail at any time.",
    "resumed_subject": "[{reference}] We go on with what we know",
    "resumed_title": "We have not heard from you, so we go on with what we know.",
    "resumed_promise": "You will get our answer {promise}.",
    "resumed_without_promise": "You will get our answer as soon as possible.",
    "resumed_reply": "It is not too late to tell us more: just reply to this mail.",
    "appeal_taken_subject": "[{reference}] The ombudsman has it now",
    "appeal_taken_title": "Your message gets an independent review.",
    "appeal_taken_promise": (
        "It is now with {team}, independent of those who answered you. You will have an answer"
        " {promise}."
    ),
    "appeal_taken_without_promise": (
        "It is now with {team}, independent of those who answered you. You will have an answer as"
        " soon as possible."
    ),
    "appeal_taken_reply": "If you would like to add something, just reply to this mail.",
    "reference": "Your reference is {reference}.",
    "status_link": "See how it is going",
    # To staff
    "team_new_subject": "[{reference}] {kind}: {summary}",
    "team_new_automatic": (
        "It looks as if no person sent this, so it was not acknowledged. If a person did, please"
        " answer."
    ),
    "team_new_empty": "The message was empty.",
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
    "team_escalation_critical": "A member takes it to be critical: “{reason}”.",
    "team_escalation_appeal": "They were answered, and ask for an independent review.",
    "team_escalation_appeal_subject": "[{reference}] The customer asks for you: {summary}",
    "team_escalation_appeal_title": "The customer asks for you.",
    "team_handed_over_subject": "[{reference}] Handed over by {team}: {summary}",
    "team_handed_over_title": "{team} has handed this over to you.",
    "team_handed_over_reason": "The reason that {member} gives: “{reason}”.",
    "team_handed_over_deadline": "The deadline has not changed.",
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
    "team_set_aside_unknown_command": (
        "Its first line begins with # and a word that we do not know. There is #note, #ask,"
        " #resolve, #told, #unreachable, #team, #critical, #high, #normal, #low, #complaint,"
        " #suggestion, #compliment and #enquiry, and #help, which says what each of them does."
    ),
    "team_set_aside_unknown_team": (
        "We know no team of the name behind #team. Please write #team, the team’s name, and the"
        " reason."
    ),
    "team_set_aside_other": (
        "We could not be sure that it was meant for the customer. It is kept with the feedback."
        " Please write your answer above the line at the top of this mail."
    ),
    "team_set_aside_preview_subject": "[{reference}] Please look at your answer before it goes out",
    "team_set_aside_preview_title": "Please look at your answer before it goes to the customer.",
    "team_set_aside_preview": (
        "Your words stand between quoted ones, so we could not be sure which of them the"
        " customer should read. Nothing has gone out yet. Below is what we would send: check"
        " it, put it right, and send it with the link, {promise}. The link is yours alone. Or"
        " reply to this mail with your whole answer above the line at its top."
    ),
    "team_set_aside_preview_link": "Check it and send it",
    "team_set_aside_proposed": "What we would send",
    "team_set_aside_help_subject": "[{reference}] What you can do by mail",
    "team_set_aside_help_title": "What you can do by mail.",
    "team_set_aside_help": (
        "Write your answer above the line at the top of this mail, and it goes to the"
        " customer. Or begin with one of these: #note, a note for staff only; #ask, a"
        " question to the customer, and the clock waits; #resolve, with or without words: it"
        " is solved, and the customer hears so; #told HOW, when you told them on another way;"
        " #unreachable WHY, when there is no way to reach them;"
        " #team NAME REASON, to hand it over; #critical, #high, #normal or #low, and"
        " #complaint, #suggestion, #compliment or #enquiry, each with a reason, to correct"
        " what it was taken for; #help for this mail."
    ),
    "team_set_aside_unknown_sender_subject": "[{reference}] A mail was not sent to the customer",
    "team_set_aside_unknown_sender_title": "A mail was not sent to the customer.",
    "team_set_aside_unknown_sender": (
        "It came from {address}, which may not answer for your team, to the address that only you"
        " were given. If a colleague wrote it, please answer in their place. If it is from nobody"
        " that you know, you need not do anything."
    ),
    "team_set_aside_unknown_sender_yours": "The mail",
    "team_set_aside_not_authentic_subject": "[{reference}] A mail was not sent to the customer",
    "team_set_aside_not_authentic_title": "A mail was not sent to the customer.",
    "team_set_aside_not_authentic": (
        "It says that it is from {address}, but its mail provider does not confirm it, so anybody"
        " may have written it. If it was you, please answer in the console, and tell whoever looks"
        " after your mail that it fails DMARC. If not, you need not do anything."
    ),
    "team_set_aside_not_authentic_yours": "The mail",
    "team_set_aside_already_resolved": "It is resolved already, and the customer was told.",
    "team_set_aside_not_answered": (
        "Nobody has answered the customer yet, and closing without a word is no answer. Please"
        " write behind #resolve what the customer should hear."
    ),
    "team_set_aside_overtaken_subject": "[{reference}] Your answer did not go out",
    "team_set_aside_overtaken_title": "Your answer did not go out.",
    "team_set_aside_overtaken": (
        "In the seconds before it left, somebody else answered or the customer wrote again, so we"
        " kept it back. Please read what is new. If your words still fit, send them again."
    ),
    "team_set_aside_overtaken_yours": "What you wrote",
    "team_set_aside_yours": "Your mail",
    "team_undelivered_subject": "[{reference}] Not delivered to the customer: {summary}",
    "team_undelivered_title": "The customer did not get a message of ours.",
    "team_undelivered_what": "{message}, to {address}: {reason}.",
    "team_undelivered_other": "We have sent it to {address} as well.",
    "team_undelivered_nobody": (
        "We know no other number or address. If you know a way to reach them, please take it."
    ),
    "team_undelivered_kept": (
        "Until the customer knows your answer, this stays in your list and counts as not answered."
        " Once you have told them on another way, reply with #told and how; if you find that there"
        " is no way, with #unreachable and why."
    ),
    "team_receipt_subject": "[{reference}] {title}",
    "team_receipt_sent": "{message} has gone to the customer",
    "team_receipt_waiting": "{message} is on its way to the customer",
    "team_receipt_lost": "{message} did not reach the customer",
    "team_receipt_page": "{message} is on the customer’s private page",
    "team_receipt_handed_over": "{team} has it now",
    "team_receipt_corrected": "It is now taken for: {value}",
    "team_receipt_sms": "To {address}, as a text message of {count} SMS.",
    "team_receipt_email": "To {address}, by mail.",
    "team_receipt_waits": (
        "Not to {address} yet: the provider is not taking it just now. We keep trying, and you"
        " hear of it if that fails."
    ),
    "team_receipt_failed": "Not to {address}: {reason}.",
    "team_receipt_nobody": (
        "It can be read on their private page. If you know another way to reach them, please"
        " take it."
    ),
    "team_receipt_why_page": "They left no number and no address, so it waits for them there.",
    "team_receipt_words": "What the customer reads",
    "team_receipt_own_words": "Your words",
    "team_receipt_reply": (
        "You need not do anything. If you reply to this mail, what you write above the line at"
        " its top goes to the customer as well."
    ),
    "deadline": "Please answer {promise} ({left}).",
    "deadline_over": "An answer was promised {promise} ({left}).",
    "deadline_waits": (
        "The clock stands still until the customer replies; if they have not {promise}, it goes on"
        " by itself."
    ),
    "reach_sms": (
        "To answer, reply to this mail. What you write above the line goes to {address} as a text"
        " message from {team}, {organisation}. Short and plain is best."
    ),
    "reach_email": (
        "To answer, reply to this mail. What you write above the line goes to {address} as a mail"
        " from {team}, {organisation}."
    ),
    "reach_nobody": (
        "To answer, reply to this mail. The customer left no number and no address: what you write"
        " above the line appears on their private page."
    ),
    "said_by_customer": "Customer, {at}",
    "said_by_other": "{address} wrote at the customer’s address, {at}",
    "said_by_team": "{team} answered, {at}",
    "said_as_question": "{team} asked, {at}",
    "said_as_note": "Internal note of {team} (the customer does not see it), {at}",
    "team_commands": (
        "On the first line of a reply: #note for an internal note, #ask to ask the customer"
        " something (the clock waits), #resolve once it is solved, #team NAME REASON to hand this"
        " over, #help for all there is."
    ),
    "team_footer": "{organisation}: for {team}",
    # Facts for staff
    "label_reference": "Reference",
    "label_kind": "Kind",
    "label_severity": "Severity",
    "label_difficulty": "Difficulty",
    "label_subject": "Subject",
    "label_virus": "Careful",
    "value_virus": "The provider found a virus in this mail: do not open its attachments",
    "label_sealed": "Careful",
    "value_sealed_encrypted": (
        "This mail is encrypted and cannot be read here; it has to be sent again as a plain mail"
    ),
    "value_sealed_winmail": (
        "The words of this mail are in a file that only Outlook reads (winmail.dat); it"
        " has to be sent again as a plain mail"
    ),
    "label_place": "Place",
    "label_trip": "Trip",
    "value_trip_vehicle": "vehicle {value}",
    "value_trip_line": "line {value}",
    "value_trip_trip": "trip {value}",
    "value_trip_seat": "seat {value}",
    "value_trip_refused": "the address that it came from was changed or out of date",
    "label_suspect": "Mind",
    "value_suspect_too_fast": "sent within two seconds, perhaps by a program; nothing was confirmed",
    "label_channel": "Came by",
    "label_received": "Received",
    "label_deadline": "Answer by",
    "label_level": "Level",
    "label_rating": "Rating",
    "label_name": "Name",
    "label_contact": "Contact",
    "label_attachments": "Attached",
    "value_deadline": "{at} ({left})",
    "value_deadline_waits": "waits for the customer’s reply",
    "severity_critical": "Critical",
    "severity_high": "High",
    "severity_normal": "Normal",
    "severity_low": "Low",
    "difficulty_simple": "Simple",
    "difficulty_complex": "Complex",
    "value_severity": "{severity}: “{word}”",
    "value_corrected": "{value} (taken for {was} at first; corrected: “{reason}”)",
    "value_corrected_bare": "{value} (taken for {was} at first)",
    "value_no_deadline": "no answer was promised",
    "value_rating": "{rating} of 5",
    "value_attachment": "{name} ({size})",
    "value_attachment_as_sent": "{name} ({size}), as it was sent: it may say where it was made",
    "value_attachment_refused": "{name} ({size}): not kept, {why}",
    "attachment_type": "we do not take this kind of file",
    "attachment_size": "it is too large",
    "attachment_count": "there were too many",
    "attachment_virus": "a virus was found",
    "attachment_unscanned": "it could not be checked for viruses",
    "attachment_broken": "it is damaged",
    "attachments_not_taken": "Of your {came} attached files, {refused} could not be taken. Your "
    "words are all here.",
    "attachments_taken": "We take photos, PDF, sound, film and office documents: up to {most} at "
    "a time, {size} MB each.",
    "answer_sms_files": "Files ({count}): {link}",
    "answer_files": "With this: {names}. You find it on your private page, at the link below.",
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
    "message_question": "Your question",
    "message_resumed": "The notice that we go on without their reply",
    "message_appeal_taken": "The notice that the ombudsman has it",
    "reason_opted_out": "the customer has opted out of texts",
    "reason_invalid": "the number or address does not work",
    "reason_rejected": "the provider refused it",
    "reason_blocked": "texts to this country or number are not allowed",
    "reason_bounced": "the mailbox refused it",
    "reason_cap": "too many messages had gone there",
    "reason_other": "it could not be delivered",
}
