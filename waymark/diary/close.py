"""What keeps the child and whoever was harmed from meeting: told of each booking, asked there."""

from collections.abc import Sequence
from datetime import datetime

from waymark.children.close import to_ask
from waymark.children.header import Header
from waymark.children.views.about import Asked
from waymark.chronology.door import today
from waymark.diary.beside import Said
from waymark.diary.models import Appointment
from waymark.diary.queries import Slot
from waymark.telling.following import tell_where


def tell(appointments: Sequence[Appointment], at: datetime) -> None:
    """Tell the victims' side where these children are to be now."""
    tell_where(sorted({each.child_id for each in appointments}), today(at))


def asks(asked: Asked, top: Header, slot: Slot | None) -> Said:
    del top, slot
    found = to_ask(asked.child, asked.today)
    return {"asks": found} if found else None
