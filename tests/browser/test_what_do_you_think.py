"""A child is handed the phone and says, in Welsh and alone, that somebody hurts her."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser import looking

PHONE = {"width": 390, "height": 844}


@pytest.fixture
def phone(page: Page) -> Page:
    page.set_viewport_size(PHONE)
    page.set_default_timeout(10_000)
    return page


@pytest.fixture
def desk(browser: Browser, server: str):
    context = browser.new_context(base_url=server, locale="en-GB", timezone_id="Europe/London")
    made = context.new_page()
    made.set_default_timeout(10_000)
    yield made
    context.close()


def put_on_duty(desk: Page, name: str) -> None:
    looking.sign_in(desk, "sal")
    desk.goto("/workers/duty/")
    desk.get_by_label("Who answers").select_option(label=name)
    today = datetime.now(ZoneInfo("Europe/London"))
    for part in ("day", "month", "year"):
        desk.get_by_label(part.capitalize(), exact=True).fill(str(getattr(today, part)))
    desk.get_by_role("button", name="Put on duty").click()
    expect(desk.get_by_text(f"{name} is on duty")).to_be_visible()


def take_off_duty(desk: Page) -> None:
    looking.sign_in(desk, "sal")
    desk.goto("/workers/duty/")
    desk.get_by_role("button", name="End now").click()


def hand_over(phone: Page) -> None:
    looking.sign_in(phone, "ash")
    phone.locator(".caseload a.name").first.click()
    looking.follow(phone.get_by_role("link", name="Own words"))
    looking.check(phone)
    phone.get_by_role("link", name="Ask what they think").click()
    phone.get_by_role("radio", name="what do you think?").first.check()
    phone.get_by_role("radio", name="Here, on this phone").check()
    looking.check(phone)
    phone.set_viewport_size(PHONE)
    phone.get_by_role("button", name="Go on").click()


def answer_until(phone: Page, words: str) -> None:
    for _ in range(30):
        if phone.get_by_text(words).count():
            return
        looking.follow(phone.get_by_role("button", name="Hepgor"))
    raise AssertionError(words)


def test_a_child_says_alone_that_somebody_hurts_her_and_the_duty_worker_hears(
    phone: Page, desk: Page
):
    put_on_duty(desk, "Jo Field")
    hand_over(phone)
    expect(phone).to_have_title("A page for you")
    looking.check(phone)
    phone.set_viewport_size(PHONE)
    phone.get_by_role("button", name="Cymraeg").click()
    looking.follow(phone.get_by_role("link", name="Dechrau"))
    looking.check(phone)
    phone.set_viewport_size(PHONE)
    phone.get_by_role("textbox").fill("Tynnu lluniau")
    looking.follow(phone.get_by_role("button", name="Nesaf"))
    answer_until(phone, "Mae rhywun yn fy mrifo i")
    phone.get_by_role("checkbox", name="Mae rhywun yn fy mrifo i").check()
    looking.check(phone)
    phone.set_viewport_size(PHONE)
    phone.get_by_role("button", name="Nesaf").click()
    expect(phone.get_by_text("Diolch am ddweud wrthon ni")).to_be_visible()

    looking.sign_in(desk)  # Jo, before anything is handed in
    looking.follow(desk.get_by_role("link", name="Somebody told us of harm"))
    looking.check(desk)
    desk.get_by_role("link", name="Read the answer to").first.click()
    expect(desk.get_by_text("Somebody hurts me")).to_be_visible()

    answer_until(phone, "Edrych ar beth ddywedaist ti")
    expect(phone.get_by_text("Tynnu lluniau")).to_be_visible()
    looking.check(phone)
    phone.set_viewport_size(PHONE)
    phone.get_by_role("button", name="Ei roi i mewn").click()
    expect(phone.get_by_role("heading", name="Diolch")).to_be_visible()
    looking.check(phone)
    for _ in range(3):
        phone.go_back()
        assert "mrifo" not in phone.content()
        assert "lluniau" not in phone.content()
    phone.goto("/")
    expect(phone).to_have_title("Sign in – Waymark")

    desk.goto("/told-of-harm/")
    desk.get_by_role("link", name="Record what you did").click()
    desk.get_by_label("What did you do").fill("Saw her at once, with children’s services.")
    desk.get_by_role("button", name="Save in").click()
    desk.goto("/")
    expect(desk.get_by_text("Somebody told us of harm")).to_be_hidden()
    take_off_duty(desk)
