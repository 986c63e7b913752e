"""The deployment package as Lambda has it: unzipped, beside what AWS's runtime brings.

Nothing else is on the import path, and the environment is the template's own.
"""

import compileall
import json
import os
import re
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self

from infra import package
from infra.stage import REGION

ROOT = Path(__file__).resolve().parent.parent
RUNTIME = ("boto3", "botocore", "dateutil", "jmespath", "s3transfer", "six.py", "urllib3")
"""What AWS's Python runtime brings, taken from the emulator's environment."""

_TASK_ROOT = "/var/task"
_NAMED = re.compile(r"\$\{[^}]+\}")
"""What CloudFormation puts a name or an address in the place of."""
_SETTLED = {
    "POWERTOOLS_TRACE_DISABLED": "true",
    "SWEEP_SECONDS": "300",
}
"""Variables whose value in the template is a function of CloudFormation's."""


class SandboxError(Exception):
    """There is nothing to measure; the message says what to do."""


@dataclass(frozen=True, slots=True)
class Function:
    """One Lambda."""

    name: str
    handler: str
    """`module.attribute`."""
    environment: Mapping[str, str]

    @property
    def module(self) -> str:
        """What Lambda imports."""
        return self.handler.rpartition(".")[0]


@dataclass(frozen=True, slots=True)
class Sandbox:
    """One unzipped package."""

    zip: Path
    task: Path
    """What is `/var/task` on Lambda."""
    runtime: Path
    """What AWS's runtime has beside the standard library."""
    template: Mapping[str, Any]

    def functions(self) -> list[Function]:
        """Every Lambda that the template names."""
        shared = self.template["Globals"]["Function"]["Environment"]["Variables"]
        functions = [
            self._function(one["Properties"], shared)
            for one in self.template["Resources"].values()
            if one["Type"] == "AWS::Serverless::Function"
        ]
        return sorted(functions, key=lambda function: function.name)

    def _function(self, said: Mapping[str, Any], shared: Mapping[str, Any]) -> Function:
        variables = {**shared, **said.get("Environment", {}).get("Variables", {})}
        module = said["Handler"].rpartition(".")[0]
        return Function(
            name="api" if module == "app" else module.rpartition(".")[2],
            handler=said["Handler"],
            environment={name: self._value(name, value) for name, value in variables.items()},
        )

    def _value(self, name: str, value: object) -> str:
        if name in _SETTLED:
            return _SETTLED[name]
        if isinstance(value, dict) and "Ref" in value:
            value = self.template["Parameters"].get(value["Ref"], {}).get("Default")
        if isinstance(value, dict) and "Fn::Join" in value:
            between, parts = value["Fn::Join"]
            value = between.join(self._value(name, part) for part in parts)
        if isinstance(value, dict) and isinstance(value.get("Fn::Sub"), str):
            value = _NAMED.sub("bench", value["Fn::Sub"])
        if isinstance(value, str | int | float):
            return str(value).replace(_TASK_ROOT, str(self.task))
        return "bench"

    def environment(self, variables: Mapping[str, str], *more_path: Path) -> dict[str, str]:
        """The whole environment of a process that runs on the package."""
        return {
            "PATH": os.defpath,
            "LANG": "C.UTF-8",
            "PYTHONHASHSEED": "0",  # the same instructions each time
            "PYTHONPATH": os.pathsep.join(map(str, (self.task, self.runtime, *more_path))),
            "AWS_DEFAULT_REGION": REGION,
            "AWS_ACCESS_KEY_ID": "000000000000",
            "AWS_SECRET_ACCESS_KEY": "bench",
            "AWS_EC2_METADATA_DISABLED": "true",
            **variables,
        }


def command(code: str) -> list[str]:
    """Run code in a fresh interpreter that has no site-packages of its own."""
    return [sys.executable, "-s", "-S", "-P", "-c", code]


@contextmanager
def unpacked() -> Iterator[Sandbox]:
    """Build the package of the local stage and unzip it into a folder that is removed at the end."""
    build = package.build("local")
    with tempfile.TemporaryDirectory(prefix="ouvido-bench-") as folder:
        sandbox = Sandbox(
            zip=build.zip,
            task=Path(folder, "task"),
            runtime=_linked(Path(folder, "runtime"), RUNTIME),
            template=json.loads(build.template.read_text()),
        )
        with zipfile.ZipFile(build.zip) as archive:
            archive.extractall(sandbox.task)
        yield sandbox


def _linked(folder: Path, names: Sequence[str]) -> Path:
    found = list((ROOT / ".venv-emulator" / "lib").glob("python*/site-packages"))
    if len(found) != 1:
        raise SandboxError("the emulator's environment is missing: run `make setup`")
    folder.mkdir()
    for name in names:
        (folder / name).symlink_to(found[0] / name)
    compileall.compile_dir(folder, maxlevels=0, quiet=1)  # packages have theirs where they are
    return folder


class Worker:
    """A process that lives as a warm Lambda does and runs handlers; see `bench.worker`."""

    def __init__(
        self,
        sandbox: Sandbox,
        variables: Mapping[str, str],
        *,
        counts_calls: bool = False,
        prefix: Sequence[str] = (),
    ) -> None:
        """`prefix` stands before the interpreter's command, such as a profiler's own."""
        self._process = subprocess.Popen(
            [*prefix, *command(f"from bench import worker; worker.main({counts_calls})")],
            env=sandbox.environment(variables, ROOT),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def run(self, handler: str, events: Sequence[Any]) -> dict[str, Any]:
        """Hand events to a handler, one after the other. What the worker says of it."""
        stdin, stdout = self._process.stdin, self._process.stdout
        assert stdin is not None
        assert stdout is not None
        stdin.write(json.dumps({"handler": handler, "events": events}) + "\n")
        stdin.flush()
        line = stdout.readline()
        if not line:
            raise SandboxError(f"{handler} ended its process; what it said is above")
        said: dict[str, Any] = json.loads(line)
        return said

    def close(self) -> None:
        """Let the process end."""
        self._process.communicate()
        self._process.wait()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()
