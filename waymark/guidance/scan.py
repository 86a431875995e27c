"""Finds in source text, without running it, the code that carries provisions and the tests that
show them: a table that imported the code would need Django, and would hide what cannot load."""

import ast
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

Definition = ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef


@dataclass(frozen=True, slots=True, order=True)
class Carrier:
    """A function decorated with `@carries`."""

    name: str  # "module:qualified name", as WAYMARK_WITHOUT takes it
    provisions: tuple[str, ...]
    path: Path


@dataclass(frozen=True, slots=True, order=True)
class Shower:
    """A test marked with `@pytest.mark.provision`, itself or through its class or module."""

    node: str  # as pytest names it, from the project's folder
    provisions: tuple[str, ...]
    path: Path


class MarkError(ValueError):
    """A provision's id that is worked out and not written down."""


def find_carriers(root: Path, package: str = "waymark") -> list[Carrier]:
    return sorted(
        Carrier(f"{module}:{name}", ids, path)
        for path in sorted((root / package).rglob("*.py"))
        for module in [_module(path.relative_to(root))]
        for name, ids in _carried(_parsed(path), path)
    )


def find_showers(root: Path, tests: str = "tests") -> list[Shower]:
    return sorted(
        Shower(f"{path.relative_to(root).as_posix()}::{name}", ids, path)
        for path in sorted((root / tests).rglob("test_*.py"))
        for name, ids in _shown(_parsed(path), path)
    )


def _parsed(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"), filename=str(path))


def _module(path: Path) -> str:
    parts = path.with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def _carried(tree: ast.Module, path: Path) -> Iterator[tuple[str, tuple[str, ...]]]:
    for name, node in _definitions(tree):
        ids = _ids(node.decorator_list, _is_carries, path)
        if ids:
            yield name, ids


def _definitions(body: ast.AST, inside: str = "") -> Iterator[tuple[str, Definition]]:
    """Every function and class with its qualified name, as Python spells it."""
    for node in ast.iter_child_nodes(body):
        if isinstance(node, Definition):
            yield inside + node.name, node
            between = "." if isinstance(node, ast.ClassDef) else ".<locals>."
            yield from _definitions(node, inside + node.name + between)
        else:
            yield from _definitions(node, inside)


def _shown(
    tree: ast.Module | ast.ClassDef, path: Path, inside: str = "", above: tuple[str, ...] = ()
) -> Iterator[tuple[str, tuple[str, ...]]]:
    above += _ids(_pytestmarks(tree), _is_mark, path)
    for node in tree.body:
        if not isinstance(node, Definition):
            continue
        ids = above + _ids(node.decorator_list, _is_mark, path)
        if isinstance(node, ast.ClassDef):
            if node.name.startswith("Test"):
                yield from _shown(node, path, f"{inside}{node.name}::", ids)
        elif node.name.startswith("test") and ids:
            yield inside + node.name, tuple(dict.fromkeys(ids))


def _pytestmarks(tree: ast.Module | ast.ClassDef) -> list[ast.expr]:
    return [
        node.value
        for node in tree.body
        if isinstance(node, ast.Assign)
        and any(isinstance(to, ast.Name) and to.id == "pytestmark" for to in node.targets)
    ]


def _is_carries(call: ast.Call) -> bool:
    return _last_name(call.func) == "carries"


def _is_mark(call: ast.Call) -> bool:
    return (
        isinstance(call.func, ast.Attribute)
        and call.func.attr == "provision"
        and _last_name(call.func.value) == "mark"
    )


def _last_name(node: ast.expr) -> str:
    if isinstance(node, ast.Attribute):
        return node.attr
    return node.id if isinstance(node, ast.Name) else ""


def _ids(
    expressions: list[ast.expr], wanted: Callable[[ast.Call], bool], path: Path
) -> tuple[str, ...]:
    """The ids of every such call in the expressions, also of one inside `parametrize`."""
    found: list[str] = []
    for expression in expressions:
        for call in ast.walk(expression):
            if isinstance(call, ast.Call) and wanted(call):
                found += [_written(argument, path) for argument in call.args]
    return tuple(found)


def _written(argument: ast.expr, path: Path) -> str:
    if isinstance(argument, ast.Constant) and isinstance(argument.value, str):
        return argument.value
    raise MarkError(f"{path}:{argument.lineno}: write the provision's id as text")
