"""Pictures of an MMS, fetched from Twilio and from nowhere else.

https://www.twilio.com/docs/messaging/api/media-resource
The address is made of our account and of ids, never taken from what was posted to us. Twilio leads on to
an address of its own for the content, which gets no credentials; to any other host nobody is led.
"""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from chalicelib.errors import NotFoundError, TooLargeError, UnavailableError

if TYPE_CHECKING:
    from urllib3 import BaseHTTPResponse, PoolManager

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

    def __init__(
        self,
        pool: "PoolManager",
        *,
        url: str,
        account: str,
        tokens: Callable[[], Sequence[str]],
    ) -> None:
        """As for `notify.twilio.TwilioMessages`. The pool must have time-outs."""
        self._pool = pool
        self._messages = f"{url}/2010-04-01/Accounts/{account}/Messages"
        self._account = account
        self._tokens = tokens

    def fetch(self, message: str, media: str) -> bytes:
        """See the port."""
        from urllib3.exceptions import HTTPError
        from urllib3.util import make_headers

        url = f"{self._messages}/{message}/Media/{media}"
        headers = make_headers(basic_auth=f"{self._account}:{self._tokens()[0]}")
        try:
            for _ in range(_HOPS):
                answer = self._pool.request(
                    "GET", url, headers=headers, redirect=False, retries=False,
                    preload_content=False,
                )  # fmt: skip
                try:
                    if answer.status not in _REDIRECTS:
                        return _content(answer)
                    url, headers = _onward(answer), {}
                finally:
                    answer.close()
        except HTTPError as error:
            raise UnavailableError("Twilio's media cannot be reached") from error
        raise NotFoundError("the media leads in circles")


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
