"""What children say of the service, as a sum; and in their words, to whoever may read the child."""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Q, QuerySet

from waymark.children.access import IsOwnWork
from waymark.children.around import hiding
from waymark.children.models import Child
from waymark.guidance.forms import ONE, QUOTE, SEVERAL, Question, form
from waymark.papers.models import Section
from waymark.prepared import DAY, IDS, MOMENT, TEXT, Among, Told, prepared

FEEDBACK = "feedback"
MOST = 60  # sheets whose words are shown


@dataclass(frozen=True)
class Count:
    """How many gave one answer; the picture says which face it has on the sheet."""

    words: str
    picture: str
    many: int


@dataclass(frozen=True)
class Asked:
    asks: str
    counts: list[Count]
    is_one: bool  # each child chose one

    @property
    def answered(self) -> int:
        return sum(each.many for each in self.counts)


@dataclass(frozen=True)
class Said:
    """What one child wrote, with gaps where it tells what is protected."""

    child: Child
    paper: int
    on: date
    words: str
    for_managers: bool  # the child chose that nobody else reads it


@dataclass(frozen=True)
class Answered:
    """What children wrote, in answer to one question."""

    asks: str
    said: list[Said]


@dataclass(frozen=True)
class Feedback:
    sheets: int
    asked: list[Asked]
    told: list[Answered]

    @property
    def shown(self) -> set[int]:
        return {each.child.pk for told in self.told for each in told.said}


def feedback(*, children: Collection[int], since: date, at: datetime) -> Feedback:
    """Return what children handed in of the service since a day: of the service of whoever asks;
    and the newest of their words, where the child is hers to read. Two queries, and two more where
    there are words.

    :param children: who are known to be her work; of a child whose case is closed it is asked.
    """
    questions = [each for _, each in form(FEEDBACK).questions]
    rows = _answers(form=FEEDBACK, since=since)
    own = _own(form=FEEDBACK, children=sorted(children), since=since, at=at)
    counted = (_counted(each, rows) for each in questions if each.answer in (ONE, SEVERAL))
    return Feedback(
        sheets=len({paper for paper, _ in rows}),
        asked=[each for each in counted if each.answered],
        told=list(_told([each for each in questions if each.answer == QUOTE], own)),
    )


@prepared(form=TEXT, since=DAY)
def _answers(*, form: Told, since: Told) -> QuerySet[Section]:
    return _handed_in(form, since).values_list("paper", "answers")


@prepared(form=TEXT, children=IDS, since=DAY, at=MOMENT)
def _own(*, form: Told, children: Told, since: Told, at: Told) -> QuerySet[Section]:
    is_closed = Q(child__standing__closed_on__isnull=False)
    own = Among("child", children) | (is_closed & Q(IsOwnWork("child", at)))
    found = _handed_in(form, since).filter(own).select_related("child", "paper")
    return found.order_by("-paper__completed_on", "-paper")[:MOST]


def _handed_in(form: Told, since: Told) -> QuerySet[Section]:
    return Section.objects.filter(paper__form=form, paper__completed_on__gte=since)


def _said(answers: Mapping[str, Any], question: Question) -> Any:
    return (answers.get(question.id) or {}).get("said")


def _counted(question: Question, rows: list[tuple[int, dict[str, Any]]]) -> Asked:
    said: Counter[str] = Counter()
    for _, answers in rows:
        answer = _said(answers, question)
        said.update(answer if isinstance(answer, list) else [answer] if answer else [])
    pictures = question.pictures or ("",) * len(question.choices)
    counts = [
        Count(words, picture, said[code])
        for (code, words), picture in zip(question.choices, pictures, strict=True)
    ]
    return Asked(question.asks, counts, is_one=question.answer == ONE)


def _told(questions: list[Question], own: list[Section]) -> Iterator[Answered]:
    hides = hiding({row.child_id for row in own}) if own else {}
    for question in questions:
        given = ((row, _said(row.answers, question)) for row in own)
        said = [
            Said(
                row.child,
                row.paper_id,
                row.paper.completed_on,
                hides[row.child_id](words),
                row.for_managers,
            )
            for row, words in given
            if isinstance(words, str) and words.strip()
        ]
        if said:
            yield Answered(question.asks, said)
