"""Dead letters of what arrived: looked at without taking them, and given back."""

from collections.abc import Callable, Collection, Iterator, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any

from chalicelib.store.failures import in_our_words

if TYPE_CHECKING:
    from mypy_boto3_sqs import SQSClient

_MOST = 5_000
"""Letters that are looked at; they are hidden from others meanwhile."""
_HIDDEN_SECONDS = 300
_BATCH = 10

Letter = tuple[str, datetime | None]
IdOf = Callable[[str], Letter | None]
"""The id of the arrival that a notification tells of, and when it came; None where it says neither."""


class SqsDeadLetters:
    """ports.DeadLetters on a queue of them."""

    def __init__(self, client: "SQSClient", *, dead: str, queue: str, id_of: IdOf) -> None:
        """`dead`, `queue`: addresses of the dead letters, and of the queue that they came from."""
        self._client = client
        self._dead = dead
        self._queue = queue
        self._id_of = id_of

    def ids(self) -> dict[str, datetime | None]:
        """See the port. Two calls for each ten."""
        taken = list(self._taken())
        self._shown_again(taken)
        return dict(found for one in taken if (found := self._id_of(one["Body"])))

    def redrive(self, arrival_ids: Collection[str]) -> set[str]:
        """See the port. One that fails between its two calls is in both queues, which changes nothing."""
        given: set[str] = set()
        left = []
        for one in self._taken():
            found = self._id_of(one["Body"])
            if found is None or found[0] not in arrival_ids:
                left.append(one)
                continue
            with in_our_words("SQS"):
                self._client.send_message(QueueUrl=self._queue, MessageBody=one["Body"])
                self._client.delete_message(QueueUrl=self._dead, ReceiptHandle=one["ReceiptHandle"])
            given.add(found[0])
        self._shown_again(left)
        return given

    def _taken(self) -> Iterator[Any]:
        for _ in range(_MOST // _BATCH):
            with in_our_words("SQS"):
                found = self._client.receive_message(
                    QueueUrl=self._dead,
                    MaxNumberOfMessages=_BATCH,
                    VisibilityTimeout=_HIDDEN_SECONDS,
                    WaitTimeSeconds=1,  # else SQS asks a sample of its servers
                ).get("Messages", [])
            if not found:
                return
            yield from found

    def _shown_again(self, letters: Sequence[Any]) -> None:
        for begin in range(0, len(letters), _BATCH):
            with in_our_words("SQS"):
                self._client.change_message_visibility_batch(
                    QueueUrl=self._dead,
                    Entries=[
                        {
                            "Id": str(n),
                            "ReceiptHandle": one["ReceiptHandle"],
                            "VisibilityTimeout": 0,
                        }
                        for n, one in enumerate(letters[begin : begin + _BATCH])
                    ],
                )


class MemoryDeadLetters:
    """ports.DeadLetters in memory."""

    def __init__(self, id_of: IdOf) -> None:
        self._id_of = id_of
        self.dead: list[str] = []
        self.given_back: list[str] = []
        """What the queue that they came from has got, for tests."""

    def ids(self) -> dict[str, datetime | None]:
        """See the port."""
        return dict(found for body in self.dead if (found := self._id_of(body)))

    def redrive(self, arrival_ids: Collection[str]) -> set[str]:
        """See the port."""
        found = {body: self._id_of(body) for body in self.dead}
        going = [body for body, one in found.items() if one and one[0] in arrival_ids]
        self.given_back += going
        self.dead = [body for body in self.dead if body not in going]
        return {one[0] for body in going if (one := found[body])}
