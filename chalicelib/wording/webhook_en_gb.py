"""British English: a webhook that was disabled."""

TEXTS = {
    "webhook_subject": "{webhook}: {organisation} sends it nothing any more",
    "webhook_title": "The webhook {webhook} is disabled",
    "webhook_failing": (
        "For {days} days nothing that we sent to {host} has arrived, so we have stopped trying."
    ),
    "webhook_gone": "{host} has answered that it wants nothing more (410), so we have stopped.",
    "webhook_missed": (
        "Whatever depends on it, such as a customer database, a chat or a report, has not heard of"
        " changes since. Nothing is lost: what it missed is kept and can be sent again."
    ),
    "webhook_how": (
        "Once its other end works, open Administration, Webhooks in the console: enable it, send a"
        " test, then send again what it missed."
    ),
}
