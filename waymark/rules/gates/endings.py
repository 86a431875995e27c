"""An early end is asked for where the court can still be asked; of a referral order its panel
decides that first."""

from collections.abc import Iterator

from waymark.rules.calendar import said
from waymark.rules.carries import carries
from waymark.rules.case import Case
from waymark.rules.endings import (
    APPLY,
    BY_A_PANEL,
    REVOKE,
    asked_again_from,
    ends_before_asked_again,
    panel_on,
    was_asked_for,
)
from waymark.rules.events import Event
from waymark.rules.events.orders import (
    CourtApplication,
    EarlyRevocationConsidered,
    EarlyRevocationRefused,
    ProgressPanelDecided,
)


@carries("CM-439")
def wait_after_a_refusal(case: Case, proposed: Event) -> Iterator[str]:
    if not isinstance(proposed, EarlyRevocationConsidered) or proposed.corrects:
        return
    order = case.order(proposed.order)
    if order is None or proposed.decision != APPLY:
        return
    if again := asked_again_from(case, order, proposed.on):
        end = case.end_of(order)
        if end and ends_before_asked_again(case, order, proposed.on):
            then = f"ends by itself on {said(end)}, before the court can be asked again"
        else:
            then = f"can be asked for again from {said(again)}, and looked at again then"
        yield (
            f"The court refused to end the {order.called} early. It {then}: say that it is not "
            "asked for now."
        )


@carries("CM-439")
def ask_whether_it_was_asked_for(case: Case, proposed: Event) -> Iterator[str]:
    """For three months after a refusal nobody asks again, so none is written down unawares. A court
    decides what the family asks it for as well: what it decided is never refused."""
    if not isinstance(proposed, EarlyRevocationRefused) or proposed.corrects:
        return
    order = case.order(proposed.order)
    if order is not None and not was_asked_for(case, order, proposed.on):
        yield (
            f"By {said(proposed.on)} nobody had asked for an early end of the {order.called}, as "
            "far as it is written here. If we asked, write that down first, under Ending early. If "
            "the court refused what somebody else asked for, tick here: we ask no sooner than "
            "three months later."
        )


@carries("CM-437")
def let_the_panel_decide_first(case: Case, proposed: Event) -> Iterator[str]:
    if not isinstance(proposed, CourtApplication) or proposed.corrects:
        return
    considered = case.event(proposed.for_)
    if not isinstance(considered, EarlyRevocationConsidered) or proposed.purpose != REVOKE:
        return
    order = case.order(considered.order)
    if order is None or order.kind != BY_A_PANEL:
        return
    panel = panel_on(case, considered)
    if panel is None:
        yield (
            f"The panel of the {order.called} decides first whether the court is asked. Take the "
            "case to it, and write down what it decided."
        )
    elif panel.decision != APPLY:
        yield (
            f"On {said(panel.on)} the panel decided not to ask the court now. It can be looked at "
            f"again from {said(panel.look_again_on or panel.on)}."
        )


@carries("CM-437")
def ask_the_panel_what_was_decided(case: Case, proposed: Event) -> Iterator[str]:
    """A panel decides about one decision to ask for an early end of its order, and once."""
    if not isinstance(proposed, ProgressPanelDecided) or proposed.corrects:
        return
    order, considered = case.order(proposed.order), case.event(proposed.considered)
    if order is None or not isinstance(considered, EarlyRevocationConsidered):
        return
    if order.kind != BY_A_PANEL:
        yield f"No panel decides about the {order.called}: the court is asked."
    elif considered.order != order.id or considered.decision != APPLY:
        yield "Choose the decision to ask for an early end of this order."
    elif panel := panel_on(case, considered):
        yield f"The panel decided about it already, on {said(panel.on)}."
    elif proposed.look_again_on and proposed.look_again_on <= proposed.on:
        yield "Choose a day after the panel on which it is looked at again."
    elif (end := case.end_of(order)) and proposed.look_again_on and proposed.look_again_on >= end:
        yield f"The {order.called} ends on {said(end)}: choose a day before."
