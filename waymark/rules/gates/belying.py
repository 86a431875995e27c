"""To which yes, given before a plan or an ending is agreed, the record says otherwise."""

from collections.abc import Iterator

from waymark.rules import asked
from waymark.rules.carries import carries
from waymark.rules.case import Case
from waymark.rules.planned import Plan
from waymark.rules.reviewing import last_looked_at, said_alone_since


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


@carries("CM-130")
def belied_ending(case: Case) -> Iterator[tuple[str, str]]:
    """Yield each question about an ending to which yes is not what the record holds, and what it
    holds."""
    if not said_alone_since(case):
        since = " since the plan was last looked at" if last_looked_at(case) else ""
        yield asked.END_LAST_SAID, f"nothing that {{name}} said alone was handed in{since}"
