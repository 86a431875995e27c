"""A version of a plan as its page shows it: with gaps where it tells what is protected."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from math import ceil
from typing import Any, NamedTuple

from waymark.chronology.casefile import Document
from waymark.chronology.labels import label
from waymark.guidance.forms import form
from waymark.pages.words import about, day
from waymark.papers.models import Source
from waymark.plans import words
from waymark.rules.calendar import WEEKDAYS
from waymark.rules.carries import carries
from waymark.rules.facts import Sensitivity, Shape, build
from waymark.rules.gates.agreeing import Conclusions, Finding, Required, is_planned
from waymark.rules.load import Load, load
from waymark.rules.planned import (
    ITEMS,
    TOLD,
    Basis,
    Contingency,
    Control,
    Goal,
    OtherPlan,
    Plan,
    Step,
)


def _written() -> set[str]:
    shapes: list[type[Shape]] = [Plan, Step, Basis, *(shape for shape, _ in ITEMS.values())]
    fields = (field for shape in shapes for field in shape.fields.values())
    return TOLD | {each.name for each in fields if each.sensitivity is Sensitivity.WORDS}


WRITTEN = _written()


def hidden(says: Any, hide: Any) -> Any:
    """Return a document with gaps where a text of it tells what is protected."""
    if isinstance(says, dict):
        return {
            name: hide(each) if name in WRITTEN and isinstance(each, str) else hidden(each, hide)
            for name, each in says.items()
        }
    return [hidden(each, hide) for each in says] if isinstance(says, list) else says


@dataclass(frozen=True)
class StepShown:
    step: Step
    agency: str
    required: str
    is_late: bool

    @property
    def how_often(self) -> str:
        """Say how often a week, unless the days themselves say it."""
        days, times = self.step.weekdays, self.step.times_a_week or 0
        said = words.on_days(days) if days else ""
        if not times or times == len(days):
            return said
        often = f"{times:g} a week" if times >= 1 else f"every {round(1 / times)} weeks"
        return f"{often}, {said}" if said else often


@dataclass(frozen=True)
class GoalShown:
    goal: Goal
    because: tuple[str, ...]
    steps: tuple[StepShown, ...]
    agency: str
    says: str  # whether the child agrees


class OtherShown(NamedTuple):
    """Another agency's plan, and where it is attached, as far as it is."""

    plan: OtherPlan
    agency: str
    source: Source | None


@dataclass(frozen=True)
class Known:
    """What a plan refers to, by its key: what the courts require, what was found."""

    name: str
    required: Mapping[str, str]
    found: Mapping[str, str]
    keep_clear: tuple[Finding, ...] = ()  # what the assessment says of days and times
    # What is attached to the child's papers, by its source; looked up only where a plan names one.
    attached: Callable[[], Mapping[str, Source]] = dict

    @classmethod
    def of(
        cls,
        name: str,
        required: tuple[Required, ...],
        found: Conclusions,
        attached: Callable[[], Mapping[str, Source]] = dict,
    ) -> "Known":
        both = (*found.findings, *found.strengths)
        return cls(
            name,
            {each.key: each.words for each in required},
            {each.section: found_in_words(each) for each in both},
            found.keep_clear,
            attached,
        )

    def source(self, name: str | None) -> Source | None:
        return self.attached().get(name) if name else None

    def reason(self, key: str) -> str:
        """Return what an assessment found; of one that finds it no more, what it was about."""
        if key in self.found:
            return self.found[key]
        for section, question in form("assessment").questions:
            if key == section.id:
                return about(section.title, self.name)
            if key == question.id:
                return f"what was said to “{about(question.asks, self.name)}”"
        return "something that was found before"


@dataclass(frozen=True)
class PlanShown:
    plan: Plan
    known: Known
    today: date

    @property
    def families(self) -> list[tuple[str, list[GoalShown]]]:
        """Return the goals by family, the child's own first; families without a goal are left."""
        found = [
            (words.named(title, self.known.name), [self._goal(each) for each in self._of(family)])
            for family, title in words.FAMILIES.items()
        ]
        return [(title, goals) for title, goals in found if goals]

    def _of(self, family: str) -> Iterator[Goal]:
        return (goal for goal in self.plan.goals_under_way if goal.family == family)

    @property
    def ended(self) -> list[Goal]:
        return [goal for goal in self.plan.goals if goal.ended_on]

    @property
    def load(self) -> Load:
        return load(self.plan, child=self.known.name)

    @property
    def days(self) -> dict[str, list[tuple[float, float]]]:
        """Return on which days whom the child sees, and where each is drawn and how wide, in
        hundredths of the week; nobody where no day is fixed."""
        wide, gap = 100 / len(WEEKDAYS), 1.0
        return {
            who: [
                (round(place * wide, 2), round(min(1, on[day]) * wide - gap, 2))
                for place, day in enumerate(WEEKDAYS)
                if day in on
            ]
            for who, on in self.load.days.items()
        }

    def on_days(self, who: str) -> str:
        on = self.load.days.get(who)
        return words.on_days(on) if on else "any day"

    @property
    def week(self) -> list[tuple[str, float, list[tuple[float, float]]]]:
        """Return who sees the child how often, and for each time where it is drawn and how wide,
        in hundredths of the line of whoever comes most often."""
        people = self.load.people
        most = max((ceil(times) for _, times in people), default=0) or 1
        wide, gap = 100 / most, min(1.0, 20 / most)

        def drawn(times: float) -> list[tuple[float, float]]:
            return [
                (round(wide * one, 2), round(max(wide * min(1, times - one) - gap, gap), 2))
                for one in range(ceil(times))
            ]

        return [(who, times, drawn(times)) for who, times in people]

    @property
    def controls(self) -> list[tuple[str, list[Control]]]:
        kept = {
            who: [each for each in self.plan.controls if each.keeps == who] for who in words.KEEPS
        }
        return [
            (words.named(words.KEEPS[who], self.known.name), each)
            for who, each in kept.items()
            if each
        ]

    @property
    def contingencies(self) -> list[tuple[str, Contingency]]:
        return [(agency(each.agency), each) for each in self.plan.contingencies]

    @property
    @carries("EP-330.1")
    def other_plans(self) -> list[OtherShown]:
        return [
            OtherShown(each, agency(each.agency, ""), self.known.source(each.source))
            for each in self.plan.other_plans
        ]

    @property
    def compulsory(self) -> list[tuple[str, Any]]:
        names = self.known.required
        said = [(names.get(each.requirement, ""), each) for each in self.plan.compulsory]
        return [(name or "an earlier requirement", each) for name, each in said]

    @property
    def left(self) -> list[tuple[str, Any]]:
        """Return what is left, and on which no goal rests."""
        left = (each for each in self.plan.left if not is_planned(self.plan, each.finding))
        return [(self.known.reason(each.finding), each) for each in left]

    def _goal(self, goal: Goal) -> GoalShown:
        steps = (
            StepShown(
                each,
                agency(each.agency, ""),
                self.known.required.get(each.requirement or "", ""),
                each.is_late(self.today),
            )
            for each in goal.steps
        )
        says = words.AGREEMENT.get(goal.child or "", "{name} has not been asked yet")
        return GoalShown(
            goal=goal,
            because=tuple(filter(None, map(self._why, goal.because))),
            steps=tuple(steps),
            agency=agency(goal.agency, ""),
            says=words.named(says, self.known.name),
        )

    def _why(self, basis: Basis) -> str:
        of = basis.of or ""
        if basis.kind == "requirement":
            named = self.known.required.get(of)
            return f"the court asks: {named}" if named else "the court asks for it"
        return basis.said or (self.known.reason(of) if of else "")


def found_in_words(found: Finding) -> str:
    """Return what was found; of a question that was asked, what was said to it."""
    return found.what if found.what and found.title.endswith("?") else found.title


def agency(code: str | None, nothing: str = "Us") -> str:
    return label("agencies", code) if code else nothing


def file_in_words(source: Source, today: date) -> str:
    """Say what is attached: whose it is, of which day, and what the file is called."""
    told = (agency(source.document.get("agency"), ""), day(source.on, today) if source.on else "")
    return ", ".join(filter(None, (*told, source.called)))


def shown(says: Document, known: Known, hide: Any, today: date) -> PlanShown:
    """Return a plan as a page shows it."""
    return PlanShown(build(Plan, hidden(says, hide)), known, today)
