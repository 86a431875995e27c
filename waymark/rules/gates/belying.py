"""Which yes, given before a plan is agreed, the plan or the record says otherwise."""

from collections.abc import Iterator

from waymark.rules import asked
from waymark.rules.carries import carries
from waymark.rules.planned import Plan


@carries("CM-084", "EP-106", "CM-090")
def belied(plan: Plan, *, labels: bool, together: bool | None = None) -> Iterator[tuple[str, str]]:
    """Yield each question to which yes is not what stands elsewhere, and what stands there.

    :param labels: a word that labels the child stands in the plan.
    :param together: the child had a hand in making it; nothing where that is not said yet.
    """
    if together is False:
        yield asked.PLAN_WITH_CHILD, "it is not ticked that {name} had a hand in making it"
    if labels:
        yield asked.PLAN_WORDS, "words that label {name} stand in it"
    if len({goal.family for goal in plan.goals_under_way}) == 1:
        yield asked.PLAN_FOUR, "all its goals are of one kind"
