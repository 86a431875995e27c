"""What the record shows of the three things by which an early end is looked at. It proposes; the
paper says what a person judged."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from waymark.assessments.queries import ASSESSMENT
from waymark.children.header import Header
from waymark.children.models import Child
from waymark.chronology.casefile import Document
from waymark.chronology.labels import label
from waymark.chronology.queries import written_in
from waymark.duties.queries import standing_of
from waymark.guidance import forms
from waymark.pages.words import day, inside, several
from waymark.plans.delivery import Delivered, delivered
from waymark.plans.models import Version
from waymark.plans.queries import day_of, draft, required, says, standing
from waymark.rules import asked
from waymark.rules.carries import carries
from waymark.rules.case import Case
from waymark.rules.events.engagement import Achievement
from waymark.rules.events.plans import NewCharge, PlanReviewed
from waymark.rules.judging import DOMAINS, judged, steps_up
from waymark.rules.orders import Order
from waymark.rules.planned import Goal, Plan, Step

MET, NEARLY, NOT = asked.LEVELS
LOW = "low"
CALLED = {
    "reoffending": "Risk of offending again",
    "serious_harm": "Risk of serious harm to others",
    "safety_and_wellbeing": "Risk to safety and wellbeing",
}
NO_EDUCATION = {"none"}


@dataclass(frozen=True)
class Criterion:
    """One of the three: what the record shows of it, and what that comes to."""

    question: str  # of the form
    title: str
    proposed: str
    shows: tuple[str, ...]

    @property
    def beside(self) -> str:
        """Return it in short, without the goals in the child's words."""
        return " ".join(each for each in self.shows if not each.startswith("“")).rstrip(".")


@dataclass(frozen=True)
class Met:
    """How often a child came since a day, and how often not."""

    since: date
    kept: int
    missed: int
    excused: int
    months: tuple[str, ...]

    @property
    def of(self) -> int:
        return self.kept + self.missed


@carries("CM-435")
def criteria(
    child: Child, top: Header, case: Case, document: Document, order: Order
) -> list[Criterion]:
    """Return the three of one order. Seven queries at most."""
    version, plan = standing(child), plan_now(child)
    rows = delivered(version, child.pk, top.today) if version else {}
    asks = [(each.key, each.words) for each in required(document, case, [order.id])]
    return [
        _done(plan, rows, asks, version, top),
        _progressed(case, order, plan, top),
        _lasting(child, top, case, order),
    ]


def proposed(holds: Iterable[bool]) -> str:
    """Return what several things come to: all of them, most of them, or fewer."""
    told = list(holds)
    if told and all(told):
        return MET
    return NEARLY if sum(told) * 2 > len(told) else NOT


def steps_done(plan: Plan | None) -> tuple[int, int]:
    """Return how many of the steps that end are done, and how many there are."""
    steps = [each for goal in plan.goals for each in goal.steps if _ends(each)] if plan else []
    return sum(each.done_on is not None for each in steps), len(steps)


def plan_now(child: Child) -> Plan | None:
    """Return the plan that was agreed, with what was done since: that stands in the next version.
    Two queries."""
    version = standing(child)
    if version is None:
        return None
    newer = draft(child)
    goals = says(newer).goals if newer else ()
    done = {each.id: each.done_on for goal in goals for each in goal.steps if each.done_on}
    plan = says(version)
    return replace(plan, goals=tuple(_done_since(goal, done) for goal in plan.goals))


def _done_since(goal: Goal, done: Mapping[str, date]) -> Goal:
    steps = (replace(each, done_on=each.done_on or done.get(each.id)) for each in goal.steps)
    return replace(goal, steps=tuple(steps))


def _ends(step: Step) -> bool:
    """Tell whether a step is done once, or was; another goes on week by week."""
    return step.done_on is not None or not step.a_week


def _done(
    plan: Plan | None,
    rows: dict[str, list[Delivered]],
    asks: Sequence[tuple[str, str]],
    version: Version | None,
    top: Header,
) -> Criterion:
    title = "What the plan required is done"
    if plan is None or version is None:
        return Criterion(asked.EARLY_PLAN, title, NOT, ("No plan is agreed yet.",))
    holds, shows = [], []
    done, many = steps_done(plan)
    if many and (agreed_on := day_of(version.document.get("agreed_on"))):
        shows.append(f"{_of_many(done, many)}, of the plan agreed {day(agreed_on, top.today)}.")
    for goal in plan.goals:
        holds += [each.done_on is not None for each in goal.steps if _ends(each)]
        holds += [not each.falls_short for each in rows.get(goal.id, ()) if each.planned]
        shows.append(_of_goal(goal, rows.get(goal.id, ()), top))
    for key, words in asks:
        steps = [each for goal in plan.goals for each in goal.steps if each.requirement == key]
        holds.append(bool(steps) and all(each.done_on for each in steps))
        shows.append(f"Required by the order: {words}; {_of_steps(steps)}.")
    return Criterion(asked.EARLY_PLAN, title, proposed(holds), tuple(shows))


def _of_goal(goal: Goal, rows: Iterable[Delivered], top: Header) -> str:
    steps = [each for each in goal.steps if _ends(each)]
    said = [f"ended {day(goal.ended_on, top.today)}"] if goal.ended_on else []
    said += [_of_steps(steps)] if steps else []
    said += [f"{each.planned} planned, {each.kept} came about" for each in rows if each.planned]
    return f"“{top.near.hide(goal.words or '')}”: {'; '.join(said) or 'goes on'}."


def _of_steps(steps: Sequence[Step]) -> str:
    if not steps:
        return "no step of the plan says whether it is done"
    return _of_many(sum(each.done_on is not None for each in steps), len(steps))


def _of_many(done: int, many: int) -> str:
    return f"{done} of {several(many, 'step')} done"


def _progressed(case: Case, order: Order, plan: Plan | None, top: Header) -> Criterion:
    holds, shows, is_worse = [], [], False
    for domain in DOMAINS:
        levels = [each.level for each in judged(case, domain) if each.event.on >= order.made_on]
        if levels:
            moved = steps_up(levels[0], levels[-1])
            holds.append(levels[-1] == LOW or moved < 0)
            is_worse = is_worse or moved > 0
            shows.append(f"{CALLED[domain]}: {_levels(levels)}.")
    shows += _areas(plan)
    shows += _since_it_was_made(case, order, top)
    if not holds:
        shows.insert(0, "No risk was judged since the order was made.")
    level = NOT if is_worse else proposed(holds)
    return Criterion(asked.EARLY_PROGRESS, "What mattered most got better", level, tuple(shows))


def _levels(levels: Sequence[str]) -> str:
    first, last = (each.replace("-", " ") for each in (levels[0], levels[-1]))
    if len(levels) == 1:
        return f"{last}, judged once"
    return f"{last}, as at first" if first == last else f"{first} at first, {last} now"


def _areas(plan: Plan | None) -> Iterator[str]:
    """Yield, of each area in which the assessment found something to do, how far its steps are."""
    titles = {part.id: part.title for part in forms.form(ASSESSMENT).sections}
    found: dict[str, list[Step]] = {}
    for goal in plan.goals if plan else ():
        for basis in goal.because:
            if basis.kind == "finding" and basis.of in titles:
                found.setdefault(titles[basis.of], []).extend(filter(_ends, goal.steps))
    told = [f"{area}, {_of_steps(steps)}" for area, steps in found.items() if steps]
    if told:
        yield f"Where the assessment found something to do: {'; '.join(told)}."


def _since_it_was_made(case: Case, order: Order, top: Header) -> Iterator[str]:
    reviews = case.about(PlanReviewed, order.id)
    if reviews:
        last, found = reviews[-1], written_in([top.child], [reviews[-1].id])
        _, note = found.get((top.child, last.id, "note"), ("", ""))
        said = f": {top.near.hide(note).rstrip('.')}" if note else ""
        yield f"The plan was reviewed {_times(len(reviews))}, last {day(last.on, top.today)}{said}."
    for each in case.all(NewCharge):
        if each.on >= order.made_on:
            yield f"A new charge on {day(each.on, top.today)}."


def _lasting(child: Child, top: Header, case: Case, order: Order) -> Criterion:
    met = came(child, order, top.today)
    learns = [
        inside(label("education", each.kind))
        for each in case.child.education
        if each.holds_on(top.today) and each.kind and each.kind not in NO_EDUCATION
    ]
    well = [each.on for each in case.all(Achievement) if each.on >= order.made_on]
    shows = [
        f"Learning or work: {' and '.join(learns)}." if learns else "No school, training or work.",
        f"Good at: {', '.join(top.good_at)}." if top.good_at else "No strength is written down.",
        f"Something went well {_times(len(well))}, last on {day(well[-1], top.today)}."
        if well
        else "Nothing is written down that went well.",
        f"Came to {met.kept} of {several(met.of, 'time')}: {', '.join(met.months)}."
        if met.months
        else "No time to meet is written down.",
    ]
    holds = (bool(learns), bool(top.good_at or well), met.kept * 2 > met.of)
    return Criterion(asked.EARLY_LASTS, "What is good can last", proposed(holds), tuple(shows))


def _times(many: int) -> str:
    return {1: "once", 2: "twice"}.get(many, f"{many} times")


def came(child: Child, order: Order, on: date) -> Met:
    """Return how often a child came since an order began. Two queries at most."""
    standing_of(child, on)
    marks = [
        (date.fromisoformat(met_on), kind)
        for met_on, kind, _ in child.standing.marks
        if date.fromisoformat(met_on) >= order.begins_on
    ]
    months: dict[date, list[str]] = {}
    for met_on, kind in sorted(marks):
        if kind in ("kept", "missed"):
            months.setdefault(met_on.replace(day=1), []).append(kind)
    kinds = [kind for _, kind in marks]
    return Met(
        order.begins_on,
        *(kinds.count(each) for each in ("kept", "missed", "excused")),
        months=tuple(
            f"{first:%B} {each.count('kept')} of {len(each)}" for first, each in months.items()
        ),
    )
