"""What should at least be thought of before a plan is agreed: asked, never refused."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from waymark.rules.calendar import months_after, said
from waymark.rules.carries import carries
from waymark.rules.facts import Shape
from waymark.rules.gates.agreeing import ASSESSMENT, Place
from waymark.rules.planned import ITEMS, Goal, Plan, Step, texts
from waymark.rules.reviews import MONTHS_BETWEEN


@dataclass(frozen=True)
class Prompt:
    """Something to look at once more; `offer` is what could be written instead."""

    says: str
    provision: str
    place: Place
    what: str  # of this place it is about: a word, or what is missing
    offer: str = ""
    is_yes_or_no: bool = False  # it asks whether something is so; else it is mended, or left


@dataclass(frozen=True)
class Assessment:
    """The assessment that a plan rests on, and what is newer than it."""

    finished_on: date
    learnt: int = 0  # how much that may ask for another plan
    learnt_on: date | None = None  # the last of it
    is_begun_anew: bool = False


@dataclass(frozen=True)
class Considered:
    """A plan that is looked at, the words that label a child, each with a kinder one, and what the
    plan rests on."""

    plan: Plan
    on: date
    kinder: Mapping[str, str] = field(default_factory=dict)
    assessment: Assessment | None = None
    high: frozenset[str] = frozenset()  # the risks that are judged high, or very high
    ends_on: date | None = None  # the last day of its orders, where that is known


@carries("EP-106")
def label_nobody(looked_at: Considered) -> Iterator[Prompt]:
    for group, (_, key) in ITEMS.items():
        for item in getattr(looked_at.plan, group):
            for word, offer in labels_in(" ".join(_ours(item)), looked_at.kinder):
                yield Prompt(
                    f"“{word}” says what a child is. Say what happened instead.",
                    "EP-106",
                    Place(group, getattr(item, key)),
                    word,
                    offer,
                )


def labels_in(text: str, kinder: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Yield each word of a text that labels, with the kinder word that is offered for it.

    Of "young offender" the longer alone is told.
    """
    for word in sorted(kinder, key=len, reverse=True):
        pattern = rf"(?<!\w){re.escape(word)}s?(?!\w)"
        if re.search(pattern, text, re.IGNORECASE):
            yield word, kinder[word]
            text = re.sub(pattern, "", text, flags=re.IGNORECASE)


def _ours(item: Shape) -> Iterator[str]:
    """Yield what we wrote: the child's own words are nobody's to put otherwise."""
    if isinstance(item, Goal):
        item = replace(item, words=None, child_because=None)
    return texts(item)


@carries("EP-099")
def be_measurable(looked_at: Considered) -> Iterator[Prompt]:
    for goal in looked_at.plan.goals_under_way:
        place = Place("goals", goal.id)
        if not goal.success:
            says = f"{_said(goal)}: how will you both know that it worked?"
            yield Prompt(says, "EP-099", place, "success")
        vague = [step for step in goal.steps if not _has_a_day(step)]
        if vague:
            what = "; ".join(filter(None, (step.what for step in vague)))
            yield Prompt(f"{_said(goal)}: by when, or how often? {what}", "EP-099", place, "when")


@carries("EP-099")
def end_with_the_order(looked_at: Considered) -> Iterator[Prompt]:
    if (ends_on := looked_at.ends_on) is None:
        return
    for goal in looked_at.plan.goals_under_way:
        late = [each for each in goal.steps if each.by and each.by > ends_on and not each.done_on]
        if late:
            what = "; ".join(filter(None, (step.what for step in late)))
            yield Prompt(
                f"{_said(goal)}: the day is after {said(ends_on)}, when the order ends. Who sees "
                f"to it then? {what}",
                "EP-099",
                Place("goals", goal.id),
                "after-the-order",
            )


@carries("EP-091")
def rest_on_something(looked_at: Considered) -> Iterator[Prompt]:
    for goal in looked_at.plan.goals_under_way:
        if not goal.because:
            yield Prompt(
                f"{_said(goal)}: why does it matter? Choose what was found, a strength or what the "
                "court requires.",
                "EP-091",
                Place("goals", goal.id),
                "because",
            )


@carries("CM-136")
def explain_what_is_compulsory(looked_at: Considered) -> Iterator[Prompt]:
    """A step may do what the court requires; why the child must do it is said all the same."""
    explained = {each.requirement for each in looked_at.plan.compulsory if each.why}
    for _, step in looked_at.plan.steps:
        required = step.requirement
        if required and required not in explained and step.done_on is None:
            explained.add(required)
            yield Prompt(
                f"“{step.what or 'A step'}”: the court requires it. Why must it be done, in words "
                "that the child understands?",
                "CM-136",
                Place("compulsory", required),
                "why",
            )


@carries("EP-102")
def be_understood_and_agreed(looked_at: Considered) -> Iterator[Prompt]:
    asked = {
        None: "what does the child say to this goal?",
        "disagrees": "the child does not agree. What would make it the child’s own?",
        "could-not-answer": "the child could not answer. How can it be asked otherwise?",
    }
    for goal in looked_at.plan.goals_under_way:
        if goal.child in asked:
            place = Place("goals", goal.id)
            yield Prompt(f"{_said(goal)}: {asked[goal.child]}", "EP-102", place, "agrees")


@carries("CM-120")
def say_whom_to_call(looked_at: Considered) -> Iterator[Prompt]:
    if not looked_at.plan.call_name:
        yield Prompt(
            "Whom can the child call when something in the plan is hard?",
            "CM-120",
            Place("whole"),
            "call",
        )


@carries("CM-114")
def put_the_steps_in_order(looked_at: Considered) -> Iterator[Prompt]:
    for goal in looked_at.plan.goals_under_way:
        days = [step.by for step in goal.steps if step.by]
        if days != sorted(days):
            yield Prompt(
                f"{_said(goal)}: a later step is to be done earlier. Is the order right?",
                "CM-114",
                Place("goals", goal.id),
                "order",
                is_yes_or_no=True,
            )


@carries("EP-099")
def look_at_days_that_have_passed(looked_at: Considered) -> Iterator[Prompt]:
    for goal in looked_at.plan.goals_under_way:
        past = [each for each in goal.steps if each.is_late(looked_at.on)]
        if past:
            what = "; ".join(filter(None, (step.what for step in past)))
            yield Prompt(
                f"{_said(goal)}: the day has passed. Is it done, or when will it be? {what}",
                "EP-099",
                Place("goals", goal.id),
                "passed",
            )


def _has_a_day(step: Step) -> bool:
    return bool(step.by or step.a_week or step.done_on)


def _said(goal: Goal) -> str:
    return f"“{goal.words}”" if goal.words else "A goal without words yet"


@carries("CM-088")
def wait_for_no_newer_assessment(looked_at: Considered) -> Iterator[Prompt]:
    rests_on = looked_at.assessment
    if rests_on and rests_on.is_begun_anew:
        yield Prompt(
            f"The plan rests on the assessment of {said(rests_on.finished_on)}, and a newer one is "
            "begun. Finish it first, or say why the plan cannot wait for it.",
            "CM-088",
            ASSESSMENT,
            f"newer-than-{rests_on.finished_on}",
        )


@carries("CM-004")
def rest_on_what_is_known_now(looked_at: Considered) -> Iterator[Prompt]:
    rests_on = looked_at.assessment
    if rests_on is None or rests_on.is_begun_anew:
        return
    is_old = months_after(rests_on.finished_on, MONTHS_BETWEEN) < looked_at.on
    if is_old or rests_on.learnt_on:
        many = "one thing" if rests_on.learnt == 1 else f"{rests_on.learnt} things"
        on = f", the last on {said(rests_on.learnt_on)}" if rests_on.learnt_on else ""
        since = f" Since then {many} happened that may ask for another plan{on}." if on else ""
        yield Prompt(
            f"The plan rests on the assessment of {said(rests_on.finished_on)}.{since} Does what "
            "it found still hold?",
            "CM-004",
            ASSESSMENT,
            f"holds-{rests_on.learnt_on or rests_on.finished_on}",
            is_yes_or_no=True,
        )


# Of each risk to somebody: what is high, for whom it is controlled, and what asks for control and
# for a contingency.
TO_SOMEBODY = {
    "serious_harm": ("of serious harm to others", "others", "EP-463.4", "EP-463.5"),
    "safety_and_wellbeing": ("to the child’s own safety", "child", "EP-330.2", "EP-330.3"),
}


@carries("EP-330.2", "EP-463.4")
def control_what_is_high(looked_at: Considered) -> Iterator[Prompt]:
    kept = {each.keeps for each in looked_at.plan.controls}
    for risk, (which, who, provision, _) in TO_SOMEBODY.items():
        if risk in looked_at.high and not kept & {who, "both"}:
            safe = "the child is" if who == "child" else "others are"
            yield Prompt(
                f"The risk {which} is high. Who does what so that {safe} safe meanwhile?",
                provision,
                Place("controls", "new"),
                who,
            )


@carries("EP-330.3", "EP-463.5")
def say_what_is_done_if_it_changes(looked_at: Considered) -> Iterator[Prompt]:
    what_ifs = looked_at.plan.contingencies
    for risk, (which, _, _, provision) in TO_SOMEBODY.items():
        if risk not in looked_at.high:
            continue
        for name, goes in (("if_up", "up"), ("if_down", "down")):
            if not any(getattr(each, name) for each in what_ifs):
                yield Prompt(
                    f"The risk {which} is high. What does each agency do if it goes {goes}?",
                    provision,
                    Place("contingencies", "new"),
                    goes,
                )


PROMPTS: tuple[Callable[[Considered], Iterator[Prompt]], ...] = (
    label_nobody,
    be_measurable,
    end_with_the_order,
    rest_on_something,
    explain_what_is_compulsory,
    be_understood_and_agreed,
    say_whom_to_call,
    put_the_steps_in_order,
    look_at_days_that_have_passed,
    control_what_is_high,
    say_what_is_done_if_it_changes,
    wait_for_no_newer_assessment,
    rest_on_what_is_known_now,
)


def prompts(looked_at: Considered) -> list[Prompt]:
    return list(dict.fromkeys(each for ask in PROMPTS for each in ask(looked_at)))
