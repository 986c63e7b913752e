"""The one error shape, for what the local front itself answers."""

import logging
import uuid
from collections.abc import Awaitable, Callable, Mapping

from aiohttp import web
from botocore.exceptions import BotoCoreError, ClientError

from chalicelib.errors import InvalidInputError, OuvidoError, TooLargeError

_LOG = logging.getLogger(__name__)
_CODES = {404: "not_found", 405: "method_not_allowed", 413: "too_large"}

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


class RefusedError(Exception):
    """A request is answered with an error."""

    def __init__(self, status: int, code: str, message: str, fields: Mapping[str, str]) -> None:
        super().__init__(message)
        self.status = status
        self.code = code
        self.message = message
        self.fields = fields

    def response(self) -> web.Response:
        """The answer."""
        fields = {"fields": dict(self.fields)} if self.fields else {}
        known = {"code": self.code, "message": self.message, **fields}
        return web.json_response(
            {"error": {**known, "request_id": str(uuid.uuid4())}}, status=self.status
        )


def refuse(
    status: int, code: str, message: str, fields: Mapping[str, str] | None = None
) -> RefusedError:
    """What to raise so that a request is answered with an error."""
    return RefusedError(status, code, message, fields or {})


@web.middleware
async def in_one_shape(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Answer every error of the front, whatever it is, in the one shape."""
    try:
        return await handler(request)
    except RefusedError as refused:
        return refused.response()
    except InvalidInputError as error:
        return refuse(400, "invalid_input", str(error), error.fields).response()
    except TooLargeError as error:
        return refuse(413, "too_large", str(error)).response()
    except (OuvidoError, BotoCoreError, ClientError) as error:
        return refuse(503, "unavailable", f"The emulator cannot do that now: {error}").response()
    except web.HTTPException as error:
        code = _CODES.get(error.status, "invalid_input")
        return refuse(error.status, code, error.reason).response()
    except Exception:  # noqa: BLE001 - whatever it is, it is answered in the one shape
        _LOG.exception("The front failed")
        return refuse(500, "internal_error", "The local front failed; see its log.").response()
