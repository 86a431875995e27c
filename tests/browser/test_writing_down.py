"""Writing down how a child lives, with and without a script, at every size."""

from playwright.sync_api import Page, expect

from tests.browser import looking, test_child
from tests.browser.test_child import open_sophie
from waymark.contacts.parts import PARTS

phone = test_child.phone  # with and without a script


def test_an_alert_is_added_and_ended(request, phone: Page):
    kind = "Goes missing" if "without" in request.node.name else "Suicide"
    open_sophie(phone)
    phone.get_by_role("link", name="Needs", exact=True).click()
    phone.get_by_role("link", name="Add an alert").click()
    phone.get_by_label("What must whoever meets Soph know?").select_option(kind)
    phone.get_by_label("What should they do about it?").fill("Ring her mum first.")
    phone.get_by_role("button", name="Save in Soph’s record").click()
    expect(phone.get_by_text("Saved in Soph’s record.")).to_be_visible()
    phone.get_by_role("link", name=kind, exact=True).click()
    until = phone.get_by_role("group", name="Until when?")
    for part, number in (("Day", "1"), ("Month", "1"), ("Year", "2020")):
        until.get_by_label(part).fill(number)
    phone.get_by_role("button", name="Save in").click()
    expect(phone.get_by_text("when it began").first).to_be_visible()
    for part in ("Day", "Month", "Year"):
        since = phone.get_by_role("group", name="Since when?").get_by_label(part)
        until.get_by_label(part).fill(since.input_value())
    phone.get_by_role("button", name="Save in").click()
    expect(phone.get_by_text("Saved in Soph’s record.")).to_be_visible()


def test_enter_saves_and_does_not_ask_to_see_what_is_protected(phone: Page):
    open_sophie(phone)
    phone.get_by_role("link", name="People", exact=True).click()
    phone.get_by_role("link", name="Change (address)").click()
    phone.get_by_role("group", name="Since when?").get_by_label("Day").press("Enter")
    expect(phone.get_by_text("Saved in Soph’s record.")).to_be_visible()


def test_what_is_protected_is_asked_for_on_the_form_and_nothing_typed_is_lost(phone: Page):
    open_sophie(phone)
    phone.get_by_role("link", name="People", exact=True).click()
    phone.get_by_role("link", name="Change (address)").click()
    expect(phone.get_by_label("Postcode")).to_have_count(0)
    phone.get_by_role("group", name="Until when?").get_by_label("Day").fill("7")
    phone.get_by_text("Protected: ask to see it").click()
    phone.get_by_role("button", name="To check that it is right").click()
    expect(phone.get_by_label("Postcode")).to_have_value("ZZ2 5LC")
    expect(phone.get_by_role("group", name="Until when?").get_by_label("Day")).to_have_value("7")


def test_everybody_can_use_each_form(page: Page):
    looking.sign_in(page)
    open_sophie(page)
    child = page.url
    for name in PARTS:
        page.goto(f"{child}add/{name}/")
        looking.check(page)
        page.get_by_role("button", name="Save in").click()
        expect(page.locator(".govuk-error-summary")).to_be_focused()
        looking.check(page)
    page.goto(f"{child}people/")
    looking.follow(page.get_by_role("link", name="Add a phone (Nan Jean)"))
    looking.check(page)
    page.goto(f"{child}people/")
    page.get_by_role("link", name="Change (address)").click()
    page.get_by_text("Protected: ask to see it").click()
    looking.check(page)
    page.get_by_role("button", name="To visit or ring").click()
    expect(page.get_by_label("Postcode")).to_be_visible()
    looking.check(page)
