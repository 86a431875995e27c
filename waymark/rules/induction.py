"""What is asked of a child is said again: once is not enough."""

from collections.abc import Iterator
from datetime import date
from itertools import pairwise

from waymark.rules.calendar import said
from waymark.rules.carries import carries
from waymark.rules.case import Case
from waymark.rules.duty import Owed
from waymark.rules.events.plans import ChildInducted, OrderExplainedAgain

Explained = ChildInducted | OrderExplainedAgain


@carries("CM-420")
def explain_again(case: Case) -> Iterator[Owed]:
    for now, then in pairwise([*sittings(case), []]):
        first = now[0]
        if first.explain_again_on is not None:
            yield Owed(
                first.id,
                first.on,
                first.on,
                f"What is asked was gone through with the child on {said(first.on)}, and is to be "
                f"said again by {said(first.explain_again_on)}: once is soon forgotten.",
                due_on=first.explain_again_on,
                done_on=then[0].on if then else None,
                closes_on=_end_of(case, now),
            )


def sittings(case: Case) -> list[list[Explained]]:
    """Return what was gone through with the child, as it happened; what stands in one paper is one
    sitting, however many orders it was about."""
    found: dict[str, list[Explained]] = {}
    for each in case.walk(ChildInducted, OrderExplainedAgain):
        if isinstance(each, Explained):
            found.setdefault(each.paper or each.id, []).append(each)
    return list(found.values())


def _end_of(case: Case, sitting: list[Explained]) -> date | None:
    return case.latest_end_of(order for each in sitting for order in each.orders)
