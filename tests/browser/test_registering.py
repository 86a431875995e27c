"""Finding a child, registering one, and handing one over, as it is done."""

import re

import pytest
from playwright.sync_api import Browser, Page

from tests.browser import looking


@pytest.fixture(params=[True, False], ids=["script", "no-script"])
def page(request: pytest.FixtureRequest, browser: Browser, server: str):
    context = browser.new_context(
        base_url=server, locale="en-GB", java_script_enabled=request.param
    )
    yield context.new_page()
    context.close()


def sign_in(page: Page, login: str, server: str) -> None:
    cookie = {"name": "session", "value": looking.SESSIONS[login], "url": server}
    page.context.add_cookies([cookie])


def test_a_child_is_found_by_half_a_name_and_the_keyboard_alone(page, server):
    sign_in(page, "jo", server)
    page.goto("/find/")
    page.get_by_label("Find a child").focus()
    page.keyboard.type("sofie wrenfeild")
    page.keyboard.press("Enter")
    found = page.get_by_role("link", name="Sophie Wrenfield")
    assert "Yours" in page.inner_text(".found-list")
    found.press("Enter")
    assert re.search(r"/children/\d+/$", page.url)


def test_a_child_is_registered_after_a_look_at_who_is_held(page, server):
    sign_in(page, "jo", server)
    page.goto("/find/?words=zzzzz")
    page.locator(".empty").get_by_role("link", name="Register a child").click()
    page.get_by_label("Given name").fill("Quill")
    page.get_by_label("Family name").fill("Zephyrine")
    born = page.get_by_role("group", name="Date of birth")
    for part, value in (("Day", "3"), ("Month", "mar"), ("Year", "2011")):
        born.get_by_label(part).fill(value)
    page.get_by_label("Female").check(force=True)
    page.get_by_label("Order or decision", exact=True).select_option("referral-order")
    looking.follow(page.get_by_role("button", name="Add another offence"))
    assert page.get_by_label("Family name").input_value() == "Zephyrine"
    looking.follow(page.get_by_role("button", name="Register the child"))
    assert "Give the day when the order was made" in page.inner_text(".govuk-error-summary")
    made = page.get_by_role("group", name="Made on")
    for part, value in (("Day", "1"), ("Month", "4"), ("Year", "2026")):
        made.get_by_label(part).fill(value)
    page.get_by_label("I am this child’s worker").check(force=True)
    looking.follow(page.get_by_role("button", name="Register the child"))
    # The second run of this story meets the child of the first.
    again = page.get_by_role("button", name="None of these: register Quill")
    if again.count():
        looking.follow(again.first)
    assert "Quill is registered, and you are the worker." in page.inner_text("main")


def test_a_manager_hands_a_child_over(page, server):
    sign_in(page, "bea", server)
    page.goto("/find/?words=kai")
    page.locator(".found__name").first.click()
    page.get_by_role("link", name="Workers").click()
    page.get_by_role("link", name="Hand over").click()
    page.get_by_label("New worker", exact=True).select_option(index=1)
    page.get_by_label("Why is the worker changing?").fill("Works nearer")
    looking.follow(page.get_by_role("button", name="Hand Kai over"))
    assert "Say how the new worker is introduced" in page.inner_text(".govuk-error-summary")
    assert page.get_by_label("Why is the worker changing?").input_value() == "Works nearer"
    page.get_by_label("If either is not settled yet").fill("They meet on Friday.")
    looking.follow(page.get_by_role("button", name="Hand Kai over"))
    assert "Kai is handed over." in page.inner_text("main")
