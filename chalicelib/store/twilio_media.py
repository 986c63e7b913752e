"""Pictures of an MMS, fetched from Twilio and from nowhere else.

https://www.twilio.com/docs/messaging/api/media-resource
The address is made of our account and of ids, never taken from what was posted to us. Twilio leads on to
an address of its own for the content, which gets no credentials; to any other host nobody is led.
"""

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from chalicelib.errors import NotFoundError, TooLargeError, UnavailableError
from chalicelib.twilio_account import TwilioAccount

if TYPE_CHECKING:
    from urllib3 import BaseHTTPResponse

MOST_BYTES = 10_000_000
"""Twice what Twilio takes of one message."""

_HOPS = 3
_CONTENT = {"mms.twiliocdn.com": "/", "media.twiliocdn.com": "/",
            "s3-external-1.amazonaws.com": "/media.twiliocdn.com/"}  # fmt: skip
"""Hosts of contents, and how their paths begin."""
_REDIRECTS = {301, 302, 303, 307, 308}
_GONE = {404, 410}


class TwilioMedia:
    """ports.MediaSource on Twilio's API."""

    def __init__(self, account: TwilioAccount) -> None:
        self._account = account

    def fetch(self, message: str, media: str) -> bytes:
        """See the port."""
        from urllib3.exceptions import HTTPError

        path = f"{self._account.messages}/{message}/Media/{media}"
        onward = ""
        try:
            for _ in range(_HOPS):
                answer = self._asked(path, onward)
                try:
                    if answer.status not in _REDIRECTS:
                        return _content(answer)
                    onward = _onward(answer)
                finally:
                    answer.close()
        except HTTPError as error:
            raise UnavailableError("Twilio's media cannot be reached") from error
        raise NotFoundError("the media leads in circles")

    def _asked(self, path: str, onward: str) -> "BaseHTTPResponse":
        """Twilio's answer; where it led on to, without credentials."""
        if not onward:
            return self._account.call("GET", path, preload_content=False)
        return self._account.pool.request(
            "GET", onward, headers={}, redirect=False, retries=False, preload_content=False
        )


def _content(answer: "BaseHTTPResponse") -> bytes:
    if answer.status in _GONE:
        raise NotFoundError("Twilio has no such media")
    if answer.status != 200:
        raise UnavailableError(f"Twilio answered {answer.status}")
    content = answer.read(MOST_BYTES + 1)
    if len(content) > MOST_BYTES:
        raise TooLargeError(f"media may have up to {MOST_BYTES} bytes")
    return content


def _onward(answer: "BaseHTTPResponse") -> str:
    """Where the content is. NotFoundError where that is no address of Twilio's."""
    location = answer.headers.get("Location", "")
    to = urlsplit(location)
    begins = _CONTENT.get(to.netloc)
    if to.scheme != "https" or begins is None or not to.path.startswith(begins):
        raise NotFoundError("the media leads away from Twilio")
    return location
