"""What is asked of a plan before it is agreed: what of it was answered, how, and what was not."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from waymark.assessments.queries import last_assessed
from waymark.chronology.casefile import Document
from waymark.guidance.forms import Question, form
from waymark.guidance.labels import kinder_words
from waymark.pages.words import about
from waymark.plans.answered import (
    ANSWERS,
    NOT_YET,
    QUESTIONS,
    WITH_THE_REST,
    question_about,
)
from waymark.plans.models import Version
from waymark.plans.shown import hidden
from waymark.rules.case import Case
from waymark.rules.facts import build
from waymark.rules.gates.belying import belied
from waymark.rules.gates.prompting import Considered, Prompt, label_nobody, prompts
from waymark.rules.judging import high_on
from waymark.rules.planned import Plan


@dataclass(frozen=True)
class Asked:
    """All that is asked of a version: what is worth another look, by its question; and to which
    questions yes is not what stands elsewhere."""

    looks: dict[str, Prompt]
    belied: dict[str, str]

    def unanswered(self, holds: Iterable[Document]) -> list[str]:
        """Return what nobody answered with yes, or with not yet and why.

        One tick for many answers nothing where something else says otherwise.

        :param holds: the answers that hold.
        """
        said = {each["question"] for each in holds if not self._is_only_ticked(each)}
        return [each for each in (*questions(), *self.looks) if each not in said]

    def _is_only_ticked(self, answer: Document) -> bool:
        return bool(answer.get(WITH_THE_REST)) and answer["question"] in self.belied


def asked_of(
    version: Version,
    case: Case,
    on: date,
    hide: Callable[[str], str],
    *,
    together: bool | None = None,
) -> Asked:
    """Return what is asked of a version on a day. One query.

    :param hide: leaves gaps where a text tells what is protected: nobody is asked about those.
    :param together: the child had a hand in making it; nothing where that is not said yet.
    """
    plan = build(Plan, hidden(version.document["plan"], hide))
    rests_on = last_assessed(version.child, case, on)
    ends_on = case.latest_end_of(plan.orders)
    considered = Considered(plan, on, kinder_words(), rests_on, high_on(case, on), ends_on)
    labels = any(True for _ in label_nobody(considered))
    return Asked(
        looks={_known_by(each): each for each in prompts(considered)},
        belied=dict(belied(plan, labels=labels, together=together)),
    )


def _known_by(prompt: Prompt) -> str:
    place = prompt.place
    return question_about(prompt.provision, place.group, place.item, prompt.what)


def questions() -> dict[str, tuple[str, Question]]:
    """Return the questions of the form, each by its id with the section in which it stands."""
    sections = form(QUESTIONS).asked()
    return {each.id: (section.id, each) for section in sections for each in section.questions}


def left_open(version: Version, name: str) -> list[tuple[str, str]]:
    """Return each question that was left open, and why; of those not answered, that they were not.

    It is what whoever countersigns reads first.
    """
    return [
        (about(question.asks, name), (said or {}).get("because") or "")
        for question, said in _answers(version)
        if said is None or said["said"] == NOT_YET
    ]


def with_one_tick(version: Version, name: str) -> list[str]:
    """Return the questions to which one tick said yes, and none was answered by itself."""
    return [
        about(question.asks, name)
        for question, said in _answers(version)
        if said and said.get(WITH_THE_REST)
    ]


def yes_though(version: Version, of: Asked, name: str) -> list[tuple[str, str]]:
    """Return the questions that were answered with yes, and what says otherwise of each."""
    return [
        (about(question.asks, name), of.belied[question.id].replace("{name}", name))
        for question, said in _answers(version)
        if said and said["said"] != NOT_YET and question.id in of.belied
    ]


def _answers(version: Version) -> Iterator[tuple[Question, Document | None]]:
    held = {each["question"]: each for each in version.document.get(ANSWERS) or []}
    for name, (_, question) in questions().items():
        yield question, held.get(name)
