"""Mails out: SES v2, as raw MIME, since only that keeps every header as it was written.

SES has no idempotency token, so the client is made with retries off: whether to try again is
decided where it is known what became of the last try.
"""

from typing import TYPE_CHECKING, Any

from chalicelib.errors import PermanentDeliveryError
from chalicelib.model import Message, Rendered
from chalicelib.notify.failures import told
from chalicelib.notify.mail import ascii_address, mime

if TYPE_CHECKING:
    from mypy_boto3_sesv2.client import SESV2Client


class SesMail:
    """`SendEmail` of `sesv2`."""

    def __init__(self, client: "SESV2Client", *, configuration_set: str | None = None) -> None:
        self._client = client
        self._options: dict[str, Any] = {}
        if configuration_set:
            self._options["ConfigurationSetName"] = configuration_set

    def send(self, message: Message, rendered: Rendered) -> str:
        """Hand one mail over; its id. PermanentDeliveryError, Temporary-, Ambiguous-."""
        to = ascii_address(message.to)
        if to is None:
            raise PermanentDeliveryError("invalid")
        if rendered.sender is None:
            raise PermanentDeliveryError("not_set_up")
        with told():
            sent = self._client.send_email(
                Destination={"ToAddresses": [to]},
                Content={"Raw": {"Data": mime(rendered, to)}},
                EmailTags=[
                    {"Name": "feedback", "Value": message.feedback_id},
                    {"Name": "message", "Value": message.id},
                ],
                **self._options,
            )
            # Receipts and replies name it without the domain that some answers have.
            return sent["MessageId"].partition("@")[0]
