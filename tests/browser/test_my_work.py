"""My work, the team and why, as people use them."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser import looking


@pytest.mark.parametrize("login", ["bea", "ada"])
def test_the_first_page_of_who_works_with_no_child_is_open_to_everybody(page: Page, login: str):
    looking.sign_in(page, login)
    looking.check(page)


def test_a_worker_finds_out_by_keyboard_why_something_is_owed(page: Page):
    looking.sign_in(page)
    first = page.locator(".to-do").first
    asked = first.locator("summary")
    for _ in range(20):
        page.keyboard.press("Tab")
        if asked.evaluate("element => element === document.activeElement"):
            break
    page.keyboard.press("Enter")
    expect(first.locator(".why__card")).to_be_visible()
    looking.check(page)
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_text("What Waymark does about it")).to_be_visible()
    looking.check(page)


def test_on_a_phone_what_is_late_stands_first(page: Page):
    page.set_viewport_size({"width": 390, "height": 844})
    looking.sign_in(page)
    first = page.locator(".to-dos__name").first
    expect(first).to_have_text("Late")
    assert first.bounding_box()["y"] < 300


def test_without_a_script_it_is_all_there(page: Page, browser, server: str):
    looking.sign_in(page, "bea")
    state = page.context.storage_state()
    with browser.new_context(
        base_url=server, storage_state=state, java_script_enabled=False
    ) as context:
        plain = context.new_page()
        plain.goto("/team/")
        expect(plain.get_by_role("heading", name="Jo Field")).to_be_visible()
        plain.locator(".why summary").first.click()
        plain.locator(".why__card a").first.click()
        expect(plain.get_by_role("heading", level=1)).to_be_visible()
        plain.goto("/why/")
        plain.get_by_role("searchbox").fill("three months")
        plain.get_by_role("button", name="Search").click()
        expect(plain.get_by_role("link", name="at least once every three months")).to_be_visible()
