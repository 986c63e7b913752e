"""The console's words: each in three languages with the same fields, each used, none missing."""

import ast
import json
import re
from collections import Counter
from collections.abc import Iterable
from enum import StrEnum
from functools import cache
from pathlib import Path

import pytest

from chalicelib.access import Role
from chalicelib.handlers.http import CODES
from chalicelib.intake.web import Problem
from chalicelib.model import Channel, Delivery, Difficulty, Kind, Severity, Status, What
from chalicelib.pages import render
from chalicelib.services.recording import CameAt

CONSOLE = Path(render.__file__).parent / "console"
SHELL, PAGES, WORDS = "console.js", "pages.js", "words.js"
_TABLE = re.compile(r"^addWords\((\{.*?^\})\);", re.DOTALL | re.MULTILINE)
_TOKEN = re.compile(
    r'(?P<string>"(?:\\.|[^"\\])*")|(?P<name>[A-Za-z_]\w*)|(?P<comment>//[^\n]*)|(?P<extra>,(?=\s*[}\]]))'
)
_COMMENT = re.compile(r"^\s*(//|/?\*).*$|(?<=[;,{}(]) //.*$", re.MULTILINE)
_IMPORT = re.compile(r'(?:from|import|module:) "\./([\w.]+\.js)"')
_QUOTED = re.compile(r'"([a-z][\w-]*[a-z0-9])"')
_SAID = re.compile(r'\bt\("([^"]+)"')
_MADE = re.compile(r"`([a-z][\w-]*_)\$\{|`\$\{[^}]*\}(_[a-z]+)`")
_FIELD = re.compile(r"\{(\w+)\}")
_REFUSED = re.compile(r'RefusedError\(f?"(\w+)')
_TOLD_OTHERWISE = {
    "confirm.py": "in a mail or on its own page",
    "spoken.py": "in a mail",
    "surveys.py": "to the customer",
}
"""Modules whose refusals no page of the console tells of."""
A_KIND = 3
"""Words with one beginning, from which on whatever is quoted and begins so is taken for a word."""
CALLED: dict[str, Iterable[StrEnum]] = {
    "kind": Kind,
    "severity": Severity,
    "difficulty": Difficulty,
    "channel": Channel,
    "role": Role,
    "fb_status": Status,
    "fb_d": Delivery,
    "fb_e": set(What) - {What.CAPTURED, What.CUSTOMER_WROTE},  # who wrote stands by them
}
"""How the words for what the API calls something begin."""
Table = dict[str, dict[str, str | dict[str, str]]]
"""By locale and key: a text, or one for each form of a number."""


@cache
def sources() -> dict[str, str]:
    """Every script of the console that is ours."""
    return {
        path.name: path.read_text()
        for path in sorted(CONSOLE.glob("*.js"))
        if not path.name.endswith(".min.js")
    }


def table_of(script: str) -> Table:
    """The table of words in a script: JavaScript's way of writing it is nearly JSON."""
    found = _TABLE.search(script)
    if not found:
        return {}
    return dict(json.loads(_TOKEN.sub(_as_json, found[1]), object_pairs_hook=_each_once))


def _as_json(token: re.Match[str]) -> str:
    if token["string"]:
        return token["string"]
    return f'"{token["name"]}"' if token["name"] else ""


def _each_once(pairs: list[tuple[str, object]]) -> dict[str, object]:
    assert len(dict(pairs)) == len(pairs), [key for key, _ in pairs]
    return dict(pairs)


@cache
def tables() -> dict[str, Table]:
    """The tables by script."""
    return {name: table for name, text in sources().items() if (table := table_of(text))}


def code_of(name: str) -> str:
    """A script without its words and comments."""
    return _COMMENT.sub("", _TABLE.sub("", sources()[name]))


def keys_of(names: Iterable[str]) -> set[str]:
    """The keys that some scripts define."""
    return {key for name in names for key in tables().get(name, {}).get("en-GB", {})}


def loaded_with(name: str) -> set[str]:
    """A script and all that it imports."""
    found: set[str] = set()
    new = [name]
    while new:
        one = new.pop()
        if one not in found and one in sources():
            found.add(one)
            new += [] if one == PAGES else _IMPORT.findall(code_of(one))
    return found


def test_every_script_that_has_words_is_read() -> None:
    calling = {name for name, text in sources().items() if re.search(r"\baddWords\(", text)}
    assert set(tables()) == {name for name in calling if name not in (SHELL, WORDS)}, (
        "a table is written in a way that this test does not read"
    )
    assert len(keys_of(tables())) > 600


@pytest.mark.parametrize("name", sorted(tables()))
def test_each_language_has_the_same_words_with_the_same_fields(name: str) -> None:
    table = tables()[name]
    assert set(table) == {"en-GB", "pt-BR", "es"}
    for locale, texts in table.items():
        assert set(texts) == set(table["en-GB"]), locale
        for key, text in texts.items():
            forms = {"other": text} if isinstance(text, str) else text
            assert "other" in forms, key
            assert all(form.strip() for form in forms.values()), key
            assert fields(forms["other"]) == fields(table["en-GB"][key]), (locale, key)
            assert all(fields(form) <= fields(forms["other"]) for form in forms.values()), key


def fields(text: str | dict[str, str]) -> set[str]:
    return set(_FIELD.findall(text if isinstance(text, str) else text["other"]))


def test_no_word_is_written_twice() -> None:
    written: dict[str, list[str]] = {}
    for name, table in tables().items():
        for key in table["en-GB"]:
            written.setdefault(key, []).append(name)
    assert {key: names for key, names in written.items() if len(names) > 1} == {}


def test_every_word_is_used() -> None:
    code = "".join(code_of(name) for name in sources())
    quoted = set(_QUOTED.findall(code)) | set(_SAID.findall(code))
    made = _MADE.findall(code)
    begins = (*{begin for begin, _ in made if begin}, *(f"{begin}_" for begin in CALLED))
    ends = tuple({end for _, end in made if end})

    def is_used(key: str) -> bool:
        stem = next((key.removesuffix(end) for end in ends if key.endswith(end)), None)
        return key in quoted or key.startswith(begins) or bool(stem and is_used(stem))

    assert [key for key in sorted(keys_of(tables())) if not is_used(key)] == []


def pages() -> list[str]:
    """The scripts of the pages, each of which is loaded when it is shown."""
    return _IMPORT.findall(code_of(PAGES))


@pytest.mark.parametrize("page", [SHELL, *pages()])
def test_whoever_opens_a_page_has_every_word_that_it_says(page: str) -> None:
    known = keys_of(loaded_with(page) | loaded_with(SHELL))
    kinds = Counter(key.partition("_")[0] for key in keys_of(tables()))
    lacking: set[tuple[str, str]] = set()
    for name in loaded_with(page):
        code = code_of(name)
        quoted = {key for key in _QUOTED.findall(code) if "_" in key}
        said = {key for key in quoted if kinds[key.partition("_")[0]] >= A_KIND}
        lacking |= {(name, key) for key in {*said, *_SAID.findall(code)} if key not in known}
        for begin, _ in _MADE.findall(code):
            is_word = kinds[begin.partition("_")[0]] >= A_KIND
            if is_word and not any(key.startswith(begin) for key in known):
                lacking.add((name, begin))
    assert lacking == set()


@pytest.mark.parametrize(("begin", "values"), CALLED.items())
def test_whatever_the_api_calls_something_has_a_word(begin: str, values: Iterable[StrEnum]) -> None:
    known = keys_of(tables())
    assert [one for one in values if f"{begin}_{one}" not in known] == []


def test_whatever_a_member_is_refused_has_words() -> None:
    package = Path(render.__file__).parents[1]
    modules = [*(package / "services").glob("*.py"), *(package / "api").glob("*.py")]
    reasons = {
        reason
        for module in modules
        if module.name not in _TOLD_OTHERWISE
        for reason in _REFUSED.findall(module.read_text())
    }
    assert {"elsewhere", "no_words_in", "overtaken"} <= reasons
    known = keys_of(["why_words.js"])
    passed_on = {"missing", "not_over"}  # as `no_words_in`; to the customer
    assert [one for one in sorted(reasons - passed_on) if f"why_{one}" not in known] == []


def test_whatever_is_wrong_with_a_record_by_hand_is_said_at_its_field() -> None:
    from_elsewhere = {"client_id_invalid", "trap_filled", "kind_unknown", "rating_range"}
    codes = {one.name.lower() for one in (*Problem, *CameAt)} - from_elsewhere
    wrong_by_programs = {one for one in codes if one.startswith("not_")} | {"locale_invalid"}
    known = keys_of(["record_words.js"])
    assert [
        one for one in sorted(codes - wrong_by_programs) if f"record_w_{one}" not in known
    ] == []


def test_whatever_code_an_error_has_there_are_words_for_it() -> None:
    known = keys_of(["why_words.js"])
    told_otherwise = {"method_not_allowed", "unsupported_media_type"}  # no page can cause them
    assert [
        one for one in sorted(set(CODES.values()) - told_otherwise) if f"why_{one}" not in known
    ] == []


def test_whatever_code_a_problem_of_a_configuration_has_there_are_words_for_it() -> None:
    package = Path(render.__file__).parents[1] / "administration"
    place = {
        "WrongValueError": 2,
        "error": 3,
        "warning": 3,
        "note": 3,
        "_once": 3,
    }  # of the code among the arguments
    codes = {"taken", *(f"no_{what}" for what in ("team", "touchpoint", "calendar"))}
    for module in package.glob("*.py"):
        for call in ast.walk(ast.parse(module.read_text())):
            if isinstance(call, ast.Call):
                at = place.get(getattr(call.func, "id", getattr(call.func, "attr", "")), 99)
                codes |= {
                    one.value
                    for one in call.args[at : at + 1]
                    if isinstance(one, ast.Constant) and isinstance(one.value, str)
                }
    said = {key for key in keys_of(["admin_problems.js"]) if key.startswith("adm_p_")}
    assert said == {f"adm_p_{one}" for one in codes}
