"""One request to the API, as API Gateway hands it over."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qs, urlsplit

from chalice.local import LambdaContext, RouteMatcher

from app import app


@dataclass(frozen=True)
class Answer:
    """What came back."""

    status: int
    headers: dict[str, str]
    text: str

    @property
    def json(self) -> Any:
        return json.loads(self.text)

    @property
    def error(self) -> Any:
        return self.json["error"]


def ask(
    method: str,
    path: str,
    headers: Mapping[str, str],
    body: str | None,
    *,
    in_base64: bool = False,
    resource: str | None = None,
    stage: str = "",
) -> Answer:
    """What the API answers. `resource` is the route, found from the path if None.

    ValueError: there is no such route. API Gateway answers that by itself.
    """
    url = urlsplit(path)
    match = None if resource else RouteMatcher(list(app.routes)).match_route(path)
    event = {
        "path": url.path,
        "httpMethod": method,
        "headers": {"Host": "site.example.net", "X-Forwarded-Proto": "https", **headers},
        "multiValueQueryStringParameters": parse_qs(url.query) or None,
        "pathParameters": (match.captured or None) if match else None,
        "stageVariables": None,
        "requestContext": {
            "requestId": "request-7",
            "httpMethod": method,
            "resourcePath": match.route if match else resource,
            "path": f"{stage}{url.path}",
            "identity": {"sourceIp": "192.0.2.7"},
        },
        "body": body,
        "isBase64Encoded": in_base64,
    }
    answered = app(event, LambdaContext("api", 512))
    back = {**answered["headers"], **answered["multiValueHeaders"]}
    return Answer(answered["statusCode"], back, answered["body"])
