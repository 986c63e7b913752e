"""The public pages and the public API: the form, capture, and a feedback's status page."""

from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING, Any

from chalice.app import Blueprint, Request, Response

from chalicelib.addresses import feedback_id, status_token, survey_token
from chalicelib.bootstrap import customers
from chalicelib.configuration import Configuration
from chalicelib.errors import InvalidInputError, UnsupportedMediaError
from chalicelib.handlers import http
from chalicelib.instants import to_text
from chalicelib.intake import form_time
from chalicelib.intake.bodies import read_form
from chalicelib.intake.multipart import Form, read_multipart
from chalicelib.intake.web import WEB_ARRIVED, Submission, from_form, from_json
from chalicelib.model import Feedback
from chalicelib.observability import logger

if TYPE_CHECKING:
    from collections.abc import Mapping

    from chalicelib.pages.form import Trip
    from chalicelib.pages.render import Visit
    from chalicelib.pages.status import Rating
    from chalicelib.services.status import StatusView

bp = Blueprint(__name__)
bp.register_middleware(http.finish, "http")

_LANGUAGE = "language"
"""The form's buttons for another language, where no script keeps what was typed through a link."""
_READ = {"methods": ["GET", "HEAD"], "content_types": ["*/*"]}
_ANY = {"methods": ["POST"], "content_types": ["*/*"]}  # the view itself says what it takes


@bp.route("/", **_READ)
@http.view
def general_form() -> Response:
    """The form for what happened anywhere."""
    return _blank_form(None)


@bp.route("/f/{touchpoint}", **_READ)
@http.view
def touchpoint_form(touchpoint: str) -> Response:
    """The form for one touchpoint; where there is none, a page that says so and takes words."""
    return _blank_form(touchpoint)


@bp.route("/feedback", **_ANY)
@http.view
def feedback() -> Response:
    """Capture: JSON answers JSON, the form answers a page."""
    request = _request()
    match http.media_type(request):
        case http.JSON:
            return _captured_json(request)
        case http.FORM | http.MULTIPART:
            return _captured_form(request)
        case _:
            raise UnsupportedMediaError(
                f"send {http.JSON}, {http.FORM} or {http.MULTIPART}, in UTF-8"
            )


@bp.route("/s/{token}", **_READ)
@http.view
def status(token: str) -> Response:
    """Where a feedback stands, for whoever holds its private address."""
    return status_page(_request(), token)


def status_page(request: Request, token: str, status_code: int = 200, **said: Any) -> Response:
    """The private page. `said` is what `pages.status.More` says of words or a photo that were not taken."""
    from chalicelib import attachment_links
    from chalicelib.pages import status as page
    from chalicelib.pages.conversation import public

    services = customers.web_services()
    seen = services.status.view(token, services.now())
    configuration = services.configurations.current()
    keys, ends_at = (
        services.configurations.keys(),
        services.now() + attachment_links.PAGE_LINK_LASTS,
    )

    def link_to(entry: int, n: int) -> str:
        link = attachment_links.AttachmentLink(
            feedback_id=seen.feedback.id, entry=entry, n=n, ends_at=ends_at
        )
        return attachment_links.token(keys, link)

    html = page.page(
        _visit(request, configuration, seen.feedback.locale),
        feedback=seen.feedback,
        holder=seen.holder,
        turns=public(seen.timeline),
        now=services.now(),
        appeal_token=token if seen.may_appeal else None,
        rating=_rating(seen),
        more=page.More(token=token, client_id=services.new_id(), link_to=link_to, **said),
    )
    return http.page_response(status_code, html)


@bp.route("/s/{token}/appeal", **_ANY)
@http.view
def appeal(token: str) -> Response:
    """The customer asks for the ombudsman; the same again changes nothing."""
    services = customers.web_services()
    now = services.now()
    services.capture.appeal(services.status.find(token, now), now)
    return Response(body="", status_code=303, headers={"Location": f"../{token}"})


def _rating(seen: "StatusView") -> "Rating | None":
    from chalicelib.pages.status import Rating

    if seen.rated is None:
        return None
    keys = customers.web_services().configurations.keys()
    token = survey_token(keys, seen.feedback.id, seen.feedback.cycle)
    return Rating(token=token, score=seen.rated.score)


def _request() -> Request:
    return bp.current_request


def _visit(request: Request, configuration: Configuration | None, locale: str | None) -> "Visit":
    """A page speaks what the address asks for, else `locale`, else the browser's first language of ours.

    The organisation's is for whoever's browser asks for none that we speak.
    """
    from chalicelib.pages.render import Visit
    from chalicelib.pages.wording import asked_for
    from chalicelib.wording import nearest

    own = nearest(configuration.organisation.locale if configuration else None)
    browser = asked_for(str(request.headers.get("accept-language") or ""), own)
    return Visit(
        locale=nearest(http.query(request, "lang"), nearest(locale, browser)),
        root=http.root(request),
        configuration=configuration,
    )


def _blank_form(touchpoint: str | None) -> Response:
    from chalicelib.pages import form

    services = customers.web_services()
    configuration = services.configurations.current()
    place = configuration.place(touchpoint)
    own_locale = place.locale if place and place.has_own_locale else None
    visit = _visit(_request(), configuration, own_locale)
    is_unknown = touchpoint is not None and place is None
    html = form.page(
        visit,
        client_id=services.new_id(),
        place=place,
        notice=form.unknown_place(visit) if is_unknown else None,
        switches_language=True,
        opened=form_time.stamp(services.configurations.keys(), services.now()),
        trip=_trip(http.query(_request(), "c"), touchpoint, services.now()),
    )
    # Nothing on it is anybody's.
    return _kept(http.page_response(404 if is_unknown else 200, html), "no-cache")


def _kept(response: Response, how: str) -> Response:
    """A form as a browser that goes back may show it again, with what was typed into it."""
    response.headers["Cache-Control"] = how
    return response


def _captured_json(request: Request) -> Response:
    services = customers.web_services()
    submission = from_json(http.body(request), services.configurations.current())
    captured = services.capture.web(_announced(submission), services.now())
    respond_by = captured.feedback.respond_by
    answer = {
        "reference": captured.feedback.reference,
        "status_url": _status_url(request, captured.feedback),
        "respond_by": to_text(respond_by) if respond_by else None,
        "acknowledged_by": captured.acknowledged_by,
    }
    return http.json_response(201, answer)


def _captured_form(request: Request) -> Response:
    typed = read_typed(request)
    configuration = None
    try:
        configuration = customers.web_services().configurations.current()
        if typed.fields.get(_LANGUAGE):
            return _form_again(request, configuration, typed, 200, {})
        submission = from_form(typed.fields, configuration)
        return _thanks(request, configuration, submission, typed)
    except InvalidInputError as error:
        return _form_again(request, configuration, typed, http.status_of(error), error.fields)
    except Exception as error:  # noqa: BLE001 - a person's words must not be lost on an error page
        return _form_again(request, configuration, typed, http.status_of(error), None)


def read_typed(request: Request) -> Form:
    """What was typed into a form, and the files that were chosen, in either encoding."""
    if http.media_type(request) == http.FORM:
        return Form(fields=read_form(http.body(request)), files={})
    return read_multipart(http.body(request), str(request.headers.get("content-type")))


def _thanks(
    request: Request, configuration: Configuration, submission: Submission, typed: Form
) -> Response:
    from chalicelib.pages import form

    services = customers.web_services()
    now = services.now()
    photo, problem = typed.files.get("photo"), photo_left(typed)
    named = _announced(submission)
    if photo is None:
        captured = services.capture.web(named, now)
    else:
        captured, problem = services.photos().web(named, photo, now)
    html = form.thanks(
        _visit(request, configuration, submission.locale),
        feedback=captured.feedback,
        is_new=captured.is_new,
        is_added=captured.is_added,
        status_url=_status_url(request, captured.feedback),
        token=_token(captured.feedback),
        now=now,
        client_id=submission.client_id or "",
        photo_problem=problem,
        trip=_trip(submission.context or "", captured.feedback.touchpoint, now),
    )
    return http.page_response(201, html)


def photo_left(typed: Form) -> str | None:
    """The problem `left` where a photo stayed behind: another page sent what the browser had kept."""
    is_left = "photo_left" in typed.fields or typed.fields.get("photo")
    return "left" if is_left else None


def _announced(submission: Submission) -> Submission:
    """The submission with an id, once the log says that it arrived: what is not stored is missed then."""
    client_id = submission.client_id or customers.web_services().new_id()
    logger.info("arrived", action=WEB_ARRIVED, feedback=feedback_id(f"web:{client_id}"))
    return replace(submission, client_id=client_id)


def _form_again(
    request: Request,
    configuration: Configuration | None,
    typed: Form,
    status_code: int,
    problems: "Mapping[str, str] | None",
) -> Response:
    """The form with everything that was typed.

    Where `problems` are None it was our fault; where there are none, another language was asked for.
    """
    from chalicelib.pages import form

    fields = typed.fields
    language = fields.get(_LANGUAGE)
    visit = _visit(request, configuration, language or fields.get("locale"))
    services = customers.web_services()
    opened, keys = fields.get("opened", ""), services.configurations.keys() if configuration else []
    opened_at = form_time.opened_at(keys, opened) or services.now()
    is_same = not problems or "client_id" not in problems
    html = form.page(
        visit,
        client_id=(is_same and fields.get("client_id")) or services.new_id(),
        place=configuration.place(fields.get("touchpoint")) if configuration else None,
        typed=fields,
        problems=problems,
        notice=form.not_stored(visit) if problems is None else None,
        switches_language=bool(language),
        had_photo="photo" in typed.files or photo_left(typed) is not None,
        opened=opened,
        trip=_trip(fields.get("context", ""), fields.get("touchpoint"), opened_at)
        if configuration
        else None,
    )
    return _kept(http.page_response(status_code, html), "private, no-cache")


def _trip(token: str, touchpoint: str | None, at: datetime) -> "Trip | None":
    """What an address or a form says of the trip, as far as it holds then."""
    from chalicelib import context
    from chalicelib.pages.form import Trip

    if not token:
        return None
    keys = customers.web_services().configurations.keys()
    return Trip(token=token, context=context.read(keys, token, touchpoint, at))


def _status_url(request: Request, feedback: Feedback) -> str:
    site = customers.web_services().public_url or http.site(request)
    return f"{site}/s/{_token(feedback)}"


def _token(feedback: Feedback) -> str:
    return status_token(customers.web_services().configurations.keys(), feedback.id)
