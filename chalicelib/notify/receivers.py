"""Events to webhooks over the web, to public addresses only.

A webhook's address is somebody's text, and what answers to its name may change between two looks. So the
name is resolved here, every address that it has must be a public one, and the connection goes to the very
address that was looked at, under the name that its certificate must be for. Redirects are not followed.
"""

import socket
import ssl
import time
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Future
from contextlib import suppress
from functools import cache
from http.client import HTTPConnection, HTTPException, HTTPSConnection
from ipaddress import IPv6Address, ip_address, ip_network
from threading import Event, Thread, Timer
from urllib.parse import urlsplit

from chalicelib.events.trying import Answer

SECONDS = 15.0
"""How long one attempt may take, from looking up the name to the answer's last header."""
LOOK_UP_SECONDS = 5.0
"""How much of it looking up the name may take: the system's resolver alone would wait far longer."""
CONNECT_SECONDS = 5.0
READ = 1_024
"""Bytes of an answer's body that are read: nobody looks at them."""
USER_AGENT = "Ouvido-Webhooks/1"

_LOCAL = "127.0.0.1"
_NOT_PUBLIC = tuple(
    map(ip_network, ("192.0.0.0/24", "64:ff9b::/96", "64:ff9b:1::/48", "2001::/32", "2002::/16"))
)
"""Kept for protocols, or IPv6 addresses with an IPv4 address inside that they lead to: NAT64, Teredo, 6to4.

Older versions of Python's own table take some of them for public.
"""

Addresses = Callable[[str, int], Sequence[str]]


class _RefusedError(Exception):
    """An attempt that is not made; its argument is the reason."""


class WebReceivers:
    """ports.Receivers over HTTPS."""

    def __init__(
        self,
        *,
        allows_local: bool = False,
        seconds: float = SECONDS,
        addresses: Addresses | None = None,
        may_reach: Callable[[str], bool] | None = None,
        context: Callable[[], ssl.SSLContext] | None = None,
    ) -> None:
        """`allows_local`: also http to 127.0.0.1, for a stack on one machine.

        Unless others are handed in, `addresses` asks the system for those of a name and port, `may_reach`
        lets public ones through, and `context` trusts whom the system trusts.
        """
        self._allows_local = allows_local
        self._seconds = seconds
        self._addresses = addresses or _looked_up
        self._may_reach = may_reach or is_public
        self._context = context or _system_context

    def post(self, url: str, headers: Mapping[str, str], body: bytes) -> Answer:
        """See the port."""
        began = time.monotonic()
        status = error = retry_after = None
        try:
            status, retry_after = self._posted(url, headers, body)
        except _RefusedError as refused:
            error = str(refused)
        except (OSError, HTTPException, ValueError) as broken:
            is_late = time.monotonic() - began >= self._seconds
            error = "timeout" if is_late else _reason(broken)
        taken = round((time.monotonic() - began) * 1000)
        return Answer(status=status, error=error, retry_after=retry_after, milliseconds=taken)

    def _posted(self, url: str, headers: Mapping[str, str], body: bytes) -> tuple[int, str | None]:
        to = urlsplit(url)
        host = to.hostname or ""
        is_local = (to.scheme, host) == ("http", _LOCAL)
        if (to.scheme != "https" and not is_local) or (is_local and not self._allows_local):
            raise _RefusedError("not_public")
        port = to.port or (80 if is_local else 443)
        ends = time.monotonic() + self._seconds
        address = _LOCAL if is_local else self._public(host, port)
        connection: HTTPConnection
        if is_local:
            connection = HTTPConnection(host, port, timeout=self._seconds)
        else:
            connection = _Pinned(host, port, address, self._seconds, self._context())
        path = (to.path or "/") + (f"?{to.query}" if to.query else "")
        is_over = Event()
        ending = Timer(ends - time.monotonic(), _hang_up, [connection, is_over])
        ending.daemon = True
        ending.start()
        try:
            connection.request("POST", path, body, {**_ALWAYS, **headers})
            answer = connection.getresponse()
            if is_over.is_set():  # headers that were cut off look like headers that ended
                raise TimeoutError
            with suppress(OSError, HTTPException):
                answer.read(READ)
            return answer.status, answer.headers.get("Retry-After")
        finally:
            ending.cancel()
            connection.close()

    def _public(self, host: str, port: int) -> str:
        found = _in_time(lambda: self._addresses(host, port), min(LOOK_UP_SECONDS, self._seconds))
        if not found or not all(self._may_reach(one) for one in found):
            raise _RefusedError("not_public")
        return found[0]


_ALWAYS = {"Content-Type": "application/json", "User-Agent": USER_AGENT}


class _Pinned(HTTPSConnection):
    """A connection to one address, whoever the name leads to by now; the certificate is the name's."""

    def __init__(
        self, host: str, port: int, address: str, seconds: float, context: ssl.SSLContext
    ) -> None:
        super().__init__(host, port, timeout=seconds, context=context)
        self._address = address
        self._tls = context

    def connect(self) -> None:
        """Connect to the address, and let whoever is there prove the name."""
        raw = socket.create_connection((self._address, self.port), CONNECT_SECONDS)
        raw.settimeout(self.timeout)
        self.sock = self._tls.wrap_socket(
            raw, server_hostname=self.host, do_handshake_on_connect=False
        )
        self.sock.do_handshake()  # by now whoever ends the attempt has something to end


def is_public(address: str) -> bool:
    """Whether an IP address is one of the internet's, and leads to no other one inside it.

    >>> [is_public(one) for one in ("93.184.215.14", "169.254.169.254", "::ffff:10.0.0.1")]
    [True, False, False]
    """
    try:
        found = ip_address(address)
    except ValueError:
        return False
    if isinstance(found, IPv6Address) and (found.ipv4_mapped or found.scope_id):
        return False
    if any(found in network for network in _NOT_PUBLIC):
        return False
    return found.is_global and not (found.is_multicast or found.is_reserved)


def _in_time(look_up: Callable[[], Sequence[str]], seconds: float) -> Sequence[str]:
    """What a look-up finds. TimeoutError: it is left to itself, for nothing ends a look-up."""
    found: Future[Sequence[str]] = Future()

    def look() -> None:
        try:
            found.set_result(look_up())
        except Exception as error:  # noqa: BLE001  # raised where it is waited for
            found.set_exception(error)

    Thread(target=look, daemon=True).start()
    return found.result(seconds)


def _looked_up(host: str, port: int) -> Sequence[str]:
    """The addresses of a name, IPv4 first: a Lambda has a way to no other."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    by_family = sorted(found, key=lambda row: row[0] is not socket.AF_INET)
    return [str(row[4][0]) for row in by_family]


@cache
def _system_context() -> ssl.SSLContext:
    return ssl.create_default_context()


def _hang_up(connection: HTTPConnection, is_over: Event) -> None:
    """End an attempt whose time is over: a receiver that sends a byte a second never times out."""
    is_over.set()
    sock: socket.socket | None = connection.sock
    if sock is None:
        return
    try:
        sock.shutdown(socket.SHUT_RDWR)
    except OSError:
        sock.close()


def _reason(broken: Exception) -> str:
    """What went wrong, in a word of ours; the first that fits."""
    reasons: tuple[tuple[tuple[type[Exception], ...], str], ...] = (
        ((TimeoutError,), "timeout"),
        ((ssl.SSLEOFError, HTTPException, ConnectionResetError, BrokenPipeError), "no_answer"),
        ((ssl.SSLError,), "tls"),
        ((socket.gaierror, ValueError), "not_found"),  # or an address that is none after all
    )
    return next((word for kinds, word in reasons if isinstance(broken, kinds)), "unreachable")
