"""Papers, read."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Sum

from waymark.children.facts import version
from waymark.children.models import Child
from waymark.guidance import forms
from waymark.guidance.forms import Form, Question
from waymark.guidance.forms import Section as Asked
from waymark.papers import asking, sections
from waymark.papers.models import File, Paper, Section, Source
from waymark.papers.sections import Answers
from waymark.prepared import ID, Told, prepared

STAGES = {
    "start": "at the start",
    "review": "a review",
    "end": "at the end",
    "transfer": "for a transfer",
}
KINDS = {"statutory": "full", "prevention": "short, prevention", "diversion": "short, diversion"}


@dataclass(frozen=True)
class Part:
    """One section of a paper, with what is answered so far."""

    asked: Asked
    answers: Answers
    paper: str
    began_anew: bool  # the paper began with an earlier one's answers
    checked_on: date | None = None
    seconds: int = 0
    saved_at: datetime | None = None  # not known of what was imported

    @cached_property
    def questions(self) -> list[Question]:
        """Return the questions that are asked, given what was said so far."""
        said = sections.said_of(self.answers)
        return [each for each in self.asked.questions if sections.is_asked(each, said)]

    @property
    def answered(self) -> int:
        return sum(self.said(each) is not None for each in self.questions)

    def said(self, question: Question) -> Any:
        return self.answers.get(question.id, {}).get("said")

    @cached_property
    def missing(self) -> list[Question]:
        return sections.missing(self.asked, self.answers)

    @property
    def asks_something_needed(self) -> bool:
        return any(each.needed for each in self.questions)

    @property
    def changed(self) -> list[Question]:
        """Return the questions whose answer is this paper's own, not one that it began with."""
        return self.own if self.began_anew else []

    @property
    def own(self) -> list[Question]:
        return [each for each in self.asked.questions if self.is_own(each)]

    def is_own(self, question: Question) -> bool:
        return self.answers.get(question.id, {}).get("in") == self.paper

    @property
    def last_on(self) -> date | None:
        """Return the day on which somebody last answered here, or said that nothing had changed."""
        days = [each["on"] for each in self.answers.values() if each.get("on")]
        answered = [date.fromisoformat(each) for each in days]
        return max([*answered, *([self.checked_on] if self.checked_on else [])], default=None)

    def is_older_than(self, on: date, at: datetime | None) -> bool:
        """Tell whether something came after the last answer here: by the moment where both are
        known, by the day otherwise."""
        if self.last_on is None:
            return False
        return at > self.saved_at if at and self.saved_at else on > self.last_on

    @property
    def needs(self) -> str:
        """Return what needs to be done in this area; nothing where nobody said that it does."""
        found = (asking.needs(self.said(each)) for each in self.questions)
        return "; ".join(filter(None, found))

    @property
    def version(self) -> str:
        """Return what tells these answers from others: a button says what it was shown with."""
        return version(dict(self.answers))

    @property
    def is_looked_at(self) -> bool:
        """Tell whether somebody answered here in this paper, or said that nothing had changed."""
        if self.checked_on or not self.began_anew:
            return bool(self.checked_on or self.answered)
        return bool(self.changed)


@dataclass(frozen=True)
class Read:
    """A paper with its form and its answers."""

    paper: Paper
    form: Form
    parts: tuple[Part, ...]
    sources: tuple[Source, ...] = ()
    taken_off: tuple[Source, ...] = ()  # what it rested on once: put right since, or taken off

    def part(self, name: str) -> Part | None:
        return next((each for each in self.parts if each.asked.id == name), None)

    @property
    def called(self) -> str:
        """Return what it is: of which stage, and how full."""
        kind = KINDS.get(self.paper.document.get("kind") or "")
        told = [each for each in (STAGES.get(self.paper.stage), kind) if each]
        return f"{self.form.title} – {', '.join(told)}" if told else self.form.title

    @property
    def not_looked_at(self) -> list[Part]:
        """Return the sections that nobody answered in this paper, nor said that nothing changed."""
        return [part for part in self.parts if not part.is_looked_at]

    @property
    def left(self) -> list[Part]:
        """Return the sections that nobody had looked at when it was finished."""
        names = self.paper.document.get("left") or ()
        return [part for part in self.parts if part.asked.id in names]

    @property
    def left_because(self) -> str:
        return self.paper.document.get("left_because") or ""

    @property
    def missing(self) -> list[tuple[Part, Question]]:
        return [(part, each) for part in self.parts for each in part.missing]

    @property
    def answers(self) -> Answers:
        """Return every answer, by its question."""
        return {name: each for part in self.parts for name, each in part.answers.items()}

    @property
    def open_prompts(self) -> Iterator[tuple[Part, Question, Any]]:
        """Yield the prompts that are not answered with yes, each with why."""
        for part in self.parts:
            for each in part.questions:
                if asking.is_open(each, part.said(each)):
                    yield part, each, part.said(each)

    @property
    def minutes(self) -> int:
        return round(sum(part.seconds for part in self.parts) / 60)

    def said(self, question: str) -> Any:
        """Return the answer to a question, whatever section it stands in."""
        for part in self.parts:
            if question in part.answers:
                return part.answers[question].get("said")
        return None


def read(paper: Paper, *, sources: bool = False) -> Read:
    """Return a paper with its answers. One query, two with the sources."""
    asked = forms.form(paper.form, paper.version)
    kept = {name: rest for name, *rest in _sections(paper=paper.pk)}
    parts = (
        _part(paper, each, kept.get(each.id)) for each in asked.asked(_kind(paper), paper.stage)
    )
    rests_on = list(_sources(paper=paper.pk)) if sources else []
    return Read(
        paper,
        asked,
        tuple(parts),
        tuple(each for each in rests_on if each.stands),
        tuple(each for each in rests_on if not each.stands),
    )


@prepared(paper=ID)
def _sections(*, paper: Told) -> QuerySet[Section]:
    rows = Section.objects.filter(paper=paper)
    return rows.values_list("name", "answers", "checked_on", "seconds", "saved_at")


def sources_of(paper: Paper) -> list[Source]:
    """Return who and what a paper rests on, as it was written down. One query."""
    return [each for each in _sources(paper=paper.pk) if each.stands]


@prepared(paper=ID)
def _sources(*, paper: Told) -> QuerySet[Source]:
    rows = Source.objects.filter(paper=paper).select_related("file", "held__file")
    return rows.defer("file__content", "held__file__content").order_by("position")


def files_of(child: Child) -> list[str]:
    """Return the names of what is attached to a child's papers. One query."""
    return list(opens(child).order_by("pk").values_list("name", flat=True))


def opens(child: Child) -> QuerySet[File]:
    """Return the files that are handed out: some paper rests on each still."""
    gave = Q(file=OuterRef("pk")) | Q(held__file=OuterRef("pk"))
    standing = Source.objects.filter(gave, document__taken_off_on__isnull=True)
    return File.objects.filter(Exists(standing), child=child)


def attached(child: Child, *, form: str = "") -> dict[str, Source]:
    """Return what is attached to a child's papers, the newest first, by the name of its source and
    by that of each which this puts right. One query.

    :param form: of papers of this form alone, and what waits to be cut too.
    """
    rows = Source.objects.filter(child=child, **({"paper__form": form} if form else {}))
    found: dict[str, Source] = {}
    for each in rows.select_related("held").order_by("-pk"):
        name, before = each.document["id"], each.document.get("instead_of")
        waits = bool(form and each.held and each.held.waits)
        if each.stands and (each.opens or waits):
            found[name] = each
        if name in found and before:
            found[before] = found[name]
    return found


def _part(paper: Paper, asked: Asked, kept: list[Any] | None) -> Part:
    answers, *told = kept or ({},)
    began_anew = bool(paper.document.get("before"))
    return Part(asked, answers, paper.reference, began_anew, *told)


def _kind(paper: Paper) -> str:
    return paper.document.get("kind") or ""


def of(child: Child, form: str, **about: str) -> list[Paper]:
    """Return a child's papers on a form, the newest first. One query."""
    found = Paper.objects.filter(child=child, form=form, **about)
    return list(found.select_related("by").order_by("-began_on", "-position"))


def latest(child: Child, form: str, **about: str) -> Paper | None:
    """Return the last completed paper on a form. One query."""
    done = Paper.objects.filter(child=child, form=form, completed_on__isnull=False, **about)
    return done.order_by("-completed_on", "-position").first()


def under_way(child: Child, form: str) -> Paper | None:
    """Return the paper on a form that is begun and not completed. One query."""
    return Paper.objects.filter(child=child, form=form, completed_on=None).first()


def names_of(child: Child) -> Mapping[str, Paper]:
    """Return a child's papers by their references: where an answer was first given. One query."""
    return {each.reference: each for each in _papers(child=child.pk)}


@prepared(child=ID)
def _papers(*, child: Told) -> QuerySet[Paper]:
    return Paper.objects.filter(child=child)


def time_taken(form: str, *, since: date) -> tuple[int, int]:
    """Return how many papers on a form were completed since a day, and the minutes they took.

    Of the service of whoever asks, and never of one writer. One query.
    """
    done = Paper.objects.filter(form=form, completed_on__gte=since)
    told = done.aggregate(papers=Count("pk", distinct=True), seconds=Sum("sections__seconds"))
    return told["papers"], round((told["seconds"] or 0) / 60)
