"""A transport that keeps what it is given, for a product without a provider and for every test."""

from collections import deque
from dataclasses import dataclass

from chalicelib.errors import DeliveryError, UnavailableError
from chalicelib.model import Message, Rendered


@dataclass(frozen=True, slots=True, kw_only=True)
class Sent:
    """One message that left."""

    provider_id: str
    message: Message
    rendered: Rendered


@dataclass(frozen=True, slots=True)
class _Failure:
    error: DeliveryError
    has_left: bool


class MemoryOptOutList:
    """ports.OptOutList in memory: a set of numbers, which fails when it is told to."""

    def __init__(self) -> None:
        self.numbers: set[str] = set()
        self._failures = 0

    def fail_next(self, times: int = 1) -> None:
        """Be out of reach for the next calls."""
        self._failures += times

    def add(self, number: str) -> None:
        """See the port."""
        self._reach()
        self.numbers.add(number)

    def remove(self, number: str) -> None:
        """See the port."""
        self._reach()
        self.numbers.discard(number)

    def _reach(self) -> None:
        if self._failures:
            self._failures -= 1
            raise UnavailableError("the opt-out list is out of reach")


class MemoryTransport:
    """Keeps messages in the order in which they left, and fails when it is told to."""

    def __init__(self, name: str = "memory") -> None:
        self.sent: list[Sent] = []
        self._name = name
        self._failures: deque[_Failure] = deque()

    def fail_next(self, error: DeliveryError, *, times: int = 1, has_left: bool = False) -> None:
        """Raise `error` for the next sendings.

        `has_left`: they leave all the same, as when only the answer is lost.
        """
        self._failures.extend([_Failure(error, has_left)] * times)

    def send(self, message: Message, rendered: Rendered) -> str:
        """Keep one message; its id. Whatever `fail_next` was given."""
        failure = self._failures.popleft() if self._failures else None
        if failure and not failure.has_left:
            raise failure.error
        provider_id = f"{self._name}-{len(self.sent) + 1}"
        self.sent.append(Sent(provider_id=provider_id, message=message, rendered=rendered))
        if failure:
            raise failure.error
        return provider_id
