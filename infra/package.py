"""The deployment package: Chalice's template and zip, with what Chalice leaves out.

The zip gets the dependencies (exactly pinned, for the Lambda's platform) and bytecode for
everything, which is worth more at a cold start than anything else; the same sources make the same
zip, so that an unchanged one is not uploaded again. The template gets the timer's definition and
becomes JSON without aliases, which CloudFormation does not read.
"""

import contextlib
import fcntl
import hashlib
import json
import os
import platform
import py_compile
import shutil
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.metadata import version
from importlib.util import cache_from_source
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).resolve().parent.parent
INFRA = ROOT / "infra"
BUILD = ROOT / ".local" / "build"

PARTS = ("app.py", "chalicelib")
"""What the package is made of, beside the dependencies and Chalice's own runtime."""
INPUTS = (*PARTS, ".chalice", "requirements.txt", "infra/template.yaml", "infra/wheel.asl.json")

_LEFT_OUT = (
    "aws_lambda_powertools/event_handler",
    *(
        f"aws_lambda_powertools/utilities/{name}"
        for name in (
            "auth_alpha",
            "circuit_breaker",
            "data_masking",
            "feature_flags",
            "idempotency",
            "kafka",
            "metadata",
            "parameters",
            "parser",
            "streaming",
            "validation",
        )
    ),
)
"""Parts of dependencies that nothing of ours imports: a megabyte that each cold start would fetch."""

_PLATFORM = {"x86_64": "x86_64", "arm64": "aarch64"}
_TASK_ROOT = "/var/task"
_EPOCH = (1980, 1, 1, 0, 0, 0)


class PackagingError(Exception):
    """The deployment package could not be built."""


@dataclass(frozen=True, slots=True)
class Build:
    """One built package."""

    folder: Path

    @property
    def template(self) -> Path:
        """The CloudFormation template, whose functions' code is still the local zip."""
        return self.folder / "template.json"

    @property
    def zip(self) -> Path:
        """The one zip of all functions."""
        return self.folder / "deployment.zip"


def build(stage: str) -> Build:
    """Build the package of a stage, unless nothing has changed since the last time.

    The local stage runs on this machine's processor, all others on arm64, which costs less at AWS.
    PackagingError says what a tool refused.
    """
    architecture = _local_architecture() if stage == "local" else "arm64"
    folder = BUILD / stage
    with _locked(folder):
        built = Build(folder)
        wanted = _fingerprint(architecture)
        stamp = folder / "inputs.sha256"
        if stamp.exists() and stamp.read_text() == wanted:
            return built
        stamp.unlink(missing_ok=True)
        with tempfile.TemporaryDirectory(dir=folder) as scratch:
            _chalice_package(stage, architecture, Path(scratch), _dependencies(architecture))
            out = Path(scratch, "out")
            _finish_zip(out / "deployment.zip", built.zip)
            _finish_template(out / "sam.yaml", built.template)
        stamp.write_text(wanted)
        return built


def template(stage: str) -> dict[str, Any]:
    """The template of a stage alone, built without dependencies and so without the network."""
    BUILD.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=BUILD) as scratch:
        _chalice_package(stage, "arm64", Path(scratch), None)
        target = Path(scratch, "template.json")
        _finish_template(Path(scratch, "out", "sam.yaml"), target)
        result: dict[str, Any] = json.loads(target.read_text())
        return result


def _local_architecture() -> str:
    return "arm64" if platform.machine().lower() in {"arm64", "aarch64"} else "x86_64"


@contextlib.contextmanager
def _locked(folder: Path) -> Iterator[None]:
    """Two runs side by side build one after the other."""
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _fingerprint(architecture: str) -> str:
    digest = hashlib.sha256(
        f"{architecture} {platform.python_version()} {version('chalice')}".encode()
    )
    files = [Path(__file__)]
    for name in INPUTS:
        path = ROOT / name
        files += sorted(_sources(path)) if path.is_dir() else [path]
    for path in files:
        content = path.read_bytes()
        digest.update(f"\0{path.relative_to(ROOT)}\0{len(content)}\0".encode())
        digest.update(content)
    return digest.hexdigest()


def _sources(folder: Path) -> Iterator[Path]:
    for path in folder.rglob("*"):
        if path.is_file() and "__pycache__" not in path.parts and path.suffix != ".pyc":
            yield path


def _dependencies(architecture: str) -> Path:
    """A folder with what requirements.txt pins, as wheels for the Lambda's platform, compiled.

    Kept by content of requirements.txt, Python version and architecture.
    """
    requirements = ROOT / "requirements.txt"
    python = f"{sys.version_info.major}.{sys.version_info.minor}"
    digest = hashlib.sha256(
        f"{python} {architecture} {_LEFT_OUT} {requirements.read_text()}".encode()
    ).hexdigest()
    folder = BUILD / "dependencies" / digest[:16]
    with _locked(BUILD / "dependencies"):
        if folder.is_dir():
            return folder
        scratch = Path(tempfile.mkdtemp(dir=folder.parent))
        # AWS's image for Python 3.11 has glibc 2.26, from 3.12 on 2.34
        libraries = ["manylinux_2_17", "manylinux2014"]
        if sys.version_info >= (3, 12):
            libraries += ["manylinux_2_28", "manylinux_2_34"]
        _run(
            *("-m", "pip", "install", "-qq", "--disable-pip-version-check"),
            *("--no-deps", "--no-compile", "--only-binary=:all:", f"--python-version={python}"),
            *(f"--platform={one}_{_PLATFORM[architecture]}" for one in libraries),
            *(f"--target={scratch}", f"--requirement={requirements}"),
        )
        for name in ("bin", *_LEFT_OUT):
            shutil.rmtree(scratch / name, ignore_errors=True)
        _compile(scratch)
        scratch.rename(folder)
    return folder


def _chalice_package(
    stage: str, architecture: str, scratch: Path, dependencies: Path | None
) -> None:
    """Run `chalice package` on a clean copy, so that nothing that lies about gets into the zip."""
    project = scratch / "project"
    project.mkdir()
    clean = shutil.ignore_patterns("__pycache__", "*.pyc", "deployments", "deployed")
    for name in PARTS:
        path = ROOT / name
        if path.is_dir():
            shutil.copytree(path, project / name, ignore=clean)
        else:
            shutil.copy(path, project / name)
    shutil.copytree(ROOT / ".chalice", project / ".chalice", ignore=clean)
    config = project / ".chalice" / "config.json"
    settings = json.loads(config.read_text())
    config.write_text(json.dumps({**settings, "lambda_architecture": architecture}))
    if dependencies:
        (project / "vendor").symlink_to(dependencies, target_is_directory=True)
    (project / "requirements.txt").touch()  # everything is in vendor already
    _run(
        *("-c", "from chalice.cli import main; main()"),
        *("package", "--stage", stage, "--merge-template", str(INFRA / "template.yaml")),
        str(scratch / "out"),
        cwd=project,
    )


def _run(*arguments: str, cwd: Path = ROOT) -> None:
    """Run this Python with arguments. PackagingError with what it printed."""
    env = {**os.environ, "AWS_DEFAULT_REGION": os.environ.get("AWS_DEFAULT_REGION", "eu-west-1")}
    env["PYTHONDONTWRITEBYTECODE"] = "1"
    done = subprocess.run(
        [sys.executable, *arguments], cwd=cwd, env=env, capture_output=True, text=True, check=False
    )
    if done.returncode != 0:
        raise PackagingError(f"{' '.join(arguments[:3])} failed:\n{done.stdout}{done.stderr}")


def _compile(folder: Path) -> None:
    """Bytecode beside every source that has none, valid whatever the clock says about the files."""
    for source in sorted(folder.rglob("*.py")):
        target = cache_from_source(str(source))
        if not Path(target).exists():
            py_compile.compile(
                str(source),
                cfile=target,
                dfile=f"{_TASK_ROOT}/{source.relative_to(folder)}",
                doraise=True,
                invalidation_mode=py_compile.PycInvalidationMode.UNCHECKED_HASH,
            )


def _finish_zip(source: Path, target: Path) -> None:
    """Unpack Chalice's zip, compile what is not, and pack it in a fixed order with fixed times."""
    with tempfile.TemporaryDirectory(dir=source.parent) as scratch:
        folder = Path(scratch)
        with zipfile.ZipFile(source) as chalice_zip:
            chalice_zip.extractall(folder)
        _compile(folder)
        unfinished = target.with_suffix(".new")
        with zipfile.ZipFile(unfinished, "w", zipfile.ZIP_DEFLATED) as archive:
            for path in sorted(p for p in folder.rglob("*") if p.is_file()):
                entry = zipfile.ZipInfo(str(path.relative_to(folder)), _EPOCH)
                entry.external_attr = 0o644 << 16
                entry.compress_type = zipfile.ZIP_DEFLATED
                archive.writestr(entry, path.read_bytes())
        unfinished.replace(target)


def _finish_template(source: Path, target: Path) -> None:
    result = yaml.safe_load(source.read_text())
    wheel = result["Resources"]["Wheel"]["Properties"]
    definition = json.loads((INFRA / wheel["DefinitionString"]).read_text())
    wheel["DefinitionString"] = json.dumps(definition, separators=(",", ":"))
    target.write_text(json.dumps(result, indent=1) + "\n")
