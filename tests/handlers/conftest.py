"""The public site, served by the real routes."""

from collections.abc import Iterator

import pytest

from tests.desk import Desk
from tests.desk import installed as installed_desk
from tests.website import Site, installed
from tests.world import World


@pytest.fixture
def site(monkeypatch: pytest.MonkeyPatch) -> Iterator[Site]:
    """A site with one organisation and nothing captured yet."""
    with installed(Site(), monkeypatch) as ready:
        yield ready


@pytest.fixture
def desk(monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    """The staff API over a world of its own."""
    with installed_desk(Desk(World()), monkeypatch) as ready:
        yield ready
