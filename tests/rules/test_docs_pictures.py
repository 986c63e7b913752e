"""The pictures in the documentation: each is there, and each is named."""

import re
from pathlib import Path

DOCS = Path(__file__).parents[2] / "docs"
PICTURES = DOCS / "pictures"


def test_every_picture_is_named_in_their_index_and_the_index_names_no_other() -> None:
    named = re.findall(r"\]\(([\w-]+\.png)\)", (PICTURES / "README.md").read_text("utf-8"))
    assert sorted(named) == sorted(one.name for one in PICTURES.glob("*.png"))


def test_what_the_documents_show_is_there() -> None:
    for document in (DOCS.parent / "README.md", *DOCS.glob("*.md")):
        for shown in re.findall(r"\]\(([^)]*pictures/[^)]+)\)", document.read_text("utf-8")):
            assert (document.parent / shown).exists(), f"{document.name}: {shown}"


def test_the_pictures_stay_small_enough_to_be_kept_with_the_code() -> None:
    assert sum(one.stat().st_size for one in PICTURES.glob("*.png")) < 7_000_000
