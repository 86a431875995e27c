"""What a page must be at every size: open to everybody, and never scrolling sideways."""

from playwright.sync_api import Locator, Page

from waymark.running.home import CHECKOUT

AXE = (CHECKOUT / "node_modules" / "axe-core" / "axe.min.js").read_text()
DESK, PHONE = (1400, 1000), (390, 844)
ENLARGED = (320, 256)  # a desk's window at four times the size, as WCAG asks
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


# Each demonstration person's session, by login; made by the fixture `server`.
SESSIONS: dict[str, str] = {}


def sign_in(page: Page, login: str = "jo") -> None:
    """Come to the first page as somebody who has given both factors."""
    page.goto("/sign-in/")
    origin = page.evaluate("location.origin")
    page.context.add_cookies([{"name": "session", "value": SESSIONS[login], "url": origin}])
    page.goto("/")


def follow(link: Locator) -> None:
    """Press it and wait for the page that it leads to: a click alone returns before that stands."""
    with link.page.expect_navigation():
        link.click()


def check(page: Page) -> None:
    """Fail with each barrier that axe finds, and when the page scrolls sideways.

    A page that is still coming is waited for: before it stands there is nothing to measure.
    """
    page.wait_for_load_state()
    assert twice(page) == []
    for width, height in (DESK, PHONE, ENLARGED):
        page.set_viewport_size({"width": width, "height": height})
        assert sideways(page) == 0, width
        if (width, height) != ENLARGED:
            assert barriers(page) == [], width


def barriers(page: Page) -> list[str]:
    if not page.evaluate("'axe' in window"):
        page.evaluate(f"{AXE};0")  # or all of it is told as what came of it
    options = {
        "runOnly": {"type": "tag", "values": TAGS},
        "resultTypes": ["violations"],
        # None of these rules reads the style sheets, and to wait for what is not there takes time.
        "preload": {"assets": ["media"]} if page.locator("audio, video").count() else False,
    }
    found = page.evaluate(
        "options => axe.run(document, options).then(it => it.violations)", options
    )
    return [
        f"{rule['id']}: {rule['help']}: {place['html'][:200]}"
        for rule in found
        for place in rule["nodes"]
    ]


def twice(page: Page) -> list[str]:
    """Return the ids that stand more than once: of a field drawn twice one answer is lost."""
    return page.evaluate(
        "() => [...document.querySelectorAll('[id]')].map(it => it.id)"
        ".filter((id, at, all) => all.indexOf(id) < at)"
    )


def sideways(page: Page) -> int:
    """Return by how many pixels the page is wider than the window."""
    return page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
