"""The page on which a member sends an unsure mail of theirs: GET shows, only POST sends.

Mail scanners follow links, so nothing happens on a GET or HEAD, however often.
"""

from typing import TYPE_CHECKING

from chalice.app import Blueprint, Request, Response

from chalicelib.bootstrap import customers, ways_in
from chalicelib.errors import RefusedError, UnsupportedMediaError
from chalicelib.handlers import http
from chalicelib.intake.bodies import read_form

if TYPE_CHECKING:
    from chalicelib.services.confirm import Preview

bp = Blueprint(__name__)


@bp.route("/c/{token}", methods=["GET", "HEAD"], content_types=["*/*"])
@http.view
def show(token: str) -> Response:
    """What we would send, and the button that sends it."""
    return _page(token, 200)


@bp.route("/c/{token}", methods=["POST"], content_types=["*/*"])
@http.view
def send(token: str) -> Response:
    """The member's words go where they say; the same again changes nothing."""
    request: Request = bp.current_request
    if http.media_type(request) != http.FORM:
        raise UnsupportedMediaError(f"send {http.FORM}, in UTF-8")
    fields = read_form(http.body(request))
    words, seen = fields.get("words", ""), fields.get("seen", "")
    now = customers.web_services().now()
    try:
        sent = ways_in.confirm().send(
            token, words, seen=int(seen) if seen.isdecimal() else 0, now=now
        )
    except RefusedError as refused:
        status = 409 if refused.reason == "overtaken" else 400
        return _page(token, status, words=words, refused=refused.reason)
    return _page(token, 200, preview=sent)


def _page(
    token: str,
    status: int,
    *,
    preview: "Preview | None" = None,
    words: str | None = None,
    refused: str | None = None,
) -> Response:
    from chalicelib.pages import confirm
    from chalicelib.pages.render import Visit
    from chalicelib.wording import nearest

    request: Request = bp.current_request
    services = customers.web_services()
    now = services.now()
    preview = preview or ways_in.confirm().preview(token, now)
    configuration = services.configurations.current()
    visit = Visit(
        locale=nearest(http.query(request, "lang"), configuration.organisation.locale),
        root=http.root(request),
        configuration=configuration,
    )
    html = confirm.page(visit, preview, token=token, words=words, refused=refused, now=now)
    return http.page_response(status, html)
