"""How much a plan asks of a child in a week: how many people, how often."""

import re
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field

from waymark.rules.carries import carries
from waymark.rules.planned import Plan

NOBODY_NAMED = "Nobody named yet"
TOGETHER = re.compile(r"\s*(?:,|&|/|\band\b)\s*", re.IGNORECASE)


@dataclass(frozen=True)
class Load:
    """Who sees the child how often in a week, most often first; and how often that is together."""

    people: tuple[tuple[str, float], ...]
    a_week: float = 0  # whom several see at once is seen once
    # On which days whom, where they are fixed; what is every second week is half a time.
    days: Mapping[str, Mapping[str, float]] = field(default_factory=dict)
    nameless: int = 0  # steps of which it is not said yet who does them

    @property
    def named(self) -> int:
        """How many people see the child: whoever is not named yet is not one more."""
        return sum(who != NOBODY_NAMED for who, _ in self.people)


@carries("CM-117", "CM-112")
def load(plan: Plan, *, child: str = "") -> Load:
    """Return what the steps that are not done ask in a week, each person by themselves.

    :param child: the child's first name: what the child does alone is no appointment with anybody.
    """
    own, a_week, nameless = child.casefold(), 0.0, 0
    called: dict[str, str] = {}
    times: defaultdict[str, float] = defaultdict(float)
    days: defaultdict[str, defaultdict[str, float]] = defaultdict(lambda: defaultdict(float))
    for _, step in plan.steps:
        people = _people((step.who or "").strip() or NOBODY_NAMED, own)
        if step.done_on is None and people:
            a_week += step.a_week
            nameless += people == [NOBODY_NAMED]
            for name in people:
                who = called.setdefault(name.casefold(), name)
                times[name.casefold()] += step.a_week
                for day in step.weekdays:
                    days[who][day] += min(1, step.a_week / len(step.weekdays))
    most_often_first = sorted(times.items(), key=lambda each: (-each[1], each[0]))
    who_how_often = tuple((called[name], often) for name, often in most_often_first)
    return Load(who_how_often, a_week, days, nameless)


def _people(who: str, own: str) -> list[str]:
    """Return each of the people who see the child together."""
    return [name for name in TOGETHER.split(who.strip()) if name and name.casefold() != own]
