"""Sign-in, home and every no, at every size."""

import pytest
from django.test import RequestFactory
from playwright.sync_api import Page, Route, expect

from tests.browser import looking
from tests.unit.web.test_errors import PAGES
from waymark.frame.middleware import CONTENT_SECURITY_POLICY


def test_everybody_can_sign_in(page: Page):
    page.goto("/sign-in/")
    looking.check(page)


def test_a_sign_in_that_fails_says_so_to_everybody(page: Page):
    page.goto("/sign-in/")
    page.get_by_role("button", name="Sign in", exact=True).click()
    expect(page.locator(".govuk-error-summary")).to_be_focused()
    expect(page).to_have_title("Error: Sign in – Waymark")
    looking.check(page)


def test_home_greets_by_name_and_says_what_will_be_there(own_page: Page):
    own_page.goto("/")
    expect(own_page.get_by_role("heading", level=1)).to_contain_text(", Jo")
    looking.check(own_page)


def test_an_address_that_is_none_is_answered_with_a_way_on(own_page: Page):
    own_page.goto("/no/such/page/")
    expect(own_page.get_by_role("heading", level=1)).to_have_text("There is no such page")
    own_page.get_by_role("link", name="Go to my work").click()
    expect(own_page).to_have_title("My work – Waymark")


def _with_an_inline_script(page: Page, **headers: str | None) -> None:
    """Serve the sign-in page as it is, but for a script in it and some headers."""

    def changed(route: Route) -> None:
        answer = route.fetch()
        script = "<script>document.title = 'It ran'</script></body>"
        kept = {**answer.headers, **headers}
        route.fulfill(
            status=answer.status,
            headers={name: value for name, value in kept.items() if value is not None},
            body=answer.text().replace("</body>", script),
        )

    page.route("**/sign-in/", changed)
    page.goto("/sign-in/")


def test_a_script_that_was_written_into_a_page_does_not_run(page: Page):
    _with_an_inline_script(page)
    expect(page).to_have_title("Sign in – Waymark")


def test_it_would_run_without_the_content_security_policy(page: Page):
    _with_an_inline_script(page, **{"content-security-policy": None})
    expect(page).to_have_title("It ran")


@pytest.mark.parametrize("name", PAGES)
def test_everybody_can_read_a_no(page: Page, server: str, name: str):
    status, answer = PAGES[name]
    html = answer(RequestFactory().get("/")).content
    headers = {
        "Content-Type": "text/html",
        "Content-Security-Policy": CONTENT_SECURITY_POLICY,
    }
    page.route("**/answer", lambda route: route.fulfill(status=status, headers=headers, body=html))
    page.goto("/answer")
    looking.check(page)
