"""What evidence says, in English."""

TEXTS = {
    "title": "Evidence for ISO 10002 and ISO 10004",
    "period": "From {first} to {last}, as it stood on {made_on}.",
    "what_it_is": (
        "Made from what Ouvido has stored. The numbers are those of the clauses of ISO 10002:2018 and"
        " ISO 10004:2018; their titles are our own short words. It helps an audit and is no certificate."
    ),
    "summary": (
        "Of {n} clauses the data shows {data}, {partly} in part; of {no_data} there was nothing in the"
        " period; {people} have to be shown by people."
    ),
    "status_data": "shown by the data",
    "status_partly": "shown in part",
    "status_no_data": "nothing in this period",
    "status_people": "to be shown by people",
    "to_add": "To be added by a person:",
    "interval": "{share} ({low} to {high}, n = {n})",
    "interval_note": (
        "Promises kept of those that were decided in the period, with Wilson’s interval at 95%. Times are"
        " those of first responses by the wall clock, within 2%. An answer counts from when it was"
        " given; one of which it is known that it reached nobody counts as none."
    ),
    "no_data": "no data",
    "nowhere": "without a touchpoint",
    "everything": "Everything",
    "compliance": "Answered in time",
    "escalated": "What was raised, and why",
    "reconciliation": "What providers say arrived, beside what is stored",
    "none_raised": "Nothing that came or began again in this period was raised.",
    "raised_day": (
        "Counted by the day on which the feedback came, or on which the customer began again. The day in"
        " the table is the one on which it was raised; it may be later."
    ),
    "raised_placeless": "Belongs to no touchpoint, so it is counted above and not listed: {n}.",
    "raised_cut": "More was raised than is listed here; all of it is counted above.",
    "reconciled_note": "Days without a row were not compared.",
    "head_of": "Of", "head_kept": "Kept", "head_missed": "Missed", "head_share": "In time",
    "head_unreached": "Reached nobody",
    "head_median": "Half within", "head_p90": "9 of 10 within", "head_reference": "Reference",
    "head_day": "Day", "head_level": "Level", "head_team": "Team", "head_why": "Why",
    "head_arrived": "Arrived", "head_missing": "Missing", "head_unknown": "Not known",
    "head_problems": "Gaps inside", "head_dead_letters": "Dead letters",
    "channel_sms": "text message", "channel_web": "web", "channel_email": "e-mail",
    "channel_phone": "phone", "channel_in_person": "in person", "channel_letter": "letter",
    "channel_social": "social media",
    "kind_complaint": "complaints", "kind_suggestion": "suggestions",
    "kind_compliment": "compliments", "kind_enquiry": "enquiries",
    "severity_critical": "critical", "severity_high": "high", "severity_normal": "normal",
    "severity_low": "low",
    "locale_en-GB": "English", "locale_pt-BR": "Portuguese", "locale_es": "Spanish",
    "why_late": "not answered in time", "why_safety": "words of danger",
    "why_nobody": "nobody could be reached", "why_appeal": "the customer asked for it",
    "why_replanned": "the rules were changed",
    "verdict_met": "met", "verdict_unsure": "too near, or too few, to tell",
    "verdict_failed": "not met", "verdict_no_data": "no data yet",
    "line_touchpoints": (
        "Customers can speak up at {n} touchpoints; {keywords} of them have a keyword for"
        " texts."
    ),
    "line_heard_from": "Something came from {n} of {of} touchpoints.",
    "line_languages": "Forms, posters and messages are in: {languages}.",
    "line_received": "{n} feedback came in.",
    "line_unanswered": "Still without an answer: {n}; closed without one: {without}.",
    "line_by_channel": "By channel: {parts}.",
    "line_by_kind": "By kind: {parts}.",
    "line_by_severity": "By severity, as assessed: {parts}.",
    "line_by_place": "Most came from: {parts}.",
    "line_acknowledged": (
        "{n} acknowledgements left: half within {median}, nine of ten within {p90}."
    ),
    "line_first_response": (
        "{n} first answers by people: half within {median}, nine of ten within {p90}."
    ),
    "line_resolution": "{n} outcomes told: half within {median}, nine of ten within {p90}.",
    "line_handling": (
        "{n} dealt with from beginning to end: half within {median}, nine of ten within {p90},"
        " without waiting for the customer."
    ),
    "line_waited": "Customers were asked for more {n} times while the clock waited.",
    "line_begun_again": "Customers who were not content began again, or appealed, {n} times.",
    "line_promises": "Promises kept: {share}. Missed: {missed}; still running: {running}.",
    "line_unreached": (
        "Answers that reached nobody, and count as none: {n}. Of these customers {heard} heard from us"
        " after all, {running} do not know yet, {never} never heard."
    ),
    "line_unreached_none": "No answer is known to have reached nobody.",
    "line_kept_by_channel": "Promises kept by channel: {parts}.",
    "line_kept_by_team": "Promises kept by team: {parts}.",
    "line_policy": "Rule “{id}”: an answer within {within}, levels above the owner: {levels}.",
    "line_policy_without": "Rule “{id}”: no answer is promised.",
    "line_in_force": "Version {n} of the rules is in force.",
    "line_version": "Version {n} was put in force on {day}.",
    "line_version_by": "Version {n} was put in force on {day} by {by}.",
    "line_teams": (
        "{n} teams with {members} members are accountable; every feedback has an owner from its"
        " first moment."
    ),
    "line_raised": "Raised to level {level}: {n} ({why}).",
    "line_target": "Target of {name}: {wanted} in time; attained: {attained}: {verdict}.",
    "line_target_since": "Target of {name} since {since}: {wanted} in time; attained: {attained}: {verdict}.",
    "line_chart_days": "{name}: of {n} days these tell of a change: {days}.",
    "line_chart_quiet": "{name}: none of {n} days tells of a change.",
    "line_surveyed": "{n} customers were asked how it went; answered: {share}.",
    "line_unasked": "{n} rated it without being asked.",
    "line_csat": "Content (4 or 5 of 5): {share}. Scores: {scores}.",
    "line_nps": "Net Promoter Score: {value} ({low} to {high}, n = {n}).",
    "line_csat_by_place": "Content by touchpoint: {parts}.",
    "line_survey_policy": (
        "Rule “{id}”: customers are asked {after} after the end; nobody more often than every"
        " {pause}."
    ),
    "line_reconciled": (
        "{n} of {of} days were compared with what the providers say arrived: {arrived} arrived,"
        " missing: {missing}."
    ),
    "line_not_reconciled": "Not yet compared with what the providers say arrived.",
    "line_unknown": "For some days nobody could say what arrived by: {channels}.",
    "line_exported": "Data left {n} times, {personal} of them with personal data.",
    "line_erased": "Feedback erased because a customer asked: {asked}; because of its age: {age}.",
    "clause_10002_4_2": "Commitment to the process",
    "clause_10002_4_3": "Enough people and means",
    "clause_10002_4_4": "Open about how it works",
    "clause_10002_4_5": "Easy to reach and to use",
    "clause_10002_4_6": "Responds to what people need",
    "clause_10002_4_7": "Fair to everybody",
    "clause_10002_4_8": "Free of charge",
    "clause_10002_4_9": "Information is correct and whole",
    "clause_10002_4_10": "Personal data is protected",
    "clause_10002_4_11": "The customer comes first",
    "clause_10002_4_12": "Somebody is accountable",
    "clause_10002_4_13": "Gets better and better",
    "clause_10002_4_14": "People know how to do it",
    "clause_10002_4_15": "As soon as possible",
    "clause_10002_5_1": "What surrounds the organisation",
    "clause_10002_5_2": "Leadership stands behind it",
    "clause_10002_5_3": "A policy for complaints",
    "clause_10002_5_4": "Who is responsible for what",
    "clause_10002_6_2": "Objectives",
    "clause_10002_6_3": "Activities are planned",
    "clause_10002_6_4": "Resources",
    "clause_10002_7_1": "People are told how to complain",
    "clause_10002_7_2": "Complaints are received",
    "clause_10002_7_3": "Complaints are followed",
    "clause_10002_7_4": "Complaints are acknowledged",
    "clause_10002_7_5": "A first assessment",
    "clause_10002_7_6": "Looking into it",
    "clause_10002_7_7": "Responding",
    "clause_10002_7_8": "Telling the decision",
    "clause_10002_7_9": "Closing",
    "clause_10002_8_1": "Information is collected",
    "clause_10002_8_2": "Complaints are analysed",
    "clause_10002_8_3": "Content with the process",
    "clause_10002_8_4": "The process is watched",
    "clause_10002_8_5": "The process is audited",
    "clause_10002_8_6": "Management reviews it",
    "clause_10002_8_7": "Continual improvement",
    "clause_10004_4_3": "Guiding principles",
    "clause_10004_5_1": "What surrounds the organisation",
    "clause_10004_6_1": "Purpose and objectives",
    "clause_10004_6_2": "Scope and frequency",
    "clause_10004_6_3": "Methods and responsibilities",
    "clause_10004_6_4": "Resources",
    "clause_10004_7_2": "What customers expect",
    "clause_10004_7_3_2": "Indirect signs of satisfaction",
    "clause_10004_7_3_3": "Direct measures of satisfaction",
    "clause_10004_7_3_4": "Collecting the data",
    "clause_10004_7_4": "Analysing the data",
    "clause_10004_7_5": "Passing on what was learnt",
    "clause_10004_7_6": "Satisfaction is watched",
    "clause_10004_8": "Keeping up and improving the measuring",
    "add_10002_4_2": "who at the top stands for the process, and what they did in this period.",
    "add_10002_4_3": (
        "whether these people and means were enough, and what was done where they were not."
    ),
    "add_10002_4_7": (
        "how decisions are kept impartial, for instance who decides when the person complained"
        " of is in the team."
    ),
    "add_10002_4_8": "that complaining costs the customer nothing, and what a text costs them.",
    "add_10002_4_10": "who may see personal data and why, and how that is checked.",
    "add_10002_4_14": "what training those who answer had.",
    "add_10002_5_1": (
        "which outside and inside matters bear on complaints, and who the interested parties"
        " are."
    ),
    "add_10002_5_2": "what leadership did: minutes, decisions, who is in charge.",
    "add_10002_6_3": "the plan of activities: what is done when, besides these rules.",
    "add_10002_6_4": "training, tools and time that were made available.",
    "add_10002_7_1": (
        "where posters and leaflets hang, and where else people are told how to complain."
    ),
    "add_10002_7_6": "what was found out, for the gravest cases.",
    "add_10002_8_2": "what the analysis showed about causes, and what follows from it.",
    "add_10002_8_5": "when the process was audited, by whom, and the findings.",
    "add_10002_8_6": "date, participants and outcome of the management review.",
    "add_10002_8_7": "which causes were removed, and what was changed.",
    "add_10004_4_3": "how the principles are followed when satisfaction is measured.",
    "add_10004_5_1": "which outside and inside matters bear on customers’ satisfaction.",
    "add_10004_6_1": "what satisfaction is measured for, and what is to be reached.",
    "add_10004_6_4": "who measures, with which means.",
    "add_10004_7_2": "who the customers are, and how their expectations were found out.",
    "add_10004_7_5": "to whom the results were passed on, and when.",
    "add_10004_8": "when the way of measuring was last reviewed, and what changed.",
}  # fmt: skip
