"""What the source says under each field of a class. The interpreter throws it away, so it is read there."""

import ast
import inspect
import sys
from collections.abc import Iterator, Mapping
from types import ModuleType

import msgspec


def of_models(module: ModuleType) -> Mapping[tuple[str, str], str]:
    """The text under each field of the models that a module has, by class and field."""
    modules = {
        sys.modules[one.__module__]
        for one in vars(module).values()
        if isinstance(one, type) and issubclass(one, msgspec.Struct)
    }
    return {key: text for one in modules for key, text in of_source(one).items()}


def of_source(module: ModuleType) -> Mapping[tuple[str, str], str]:
    """The text under each field, or member of an enumeration, of a module's classes."""
    classes = (
        node for node in ast.parse(inspect.getsource(module)).body if isinstance(node, ast.ClassDef)
    )
    return {(node.name, field): text for node in classes for field, text in _fields(node)}


def _fields(node: ast.ClassDef) -> Iterator[tuple[str, str]]:
    for one, following in zip(node.body, node.body[1:], strict=False):
        match one, following:
            case (
                ast.AnnAssign(target=ast.Name(id=field)) | ast.Assign(targets=[ast.Name(id=field)]),
                ast.Expr(value=ast.Constant(value=str(text))),
            ):
                yield field, " ".join(text.split())
