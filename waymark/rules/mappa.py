"""Public protection: referral to the multi-agency arrangements, and what a registered child tells
the police.

The days for telling the police follow the Sexual Offences Act 2003 as it stands, which is stricter
than the sentence in the case management guidance; where the two differ the earlier day is used. It
is the child's own duty: the service explains it, reminds, and records that it was done.
"""

from collections.abc import Iterator
from datetime import date

from waymark.rules.calendar import days_after, said
from waymark.rules.carries import carries
from waymark.rules.case import Case
from waymark.rules.duty import Owed
from waymark.rules.events import Event
from waymark.rules.events.mappa import (
    MappaCriteriaMet,
    MappaReferred,
    PoliceNotified,
    SexualOffenceRegistered,
    TravelPlanned,
)
from waymark.rules.events.moves import AddressChanged

TELL_WITHIN = 2  # days after: three, the first counted
TELL_BEFORE_TRAVEL = 7  # days
CHILDS_OWN = (
    "it is the child's own duty under the Sexual Offences Act 2003, and the service explains, "
    "reminds and records"
)


@carries("CM-560", "CM-561", "CM-562")
def refer_to_mappa(case: Case) -> Iterator[Owed]:
    for registered in case.all(SexualOffenceRegistered):
        why = f"The child was registered with the police on {said(registered.on)}"
        yield _referral(case, 1, registered.id, registered.on, why)
    for order in case.orders:
        if order.grave and order.violent_or_sexual:
            why = f"The sentence of {said(order.made_on)} is among those that call for it"
            yield _referral(case, 2, order.id, order.made_on, why)
    for judged in case.all(MappaCriteriaMet):
        if judged.category == 3:
            why = f"It was judged on {said(judged.on)} that several agencies are needed"
            yield _referral(case, 3, judged.id, judged.on, why)


def _referral(case: Case, category: int, raised_by: str, day: date, why: str) -> Owed:
    referred = (event.on for event in case.all(MappaReferred) if event.category == category)
    return Owed(
        f"{category}:{raised_by}",
        day,
        day,
        f"{why}, so the child is referred to the public protection arrangements, category "
        f"{category}.",
        done_on=next((on for on in referred if on >= day), None),
    )


def _registered_on(case: Case, day: date) -> bool:
    return any(
        event.on <= day and (event.until is None or day <= event.until)
        for event in case.all(SexualOffenceRegistered)
    )


def _telling_the_police(case: Case, event: Event, due_on: date, why: str) -> Owed:
    told_on = case.first(PoliceNotified, event.on, about=event.id)
    return Owed(event.id, event.on, event.on, f"{why}; {CHILDS_OWN}.", due_on, told_on)


@carries("CM-522")
def notify_police_registration(case: Case) -> Iterator[Owed]:
    for event in case.all(SexualOffenceRegistered):
        due_on = days_after(event.on, TELL_WITHIN)
        why = f"The child was registered on {said(event.on)} and has three days to tell the police"
        yield _telling_the_police(case, event, due_on, why)


@carries("CM-523")
def notify_police_address(case: Case) -> Iterator[Owed]:
    for event in case.all(AddressChanged):
        if _registered_on(case, event.on):
            due_on = days_after(event.on, TELL_WITHIN)
            why = (
                f"The child, who is registered, moved on {said(event.on)} and has three days to "
                "tell the police, because the law is stricter than the guidance's 14 days"
            )
            yield _telling_the_police(case, event, due_on, why)


@carries("CM-524")
def notify_police_travel(case: Case) -> Iterator[Owed]:
    for event in case.all(TravelPlanned):
        if event.abroad and event.leaves_on is not None and _registered_on(case, event.on):
            due_on = days_after(event.leaves_on, -TELL_BEFORE_TRAVEL)
            why = (
                f"The child, who is registered, goes abroad on {said(event.leaves_on)}, and the "
                "police are told of any journey a week before, because the law is stricter than "
                "the guidance's 24 hours before journeys of more than eight days"
            )
            yield _telling_the_police(case, event, due_on, why)
