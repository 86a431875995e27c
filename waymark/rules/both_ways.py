"""Of one order: what came of a breach, for whoever looks at an early end, and what came of an early
end, for whoever thinks of a breach. It refuses nothing: a person weighs the two."""

from waymark.rules.case import Case
from waymark.rules.deciding import put_forward
from waymark.rules.endings import ABOUT_AN_EARLY_END, REVOKE
from waymark.rules.events import Event
from waymark.rules.events.engagement import BreachDecided
from waymark.rules.events.orders import CourtApplication, EarlyRevocationConsidered


def of_a_breach(case: Case, order: str) -> list[Event]:
    """Return what was decided on whether an order goes back, and what waits or is to be mended."""
    puts = put_forward(case, "breach", order)
    still_open = [each.sent_back or each.event for each in puts if each.is_open]
    return [*case.about(BreachDecided, order), *still_open]


def of_an_early_end(case: Case, order: str) -> list[Event]:
    """Return what was decided last on ending an order early, and all that followed from it."""
    found: list[Event] = []
    for each in case.walk(*ABOUT_AN_EARLY_END, about=order):
        if isinstance(each, EarlyRevocationConsidered):
            found = []
        found.append(each)
        asked = case.about(CourtApplication, each.id)
        found += [one for one in asked if one.purpose == REVOKE]
    return sorted(found, key=lambda each: each.on)
