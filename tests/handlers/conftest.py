"""The public site, served by the real routes."""

from collections.abc import Iterator

import pytest

from tests.website import Site, installed


@pytest.fixture
def site(monkeypatch: pytest.MonkeyPatch) -> Iterator[Site]:
    """A site with one organisation and nothing captured yet."""
    with installed(Site(), monkeypatch) as ready:
        yield ready
