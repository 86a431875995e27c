"""A warning follows an absence that was understood, and only where there are warnings at all."""

from collections.abc import Iterator

from waymark.rules.carries import carries
from waymark.rules.case import Case
from waymark.rules.enforcing import LAST_WARNING, Back, way_of
from waymark.rules.events import Event
from waymark.rules.events.engagement import (
    AbsenceFollowedUp,
    BreachDecided,
    EngagementPanelHeld,
    JudgedForCourt,
    WarningGiven,
)
from waymark.rules.orders import Order

INSTEAD: dict[Back | None, str] = {
    None: "The child takes part by choice, so there is no warning and nothing to enforce. Write "
    "down what got in the way, and what will help.",
    "police": "A conditional caution knows no warning. Tell the police what got in the way and "
    "what was tried: they decide what happens next.",
}
PANEL_FIRST = "Hold an engagement panel first: what more would help the child to come?"


@carries("CM-447", "CM-448", "CM-449", "EP-115")
def understand_before_warning(case: Case, proposed: Event) -> Iterator[str]:
    if not isinstance(proposed, WarningGiven) or proposed.corrects:
        return
    order = case.order(proposed.order)
    if order is None:
        return
    way = way_of(order)
    if not way.warns:
        yield INSTEAD[way.back]
        return
    if proposed.contact is None:
        yield "Say which missed contact led to it."
        return
    heard = case.about(AbsenceFollowedUp, proposed.contact)
    if not heard:
        yield (
            "Ask the child and the family first what got in the way and what would help, and "
            "write it down for this missed contact."
        )
    elif heard[-1].acceptable is not False:
        yield "The reason was judged acceptable, so there is nothing to warn about."
    elif case.about(WarningGiven, proposed.contact):
        yield "A warning was given for this missed contact already."


@carries("CM-454")
def judge_as_a_manager(case: Case, proposed: Event) -> Iterator[str]:
    del case
    judges = isinstance(proposed, JudgedForCourt | BreachDecided)
    if judges and not proposed.corrects:
        yield "Whether it goes back is a manager's judgement. Ask yours to write it down."


@carries("CM-441", "CM-451", "CM-452")
def try_everything_before_breach(case: Case, proposed: Event) -> Iterator[str]:
    if not isinstance(proposed, BreachDecided) or proposed.corrects:
        return
    order = case.order(proposed.order) if proposed.order else None
    if order is None or proposed.decision != "breach":
        return
    if reason := never_goes_back(order):
        yield reason
    elif not proposed.urgent:
        yield from not_tried(case, order.id)


def never_goes_back(order: Order) -> str:
    """Say why an order knows no breach; nothing where it does."""
    return INSTEAD.get(way_of(order).back, "")


def not_tried(case: Case, order: str) -> Iterator[str]:
    """Yield what is still to be tried under an order before anybody thinks of a court."""
    warnings = case.about(WarningGiven, order)
    if len(warnings) < LAST_WARNING:
        yield (
            "A court never stands in for a warning: fewer than two were given. Where the public "
            "must be protected at once, or after a further serious offence, say so."
        )
    elif not any(panel.on >= warnings[1].on for panel in case.about(EngagementPanelHeld, order)):
        yield PANEL_FIRST
