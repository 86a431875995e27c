"""Signing in with a real browser: by keyboard, without scripts, with a passkey."""

import functools
import itertools
import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests import database
from tests.browser import looking
from tests.people import code
from waymark.accounts import demonstration
from waymark.running import roles

NEW_PASSWORD = "four kind words here"
numbers = itertools.count(1)


@pytest.fixture
def plain(browser: Browser, server: str) -> Iterator[Page]:
    """Return a page of a browser in which scripts are switched off."""
    context = browser.new_context(base_url=server, java_script_enabled=False)
    yield context.new_page()
    context.close()


@pytest.fixture
def invite(server: str, server_database: str) -> Callable[[str], str]:
    """Return what invites an administrator by name, and gives the path of the invitation."""
    url = database.CLUSTER.url(server_database, roles.APPLICATION_LOGIN)
    return functools.partial(invite_an_administrator, {**os.environ, "DATABASE_URL": url})


@pytest.fixture
def invitation(invite: Callable[[str], str]) -> str:
    return invite(f"Zoe Marsh {next(numbers)}")


def invite_an_administrator(environment: dict[str, str], name: str) -> str:
    word = re.sub(r"\W", "", name).lower()
    said = subprocess.run(
        [
            *(sys.executable, "-m", "waymark", "first-administrator", f"{word}@example.org"),
            *("--name", name, "--service", f"Service of {name}"),
        ],
        env=environment,
        capture_output=True,
        text=True,
        check=True,
    )
    return urlsplit(said.stdout.split()[-1]).path


def give_password(page: Page, login: str) -> None:
    page.goto("/sign-in/")
    page.get_by_label("E-mail address").fill(f"{login}@example.org")
    page.get_by_label("Password").fill(demonstration.PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()


def shown_code(page: Page) -> str:
    return page.get_by_test_id("demonstration-code").inner_text()


def test_signing_in_by_keyboard_alone(page: Page):
    page.goto("/sign-in/")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to this page’s content")).to_be_focused()
    page.get_by_label("E-mail address").focus()
    page.keyboard.type("ash@example.org")
    page.keyboard.press("Tab")
    page.keyboard.type(demonstration.PASSWORD)
    page.keyboard.press("Enter")
    shown = shown_code(page)
    page.get_by_label("Code").focus()
    page.keyboard.type(shown)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text(", Ash")


def test_signing_in_without_scripts(plain: Page):
    give_password(plain, "bea")
    expect(plain.get_by_role("button", name="Use my passkey")).to_have_count(0)
    plain.get_by_label("Code").fill(shown_code(plain))
    plain.get_by_role("button", name="Go on").click()
    expect(plain.get_by_role("heading", level=1)).to_contain_text(", Bea")


def test_a_wrong_code_is_said_beside_its_field(page: Page):
    give_password(page, "sal")
    page.get_by_label("Code").fill("000000")
    page.get_by_role("button", name="Go on").click()
    expect(page.locator(".govuk-error-summary")).to_be_focused()
    expect(page.get_by_role("link", name="This code is not right")).to_be_visible()


def test_somebody_invited_comes_in_without_scripts(plain: Page, invitation: str):
    choose_password(plain, invitation)
    plain.get_by_role("link", name="Set up a passkey").click()
    expect(plain.get_by_role("button", name="Set up the passkey")).not_to_be_visible()
    plain.get_by_role("link", name="Set up an authenticator app").click()
    set_up_app(plain)
    expect(plain.get_by_role("heading", level=1)).to_have_text("Print these codes")
    assert plain.locator(".codes li").count() == 10
    plain.get_by_role("link", name="I have them on paper").click()
    expect(plain).to_have_title(re.compile("Waymark$"))


def test_a_passkey_is_set_up_and_opens_waymark(context: BrowserContext, page: Page, invite):
    authenticator = virtual_authenticator(context, page)
    choose_password(page, invite("Pat Key"))
    page.get_by_role("link", name="Set up a passkey").click()
    page.get_by_label("A name for it").fill("Work laptop")
    looking.check(page)
    page.get_by_role("button", name="Set up the passkey").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Print these codes")
    looking.check(page)
    page.goto("/ways-in/")
    expect(page.get_by_text("Work laptop")).to_be_visible()
    looking.check(page)
    context.clear_cookies()
    give_own_password(page, "patkey")
    looking.check(page)
    page.get_by_role("button", name="Use my passkey").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("People of Service of Pat Key")
    looking.check(page)
    authenticator.send("WebAuthn.disable")


def test_another_devices_passkey_opens_nothing(context: BrowserContext, page: Page, invite):
    own = virtual_authenticator(context, page)
    choose_password(page, invite("Kim Own"))
    page.get_by_role("link", name="Set up a passkey").click()
    page.get_by_role("button", name="Set up the passkey").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Print these codes")
    context.clear_cookies()
    own.send("WebAuthn.disable")
    other = virtual_authenticator(context, page)
    give_own_password(page, "kimown")
    page.get_by_role("button", name="Use my passkey").click()
    expect(page.locator("[data-passkey-error]")).to_be_visible(timeout=90_000)
    other.send("WebAuthn.disable")


def test_the_pages_of_coming_in_are_open_to_everybody(page: Page, invitation: str):
    page.goto(invitation)
    looking.check(page)
    page.goto(invitation[:-3] + "/")
    looking.check(page)
    choose_password(page, invitation)
    looking.check(page)
    looking.follow(page.get_by_role("link", name="Set up an app"))
    looking.check(page)


def test_the_administrators_pages_are_open_to_everybody(page: Page):
    looking.sign_in(page, "ada")
    page.goto("/people/")
    looking.follow(page.get_by_role("link", name="Jo Field"))
    for name in ("Lost phone or passkey", "Forgotten password", "End the account"):
        looking.check(page)
        looking.follow(page.get_by_role("link", name=name))
        looking.check(page)
        page.go_back()
    for address in ("/people/", "/people/teams/", "/people/invite/"):
        page.goto(address)
        looking.check(page)
    page.get_by_label("Name").fill("Lee Hope")
    page.get_by_label("E-mail address").fill("lee@example.org")
    page.get_by_label("Case manager").check()
    page.get_by_role("button", name="Make the invitation").click()
    expect(page.get_by_label("The link for Lee Hope")).to_have_value(re.compile("/sign-in/link/"))
    looking.check(page)


def choose_password(page: Page, link: str) -> None:
    page.goto(link)
    page.get_by_label("Choose a password").fill(NEW_PASSWORD)
    page.get_by_label("The same password again").fill(NEW_PASSWORD)
    page.get_by_role("button", name="Go on").click()


def give_own_password(page: Page, word: str) -> None:
    page.goto("/sign-in/")
    page.get_by_label("E-mail address").fill(f"{word}@example.org")
    page.get_by_label("Password").fill(NEW_PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()


def set_up_app(page: Page) -> None:
    secret = page.locator("code.secret").text_content()
    page.get_by_label("The six figures").fill(code(secret=secret or ""))
    page.get_by_role("button", name="Go on").click()


def virtual_authenticator(context: BrowserContext, page: Page):
    """Give the page an authenticator of its own, as a phone or laptop has one built in."""
    session = context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }
    session.send("WebAuthn.addVirtualAuthenticator", {"options": options})
    return session
