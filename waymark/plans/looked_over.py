"""Versions of the plans of many children, as whoever answers for them looks them over."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from waymark.guidance.forms import form
from waymark.plans.answered import ANSWERS, QUESTIONS, WITH_THE_REST
from waymark.plans.forms.agreeing import NOT_YET
from waymark.plans.models import Version
from waymark.plans.queries import day_of
from waymark.prepared import ID, IDS, MOMENT, TEXTS, Among, Told, prepared
from waymark.rules.plan_states import DRAFT


@dataclass(frozen=True)
class LookedOver:
    """One version that was agreed, and what was answered before."""

    child: int
    number: int
    state: str
    event: str  # that it was agreed
    checked_at: datetime | None
    checked_by: int | None
    agreed_on: date | None
    is_newest: bool
    answers: Sequence[dict[str, Any]]

    @property
    def left_open(self) -> int:
        """How many questions were answered with not yet, or not at all. Of a plan that another
        system agreed no answer is held, and nothing is known."""
        if not self.answers:
            return 0
        held = {each["question"] for each in self.answers}
        not_yet = sum(each["said"] == NOT_YET for each in self.answers)
        return not_yet + len(_asked() - held)

    @property
    def by_one_tick(self) -> int:
        return sum(bool(each.get(WITH_THE_REST)) for each in self.answers)


def looked_over(
    *, children: Sequence[int], events: Sequence[str], by: int, since: datetime
) -> list[LookedOver]:
    """Return the versions that were agreed with these events, and those that somebody countersigned
    or returned since a moment. One query."""
    rows = _versions(children=children, events=events, by=by, since=since)
    return [
        LookedOver(*told, day_of(agreed_on), is_newest=not has_newer, answers=answers or ())
        for *told, agreed_on, has_newer, answers in rows
    ]


@prepared(children=IDS, events=TEXTS, by=ID, since=MOMENT)
def _versions(*, children: Told, events: Told, by: Told, since: Told) -> QuerySet[Version]:
    wanted = Among("event", events) | Q(checked_by=by, checked_at__gte=since)
    newer = Version.objects.filter(plan=OuterRef("plan"), number__gt=OuterRef("number"))
    found = Version.objects.filter(wanted, Among("child", children)).exclude(state=DRAFT)
    found = found.annotate(has_newer=Exists(newer.exclude(state=DRAFT)))
    says = ("document__agreed_on", "has_newer", f"document__{ANSWERS}")  # not the whole of the plan
    told = ("child", "number", "state", "event", "checked_at", "checked_by")
    return found.order_by("child", "-number").values_list(*told, *says)


@cache
def _asked() -> frozenset[str]:
    return frozenset(each.id for section in form(QUESTIONS).asked() for each in section.questions)
