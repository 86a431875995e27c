"""Two at one section, a server that dies, a text of a million letters: nothing typed is lost."""

import uuid
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Locator, Page, Response, expect

from tests import database
from tests.browser import looking
from tests.browser.conftest import sessions_of_everybody, url_of
from tests.browser.looking import sign_in
from tests.serving import Server, running, victims_served

WORKS = "What does Soph say works, what does not, and why?"
TELLS = "Not saved yet: Waymark does not answer. Trying again."
STALE = 409
A_MILLION = "fish and chips " * 66_667
ODD = "\u202eturned\u202c أحب الصيد 🎣 👩🏽\u200d🔧 a\x01b\x0bc <b>&amp;</b>"
Device = Callable[[str], Page]


@pytest.fixture(scope="module")
def killable(
    browser: Browser, cluster, django_db_blocker, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Server]:
    """A server of this module's own, on the demonstration's children."""
    clone = database.clone(f"browser_{uuid.uuid4().hex[:12]}", demonstrated=True)
    with clone as name, pytest.MonkeyPatch.context() as p:
        with django_db_blocker.unblock(), database.django_at(name):
            for login, session in sessions_of_everybody().items():
                p.setitem(looking.SESSIONS, login, session)
        folder = tmp_path_factory.mktemp("killable")
        with (
            victims_served(folder) as victims,
            running(Server(url_of(name), folder / "log", **victims.door)) as server,
        ):
            yield server


@pytest.fixture
def device(browser: Browser, killable: Server) -> Iterator[Device]:
    """Signs somebody in on a device of her own."""
    made = []

    def signed_in(login: str) -> Page:
        made.append(browser.new_context(base_url=killable.origin, locale="en-GB"))
        made[-1].grant_permissions(["clipboard-read", "clipboard-write"])
        page = made[-1].new_page()
        sign_in(page, login)
        return page

    yield signed_in
    for context in made:
        context.close()


@pytest.fixture
def section(device: Device) -> str:
    """The address of a section of Soph's review, which is open."""
    page = device("jo")
    open_soph(page, "Plan")
    page.goto(f"{page.url.removesuffix('plan/')}review/")
    return page.locator("a[href*='/review-child/']").first.get_attribute("href") or ""


def open_soph(page: Page, part: str) -> None:
    page.get_by_role("link", name="Soph", exact=True).first.click()
    about = page.get_by_role("navigation", name="About Soph")
    about.get_by_role("link", name=part, exact=True).click()


def save(page: Page) -> int:
    """Press the button; returns with what the form was answered, its draft aside."""
    here = page.url
    with page.expect_response(lambda answer: _is_to(answer, here)) as answered:
        page.get_by_role("button", name="Save in Soph’s").click()
    return answered.value.status


def _is_to(answer: Response, address: str) -> bool:
    return answer.request.method == "POST" and answer.url == address


def paste(page: Page, into: Locator, text: str) -> None:
    page.evaluate("text => navigator.clipboard.writeText(text)", text)
    into.fill("")
    into.focus()
    page.keyboard.press("Control+V")


@pytest.mark.parametrize(
    ("other", "who"),
    [("bea", "Jo Field"), ("jo", "You")],  # somebody else, and Jo on her other device
)
def test_two_who_write_in_one_section_are_both_shown_and_lose_nothing(device, section, other, who):
    first, second = device("jo"), device(other)
    for page in (first, second):
        page.goto(section)
    first.get_by_label(WORKS).fill("The boat works. Mondays do not.")
    second.get_by_label(WORKS).fill("Soph likes the boat, and Al’s jokes.")
    save(first)
    assert save(second) == STALE
    both = second.get_by_role("alert")
    expect(both).to_contain_text(f"{who} saved this section while you were writing")
    expect(both).to_contain_text("The boat works. Mondays do not.")
    expect(both).to_contain_text("Soph likes the boat, and Al’s jokes.")
    looking.check(second)
    words = second.get_by_label(WORKS)
    expect(words).to_have_value("Soph likes the boat, and Al’s jokes.")
    words.fill("The boat works, and Al’s jokes. Mondays do not.")
    save(second)
    first.goto(section)
    expect(first.get_by_label(WORKS)).to_have_value(
        "The boat works, and Al’s jokes. Mondays do not."
    )


def test_a_server_that_is_killed_takes_no_words_with_it(device, section, killable):
    """The page says so in plain sight, tries again, and keeps them when the server is back."""
    page = device("jo")
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(section)
    words = page.get_by_label(WORKS)
    words.fill("Kept before the cut.")
    expect(page.get_by_text("Draft saved")).to_be_visible()
    killable.kill()
    try:
        words.fill("Kept before the cut. Typed while nobody answered.")
        told = page.get_by_text(TELLS)
        expect(told).to_be_visible()
        expect(told).to_be_in_viewport()
    finally:
        killable.start()
    expect(page.get_by_text("Draft saved")).to_be_visible()  # nobody touched the page
    expect(told).to_be_hidden()
    page.reload()
    expect(words).to_have_value("Kept before the cut. Typed while nobody answered.")
    save(page)
    page.goto(section)
    expect(words).to_have_value("Kept before the cut. Typed while nobody answered.")


def test_a_million_letters_that_are_pasted_are_neither_cut_nor_lost(device, section):
    page = device("jo")
    page.goto(section)
    words = page.get_by_label(WORKS)
    paste(page, words, A_MILLION)
    assert words.input_value() == A_MILLION
    expect(page.get_by_text("Draft saved")).to_be_visible()
    save(page)
    said = f"Write at most 20000 characters: this has {len(A_MILLION.strip())}"
    expect(page.get_by_role("link", name=said)).to_be_visible()
    assert words.input_value() == A_MILLION
    page.goto(section)
    assert words.input_value() == A_MILLION  # its draft
    page.get_by_role("button", name="Throw it away").click()


def test_what_is_pasted_from_anywhere_is_kept_as_it_is(device, section):
    page = device("jo")
    page.goto(section)
    words = page.get_by_label(WORKS)
    paste(page, words, ODD)
    assert words.input_value() == ODD
    save(page)
    page.goto(section)
    assert words.input_value() == ODD


def test_going_back_to_a_form_that_was_saved_shows_what_stands_now(device, section):
    first, second = device("jo"), device("bea")
    for page, words in ((first, "Only the boat works."), (second, "The boat works, and Al.")):
        page.goto(section)
        page.get_by_label(WORKS).fill(words)
        save(page)
    first.go_back()
    expect(first.get_by_label(WORKS)).to_have_value("The boat works, and Al.")


def test_two_who_write_on_one_goal_are_both_shown_and_lose_nothing(device):
    first, second = device("jo"), device("bea")
    open_soph(first, "Plan")
    first.get_by_role("button", name="Change the plan").click()
    goal = first.locator("a[href*='/draft/goals/']:not([href*='/new/'])").first
    address = goal.get_attribute("href") or ""
    for page in (first, second):
        page.goto(address)
    step = "What is done?"
    first.get_by_label(step).first.fill("Draw the heron at the weir")
    second.get_by_label(step).first.fill("Draw the otter at the mill")
    save(first)
    assert save(second) == STALE
    both = second.get_by_role("alert")
    expect(both).to_contain_text("Draw the heron at the weir")
    expect(both).to_contain_text("Draw the otter at the mill")
    expect(second.get_by_label(step).first).to_have_value("Draw the otter at the mill")
    save(second)
    first.goto(address)
    expect(first.get_by_label(step).first).to_have_value("Draw the otter at the mill")
