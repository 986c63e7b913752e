"""Groups of things done side by side: those of one group after each other, in their order."""

from collections import deque
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from typing import TypeVar

One = TypeVar("One")
Result = TypeVar("Result")


def side_by_side(
    groups: Iterable[Sequence[One]],
    attempt: Callable[[One], Result],
    then: Callable[[One, Result], bool],
    room: Callable[[], int],
) -> None:
    """Do `attempt` for the members of each group, in threads.

    `then` is called in the caller's thread as each result comes, and says whether its group goes on.
    `room` is asked before each attempt: how many may be under way now. At 0 what is left is left.
    Where `attempt` or `then` raises, its group ends; once the others are through, the first error is raised.
    """
    waiting = deque(deque(group) for group in groups if group)
    under_way: dict[Future[Result], tuple[One, deque[One]]] = {}
    errors: list[Exception] = []
    with ThreadPoolExecutor(max(len(waiting), 1)) as threads:
        while True:
            while waiting and len(under_way) < room():
                group = waiting.popleft()
                one = group.popleft()
                under_way[threads.submit(attempt, one)] = (one, group)
            if not under_way:
                break
            ended, _ = wait(under_way, return_when=FIRST_COMPLETED)
            for future in ended:
                one, group = under_way.pop(future)
                try:
                    if then(one, future.result()) and group:
                        waiting.appendleft(group)
                except Exception as error:  # noqa: BLE001  # raised below
                    errors.append(error)
    if errors:
        raise errors[0]
