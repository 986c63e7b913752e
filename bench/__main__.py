"""`python -m bench`: measures, prints a table, writes bench/latest.json."""

import argparse
import json
import os
import platform
import sys
from collections.abc import Callable
from contextlib import ExitStack
from datetime import UTC, datetime
from functools import cached_property
from importlib.metadata import version
from pathlib import Path
from typing import Any

from bench import (
    aims,
    calls,
    capture,
    endpoint,
    imports,
    measures,
    package,
    pages,
    rules,
    samples,
    table,
)
from bench.sandbox import Sandbox, SandboxError, unpacked
from infra.local.emulator import EmulatorError
from infra.package import PackagingError

LATEST = Path(__file__).with_name("latest.json")


class Bench:
    """One run; what its parts need is made when the first of them asks."""

    def __init__(self, stack: ExitStack, *, quick: bool) -> None:
        self._stack = stack
        self._quick = quick

    @cached_property
    def sandbox(self) -> Sandbox:
        """The unzipped package."""
        return self._stack.enter_context(unpacked())

    def package(self) -> dict[str, Any]:
        """Sizes."""
        return package.measure(self.sandbox)

    def imports(self) -> dict[str, Any]:
        """Cold Lambdas."""
        return imports.measure(self.sandbox, quick=self._quick)

    def capture(self) -> dict[str, Any]:
        """Warm captures."""
        with self._endpoint(samples.configuration_text()) as running:
            return capture.measure(self.sandbox, running, quick=self._quick)

    def calls(self) -> dict[str, Any]:
        """AWS calls and their price."""
        with self._endpoint(calls.CONFIGURATION) as running:
            return calls.measure(self.sandbox, running)

    def rules(self) -> dict[str, Any]:
        """Pure rules."""
        return rules.measure(quick=self._quick)

    def measures(self) -> dict[str, Any]:
        """Measurements."""
        return measures.measure(quick=self._quick)

    def pages(self) -> dict[str, Any]:
        """Pages in a browser."""
        return pages.measure(quick=self._quick)

    def _endpoint(self, configuration: str) -> Any:
        properties = self.sandbox.template["Resources"]["Table"]["Properties"]
        return endpoint.running(properties, samples.document(configuration))


PARTS: dict[str, Callable[[Bench], dict[str, Any]]] = {
    "package": Bench.package,
    "imports": Bench.imports,
    "capture": Bench.capture,
    "calls": Bench.calls,
    "rules": Bench.rules,
    "measures": Bench.measures,
    "pages": Bench.pages,
}


def main(arguments: list[str] | None = None) -> int:
    """Measure what was asked for; 0, or 1 where it cannot be measured."""
    said = _parser().parse_args(arguments)
    parts = {}
    try:
        with ExitStack() as stack:
            bench = Bench(stack, quick=said.quick)
            for name in said.only or PARTS:
                print(f"measuring {name} ...", file=sys.stderr, flush=True)
                parts[name] = PARTS[name](bench)
    except (SandboxError, EmulatorError, PackagingError) as error:
        print(f"bench: {error}", file=sys.stderr)
        return 1
    results = {
        "at": datetime.now(UTC).isoformat(timespec="seconds"),
        "quick": said.quick,
        "machine": _machine(),
        "parts": parts,
        "aims": aims.of(parts),
    }
    text = json.dumps(results, indent=1)
    said.output.write_text(text + "\n")
    print(text if said.json else table.rendered(results))
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument(
        "--quick", action="store_true", help="few rounds, and no instructions counted"
    )
    parser.add_argument(
        "--only", type=_names, metavar="NAME", help=f"some parts, of {','.join(PARTS)}"
    )
    parser.add_argument("--json", action="store_true", help="print JSON in place of the table")
    parser.add_argument(
        "--output", type=Path, default=LATEST, help="the JSON file (default: bench/latest.json)"
    )
    return parser


def _names(text: str) -> list[str]:
    names = text.split(",")
    if unknown := sorted(set(names) - set(PARTS)):
        raise argparse.ArgumentTypeError(f"there is no {', '.join(unknown)}")
    return names


def _machine() -> dict[str, Any]:
    return {
        "python": platform.python_version(),
        "system": f"{platform.system()} {platform.machine()}",
        "processor": _processor(),
        "cores": os.cpu_count(),
        "boto3": version("boto3"),
    }


def _processor() -> str:
    about = Path("/proc/cpuinfo")
    lines = about.read_text().splitlines() if about.exists() else []
    names = (line.partition(": ")[2] for line in lines if line.startswith("model name"))
    return next(names, platform.processor() or platform.machine())


if __name__ == "__main__":
    sys.exit(main())
