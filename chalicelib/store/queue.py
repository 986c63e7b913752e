"""Work for another Lambda: an SQS queue, or a list. A job is the body of one message, as JSON."""

import json
from collections.abc import Sequence
from threading import Lock
from typing import TYPE_CHECKING

from chalicelib.errors import UnavailableError
from chalicelib.store.failures import in_our_words

if TYPE_CHECKING:
    from mypy_boto3_sqs import SQSClient

_BATCH = 10
"""What SQS takes in one call."""

Job = dict[str, str]


class SqsQueue:
    """ports.Queue on a standard queue."""

    def __init__(self, client: "SQSClient", url: str) -> None:
        self._client = client
        self._url = url

    def put(self, jobs: Sequence[Job]) -> None:
        """See the port. One call for ten jobs; what a call refuses is offered once more.

        Jobs before a refused one are in the queue: whoever puts them again puts them twice.
        """
        for start in range(0, len(jobs), _BATCH):
            refused = self._send(jobs[start : start + _BATCH])
            if refused and (left := self._send(refused)):
                raise UnavailableError(f"SQS refused {len(left)} jobs")

    def _send(self, jobs: Sequence[Job]) -> list[Job]:
        """The jobs that were refused."""
        with in_our_words("SQS"):
            answer = self._client.send_message_batch(
                QueueUrl=self._url,
                Entries=[
                    {"Id": str(number), "MessageBody": json.dumps(job, separators=(",", ":"))}
                    for number, job in enumerate(jobs)
                ],
            )
        return [jobs[int(failed["Id"])] for failed in answer.get("Failed", [])]


class MemoryQueue:
    """ports.Queue in memory. Thread-safe."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._jobs: list[Job] = []

    def put(self, jobs: Sequence[Job]) -> None:
        """See the port."""
        with self._lock:
            self._jobs += [dict(job) for job in jobs]

    def take(self) -> list[Job]:
        """All jobs, oldest first; the queue is empty then."""
        with self._lock:
            taken, self._jobs = self._jobs, []
        return taken
