"""`package`: builds the deployment package; with `--check`, only looks at its template."""

import argparse
import json
import subprocess
import sys
import tempfile
from pathlib import Path

from infra import package

REGIONS = ("eu-west-1", "sa-east-1", "us-east-1")
"""Where the template must be right: schemas differ between regions."""


def register(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add `package`."""
    parser = subparsers.add_parser("package", help="build the deployment package of a stage")
    parser.add_argument("--stage", default="local", help="which (default: local)")
    parser.add_argument(
        "--check", action="store_true", help="build and lint the template only; needs no network"
    )
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Build, and say where it is; or lint, and say what is wrong with the template."""
    if arguments.check:
        return lint(json.dumps(package.template(arguments.stage), indent=1))
    built = package.build(arguments.stage)
    print(f"{built.zip} ({built.zip.stat().st_size / 1e6:.1f} MB)")
    print(built.template)
    return 0


def lint(template: str) -> int:
    """Expand the SAM transform and hold the result against CloudFormation's schemas; exit code."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "template.json")
        file.write_text(template)
        linter = Path(sys.executable).with_name("cfn-lint")
        return subprocess.run(
            [linter, "--template", file, "--regions", *REGIONS], check=False
        ).returncode
