"""What is said of visits beside a booking."""

from typing import Any

from waymark.children.header import Header
from waymark.children.views.about import Asked
from waymark.diary.queries import Slot
from waymark.visits import queries


def told(asked: Asked, top: Header, slot: Slot | None) -> dict[str, Any] | None:
    """Say whether visits at home may go ahead; of an appointment, where it is one.

    Recording what took place is never in question: it is said, and refuses nothing.
    """
    if slot is not None and not _is_visit(slot):
        return None
    day = max(asked.today, slot.on) if slot else asked.today
    return {"stand": queries.stand_of(asked.child, day, top.near.hide), "slot": slot}


def _is_visit(slot: Slot) -> bool:
    return slot.appointment.meeting.method == queries.AT_HOME and slot.is_booked
