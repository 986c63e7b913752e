"""The wheel of timers: one Step Functions execution for each tick at which something is due.

A tick is a multiple of the tick's length since 1970. The execution's name is its tick, so that
starting it again is harmless, however many ask for it.
"""

import json
from datetime import UTC, datetime, timedelta
from threading import Lock
from typing import TYPE_CHECKING

from botocore.exceptions import BotoCoreError, ClientError

from chalicelib.errors import UnavailableError

if TYPE_CHECKING:
    from mypy_boto3_stepfunctions import SFNClient

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_REMEMBERED = 10_000
"""Ticks: a week of minutes."""
_MOST_STARTS = 6
"""Of executions for one tick: the first one, and five in place of one that ended too early."""


def tick_for(wake_at: datetime, now: datetime, tick: timedelta, lag: timedelta) -> datetime:
    """The first tick at or after `wake_at` that is at least `lag` away.

    The work list is an index that follows the table after a moment: a tick that is too close might
    not find what it was started for.
    """
    earliest = max(wake_at, now + lag)
    return _EPOCH - (_EPOCH - earliest) // tick * tick


class StepFunctionsTicker:
    """ports.Ticker on a state machine that waits for its tick. Thread-safe.

    Remembers the ticks that it started, so that a burst of feedback costs one call.
    """

    def __init__(
        self, client: "SFNClient", wheel_arn: str, tick_seconds: int, lag_seconds: int = 2
    ) -> None:
        self._client = client
        self._wheel = wheel_arn
        self._tick = timedelta(seconds=tick_seconds)
        self._lag = timedelta(seconds=lag_seconds)
        self._lock = Lock()
        self._started: set[datetime] = set()

    def ensure(self, wake_at: datetime, now: datetime) -> datetime:
        """See the port. One call, two where another process was first, none for a known tick.

        UnavailableError where Step Functions cannot take more now, or where six executions for
        this tick have ended before it.
        """
        tick = tick_for(wake_at, now, self._tick, self._lag)
        with self._lock:
            is_known = tick in self._started
        if not is_known:
            self._start(tick)
            self._remember(tick, now)
        return tick

    def _start(self, tick: datetime) -> None:
        try:
            if not any(self._is_running(tick, number) for number in range(_MOST_STARTS)):
                raise UnavailableError("the executions of a tick end before it")
        except ClientError as error:
            raise UnavailableError(f"Step Functions answered {_code_of(error)}") from error
        except BotoCoreError as error:
            raise UnavailableError("Step Functions cannot be reached") from error

    def _is_running(self, tick: datetime, number: int) -> bool:
        """Whether the n-th execution for this tick runs, started here or before.

        AWS accepts the same name and input again while the execution runs, and refuses them once it
        has ended. An emulator may refuse both, and may have ended executions at its own restart.
        """
        seconds = (tick - _EPOCH) // timedelta(seconds=1)
        name = f"tick-{seconds}-{number}" if number else f"tick-{seconds}"
        said = tick.isoformat(timespec="seconds").replace("+00:00", "Z")
        try:
            self._client.start_execution(
                stateMachineArn=self._wheel, name=name, input=json.dumps({"tick": said})
            )
        except ClientError as error:
            if _code_of(error) != "ExecutionAlreadyExists":
                raise
            execution = f"{self._wheel.replace(':stateMachine:', ':execution:')}:{name}"
            found = self._client.describe_execution(executionArn=execution)
            return found["status"] == "RUNNING"
        return True

    def _remember(self, tick: datetime, now: datetime) -> None:
        with self._lock:
            if len(self._started) >= _REMEMBERED:
                self._started = {one for one in self._started if one > now}
            if len(self._started) >= _REMEMBERED:
                self._started.clear()
            self._started.add(tick)


def _code_of(error: ClientError) -> str:
    return str(error.response.get("Error", {}).get("Code", "an error"))


class MemoryTicker:
    """ports.Ticker in memory. Thread-safe."""

    def __init__(self, tick_seconds: int = 60, lag_seconds: int = 2) -> None:
        self._tick = timedelta(seconds=tick_seconds)
        self._lag = timedelta(seconds=lag_seconds)
        self._lock = Lock()
        self._ticks: set[datetime] = set()

    def ensure(self, wake_at: datetime, now: datetime) -> datetime:
        """See the port."""
        tick = tick_for(wake_at, now, self._tick, self._lag)
        with self._lock:
            self._ticks.add(tick)
        return tick

    @property
    def ticks(self) -> list[datetime]:
        """Ticks to come, earliest first."""
        with self._lock:
            return sorted(self._ticks)

    def take_due(self, now: datetime) -> list[datetime]:
        """Ticks that have come, earliest first; they are gone then."""
        with self._lock:
            come = {tick for tick in self._ticks if tick <= now}
            self._ticks -= come
        return sorted(come)
