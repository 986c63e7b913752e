"""The built package: whole, compiled, the same each time, and each handler in it works alone."""

import json
import os
import subprocess
import sys
import zipfile
from importlib.util import cache_from_source
from pathlib import Path

import pytest

from infra import package

pytestmark = pytest.mark.xdist_group("package")

RUNTIME = (
    "boto3", "botocore", "dateutil", "jmespath", "s3transfer", "six", "urllib3",
)  # fmt: skip
"""What AWS's Python runtime brings."""


@pytest.fixture(scope="module")
def build() -> package.Build:
    return package.build("local")


@pytest.fixture(scope="module")
def unpacked(build: package.Build, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The zip as the Lambda finds it, and beside it what AWS's runtime brings."""
    folder = tmp_path_factory.mktemp("lambda")
    with zipfile.ZipFile(build.zip) as archive:
        archive.extractall(folder / "task")
    runtime = folder / "runtime"
    runtime.mkdir()
    for name in RUNTIME:
        [source] = [p for p in site_packages(name) if p.exists()]
        (runtime / source.name).symlink_to(source)
    return folder


def site_packages(name: str) -> list[Path]:
    folder = Path(pytest.__file__).parent.parent
    return [folder / name, folder / f"{name}.py"]


def handlers() -> list[str]:
    """Every handler that the template names."""
    return sorted(
        one["Properties"]["Handler"]
        for one in package.template("local")["Resources"].values()
        if one["Type"] == "AWS::Serverless::Function"
    )


def alone(folder: Path, code: str) -> subprocess.CompletedProcess[str]:
    """Run code in a fresh interpreter that has the package and AWS's runtime, nothing else."""
    return subprocess.run(
        [sys.executable, "-I", "-S", "-c", f"import sys; sys.path[1:1] = {paths(folder)}\n{code}"],
        cwd=folder / "task",
        env={
            "PATH": os.defpath,
            "AWS_DEFAULT_REGION": "eu-west-1",
            "AWS_ACCESS_KEY_ID": "test",
            "AWS_SECRET_ACCESS_KEY": "test",
            "TABLE_NAME": "ouvido",
            "POWERTOOLS_SERVICE_NAME": "ouvido",
            "POWERTOOLS_METRICS_NAMESPACE": "Ouvido",
            "POWERTOOLS_TRACE_DISABLED": "true",
        },
        capture_output=True,
        text=True,
        check=False,
    )


def paths(folder: Path) -> list[str]:
    return [str(folder / "task"), str(folder / "runtime")]


@pytest.mark.parametrize("handler", handlers())
def test_a_handler_is_found_alone_in_a_fresh_interpreter(handler: str, unpacked: Path) -> None:
    module, _, name = handler.rpartition(".")
    done = alone(
        unpacked,
        f"import importlib; print(callable(getattr(importlib.import_module({module!r}), {name!r})))",
    )
    assert (done.returncode, done.stdout) == (0, "True\n"), done.stderr


@pytest.mark.parametrize("handler", [one for one in handlers() if not one.startswith("app.")])
def test_a_lambda_that_is_no_route_does_not_load_the_app(handler: str, unpacked: Path) -> None:
    module = handler.rpartition(".")[0]
    done = alone(unpacked, f"import {module}; print('app' in sys.modules)")
    assert done.stdout == "False\n", done.stderr


def test_everything_is_compiled(unpacked: Path) -> None:
    task = unpacked / "task"
    sources = list(task.rglob("*.py"))
    assert len(sources) > 100
    assert not [one for one in sources if not Path(cache_from_source(str(one))).exists()]


def test_bytecode_is_used_whatever_the_times_of_the_files_are(unpacked: Path) -> None:
    """PEP 552: flags 0b01 say that the source is not looked at."""
    compiled = Path(cache_from_source(str(unpacked / "task" / "app.py"))).read_bytes()
    assert int.from_bytes(compiled[4:8], "little") == 0b01


def test_nothing_of_development_is_in_the_package(build: package.Build) -> None:
    names = zipfile.ZipFile(build.zip).namelist()
    tops = {name.partition("/")[0] for name in names}
    assert {"app.py", "chalice", "chalicelib"} <= tops
    assert not tops & {"infra", "tests", "config", "boto3", "botocore", "pip", "setuptools"}


def test_the_package_stays_small(build: package.Build) -> None:
    assert build.zip.stat().st_size < 8_000_000


def test_the_same_sources_make_the_same_package(
    build: package.Build, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    dependencies = tmp_path / "dependencies"
    dependencies.symlink_to(package.BUILD / "dependencies", target_is_directory=True)
    monkeypatch.setattr(package, "BUILD", tmp_path)
    again = package.build("local")
    assert again.zip.read_bytes() == build.zip.read_bytes()
    assert again.template.read_bytes() == build.template.read_bytes()


def test_nothing_is_built_again_where_nothing_changed(build: package.Build) -> None:
    before = build.zip.stat().st_mtime_ns
    assert package.build("local").zip.stat().st_mtime_ns == before


def test_the_template_has_no_aliases_and_the_wheels_definition(build: package.Build) -> None:
    template = json.loads(build.template.read_text())
    wheel = template["Resources"]["Wheel"]["Properties"]
    assert json.loads(wheel["DefinitionString"])["StartAt"] == "UntilTick"


def test_a_missing_wheel_stops_the_build(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "requirements.txt").write_text("ouvido-has-no-such-package==0\n")
    monkeypatch.setattr(package, "ROOT", tmp_path)
    monkeypatch.setattr(package, "BUILD", tmp_path / "build")
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    with pytest.raises(package.PackagingError, match="ouvido-has-no-such-package"):
        package._dependencies("x86_64")
