"""Work for another Lambda: an SQS queue, or a list. A job is the body of one message, as JSON."""

import json
from collections.abc import Sequence
from datetime import timedelta
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

    def put(self, jobs: Sequence[Job], *, delay: timedelta = timedelta()) -> None:
        """See the port. One call for ten jobs; what a call refuses is offered once more.

        Jobs before a refused one are in the queue: whoever puts them again puts them twice.
        """
        for start in range(0, len(jobs), _BATCH):
            refused = self._send(jobs[start : start + _BATCH], delay)
            if refused and (left := self._send(refused, delay)):
                raise UnavailableError(f"SQS refused {len(left)} jobs")

    def _send(self, jobs: Sequence[Job], delay: timedelta) -> list[Job]:
        """The jobs that were refused."""
        seconds = int(delay.total_seconds())
        wait: dict[str, int] = {"DelaySeconds": seconds} if seconds else {}
        with in_our_words("SQS"):
            answer = self._client.send_message_batch(
                QueueUrl=self._url,
                Entries=[
                    {
                        "Id": str(number),
                        "MessageBody": json.dumps(job, separators=(",", ":")),
                        **wait,  # type: ignore[typeddict-item]
                    }
                    for number, job in enumerate(jobs)
                ],
            )
        return [jobs[int(failed["Id"])] for failed in answer.get("Failed", [])]


class MemoryQueue:
    """ports.Queue in memory. Thread-safe."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._jobs: list[tuple[timedelta, Job]] = []

    def put(self, jobs: Sequence[Job], *, delay: timedelta = timedelta()) -> None:
        """See the port."""
        with self._lock:
            self._jobs += [(delay, dict(job)) for job in jobs]

    def take(self, within: timedelta = timedelta.max) -> list[Job]:
        """All jobs that wait no longer than `within`, the least delayed first; they are gone then.

        Nothing passes time here: a delay says only what comes after what.
        """
        with self._lock:
            self._jobs.sort(key=lambda job: job[0])
            taken = [job for delay, job in self._jobs if delay <= within]
            self._jobs = [(delay, job) for delay, job in self._jobs if delay > within]
        return taken
