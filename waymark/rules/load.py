"""How much a plan asks of a child in a week: how many people, how often."""

from collections import defaultdict
from dataclasses import dataclass

from waymark.rules.carries import carries
from waymark.rules.planned import Plan

NOBODY_NAMED = "Nobody named yet"


@dataclass(frozen=True)
class Load:
    """Who sees the child how often in a week, most often first."""

    people: tuple[tuple[str, float], ...]

    @property
    def a_week(self) -> float:
        return sum(times for _, times in self.people)


@carries("CM-117", "CM-112")
def load(plan: Plan, *, child: str = "") -> Load:
    """Return what the steps that are not done ask in a week.

    :param child: the child's first name: what the child does alone is no appointment with anybody.
    """
    times: defaultdict[str, float] = defaultdict(float)
    for _, step in plan.steps:
        who = (step.who or NOBODY_NAMED).strip()
        if step.done_on is None and who.casefold() != child.casefold():
            times[who] += step.times_a_week or 0
    return Load(tuple(sorted(times.items(), key=lambda each: (-each[1], each[0].casefold()))))
