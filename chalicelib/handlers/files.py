"""Photos and other files: a link to one, and one more from the private page."""

from typing import Any

from chalice.app import Blueprint, Response

from chalicelib.bootstrap import customers
from chalicelib.errors import InvalidInputError, NotFoundError, UnsupportedMediaError
from chalicelib.handlers import http
from chalicelib.handlers.web import photo_left, read_typed, status_page
from chalicelib.intake.web import more_from_form

bp = Blueprint(__name__)
bp.register_middleware(http.finish, "http")


@bp.route("/a/{token}", methods=["GET", "HEAD"], content_types=["*/*"])
@http.view
def attachment(token: str) -> Response:
    """Lead on to a file, for whoever holds its link; where there is none, say why."""
    services = customers.web_services()
    try:
        where = services.attachment_links().follow(token, services.now())
    except NotFoundError:
        return _no_file(404, "absent")
    if where is None:
        return _no_file(410, "ended")
    return Response(body="", status_code=302, headers={"Location": where})


@bp.route("/s/{token}/more", methods=["POST"], content_types=["*/*"])
@http.view
def more(token: str) -> Response:
    """Further words, a photo, or both, from the private page."""
    request = bp.current_request
    if http.media_type(request) not in (http.FORM, http.MULTIPART):
        raise UnsupportedMediaError(f"send {http.FORM} or {http.MULTIPART}, in UTF-8")
    services = customers.web_services()
    feedback = services.status.find(token, services.now())
    typed = read_typed(request)
    photo = typed.files.get("photo")
    try:
        text, key = more_from_form(
            typed.fields, services.configurations.current(), may_be_empty=photo is not None
        )
    except InvalidInputError as error:
        said: dict[str, Any] = {"typed": typed.fields.get("text", "").replace("\0", "")}
        said["problem"] = error.fields.get("text") or str(error)
        return status_page(
            request, token, 400, **said, photo_problem="again" if photo is not None else None
        )
    added = services.photos().add(feedback, text, photo, key or services.new_id(), services.now())
    problem = added.problem or (photo_left(typed) if photo is None else None)
    if problem:
        return status_page(request, token, photo_problem=problem)
    return Response(body="", status_code=303, headers={"Location": f"../{token}"})


def _no_file(status: int, name: str) -> Response:
    from chalicelib.pages import render
    from chalicelib.pages.wording import asked_for

    request = bp.current_request
    locale = asked_for(str(request.headers.get("accept-language") or ""))
    visit = render.Visit(locale=locale, root=http.root(request))
    return http.page_response(status, render.problem(visit, name=name, offers_form=False))
