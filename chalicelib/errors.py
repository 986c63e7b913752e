"""Every error that Ouvido raises on purpose. Nothing is imported here.

The class says what the caller should do next; `handlers.http` maps the first family to HTTP.
"""


class OuvidoError(Exception):
    """Something went wrong."""

    def __init__(self, message: str | None = None) -> None:
        super().__init__(message or (type(self).__doc__ or "").strip().splitlines()[0])


class InvalidInputError(OuvidoError):
    """The request cannot be understood as it is."""

    def __init__(self, message: str | None = None, fields: dict[str, str] | None = None) -> None:
        super().__init__(message)
        self.fields = fields or {}


class UnauthorisedError(OuvidoError):
    """Who you are is not known."""


class ForbiddenError(OuvidoError):
    """This is not yours to do."""


class NotFoundError(OuvidoError):
    """There is nothing here."""


class RefusedError(OuvidoError):
    """This cannot be done as things stand."""

    def __init__(self, reason: str) -> None:
        super().__init__(f"{(type(self).__doc__ or '').strip()} ({reason})")
        self.reason = reason
        """Why, as one word, such as `no_words`."""


class ConflictError(OuvidoError):
    """Somebody else changed this first."""


class DuplicateError(ConflictError):
    """This message was stored before."""


class ReferenceTakenError(ConflictError):
    """Another feedback has this reference."""


class TooLargeError(OuvidoError):
    """This is more than can be taken in one go."""


class UnsupportedMediaError(OuvidoError):
    """This kind of content is not understood."""


class TooManyRequestsError(OuvidoError):
    """Too much at once; please wait a moment."""


class UnavailableError(OuvidoError):
    """Something we need is not there right now; trying again helps."""


class ConfigurationError(OuvidoError):
    """The configuration cannot be used."""


class DeliveryError(OuvidoError):
    """A message could not be handed to its provider."""


class PermanentDeliveryError(DeliveryError):
    """The provider will never take this message: another channel, or a person, must."""


class TemporaryDeliveryError(DeliveryError):
    """The provider did not take this message now; it was certainly not sent."""


class AmbiguousDeliveryError(DeliveryError):
    """The provider may or may not have sent this message."""
