"""`python -m infra COMMAND`: loads every module in `infra.commands` and runs the one asked for."""

import argparse
import importlib
import os
import pkgutil
import sys
from collections.abc import Sequence

from botocore.exceptions import BotoCoreError, ClientError

from infra import commands
from infra.deploy import DeploymentError
from infra.package import PackagingError
from infra.stage import StageError


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; its exit code. 2 where it could not even begin."""
    parser = argparse.ArgumentParser(prog="python -m infra", description="Operators' commands")
    subparsers = parser.add_subparsers(required=True, metavar="COMMAND")
    for module in pkgutil.iter_modules(commands.__path__):
        importlib.import_module(f"{commands.__name__}.{module.name}").register(subparsers)
    arguments = parser.parse_args(argv)
    try:
        code = int(arguments.run(arguments))
        sys.stdout.flush()
        return code
    except BrokenPipeError:  # whoever read it has read enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except (StageError, DeploymentError, PackagingError) as error:
        print(error, file=sys.stderr)
        return 2
    except (BotoCoreError, ClientError) as error:
        print(f"AWS, or the emulator, refused: {error}", file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    sys.exit(main())
