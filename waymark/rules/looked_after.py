"""A looked-after child: the area they move to knows, those responsible for them know, and the
child is heard."""

from collections.abc import Iterator
from datetime import date

from waymark.rules.calendar import days_after, said, working_days_after
from waymark.rules.carries import carries
from waymark.rules.case import Case
from waymark.rules.duty import Owed
from waymark.rules.events.care import (
    ChildViewRecorded,
    Incident,
    PlacementMade,
    PoliceContact,
    ReceivingAuthorityNotified,
    ResponsibleAuthorityInformed,
)

AFTER_EMERGENCY = 5  # working days


@carries("NP-139")
def notify_receiving_authority(case: Case) -> Iterator[Owed]:
    for placement in case.all(PlacementMade):
        if not placement.out_of_area or placement.from_ is None:
            continue
        notified = case.about(ReceivingAuthorityNotified, placement.id)
        due_on, by = _receiving_authority_knows_by(placement.from_, emergency=placement.emergency)
        yield Owed(
            placement.id,
            placement.on,
            placement.on,
            f"The child is placed in another area from {said(placement.from_)}, and the "
            f"authority there is to be told {by}.",
            due_on=due_on,
            done_on=notified[0].on if notified else None,  # whatever its date: sooner is better
        )


def _receiving_authority_knows_by(begins: date, *, emergency: bool) -> tuple[date, str]:
    if emergency:
        due_on = working_days_after(begins, AFTER_EMERGENCY)
        return due_on, "within five working days, as this was an emergency"
    return days_after(begins, -1), "before the child moves"


@carries("NP-130")
def inform_responsible_authority(case: Case) -> Iterator[Owed]:
    for contact in case.all(PoliceContact):
        if case.child.looked_after_on(contact.on):
            yield Owed(
                contact.id,
                contact.on,
                contact.on,
                f"The child, who is looked after, came into contact with the police on "
                f"{said(contact.on)}, and those responsible for them are to know.",
                done_on=case.first(ResponsibleAuthorityInformed, contact.on, about=contact.id),
            )


@carries("NP-072", "NP-074")
def hear_child_after_incident(case: Case) -> Iterator[Owed]:
    for incident in case.all(Incident):
        yield Owed(
            incident.id,
            incident.on,
            incident.on,
            f"There was an incident on {said(incident.on)}, and the child is to be asked how "
            "they see it.",
            done_on=case.first(ChildViewRecorded, incident.on, about=incident.id),
        )
