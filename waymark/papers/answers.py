"""A paper's answers as pages show them: what is protected left out, each with its day."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from waymark.children.header import Header
from waymark.chronology.casefile import Document
from waymark.guidance.forms import Question
from waymark.pages.words import about, day
from waymark.papers import asking, queries
from waymark.papers.models import Paper
from waymark.papers.queries import Part, Read
from waymark.papers.sections import Answers
from waymark.rules.carries import carries


@dataclass(frozen=True)
class Shown:
    """One answer. `before` names the earlier paper that it comes from, if it does; `was` is what
    the answer was that this one stands instead of."""

    of: str  # the question's id
    question: str
    words: str
    on: date | None
    before: str
    is_new: bool
    is_quote: bool
    provisions: tuple[str, ...]
    was: str = ""
    was_on: date | None = None


@dataclass(frozen=True)
class ShownPart:
    title: str
    part: Part
    answers: tuple[Shown, ...]


def shown(read: Read, top: Header, papers: Mapping[str, Paper]) -> list[ShownPart]:
    """Return every section with what was answered in it, and beside what changed what it was.

    One query, where something changed.
    """
    changed = any(part.changed for part in read.parts)
    before = papers.get(read.paper.document.get("before") or "") if changed else None
    earlier = queries.read(before).answers if before else {}
    return [
        ShownPart(
            about(part.asked.title, top.first_name),
            part,
            tuple(_shown(part, top, papers, earlier)),
        )
        for part in read.parts
    ]


def _shown(
    part: Part, top: Header, papers: Mapping[str, Paper], earlier: Answers
) -> Iterator[Shown]:
    for each in part.questions:
        answer = part.answers.get(each.id)
        if answer is None or (answer.get("said") is None and not part.is_own(each)):
            continue
        yield Shown(
            of=each.id,
            question=about(each.asks, top.first_name),
            words=words_of(each, answer.get("said"), top),
            on=date.fromisoformat(answer["on"]) if answer.get("on") else None,
            before=_before(part, answer.get("in"), papers),
            is_new=part.began_anew and part.is_own(each),
            is_quote=each.answer == "quote",
            provisions=each.provisions,
            **_was(each, earlier.get(each.id, {}), top) if part.is_own(each) else {},
        )


@carries("EP-117")
def _was(question: Question, earlier: Document, top: Header) -> dict[str, Any]:
    """Return what an answer was before, and since which day."""
    if earlier.get("said") is None:
        return {}
    on = date.fromisoformat(earlier["on"]) if earlier.get("on") else None
    return {"was": words_of(question, earlier["said"], top), "was_on": on}


def last_answers(part: Part, top: Header, papers: Mapping[str, Paper]) -> dict[str, str]:
    """Return, by question, when it was last answered, and in which paper if it was an earlier."""
    return {
        each.of: f"Answered {day(each.on, top.today)}{each.before and f', {each.before}'}."
        for each in _shown(part, top, papers, {})
        if each.on
    }


def words_of(question: Question, said: object, top: Header) -> str:
    if said is None:
        return "Taken back"
    words = asking.in_words(question, said, top.today)
    return str(top.near.hide(about(words, top.first_name) if question.choices else words))


def _before(part: Part, reference: str | None, papers: Mapping[str, Paper]) -> str:
    if reference in (None, part.paper) or reference not in papers:
        return ""
    return STAGES.get(papers[reference].stage, "in an earlier one")


STAGES = {**queries.STAGES, "review": "in a review"}
