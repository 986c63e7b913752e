"""Putting a document in force: what changes against the version before, and the next version."""

import secrets
from collections.abc import Callable, Sized
from datetime import datetime

from chalicelib.administration.changes import changes
from chalicelib.administration.document import Document
from chalicelib.errors import UnavailableError
from chalicelib.store.configuration import DynamoConfigurationStore

Say = Callable[[str], None]
COMMAND = "python -m infra"
"""Who applied it, where it was not somebody in the console."""


def put_in_force(
    document: Document,
    store: DynamoConfigurationStore,
    now: datetime,
    say: Say,
    text: str | None = None,
) -> int:
    """Say what changes, and make the next version if anything does; the version in force then.

    ConflictError: somebody else applied one at the same time. TooLargeError.
    """
    try:
        in_force = store.current()
    except UnavailableError:
        in_force = None
    if in_force is not None:
        differences = changes(dict(in_force.document), document)
        if not differences:
            say(f"Nothing changes: version {in_force.version} is the same and stays in force.")
            return in_force.version
        for line in differences:
            say(line)
    version = store.apply(document, now=now, new_key=secrets.token_bytes(32), text=text, by=COMMAND)
    say(f"Version {version} is in force: {contents(document)}.")
    return version


def contents(document: Document) -> str:
    """How much there is in a document."""
    parts = (
        ("teams", "team"),
        ("touchpoints", "touchpoint"),
        ("policies", "policy", "policies"),
        ("calendars", "calendar"),
    )
    return ", ".join(counted(document[part], *words) for part, *words in parts)


def counted(things: Sized, one: str, many: str | None = None) -> str:
    """A number with the word for what it counts."""
    return f"{len(things)} {one if len(things) == 1 else many or f'{one}s'}"
