"""The account at Twilio: where its part of the API is, and who calls.

https://www.twilio.com/docs/messaging/api/message-resource
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from urllib3 import BaseHTTPResponse, PoolManager


@dataclass(frozen=True, slots=True, kw_only=True)
class TwilioAccount:
    """Calls of the API in the account's name. None is tried again, and none follows a redirect."""

    pool: "PoolManager"
    """Must have time-outs."""
    url: str
    """Of the API, without a slash at its end."""
    sid: str
    tokens: Callable[[], Sequence[str]]
    """The account's auth tokens, the one to use first. UnavailableError, ConfigurationError."""

    @property
    def messages(self) -> str:
        """The path of the account's messages."""
        return f"/2010-04-01/Accounts/{self.sid}/Messages"

    def call(self, method: str, path: str, **options: Any) -> "BaseHTTPResponse":
        """One call; `options` are urllib3's. Raises urllib3's HTTPError."""
        from urllib3.util import make_headers

        return self.pool.request(
            method,
            f"{self.url}{path}",
            headers=make_headers(basic_auth=f"{self.sid}:{self.tokens()[0]}"),
            redirect=False,
            retries=False,
            **options,
        )
