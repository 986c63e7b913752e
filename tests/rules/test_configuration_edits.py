"""Single values put into a TOML text: what was wanted is there, and everything else stays as it was."""

import tomllib
from copy import deepcopy
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chalicelib.administration.edits import UneditableError, comments_lost, edit
from chalicelib.administration.lines import Path, layout
from tests.emulated import DEMO

TEXT = DEMO.read_text()
ODD = '''# the file
wording.es.reference = "Ref {reference}"   # dotted, above the first header
targets = [ # one a line
    { answered_in_time = "95%" },  # of all
]

[organisation]
name = 'Odd "Co"'  # single quotes
[[templates]]   # the only one
id = "a"
[templates.text]
# said in Brazil
"pt-BR" = """
Olá
tudo""" # two lines
'''


def read(text: str) -> dict[str, Any]:
    return tomllib.loads(text)


CASES: list[tuple[str, Path, Any, str]] = [
    (TEXT, ("limits", "unproven_per_day"), 5, "unproven_per_day = 5 "),
    (TEXT, ("wording", "en-GB", "reference"), "R {reference}", "[wording.en-GB]\nreference ="),
    (TEXT, ("targets", 0), {"answered_in_time": "95%"}, '[[targets]]\nanswered_in_time = "95%"'),
    (TEXT, ("templates", "heating", "text", "es"), "Hola", 'text.es = "Hola"\n'),
    (TEXT, ("templates", "thanks", "kind"), "compliment", 'kind = "compliment"\n\n# -- Quiet'),
    (TEXT, ("templates", "new"), {"id": "new", "text": {"es": "a\nb"}}, 'text.es = """\na\nb"""'),
    (TEXT, ("touchpoints", "coach-420", "owners", "enquiry"), "stations", 'enquiry = "stations" }  '),
    (TEXT, ("policies", "complaint", "levels", 0, "after"), "3m", 'after = "3m"\nto = "super'),
    (TEXT, ("policies", "complaint", "levels", 2), {"after": "9m", "to": "coaches"},
     '"ombudsman"\n[[policies.levels]]\nafter = "9m"\nto = "coaches"\n\n[[policies]]'),
    (TEXT, ("policies", "compliment", "levels"), [{"after": "9m", "to": "coaches"}],
     'close_after = "10m"\n[[policies.levels]]\nafter = "9m"\nto = "coaches"\n\n# -- Templates'),
    (TEXT, ("policies", "last"), {"id": "last", "levels": [{"after": "9m", "to": "coaches"}]},
     'id = "last"\n[[policies.levels]]\nafter = "9m"\nto = "coaches"\n\n# -- Templates'),
    (TEXT, ("calendars", "night"), {"open": {"fri": ["22:00-06:00"]}},
     '[calendars.night]\nopen.fri = ["22:00-06:00"]\n\n# -- Policies'),
    (TEXT, ("quiet_hours",), {"from": "22:00", "until": "07:00"}, '[quiet_hours]\nfrom = "22:00"'),
    (ODD, ("wording", "es", "status_link"), "Ver", '\nwording.es.status_link = "Ver"\n'),
    (ODD, ("wording", "en-GB", "reference"), "R", '\nwording.en-GB.reference = "R"\n'),
    (ODD, ("templates", "a", "text", "es"), "Hola", 'two lines\nes = "Hola"'),
    (ODD, ("templates", "a", "text", "pt-BR"), "Oi", '"pt-BR" = "Oi" # two lines'),
    (ODD, ("templates", "a", "name"), "A", 'id = "a"\nname = "A"\n[templates.text]'),
    (ODD, ("targets", 1), {"answered_in_time": "9%"}, '{ answered_in_time = "9%" }]'),
]  # fmt: skip


@pytest.mark.parametrize(("text", "path", "value", "expected"), CASES)
def test_a_value_is_written_where_it_belongs(
    text: str, path: Path, value: Any, expected: str
) -> None:
    after = edit(text, path, value)
    assert expected in after
    assert edit(after, path, value) == after, "written once"


@pytest.mark.parametrize(("text", "path", "value", "expected"), CASES)
def test_lines_end_as_they_did_before(text: str, path: Path, value: Any, expected: str) -> None:
    after = edit(text.replace("\n", "\r\n"), path, value)
    assert expected in after.replace("\r\n", "\n")
    assert after.count("\n") == after.count("\r\n")


@pytest.mark.parametrize(
    ("path", "gone", "stays"),
    [
        (("templates", "thanks"), 'id = "thanks"', "# -- Quiet hours"),
        (("policies", "safety"), "# whatever kind it is", '[[policies]]\nid = "complaint"'),
        (("touchpoints", "ticket-office-lisbon", "locale"), "# customers here", "Bilheteria"),
        (("absences", 0), 'member = "carla', "# -- Absences"),
        (("triage",), "[triage]", "# One of these words"),
    ],
)
def test_what_is_removed_takes_nothing_else_with_it(path: Path, gone: str, stays: str) -> None:
    after = edit(TEXT, path, None)
    assert gone in TEXT
    assert gone not in after
    assert stays in after
    assert "\n\n\n" not in after


def test_a_table_put_in_and_taken_out_again_leaves_the_text_as_it_was() -> None:
    quiet = {"from": "22:00", "until": "07:00"}
    for text in (TEXT, "a = 1\n", ""):
        assert edit(edit(text, ("quiet_hours",), quiet), ("quiet_hours",), None) == text


@pytest.mark.parametrize("order", [(4, 3, 2, 1, 0), (1, 0, 2, 3, 4), (0, 1, 4, 2, 3)])
def test_policies_in_another_order_take_their_comments_along(order: tuple[int, ...]) -> None:
    rows = read(TEXT)["policies"]
    after = edit(TEXT, ("policies",), [rows[n] for n in order])
    assert read(after)["policies"] == [rows[n] for n in order]
    assert sorted(after.splitlines()) == sorted(TEXT.splitlines())
    assert after.index("# -- Policies") < after.index("[[policies]]")
    for line in ("# whatever kind it is", "# thanked at once"):
        place = after.index(line)
        assert after[:place].rpartition("[[policies]]")[2].count('id = "') == 1
    assert edit(after, ("policies",), rows) == TEXT


def test_a_comment_right_above_a_row_goes_with_it_and_what_is_between_rows_stays() -> None:
    text = '[[targets]]\nteam = "a"\n\n# between\n\n# of b\n[[targets]]\nteam = "b"'
    after = edit(text, ("targets",), [{"team": "b"}, {"team": "a"}])
    assert after == '# of b\n[[targets]]\nteam = "b"\n\n# between\n\n[[targets]]\nteam = "a"\n'
    inline = 'targets = [{ team = "a" }, { team = "b" }]'
    assert read(edit(inline, ("targets",), [{"team": "b"}, {"team": "a"}]))["targets"] == [
        {"team": "b"},
        {"team": "a"},
    ]


def test_a_rung_taken_out_of_a_ladder_leaves_the_others_as_they_were() -> None:
    ladder = read(TEXT)["policies"][1]["levels"]
    after = edit(TEXT, ("policies", "complaint", "levels"), ladder[1:])
    assert read(after)["policies"][1]["levels"] == ladder[1:]
    assert after.count("[[policies.levels]]") == TEXT.count("[[policies.levels]]") - 1
    assert comments_lost(TEXT, after) == []


def test_the_comments_that_go_with_what_they_stood_in_are_told() -> None:
    after = edit(TEXT, ("policies", "safety"), None)
    assert comments_lost(TEXT, after) == [
        "# whatever kind it is",
        "# of respond_within",
        "# answered, and no word from the customer since",
    ]
    assert comments_lost(ODD, edit(ODD, ("targets", 0), None)) == ["# one a line", "# of all"]
    assert comments_lost(TEXT, edit(TEXT, ("limits", "unproven_per_day"), 5)) == []


def test_a_day_without_quotes_stays_as_it_was_written() -> None:
    text = '[[absences]]\nmember = "a@example.com"\nfrom = 2026-12-20  # Sunday\nuntil = "2026-12-21"\n'
    row = {"member": "a@example.com", "from": "2026-12-20", "until": "2026-12-22"}
    assert edit(text, ("absences", 0), row) == text.replace("2026-12-21", "2026-12-22")


def test_what_is_not_there_is_removed_without_a_change() -> None:
    for path in (("wording", "es", "reference"), ("targets", 3), ("templates", "no"), ("nothing",)):
        assert edit(TEXT, path, None) == TEXT


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("organisation", "name", "first"), "Ada"),
        (("organisation", 3), "Ada"),
        (("targets", 7), {"answered_in_time": "95%"}),
        (("targets", -1), {"answered_in_time": "95%"}),
        (("teams", "coaches", "members"), [None]),
        (("templates", "new"), "no table"),
    ],
)
def test_what_cannot_be_written_there_is_refused(path: Path, value: Any) -> None:
    with pytest.raises(UneditableError):
        edit(TEXT, path, value)


_WORDS = st.text(st.characters(codec="utf-8"), max_size=12)
_VALUES = st.one_of(
    _WORDS, st.booleans(), st.integers(-9, 9), st.lists(_WORDS, max_size=2),
    st.dictionaries(_WORDS, _WORDS, min_size=1, max_size=2),
)  # fmt: skip


@settings(max_examples=120, deadline=None)
@given(text=st.sampled_from([TEXT, ODD]), name=_WORDS, value=_VALUES, data=st.data())
def test_nothing_but_what_was_wanted_changes(
    text: str, name: str, value: Any, data: st.DataObject
) -> None:
    plan = layout(text)
    tables = [one.path for one in plan.headers] + [one.path for one in plan.pairs]
    path = data.draw(st.sampled_from(tables))
    path = (*path, name) if data.draw(st.booleans()) else path
    before = read(text)
    try:
        after = edit(text, path, value)
    except UneditableError:
        return
    wanted = deepcopy(before)
    at: Any = wanted
    for part in path[:-1]:
        at = at.setdefault(part, {}) if isinstance(at, dict) else at[part]
    if isinstance(at, list) and isinstance(path[-1], str):  # no row has this id
        at.append(value)
    else:
        at[path[-1]] = value
    assert read(after) == wanted
