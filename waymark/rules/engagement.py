"""A child who does not come is asked why; a second warning calls a panel; breach is looked at
again by someone else, and what could not wait for a panel and for reasons has both afterwards."""

from collections.abc import Callable, Iterator
from datetime import date

from waymark.rules.calendar import earliest, said, working_days_after
from waymark.rules.carries import carries
from waymark.rules.case import Case
from waymark.rules.duty import Owed
from waymark.rules.enforcing import LAST_WARNING, failures_for_court, judgements, way_of
from waymark.rules.events.deciding import PutToManager
from waymark.rules.events.engagement import (
    AbsenceFollowedUp,
    BreachDecided,
    Contact,
    EngagementPanelHeld,
    IndependentBreachReview,
    JudgedForCourt,
    WarningGiven,
)
from waymark.rules.orders import Order
from waymark.rules.settings import value_on

FOR_COURT = "court"


@carries("CM-447")
def follow_up_missed_contact(case: Case) -> Iterator[Owed]:
    for contact in case.all(Contact):
        if contact.outcome == "missed":
            yield Owed(
                contact.id,
                contact.on,
                contact.on,
                f"The child missed a contact on {said(contact.on)}, and they and their family "
                "are to be asked why and what would help.",
                done_on=case.first(AbsenceFollowedUp, contact.on, about=contact.id),
            )


@carries("CM-433", "CM-451")
def hold_engagement_panel(case: Case) -> Iterator[Owed]:
    for order in case.orders:
        yield from _panels(case, order)


def _panels(case: Case, order: Order) -> Iterator[Owed]:
    """A second or later warning calls a panel, unless one is called already."""
    warnings, number, called = 0, 1, None
    for event in case.walk(WarningGiven, EngagementPanelHeld, about=order.id):
        if event.on < order.made_on:
            continue
        if isinstance(event, EngagementPanelHeld):
            if called is not None:
                yield called._replace(done_on=event.on)
                called, number = None, number + 1
            continue
        warnings += 1
        if warnings > 1 and called is None:
            called = Owed(
                f"{order.id}:{number}",
                order.made_on,
                event.on,
                f"The child was given warning number {warnings} under the {order.called} on "
                f"{said(event.on)}, and a panel is to find out what more would help.",
                closes_on=case.end_of(order),
            )
    if called is not None:
        yield called


@carries("CM-462")
def independent_breach_review(case: Case) -> Iterator[Owed]:
    for breach in case.all(BreachDecided):
        if breach.decision == "breach":
            reviews = case.about(IndependentBreachReview, breach.id)
            yield Owed(
                breach.id,
                breach.on,
                breach.on,
                f"Breach action was decided on {said(breach.on)}, and a manager from outside "
                "the case reviews every such decision.",
                due_on=breach.on,
                done_on=reviews[0].on if reviews else None,  # whatever its date: it may go before
            )


NUMBER = "after_urgent_breach"  # of the settings


def urgent_breaches(case: Case) -> Iterator[tuple[BreachDecided, Order]]:
    """Yield what was decided before everything was tried, since it could not wait."""
    for breach in case.all(BreachDecided):
        order = case.order(breach.order) if breach.order else None
        if breach.decision == "breach" and breach.urgent and order is not None:
            yield breach, order


@carries("CM-451")
def hold_panel_after_urgent_breach(case: Case) -> Iterator[Owed]:
    def held(breach: BreachDecided, order: Order) -> date | None:
        return case.first(EngagementPanelHeld, breach.on, about=order.id)

    yield from _afterwards(case, held, "a panel is to find out what would help all the same")


@carries("CM-454")
def write_up_urgent_breach(case: Case) -> Iterator[Owed]:
    def written(breach: BreachDecided, _: Order) -> date | None:
        return case.first(PutToManager, breach.on, about=breach.id)

    yield from _afterwards(case, written, "what it rests on is still to be written")


def _afterwards(
    case: Case, done: Callable[[BreachDecided, Order], date | None], wanted: str
) -> Iterator[Owed]:
    for breach, order in urgent_breaches(case):
        within = value_on(case.settings.after_urgent_breach, breach.on)
        yield Owed(
            breach.id,
            breach.on,
            breach.on,
            f"That the {order.called} goes back was decided on {said(breach.on)}, since it could "
            f"not wait; {wanted}.",
            due_on=working_days_after(breach.on, within),
            done_on=done(breach, order),
            closes_on=case.end_of(order),
            numbers=(NUMBER,),
        )


@carries("CM-454")
def judge_for_court(case: Case) -> Iterator[Owed]:
    """A failure for which statute asks for a court is a manager's to judge."""
    for order in case.orders:
        if len(case.about(WarningGiven, order.id)) < LAST_WARNING:
            continue
        for absence in failures_for_court(case, order):
            missed, heard = absence.contact, absence.followed_up
            yield Owed(
                f"{order.id}:{missed.id}",
                missed.on,
                max(missed.on, heard.on) if heard else missed.on,
                f"A contact on {said(missed.on)} was missed without an acceptable reason, after "
                f"two warnings under the {order.called}. By statute it has to go back to court, "
                "unless a manager judges that circumstances are exceptional.",
                done_on=next((each.on for each in judgements(case, order, absence)), None),
                closes_on=case.end_of(order),
            )


@carries("CM-454")
def put_forward_for_court(case: Case) -> Iterator[Owed]:
    """What a manager judged has to go back is prepared, and put to whoever decides."""
    for order in case.orders:
        for judged in case.about(JudgedForCourt, order.id):
            if judged.decision == FOR_COURT and way_of(order).by_statute:
                yield Owed(
                    judged.id,
                    judged.on,
                    judged.on,
                    f"On {said(judged.on)} a manager judged that the {order.called} has to go back "
                    "to court. What it rests on is to be written and put forward.",
                    done_on=_put_forward(case, order, judged.on),
                    closes_on=case.end_of(order),
                )


def _put_forward(case: Case, order: Order, since: date) -> date | None:
    put = [
        each.on
        for each in case.about(PutToManager, order.id)
        if each.what == "breach" and each.on >= since
    ]
    return earliest(next(iter(put), None), case.first(BreachDecided, since, about=order.id))
