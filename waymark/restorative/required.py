"""What is required of a child to make something right: by a court, a panel, or out of court."""

from dataclasses import dataclass

from waymark.chronology.requirements import Requirement, requirements
from waymark.guidance import code_list
from waymark.plans.views.asked import AskedPlan
from waymark.rules.carries import carries
from waymark.rules.events.orders import OrderAmended
from waymark.rules.restorative import activities

REPAIR = "repair"  # of the list `contract-items`, the group of what makes something right


@dataclass(frozen=True)
class Required:
    """What one order, caution or contract asks of this kind."""

    order: str
    called: str
    asks: list[Requirement]
    is_over: bool
    is_planned: bool

    @property
    def hours(self) -> float:
        return sum(each.hours or 0 for each in self.asks)


@carries("CM-336")
def required(asked: AskedPlan) -> list[Required]:
    """Return what each order asks to be made right, the oldest first."""
    kinds = {each.code for each in code_list("contract-items").codes if each.group == REPAIR}
    planned = {each.planned.order for each in activities(asked.case) if not each.called_off}
    documents = {each["id"]: each for each in asked.document.get("orders") or []}
    found = []
    for order in asked.case.orders:
        changes = asked.case.about(OrderAmended, order.id)
        asks = [e for e in requirements(documents[order.id], changes) if e.kind in kinds]
        end = asked.case.end_of(order)
        is_over = end is not None and end < asked.today
        if asks:
            called = asked.called(order)
            found.append(Required(order.id, called, asks, is_over, order.id in planned))
    return found
