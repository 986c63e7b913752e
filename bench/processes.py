"""What a fresh process cost: instructions, counted by valgrind."""

import re
import shutil
import subprocess
from collections.abc import Mapping, Sequence

from bench.sandbox import SandboxError

_COUNTED = re.compile(r"I\s+refs:\s+([\d,]+)")


def valgrind() -> list[str] | None:
    """What stands before a command whose instructions are to be counted; None without valgrind."""
    found = shutil.which("valgrind")
    if found is None:
        return None
    return [found, "--tool=cachegrind", "--cache-sim=no", "--cachegrind-out-file=/dev/null"]


def instructions(
    prefix: Sequence[str], command: Sequence[str], environment: Mapping[str, str], said: str = ""
) -> int:
    """Instructions of a whole process that is told `said` on its standard input."""
    done = subprocess.run(
        [*prefix, *command],
        env=environment,
        input=said,
        capture_output=True,
        text=True,
        check=False,
    )
    counted = _COUNTED.search(done.stderr)
    if done.returncode != 0 or counted is None:
        raise SandboxError(f"a process that was counted failed:\n{done.stderr[-2000:]}")
    return int(counted[1].replace(",", ""))
