"""The page on which a customer says how it went: GET shows, only POST records.

Mail scanners follow links, so nothing happens on a GET or HEAD, whatever the address names.
"""

from chalice.app import Blueprint, Request, Response

from chalicelib.bootstrap import customers, ways_in
from chalicelib.errors import UnsupportedMediaError
from chalicelib.handlers import http
from chalicelib.intake.bodies import read_form, read_json
from chalicelib.intake.survey import SurveyAnswer, score_of, survey_answer, survey_answer_of_form
from chalicelib.model import Channel
from chalicelib.services.surveys import SurveyView

bp = Blueprint(__name__)


@bp.route("/r/{token}", methods=["GET", "HEAD"], content_types=["*/*"])
@http.view
def show(token: str) -> Response:
    """The faces, with the one chosen that the address names, or what was said so far."""
    from chalicelib.pages import survey
    from chalicelib.pages.render import Visit
    from chalicelib.wording import nearest

    request: Request = bp.current_request
    services = customers.web_services()
    seen = ways_in.surveys().view(token, services.now())
    configuration = services.configurations.current()
    own = nearest(seen.feedback.locale, configuration.organisation.locale)
    visit = Visit(
        locale=nearest(http.query(request, "lang"), own),
        root=http.root(request),
        configuration=configuration,
    )
    html = survey.page(
        visit,
        seen,
        token=token,
        tapped=score_of(http.query(request, "score")),
        changes=bool(http.query(request, "change")),
    )
    return http.page_response(200, html)


@bp.route("/r/{token}", methods=["POST"], content_types=["*/*"])
@http.view
def rate(token: str) -> Response:
    """Record a score, a recommendation or a reason; the newest of each holds."""
    request: Request = bp.current_request
    match http.media_type(request):
        case http.JSON:
            seen = _recorded(token, survey_answer(read_json(http.body(request))))
            said = {
                "score": seen.said.score,
                "recommend": seen.said.recommend,
                "why": seen.said.why,
            }
            return http.json_response(200, said)
        case http.FORM:
            said_now = survey_answer_of_form(read_form(http.body(request)))
            if not said_now.is_empty:  # else the button was pressed and nothing was filled in
                _recorded(token, said_now)
            return Response(body="", status_code=303, headers={"Location": token})
        case _:
            raise UnsupportedMediaError(f"send {http.JSON} or {http.FORM}, in UTF-8")


def _recorded(token: str, said: SurveyAnswer) -> SurveyView:
    """What stands once an answer is recorded. NotFoundError, RefusedError, InvalidInputError."""
    surveys, now = ways_in.surveys(), customers.web_services().now()
    seen = surveys.view(token, now)
    surveys.rate(
        seen.feedback.id, score=said.score, recommend=said.recommend, why=said.why,
        channel=Channel.WEB, key=None, at=now, now=now, cycle=seen.cycle,
    )  # fmt: skip
    return surveys.view(token, now)
