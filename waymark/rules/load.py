"""How much a plan asks of a child in a week: how many people, how often."""

import re
from collections import defaultdict
from dataclasses import dataclass

from waymark.rules.carries import carries
from waymark.rules.planned import Plan

NOBODY_NAMED = "Nobody named yet"
TOGETHER = re.compile(r"\s*(?:,|&|/|\band\b)\s*")


@dataclass(frozen=True)
class Load:
    """Who sees the child how often in a week, most often first."""

    people: tuple[tuple[str, float], ...]
    everybody: frozenset[str] = frozenset()  # each once, however steps put them together

    @property
    def a_week(self) -> float:
        return sum(times for _, times in self.people)


@carries("CM-117", "CM-112")
def load(plan: Plan, *, child: str = "") -> Load:
    """Return what the steps that are not done ask in a week.

    :param child: the child's first name: what the child does alone is no appointment with anybody.
    """
    times: defaultdict[str, float] = defaultdict(float)
    own = child.casefold()
    for _, step in plan.steps:
        who = (step.who or NOBODY_NAMED).strip()
        if step.done_on is None and who.casefold() != own:
            times[who] += step.times_a_week or 0
    named = {name for who in times for name in TOGETHER.split(who.casefold())}
    most_often_first = sorted(times.items(), key=lambda each: (-each[1], each[0].casefold()))
    return Load(tuple(most_often_first), frozenset(named - {own, ""}))
