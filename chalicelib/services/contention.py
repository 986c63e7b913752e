"""How a write that lost a race is tried again: after a random pause, so that many at once thin out."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

MOST = 40
"""Tries; with the pauses between them some eight seconds at most, and far less on average."""
FIRST_PAUSE = 0.02
LONGEST_PAUSE = 0.4
"""Seconds that a pause is shorter than. Each is a random part of a bound that doubles ("full jitter",
https://aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter/)."""


@dataclass(frozen=True, slots=True)
class Contention:
    """The tries of one write. What pauses and what is random is handed in."""

    pause: Callable[[float], None]
    random: Callable[[], float]
    """A number from 0 up to, but not including, 1."""

    def tries(self) -> Iterator[int]:
        """The number of each try, from 0; pauses before every one but the first."""
        for number in range(MOST):
            if number:
                bound = min(LONGEST_PAUSE, FIRST_PAUSE * 2 ** min(number - 1, 10))
                self.pause(self.random() * bound)
            yield number


AT_ONCE = Contention(pause=lambda _: None, random=lambda: 0.0)
"""Without pauses, where nothing else runs at the same time."""
