"""What every wheel of timers promises, and how the real one meets executions that exist."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from botocore.exceptions import ClientError
from botocore.stub import Stubber
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.errors import UnavailableError
from chalicelib.timers import MemoryTicker, StepFunctionsTicker, tick_for
from tests.contracts.conftest import AWS_PLACES, PLACES
from tests.contracts.facts import NOW

SECOND = timedelta(seconds=1)
DEFINITION = (
    '{"StartAt": "W", "States": {"W": {"Type": "Wait", "TimestampPath": "$.tick", "End": true}}}'
)
WHEEL = "arn:aws:states:eu-west-1:123456789012:stateMachine:Wheel"


@pytest.fixture
def make_wheel(make_client: Any, request: pytest.FixtureRequest) -> Any:
    """Makes a state machine that waits for its tick: a client and the machine's ARN."""

    def make(place: str) -> tuple[Any, str]:
        client = make_client("stepfunctions", place)
        name = f"wheel-{abs(hash(request.node.nodeid))}-{place}"
        made = client.create_state_machine(
            name=name,
            definition=DEFINITION,
            roleArn="arn:aws:iam::123456789012:role/wheel",
        )
        return client, made["stateMachineArn"]

    return make


@pytest.fixture(params=PLACES)
def ticker(request: pytest.FixtureRequest, make_wheel: Any) -> Any:
    if request.param == "memory":
        return MemoryTicker(tick_seconds=60)
    return StepFunctionsTicker(*make_wheel(request.param), tick_seconds=60)


@pytest.fixture(params=AWS_PLACES)
def wheel(request: pytest.FixtureRequest, make_wheel: Any) -> tuple[Any, str]:
    return make_wheel(request.param)


def executions(wheel: tuple[Any, str]) -> dict[str, str]:
    """Name and status of each execution."""
    client, arn = wheel
    found = client.list_executions(stateMachineArn=arn)["executions"]
    return {one["name"]: one["status"] for one in found}


@pytest.mark.parametrize(
    ("seconds", "tick"),
    [
        (59, 60),  # the next full minute
        (60, 60),  # exactly at a tick: that one
        (61, 120),
        (1, 60),  # soon
        (-500, 60),  # late: the next one
        (57.999, 60),
    ],
)
def test_a_tick_comes_at_or_soon_after_the_wake_up(ticker: Any, seconds: float, tick: int) -> None:
    assert NOW.timestamp() % 60 == 0
    assert ticker.ensure(NOW + seconds * SECOND, NOW) == NOW + tick * SECOND


def test_a_tick_that_is_too_close_is_skipped(ticker: Any) -> None:
    assert ticker.ensure(NOW + 60 * SECOND, NOW + 58 * SECOND) == NOW + 60 * SECOND
    just_too_late = NOW + 58 * SECOND + timedelta(microseconds=1)
    assert ticker.ensure(NOW + 60 * SECOND, just_too_late) == NOW + 120 * SECOND


@given(
    st.datetimes(datetime(2020, 1, 1), datetime(2090, 1, 1), timezones=st.just(UTC)),  # noqa: DTZ001
    st.timedeltas(timedelta(days=-10), timedelta(days=400)),
    st.sampled_from([1, 5, 60, 3600]),
)
def test_a_tick_is_never_early_nor_later_than_it_must_be(
    now: datetime, ahead: timedelta, seconds: int
) -> None:
    wake_at = now + ahead
    tick, lag = timedelta(seconds=seconds), 2 * SECOND
    chosen = tick_for(wake_at, now, tick, lag)
    assert chosen.timestamp() % seconds == 0
    assert chosen >= max(wake_at, now + lag)
    assert chosen - tick < max(wake_at, now + lag)


def test_the_memory_wheel_gives_out_each_tick_once() -> None:
    ticker = MemoryTicker(tick_seconds=60)
    for seconds in (100, 30, 90):
        ticker.ensure(NOW + seconds * SECOND, NOW)
    assert ticker.ticks == [NOW + 60 * SECOND, NOW + 120 * SECOND]
    assert ticker.take_due(NOW + 60 * SECOND) == [NOW + 60 * SECOND]
    assert ticker.take_due(NOW + 60 * SECOND) == []


def test_the_tick_is_all_that_enters_an_execution(wheel: tuple[Any, str]) -> None:
    tick = StepFunctionsTicker(*wheel, tick_seconds=60).ensure(NOW + 30 * SECOND, NOW)
    name = f"tick-{int(tick.timestamp())}"
    assert list(executions(wheel)) == [name]
    arn = f"{wheel[1].replace(':stateMachine:', ':execution:')}:{name}"
    assert wheel[0].describe_execution(executionArn=arn)["input"] == (
        '{"tick": "2026-11-23T12:01:00Z"}'
    )


def far_from_now() -> datetime:
    """The emulator really waits, so ticks of these tests lie far ahead."""
    return datetime(2090, 1, 1, tzinfo=UTC)


def test_many_processes_that_want_one_tick_start_one_execution(wheel: tuple[Any, str]) -> None:
    at = far_from_now()
    for _ in range(3):
        StepFunctionsTicker(*wheel, tick_seconds=60).ensure(at, NOW)
    assert list(executions(wheel).values()) == ["RUNNING"]


def test_a_known_tick_costs_no_call(wheel: tuple[Any, str]) -> None:
    class Counting:
        started = 0

        def start_execution(self, **arguments: Any) -> Any:
            self.started += 1
            return wheel[0].start_execution(**arguments)

    client = Counting()
    ticker = StepFunctionsTicker(client, wheel[1], tick_seconds=60)
    for seconds in range(1, 61):
        ticker.ensure(far_from_now() + seconds * SECOND, NOW)
    assert client.started == 1


def test_an_execution_that_ended_before_its_tick_is_replaced(wheel: tuple[Any, str]) -> None:
    at = far_from_now()
    name = f"tick-{int(at.timestamp())}"
    for _ in range(2):
        StepFunctionsTicker(*wheel, tick_seconds=60).ensure(at, NOW)
        running = [one for one, status in executions(wheel).items() if status == "RUNNING"]
        arn = f"{wheel[1].replace(':stateMachine:', ':execution:')}:{running[0]}"
        wheel[0].stop_execution(executionArn=arn)
    StepFunctionsTicker(*wheel, tick_seconds=60).ensure(at, NOW)
    assert executions(wheel) == {name: "ABORTED", f"{name}-1": "ABORTED", f"{name}-2": "RUNNING"}


def test_a_tick_whose_executions_all_end_early_is_given_up_and_said(
    wheel: tuple[Any, str],
) -> None:
    at = far_from_now()
    for _ in range(6):
        StepFunctionsTicker(*wheel, tick_seconds=60).ensure(at, NOW)
        for name in executions(wheel):
            arn = f"{wheel[1].replace(':stateMachine:', ':execution:')}:{name}"
            if executions(wheel)[name] == "RUNNING":
                wheel[0].stop_execution(executionArn=arn)
    ticker = StepFunctionsTicker(*wheel, tick_seconds=60)
    for _ in range(2):  # what failed is not remembered as done
        with pytest.raises(UnavailableError, match="end before it"):
            ticker.ensure(at, NOW)


def test_threads_that_want_the_same_tick_all_get_it(wheel: tuple[Any, str]) -> None:
    ticker = StepFunctionsTicker(*wheel, tick_seconds=60)
    with ThreadPoolExecutor(8) as threads:
        ticks = list(threads.map(lambda _: ticker.ensure(far_from_now(), NOW), range(16)))
    assert set(ticks) == {far_from_now()}
    assert len(executions(wheel)) == 1


@pytest.mark.parametrize("running", [True, False])
def test_a_name_that_is_refused_while_it_runs_is_enough(make_client: Any, running: bool) -> None:
    """As an emulator answers; AWS accepts the same name and input again while it runs."""
    client = make_client("stepfunctions", "moto")
    answers = Stubber(client)
    answers.add_client_error("start_execution", "ExecutionAlreadyExists")
    answers.add_response(
        "describe_execution",
        {
            "executionArn": f"{WHEEL.replace(':stateMachine:', ':execution:')}:tick-3786912000",
            "stateMachineArn": WHEEL,
            "status": "RUNNING" if running else "FAILED",
            "startDate": NOW,
        },
        {"executionArn": f"{WHEEL.replace(':stateMachine:', ':execution:')}:tick-3786912000"},
    )
    if not running:
        answers.add_response("start_execution", {"executionArn": WHEEL, "startDate": NOW})
    with answers:
        StepFunctionsTicker(client, WHEEL, tick_seconds=60).ensure(far_from_now(), NOW)
        answers.assert_no_pending_responses()


@pytest.mark.parametrize("code", ["ThrottlingException", "ExecutionLimitExceeded", "Whatever"])
def test_a_refusal_is_told_in_our_words(make_client: Any, code: str) -> None:
    client = make_client("stepfunctions", "moto")
    ticker = StepFunctionsTicker(client, WHEEL, tick_seconds=60)
    with Stubber(client) as answers:
        for _ in range(2):
            answers.add_client_error("start_execution", code)
            with pytest.raises(UnavailableError, match=code) as caught:
                ticker.ensure(far_from_now(), NOW)
            assert isinstance(caught.value.__cause__, ClientError)


def test_what_is_remembered_is_bounded() -> None:
    class Accepting:
        def start_execution(self, **_: Any) -> None:
            return

    ticker = StepFunctionsTicker(Accepting(), WHEEL, tick_seconds=60)
    for minute in range(25_000):
        ticker.ensure(NOW + minute * timedelta(minutes=1), NOW)
    assert len(ticker._started) <= 10_000
