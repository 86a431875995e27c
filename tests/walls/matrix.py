"""What each address answers, by role, by child, to GET and to POST; of either side.

`table()` asks; `matrix.csv` holds what was agreed; the test compares. After a new page, run

    .venv/bin/python -m pytest tests/walls/test_matrix.py --write-matrix    # or tests/victims/…

read the difference line by line, and commit it if each answer is right.
"""

import csv
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cache, cached_property
from pathlib import Path

from django.conf import settings
from django.db import transaction
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from waymark.frame.middleware import CONTENT_SECURITY_POLICY

TABLE = Path(__file__).with_name("matrix.csv")
METHODS = ("GET", "POST")
CHILD = "child"
FAULT = "500"
# To come in: told of though nobody is signed in.
TRIES = {("POST", "one_time_link"), ("POST", "open-sheet")}
PARAMETER = re.compile(r"<(?:\w+:)?(\w+)>")


@dataclass
class World:
    """People by role, children by what they are to those people, and what else addresses name.

    In the victims' process, people who were harmed stand where children do.
    """

    clients: dict[str, Client]
    children: dict[str, int]
    belongs: dict[str, dict[int, int]]  # for a parameter's name, what belongs to each child
    one: dict[str, object]  # the one value of every other parameter
    rows: Callable[[], int]  # how many audit rows there are
    about: str = CHILD  # the parameter that names one of the children
    faults: list[str] = field(default_factory=list)

    @cached_property
    def rows_before(self) -> int:
        """How many there are before any request: each is rolled back."""
        return self.rows()


def addresses() -> Iterator[tuple[str, str]]:
    """Yield the name and the route of every address."""
    yield from _addresses(get_resolver().url_patterns, "")


def _addresses(patterns: list, before: str) -> Iterator[tuple[str, str]]:
    for pattern in patterns:
        route = before + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from _addresses(pattern.url_patterns, route)
        elif isinstance(pattern, URLPattern):
            yield pattern.name or "", route


def table(world: World, names: set[str]) -> list[tuple[str, ...]]:
    """Ask all of these addresses; each request is rolled back, so that none changes the next
    answer."""
    rows = []
    for name, route in sorted(each for each in addresses() if each[0] in names):
        for method in METHODS:
            for role, client in world.clients.items():
                answers = (answer(world, client, name, route, method, of) for of in world.children)
                rows.append((name, method, role, *answers))
    return rows


def answer(world: World, client: Client, name: str, route: str, method: str, of: str) -> str:
    wanted = PARAMETER.findall(route)
    if world.about not in wanted and of != "own":
        return ""  # an address without a child is asked once
    child = world.children[of]
    address = path(world, route, child)
    signed_in = dict(client.cookies)
    with transaction.atomic():
        before = world.rows_before
        given = client.generic(method, address)
        made = world.rows() - before
        transaction.set_rollback(True)
    client.cookies.clear()
    client.cookies.update(signed_in)
    if given.headers.get("Content-Security-Policy") != CONTENT_SECURITY_POLICY:
        world.faults.append(f"{method} {name} for {of}: no content security policy")
    expected = 1 if settings.SESSION_COOKIE_NAME in signed_in or (method, name) in TRIES else 0
    if made != expected:
        world.faults.append(f"{method} {name} for {of}: {made} audit rows, not {expected}")
    return str(given.status_code)


def path(world: World, route: str, child: int) -> str:
    """Return the address of this route that is about this child."""
    return "/" + PARAMETER.sub(lambda found: str(_value(world, found[1], child)), route)


def _value(world: World, name: str, child: int) -> object:
    if name == world.about:
        return child
    return world.belongs[name].get(child, 0) if name in world.belongs else world.one[name]


def check(world: World, names: set[str], agreed_in: Path = TABLE, *, is_written: bool) -> None:
    """Ask these addresses, and compare what they answer with what was agreed.

    :param is_written: what they answer is agreed from now on.
    """
    answered = table(world, names)
    assert [row for row in answered if FAULT in row] == []
    if is_written:
        write(agreed_in, tuple(world.children), answered, names)
    assert world.faults == []
    was_agreed = {row for row in agreed(agreed_in) if row[0] in names}
    assert set(answered) - was_agreed == set()
    assert was_agreed - set(answered) == set()


@cache
def agreed(path: Path = TABLE) -> list[tuple[str, ...]]:
    with path.open(newline="") as file:
        _head, *rows = (tuple(row) for row in csv.reader(file))
    return rows


def write(
    path: Path, children: tuple[str, ...], rows: list[tuple[str, ...]], names: set[str]
) -> None:
    """Write what these addresses answered in the place of what was agreed of them."""
    there = {name for name, _route in addresses()}
    kept = [row for row in agreed(path) if row[0] in there - names]
    written = sorted([*kept, *rows], key=lambda row: row[0])  # which keeps the order within each
    head = ("address", "method", "role", *children)
    agreed.cache_clear()
    with path.open("w", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows([head, *written])
