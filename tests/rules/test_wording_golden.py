"""Every message in every language, compared whole with what was once read by a person.

`python -m tests.golden.cases` writes the files again.
"""

import pytest

from tests.golden.cases import FOLDER, Case, cases

CASES = list(cases())


@pytest.mark.parametrize("case", CASES, ids=[case.name for case in CASES])
def test_a_message_is_as_it_was_read(case: Case) -> None:
    assert case.text == case.file.read_text(encoding="utf-8")


def test_no_file_is_left_of_a_message_that_there_is_no_more() -> None:
    assert {case.file for case in CASES} == set(FOLDER.rglob("*.txt"))
