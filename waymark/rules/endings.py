"""Orders end well: early where the child has done well, and with support that goes on."""

from collections.abc import Iterator
from datetime import date

from waymark.rules.calendar import days_after, earliest, months_after, said
from waymark.rules.carries import carries
from waymark.rules.case import Case
from waymark.rules.duty import Owed
from waymark.rules.events import Event
from waymark.rules.events.orders import (
    CourtApplication,
    EarlyRevocationConsidered,
    EarlyRevocationRefused,
    ExitPlanAgreed,
    OrderEnded,
    ProgressPanelDecided,
)
from waymark.rules.orders import BEFORE_SENTENCE, Order, halfway
from waymark.rules.settings import value_on

BY_A_PANEL = "referral-order"  # whose panel decides first whether the court is asked
MONTHS_AFTER_REFUSAL = 3
APPLY, NOT_YET, REVOKE = "apply", "not-yet", "revoke"
ABOUT_AN_EARLY_END = (EarlyRevocationConsidered, ProgressPanelDecided, EarlyRevocationRefused)


@carries("CM-435", "CM-438", "CM-439")
def consider_early_revocation(case: Case) -> Iterator[Owed]:
    for order in case.supervised:
        if order.may_be_revoked and order.ends_on is not None:
            yield from _considerations(case, order)


def _considerations(case: Case, order: Order) -> Iterator[Owed]:
    """Once half of the order has gone, then whenever it was agreed to look again."""
    opens_on, number = halfway(order), 1
    asked: tuple[str, ...] = ()
    for event in case.walk(*ABOUT_AN_EARLY_END, about=order.id):
        if event.on < order.made_on:
            continue
        if again := _put_off_until(event):
            if opens_on is None or again > opens_on:
                opens_on, asked = again, ()
        elif isinstance(event, EarlyRevocationConsidered) and opens_on and event.on >= opens_on:
            yield _consideration(case, order, number, opens_on, event.on)._replace(numbers=asked)
            opens_on, number = _look_again_on(case, order, event), number + 1
            asked = () if event.look_again_on else ("revocation_look_again",)
    end = case.end_of(order)
    if opens_on is not None and end is not None and opens_on < end:
        yield _consideration(case, order, number, opens_on)._replace(numbers=asked)


def _put_off_until(event: Event) -> date | None:
    """Return from when it is looked at again that the court refused, or a panel decided against."""
    if isinstance(event, EarlyRevocationRefused):
        return months_after(event.on, MONTHS_AFTER_REFUSAL)
    if isinstance(event, ProgressPanelDecided) and event.decision != APPLY:
        return event.look_again_on
    return None


def _look_again_on(case: Case, order: Order, event: EarlyRevocationConsidered) -> date | None:
    if event.decision == APPLY:
        return None
    return event.look_again_on or asked_again_on(case, order, event.on)


def asked_again_on(case: Case, order: Order, on: date) -> date:
    """Return when ending an order early is looked at again that was decided against on a day."""
    return months_after(on, value_on(case.settings.revocation_look_again, order.made_on))


def _consideration(
    case: Case, order: Order, number: int, opens_on: date, done_on: date | None = None
) -> Owed:
    if number == 1 and opens_on == halfway(order):
        why = f"Half of the {order.called} has gone by {said(opens_on)}"
    else:
        why = f"Ending the {order.called} early is to be looked at again from {said(opens_on)}"
    return Owed(
        f"{order.id}:{number}",
        order.made_on,
        opens_on,
        f"{why}, and a child who has done well may not need all of it.",
        done_on=done_on,
        closes_on=case.end_of(order),
    )


@carries("CM-436", "CM-437")
def apply_for_early_revocation(case: Case) -> Iterator[Owed]:
    """What was decided is done: the court is asked. Whoever decides so again before it answers
    owes nothing more."""
    for order in case.supervised:
        for considered, answered_on in _decisions_to_apply(case, order):
            applied_on = earliest(asked_on(case, considered), answered_on)
            yield _application(case, order, considered, applied_on)


@carries("CM-437")
def hold_progress_panel(case: Case) -> Iterator[Owed]:
    """The panel of a referral order decides whether the court is asked. Of what was decided
    elsewhere nobody knows here whether it has: the duty to ask tells of it."""
    for order in case.supervised:
        for considered, answered_on in _decisions_to_apply(case, order):
            if order.kind == BY_A_PANEL and considered.paper:
                panel = panel_on(case, considered)
                yield Owed(
                    considered.id,
                    considered.on,
                    considered.on,
                    f"It was decided on {said(considered.on)} to ask for the {order.called} to end "
                    "early, and only its panel can decide that the court is asked.",
                    done_on=earliest(panel.on if panel else None, answered_on),
                    closes_on=case.end_of(order),
                )


def panel_on(case: Case, considered: EarlyRevocationConsidered) -> ProgressPanelDecided | None:
    """Return what the panel decided about a decision to ask for an early end."""
    found = case.about(ProgressPanelDecided, considered.id)
    return next((each for each in found if each.on >= considered.on), None)


def is_asked_for(case: Case, order: Order, on: date) -> bool:
    """Tell whether it was decided to ask for an early end, and the court may still answer."""
    return pending(case, order, on) is not None


def pending(case: Case, order: Order, on: date) -> EarlyRevocationConsidered | None:
    """Return the decision to ask for an early end that nobody has answered yet."""
    decisions = _decisions_to_apply(case, order)
    waits = [considered for considered, answered in decisions if answered is None]
    return waits[-1] if waits and _runs_on(case, order, on) else None


def looked_at_from(case: Case, order: Order) -> date | None:
    """Return from when ending an order early is looked at next: the day that was agreed last, and
    told to the child, or else when it is owed; none while it is asked for, or where it ends before.
    """
    last = case.walk(*ABOUT_AN_EARLY_END, about=order.id)[-1:]
    agreed = next((_agreed_on(event) for event in last), None)
    end = case.end_of(order)
    if agreed and (end is None or agreed < end):
        return agreed
    found = _considerations(case, order) if order.may_be_revoked and order.ends_on else ()
    return next((each.opens_on for each in found if each.done_on is None), None)


def _agreed_on(event: Event) -> date | None:
    if isinstance(event, EarlyRevocationConsidered | ProgressPanelDecided):
        return event.look_again_on if event.decision != APPLY else None
    return None


def _decisions_to_apply(
    case: Case, order: Order
) -> Iterator[tuple[EarlyRevocationConsidered, date | None]]:
    """Yield each, and when it was answered; what is decided so again meanwhile is the same one."""
    answered_on: date | None = order.made_on
    for considered in case.about(EarlyRevocationConsidered, order.id):
        is_new = answered_on is not None and considered.on >= answered_on
        if considered.decision == APPLY and is_new:
            answered_on = _answered_on(case, order, considered)
            yield considered, answered_on


def _application(
    case: Case, order: Order, considered: EarlyRevocationConsidered, done_on: date | None
) -> Owed:
    by_a_panel = "its panel decides first whether the court is asked"
    asked = by_a_panel if order.kind == BY_A_PANEL else "the court is asked"
    return Owed(
        considered.id,
        considered.on,
        considered.on,
        f"It was decided on {said(considered.on)} to ask for the {order.called} to end early: "
        f"{asked}, and is told how well the child has done.",
        done_on=done_on,
        closes_on=case.end_of(order),
    )


def asked_on(case: Case, considered: EarlyRevocationConsidered) -> date | None:
    asked = case.about(CourtApplication, considered.id)
    on = (each.on for each in asked if each.purpose == REVOKE and each.on >= considered.on)
    return next(on, None)


def _answered_on(case: Case, order: Order, considered: EarlyRevocationConsidered) -> date | None:
    """Return when the court refused. That the order ended before its last day, or that it was
    decided otherwise, by its panel or anew, is an answer as well."""
    since, panel = considered.on, panel_on(case, considered)
    ended = case.about(OrderEnded, order.id)
    decided = case.about(EarlyRevocationConsidered, order.id)
    later = decided[decided.index(considered) + 1 :]
    return earliest(
        case.first(EarlyRevocationRefused, since, about=order.id),
        next((each.on for each in ended if each.on >= since and _is_early(order, each)), None),
        next((each.on for each in later if each.decision != APPLY), None),
        panel.on if panel and panel.decision != APPLY else None,
    )


def may_end_early(case: Case, order: Order, on: date) -> bool:
    """Tell whether an early end can still be asked for, also before its time has come."""
    may = order.may_be_revoked and _runs_on(case, order, on)
    return may and not (is_asked_for(case, order, on) or asked_again_from(case, order, on))


@carries("CM-439")
def asked_again_from(case: Case, order: Order, on: date) -> date | None:
    """Return from when the court may be asked again that refused lately; none where it may be on
    this day."""
    refused = [each.on for each in case.about(EarlyRevocationRefused, order.id) if each.on <= on]
    again = months_after(max(refused), MONTHS_AFTER_REFUSAL) if refused else on
    return again if again > on else None


def ends_before_asked_again(case: Case, order: Order, on: date) -> bool:
    """Tell whether an order ends by itself before the court can be asked again: that refused it
    lately, or would on this day."""
    again = asked_again_from(case, order, on) or months_after(on, MONTHS_AFTER_REFUSAL)
    return not _runs_on(case, order, again)


def was_asked_for(case: Case, order: Order, on: date) -> bool:
    """Tell whether it was decided to ask for an early end, and nobody had answered by a day."""
    decisions = _decisions_to_apply(case, order)
    return any(each.on <= on < (answered or date.max) for each, answered in decisions)


def _runs_on(case: Case, order: Order, on: date) -> bool:
    end = case.end_of(order)
    return end is None or on < end


def _is_early(order: Order, ended: OrderEnded) -> bool:
    return order.ends_on is None or ended.on < order.ends_on


@carries("CM-225", "CM-227")
def agree_exit_plan(case: Case) -> Iterator[Owed]:
    for order in case.supervised:
        half = halfway(order)
        if half is None or order.ends_on is None or order.kind in BEFORE_SENTENCE:
            continue
        before = value_on(case.settings.exit_plan_opens, order.made_on)
        within = value_on(case.settings.exit_plan_due, order.made_on)
        opens_on = max(half, days_after(order.ends_on, -before))
        due_on = max(half, days_after(order.ends_on, -within))
        why = f"The {order.called} ends on {said(order.ends_on)}"
        applied_on = _decided_to_apply_on(case, order)
        if applied_on is not None:
            opens_on, due_on = (
                min(opens_on, applied_on),
                min(due_on, days_after(applied_on, within)),
            )
            why = f"It was decided on {said(applied_on)} to ask for the {order.called} to end early"
        yield Owed(
            order.id,
            order.made_on,
            opens_on,
            f"{why}, and the support that goes on after it is to be in place well before.",
            due_on,
            case.first(ExitPlanAgreed, order.made_on, about=order.id),
            case.end_of(order),
            numbers=("exit_plan_opens", "exit_plan_due"),
        )


def _decided_to_apply_on(case: Case, order: Order) -> date | None:
    for event in case.about(EarlyRevocationConsidered, order.id):
        if event.decision == APPLY and event.on >= order.made_on:
            return event.on
    return None
