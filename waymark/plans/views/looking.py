"""What to look at once more in a draft, as pages say it."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import NamedTuple
from urllib.parse import urlencode

from django.template.loader import render_to_string
from django.urls import reverse

from waymark.chronology.casefile import Document
from waymark.pages.words import about
from waymark.papers.kinder import kinder_prompts
from waymark.plans import queries
from waymark.plans.views.asked import AskedPlan
from waymark.rules.gates.agreeing import Place
from waymark.rules.gates.prompting import Prompt
from waymark.rules.readability import Reading, reading

THE_CHILDS = {"words", "child_because"}  # own words


class LookAt(NamedTuple):
    question: str
    says: str
    offer: str
    href: str
    provision: str
    is_yes_or_no: bool
    said: str  # yes, or not yet
    because: str  # why it is left so for now


def things_to_look_at(
    asked: AskedPlan, of: Mapping[str, Prompt], answers: Iterable[Document]
) -> list[LookAt]:
    """Return what could be better in a draft, or could have been when a version was agreed; nothing
    of it keeps a plan from being agreed.

    :param answers: those that hold, which say why something is left.
    """
    held = {each["question"]: each for each in answers}

    def told(question: str, each: Prompt) -> LookAt:
        return LookAt(
            question,
            about(each.says, asked.name),
            about(each.offer, asked.name),
            place_of(asked.child.pk, each.place),
            each.provision,
            each.is_yes_or_no,
            held.get(question, {}).get("said", ""),
            asked.top.near.hide(held.get(question, {}).get("because") or ""),
        )

    return [told(question, each) for question, each in of.items()]


def reading_of(asked: AskedPlan, facts: Document) -> Reading:
    """Return how hard what the child is to read is to read: the goal, its success, the steps.

    :param facts: a plan, a goal, or a goal as its form was sent.
    """
    return _reading(facts, asked.top.near.hide)


def reads_at(typed: Mapping[str, str]) -> str:
    """Return how hard a goal is to read as it is typed: its writer's own words, and no others."""
    return render_to_string("plans/reads_at.html", {"reading": _reading(dict(typed))})


def _reading(facts: Document, hide: Callable[[str], str] = str) -> Reading:
    return reading(hide("\n".join(_for_the_child(facts))))


def _for_the_child(facts: Document) -> Iterator[str]:
    for name, value in facts.items():
        if isinstance(value, str) and FOR_THE_CHILD.fullmatch(name):
            yield value
        elif isinstance(value, list):  # as a form is sent, `steps` is only how many there are
            for each in value if name in {"goals", "steps", "compulsory"} else ():
                yield from _for_the_child(each)


FOR_THE_CHILD = re.compile(r"words|success|why|(?:s\d+_)?what")


def place_of(child: int, place: Place) -> str:
    """Return where something is mended."""
    if place.group == "assessment":
        return queries.assessment_page(child)
    return reverse("plan-item", args=[child, place.group, place.item or "all"])


def goal_for(child: int, finding: str) -> str:
    """Return where a goal is added that rests on what was found."""
    query = urlencode({"because": f"finding:{finding}"})
    return f"{reverse('plan-item', args=[child, 'goals', 'new'])}?{query}"


def kinder_said(facts: Document, name: str) -> list[str]:
    """Return, for each word that labels, what could be said instead. It is saved all the same."""
    ours = {field: each for field, each in facts.items() if field not in THE_CHILDS}
    return kinder_prompts(_texts(ours), name)


def _texts(facts: object) -> list[str]:
    if isinstance(facts, dict):
        return [text for each in facts.values() for text in _texts(each)]
    if isinstance(facts, list):
        return [text for each in facts for text in _texts(each)]
    return [facts] if isinstance(facts, str) else []
