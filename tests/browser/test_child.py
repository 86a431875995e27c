"""A worker on the way to Sophie reads who she is, finds what was said, and rings the number."""

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser import looking

SOPHIE = "Soph"


@pytest.fixture(params=["with JavaScript", "without JavaScript"])
def phone(request, browser: Browser, server: str):
    made = browser.new_context(
        base_url=server,
        locale="en-GB",
        timezone_id="Europe/London",
        java_script_enabled=request.param == "with JavaScript",
        viewport={"width": 390, "height": 844},
    )
    session = {"name": "session", "value": looking.SESSIONS["jo"], "url": server}
    made.add_cookies([session])
    yield made.new_page()
    made.close()


def open_sophie(page: Page) -> None:
    page.goto("/")
    page.get_by_role("link", name=SOPHIE).first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Soph, 15")


def test_on_the_way_to_a_child_one_sees_what_matters_and_finds_what_was_said(phone: Page):
    open_sophie(phone)
    expect(phone.get_by_role("list", name="Know before you meet")).to_contain_text("Visit in pairs")
    expect(phone.get_by_text("Someone who asks straight")).to_be_visible()
    phone.get_by_role("link", name="Chronology", exact=True).click()
    phone.get_by_label("Words in Soph’s record").fill("washing dogs")
    phone.get_by_role("button", name="Show").click()
    expect(phone.locator(".entry")).to_have_count(1)
    expect(phone.locator(".entry")).to_contain_text("They did it for so long")


def test_on_a_phone_the_header_is_short_and_folds_what_is_not_needed_at_once(phone: Page):
    open_sophie(phone)
    phone.get_by_role("link", name="Chronology", exact=True).click()
    header = phone.get_by_role("banner", name="The child this page is about").or_(
        phone.locator("header.child")
    )
    name, record = header.locator(".child__name"), header.get_by_text("Record", exact=True)
    assert record.bounding_box()["y"] < name.bounding_box()["y"] + 20  # beside it, not beneath
    expect(header.get_by_role("list", name="Know before you meet")).to_be_visible()
    expect(header.get_by_text("Someone who asks straight")).to_be_hidden()
    header.get_by_text("About Soph").click()
    expect(header.get_by_text("Someone who asks straight")).to_be_visible()


def test_a_word_of_two_hundred_letters_makes_no_page_scroll_sideways(page: Page):
    looking.sign_in(page)
    open_sophie(page)
    first, word = page.url, "W" * 200
    page.goto(f"{first}contact/")
    page.get_by_role("radio", name="Yes").check()
    page.get_by_label("What happened?").fill(word)
    page.locator("summary", has_text="More").click()
    page.get_by_label("Where").fill(word)
    looking.follow(page.get_by_role("button", name="Save in"))
    recorded = page.url
    called(page, first, word)
    try:
        for address in ("/", recorded, first, f"{first}chronology/", f"{first}contact/"):
            page.goto(address)
            for width, height in (looking.DESK, looking.PHONE, looking.ENLARGED):
                page.set_viewport_size({"width": width, "height": height})
                assert looking.sideways(page) == 0, (address, width)
    finally:
        called(page, first, SOPHIE)
        page.goto(recorded)
        page.get_by_role("button", name="Undo").click()


def called(page: Page, child: str, name: str) -> None:
    page.goto(f"{child}change/")
    page.get_by_label("Is called").fill(name)
    page.get_by_role("button", name="Save in").click()


def test_a_protected_number_is_shown_once_with_one_tap_that_says_why(phone: Page):
    open_sophie(phone)
    phone.get_by_role("link", name="People", exact=True).click()
    expect(phone.get_by_text("07700 900527")).to_have_count(0)
    phone.get_by_text("Protected: ask to see it (phone)").click()
    phone.get_by_role("button", name="To visit or ring").locator("visible=true").click()
    expect(phone.get_by_role("link", name="07700 900527")).to_be_visible()
    phone.goto(phone.url.replace("/unmask/", "/people/"))
    expect(phone.get_by_text("07700 900527")).to_have_count(0)


def test_another_workers_child_opens_with_one_tap_that_says_why(request, phone: Page, server: str):
    # Once a day is enough: a child for each way of looking.
    child = 7 if "without" in request.node.name else 8
    phone.context.clear_cookies()
    ash = {"name": "session", "value": looking.SESSIONS["ash"], "url": server}
    phone.context.add_cookies([ash])
    phone.goto(f"/children/{child}/people/")
    expect(phone.get_by_role("heading", level=1)).to_contain_text("Why do you open")
    phone.get_by_role("button", name="I am covering for a colleague").click()
    expect(phone.get_by_role("heading", level=1)).to_contain_text("People around")
