"""How large the deployment package is."""

from collections import Counter
from typing import Any

from bench.sandbox import Sandbox

_LARGEST = 5


def measure(sandbox: Sandbox) -> dict[str, Any]:
    """Sizes in bytes, the number of files, and the largest top-level folders."""
    sizes: Counter[str] = Counter()
    files = compiled = bytecode = 0
    for path in sandbox.task.rglob("*"):
        if path.is_file():
            files += 1
            size = path.stat().st_size
            sizes[path.relative_to(sandbox.task).parts[0]] += size
            if path.suffix == ".pyc":
                compiled += 1
                bytecode += size
    return {
        "zip_bytes": sandbox.zip.stat().st_size,
        "unzipped_bytes": sizes.total(),
        "files": files,
        "compiled_files": compiled,
        "bytecode_bytes": bytecode,
        "largest": dict(sizes.most_common(_LARGEST)),
    }
