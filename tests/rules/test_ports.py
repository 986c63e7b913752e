"""The package of ports loads each when it is asked for, and knows them all."""

import ast
import inspect
from importlib import import_module

import pytest

from chalicelib import ports

NAMED = {
    (node.module, alias.name)
    for node in ast.walk(ast.parse(inspect.getsource(ports)))
    if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("chalicelib.ports.")
    for alias in node.names
}
"""What the type checker is told of, by module."""


@pytest.mark.parametrize(("module", "name"), sorted(NAMED))
def test_a_port_is_there_for_the_interpreter_as_for_the_type_checker(
    module: str, name: str
) -> None:
    assert getattr(ports, name) is getattr(import_module(module), name)


def test_what_is_no_port_is_not_there() -> None:
    with pytest.raises(AttributeError, match="no port"):
        ports.Nothing  # noqa: B018
