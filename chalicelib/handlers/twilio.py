"""Twilio's webhooks: texts that arrive, and what became of those that left.

https://www.twilio.com/docs/usage/webhooks/webhooks-security
A text is stored before it is answered, and the answer is empty: what we say to it leaves by itself.
"""

from urllib.parse import urlencode

from chalice.app import Blueprint, Request, Response

from chalicelib.bootstrap import webhooks
from chalicelib.bootstrap.webhooks import TwilioServices
from chalicelib.errors import (
    ConflictError,
    ForbiddenError,
    NotFoundError,
    UnavailableError,
    UnsupportedMediaError,
)
from chalicelib.handlers import http
from chalicelib.intake import twilio
from chalicelib.intake.twilio import Pairs
from chalicelib.observability import count

bp = Blueprint(__name__)

_POST = {"methods": ["POST"], "content_types": ["*/*"]}  # the view itself says what it takes


@bp.route("/twilio/sms", **_POST)
@http.hook
def twilio_sms() -> Response:
    """Store a text. The same one again changes nothing."""
    services, pairs = _signed()
    now = services.now()
    try:
        services.texts.receive(twilio.parse_text(pairs, now), now)
    except ConflictError as error:  # Twilio tries again after a 503, and not after a 409
        raise UnavailableError from error
    xml = '<?xml version="1.0" encoding="UTF-8"?><Response/>'
    return Response(xml, status_code=200, headers={"Content-Type": "text/xml; charset=utf-8"})


@bp.route("/twilio/status", **_POST)
@http.hook
def twilio_status() -> Response:
    """Store what became of a text of ours, which the address names."""
    services, pairs = _signed()
    now = services.now()
    request = bp.current_request
    about = http.query(request, "feedback"), http.query(request, "message")
    receipt = twilio.parse_receipt(pairs, about if all(about) else None, now)
    if receipt is not None and not services.receipts.record(receipt, now):
        count("ReceiptsOfNoMessage")
    return Response("", status_code=204)


def _signed() -> tuple[TwilioServices, Pairs]:
    """The services, and what Twilio sent us. NotFoundError, UnsupportedMediaError, ForbiddenError."""
    services = webhooks.twilio_services()
    if services is None:
        raise NotFoundError
    request = bp.current_request
    if http.media_type(request) != http.FORM:
        raise UnsupportedMediaError(f"send {http.FORM}, in UTF-8")
    pairs = twilio.read(http.body(request))
    given = str(request.headers.get("x-twilio-signature") or "")
    if not twilio.is_signed(given, _addresses(request, services), pairs, services.tokens()):
        raise ForbiddenError("the signature is not Twilio's for this address and this account")
    return services, pairs


def _addresses(request: Request, services: TwilioServices) -> list[str]:
    """What Twilio may know this route as: by the site's own name, and by API Gateway's.

    API Gateway hands a query over as a mapping: ours is written in the order of its names.
    """
    query = request.query_params
    asked = f"?{urlencode(sorted(query.items()))}" if query else ""
    sites = dict.fromkeys(filter(None, (services.public_url, http.site(request))))
    return [f"{site}{request.path}{asked}" for site in sites]
