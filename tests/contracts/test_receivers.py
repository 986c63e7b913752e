"""What leaves for a webhook, against real sockets: where it may go, how long it may take, what is read."""

import json
import ssl
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Event

import pytest

from chalicelib.notify.receivers import WebReceivers, is_public
from tests.contracts.receiver_server import NAME, ReceiverServer, certificate, drip, hang_up

HEADERS = {"webhook-id": "evt_1", "webhook-signature": "v1,abc"}
BODY = b'{"type":"ping"}'
HERE = "127.0.0.1"
Trust = Callable[[], ssl.SSLContext]


@pytest.fixture
def secure(tmp_path: Path) -> Iterator[tuple[ReceiverServer, Trust]]:
    """A receiver with TLS, and who trusts it."""
    server, trust = certificate(tmp_path)
    with ReceiverServer(server) as receiver:
        yield receiver, trust


@pytest.fixture
def plain() -> Iterator[ReceiverServer]:
    """A receiver on this machine without TLS."""
    with ReceiverServer() as receiver:
        yield receiver


def over(trust: Trust, name: str = NAME) -> WebReceivers:
    """Whoever finds this machine under a name, and may reach it."""
    return WebReceivers(
        addresses=lambda host, _: [HERE] if host == name else [],
        may_reach=lambda _: True,
        context=trust,
        seconds=5,
    )


def url(receiver: ReceiverServer, host: str = NAME, path: str = "/in?team=1") -> str:
    return f"https://{host}:{receiver.port}{path}"


def test_it_goes_to_the_address_that_was_looked_at_under_the_name_of_the_webhook(
    secure: tuple[ReceiverServer, Trust],
) -> None:
    receiver, trust = secure
    answer = over(trust).post(url(receiver), HEADERS, BODY)
    assert (answer.status, answer.error) == (204, None)
    [(path, headers, body)] = receiver.taken
    assert (path, body) == ("/in?team=1", BODY)
    assert headers["Host"] == f"{NAME}:{receiver.port}"
    assert headers["webhook-id"] == "evt_1"
    assert headers["Content-Type"] == "application/json"
    assert headers["User-Agent"].startswith("Ouvido")


def test_who_cannot_prove_the_name_gets_nothing(secure: tuple[ReceiverServer, Trust]) -> None:
    receiver, trust = secure
    answer = over(trust, "other.example.com").post(
        url(receiver, "other.example.com"), HEADERS, BODY
    )
    assert (answer.status, answer.error) == (None, "tls")
    assert over(ssl.create_default_context).post(url(receiver), HEADERS, BODY).error == "tls"
    assert receiver.taken == []


@pytest.mark.parametrize(
    "addresses",
    [
        ["127.0.0.1"],
        ["169.254.169.254"],
        ["10.0.0.7"],
        ["93.184.215.14", "10.0.0.7"],
        ["fd00:ec2::254"],
        ["::1"],
        [],
    ],
)
def test_a_name_that_leads_inside_is_never_connected_to(
    addresses: list[str], secure: tuple[ReceiverServer, Trust]
) -> None:
    receiver, trust = secure
    guarded = WebReceivers(addresses=lambda *_: addresses, context=trust)
    assert guarded.post(url(receiver), HEADERS, BODY).error == "not_public"
    assert receiver.taken == []


@pytest.mark.parametrize(
    "address",
    [
        "https://127.0.0.1:{port}/", "https://localhost:{port}/", "http://127.0.0.1:{port}/",
        "http://localhost:{port}/", "https://[::1]:{port}/", "https://0.0.0.0:{port}/",
        "https://0x7f000001:{port}/", "https://2130706433:{port}/", "https://127.1:{port}/",
        "https://[::ffff:127.0.0.1]:{port}/", "ftp://127.0.0.1:{port}/", "file:///etc/passwd",
    ],
)  # fmt: skip
def test_no_spelling_of_this_machine_is_reached(address: str, plain: ReceiverServer) -> None:
    answer = WebReceivers().post(address.format(port=plain.port), HEADERS, BODY)
    assert answer.status is None
    assert answer.error in {"not_public", "not_found"}
    assert plain.taken == []


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("93.184.215.14", True),
        ("2606:2800:21f:cb07:6820:80da:af6b:8b2c", True),
        ("0.0.0.0", False),
        ("10.1.2.3", False),
        ("100.64.0.1", False),
        ("127.0.0.1", False),
        ("169.254.170.2", False),
        ("172.31.0.1", False),
        ("192.0.0.8", False),
        ("192.168.0.1", False),
        ("198.18.0.1", False),
        ("224.0.0.1", False),
        ("240.0.0.1", False),
        ("255.255.255.255", False),
        ("::", False),
        ("::1", False),
        ("::ffff:8.8.8.8", False),
        ("64:ff9b::a00:1", False),
        ("64:ff9b::808:808", False),
        ("2002:a00:1::", False),
        ("2001:0:4136:e378:8000:63bf:3fff:fdd2", False),
        ("fe80::1%eth0", False),
        ("fc00::1", False),
        ("ff02::1", False),
        ("what?", False),
    ],
)
def test_public_is_what_the_internet_routes_and_what_leads_nowhere_else(
    address: str, expected: bool
) -> None:
    assert is_public(address) is expected


def test_on_the_local_stack_alone_this_machine_is_reached(plain: ReceiverServer) -> None:
    local = WebReceivers(allows_local=True)
    assert local.post(f"http://{HERE}:{plain.port}/in", HEADERS, BODY).status == 204
    assert local.post(f"https://{HERE}:{plain.port}/in", HEADERS, BODY).error == "not_public"
    assert len(plain.taken) == 1


def test_a_redirect_is_an_answer_and_is_not_followed(plain: ReceiverServer) -> None:
    plain.status, plain.headers = 307, {"Location": f"http://{HERE}:{plain.port}/elsewhere"}
    answer = WebReceivers(allows_local=True).post(f"http://{HERE}:{plain.port}/in", HEADERS, BODY)
    assert (answer.status, answer.is_taken) == (307, False)
    assert [path for path, _, _ in plain.taken] == ["/in"]


def test_what_a_receiver_asks_for_comes_back(plain: ReceiverServer) -> None:
    plain.status, plain.headers = 429, {"Retry-After": "120"}
    answer = WebReceivers(allows_local=True).post(f"http://{HERE}:{plain.port}/in", HEADERS, BODY)
    assert (answer.status, answer.retry_after) == (429, "120")


def test_a_long_answer_is_not_read_to_its_end(plain: ReceiverServer) -> None:
    plain.status, plain.body = 200, json.dumps("x" * 50_000_000).encode()
    began = time.monotonic()
    assert (
        WebReceivers(allows_local=True)
        .post(f"http://{HERE}:{plain.port}/in", HEADERS, BODY)
        .is_taken
    )
    assert time.monotonic() - began < 5


def test_a_receiver_that_sends_a_byte_now_and_then_is_hung_up_on(plain: ReceiverServer) -> None:
    plain.instead = drip
    began = time.monotonic()
    answer = WebReceivers(allows_local=True, seconds=0.4).post(
        f"http://{HERE}:{plain.port}/in", HEADERS, BODY
    )
    assert (answer.status, answer.error) == (None, "timeout")
    assert time.monotonic() - began < 5, "it would go on for ten seconds"


def test_so_is_one_with_tls(secure: tuple[ReceiverServer, Trust]) -> None:
    receiver, trust = secure
    receiver.instead = drip
    hasty = WebReceivers(
        addresses=lambda *_: [HERE], may_reach=lambda _: True, context=trust, seconds=0.5
    )
    assert hasty.post(url(receiver), HEADERS, BODY).error == "timeout"


def test_a_name_that_takes_too_long_to_look_up_is_not_waited_for() -> None:
    is_over = Event()

    def never(*_: object) -> list[str]:
        is_over.wait(10)
        return ["93.184.215.14"]

    began = time.monotonic()
    answer = WebReceivers(addresses=never, seconds=0.2).post("https://slow.example/", HEADERS, BODY)
    taken = time.monotonic() - began
    is_over.set()
    assert (answer.status, answer.error) == (None, "timeout")
    assert taken < 5, "it would go on for ten seconds"


def test_what_looking_up_took_is_not_given_again(secure: tuple[ReceiverServer, Trust]) -> None:
    receiver, trust = secure
    receiver.instead = drip

    def slowly(*_: object) -> list[str]:
        Event().wait(1.8)
        return [HERE]

    receivers = WebReceivers(addresses=slowly, may_reach=lambda _: True, context=trust, seconds=2)
    answer = receivers.post(url(receiver), HEADERS, BODY)
    assert answer.error == "timeout"
    assert answer.milliseconds < 3_400, "as long again would be 3,800"


def test_one_that_hangs_up_or_is_not_there_has_not_answered(plain: ReceiverServer) -> None:
    plain.instead = hang_up
    local = WebReceivers(allows_local=True)
    assert local.post(f"http://{HERE}:{plain.port}/in", HEADERS, BODY).error == "no_answer"
    with ReceiverServer() as gone:
        port = gone.port
    assert local.post(f"http://{HERE}:{port}/in", HEADERS, BODY).error == "unreachable"
