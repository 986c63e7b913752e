"""The user pool: where its sign-in is, and the exchange of a code for who has signed in."""

import json
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from chalicelib.errors import UnauthorisedError, UnavailableError
from chalicelib.signin import Provider

if TYPE_CHECKING:
    import urllib3
    from mypy_boto3_ssm import SSMClient


def provider(client: "SSMClient", parameter: str) -> Provider:
    """The user pool's sign-in, as the stack wrote it down. UnavailableError.

    It is not in the environment: the client's return address is the API's, and the API's function would
    have to know the client, which is a circle that CloudFormation refuses.
    """
    from botocore.exceptions import BotoCoreError, ClientError

    try:
        answer = client.get_parameter(Name=parameter)
    except (BotoCoreError, ClientError) as error:
        raise UnavailableError("where people sign in cannot be read") from error
    facts = json.loads(answer["Parameter"]["Value"])
    return Provider(url=facts["url"], client_id=facts["client_id"])


def id_token(
    http: "urllib3.PoolManager", provider: Provider, *, code: str, verifier: str, redirect_uri: str
) -> str:
    """The id token that a code stands for (RFC 6749 §4.1.3). UnauthorisedError, UnavailableError."""
    from urllib3.exceptions import HTTPError

    body = urlencode(
        {
            "grant_type": "authorization_code",
            "client_id": provider.client_id,
            "code": code,
            "code_verifier": verifier,
            "redirect_uri": redirect_uri,
        }
    )
    try:
        answer = http.request(
            "POST",
            f"{provider.url}/oauth2/token",
            body=body,
            headers={"Content-Type": "application/x-www-form-urlencoded"},
            retries=False,  # a code works once
        )
    except HTTPError as error:
        raise UnavailableError("the user pool does not answer") from error
    if answer.status >= 500:
        raise UnavailableError("the user pool is in trouble")
    if answer.status != 200:
        raise UnauthorisedError("the user pool does not accept this attempt; please begin again")
    return str(json.loads(answer.data)["id_token"])
