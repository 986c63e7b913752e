"""What each Lambda costs before its first event, beside boto3 and the same clients alone.

*import* is what Lambda does in its init phase; *services* is what the first event then makes:
clients and all that stands on them. Both are over an empty interpreter. The floor imports boto3 and
makes clients of the same services, in the same environment.
"""

import json
import statistics
import subprocess
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from bench import processes
from bench.sandbox import Function, Sandbox, SandboxError, command

_SERVICES = {
    "act": "due.acting",
    "api": "customers.web_services",
    "capture_email": "ways_in.mails",
    "capture_sms": "ways_in.texts",
    "check_measures": "measuring.check_measures",
    "digest": "digesting.digests",
    "keep_attachments": "attached.keep_attachments",
    "measure": "measuring.measure",
    "notify_webhooks": "events_out.notify_webhooks",
    "publish_events": "events_out.publish",
    "react": "due.react",
    "reconcile": "reconciling.reconcile",
    "record_delivery": "ways_out.receipts",
    "retain": "retaining.retain",
    "send": "ways_out.deliver",
    "sweep": "due.sweep",
    "wake": "due.wake",
}
"""The module of `bootstrap`, and the function, that each handler calls for its first event."""

_FRAME = """
import time
started = time.process_time_ns()
{imports}
imported = time.process_time_ns()
{makes}
made = time.process_time_ns()
import json, sys
print(json.dumps([imported - started, made - started, len(sys.modules)]))
"""
_WHICH = """
import json
from botocore.session import Session
made, make = set(), Session.create_client
Session.create_client = lambda self, service, **more: made.add(service) or make(self, service, **more)
{imports}
{makes}
print(json.dumps(sorted(made)))
"""

Codes = dict[str, tuple[str, str]]


def measure(sandbox: Sandbox, *, quick: bool) -> dict[str, Any]:
    """For each Lambda CPU milliseconds, instructions where valgrind is, and its floor's."""
    functions = sandbox.functions()
    missing = {function.name for function in functions} ^ set(_SERVICES)
    if missing:
        raise SandboxError(f"bench/imports.py and the template differ about {sorted(missing)}")
    codes: Codes = {}
    environments = {}
    clients = {}
    for function in functions:
        codes[function.name] = _code_of(function)
        environments[function.name] = sandbox.environment(function.environment)
        clients[function.name] = _clients(function, environments[function.name])
        floor = _floor_name(clients[function.name])
        codes[floor] = _floor(clients[function.name])
        environments[floor] = environments[function.name]
    least = _floor_name(["dynamodb"])
    codes[least] = _floor(["dynamodb"])
    environments.setdefault(least, environments[functions[0].name])
    times = _times(codes, environments, rounds=3 if quick else 7)
    prefix = None if quick else processes.valgrind()
    counts = _counts(prefix, codes, environments) if prefix else {}
    return {
        "instructions": "counted" if prefix else "not counted: --quick, or there is no valgrind",
        "one_client": {**times[least], **counts.get(least, {})},
        "functions": {
            function.name: {
                "clients": clients[function.name],
                **times[function.name],
                **counts.get(function.name, {}),
                "floor": {
                    **times[floor := _floor_name(clients[function.name])],
                    **counts.get(floor, {}),
                },
            }
            for function in functions
        },
    }


def _code_of(function: Function) -> tuple[str, str]:
    module, _, makes = _SERVICES[function.name].partition(".")
    made = f"from chalicelib.bootstrap import {module}; {module}.{makes}()"
    return f"import {function.module}", made


def _floor(services: list[str]) -> tuple[str, str]:
    return "import boto3", "; ".join(f"boto3.client({one!r})" for one in services)


def _floor_name(services: list[str]) -> str:
    return f"boto3 and {', '.join(services)}"


def _clients(function: Function, environment: Mapping[str, str]) -> list[str]:
    """The services that a Lambda makes clients of; also compiles what was not yet."""
    imports, makes = _code_of(function)
    said = _run(_WHICH.format(imports=imports, makes=makes), environment)
    names: list[str] = json.loads(said)
    return names


def _run(code: str, environment: Mapping[str, str]) -> str:
    done = subprocess.run(
        command(code), env=environment, capture_output=True, text=True, check=False
    )
    if done.returncode != 0:
        raise SandboxError(done.stderr)
    return done.stdout


def _times(
    codes: Codes, environments: Mapping[str, Mapping[str, str]], rounds: int
) -> dict[str, dict[str, Any]]:
    """Medians of rounds in which each process runs once, so that a busy moment hits all alike."""
    found: dict[str, list[list[int]]] = {name: [] for name in codes}
    for _ in range(rounds):
        for name, (imports, makes) in codes.items():
            code = _FRAME.format(imports=imports, makes=makes)
            found[name].append(json.loads(_run(code, environments[name])))
    return {
        name: {
            "import_ms": statistics.median(row[0] for row in rows) / 1e6,
            "services_ms": statistics.median(row[1] for row in rows) / 1e6,
            "modules": rows[0][2],
        }
        for name, rows in found.items()
    }


def _counts(
    prefix: list[str], codes: Codes, environments: Mapping[str, Mapping[str, str]]
) -> dict[str, dict[str, int]]:
    """Instructions, which are the same whatever else runs; so two at a time."""

    def count(job: tuple[str, str]) -> int:
        name, code = job
        return processes.instructions(prefix, command(code), environments[name])

    jobs = [(next(iter(codes)), "pass")]
    for name, (imports, makes) in codes.items():
        jobs += [(name, imports), (name, f"{imports}\n{makes}")]
    with ThreadPoolExecutor(2) as two:
        empty, *counted = two.map(count, jobs)
    return {
        name: {
            "import_instructions": counted[2 * place] - empty,
            "services_instructions": counted[2 * place + 1] - empty,
        }
        for place, name in enumerate(codes)
    }
