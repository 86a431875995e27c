"""The pages that are measured, each beside the same rows by bare SQL."""

from collections.abc import Callable
from urllib.parse import urlencode

from django.urls import reverse

from tests.bench import papers
from tests.bench.asked import Asked, Page
from tests.bench.fill import Filled


def _as_worker(name: str, *, finds: bool = False) -> Callable[[Filled, int], Asked]:
    def ask(filled: Filled, turn: int) -> Asked:
        place = turn % len(filled.workers)
        query = "?" + urlencode({"words": filled.names[place]}) if finds else ""
        words = filled.names[place] if finds else ""
        return Asked(filled.workers[place], reverse(name) + query, filled.long[place], words)

    return ask


def _as_manager(name: str) -> Callable[[Filled, int], Asked]:
    def ask(filled: Filled, turn: int) -> Asked:
        place = turn % len(filled.managers)
        return Asked(filled.managers[place], reverse(name), filled.long[place])

    return ask


def _long_child(name: str) -> Callable[[Filled, int], Asked]:
    def ask(filled: Filled, turn: int) -> Asked:
        place = turn % len(filled.workers)
        child = filled.long[place]
        return Asked(filled.workers[place], reverse(name, args=[child]), child)

    return ask


def _own_child(filled: Filled, turn: int) -> Asked:
    place = turn % len(filled.workers)
    own = filled.own[place] or filled.long[place : place + 1]
    child = own[turn // len(filled.workers) % len(own)]
    return Asked(filled.workers[place], reverse("record-contact", args=[child]), child)


def _written(name: str, *, on_copies: bool = False, section: str = "") -> Callable[..., Asked]:
    def ask(filled: Filled, turn: int) -> Asked:
        place = turn % len(filled.workers)
        child = filled.written_about(place)
        row = (filled.copies if on_copies else filled.papers)[place]
        of = [child, row, section] if section else [child, row]
        return Asked(filled.workers[place], reverse(name, args=of), child)

    return ask


PAGES = (
    Page("my work", "my_work.sql", _as_worker("home")),
    Page("team", "team.sql", _as_manager("team")),
    Page("child with 500 events", "child.sql", _long_child("child")),
    Page("making it right", "restorative.sql", _long_child("restorative"), usual=False),
    Page("find", "find.sql", _as_worker("find-child", finds=True)),
    Page(
        "record a contact",
        "record_contact.sql",
        _own_child,
        {"outcome": "attended", "note": "We walked by the river."},
    ),
    Page("assessment of 150 answers", "assessment.sql", _written("paper"), usual=False),
    Page(
        "save a section",
        "save_section.sql",
        _written("paper-section", section=papers.SECTION),
        {papers.QUESTION: papers.SAID},  # as it stands, so that no save is too late
        compared=False,
        usual=False,
        within=50,
    ),
    Page(
        "print a plan’s copy",
        "print_copy.sql",
        _written("print-plan-copy", on_copies=True),
        compared=False,
        usual=False,
        within=2_000,
    ),
)
