"""`python -m tests.screenshots`: a picture of every page into docs/pictures; its README says what each is.

The customers' pages and the simulator are those of a deployed local stack of its own; the console's, the
mails and the evidence are of a company that has lived through eight weeks in memory, by the same routes
and services. Each page is also looked at by axe-core; what it finds, or a page wider than its window,
fails the run. Names of pictures, or how they begin, take only those: `python -m tests.screenshots mail-`.
"""

import argparse
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

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
    with chromium() as browser, ExitStack() as begun:
        stack = begun.enter_context(_stack()) if asked.only != "company" else None
        link = customers.begin(stack) if stack else ""
        story = begun.enter_context(last_days.company()) if asked.only != "customers" else None
        if story:  # while the stack's text waits to be raised
            mails.pictures(story, browser, camera)
            sheets.pictures(story, camera)
        if stack:
            customers.simulator(stack, browser, camera)
            customers.pictures(stack, link, browser, camera)
        if story:
            console.pictures(story, browser, camera)
    if not asked.names and not asked.only:
        camera.wrong += [
            f"{one}.png is in the folder, and nobody takes it" for one in camera.left_over()
        ]
    print(*camera.wrong, sep="\n")
    return 1 if camera.wrong else 0


@contextmanager
def _stack() -> Iterator[Stack]:
    """A local stack for as long as it is needed."""
    with TemporaryDirectory() as state:
        stack = Stack(state=Path(state), config=customers.CONFIG)
        stack.start()
        try:
            yield stack
        finally:
            stack.stop()


if __name__ == "__main__":
    sys.exit(main())
