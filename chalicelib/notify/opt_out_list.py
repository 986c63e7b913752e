"""End User Messaging's opt-out list: numbers that the service sends nothing to, whoever asks it to.

https://docs.aws.amazon.com/sms-voice/latest/userguide/opt-out-list.html
"""

from typing import TYPE_CHECKING

from botocore.exceptions import BotoCoreError, ClientError

from chalicelib.errors import UnavailableError

if TYPE_CHECKING:
    from mypy_boto3_pinpoint_sms_voice_v2.client import PinpointSMSVoiceV2Client

_DONE = {"ResourceNotFoundException", "ConflictException"}
"""Of a removal: the number is not on the list, or may not be taken off it, for its owner asked the
carrier. Then the service refuses the next text, and we learn it from that."""


class EndUserMessagingList:
    """ports.OptOutList by `PutOptedOutNumber` and `DeleteOptedOutNumber`."""

    def __init__(self, client: "PinpointSMSVoiceV2Client", name: str) -> None:
        """`name`: name or ARN of the list of the number or pool that texts leave from."""
        self._client = client
        self._name = name

    def add(self, number: str) -> None:
        """See the port. One call."""
        try:
            self._client.put_opted_out_number(OptOutListName=self._name, OptedOutNumber=number)
        except (ClientError, BotoCoreError) as error:
            raise UnavailableError("the opt-out list cannot be changed") from error

    def remove(self, number: str) -> None:
        """See the port. One call."""
        try:
            self._client.delete_opted_out_number(OptOutListName=self._name, OptedOutNumber=number)
        except ClientError as error:
            if error.response.get("Error", {}).get("Code") not in _DONE:
                raise UnavailableError("the opt-out list cannot be changed") from error
        except BotoCoreError as error:
            raise UnavailableError("the opt-out list cannot be changed") from error
