"""The pictures that the documentation shows, taken from the demonstration."""

import os
from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.browser import looking
from waymark.running.home import CHECKOUT

# `make pictures` sets this to docs; a test run leaves the checkout as it was.
PICTURES = Path(os.environ.get("WAYMARK_PICTURES", CHECKOUT / "build" / "pictures"))
WIDTHS = (1400, 390)


@pytest.mark.parametrize("name", ["my-work", "child", "record-a-contact", "components"])
def test_the_pictures_of_the_documentation(page: Page, name: str):
    looking.sign_in(page, "jo")
    _open(page, name)
    PICTURES.mkdir(parents=True, exist_ok=True)
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 1000})
        path = PICTURES / f"{name}-{width}.png"
        page.screenshot(path=path, full_page=name == "components", animations="disabled")
        assert path.stat().st_size > 0


def _open(page: Page, name: str) -> None:
    if name == "components":
        page.goto("/components/")
        return
    if name != "my-work":
        page.get_by_role("link", name="Tim").first.click()
        page.wait_for_url("**/children/*/")
    if name == "record-a-contact":
        page.goto(page.url + "contact/")
