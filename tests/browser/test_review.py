"""James looks back with Jo: what worked, what changes, what he reads of it; an ending."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser import looking
from tests.browser.looking import DESK, sign_in

WANTS = "I want to do boxing and not be shouted at"
WORKS = "Boxing works. Monday mornings do not."
WHY = "Mornings do not work for James: he sees Jo after school."


@pytest.fixture
def page(browser: Browser, before_any_plan: str) -> Iterator[Page]:
    context = browser.new_context(base_url=before_any_plan, locale="en-GB")
    yield context.new_page()
    context.close()


def check(page: Page) -> None:
    """Look at the page at every size, and come back to the desk."""
    looking.check(page)
    page.set_viewport_size({"width": DESK[0], "height": DESK[1]})


def open_james(page: Page) -> None:
    page.goto("/")
    page.get_by_role("link", name="James", exact=True).first.click()


def the_plan(page: Page) -> None:
    about = page.get_by_role("navigation", name="About James")
    about.get_by_role("link", name="Plan", exact=True).click()


def agree(page: Page) -> None:
    """Say how what the court requires is done, where that stands in the way, and agree."""
    page.get_by_role("link", name="Agree it").click()
    while page.get_by_role("link", name="Say how it is done").count():
        page.get_by_role("link", name="Say how it is done").first.click()
        page.get_by_label(re.compile("Why is it required")).fill("The panel agreed it with James.")
        page.get_by_role("button", name="Save in James’s plan").click()
        page.get_by_role("link", name="Agree it").click()
    page.get_by_label("James had a hand in making it").check()
    page.get_by_role("button", name="Agree James’s plan").click()


def make_a_plan(page: Page) -> None:
    the_plan(page)
    page.get_by_role("button", name="Begin a plan with James").click()
    page.get_by_role("link", name="Add a goal").click()
    page.get_by_label("What does James want?").fill(WANTS)
    page.get_by_label("What James wants", exact=True).check()
    page.get_by_label("What is done?").fill("See Jo on Monday mornings")
    page.get_by_label("James agrees").check()
    page.get_by_role("button", name="Save in James’s plan").click()
    agree(page)


def give_it(page: Page) -> None:
    """Make the copy on paper, once it was read for names."""
    page.goto(re.sub(r"(/children/\d+/).*", r"\1plan/give/", page.url))
    page.get_by_label("On paper").check()
    page.get_by_label("Names that must not be in it").fill("Zephyrine Quillfeather")
    page.get_by_role("button", name="Read it for names and make the copy").click()
    expect(page.get_by_role("heading", name="A copy for James")).to_be_visible()


def was_given(page: Page) -> None:
    page.get_by_role("link", name="Record that it was given").click()
    page.get_by_role("button", name="Save in James’s record").click()
    expect(page.get_by_text("that the plan was given")).to_be_visible()


def fill_in(page: Page, finish: str, **own: str) -> None:
    """Answer each section that still needs an answer, the first of its choices where it has any."""
    for _ in range(12):
        needed = page.locator(".sections__one").filter(has_text="still needed")
        if not needed.count():
            break
        needed.first.get_by_role("link").click()
        while page.get_by_role("button", name="Save in James’s record").count():
            for name, words in own.items():
                box = page.locator(f"textarea[name={name.replace('_', '-')}]")
                if box.count():
                    box.fill(words)
            for box in page.locator("main textarea:visible").all():
                if not box.input_value():
                    box.fill("As we talked about it.")
            for group in page.locator("main fieldset:visible").all():
                choices = group.locator("input[type=radio], input[type=checkbox]")
                if choices.count() and not group.locator("input:checked").count():
                    choices.first.check()
            page.get_by_role("button", name="Save in James’s record").click()
    expect(page.get_by_role("link", name=finish)).to_be_visible()


def test_a_plan_is_looked_back_on_changed_and_ended_well(
    page: Page, browser: Browser, before_any_plan: str
):
    sign_in(page)
    page.set_default_timeout(15_000)
    open_james(page)
    make_a_plan(page)
    give_it(page)
    was_given(page)

    # A weapon is found. In the same save Jo is asked about the plan, and begins to look back.
    page.goto(re.sub(r"(/children/\d+/).*", r"\1record/weapon-found/", page.url))
    page.get_by_label("Where?").fill("In his bag, at school")
    page.get_by_label("Look at it again with James: begin a review").check()
    check(page)
    page.get_by_role("button", name="Save in James’s record").click()
    the_plan(page)
    page.get_by_role("link", name="Review it").click()
    expect(page.get_by_role("heading", name="What we agreed")).to_be_visible()
    expect(page.get_by_role("heading", name=f"“{WANTS}”")).to_be_visible()
    expect(page.get_by_role("link", name="A weapon was found")).to_be_visible()
    check(page)

    # What James, his mum and the school say is written down; something still stands in the way.
    page.get_by_role("link", name="What comes of it").click()
    expect(page.get_by_role("heading", name="Before the review is done")).to_be_visible()
    check(page)
    page.get_by_role("link", name="Look back").click()
    fill_in(page, "What comes of it", review_child_works=WORKS)
    expect(page.get_by_text(WORKS)).to_be_visible()
    check(page)

    # One step changes; they agree when they look again.
    page.get_by_role("link", name="What comes of it").click()
    page.get_by_label("It changes: a draft opens with all that stands").check()
    page.get_by_label("Why does it stay, or what changes and why?").fill(WHY)
    check(page)
    page.get_by_role("button", name="Complete the review with James").click()
    expect(page.get_by_text("The review is done.")).to_be_visible()
    page.get_by_role("link", name=re.compile("Change.*boxing|Change")).first.click()
    page.get_by_label("What is done?").first.fill("See Jo after school")
    page.get_by_role("button", name="Save in James’s plan").click()
    agree(page)
    page.get_by_text("Earlier versions").click()
    page.get_by_role("link", name="what changed since version 1").click()
    expect(page.get_by_text("See Jo after school")).to_be_visible()
    check(page)

    # James reads what changed, and why.
    give_it(page)
    expect(page.get_by_role("heading", name="What changed since we last spoke")).to_be_visible()
    expect(page.get_by_text("New: See Jo after school")).to_be_visible()
    expect(page.get_by_role("link", name="Print only what changed")).to_be_visible()
    check(page)
    was_given(page)

    # The end is planned with him: whom he can call, and what he made of it.
    page.goto(re.sub(r"(/children/\d+/).*", r"\1ending/", page.url))
    check(page)
    page.get_by_role("button", name="Plan the end with James").click()
    fill_in(page, "Agree what comes after", end_child_achieved="I box, and I talk before I hit.")
    page.get_by_role("link", name="Agree what comes after").click()
    expect(page.get_by_text("I box, and I talk before I hit.")).to_be_visible()
    check(page)
    page.get_by_role("button", name="It is agreed").click()
    expect(page.get_by_text("What comes after is agreed with James.")).to_be_visible()

    # Bea, his manager, looks at how it ended.
    hers = browser.new_context(base_url=before_any_plan, locale="en-GB").new_page()
    sign_in(hers, "bea")
    hers.goto(re.sub(r"https?://[^/]+", "", page.url))
    hers.get_by_role("link", name="Countersign the ending").click()
    check(hers)
    hers.get_by_label("What did you find?").fill("His mentor and boxing go on.")
    hers.get_by_role("button", name="Countersign it").click()
    expect(hers.get_by_text("The case can be closed.")).to_be_visible()
    check(hers)
    hers.context.close()
