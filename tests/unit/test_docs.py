"""What the documentation names is there."""

import re

import pytest

from waymark.running.home import CHECKOUT
from waymark.running.run import AT_ONCE

PAGES = [CHECKOUT / "README.md", *sorted((CHECKOUT / "docs").glob("*.md"))]
PATH = re.compile(r"`([\w.-]+(?:/[\w.-]+)+/?)`|\]\(([\w./-]+)\)")
MADE_BY_RUNNING = ("build/", "var/", ".venv/")
TEMPLATES = "waymark/*/jinja2"


def named_on(text: str) -> list[str]:
    found = [code or link for code, link in PATH.findall(text)]
    return [each for each in found if not each.startswith(MADE_BY_RUNNING)]


def is_there(named: str) -> bool:
    """A path may begin at the checkout, in docs/, in waymark/, or among an app's templates."""
    folders = [CHECKOUT, CHECKOUT / "docs", CHECKOUT / "waymark", *CHECKOUT.glob(TEMPLATES)]
    return any((folder / named).exists() for folder in folders)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_path_that_a_page_names_is_there(page):
    assert [each for each in named_on(page.read_text()) if not is_there(each)] == []


def test_a_path_that_leads_nowhere_is_found():
    named = named_on("See `waymark/rules/duties.py`, `tests/no/such.py` and [it](docs/gone.md).")
    assert [each for each in named if not is_there(each)] == ["tests/no/such.py", "docs/gone.md"]


def test_the_victims_process_is_said_to_answer_several_at_once_as_it_does_in_the_demonstration():
    told = (CHECKOUT / "docs" / "operating.md").read_text()
    assert f"`gunicorn {' '.join(AT_ONCE)} waymark.victims.wsgi:application`" in told
