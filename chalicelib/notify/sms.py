"""Text messages out: End User Messaging in production, SNS where that does not exist.

Neither service has an idempotency token, so the clients are made with retries off: whether to try
again is decided where it is known what became of the last try.
"""

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from chalicelib.model import Message, Rendered
from chalicelib.notify.failures import told

if TYPE_CHECKING:
    from mypy_boto3_pinpoint_sms_voice_v2.client import PinpointSMSVoiceV2Client
    from mypy_boto3_sns.client import SNSClient


class EndUserMessaging:
    """`SendTextMessage` of `pinpoint-sms-voice-v2`."""

    def __init__(
        self,
        client: "PinpointSMSVoiceV2Client",
        *,
        origination: str | None = None,
        configuration_set: str | None = None,
        max_price: str | None = None,
        valid_for: timedelta | None = None,
    ) -> None:
        """`origination`: number, pool or sender id to send from, not the message's own number.

        `max_price`: the most that one text may cost, in US dollars, such as "0.50". `valid_for`:
        how long it is tried to hand a text over; the service's own 72 hours where it is None.
        """
        self._client = client
        self._origination = origination
        self._options: dict[str, Any] = {"MessageType": "TRANSACTIONAL"}
        if configuration_set:
            self._options["ConfigurationSetName"] = configuration_set
        if max_price:
            self._options["MaxPrice"] = max_price
        if valid_for:
            self._options["TimeToLive"] = int(valid_for.total_seconds())

    def send(self, message: Message, rendered: Rendered) -> str:
        """Hand one text over; its id. PermanentDeliveryError, Temporary-, Ambiguous-."""
        options = dict(self._options)
        if sender := self._origination or rendered.sender:
            options["OriginationIdentity"] = sender
        with told():
            sent = self._client.send_text_message(
                DestinationPhoneNumber=message.to,
                MessageBody=rendered.text,
                Context={"feedback": message.feedback_id, "message": message.id},
                **options,
            )
            return sent["MessageId"]


class SnsPublish:
    """SNS `Publish` to a phone number."""

    def __init__(self, client: "SNSClient") -> None:
        self._client = client

    def send(self, message: Message, rendered: Rendered) -> str:
        """Hand one text over; its id. PermanentDeliveryError, Temporary-, Ambiguous-."""
        attributes = {"AWS.SNS.SMS.SMSType": "Transactional"}
        if rendered.sender:
            attributes["AWS.MM.SMS.OriginationNumber"] = rendered.sender
        with told():
            sent = self._client.publish(
                PhoneNumber=message.to,
                Message=rendered.text,
                MessageAttributes={
                    name: {"DataType": "String", "StringValue": value}
                    for name, value in attributes.items()
                },
            )
            return sent["MessageId"]
