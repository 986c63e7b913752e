"""`openapi`: writes the API's document beside the code, or says that what is there is another one."""

import argparse
import json
import sys
from pathlib import Path

from chalicelib.api.document import document

FILE = Path(__file__).parents[2] / "docs" / "openapi.json"


def register(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add `openapi`."""
    parser = subparsers.add_parser("openapi", help="make docs/openapi.json from the code's models")
    parser.add_argument("--check", action="store_true", help="only say whether it is up to date")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Write the document, or compare it; 1 where it is another one."""
    made = json.dumps(document(), ensure_ascii=False, indent=1) + "\n"
    if not arguments.check:
        FILE.write_text(made)
        print(f"{FILE} written")
        return 0
    if FILE.exists() and FILE.read_text() == made:
        return 0
    print("docs/openapi.json is not what the code says: `python -m infra openapi`", file=sys.stderr)
    return 1
