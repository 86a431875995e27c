"""What is owed to victims. They stand here as opaque references and are never looked up."""

from collections.abc import Iterator
from datetime import date

from waymark.rules.calendar import months_after, said, working_days_after
from waymark.rules.carries import carries
from waymark.rules.case import Case
from waymark.rules.duty import Owed
from waymark.rules.events.victims import (
    FilesLookedAt,
    NameGone,
    VictimContactSchemeNotified,
    VictimInvitationDecided,
)
from waymark.rules.known_as import known_as
from waymark.rules.orders import Order
from waymark.rules.settings import value_on

NOTIFY_WITHIN = 1
NOT_YET = "not-yet"  # they are not asked yet: it is still to be decided


@carries("CM-377")
def notify_victim_contact_scheme(case: Case) -> Iterator[Owed]:
    for order in case.orders:
        if not order.grave:
            continue
        notified = case.about(VictimContactSchemeNotified, order.id)
        for which, victim in _told_apart(case, order):
            days = (event.on for event in notified if event.victim == victim)
            yield Owed(
                f"{order.id}:{victim}",
                order.made_on,
                order.made_on,
                f"The order of {said(order.made_on)} is one after which the victim contact scheme "
                f"is told of every victim within one working day{which}.",
                due_on=working_days_after(order.made_on, NOTIFY_WITHIN),
                done_on=next((day for day in days if day >= order.made_on), None),
                closes_on=_reached_until(case, order),
            )


@carries("CM-380")
def decide_victim_invitation(case: Case) -> Iterator[Owed]:
    told = [each for each in case.all(VictimInvitationDecided) if each.decision != NOT_YET]
    decided = {event.victim: event.on for event in reversed(told)}
    for order in case.orders:
        for which, victim in _told_apart(case, order):
            yield Owed(
                f"{order.id}:{victim}",
                order.made_on,
                order.made_on,
                f"The {order.called} of {said(order.made_on)} is for an offence with a victim, and "
                f"in every case it is decided whether to invite them to take part{which}.",
                done_on=decided.get(victim),  # whatever its date: one invitation is enough
                closes_on=_reached_until(case, order),
            )


@carries("CM-404", "CM-402")
def look_at_files(case: Case) -> Iterator[Owed]:
    for gone in case.all(NameGone):
        if gone.files:
            yield Owed(
                gone.id,
                gone.on,
                gone.on,
                f"On {said(gone.on)} a name that may stand in this record no longer was taken out "
                "of what is written, and each file in which a program found it waits to be cut. "
                "Not all files could be read: open each picture or scan that was attached by "
                "then, and have what still says it cut or thrown away. The victim "
                "worker tells you which name it is.",
                done_on=case.first(FilesLookedAt, gone.on, about=gone.id),
            )


@carries("CM-394")
def over_on(case: Case, order: Order) -> date | None:
    """Return on which day it ends. What runs for no time is over on its day: else what is held of
    whom it was about would be kept for ever, and be owed to them."""
    return case.end_of(order) or (None if order.intervention else order.made_on)


def _reached_until(case: Case, order: Order) -> date | None:
    """Return until when it is kept how its victims can be reached: what was not done for them by
    then can be done no more."""
    end = over_on(case, order)
    return end and months_after(end, value_on(case.settings.victim_keep_reaching, end))


def _told_apart(case: Case, order: Order) -> Iterator[tuple[str, str]]:
    """Each victim of an order, with words that say which of several it is: as the record's page
    calls them, where there is one."""
    several = len(order.victims)
    for number, victim in enumerate(order.victims, 1):
        called = f"victim {number} of {several}"
        if case.record is not None:
            called = known_as(case.record, victim)
        yield (f": {called}" if several > 1 else ""), victim
