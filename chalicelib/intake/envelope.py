"""SNS's envelope, as it stands in the body of a record of SQS."""

import json
from datetime import datetime

from chalicelib.errors import InvalidInputError
from chalicelib.instants import from_text


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
