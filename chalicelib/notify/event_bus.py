"""Events onto an EventBridge bus, where other systems of the same account subscribe."""

from typing import TYPE_CHECKING

from chalicelib.errors import UnavailableError
from chalicelib.events.making import encoded
from chalicelib.events.schema import FeedbackEvent

if TYPE_CHECKING:
    from mypy_boto3_events import EventBridgeClient

SOURCE = "ouvido"
"""What rules know our events by, with the type as `detail-type`."""


class EventBridge:
    """ports.EventBus on a bus of the stage's own."""

    def __init__(self, client: "EventBridgeClient", bus: str) -> None:
        self._client = client
        self._bus = bus

    def put(self, event: FeedbackEvent) -> None:
        """See the port. One call."""
        from botocore.exceptions import BotoCoreError, ClientError

        try:
            answer = self._client.put_events(
                Entries=[
                    {
                        "EventBusName": self._bus,
                        "Source": SOURCE,
                        "DetailType": event.type,
                        "Time": event.timestamp,
                        "Detail": encoded(event).decode(),
                    }
                ]
            )
        except (ClientError, BotoCoreError) as error:
            raise UnavailableError("EventBridge did not take an event") from error
        if answer.get("FailedEntryCount"):
            raise UnavailableError(f"EventBridge refused an event: {_reason(answer['Entries'])}")


def _reason(entries: object) -> str:
    first = entries[0] if isinstance(entries, list) and entries else {}
    return str(first.get("ErrorCode", "no reason"))
