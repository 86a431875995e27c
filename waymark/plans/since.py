"""What changed since we last spoke: one part of a child's copy, in plain words.

It compares what the child was given last with what stands now, and says what a review came to.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from waymark.guidance.frames import Frame
from waymark.plans.copy import (
    Block,
    Copy,
    Telling,
    again,
    goal_block,
    helps,
    in_order,
    step_of,
    whom_to_call,
    why,
)
from waymark.rules.carries import carries
from waymark.rules.case import Case
from waymark.rules.events.plans import PlanGiven, PlanReviewed
from waymark.rules.planned import Goal, Plan, Step
from waymark.rules.reviewing import CHANGES_NOW

CHANGED = "changed"
SHORT = (CHANGED, "call", "again")  # the parts of the short print


@dataclass(frozen=True)
class Told:
    """What the child was given last, and what a review since then came to."""

    before: Plan
    because: str = ""
    outcome: str = ""  # of that review: the plan stays, or changes
    together: bool = False  # the child took part in it


def told_last(case: Case) -> tuple[PlanGiven | None, PlanReviewed | None]:
    """Return when the child was last given a version of the plan that Waymark holds, and the last
    review after that."""
    given, reviewed = None, None
    for event in case.walk(PlanGiven, PlanReviewed):
        if isinstance(event, PlanReviewed):
            reviewed = event
        elif isinstance(event, PlanGiven) and event.is_for_child and event.plan_version:
            given, reviewed = event, None
    return given, reviewed


@carries("EP-119")
def changed_block(told: Told, plan: Plan, telling: Telling) -> Block:
    """Return what is otherwise in what a copy says, each in a line; or that the plan stays."""
    frame, before = telling.frame, told.before
    lines = [*_of_goals(before, plan, telling)]
    for part in (helps, why, whom_to_call):
        lines += _of_a_part(part(before, telling), part(plan, telling), frame)
    if not lines:
        changes_now = told.outcome == CHANGES_NOW
        lines = [frame.since_changed if changes_now else frame.since_nothing]
    lines += _of_a_part(again(before, telling), again(plan, telling), frame)
    if told.together:
        lines.insert(0, frame.since_looked)
    if because := telling.says(told.because):
        lines.append(frame.say("since_because", words=because))
    return Block(CHANGED, frame.titles[CHANGED], CHANGED, says=tuple(dict.fromkeys(lines)))


def _of_a_part(was: Block | None, now: Block | None, frame: Frame) -> Iterator[str]:
    """Yield what a part says now that it did not say; only that it changed, where it says less."""
    if was == now:
        return
    known = was.says if was else ()
    new = [line for line in (now.says if now else ()) if line not in known]
    yield from (frame.say("since_now", words=line) for line in new)
    if not new:
        yield frame.since_changed


def _of_goals(before: Plan, plan: Plan, telling: Telling) -> Iterator[str]:
    old = {goal.id: goal for goal in in_order(before)}
    frame = telling.frame
    for goal in in_order(plan):
        was = old.pop(goal.id, None)
        if was is None:
            yield frame.say("since_new", words=telling.says(goal.words))
        elif goal_block(was, telling) != goal_block(goal, telling):
            yield from list(_of_a_goal(was, goal, telling)) or [frame.since_changed]
    for goal in old.values():
        yield frame.say("since_over", words=telling.says(goal.words))


def _of_a_goal(was: Goal, now: Goal, telling: Telling) -> Iterator[str]:
    frame = telling.frame
    if now.words != was.words:
        yield frame.say("since_new", words=telling.says(now.words))
    known = goal_block(was, telling).says
    for line in goal_block(now, telling).says:
        if line not in known:
            yield frame.say("since_now", words=line)
    old = {step.id: step for step in was.steps}
    for step in now.steps:
        yield from _of_a_step(old.pop(step.id, None), step, telling)
    for step in old.values():
        yield frame.say("since_over", words=telling.says(step.what))


def _of_a_step(was: Step | None, now: Step, telling: Telling) -> Iterator[str]:
    frame, shown = telling.frame, step_of(now, telling)
    if now.done_on and not (was and was.done_on):
        yield frame.say("since_done", words=shown.what)
    elif was is None or was.what != now.what:
        yield frame.say("since_new", words=shown.what)
    elif step_of(was, telling) != shown:
        yield frame.say("since_now", words=", ".join((shown.what, *shown.beside)))


def short(copy: Copy) -> Copy:
    """Return only what changed, whom to call and when we look again: a page to take along."""
    parts = tuple(block for block in copy.blocks if block.id in SHORT)
    return Copy(
        language=copy.language,
        direction=copy.direction,
        title=copy.title,
        opening=copy.opening[:1],
        blocks=parts,
        closing=copy.closing,
    )


def tells_what_changed(copy: Copy) -> bool:
    return any(block.id == CHANGED for block in copy.blocks)
