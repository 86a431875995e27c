"""What must be so before a plan is agreed.

The plan, what the assessment concludes, what the courts require and the names that must not be
there go in; what stands in the way comes out, each with the provision it comes from and the place
where it is mended.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from waymark.rules.calendar import months_after, said
from waymark.rules.carries import carries
from waymark.rules.names import IF_SOMEBODY_ELSE, IS_IT, Found
from waymark.rules.planned import ITEMS, WHOLE, Plan, texts
from waymark.rules.reviews import MONTHS_BETWEEN


@dataclass(frozen=True)
class Finding:
    """A part of the assessment that asks for something to be done."""

    section: str
    title: str
    what: str = ""


@dataclass(frozen=True)
class Conclusions:
    """What the assessment came to: what of it is not written yet, and what asks for action."""

    missing: tuple[str, ...] = ()
    findings: tuple[Finding, ...] = ()
    strengths: tuple[Finding, ...] = ()
    keep_clear: tuple[Finding, ...] = ()  # of which days and times


@dataclass(frozen=True)
class Required:
    """Something that a court or panel asks of the child; `key` is `order:requirement`."""

    key: str
    words: str
    order: str = ""


@dataclass(frozen=True)
class Proposal:
    """A plan that somebody is about to agree with the child."""

    plan: Plan
    conclusions: Conclusions
    on: date
    required: tuple[Required, ...] = ()
    found: Mapping[str, Sequence[Found]] = field(default_factory=dict)  # names, by the text
    began_on: date | None = None  # the day from which the next look at it is reckoned


@dataclass(frozen=True)
class Place:
    """Where something is mended: a list of the plan and an item of it, or the assessment."""

    group: str
    item: str = ""


@dataclass(frozen=True)
class Refusal:
    says: str
    provision: str
    mend: Place


ASSESSMENT = Place("assessment")
A_NEW_GOAL = Place("goals", "new")


@carries("CM-088")
def conclude_the_assessment(proposed: Proposal) -> Iterator[Refusal]:
    for what in proposed.conclusions.missing:
        yield Refusal(
            f"The plan is to rest on what the assessment concludes. Not written yet: {what}.",
            "CM-088",
            ASSESSMENT,
        )


@carries("CM-085")
def have_a_goal(proposed: Proposal) -> Iterator[Refusal]:
    goals = list(proposed.plan.goals_under_way)
    if not goals:
        yield Refusal("The plan has no goal yet.", "CM-085", A_NEW_GOAL)
    for goal in goals:
        if not goal.steps:
            words = f"“{goal.words}”" if goal.words else "One goal"
            yield Refusal(
                f"{words} has no step yet. Say who does what.",
                "CM-085",
                Place("goals", goal.id),
            )


@carries("CM-092")
def address_what_the_court_requires(proposed: Proposal) -> Iterator[Refusal]:
    for required in proposed.required:
        if not is_addressed(proposed.plan, required.key):
            yield Refusal(
                f"The court asked for this: {required.words}. No step in the plan covers it, and "
                "nothing explains to the child how it is done.",
                "CM-092",
                Place("compulsory", required.key),
            )


def is_addressed(plan: Plan, required: str) -> bool:
    """Tell whether a step does what is required, or the plan says why it is and how it is done.

    The steps of a goal that rests on a requirement do it.
    """
    in_a_step = any(
        step.requirement == required
        or any(each.kind == "requirement" and each.of == required for each in goal.because)
        for goal, step in plan.steps
    )
    return in_a_step or any(
        each.requirement == required and bool(each.why) for each in plan.compulsory
    )


@carries("CM-104")
def answer_every_finding(proposed: Proposal) -> Iterator[Refusal]:
    for finding in proposed.conclusions.findings:
        if not is_answered(proposed.plan, finding.section):
            yield Refusal(
                f"The assessment says that something must be done about this: {finding.title}. No "
                "goal rests on it, and no reason is given why it is left.",
                "CM-104",
                Place("left", finding.section),
            )


def is_answered(plan: Plan, section: str) -> bool:
    """Tell whether a goal rests on a finding, or the plan says why it is left."""
    left = any(each.finding == section and bool(each.because) for each in plan.left)
    return left or is_planned(plan, section)


def is_planned(plan: Plan, section: str) -> bool:
    """Tell whether a goal rests on a finding."""
    return any(
        basis.kind == "finding" and basis.of == section
        for goal in plan.goals_under_way
        for basis in goal.because
    )


@carries("CM-211")
def look_again_on_a_day_to_come(proposed: Proposal) -> Iterator[Refusal]:
    on = proposed.plan.next_review_on
    if on is not None and on < proposed.on:
        yield Refusal(
            f"The day to look at it together again, {said(on)}, has passed. Choose the next.",
            "CM-211",
            Place("whole"),
        )


@carries("CM-211")
def look_again_within_three_months(proposed: Proposal) -> Iterator[Refusal]:
    on = proposed.plan.next_review_on
    began_on = proposed.began_on or proposed.on
    if months_after(began_on, MONTHS_BETWEEN) < proposed.on:  # which is owed as it is
        began_on = proposed.on
    latest = months_after(began_on, MONTHS_BETWEEN)
    if on is not None and on > latest:
        yield Refusal(
            f"The day to look at it together again, {said(on)}, is more than three months after "
            f"{said(began_on)}. Choose one up to {said(latest)}.",
            "CM-211",
            Place("whole"),
        )


@carries("CM-409")
def name_nobody_who_was_harmed(proposed: Proposal) -> Iterator[Refusal]:
    for place, text, each in _named(proposed):
        if each.sure:
            yield Refusal(
                f"The plan says {each.quoted(text)}: {each.name}. It must not be in what the child "
                f"and the family are given. Write it otherwise. {IF_SOMEBODY_ELSE}",
                "CM-409",
                place,
            )


@carries("CM-409")
def perhaps_named(proposed: Proposal) -> list[str]:
    """Return what may be the name of somebody harmed, and may be a word or somebody else's name:
    whoever agrees the plan looks."""
    asked: dict[str, dict[str, None]] = {}
    for _, text, each in _named(proposed):
        if not each.sure:
            asked.setdefault(each.written(text), {})[each.sentence(text)] = None
    return [_asked(name, list(where)) for name, where in asked.items()]


def _named(proposed: Proposal) -> Iterator[tuple[Place, str, Found]]:
    for place, text in written(proposed.plan):
        yield from ((place, text, each) for each in proposed.found.get(text, ()))


SHOWN = 3


def _asked(name: str, places: list[str]) -> str:
    """Return one question about a name, with the first of the places where it stands."""
    listed = ", ".join(f"“{each}”" for each in places[:SHOWN])
    more = f" and {len(places) - SHOWN} more" if len(places) > SHOWN else ""
    return f"“{name}” in {listed}{more}: {IS_IT}"


def written(plan: Plan) -> Iterator[tuple[Place, str]]:
    """Yield each text of a plan, and where it is mended."""
    for group, (_, key) in ITEMS.items():
        for item in getattr(plan, group):
            for text in texts(item):
                yield Place(group, getattr(item, key)), text
    for text in (getattr(plan, name) for name in WHOLE):
        if text and isinstance(text, str):
            yield Place("whole"), text


GATES: tuple[Callable[[Proposal], Iterator[Refusal]], ...] = (
    conclude_the_assessment,
    have_a_goal,
    address_what_the_court_requires,
    answer_every_finding,
    look_again_on_a_day_to_come,
    look_again_within_three_months,
    name_nobody_who_was_harmed,
)


def shut(proposed: Proposal) -> list[Refusal]:
    """Return every reason not to agree this plan yet, each once."""
    return list(dict.fromkeys(refusal for gate in GATES for refusal in gate(proposed)))
