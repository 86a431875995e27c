"""What the child and the parents said by themselves, beside what the worker writes."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from django.db.models import QuerySet

from waymark.children.header import Header
from waymark.guidance.forms import ACTION, Question
from waymark.guidance.harm import speaks_of_harm
from waymark.pages.words import about
from waymark.papers import queries
from waymark.papers.answers import words_of
from waymark.papers.models import Paper
from waymark.papers.queries import Part, Read
from waymark.papers.told import who
from waymark.prepared import ID, TEXTS, Among, Told, prepared
from waymark.rules.asked import HEALTH, SAFETY
from waymark.rules.carries import carries

OWN = ("self-assessment-child", "self-assessment-parent")
A_BAD_FACE = "face-bad"
A_GOOD_FACE = "face-good"
HARM_BELONGS_TO = {SAFETY, HEALTH}  # whatever question it was an answer to
NOTHING_SEEN = "Here the assessment says that nothing needs doing. Look at it together."
NOTHING_YET = "Here the assessment does not say that something needs doing. Look at it together."
NO_TROUBLE = "Here the assessment says that something needs doing. Look at it together."


@dataclass(frozen=True)
class Voice:
    """One answer that somebody gave alone. `differs`: how the assessment says otherwise, if so."""

    who: str
    asked: str
    words: str
    on: date
    at: datetime | None
    differs: str
    is_harm: bool


@carries("EP-460")
def voices_beside(top: Header, parts: Sequence[Part]) -> dict[str, list[Voice]]:
    """Return what the child and each parent said, by the area that it is read beside: last, and in
    every sheet since the area was answered. What speaks of harm stands first, then the newest.

    Two queries, and one each.
    """
    sheets = handed_in(top.child, OWN)
    last = {(each.form, each.whose): each.pk for each in sheets}
    said = [
        (paper, queries.read(paper), paper.pk in last.values())
        for paper in reversed(sheets)
        if paper.pk in last.values() or any(_may_be_new(paper, part) for part in parts)
    ]
    found = {}
    for part in parts:
        heard = [
            voice
            for paper, read, is_last in said
            for voice in _said_in(paper, read, top, part)
            if is_last or _is_new(voice, part)
        ]
        found[part.asked.id] = sorted(heard, key=lambda each: not each.is_harm)
    return found


def _may_be_new(paper: Paper, part: Part) -> bool:
    return part.last_on is None or (paper.completed_on or part.last_on) >= part.last_on


def _is_new(voice: Voice, part: Part) -> bool:
    """Tell whether an area does not know yet of what a sheet said that is not the last. Where it
    was never answered, the last sheet tells all but harm."""
    if part.last_on is None:
        return voice.is_harm
    return part.is_older_than(voice.on, voice.at)


def handed_in(child: int, sheets: Sequence[str]) -> list[Paper]:
    """Return what was handed in on forms that somebody fills in alone, the oldest first. One query.

    :param sheets: which forms.
    """
    return list(_handed_in(child=child, sheets=list(sheets)))


@prepared(child=ID, sheets=TEXTS)
def _handed_in(*, child: Told, sheets: Told) -> QuerySet[Paper]:
    found = Paper.objects.filter(Among("form", sheets), child=child, completed_on__isnull=False)
    return found.order_by("completed_on", "position")


def all_said(paper: Paper, top: Header) -> Iterator[Voice]:
    """Yield all that somebody said on a sheet of their own. One query."""
    for own, question, said in _answers(queries.read(paper)):
        yield _voice(paper, own, question, said, top)


def _said_in(paper: Paper, read: Read, top: Header, part: Part) -> Iterator[Voice]:
    for own, question, said in _answers(read):
        if _belongs(question, said, part):
            differs = _differs(question, said, part)
            yield replace(_voice(paper, own, question, said, top), differs=differs)


def _answers(read: Read) -> Iterator[tuple[Part, Question, object]]:
    for own in read.parts:
        for question in own.questions:
            if (said := own.said(question)) is not None:
                yield own, question, said


def _voice(paper: Paper, own: Part, question: Question, said: object, top: Header) -> Voice:
    return Voice(
        who=who(paper.whose, top),
        asked=about(question.asks, top.first_name),
        words=words_of(question, said, top).strip("“”"),
        on=date.fromisoformat(own.answers[question.id]["on"]),
        at=own.saved_at,
        differs="",
        is_harm=_is_harm(question, said),
    )


def _belongs(question: Question, said: object, part: Part) -> bool:
    """Tell whether an answer is read beside a section: harm is, wherever somebody spoke of it."""
    return question.beside == part.asked.id or (
        part.asked.id in HARM_BELONGS_TO and _is_harm(question, said)
    )


@carries("EP-460")
def _differs(question: Question, said: object, part: Part) -> str:
    """Say how a section says otherwise than somebody did alone; nothing where it does not."""
    if _is_harm(question, said) or A_BAD_FACE in _faces(question, said):
        if any(part.said(each) == "no" for each in _actions(part)):
            return NOTHING_SEEN
        return NOTHING_YET if part.answered and not part.needs else ""
    says_well = A_GOOD_FACE in _faces(question, said) or (question.concerns and question.choices)
    return NO_TROUBLE if says_well and part.needs else ""


def _is_harm(question: Question, said: object) -> bool:
    if question.choices:
        return any(code in question.concerns for code in _codes(said))
    return isinstance(said, str) and speaks_of_harm(said)


def _faces(question: Question, said: object) -> set[str | None]:
    faces = dict(zip((code for code, _ in question.choices), question.pictures, strict=False))
    return {faces.get(code) for code in _codes(said)}


def _codes(said: object) -> list[object]:
    return said if isinstance(said, list) else [said]


def _actions(part: Part) -> list[Question]:
    """Return the questions whether something needs doing in an area."""
    return [each for each in part.questions if each.answer == ACTION]
