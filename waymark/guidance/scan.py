"""Finds in source text, without running it, what carries provisions (code, and the questions of
forms) and the tests that show them: a table that imported the code would need Django, and would
hide what cannot load."""

import ast
import csv
import tomllib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from waymark.guidance.forms import CARRIER, FILE

Definition = ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef


@dataclass(frozen=True, slots=True, order=True)
class Carrier:
    """A function decorated with `@carries` or `@carries_what`, or a question of a form."""

    name: str  # "module:qualified name", as WAYMARK_WITHOUT takes it
    provisions: tuple[str, ...]
    path: Path
    cites: Path | None = None  # the file of the guidance folder that cites them
    says: str = ""  # the first line of its docstring

    @property
    def is_question(self) -> bool:
        return self.name.startswith(CARRIER)


@dataclass(frozen=True, slots=True, order=True)
class Shower:
    """A test marked with `@pytest.mark.provision`, itself or through its class or module, or one
    row of a table that a test is run with (`each_row_of`)."""

    node: str  # as pytest names it, from the project's folder
    provisions: tuple[str, ...]
    path: Path
    table: Path | None = None
    question: str = ""  # of a row: the carrier that it is about


@dataclass(frozen=True, slots=True)
class Row:
    """That a question is asked, as somebody wrote it down beside the tests."""

    provision: str  # or one line of its checklist: EP-162.3
    form: str
    kind: str
    stage: str
    section: str
    question: str
    words: str

    @property
    def id(self) -> str:
        return f"{self.provision}-{self.question}"

    @property
    def whole(self) -> str:
        return whole(self.provision)


def whole(cited: str) -> str:
    """Return the provision of which one line was cited: EP-162 of EP-162.3."""
    return cited.partition(".")[0]


def rows(table: Path) -> list[Row]:
    with table.open(encoding="utf-8", newline="") as lines:
        return [Row(**each) for each in csv.DictReader(lines)]


class MarkError(ValueError):
    """A provision's id that is worked out and not written down."""


def find_carriers(root: Path, package: str = "waymark") -> list[Carrier]:
    code = (
        Carrier(f"{module}:{name}", ids, path, cites, _first_line(node))
        for path in sorted((root / package).rglob("*.py"))
        if "carries" in path.read_text(encoding="utf-8")  # the others are not taken apart
        for module in [_module(path.relative_to(root))]
        for name, node, ids, cites in _carried(_parsed(path), path, root / "guidance")
    )
    return sorted([*code, *_questions(root / "guidance" / "forms")])


def _questions(folder: Path) -> Iterator[Carrier]:
    """Yield the questions that the newest version of each form asks."""
    for form in sorted(folder.iterdir()) if folder.is_dir() else ():
        read = [FILE.fullmatch(path.name) for path in form.iterdir()]
        english = [int(found[1]) for found in read if found and not found[2]]
        for number in sorted(english)[-1:]:
            path = form / f"{number}.toml"
            for section in tomllib.loads(path.read_text(encoding="utf-8")).get("section", ()):
                for each in section.get("question", ()):
                    if cited := dict.fromkeys(map(whole, each.get("provisions", ()))):
                        yield Carrier(CARRIER + each["id"], tuple(cited), path)


def find_showers(root: Path, tests: str = "tests") -> list[Shower]:
    return sorted(
        Shower(f"{path.relative_to(root).as_posix()}::{name}", ids, path, *table)
        for path in sorted((root / tests).rglob("test_*.py"))
        for name, ids, *table in _shown(_parsed(path), path)
    )


def _parsed(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"), filename=str(path))


def _module(path: Path) -> str:
    parts = path.with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def _carried(tree: ast.Module, path: Path, guidance: Path) -> Iterator[Any]:
    for name, node in _definitions(tree):
        if ids := _ids(node.decorator_list, _is_carries, path):
            yield name, node, ids, None
        for written in _ids(node.decorator_list, _is_carries_what, path):
            if (file := guidance / written).is_file():  # a release may keep it elsewhere
                yield name, node, tuple(_cited(file)), file


def _first_line(node: Definition) -> str:
    return (ast.get_docstring(node) or "").split("\n")[0]


def _cited(file: Path) -> Iterator[str]:
    for entries in tomllib.loads(file.read_text(encoding="utf-8")).values():
        for each in entries:
            yield from each["provisions"]


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
) -> Iterator[Any]:
    above += _ids(_pytestmarks(tree), _is_mark, path)
    for node in tree.body:
        if not isinstance(node, Definition):
            continue
        ids = above + _ids(node.decorator_list, _is_mark, path)
        if isinstance(node, ast.ClassDef):
            if node.name.startswith("Test"):
                yield from _shown(node, path, f"{inside}{node.name}::", ids)
        elif node.name.startswith("test"):
            if ids:
                yield inside + node.name, tuple(dict.fromkeys(ids))
            for table in _tables(node, path):
                for row in rows(table):
                    name = f"{inside}{node.name}[{row.id}]"
                    yield name, (row.whole,), table, CARRIER + row.question


def _tables(node: Definition, path: Path) -> Iterator[Path]:
    for call in node.decorator_list:
        if isinstance(call, ast.Call) and _last_name(call.func) == "each_row_of":
            yield path.parent / _written(call.args[0], path)


def _pytestmarks(tree: ast.Module | ast.ClassDef) -> list[ast.expr]:
    return [
        node.value
        for node in tree.body
        if isinstance(node, ast.Assign)
        and any(isinstance(to, ast.Name) and to.id == "pytestmark" for to in node.targets)
    ]


def _is_carries(call: ast.Call) -> bool:
    return _last_name(call.func) == "carries"


def _is_carries_what(call: ast.Call) -> bool:
    return _last_name(call.func) == "carries_what"


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
