"""A plan is made with a child, agreed, and countersigned by somebody else."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.looking import check, sign_in

WANTS = "I want to finish my portfolio and get into college"


@pytest.fixture
def page(browser: Browser, before_any_plan: str) -> Iterator[Page]:
    context = browser.new_context(base_url=before_any_plan, locale="en-GB")
    yield context.new_page()
    context.close()


def test_a_plan_is_made_agreed_and_countersigned_by_somebody_else(
    page: Page, browser: Browser, before_any_plan: str
):
    # Jo opens Sophie's plan and begins it with her.
    sign_in(page)
    page.get_by_role("link", name="Soph", exact=True).first.click()
    page.get_by_role("navigation", name="About Soph").get_by_role("link", name="Plan").click()
    expect(page.get_by_role("heading", name="No plan yet")).to_be_visible()
    page.get_by_role("button", name="Begin a plan with Soph").click()

    # Soph says what she wants, and two steps that lead there.
    page.get_by_role("link", name="Add a goal").click()
    page.get_by_label("What does Soph want?").fill(WANTS)
    expect(page.get_by_text("Reads at about")).to_be_visible()  # while she types
    page.get_by_label("What Soph wants", exact=True).check()
    page.get_by_label("Required: reparation to the victim or community, 12 hours").check()
    page.get_by_label("What is done?").fill("Look at the course together")
    page.get_by_role("button", name="Another step").click()
    steps = page.get_by_label("What is done?")
    expect(steps).to_have_count(2)
    expect(steps.first).to_have_value("Look at the course together")
    steps.last.fill("Put five drawings into a folder")
    page.get_by_label("Soph agrees").check()
    check(page)
    page.get_by_role("button", name="Save in Soph’s plan").click()
    expect(page.get_by_role("heading", name=f"“{WANTS}”")).to_be_visible()
    check(page)

    # What the court requires besides stands in the way, until Jo has said how it is done.
    page.get_by_role("link", name="Agree it").click()
    gate = page.get_by_role("heading", name="Before you can agree this")
    expect(gate).to_be_visible()
    check(page)
    while page.get_by_role("link", name="Say how it is done").count():
        page.get_by_role("link", name="Say how it is done").first.click()
        page.get_by_label(re.compile("Why is it required")).fill("The panel agreed it with Soph.")
        page.get_by_role("button", name="Save in Soph’s plan").click()
        page.get_by_role("link", name="Agree it").click()
    expect(gate).to_have_count(0)
    page.get_by_label("Soph had a hand in making it").check()
    page.get_by_role("button", name="Agree Soph’s plan").click()
    expect(page.get_by_text("agreed, not countersigned yet")).to_be_visible()
    check(page)

    # Bea, her manager, finds it among what waits for her, and countersigns it.
    hers = browser.new_context(base_url=before_any_plan, locale="en-GB").new_page()
    sign_in(hers, "bea")
    hers.get_by_role("link", name="1 plan waits to be countersigned by you").click()
    hers.get_by_role("listitem").filter(has_text="Soph").get_by_role("link").last.click()
    check(hers)
    hers.get_by_label("What did you find?").fill("Clear, and Soph’s own.")
    hers.get_by_label("It is good enough: countersign it").check()
    hers.get_by_role("button", name="Save your decision").click()
    expect(hers.get_by_text("agreed and countersigned")).to_be_visible()
    hers.context.close()
