"""What changed since we last spoke: one part of a child's copy, in plain words.

It compares what the child was given last with what stands now, and says what a review came to.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from waymark.guidance.frames import Frame
from waymark.plans.copy import Block, Copy
from waymark.rules.carries import carries
from waymark.rules.case import Case
from waymark.rules.comparing import changes
from waymark.rules.events.plans import PlanGiven, PlanReviewed
from waymark.rules.planned import Goal, Plan

CHANGED = "changed"
SHORT = (CHANGED, "call", "again")  # the parts of the short print
Says = Callable[[str | None], str]


@dataclass(frozen=True)
class Told:
    """What the child was given last, and what a review since then came to."""

    before: Plan
    because: str = ""


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
def changed_block(told: Told, plan: Plan, frame: Frame, says: Says) -> Block:
    """Return what is new, done or over, or that the plan stays, each in a line."""
    lines = list(_lines(told.before, plan, frame, says)) or [frame.since_nothing]
    if because := says(told.because):
        lines.append(frame.say("since_because", words=because))
    return Block(CHANGED, frame.titles[CHANGED], CHANGED, says=tuple(lines))


def _lines(before: Plan, plan: Plan, frame: Frame, says: Says) -> Iterator[str]:
    for change in changes(before, plan):
        was, now = change.was, change.is_
        if change.group != "goals":
            continue
        if isinstance(now, Goal) and change.how == "added":
            yield frame.say("since_new", words=says(now.words))
        elif isinstance(was, Goal) and isinstance(now, Goal):
            yield from _of_a_goal(was, now, frame, says)
        elif isinstance(was, Goal):
            yield frame.say("since_over", words=says(was.words))


def _of_a_goal(was: Goal, now: Goal, frame: Frame, says: Says) -> Iterator[str]:
    if now.ended_on and not was.ended_on:
        yield frame.say("since_over", words=says(now.words))
        return
    if now.words != was.words:
        yield frame.say("since_new", words=says(now.words))
    old = {step.id: step for step in was.steps}
    for step in now.steps:
        known = old.pop(step.id, None)
        if step.done_on and not (known and known.done_on):
            yield frame.say("since_done", words=says(step.what))
        elif known is None or known.what != step.what:
            yield frame.say("since_new", words=says(step.what))
    for step in old.values():
        yield frame.say("since_over", words=says(step.what))


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
