"""What somebody told of harm since a section was answered: it stands before all else beside it."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import NamedTuple

from waymark.children.header import Header
from waymark.chronology.queries import written_in
from waymark.guidance import forms
from waymark.pages.words import about
from waymark.papers.queries import Part, Read
from waymark.rules.carries import carries
from waymark.rules.case import Case
from waymark.rules.events.voice import SelfAssessmentConcern

CHILD = "child"
KIND = "self-assessment-concern"


class ToldOfHarm(NamedTuple):
    """One answer that spoke of harm: `words` with gaps, and none where they are sealed."""

    who: str
    asked: str
    words: str
    on: date
    clock: str
    event: str  # its reference
    is_for_managers: bool  # no words are told here


@carries("CM-004", "EP-272")
def told_of_harm(
    read: Read, case: Case, moments: Mapping[str, datetime], top: Header
) -> dict[str, list[ToldOfHarm]]:
    """Return, by section, what was told of harm that its answers do not know of: beside those that
    their form names, and the one that the question belongs to. A query, where there is any.

    :param moments: when each was recorded, by event.
    """
    told = list(case.all(SelfAssessmentConcern))
    in_words = {each.event: each for each in told_in_words(told, top)}
    return {
        part.asked.id: [
            in_words[each.id]
            for each in _beside(told, part, top)
            if part.last_on is None or part.is_older_than(each.written_on, moments.get(each.id))
        ]
        for part in read.parts
    }


def told_in_words(told: Sequence[SelfAssessmentConcern], top: Header) -> list[ToldOfHarm]:
    """Return what was told of harm, each as pages say it. A query, where there is any."""
    texts = written_in([top.child], [each.id for each in told]) if told else {}
    return [
        ToldOfHarm(
            who=who(each.whose, top),
            asked=about(each.question or "", top.first_name),
            words=str(top.near.hide(texts.get((top.child, each.id, "said"), ("", ""))[1])),
            on=each.on,
            clock=each.at or "",
            event=each.id,
            is_for_managers=bool(each.only_for),
        )
        for each in told
    ]


def who(whose: str | None, top: Header) -> str:
    """Return what somebody is called who said something alone."""
    if whose in (None, "", CHILD):
        return top.first_name
    return top.near.names.get(whose or "") or "A parent"


def _beside(
    told: list[SelfAssessmentConcern], part: Part, top: Header
) -> Iterator[SelfAssessmentConcern]:
    for each in told:
        if KIND in part.asked.outdated_by or part.asked.id == _section_of(each, top):
            yield each


def _section_of(concern: SelfAssessmentConcern, top: Header) -> str:
    """Return the section that the question is read beside; none of a form that is not known."""
    try:
        asked = forms.form(concern.form or "").questions
    except LookupError:
        return ""
    named = {about(each.asks, top.first_name): each.beside for _, each in asked}
    return named.get(about(concern.question or "", top.first_name), "")
