"""SNS's envelope, as it stands in the body of a record of SQS."""

import json
from datetime import datetime

from chalicelib.errors import InvalidInputError
from chalicelib.instants import from_text


def id_of(body: str) -> str | None:
    """SNS's id of a notification, the same each time it is handed over; None where it has none."""
    try:
        found = json.loads(body).get("MessageId")
    except (ValueError, AttributeError, RecursionError):
        return None
    return found if isinstance(found, str) and found else None


def open_envelope(body: str) -> tuple[str, datetime]:
    """The message inside, and when SNS passed it on. InvalidInputError where it is no envelope."""
    try:
        envelope = json.loads(body)
        message, passed_on_at = envelope["Message"], from_text(envelope["Timestamp"])
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise InvalidInputError(f"this is no notification of SNS: {error!r}") from error
    if not isinstance(message, str):
        raise InvalidInputError("the notification of SNS holds no text")
    return message, passed_on_at
