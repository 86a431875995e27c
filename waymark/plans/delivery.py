"""What was planned for each goal, what came about, and by whom."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date

from waymark.chronology.casefile import Document
from waymark.chronology.models import Event
from waymark.plans.models import Version
from waymark.plans.queries import day_of, says
from waymark.plans.shown import agency
from waymark.rules.carries import carries
from waymark.rules.planned import Goal

A_WEEK = 7
KEPT = {"attended", "attended-late"}
MISSED = "missed"
TOO_FEW = 0.75  # of what was planned, before it is told as a shortfall


@dataclass(frozen=True)
class Delivered:
    """Of one goal and one provider: how often it was planned, came about, and was missed."""

    who: str
    planned: int
    kept: int
    missed: int
    since: date | None = None  # of a plan from elsewhere: when counting begins

    @property
    def falls_short(self) -> bool:
        return self.planned > 0 and self.kept < TOO_FEW * self.planned


def delivered(
    version: Version, child: int, on: date, *, after: date | None = None
) -> dict[str, list[Delivered]]:
    """Return, by goal, what its steps planned and what contacts tell of it. Two queries.

    Of a plan that was agreed elsewhere it counts from the first contact that names a goal: those
    before may have come about and name none.

    :param after: look back no further, as to the last review; the version may be older.
    """
    agreed_on = day_of(version.document.get("agreed_on"))
    if agreed_on is None:
        return {}
    since = max(agreed_on, after or agreed_on)
    contacts = Event.objects.filter(child=child, kind="contact", document__has_key="goals")
    replaced = Event.objects.filter(child=child).exclude(corrects="")
    gone = set(replaced.values_list("corrects", flat=True))
    stand = [
        each
        for each in contacts.order_by("position")
        if each.on >= since and each.reference not in gone
    ]
    is_ours = version.agreed_by_id is not None
    if not is_ours:
        since = min((each.on for each in stand), default=on)
    weeks = (on - since).days // A_WEEK
    told = [each.document for each in stand]
    found = {goal.id: list(of_goal(goal, told, weeks)) for goal in says(version).goals_under_way}
    counted = None if is_ours else since
    return {
        goal: [replace(each, since=counted) for each in rows]
        for goal, rows in found.items()
        if rows
    }


@carries("CM-179", "CM-180")
def of_goal(goal: Goal, contacts: Iterable[Document], weeks: int) -> Iterator[Delivered]:
    """Yield, for each provider of a goal, what was planned so far and what came of it.

    :param contacts: those that stand, since the version was agreed.
    :param weeks: whole weeks since then.
    """
    planned: defaultdict[str, float] = defaultdict(float)
    for step in goal.steps:
        if step.done_on is None:
            planned[step.agency or ""] += step.a_week * weeks
    came: defaultdict[str, list[str]] = defaultdict(list)
    for each in contacts:
        if goal.id in (each.get("goals") or ()):
            came[each.get("agency") or ""].append(each.get("outcome") or "")
    for code in dict.fromkeys([*planned, *came]):
        outcomes = came[code]
        kept, missed = sum(o in KEPT for o in outcomes), sum(o == MISSED for o in outcomes)
        if (many := round(planned[code])) or outcomes:
            yield Delivered(agency(code), many, kept, missed)
