"""British English, of what customers ask of the system itself, and of several texts of one number."""

TEXTS = {
    # To customers
    "command_reply_subject": "[{reference}] Our reply",
    "command_status_promise": "{reference}: {team} has it and will answer {promise}.",
    "command_status_open": "{reference}: {team} has it. There is no answer yet.",
    "command_status_waiting": (
        "{reference}: we asked you something and wait for your reply. Just write back."
    ),
    "command_status_answered": (
        "{reference}: we have answered you. If that does not settle it, just write back."
    ),
    "command_status_closed": (
        "{reference} is closed. If something is still not right, just write back."
    ),
    "command_status_none": (
        "We have no message from you yet. Tell us what happened and we will answer. {organisation}"
    ),
    "command_help": (
        "Write to us what happened and we will answer. STATUS tells you how it is going, STOP ends"
        " our messages. In danger, call the emergency services. {organisation}"
    ),
    "command_stop": (
        "You will get no more messages from us here. Send START if you want them again. {organisation}"
    ),
    "command_start": "You will get our messages here again. {organisation}",
    # To staff
    "message_command_reply": "The reply to a command",
    "team_reachable_subject": "[{reference}] The customer takes messages again: {summary}",
    "team_reachable_title": "The customer takes messages again.",
    "team_reachable_waiting": (
        "What you wrote meanwhile has not reached them. Please look at it again: if they should still"
        " get it, reply to this mail with it."
    ),
    "team_undelivered_opted_out": (
        "They asked for no more messages there, and we know no other way to reach them. It stands on"
        " their private page."
    ),
    "said_times": "{label} (sent {times} times)",
    "mistyped": (
        "The customer wrote “{text}”, which looks like a reference with a typing error: it may be about"
        " something else."
    ),
    "also": "It may be about another message of the same number: {others}",
    "also_own": "{reference} ({place}, {state}): “{words}”",
    "also_other": "{reference} ({place}, {state}), with {team}",
    "state_open": "open",
    "state_answered": "answered",
}
