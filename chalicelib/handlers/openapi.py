"""The OpenAPI document, for whoever writes a program that calls us."""

import hashlib
import json
from functools import cache

from chalice.app import Blueprint, Response

from chalicelib.handlers import http

bp = Blueprint(__name__)


@bp.route("/openapi.json", methods=["GET", "HEAD"], content_types=["*/*"])
@http.view
def openapi() -> Response:
    """The document as this version of the code makes it; not sent again while it has not changed."""
    text, tag = _document()
    headers: dict[str, str | list[str]] = {"Cache-Control": "no-cache", "ETag": tag}
    if bp.current_request.headers.get("if-none-match") == tag:
        return Response(body="", status_code=304, headers=headers)
    return Response(text, status_code=200, headers={**headers, "Content-Type": http.JSON})


@cache
def _document() -> tuple[str, str]:
    from chalicelib.api.document import document

    text = json.dumps(document(), ensure_ascii=False, separators=(",", ":"))
    return text, f'"{hashlib.sha256(text.encode()).hexdigest()[:16]}"'
