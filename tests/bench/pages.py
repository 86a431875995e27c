"""The pages that are measured, each beside the same rows by bare SQL."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from django.urls import NoReverseMatch, reverse

from tests.bench.fill import Filled
from waymark.accounts.models import User

SQL = Path(__file__).parent / "sql"
EMPTY = "/there-is-nothing-here/"


@dataclass(frozen=True)
class Asked:
    """One request: whose session it is sent with, where it goes, and about which child."""

    by: User
    path: str
    child: int


@dataclass(frozen=True)
class Page:
    """One page; of it, the n-th request, and what it fills in where it saves a form."""

    name: str
    sql: str
    ask: Callable[[Filled, int], Asked]
    fills: dict[str, str] | None = None

    @property
    def bare(self) -> list[str]:
        """Return the statements that get, or write, the same rows."""
        return [each for each in (SQL / self.sql).read_text().split(";\n") if each.strip()]


def _as_worker(name: str, query: str = "") -> Callable[[Filled, int], Asked]:
    def ask(filled: Filled, turn: int) -> Asked:
        place = turn % len(filled.workers)
        return Asked(filled.workers[place], reverse(name) + query, filled.long[place])

    return ask


def _as_manager(name: str) -> Callable[[Filled, int], Asked]:
    def ask(filled: Filled, turn: int) -> Asked:
        place = turn % len(filled.managers)
        return Asked(filled.managers[place], reverse(name), filled.long[place])

    return ask


def _long_child(filled: Filled, turn: int) -> Asked:
    place = turn % len(filled.workers)
    child = filled.long[place]
    return Asked(filled.workers[place], reverse("child", args=[child]), child)


def _own_child(filled: Filled, turn: int) -> Asked:
    place = turn % len(filled.workers)
    own = filled.own[place] or filled.long[place : place + 1]
    child = own[turn // len(filled.workers) % len(own)]
    return Asked(filled.workers[place], reverse("record-contact", args=[child]), child)


PAGES = (
    Page("my work", "my_work.sql", _as_worker("home")),
    Page("team", "team.sql", _as_manager("team")),
    Page("child with 500 events", "child.sql", _long_child),
    Page("find", "find.sql", _as_worker("find-child", "?q=Thornmorton+Zuri")),
    Page(
        "record a contact",
        "record_contact.sql",
        _own_child,
        {"outcome": "attended", "note": "We walked by the river."},
    ),
)


def stands(page: Page, filled: Filled) -> bool:
    """Tell whether somebody has built this page."""
    try:
        page.ask(filled, 0)
    except NoReverseMatch:
        return False
    return True
