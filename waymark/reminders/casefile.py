"""How a child is reminded, as a case file has it: `reminded`. The rules do not read it.

The number goes out as it is written down while it may be used; one that comes in is chosen where it
is written down with the child. What is to come is planned anew.
"""

from collections.abc import Mapping
from datetime import date

from django.utils import timezone

from waymark.children.models import Child
from waymark.chronology.casefile import Document, Lists
from waymark.diary.models import Appointment
from waymark.reminders import whom
from waymark.reminders.models import How, Wish
from waymark.reminders.planning import leads, plan
from waymark.rules.facts import build
from waymark.rules.reminding import Reminded


class RemindersPart:
    rows = ()

    def read(self, children: list[int], lists: Lists, *, words: bool) -> Mapping[int, Document]:
        """Return how each child is reminded. One query, and two for each who is sent a text; none
        without words."""
        del lists
        if not words:
            return {}
        rows = Wish.objects.filter(child__in=children).select_related("child")
        return {row.child_id: {"reminded": _told(row, timezone.localdate())} for row in rows}

    def write(self, child: Child, document: Document) -> None:
        if not document.get("reminded"):
            return
        now = timezone.now()
        _wish(child, build(Reminded, document["reminded"])).save(force_insert=True)
        to_come = Appointment.objects.filter(child=child, meeting__begins__gt=now)
        plan(list(to_come.select_related("meeting")), now)


def _told(wish: Wish, on: date) -> Document:
    number = whom.number_of(wish.child, wish.to, on) if wish.how == How.TEXT else None
    told = {
        "how": wish.how,
        "leads": leads(wish),
        "language": wish.language,
        "says_place": wish.says_place,
        "number": number.number if number else None,
        "email": wish.email or None,
    }
    return {name: value for name, value in told.items() if value is not None}


def _wish(child: Child, said: Reminded) -> Wish:
    numbers = whom.numbers(child, timezone.localdate()) if said.number else []
    number = next((each for each in numbers if each.number == said.number), None)
    return Wish(
        child=child,
        service_id=child.service_id,
        how=said.how,
        to=number.key if number else "",
        number=number.tells if number else "",
        email=said.email or "",
        language=said.language,
        evening="evening" in said.leads,
        hours="hours" in said.leads,
        says_place=said.says_place,
        restricted=child.restricted,
        chosen_at=timezone.now(),
    )
