"""What the child may want no more of what is to make something right, by one tap."""

from datetime import date

from waymark.rules.carries import carries
from waymark.rules.case import Case
from waymark.rules.events.restorative import ChildReadinessJudged
from waymark.rules.restorative import AS_A_WORK, activities, both_on, is_over, to_do, works


@carries("CM-354")
def to_stop(case: Case, day: date) -> set[str]:
    """Return which plans the child may want no more: what is still to be done, and what was made
    and is with the victim worker until it is given."""
    left = {each.planned.id for each in to_do(case, day)}
    waits = (e for e in activities(case) if any(not work.given for work in e.works))
    return left | {e.planned.id for e in waits if not is_over(case, e.planned, day)}


@carries("CM-354")
def may_stop(case: Case, victim: str, day: date) -> bool:
    """Tell whether anything with somebody harmed is left that the child may want no more: it is to
    be done or given, nobody heard yet what came of it, or both may want something else."""
    both = both_on(case, victim, day)
    if both.child == "no":
        return False
    planned = [each for each in activities(case) if each.planned.victim == victim]
    made = [each for each in works(case) if each.made.victim == victim]
    left = [each for each in planned if each.unheard or not each.is_done]
    wished = [each for each in made if not (each.given or both.declines(AS_A_WORK))]
    if wished or not all(is_over(case, each.planned, day) for each in left):
        return True
    done = [(on, each.planned.form) for each in planned for on in each.done_on]
    done += [(each.handed_over.on, AS_A_WORK) for each in made if each.handed_over]
    return both.child == "yes" and (
        bool(both.victim != "no" and {*both.to} - {form for _, form in done})
        or _asked_on(case, victim, day) > max((on for on, _ in done), default=date.min)
    )


def _asked_on(case: Case, victim: str, day: date) -> date:
    """Return when the child said last how ready they are."""
    said = [each.on for each in case.all(ChildReadinessJudged) if each.victim == victim]
    return max(on for on in said if on <= day)
