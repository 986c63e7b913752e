"""Pictures fetched from Twilio, against a server that answers as its documentation says."""

import base64
import io
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
import urllib3

from chalicelib.errors import NotFoundError, OuvidoError, TooLargeError, UnavailableError
from chalicelib.store import twilio_media
from chalicelib.store.twilio_media import TwilioMedia
from tests.contracts.twilio_server import ACCOUNT, TOKEN, account
from tests.serving import Quiet, serving

MESSAGE, MEDIA = f"MM{'0' * 32}", f"ME{'a' * 32}"
PHOTO = b"\xff\xd8 a photo"


@contextmanager
def answering(
    status: int, content: bytes = b"", location: str = ""
) -> Iterator[tuple[str, list[tuple[str, str | None]]]]:
    """A server that answers so; its address, and what it was asked with which credentials."""
    asked: list[tuple[str, str | None]] = []

    class Handler(Quiet):
        def do_GET(self) -> None:  # noqa: N802 - the base class's name
            asked.append((self.path, self.headers["Authorization"]))
            self.give(status, {"Location": location} if location else {}, content)

    with serving(Handler) as url:
        yield url, asked


def media(url: str) -> TwilioMedia:
    pool = urllib3.PoolManager(timeout=urllib3.Timeout(connect=2, read=2))
    return TwilioMedia(account(url, pool))


def test_a_picture_is_fetched_by_our_own_address_with_our_own_credentials() -> None:
    with answering(200, PHOTO) as (url, asked):
        assert media(url).fetch(MESSAGE, MEDIA) == PHOTO
    known = base64.b64encode(f"{ACCOUNT}:{TOKEN}".encode()).decode()
    path = f"/2010-04-01/Accounts/{ACCOUNT}/Messages/{MESSAGE}/Media/{MEDIA}"
    assert asked == [(path, f"Basic {known}")]


@pytest.mark.parametrize(
    "location",
    [
        "http://169.254.169.254/latest/meta-data/",
        "https://169.254.169.254/",
        "https://mms.twiliocdn.com.evil.example/x",
        "https://user@mms.twiliocdn.com/x",
        "https://mms.twiliocdn.com:8443/x",
        "https://s3-external-1.amazonaws.com/somebody-elses/x",
        "http://mms.twiliocdn.com/x",
        "/elsewhere",
        "",
    ],
)
def test_nobody_is_led_away_from_twilio(location: str) -> None:
    leading = answering(307, location=location)
    with leading as (url, asked), pytest.raises(NotFoundError, match="away from Twilio"):
        media(url).fetch(MESSAGE, MEDIA)
    assert len(asked) == 1


def test_the_contents_own_address_is_asked_without_credentials() -> None:
    """The second hop is to Twilio's content host, which stands here as it is called."""
    hops: list[tuple[str, object]] = []

    class Pool(urllib3.PoolManager):
        def request(self, _method: str, url: str, **how: object) -> urllib3.BaseHTTPResponse:  # type: ignore[override]
            hops.append((url, how["headers"]))
            if "twiliocdn" in url:
                return urllib3.HTTPResponse(
                    body=io.BytesIO(PHOTO), status=200, preload_content=False
                )
            to = {"Location": "https://mms.twiliocdn.com/AC0/secret"}
            return urllib3.HTTPResponse(status=307, headers=to, preload_content=False)

    source = TwilioMedia(account("https://api.twilio.com", Pool()))
    assert source.fetch(MESSAGE, MEDIA) == PHOTO
    assert hops[1] == ("https://mms.twiliocdn.com/AC0/secret", {})


@pytest.mark.parametrize(
    ("answer", "error"),
    [
        (lambda: answering(404), NotFoundError),
        (lambda: answering(410), NotFoundError),
        (lambda: answering(401), UnavailableError),
        (lambda: answering(500), UnavailableError),
    ],
)
def test_an_answer_without_the_picture_says_whether_to_try_again(
    answer: Callable[[], Any], error: type[OuvidoError]
) -> None:
    with answer() as (url, _), pytest.raises(error):
        media(url).fetch(MESSAGE, MEDIA)


def test_nobody_there_means_try_again() -> None:
    with answering(200) as (url, _):
        pass
    with pytest.raises(UnavailableError):
        media(url).fetch(MESSAGE, MEDIA)


def test_more_than_we_take_is_not_read_to_its_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(twilio_media, "MOST_BYTES", 3)
    with answering(200, PHOTO) as (url, _), pytest.raises(TooLargeError):
        media(url).fetch(MESSAGE, MEDIA)
