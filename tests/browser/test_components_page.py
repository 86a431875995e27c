"""Every component, in every state, at every size."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from tests.browser import looking

SMALLEST_TARGET = 24


@pytest.fixture
def components(own_page: Page) -> Iterator[Page]:
    said: list[str] = []
    own_page.on("console", lambda message: said.append(message.text))
    own_page.on("pageerror", lambda fault: said.append(str(fault)))
    own_page.goto("/components/")
    yield own_page
    assert said == [], "the browser refused or reported something"


def test_everybody_can_use_every_component(components: Page):
    looking.check(components)


def test_everybody_can_use_what_opens(components: Page):
    components.evaluate("document.querySelectorAll('details').forEach(it => it.open = true)")
    looking.check(components)


def test_how_many_of_a_kind_and_what_was_answered_are_drawn(components: Page):
    expect(components.locator(".tally")).to_have_count(3)
    expect(components.locator("svg.share rect")).to_have_count(3)


def test_why_opens_beside_what_is_to_do(components: Page):
    item = components.get_by_role("listitem").filter(has_text="Tell Kent that Sam").first
    item.get_by_text("Why?").click()
    expect(item.get_by_text("Counted from 14 February")).to_be_visible()


def test_what_a_choice_asks_further_is_there_once_it_is_made(components: Page):
    form = components.locator("form.form").first
    expect(form.get_by_text("What got in the way?")).to_be_hidden()
    form.get_by_role("radio", name="No", exact=True).check()
    expect(form.get_by_text("What got in the way?")).to_be_visible()


def test_an_error_leads_to_what_is_to_be_mended(components: Page):
    components.get_by_role("link", name="Choose a real day, such as 14 5 2026").click()
    expect(components.locator("#id_on_0")).to_be_focused()


def test_the_menu_opens_on_a_phone(components: Page):
    components.set_viewport_size({"width": 390, "height": 844})
    expect(components.get_by_role("link", name="My work", exact=True)).to_be_hidden()
    components.get_by_role("button", name="Menu").click()
    expect(components.get_by_role("link", name="My work", exact=True)).to_be_visible()
    assert looking.barriers(components) == []


def test_whatever_is_touched_is_large_enough(components: Page):
    """Links within a sentence are excused, as WCAG excuses them."""
    small = components.evaluate(
        """least => [...document.querySelectorAll("button, summary, input, select, a")]
          .filter(it => it.checkVisibility() && !it.closest("p, dd, li > a, .entry, .lines"))
          .filter(it => it.type !== "hidden" && !it.matches(".govuk-skip-link"))
          .filter(it => it.getBoundingClientRect().height < least)
          .map(it => it.outerHTML)""",
        SMALLEST_TARGET,
    )
    assert small == []


def test_everything_works_without_scripts(browser, server: str):
    context = browser.new_context(base_url=server, java_script_enabled=False)
    page = context.new_page()
    looking.sign_in(page, "ash, to sign out")
    page.get_by_role("group").filter(has_text="Ash").locator("summary").click()
    page.get_by_role("button", name="Sign out").click()
    expect(page.get_by_text("You are signed out.")).to_be_visible()
    context.close()
