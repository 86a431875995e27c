"""What the child and the parents said by themselves, beside what the worker writes."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from waymark.children.header import Header
from waymark.guidance.forms import ACTION, Question
from waymark.pages.words import about
from waymark.papers import asking, queries
from waymark.papers.models import Paper
from waymark.papers.queries import Part
from waymark.rules.carries import carries

OWN = ("self-assessment-child", "self-assessment-parent")
A_BAD_FACE = "face-bad"
CHILD = "child"


@dataclass(frozen=True)
class Voice:
    """One answer that somebody gave alone. `differs`: it speaks of trouble where none is seen."""

    who: str
    asked: str
    words: str
    on: date
    differs: bool


@carries("EP-460")
def voices_beside(top: Header, part: Part) -> list[Voice]:
    """Return what the child and each parent last said about one area. Two queries, and one each."""
    found = Paper.objects.filter(child=top.child, form__in=OWN, completed_on__isnull=False)
    last: dict[tuple[str, str], Paper] = {}
    for paper in found.order_by("completed_on", "position"):
        last[paper.form, paper.whose] = paper
    return [voice for paper in last.values() for voice in _said_in(paper, top, part)]


def _said_in(paper: Paper, top: Header, part: Part) -> Iterator[Voice]:
    read = queries.read(paper)
    for own in read.parts:
        for question in own.questions:
            said = own.said(question)
            if said is not None and question.beside == part.asked.id:
                yield Voice(
                    who=_who(paper, top),
                    asked=about(question.asks, top.first_name),
                    words=str(top.near.hide(asking.in_words(question, said, top.today))).strip(
                        "“”"
                    ),
                    on=date.fromisoformat(own.answers[question.id]["on"]),
                    differs=_is_trouble(question, said) and _nothing_to_do(part),
                )


def _who(paper: Paper, top: Header) -> str:
    if paper.whose in (CHILD, ""):
        return top.first_name
    return top.near.names.get(paper.whose) or "A parent"


def _is_trouble(question: Question, said: object) -> bool:
    codes = said if isinstance(said, list) else [said]
    faces = dict(zip((code for code, _ in question.choices), question.pictures, strict=False))
    return any(code in question.concerns or faces.get(code) == A_BAD_FACE for code in codes)


def _nothing_to_do(part: Part) -> bool:
    """Tell whether somebody looked at this area and wrote that nothing needs to be done."""
    return any(part.said(each) == "no" for each in part.questions if each.answer == ACTION)
