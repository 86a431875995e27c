"""What is looked at on each page of the walk."""

import re

from playwright.sync_api import Page, Response

from tests.browser import looking
from tests.browser.walked import Pressed

LOOKED = re.compile("^I (have looked|read all of it myself): nobody who was harmed")
TAB = {"key": "Tab", "code": "Tab", "windowsVirtualKeyCode": 9}
# Radios of one name are one stop of the Tab key, as in every browser.
CONTROLS = """() => {
  document.querySelectorAll("main details").forEach(it => it.open = true)
  const named = new Map()
  const stop = it => it.type === "radio" ? "radio " + (it.form?.action ?? "") + " " + it.name
    : named.get(it) ?? named.set(it, named.size + " " + it.outerHTML.slice(0, 160)).get(it)
  const all = "a[href], button, input, select, textarea, summary, [tabindex], audio, video"
  const seen = {visibilityProperty: true, contentVisibilityAuto: true}
  const wanted = [...document.querySelectorAll(all)].filter(it => it.checkVisibility(seen)
    && !it.disabled && it.type !== "hidden" && it.tabIndex >= 0)
  window.walk = {met: new Set(), wanted: new Set(wanted.map(stop))}
  document.addEventListener("focusin", event => window.walk.met.add(stop(event.target)))
  document.activeElement?.blur()
  return window.walk.wanted.size
}"""
# What can be filled in, with all that folds open.
FIELDS = """() => {
  document.querySelectorAll("main details").forEach(it => it.open = true)
  const forms = "main form[method=post]:not([data-passkey])"
  const all = [...document.querySelectorAll(`${forms} :is(input, select, textarea)`)]
  const seen = all.filter(it => it.name && it.checkVisibility())
  return [...new Set(seen.map(it => it.name))].sort()
}"""
# Where words are typed about a child that nothing reads for names while they are typed.
UNREAD = """() => !location.pathname.startsWith("/children/") ? [] :
  [...document.querySelectorAll("main form[method=post]:not([data-draft-to])")].flatMap(form =>
    [...form.elements].filter(it => ["textarea", "text"].includes(it.type)
      && it.inputMode !== "numeric" && !("neverKept" in it.dataset)).map(it => it.name))"""
MISSED = "() => [...window.walk.wanted].filter(it => !window.walk.met.has(it))"
# Everything that was filled in is taken away, and days that never were are put in.
MISTAKES = """form => {
  for (const it of form.elements) {
    if (["hidden", "submit", "button"].includes(it.type)) continue
    if (["checkbox", "radio"].includes(it.type)) it.checked = false
    else if (it.tagName === "SELECT") it.selectedIndex = 0
    else it.value = it.inputMode === "numeric" ? "99" : ""
  }
}"""
# The forms in which something is filled in; a passkey's is sent by the browser's own dialogue.
FORMS = """() => [...document.querySelectorAll("main form[method=post]")].map((it, at) => [it, at])
  .filter(([it]) => !it.dataset.passkey && [...it.elements].some(each =>
    each.name && each.checkVisibility() && !["hidden", "submit", "button"].includes(each.type)))
  .map(([_, at]) => at)"""


def faults(page: Page) -> list[str]:
    """Return what stands in somebody's way on this page, at each size and by keyboard."""
    unread = [f"not read for names: {name}" for name in page.evaluate(UNREAD)]
    return (
        unread + in_sight(page) + [f"Tab does not reach {control}" for control in not_reached(page)]
    )


def in_sight(page: Page) -> list[str]:
    """Return what stands in somebody's way, but for the keyboard; leaves the page enlarged."""
    found = [f"stands twice: {each}" for each in looking.twice(page)]
    for width, height in (looking.DESK, looking.PHONE, looking.ENLARGED):
        page.set_viewport_size({"width": width, "height": height})
        if looking.sideways(page):
            found.append(f"{width}: scrolls sideways by {looking.sideways(page)}")
        if (width, height) != looking.ENLARGED:
            found += [f"{width}: {barrier}" for barrier in looking.barriers(page)]
    return found


def not_reached(page: Page) -> list[str]:
    """Return the controls in sight that the Tab key never comes to, with all that folds open."""
    left = 2 * page.evaluate(CONTROLS)  # a time is several stops
    keys = page.context.new_cdp_session(page)
    missed = page.evaluate(MISSED)
    while missed and left > 0:
        for _ in missed:
            keys.send("Input.dispatchKeyEvent", {"type": "rawKeyDown", **TAB})
        left -= len(missed)
        missed = page.evaluate(MISSED)
    keys.detach()
    return missed


def fields(page: Page) -> list[str]:
    """Return the names of what can be filled in on this page."""
    return page.evaluate(FIELDS)


def forms(page: Page) -> list[int]:
    """Return the places of the page's forms in which something is filled in."""
    fields(page)
    return page.evaluate(FORMS)


def send_with_mistakes(page: Page, place: int) -> int:
    """Send a form with nothing right in it; returns the answer's status."""
    fields(page)
    form = page.locator("main form[method=post]").nth(place)
    form.evaluate(MISTAKES)
    send = form.locator("button:not([name]):not([type=button])").last
    with page.expect_navigation() as answered:
        send.click()
    return answered.value.status


def press(page: Page, pressed: Pressed) -> None:
    """Press a button, after what must be chosen and typed for it."""
    fields(page)  # with all that folds open
    if pressed.chosen:
        page.get_by_role("radio", name=pressed.chosen).check(force=True)
    for label, text in pressed.typed.items():
        page.get_by_label(label).fill(text)
    answered = _pressed(page, pressed.button)
    looked = page.get_by_label(LOOKED)  # where somebody harmed is known by no name yet
    if looked.count():
        looked.check()
        answered = _pressed(page, pressed.button)
    assert answered.ok, answered.status


def _pressed(page: Page, button: str) -> Response:
    with page.expect_navigation() as answered:
        page.get_by_role("button", name=button).first.click()
    return answered.value
