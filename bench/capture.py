"""What one captured item costs a warm Lambda: the real handlers, beside the floor's.

Both run in their own fresh interpreter on the unzipped package, with real boto3 clients, one record
in each event, and take turns, so that whatever else the machine does hits both alike.
"""

import json
import statistics
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from itertools import count
from typing import Any

from bench import processes, samples
from bench.endpoint import BUCKET, Endpoint
from bench.sandbox import ROOT, Sandbox, Worker, command

HANDLERS = {
    "web": ("app.app", "bench.floor.web"),
    "sms": ("chalicelib.handlers.capture_sms.capture_sms", "bench.floor.sms"),
    "email": ("chalicelib.handlers.capture_email.capture_email", "bench.floor.mail"),
}
"""Of each channel the Lambda's own handler and the floor's."""

_WARM_UP = 10
_FEW, _MANY = 5, 20
"""Items of two processes whose difference in instructions is the items' alone."""

Event = dict[str, Any]


class Arrivals:
    """Makes events, no two the same."""

    def __init__(self, endpoint: Endpoint) -> None:
        self._s3 = endpoint.client("s3")
        self._numbers = count(1)

    def of(self, channel: str, how_many: int) -> list[Event]:
        """Events with one item each; a mail's original is in the bucket then."""
        make: Callable[[int], Event] = {
            "web": samples.web_event,
            "sms": lambda number: samples.sms_event(number, datetime.now(UTC)),
            "email": self._mail,
        }[channel]
        return [make(next(self._numbers)) for _ in range(how_many)]

    def _mail(self, number: int) -> Event:
        raw = samples.mail(number, f"pat-{number}@example.net")
        return self.mail_event(raw, f"feedback@{samples.DOMAIN}")

    def mail_event(self, raw: bytes, to: str) -> Event:
        """The event of a mail that is put into the bucket."""
        message_id = f"mail-{next(self._numbers)}"
        self._s3.put_object(Bucket=BUCKET, Key=message_id, Body=raw)
        return samples.mail_event(raw, to, message_id, datetime.now(UTC))


def measure(sandbox: Sandbox, endpoint: Endpoint, *, quick: bool) -> dict[str, Any]:
    """CPU milliseconds of an item by channel, and instructions where valgrind is."""
    arrivals = Arrivals(endpoint)
    prefix = None if quick else processes.valgrind()
    variables = variables_of(sandbox, endpoint)
    found = {}
    for channel, handlers in HANDLERS.items():
        found[channel] = _times(sandbox, variables, arrivals, channel, quick=quick)
        if prefix:
            found[channel] |= {
                f"{name}_instructions": _instructions(
                    prefix, sandbox, variables, handler, arrivals.of(channel, _MANY)
                )
                for name, handler in zip(("ours", "floor"), handlers, strict=True)
            }
    return {
        "instructions": "counted" if prefix else "not counted: --quick, or there is no valgrind",
        "channels": found,
    }


def variables_of(sandbox: Sandbox, endpoint: Endpoint) -> dict[str, str]:
    """What the environments of all Lambdas say together, and where AWS is."""
    found: dict[str, str] = {}
    for function in sandbox.functions():
        found |= function.environment
    return {**found, **endpoint.variables}


def _times(
    sandbox: Sandbox,
    variables: dict[str, str],
    arrivals: Arrivals,
    channel: str,
    *,
    quick: bool,
) -> dict[str, Any]:
    rounds, items = (5, 10) if quick else (15, 20)
    ours, floor = HANDLERS[channel]
    spent: dict[str, list[float]] = {ours: [], floor: []}
    with Worker(sandbox, variables) as one, Worker(sandbox, variables) as other:
        workers = {ours: one, floor: other}
        for handler, process in workers.items():
            _checked(process.run(handler, arrivals.of(channel, _WARM_UP)))
        for number in range(rounds):
            turns = list(workers.items())
            for handler, process in turns if number % 2 else reversed(turns):
                said = _checked(process.run(handler, arrivals.of(channel, items)))
                spent[handler].append(said["cpu_ns"] / items / 1e6)
    ratios = [a / b for a, b in zip(spent[ours], spent[floor], strict=True)]
    return {
        "ours_ms": statistics.median(spent[ours]),
        "floor_ms": statistics.median(spent[floor]),
        "ratio": statistics.median(ratios),
        "ratio_range": [min(ratios), max(ratios)],
    }


def _checked(said: dict[str, Any]) -> dict[str, Any]:
    """What a worker said, unless an item was not taken."""
    for answer in said["answers"]:
        if answer.get("statusCode", 201) != 201 or answer.get("batchItemFailures"):
            raise RuntimeError(f"an item was not captured: {answer}")
    return said


def _instructions(
    prefix: Sequence[str],
    sandbox: Sandbox,
    variables: dict[str, str],
    handler: str,
    events: list[Event],
) -> float:
    """Of one item: of a process that takes many, less one that takes few, by the difference."""

    def process(some: list[Event]) -> int:
        return processes.instructions(
            prefix,
            command("from bench import worker; worker.main(False)"),
            sandbox.environment(variables, ROOT),
            "".join(json.dumps({"handler": handler, "events": [one]}) + "\n" for one in some),
        )

    # The first few of the many are duplicates by then, which costs other calls: so each has its own.
    few, many = events[:_FEW], events[_FEW:]
    return (process(many) - process(few)) / (len(many) - len(few))
