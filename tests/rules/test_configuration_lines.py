"""On which line things stand in a TOML file, checked against what `tomllib` reads from it."""

import json
import tomllib
from collections.abc import Iterator
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from chalicelib.administration.lines import Path, line_index, line_of

HARD = '''# [not] a header = 1
title = "a # is no comment"   # = nor this [x]

[organisation]                  # line 4
"quoted key" = 'literal \\'
a . "b.c" . d = 1
text = """
[not.a.header]
not_a_key = 1 \\""" still "" inside
"""
after = \'\'\'it''s
done\'\'\'                          # line 12
when = 2026-12-24 08:00:00
big = 1_000.5e-3

[[teams]]                       # line 16
id = "one"
members = [                     # line 18
    "a@example.com",            # [19]

    "b@example.com", { deep = ["]", "}"], list = [1,
    2] },
]

[[teams]]                       # line 25
id = "two"
[[teams.levels]]
after = "1h"
[[teams.levels]]
after = "2h"
[teams.more]
x = { y = { z = [[1], [
2]] } }
[[teams]]
[[teams.levels]]
after = "3h"
'''


def paths(value: Any, path: Path = ()) -> Iterator[Path]:
    """Every path in what tomllib read."""
    items = value.items() if isinstance(value, dict) else enumerate(value)
    for key, inner in items:
        yield (*path, key)
        if isinstance(inner, dict | list):
            yield from paths(inner, (*path, key))


def test_each_thing_in_a_hard_file_is_on_its_line() -> None:
    lines = line_index(HARD)
    expected = {
        ("title",): 2,
        ("organisation",): 4,
        ("organisation", "quoted key"): 5,
        ("organisation", "a", "b.c", "d"): 6,
        ("organisation", "text"): 7,
        ("organisation", "after"): 11,
        ("organisation", "when"): 13,
        ("organisation", "big"): 14,
        ("teams",): 16,
        ("teams", 0): 16,
        ("teams", 0, "members", 0): 19,
        ("teams", 0, "members", 1): 21,
        ("teams", 0, "members", 2, "list", 1): 22,
        ("teams", 1): 25,
        ("teams", 1, "levels", 0, "after"): 28,
        ("teams", 1, "levels", 1): 29,
        ("teams", 1, "levels", 1, "after"): 30,
        ("teams", 1, "more", "x", "y", "z", 1, 0): 33,
        ("teams", 2): 34,
        ("teams", 2, "levels", 0, "after"): 36,
    }
    assert {path: lines[path] for path in expected} == expected


def test_every_path_that_tomllib_reads_has_a_line_and_no_other_has() -> None:
    assert set(line_index(HARD)) == set(paths(tomllib.loads(HARD)))


def test_line_ends_of_other_systems_make_no_difference() -> None:
    assert line_index(HARD.replace("\n", "\r\n")) == line_index(HARD)


def test_something_missing_is_placed_at_the_table_that_lacks_it() -> None:
    lines = line_index(HARD)
    assert line_of(lines, ("teams", 1, "name")) == 25
    assert line_of(lines, ("nowhere", 3)) == 1


SCALARS = st.one_of(
    st.integers(-5, 5).map(str),
    st.sampled_from(["true", "1.5", "2026-12-24", "08:00:00", "'''\n[a]\n'''", '"""b\n= {"""']),
    st.text("ab#[]{}=,.\"'\\ ", max_size=6).map(json.dumps),
)
VALUES = st.recursive(
    SCALARS,
    lambda inner: st.one_of(
        st.lists(inner, max_size=3).map(lambda items: "[\n " + ",\n#]\n".join(items) + "\n]"),
        st.lists(inner, max_size=3).map(
            lambda items: "{ " + ", ".join(f"k{i} = {v}" for i, v in enumerate(items)) + " }"
        ),
    ),
    max_leaves=8,
)
KEYS = st.sampled_from(["a", "a.b", '"x.y"', "c . 'd]'", "e", "1.2"])
STATEMENTS = st.one_of(
    st.tuples(KEYS, VALUES).map(lambda pair: f"{pair[0]} = {pair[1]} # ]"),
    st.sampled_from(["[t]", "[t.u]", "[[l]]", "[[l.m]]", "[l.n]", "[[t.o]]", "", "# [c]"]),
)


@given(st.lists(STATEMENTS, max_size=8).map("\n".join))
def test_any_valid_text_has_a_line_for_each_path_and_for_nothing_else(text: str) -> None:
    try:
        values = tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        return
    lines = line_index(text)
    assert set(lines) == set(paths(values))
    assert all(1 <= line <= text.count("\n") + 1 for line in lines.values())
