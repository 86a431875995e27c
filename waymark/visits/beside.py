"""What is said of visits beside a booking."""

from typing import Any

from waymark.accounts.permissions import Permission, user_can
from waymark.children.header import Header
from waymark.children.views.about import Asked
from waymark.diary.queries import Slot
from waymark.guidance.worried import worried
from waymark.visits import queries
from waymark.visits.models import Out


def told(asked: Asked, top: Header, slot: Slot | None) -> dict[str, Any] | None:
    """Say whether visits at home may go ahead; of an appointment, where it is one.

    Recording what took place is never in question: it is said, and refuses nothing.
    """
    if slot is not None and not _is_visit(slot):
        return None
    day = max(asked.today, slot.on) if slot else asked.today
    is_now = slot is not None and slot.on == asked.today and not slot.outcome
    stand = queries.stand_of(asked.child, day, top.near.hide)
    at_home = queries.hazards_at_home(asked.child, day)
    is_to_be = slot is None or (slot.on >= asked.today and not slot.outcome)
    return {
        "is_to_be": is_to_be,
        "stops": slot is not None and is_to_be and not stand.until,
        "hazards": list(dict.fromkeys([*stand.hazards, *at_home])),
        "stand": stand,
        "slot": slot,
        "worried": worried() if slot is not None else None,
        "goes": is_now and user_can(asked.by, Permission.RECORD),
        "out": _out(slot, asked) if is_now else None,
    }


def _out(slot: Slot, asked: Asked) -> Out | None:
    found = Out.objects.filter(meeting=slot.appointment.meeting_id, worker=asked.by, closed_at=None)
    return found.first()


def _is_visit(slot: Slot) -> bool:
    return slot.appointment.meeting.method == queries.AT_HOME and slot.is_booked
