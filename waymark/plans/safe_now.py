"""What keeps people safe from today, offered to the plan that takes its place."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from django.urls import reverse

from waymark.children.models import Child
from waymark.chronology.casefile import Document
from waymark.chronology.queries import written_in
from waymark.rules.case import Case
from waymark.rules.events.risk import SafetyPlanMade

FROM = "from"  # in the address of a new control: what it takes the place of


@dataclass(frozen=True)
class Measure:
    """One thing that keeps people safe now, as a plan's control would say it."""

    event: str
    facts: Document

    def href(self, child: int) -> str:
        place = reverse("plan-item", args=[child, "controls", "new"])
        return f"{place}?{urlencode({FROM: self.event})}"


def measures(
    child: Child, case: Case, says: Document, *, on: date, hide: Callable[[str], str]
) -> list[Measure]:
    """Return what is in force and stands in no control of a draft yet. One query at most.

    What tells something protected is left where it is: it is written down there behind its reason.
    """
    made = [each for each in case.all(SafetyPlanMade) if each.holds_on(on)]
    if not made:
        return []
    wrote = written_in([child.pk], [each.id for each in made])
    told = {each["what"] for each in says.get("controls") or [] if each.get("what")}
    found = []
    for each in made:
        _, what = wrote.get((child.pk, each.id, "what"), ("", ""))
        if what and what not in told and hide(what) == what:
            facts = {"keeps": each.keeps, "what": what, "who": each.who or ""}
            found.append(Measure(each.id, facts))
    return found
