"""What went wrong at AWS, in our own words, so that nothing above the store knows botocore."""

from collections.abc import Iterator
from contextlib import contextmanager

from botocore.exceptions import BotoCoreError, ClientError, ParamValidationError

from chalicelib.errors import ConflictError, OuvidoError, UnavailableError

_OURS = {"ValidationException", "SerializationException", "InvalidParameterValue"}
"""What we asked for is wrong; asking again does not help."""


class HeldError(ConflictError):
    """Somebody's transaction has this item now: whether the write's condition holds was not looked at."""


_LOST: dict[str, type[ConflictError]] = {
    "ConditionalCheckFailedException": ConflictError,
    "TransactionConflictException": HeldError,
}


@contextmanager
def in_our_words(service: str) -> Iterator[None]:
    """Raises our errors for botocore's: ConflictError, HeldError, UnavailableError, OuvidoError.

    The service's own message is left to the traceback: it may quote what was written.
    """
    try:
        yield
    except ClientError as error:
        code = code_of(error)
        if code in _LOST:
            raise _LOST[code] from error
        if code in _OURS:
            raise OuvidoError(f"{service} refused the request: {code}") from error
        raise UnavailableError(f"{service} answered {code}") from error
    except ParamValidationError as error:
        raise OuvidoError(f"{service} cannot be asked this") from error
    except BotoCoreError as error:
        raise UnavailableError(f"{service} cannot be reached") from error


def code_of(error: ClientError) -> str:
    """AWS's short name of what went wrong."""
    return str(error.response.get("Error", {}).get("Code", "an error"))


def reasons_of(error: ClientError) -> list[str]:
    """Why a transaction was cancelled: a code for each action, in order; `None` is no reason."""
    reasons = error.response.get("CancellationReasons", [])
    return [str(reason.get("Code", "None")) for reason in reasons]
