"""What a provider's refusal means for a message, by table: try again, never again, or unsure.

The reason is a word of ours, since it is stored on the message and shown to staff.
Codes: the API references of `SendEmail` (SES v2), `SendTextMessage` (End User Messaging) and
`Publish` (SNS).
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from chalicelib.errors import (
    AmbiguousDeliveryError,
    DeliveryError,
    PermanentDeliveryError,
    TemporaryDeliveryError,
)

if TYPE_CHECKING:
    from botocore.exceptions import BotoCoreError, ClientError

_PERMANENT = {
    "MessageRejected": "rejected",
    "BadRequestException": "invalid",
    "ValidationException": "invalid",
    "InvalidParameter": "invalid",
    "InvalidParameterValue": "invalid",
    "ParameterValueInvalid": "invalid",
    "OptedOut": "opted_out",
    "ConflictException": "rejected",
}

_TEMPORARY = {
    "TooManyRequestsException": "throttled",
    "ThrottlingException": "throttled",
    "Throttling": "throttled",
    "Throttled": "throttled",
    "RequestLimitExceeded": "throttled",
    "LimitExceededException": "sending_limit",
    "ServiceQuotaExceededException": "sending_limit",
    "AccountSuspendedException": "sending_paused",
    "SendingPausedException": "sending_paused",
}

_REASONS: dict[str, tuple[type[DeliveryError], str]] = {
    "DESTINATION_PHONE_NUMBER_OPTED_OUT": (PermanentDeliveryError, "opted_out"),
    "DESTINATION_PHONE_NUMBER_NOT_VERIFIED": (PermanentDeliveryError, "not_verified"),
    "DESTINATION_COUNTRY_BLOCKED_BY_PROTECT_CONFIGURATION": (PermanentDeliveryError, "blocked"),
    "DESTINATION_PHONE_NUMBER_BLOCKED_BY_PROTECT_NUMBER_OVERRIDE": (
        PermanentDeliveryError,
        "blocked",
    ),
    "DESTINATION_COUNTRY_BLOCKED": (PermanentDeliveryError, "blocked"),
    "INTERNATIONAL_SENDING_NOT_SUPPORTED": (PermanentDeliveryError, "blocked"),
    "COUNTRY_NOT_ENABLED": (PermanentDeliveryError, "blocked"),
    "INVALID_IDENTITY_FOR_DESTINATION_COUNTRY": (PermanentDeliveryError, "blocked"),
    "PRICE_OVER_THRESHOLD": (PermanentDeliveryError, "too_dear"),
    # Ours to put right; until then the message waits for its tries.
    "NO_ORIGINATION_IDENTITIES_FOUND": (TemporaryDeliveryError, "not_set_up"),
    "RESOURCE_NOT_ACTIVE": (TemporaryDeliveryError, "not_set_up"),
    "RESOURCE_NOT_ACCESSIBLE": (TemporaryDeliveryError, "not_set_up"),
    "INVALID_ARN": (TemporaryDeliveryError, "not_set_up"),
    "MESSAGE_TYPE_MISMATCH": (TemporaryDeliveryError, "not_set_up"),
    "SENDER_ID_NOT_REGISTERED": (TemporaryDeliveryError, "not_set_up"),
    "SENDER_ID_REQUIRES_REGISTRATION": (TemporaryDeliveryError, "not_set_up"),
    "REGISTRATION_NOT_COMPLETE": (TemporaryDeliveryError, "not_set_up"),
}
"""Where End User Messaging's error has a `Reason`, it is more exact than the code."""


@contextmanager
def told() -> Iterator[None]:
    """Turn whatever the AWS client raises inside into one of our delivery errors.

    An answer without a message id, or one that cannot be read, says as little as none.
    """
    from botocore.exceptions import BotoCoreError, ClientError
    from botocore.parsers import ResponseParserError

    try:
        yield
    except ClientError as error:
        raise _refused(error) from error
    except BotoCoreError as error:
        raise _unanswered(error) from error
    except (ResponseParserError, KeyError) as error:
        raise AmbiguousDeliveryError("no_answer") from error


def _refused(error: "ClientError") -> DeliveryError:
    """The provider answered, with an error."""
    code = error.response.get("Error", {}).get("Code", "")
    by_reason = _REASONS.get(str(error.response.get("Reason", "")))
    if by_reason:
        kind, reason = by_reason
        return kind(reason)
    if code in _PERMANENT:
        return PermanentDeliveryError(_PERMANENT[code])
    if code in _TEMPORARY:
        return TemporaryDeliveryError(_TEMPORARY[code])
    if error.response.get("ResponseMetadata", {}).get("HTTPStatusCode", 500) >= 500:
        return AmbiguousDeliveryError("provider_failed")
    return TemporaryDeliveryError("not_set_up")


def _unanswered(error: "BotoCoreError") -> DeliveryError:
    """There was no answer, or not even a question."""
    from botocore import exceptions as e

    if isinstance(error, e.ParamValidationError):
        return PermanentDeliveryError("invalid")
    never_left = (
        e.EndpointConnectionError, e.ConnectTimeoutError, e.ProxyConnectionError, e.SSLError,
        e.NoCredentialsError, e.PartialCredentialsError, e.CredentialRetrievalError,
        e.NoRegionError,
    )  # fmt: skip
    if isinstance(error, never_left):
        return TemporaryDeliveryError("unreachable")
    return AmbiguousDeliveryError("no_answer")
