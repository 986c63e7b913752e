"""Values as TOML writes them (https://toml.io/en/v1.0.0). Pure."""

import json
import re
from collections.abc import Mapping, Sequence
from datetime import date, time
from typing import Any

_BARE = re.compile(r"[A-Za-z0-9_-]+")


def key(name: str) -> str:
    """A key, in quotes where it needs them.

    >>> key("en-GB"), key("2026/12")
    ('en-GB', '"2026/12"')
    """
    return name if _BARE.fullmatch(name) else _string(name)


def value(given: Any, *, is_inside: bool = False) -> str:
    """A value. Text of several lines keeps them, unless it stands inside another value.

    ValueError: it is nothing that TOML can write.

    >>> value(["a", 1, {"to": "coaches"}])
    '["a", 1, { to = "coaches" }]'
    """
    match given:
        case bool():
            return "true" if given else "false"
        case str():
            return _lines(given) if "\n" in given and not is_inside else _string(given)
        case int() | float():
            return repr(given)
        case date() | time():
            return given.isoformat()
        case Mapping():
            inner = (f"{key(name)} = {value(one, is_inside=True)}" for name, one in given.items())
            return f"{{ {', '.join(inner)} }}" if given else "{}"
        case Sequence():
            return f"[{', '.join(value(one, is_inside=True) for one in given)}]"
    raise ValueError(f"{type(given).__name__} is nothing that TOML can write")


def pairs(given: Mapping[str, Any], before: str = "") -> list[str]:
    """What a table holds, a pair a line; of tables within it each value with its whole key.

    >>> pairs({"id": "heating", "text": {"es": "Hola", "en-GB": "Hello"}})
    ['id = "heating"', 'text.es = "Hola"', 'text.en-GB = "Hello"']
    """
    written: list[str] = []
    for name, one in given.items():
        whole = f"{before}{key(name)}"
        if isinstance(one, Mapping) and one:
            written += pairs(one, f"{whole}.")
        else:
            written.append(f"{whole} = {value(one)}")
    return written


def _string(text: str) -> str:
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007F")


def _lines(text: str) -> str:
    inner = "\n".join(_string(line)[1:-1] for line in text.split("\n"))
    return f'"""\n{inner}"""'
