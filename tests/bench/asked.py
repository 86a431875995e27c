"""One page that is measured, and one request of it; of either side."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.urls import NoReverseMatch

from waymark.accounts.models import User

SQL = Path(__file__).parent / "sql"
EMPTY = "/there-is-nothing-here/"


@dataclass(frozen=True)
class Asked:
    """One request: whose session it is sent with, where it goes, and about which child."""

    by: User
    path: str
    child: int
    words: str = ""


@dataclass(frozen=True)
class Page:
    """One page; of it, the n-th request, and what it fills in where it saves a form."""

    name: str
    sql: str
    ask: Callable[[Any, int], Asked]
    fills: dict[str, str] | None = None
    compared: bool = True  # with the same rows by bare SQL and an empty page
    usual: bool = True  # is to be as quick as pages usually are
    within: float | None = None  # milliseconds that half of the requests may take

    @property
    def bare(self) -> list[str]:
        """Return the statements that get, or write, the same rows."""
        return [each for each in (SQL / self.sql).read_text().split(";\n") if each.strip()]


def stands(page: Page, filled: Any) -> bool:
    """Tell whether somebody has built this page."""
    try:
        page.ask(filled, 0)
    except NoReverseMatch:
        return False
    return True
