"""Recording, on a phone in a stairwell."""

import random
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import NamedTuple

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.browser import looking
from tests.browser.killed import killable

ANOTHER, MAY_BE = "Tim Arkwell", "may be in what you typed"
NO_DAY = "This opened: Ask why Soph did not come, no day set."
AT_ONCE = 10  # browsers, each killed when its last key is five seconds old or a little more
AFTER_THE_LAST_KEY = 5000  # milliseconds
A_VISIT = 5  # acts
TWENTY, EACH = 20, 5
LETTERS = "abcdefghij klmnop qrstu vwxyz ÀÉîøŵŷ “”’ 0123456789 .,;:!? <&>"


@pytest.fixture
def phone(page: Page) -> Page:
    page.set_viewport_size({"width": 390, "height": 844})
    page.set_default_timeout(5000)
    looking.sign_in(page)
    return page


def contact_with_sophie(page: Page) -> str:
    """Return the address of the form, from the menu on the page of my work."""
    return page.locator("a", has_text="A contact with Soph").get_attribute("href") or ""


def what_happened(page: Page) -> Locator:
    return page.get_by_label("What happened?")


def test_a_visit_is_recorded_in_five_acts_from_my_work_all_within_reach(phone: Page):
    """In thirty seconds by phone: each of the five may take six, typing included."""
    acts = Acts(phone)
    acts.tap(phone.get_by_text("Record", exact=True))
    acts.tap(phone.get_by_role("link", name="A contact with Soph"))
    acts.tap(phone.get_by_role("radio", name="Yes"))
    acts.type(what_happened(phone), "Drew what stays and what goes when the order ends.")
    acts.tap(phone.get_by_role("button", name="Save in Soph’s record"))
    expect(phone.get_by_text("Saved in Soph’s record.")).to_be_visible()
    expect(phone.get_by_text("Drew what stays and what goes")).to_be_visible()
    assert acts.done == A_VISIT
    looking.check(phone)
    phone.get_by_role("button", name="Undo").click()
    expect(phone.get_by_text("This was withdrawn.")).to_be_visible()


class Acts:
    """What a thumb does, and counts: it finds what it wants in the window, without scrolling."""

    def __init__(self, phone: Page) -> None:
        self.phone, self.done = phone, 0

    def tap(self, wanted: Locator) -> None:
        self._act(wanted)
        wanted.click()

    def type(self, wanted: Locator, text: str) -> None:
        self._act(wanted)
        wanted.press_sequentially(text)

    def _act(self, wanted: Locator) -> None:
        self.done += 1
        expect(wanted).to_be_in_viewport()


def test_a_no_asks_what_got_in_the_way(phone: Page):
    phone.goto(contact_with_sophie(phone))
    expect(phone.get_by_text("What got in the way?")).to_be_hidden()
    phone.get_by_role("radio", name="No", exact=True).check()
    phone.get_by_role("checkbox", name="Transport failed").check()
    phone.get_by_role("checkbox", name="Forgot").check()
    phone.get_by_label("What did Soph or the family say?").fill("The bus did not come.")
    phone.locator("summary", has_text="More").click()
    looking.check(phone)
    phone.get_by_role("button", name="Save in").click()
    expect(phone.get_by_text(NO_DAY)).to_be_visible()
    phone.get_by_role("button", name="Undo").click()
    expect(phone.get_by_text("This was withdrawn.")).to_be_visible()


def test_nothing_that_is_filled_in_hides_beneath_the_button(phone: Page):
    """After a mistake too, with every field reached by Tab."""
    phone.goto(form := contact_with_sophie(phone))
    what_happened(phone).fill("A line.\n" * 10)
    phone.locator("summary", has_text="More").click()
    phone.get_by_label("How long, in minutes").fill("-5")
    phone.get_by_role("button", name="Save in").click()
    expect(phone.get_by_text("There are some things to mend")).to_be_visible()
    for _ in range(40):
        phone.keyboard.press("Tab")
        where = phone.evaluate(BENEATH)
        assert not where, where
    phone.goto(form)
    looking.follow(phone.get_by_role("button", name="Throw it away"))  # what was refused is kept


# The field in focus, where the button at the foot of the window covers any of it.
BENEATH = """() => {
  const field = document.activeElement, end = document.querySelector(".form__end")
  if (!field.name || end.contains(field)) return ""
  const at = field.getBoundingClientRect(), button = end.getBoundingClientRect()
  return at.bottom > button.top && at.top < button.bottom ? field.name : ""
}"""


@pytest.fixture
def plain(phone: Page, browser: Browser, server: str) -> Iterator[Page]:
    """The form in a browser without scripts."""
    state = phone.context.storage_state()
    with browser.new_context(
        base_url=server, storage_state=state, java_script_enabled=False
    ) as context:
        page = context.new_page()
        page.goto(contact_with_sophie(phone))
        yield page


def test_without_a_script_it_is_recorded_too(plain: Page):
    plain.get_by_role("radio", name="No", exact=True).check()
    plain.get_by_role("checkbox", name="Forgot").check()
    plain.locator("summary", has_text="More").click()
    plain.get_by_label("Where").fill("The library")
    plain.get_by_role("button", name="Save in").click()
    expect(plain.get_by_text(NO_DAY)).to_be_visible()
    plain.get_by_role("button", name="Undo").click()
    expect(plain.get_by_text("This was withdrawn.")).to_be_visible()


def test_without_a_script_it_is_kept_for_later_by_a_button(plain: Page):
    what_happened(plain).fill("The bus is here; the rest tonight.")
    plain.get_by_role("button", name="Keep for later").click()
    expect(plain.get_by_text("Kept for later.")).to_be_visible()
    expect(what_happened(plain)).to_have_value("The bus is here; the rest tonight.")
    plain.get_by_role("button", name="Throw it away").click()
    expect(what_happened(plain)).to_have_value("")


def test_where_the_record_is_not_open_any_more_the_form_says_so_and_tries_again(phone: Page):
    phone.goto(contact_with_sophie(phone))
    phone.route("**/drafts/save/**", lambda route: route.fulfill(status=403))
    what_happened(phone).fill("Typed past midnight.")
    told = phone.get_by_text("Not saved yet: this record is not open to you any more.")
    expect(told).to_be_visible()
    phone.unroute("**/drafts/save/**")
    expect(phone.get_by_text("Draft saved")).to_be_visible()
    phone.get_by_role("button", name="Keep for later").click()
    expect(phone.get_by_text("Kept for later.")).to_be_visible()
    phone.get_by_role("button", name="Throw it away").click()


def test_what_is_typed_is_kept_when_the_browser_is_killed_twenty_times(
    page: Page, browser: Browser, server: str, tmp_path: Path
):
    """Never a letter lost, and nothing in another form, for another child or somebody else."""
    looking.sign_in(page)
    forms = _twenty_forms(page)
    options = {"base_url": server, "storage_state": page.context.storage_state()}
    for first in range(0, len(forms), AT_ONCE):
        with ExitStack() as killed:
            batch = forms[first : first + AT_ONCE]
            pages = []
            for place, form in enumerate(batch, first):
                own = killed.enter_context(killable(browser, tmp_path / str(place), **options))
                pages.append(own.new_page())
                pages[-1].goto(form.address)
            for opened, form in zip(pages, batch, strict=True):
                _type(form.words(opened), form.text)
            page.wait_for_timeout(AFTER_THE_LAST_KEY)
    looking.sign_in(page, "bea")
    for form in forms:
        page.goto(form.address)
        assert page.get_by_text("and did not save it").count() == 0
        assert form.words(page).input_value() != form.text
    looking.sign_in(page)
    for form in forms:
        page.goto(form.address)
        expect(page.get_by_text("and did not save it")).to_be_visible()
        assert form.words(page).input_value() == form.text
        page.get_by_role("button", name="Throw it away").click()


class Form(NamedTuple):
    address: str
    place: str  # the name of what is typed into
    text: str

    def words(self, page: Page) -> Locator:
        return page.locator(f"[name={self.place}]")


def _twenty_forms(page: Page) -> list[Form]:
    """Return forms of several children, kinds and documents, each with a text of its own."""
    links = page.locator("a", has_text="A contact with").all()
    contacts = [link.get_attribute("href") or "" for link in links]
    children = [address.removesuffix("contact/") for address in contacts]
    forms = [
        *((address, "note") for address in contacts[:EACH]),
        *((f"{child}record/weapon-found/", "note") for child in children[:EACH]),
        *((f"{child}change/", "matters_most") for child in children[:3]),
        *((f"{contacts[0]}?appointment=k{number}", "note") for number in range(2)),
        *_sections(page, children),
        *_parts_of_plans(page, children),
    ]
    assert len(forms) == TWENTY
    chance = random.Random(7)
    return [
        Form(*form, "".join(chance.choices(LETTERS, k=chance.randint(20, 200))).strip())
        for form in forms
    ]


def _sections(page: Page, children: list[str]) -> Iterator[tuple[str, str]]:
    """Yield two sections of the first review that is open."""
    for child in children:
        page.goto(f"{child}review/")
        found = page.locator("a[href*='/papers/'][href$='/review-child/']")
        if found.count():
            address = found.first.get_attribute("href") or ""
            yield address, "review-child-works"
            yield address.replace("review-child/", "review-others/"), "review-family"
            return


def _parts_of_plans(page: Page, children: list[str]) -> Iterator[tuple[str, str]]:
    """Yield a goal, a step and something else of the first plan that is a draft."""
    for child in children:
        page.goto(f"{child}plan/draft/")
        if page.url.endswith("/draft/"):
            goal = page.locator("a[href*='/draft/goals/']:not([href*='/new/'])").first
            yield f"{child}plan/draft/goals/new/", "words"
            yield goal.get_attribute("href") or "", "s0_what"
            yield f"{child}plan/draft/controls/new/", "what"
            return


def _type(words: Locator, text: str) -> None:
    words.fill(text[:-1])
    words.page.keyboard.press("End")
    words.page.keyboard.insert_text(text[-1])  # the last key


def test_with_no_signal_it_says_so_and_tries_again(phone: Page):
    phone.goto(contact_with_sophie(phone))
    phone.context.set_offline(True)
    what_happened(phone).fill("Typed in the stairwell.")
    told = phone.get_by_text("Not saved yet: no signal. Trying again.")
    expect(told).to_be_visible()
    expect(told).to_be_in_viewport()
    assert looking.barriers(phone) == []
    phone.context.set_offline(False)
    expect(phone.get_by_text("Draft saved")).to_be_visible()
    expect(told).to_be_hidden()
    phone.reload()
    expect(what_happened(phone)).to_have_value("Typed in the stairwell.")
    phone.get_by_role("button", name="Throw it away").click()
    expect(what_happened(phone)).to_have_value("")


def test_leaving_the_page_keeps_what_was_typed_a_moment_ago(phone: Page):
    address = contact_with_sophie(phone)
    phone.goto(address)
    what_happened(phone).fill("And one word more.")
    phone.goto("/")
    phone.wait_for_timeout(500)  # the page is gone, what it sent is on its way
    phone.goto(address)
    expect(what_happened(phone)).to_have_value("And one word more.")
    phone.get_by_role("button", name="Throw it away").click()


def test_what_was_refused_is_kept_too_where_nobody_types_again(phone: Page):
    address = contact_with_sophie(phone)
    phone.goto(address)
    what_happened(phone).fill("A kite of newspaper.")
    with phone.expect_navigation():
        phone.get_by_role("button", name="Save in").click()
    expect(phone.get_by_text("There is something to mend")).to_be_visible()
    expect(phone.get_by_text("Draft saved")).to_be_visible()
    phone.goto(address)
    expect(what_happened(phone)).to_have_value("A kite of newspaper.")
    phone.get_by_role("button", name="Throw it away").click()


def test_a_form_that_keeps_no_draft_warns_of_a_name_while_it_is_typed(phone: Page):
    phone.goto(contact_with_sophie(phone).replace("contact/", "week/book/"))
    note = phone.get_by_label("What is it for?")
    note.fill(f"With {ANOTHER} too.")
    told = phone.get_by_role("status").filter(has_text=f"Another child of this service {MAY_BE}")
    expect(told).to_contain_text(f"“{ANOTHER}”")
    expect(told).to_be_in_viewport()
    assert looking.barriers(phone) == []
    note.fill("With another boy too.")
    expect(phone.get_by_text(MAY_BE)).to_be_hidden()
    phone.reload()
    expect(note).to_have_value("")


def test_nothing_of_a_draft_is_left_once_it_is_saved(phone: Page):
    address = contact_with_sophie(phone)
    phone.goto(address)
    phone.get_by_role("radio", name="Came late").check()
    what_happened(phone).fill("Saved before the page could keep it.")
    phone.get_by_role("button", name="Save in").click()
    expect(phone.get_by_text("Saved in Soph’s record.")).to_be_visible()
    phone.get_by_role("button", name="Undo").click()
    expect(phone.get_by_text("This was withdrawn.")).to_be_visible()
    phone.goto(address)
    expect(what_happened(phone)).to_have_value("")
    assert phone.get_by_text("and did not save it").count() == 0


# The answer to a draft begins to come, and the rest of it takes its time, as on a bad line.
SLOWLY = """() => {
  const real = window.fetch
  window.fetch = async (...asked) => {
    const answer = await real(...asked)
    answer.json = () => new Promise(done => setTimeout(() => done({saved: "at last"}), 1000))
    return answer
  }
}"""


def test_whoever_saves_while_the_draft_is_on_its_way_is_not_held_up(phone: Page):
    phone.goto(contact_with_sophie(phone))
    phone.evaluate(SLOWLY)
    phone.get_by_role("radio", name="Came late").check()
    with phone.expect_response("**/drafts/save/**"):
        what_happened(phone).fill("Saved while the page was keeping it.")
    phone.get_by_role("button", name="Save in").click()
    expect(phone.get_by_text("Saved in Soph’s record.")).to_be_visible()
    phone.get_by_role("button", name="Undo").click()
    expect(phone.get_by_text("This was withdrawn.")).to_be_visible()
