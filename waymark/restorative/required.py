"""What is required of a child to make something right, by a court, a panel, or out of court; and
how far it is with each."""

from collections.abc import Iterable
from dataclasses import dataclass

from waymark.chronology.labels import label
from waymark.chronology.requirements import Requirement, requirements
from waymark.contacts import words
from waymark.guidance import code_list
from waymark.pages.words import inside, plain_number
from waymark.plans.views.asked import AskedPlan
from waymark.rules.carries import carries
from waymark.rules.events.orders import OrderAmended
from waymark.rules.restorative import (
    AS_A_WORK,
    TALKS,
    Activity,
    Work,
    activities,
    is_over,
    works,
)

REPAIR = "repair"  # of the list `contract-items`, the group of what makes something right
MEDIATION = "mediation"
REPARATION = "reparation"
UNPAID_WORK = "unpaid-work"


@dataclass(frozen=True)
class Hours:
    asked: float  # none where it is no matter of hours
    worked: float

    @property
    def share(self) -> float:
        """Return how much of them is worked, of a hundred."""
        return round(min(100 * self.worked / self.asked, 100), 1) if self.asked else 0

    @property
    def words(self) -> str:
        """Return how many are worked; what is more than is asked stands by itself."""
        if not self.asked:
            return f"{plain_number(self.worked)} hours"
        told = f"{plain_number(min(self.worked, self.asked))} of {plain_number(self.asked)} hours"
        more = self.worked - self.asked
        return f"{told}, {plain_number(more)} more done" if more > 0 else told


@dataclass(frozen=True)
class Asked:
    """One thing that is asked, and what is planned or was done for it."""

    requirement: Requirement
    planned: list[Activity]
    made: list[Work]  # that nobody planned
    stopped: frozenset[str] = frozenset()  # of what is planned, what somebody wants no more

    @property
    def kind(self) -> str:
        return self.requirement.kind

    @property
    def is_short(self) -> bool:
        """Tell whether all that is planned for it is done or stopped, and it is still asked."""
        hours = self.hours
        is_left = hours.worked < hours.asked if hours.asked else not self._going_on
        return is_left and all(each.is_done for each in self._going_on)

    @property
    def _going_on(self) -> list[Activity]:
        return [each for each in self.planned if each.planned.id not in self.stopped]

    @property
    def works(self) -> list[str]:
        """Return what was made without a plan, in words."""
        told = (inside(words.ANSWERS["work-made.made"][each.made.made]) for each in self.made)
        return list(dict.fromkeys(told))

    @property
    def forms(self) -> list[str]:
        told = (label("restorative-forms", each.planned.form) for each in self._going_on)
        return list(dict.fromkeys(told))

    @property
    def hours(self) -> Hours:
        worked = sum(each.worked for each in self.planned)
        return Hours(self.requirement.hours or 0, worked)


@dataclass(frozen=True)
class Required:
    """What one order, caution or contract asks of this kind."""

    order: str
    called: str
    asks: list[Asked]
    is_over: bool


@carries("CM-336")
def required(asked: AskedPlan) -> list[Required]:
    """Return what each order asks to be made right, the oldest first."""
    kinds = {each.code for each in code_list("contract-items").codes if each.group == REPAIR}
    every = list(activities(asked.case))
    over = {e.planned.id for e in every if is_over(asked.case, e.planned, asked.today)}
    counts = [each for each in every if each.was_done or each.planned.id not in over]
    unplanned = [each for each in works(asked.case) if each.planned is None]
    documents = {each["id"]: each for each in asked.document.get("orders") or []}
    found = []
    for order in asked.case.orders:
        changes = asked.case.about(OrderAmended, order.id)
        asks = [e for e in requirements(documents[order.id], changes) if e.kind in kinds]
        end = asked.case.end_of(order)
        has_ended = end is not None and end < asked.today
        if asks:
            mine = [each for each in counts if each.planned.order == order.id]
            made = [each for each in unplanned if each.made.victim in order.victims]
            stopped = frozenset(
                e.planned.id for e in mine if not e.is_done and e.planned.id in over
            )
            joined = _joined([Asked(each, [], [], stopped) for each in asks], mine, made)
            found.append(Required(order.id, asked.called(order), joined, has_ended))
    return found


def _joined(found: list[Asked], planned: Iterable[Activity], made: Iterable[Work]) -> list[Asked]:
    """Return each thing asked with what is planned for it, or was made for it unplanned."""
    for activity in planned:
        for one in _asked_by(activity.planned.form, found)[:1]:
            one.planned.append(activity)
    for one in _asked_by(AS_A_WORK, found)[:1]:
        one.made.extend(made)
    return found


def _asked_by(form: str, asks: list[Asked]) -> list[Asked]:
    """Return what a plan of a form can be for, the likeliest first, and of two of one kind that
    for which less is planned: talking is no work, no order counts it in hours, and what the
    community has of it may be unpaid work."""
    if form in TALKS:
        fits = [each for each in asks if each.kind == MEDIATION or not each.hours.asked]
        likeliest = MEDIATION
    else:
        fits = [each for each in asks if each.kind != MEDIATION]
        likeliest = UNPAID_WORK if form == "community" else REPARATION
    return sorted(fits, key=lambda each: (each.kind != likeliest, len(each.planned)))
