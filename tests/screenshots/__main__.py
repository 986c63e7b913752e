"""`python -m tests.screenshots`: a picture of every page into docs/pictures; its README says what each is.

The customers' pages and the simulator are those of a deployed local stack of its own; the console's, the
mails and the evidence are of a company that has lived through eight weeks in memory, by the same routes
and services. Each page is also looked at by axe-core; what it finds, or a page wider than its window,
fails the run. Names of pictures, or how they begin, take only those: `python -m tests.screenshots mail-`.
"""

import argparse
import sys
import tempfile
from pathlib import Path

from tests.consoles import chromium
from tests.journeys.stack import Stack
from tests.screenshots import console, customers, last_days, mails, sheets
from tests.screenshots.camera import Camera

PARTS = ("customers", "company")


def main() -> int:
    """Take the pictures; 1 where a page is not as it should be."""
    parser = argparse.ArgumentParser(prog="python -m tests.screenshots")
    parser.add_argument(
        "names", nargs="*", help="how the names of those wanted begin (default: all)"
    )
    parser.add_argument("--only", choices=PARTS, help="the local stack's, or the company's")
    asked = parser.parse_args()
    camera = Camera(wanted=lambda name: not asked.names or name.startswith(tuple(asked.names)))
    with chromium() as browser:
        if asked.only != "company":
            with tempfile.TemporaryDirectory() as state:
                stack = Stack(state=Path(state), config=customers.CONFIG)
                stack.start()
                try:
                    customers.pictures(stack, browser, camera)
                finally:
                    stack.stop()
        if asked.only != "customers":
            with last_days.company() as story:
                console.pictures(story, browser, camera)
                mails.pictures(story, browser, camera)
                sheets.pictures(story, camera)
    print(*camera.wrong, sep="\n")
    return 1 if camera.wrong else 0


if __name__ == "__main__":
    sys.exit(main())
