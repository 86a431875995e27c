"""What children say of the service, as a sum; and in their words, to whoever may read the child."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import QuerySet

from waymark.children.access import IsOwnWork
from waymark.children.around import hiding
from waymark.children.models import Child
from waymark.guidance.forms import ONE, QUOTE, SEVERAL, Question, form
from waymark.papers.models import Section
from waymark.prepared import DAY, MOMENT, TEXT, Told, prepared

FEEDBACK = "feedback"


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


def feedback(*, since: date, at: datetime) -> Feedback:
    """Return what children handed in of the service since a day: of the service of whoever asks,
    and their words where the child is hers to read. One query, and three where there are words."""
    rows = _sections(form=FEEDBACK, since=since, at=at)
    questions = [each for _, each in form(FEEDBACK).questions]
    asked = (_counted(each, rows) for each in questions if each.answer in (ONE, SEVERAL))
    return Feedback(
        sheets=len({row.paper_id for row in rows}),
        asked=[each for each in asked if each.answered],
        told=list(_told([each for each in questions if each.answer == QUOTE], rows)),
    )


@prepared(form=TEXT, since=DAY, at=MOMENT)
def _sections(*, form: Told, since: Told, at: Told) -> QuerySet[Section]:
    found = Section.objects.filter(paper__form=form, paper__completed_on__gte=since)
    found = found.annotate(own=IsOwnWork("child", at)).select_related("child", "paper")
    return found.order_by("-paper__completed_on", "-paper")


def _answer(row: Section, question: Question) -> object:
    return (row.answers.get(question.id) or {}).get("said")


def _counted(question: Question, rows: list[Section]) -> Asked:
    said: Counter[str] = Counter()
    for row in rows:
        answer = _answer(row, question)
        said.update(answer if isinstance(answer, list) else [answer] if answer else [])
    pictures = question.pictures or ("",) * len(question.choices)
    counts = [
        Count(words, picture, said[code])
        for (code, words), picture in zip(question.choices, pictures, strict=True)
    ]
    return Asked(question.asks, counts, is_one=question.answer == ONE)


def _told(questions: list[Question], rows: list[Section]) -> Iterator[Answered]:
    own = [row for row in rows if row.own]
    hides = hiding({row.child_id for row in own}) if own else {}
    for question in questions:
        given = ((row, _answer(row, question)) for row in own)
        said = [
            Said(row.child, row.paper_id, row.paper.completed_on, hides[row.child_id](words))
            for row, words in given
            if isinstance(words, str) and words.strip()
        ]
        if said:
            yield Answered(question.asks, said)
