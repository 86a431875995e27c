"""No process loads the solver, with half a second and 60 MB, before somebody asks for times."""

import ast

import pytest

from waymark.running.home import CHECKOUT

SOLVERS = {"waymark.timetabling.groups", "waymark.timetabling.weekly"}
OURS = CHECKOUT / "waymark"


@pytest.mark.parametrize("path", sorted(OURS.glob("matching/**/*.py")), ids=lambda path: path.stem)
def test_who_asks_for_times_loads_the_solver_only_then(path):
    assert loads(path.read_text()) & SOLVERS == set()


def test_a_file_that_loads_it_at_once_is_seen():
    assert loads("from waymark.timetabling.groups import propose_groups") & SOLVERS
    assert (
        not loads("def find():\n    from waymark.timetabling.groups import propose_groups")
        & SOLVERS
    )


def loads(source: str) -> set[str | None]:
    """Return the modules that are imported from as this one is."""
    return {each.module for each in ast.parse(source).body if isinstance(each, ast.ImportFrom)}
