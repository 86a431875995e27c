"""Answering what a page asks, by the words that stand on it, as whoever sees only these."""

import re
from collections.abc import Mapping, Sequence
from datetime import date

from playwright.sync_api import Locator, Page

Said = str | bool | date | Sequence[str] | Mapping[str, str]
Answers = Mapping[str, Said]


def answer(where: Page | Locator, answers: Answers) -> None:
    """Answer each question, by its words, in the order given; what is folded away is opened.

    A choice that asks for words is answered with both: {"Yes": "A way home that is safe"}.
    """
    for asked, said in answers.items():
        words = _words(asked)
        group = where.get_by_role("group", name=words, exact=True, include_hidden=True)
        field = group.or_(where.get_by_label(words, exact=True)).first
        kind = _unfolded(field)
        if kind == "FIELDSET":
            _choose(field, said)
        elif kind == "SELECT":
            field.select_option(label=said)
        elif isinstance(said, bool):
            field.set_checked(said)
        else:
            field.fill(said)


def _words(said: str) -> str | re.Pattern[str]:
    """Return what a label says, whole, or from its beginning on: "What matters most …"."""
    begins, dots, _ = said.rpartition("…")
    return re.compile(f"^{re.escape(begins.rstrip())}") if dots else said


def _unfolded(field: Locator) -> str:
    """Open what folds a field away; returns its tag. To find it by its words takes most of the time
    of a question, so both are asked at once."""
    tag, is_folded = field.evaluate("it => [it.tagName, !!it.closest('details:not([open])')]")
    if is_folded:
        for folded in field.locator("xpath=ancestor::details[not(@open)]").all():
            folded.locator("summary").first.click()
    return tag


def _choose(group: Locator, said: Said) -> None:
    if isinstance(said, date):
        for part in ("day", "month", "year"):
            group.get_by_label(part.capitalize(), exact=True).fill(str(getattr(said, part)))
        return
    for choice in [said] if isinstance(said, str) else said:
        chosen = group.get_by_label(_words(choice), exact=True)
        _unfolded(chosen)
        chosen.check()
        if isinstance(said, Mapping):
            group.locator("xpath=..").get_by_role("textbox").fill(said[choice])


def answer_what_is_asked(page: Page, answers: Answers) -> set[str]:
    """Answer those of the questions that this page asks; returns which they were."""
    asked = page.locator("main form").locator("legend, label").all_inner_texts()
    here = {name: said for name, said in answers.items() if _is_asked(name, asked)}
    answer(page, here)
    return set(here)


def _is_asked(name: str, asked: Sequence[str]) -> bool:
    words = _words(name)
    return name in asked if isinstance(words, str) else any(map(words.match, asked))
