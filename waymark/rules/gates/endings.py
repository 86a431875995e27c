"""An early end is asked for where the court can still be asked."""

from collections.abc import Iterator

from waymark.rules.calendar import said
from waymark.rules.carries import carries
from waymark.rules.case import Case
from waymark.rules.endings import APPLY, asked_again_from
from waymark.rules.events import Event
from waymark.rules.events.orders import EarlyRevocationConsidered


@carries("CM-439")
def wait_after_a_refusal(case: Case, proposed: Event) -> Iterator[str]:
    if not isinstance(proposed, EarlyRevocationConsidered) or proposed.corrects:
        return
    order = case.order(proposed.order)
    if order is None or proposed.decision != APPLY:
        return
    if again := asked_again_from(case, order, proposed.on):
        yield (
            f"The court refused to end the {order.called} early. It can be asked again from "
            f"{said(again)}: choose “not yet”, and look again then."
        )
