"""What keeps the child and whoever was harmed from meeting: asked before a time is booked, told
once it is, and read at that appointment and wherever it stands among others."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from django import forms

from waymark import guard
from waymark.accounts.models import User
from waymark.children.close import Standing, to_ask, to_ask_of
from waymark.children.header import Header
from waymark.children.models import Child
from waymark.children.views.about import Asked
from waymark.chronology.door import today
from waymark.diary import words
from waymark.diary.all_the_same import Coming, Where, ask_why
from waymark.diary.beside import Said
from waymark.diary.models import Appointment
from waymark.diary.queries import Slot
from waymark.diary.said_beside import Beside
from waymark.letters.places import keys_of
from waymark.pages.words import day
from waymark.rules.carries import carries
from waymark.rules.clock import on_the_wall
from waymark.rules.closeness import can_be_compared
from waymark.rules.free import Period
from waymark.telling.following import harmed_somebody, tell_where

OWN = {  # a place of the child's own: how somebody is met there, and what it is called
    "school": ("school-or-work", "{}’s school"),
    "address": ("home-visit", "{}’s home"),
}
TALKED_OVER = "talked_over"  # of `rules/appointments.py`
TALK = "What the victim worker said of this time with {}, or why it cannot wait"
HELP = "Write no name. Do not say to the child or the family that you asked."
THERE = "that place"
FIRST = "Talk this time over with the victim worker first: {}"
FIRST_OF_SEVERAL = FIRST.replace("this time", "these times")
TALKED_BY_THEN = "Talked over with the victim worker, or said why it cannot wait"
TALKED = f"{TALKED_BY_THEN}: {{}}, {{}}"
IN_SHORT = "Talk this time over with the victim worker first"
UNKNOWN = "We don’t know this place, so nothing could be compared."
WRITE_IT = f"{UNKNOWN} Write its street and number or postcode."
NOT_COMPARED = f"{UNKNOWN} Talk it over with the victim worker."
NOT_NOW = (
    "Nobody could say now whether {} may meet somebody harmed there: it is compared later, and "
    "stands at the appointment if so."
)
STANDING = "Talk over with the victim worker what is booked at {}, first."
Unsaid = dict[str, None]  # sentences, each once, of whom nothing could be compared


@carries("CM-400")
def too_close(
    child: Child, by: User, where: Where, times: Sequence[Period], *, unsaid: Unsaid
) -> list[Period]:
    """Return at which of these times the child may meet somebody whom they harmed. Where nobody can
    say just now it is told once it is booked.

    :param unsaid: takes what is said then.
    """
    if not times or not harmed_somebody(child.pk):
        return []
    keys, own = _keys(where), {OWN[place][0] for place, begins, _ in to_ask(child.pk) if not begins}
    asked = [(each, key) for each in times for key in keys]
    close = dict.fromkeys(times if where.method in own else ())
    try:
        told = [(key, *map(_written, each)) for each, key in asked]
        of = {"child": child.pk, "service": child.service_id, "by": by.pk}
        close |= {asked[place][0]: None for place in guard.may_meet(told, **of)} if told else {}
    except guard.Shut:
        unsaid[NOT_NOW.format(child.first_name)] = None
    return sorted(close)


def against(
    child: Child, by: User, now: date, unsaid: Unsaid, where: Where, times: Sequence[Period]
) -> list[str]:
    """Say in words at which of these times the child may meet somebody whom they harmed."""
    close = too_close(child, by, where, times, unsaid=unsaid)
    when = "; ".join(words.span(each, now) for each in close)
    first = FIRST if len(close) == 1 else FIRST_OF_SEVERAL
    return [first.format(f"{_called(where, child.first_name)}, {when}")] if close else []


@carries("CM-400")
def is_unknown(child: Child, where: Where) -> bool:
    """Tell whether a place is told so that it can be compared with none, of a child who harmed
    somebody."""
    is_told = bool(where.elsewhere) or where.method == "community"
    is_compared = where.place is not None or can_be_compared(where.elsewhere)
    return is_told and not is_compared and harmed_somebody(child.pk)


def ask(
    form: forms.Form,
    said: dict[str, Any],
    coming: Coming,
    found: Sequence[str],
    *,
    is_one_of_several: bool,
) -> None:
    """Ask what the victim worker said of times that may bring a child and somebody harmed together.
    Nothing is refused."""
    told = {"name": coming.name, "field": f"{TALKED_OVER}-{coming.pk}"}
    against = [f"{coming.name}: {each}" for each in found] if is_one_of_several else found
    ask_why(form, said, against, **told, asks=TALK, help_text=HELP)


def tell(appointments: Sequence[Appointment], at: datetime) -> None:
    """Tell the victims' side where these children are to be now."""
    tell_where(sorted({each.child_id for each in appointments}), today(at))


@carries("CM-400")
def asks(asked: Asked, top: Header, slot: Slot | None) -> Said:
    """Say it at the very appointment; before one is booked, of the child's own places."""
    del top
    name, standing = asked.child.first_name, to_ask(asked.child.pk)
    if slot is None:
        own = [OWN[place][1].format(name) for place, begins, _ in standing if not begins]
        found = [STANDING.format(each) for each in own]
    elif not _is_to_come(slot, asked.at):
        found = []
    elif close := _close_since(slot, standing):
        if talked := _talked_over(slot, close, asked.today):
            return {"asks": [], "talked": talked}
        found = [_at(slot, name, asked.today)]
    else:
        found = [NOT_COMPARED] if is_unknown(asked.child, where_of(slot)) else []
    return {"asks": found, "talked": ""} if found else None


@carries("CM-400")
def said(slots: Sequence[Slot], *, at: datetime) -> Mapping[int, Sequence[Beside]]:
    """Say it in short of each that is too close, by its id, among the others of a week; of what was
    talked over, that it was. One query, none where nothing is to come."""
    on = today(at)
    to_come = [each for each in slots if _is_to_come(each, at)]
    standing = to_ask_of(each.appointment.child_id for each in to_come)
    found = {}
    for each in to_come:
        if close := _close_since(each, standing.get(each.appointment.child_id, ())):
            talked = _talked_over(each, close, on)
            found[each.appointment.pk] = [Beside(talked or IN_SHORT, late=not talked)]
    return found


def where_of(slot: Slot) -> Where:
    meeting = slot.appointment.meeting
    return Where(meeting.method, meeting.place, slot.said.place or "")


def _keys(where: Where) -> list[str]:
    called = [where.place.name, where.place.where] if where.place else [where.elsewhere]
    return [key for each in called for key in keys_of("building", each)]


def _called(where: Where, name: str) -> str:
    own = {method: place.format(name) for method, place in OWN.values()}
    there = where.place.name if where.place else where.elsewhere
    return there or own.get(where.method, THERE)


def _is_to_come(slot: Slot, at: datetime) -> bool:
    return slot.is_booked and slot.ends > at


def _close_since(slot: Slot, standing: Sequence[Standing]) -> date | None:
    """Return since when it is known that they may meet there; nothing where they may not."""
    here = {slot.appointment.meeting.method, _written(slot.begins)}
    close = (since for place, begins, since in standing if (begins or OWN[place][0]) in here)
    return max(close, default=None)


def _talked_over(slot: Slot, since: date, on: date) -> str:
    """Say who talked a time over, and when: of what became known later, nobody has. An older
    booking holds what was said, without who and when."""
    talked_on = slot.said.talked_over_on
    if talked_on is None:
        return TALKED_BY_THEN if slot.said.talked_over else ""
    if talked_on < since:
        return ""
    return TALKED.format(slot.said.talked_over_by, day(talked_on, on))


def _at(slot: Slot, name: str, on: date) -> str:
    there = _called(where_of(slot), name)
    return f"{FIRST.format(f'{there}, {words.span(Period(slot.begins, slot.ends), on)}')}."


def _written(moment: datetime) -> str:
    return f"{on_the_wall(moment):%Y-%m-%dT%H:%M}"
