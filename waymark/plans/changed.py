"""What changed between two versions of a plan, in the words of a page."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from waymark.pages.words import day
from waymark.plans import words
from waymark.plans.shown import Known, agency, file_in_words
from waymark.rules.comparing import Change, Told, changes
from waymark.rules.facts import Shape
from waymark.rules.planned import Basis, Goal, Plan, Step

NOT_DONE = "Taken off; nobody said that it was done"
HOW = {"added": "New", "changed": "Changed", "taken-off": "No more"}


@dataclass(frozen=True)
class Line:
    """One field: what it is called, what it was and what it is."""

    label: str
    was: str
    is_: str
    gone: str = "Nothing any more"


@dataclass(frozen=True)
class Changed:
    group: str
    how: str
    what: str  # which of them
    lines: tuple[Line, ...]


@dataclass(frozen=True)
class _Saying:
    known: Known
    today: date

    def of(self, change: Change) -> Changed:
        shape = change.is_ or change.was
        assert shape is not None
        told = change.fields if change.how == "changed" else ()
        lines = [line for each in told for line in self._lines(change.group, each)]
        if isinstance(change.is_, Goal) and change.how == "added":
            lines += self._steps((), change.is_.steps)
        return Changed(
            group=words.named(words.GROUPS[change.group].title, self.known.name),
            how=HOW[change.how],
            what=self._called(change, shape),
            lines=tuple(lines),
        )

    def _called(self, change: Change, item: Shape) -> str:
        if change.group == "compulsory":
            return self.known.required.get(change.key, "an earlier requirement")
        if change.group == "left":
            return self.known.reason(change.key)
        if change.group == "whole":
            return ""
        for name in ("words", "what", "need", "fits", "if_up", "name"):
            if said := getattr(item, name, None):
                return str(said)
        return words.named(words.GROUPS[change.group].one, self.known.name)

    def _lines(self, group: str, told: Told) -> Iterator[Line]:
        if told.name == "steps":
            yield from self._steps(told.was or (), told.is_ or ())
        else:
            label = words.label(f"{group}.{told.name}", self.known.name)
            yield Line(label, self._said(told.name, told.was), self._said(told.name, told.is_))

    def _steps(self, was: tuple[Step, ...], now: tuple[Step, ...]) -> Iterator[Line]:
        """Yield step by step what is otherwise, and whether the order of those that stay is."""
        old, new = {each.id: each for each in was}, {each.id: each for each in now}
        both = dict.fromkeys([*new, *old])
        otherwise = [name for name in both if old.get(name) != new.get(name)]
        for name in otherwise:
            label = "A step" if name in old else "A new step"
            steps = (self._said("", each.get(name)) for each in (old, new))
            gone = "Taken off" if name in old and old[name].done_on else NOT_DONE
            yield Line(label, *steps, gone=gone)
        stay = [
            [step.id for step in each if step.id in old.keys() & new.keys()] for each in (was, now)
        ]
        if stay[0] != stay[1]:
            says = [[new[name].what or "" for name in each] for each in stay]
            yield Line("The order of the steps", *("; ".join(filter(None, each)) for each in says))

    def _said(self, name: str, value: Any) -> str:
        answers = {"family": words.FAMILIES, "child": words.AGREEMENT, "keeps": words.KEEPS}
        match value:
            case None:
                return ""
            case date():
                return day(value, self.today)
            case Step():
                return self._step(value)
            case Basis():
                return value.said or self._of(value)
            case tuple():
                return "; ".join(filter(None, (self._said("", each) for each in value)))
        if name == "source":
            source = self.known.source(value)
            return file_in_words(source, self.today) if source else "A file that is not held here"
        if name in answers:
            return words.named(answers[name].get(value, value), self.known.name)
        return agency(value) if name == "agency" else str(value)

    def _of(self, basis: Basis) -> str:
        of = basis.of or ""
        if basis.kind == "requirement":
            return self.known.required.get(of, "an earlier requirement")
        return self.known.reason(of)

    def _step(self, step: Step) -> str:
        return ", ".join(self._parts(step))

    def _parts(self, step: Step) -> Iterator[str]:
        yield step.what or ""
        if step.who:
            yield step.who
        if step.by:
            yield f"by {day(step.by, self.today)}"
        if step.times_a_week:
            yield f"{step.times_a_week:g} a week"
        if step.weekdays:
            yield words.on_days(step.weekdays)
        if step.done_on:
            yield f"done on {day(step.done_on, self.today)}"


def changed(before: Plan | None, after: Plan, known: Known, today: date) -> list[Changed]:
    """Return what is otherwise in what a version says than in what was said before; everything
    where nothing was. Both with their gaps."""
    saying = _Saying(known, today)
    return [saying.of(each) for each in changes(before, after)]
