"""What was told of harm so that only a manager reads it: in its own words, to a manager.

The record says that it was told, and has no words of it. They stand where they were written: on
the sheet while it is open, and in its paper once it is handed in, behind a wall for managers.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import NamedTuple

from waymark.children.around import hiding
from waymark.contacts.harm import Concern
from waymark.papers.models import Section
from waymark.portal import filling
from waymark.portal.models import Sheet
from waymark.rules.carries import carries


class Written(NamedTuple):
    """A sheet, and what stands on it by question."""

    sheet: Sheet
    answers: Mapping[str, object]


@carries("CM-130", "EP-272")
def with_words(told: list[Concern]) -> list[Concern]:
    """Return what was told, with the words that managers alone read. Four queries, where there is
    any such; what was changed since says what stands there now."""
    alone = [each for each in told if each.is_for_managers]
    if not alone:
        return told
    written, hides = _written(alone), hiding({each.child.pk for each in alone})

    def read(concern: Concern) -> Concern:
        found = written.get((concern.child.pk, concern.sitting))
        if not concern.is_for_managers or found is None:
            return concern
        said, hide = _by_question(found), hides[concern.child.pk]
        answers = [each._replace(said=hide(said.get(each.asked, ""))) for each in concern.answers]
        return replace(concern, answers=answers)

    return [read(each) for each in told]


def _written(alone: Iterable[Concern]) -> dict[tuple[int, str], Written]:
    """Return what stands on each sheet, by child and sitting."""
    sittings = {(each.child.pk, each.sitting) for each in alone}
    sheets = {
        (each.child_id, each.sitting): each
        for each in Sheet.objects.filter(child__in={child for child, _ in sittings})
        if (each.child_id, each.sitting) in sittings
    }
    handed: dict[tuple[int, str], dict[str, object]] = {}
    papers = {each.paper for each in sheets.values() if each.paper}
    rows = Section.objects.filter(child__in={child for child, _ in sheets})
    for row in rows.filter(paper__reference__in=papers).select_related("paper"):
        of = handed.setdefault((row.child_id, row.paper.reference), {})
        of |= {question: each.get("said") for question, each in row.answers.items()}
    return {
        key: Written(each, handed.get((each.child_id, each.paper)) or _open(each))
        for key, each in sheets.items()
    }


def _open(sheet: Sheet) -> dict[str, object]:
    return {question: each.get(filling.VALUE) for question, each in sheet.answers.items()}


def _by_question(written: Written) -> dict[str, str]:
    """Return what was said, by what was asked as the record has it."""
    form = filling.form_of(written.sheet.content, "en")
    return {
        each.asks: filling.said(each, {filling.VALUE: written.answers.get(each.id)})
        for _, each in form.questions
    }
