"""What is shown of one person: how to reach them first, what is owed, what holds, what happened."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple
from urllib.parse import urlencode

from django.utils.timezone import localdate

from waymark import guidance
from waymark.accounts.permissions import Permission, user_can
from waymark.guidance.harmed import clocks, support
from waymark.guidance.shapes import Provision, Source
from waymark.pages.words import day as day_in_words
from waymark.pages.words import inside
from waymark.rules import calendar
from waymark.rules.carries import carries
from waymark.rules.closeness import can_be_compared
from waymark.rules.facts import Shape
from waymark.rules.harmed.base import HAPPENINGS, SPELLS
from waymark.rules.harmed.close import time_in_words
from waymark.rules.harmed.happenings import Shared
from waymark.rules.harmed.owed import Due, owed
from waymark.rules.harmed.planned_finders import CALLED
from waymark.rules.harmed.taking_part import (
    A_WORK,
    heard,
    is_to_come,
    is_written,
    prepared,
    took_no_part,
)
from waymark.rules.harmed.victim import Activity, Link
from waymark.rules.harmed.victim import Victim as Known
from waymark.victims.people.answers import answers
from waymark.victims.people.models import Happening, Spell, Victim
from waymark.victims.people.words import KINDS, LISTS, in_order, words_of

APART = {"on", "from", "to", "work"}  # said beside
FREELY = {"said", "reason", "at"}
PLACES = {  # what says that it is a place, where it is called so, and as what
    "goes-to": ("place", "called", "building"),
    "reach": ("by", "at", "address"),
}
JUST_SO = (
    "Neither a street with its number nor a postcode: whether the child is there too is found only "
    "if casework writes it just so."
)
CALLED_BY = {"reach": "by"}  # of these the answer says what it is: a phone number

Named = Mapping[tuple[str, Any, str], str]  # in words, by what, the child and its name in a file

OURS = "Nothing fixes this day: it is our own."


class Line(NamedTuple):
    """What holds, or what happened: what it is called, and what was said of it."""

    row: Spell | Happening
    name: str
    said: list[tuple[str, str]]
    taken_back: str  # by whom, when and why, where it was a mistake
    waits: str  # for which manager, who has still to say that it was decided with her


class Sharing(NamedTuple):
    """Who has their details; which, since when, and when it is asked whether they need them."""

    whom: str
    what: str


@dataclass(frozen=True)
class ToDo:
    """Something that is owed to somebody, with its reason and where it is done."""

    person: Victim
    due: Due
    because: str
    provision: Provision | None
    source: Source | None

    @property
    def asks(self) -> str:
        """Return by what its form is filled in already."""
        shape = HAPPENINGS.get(self.due.does)
        asked = (name for name in ("activity", "meeting") if shape and name in shape.fields)
        return "".join(f"?{urlencode({name: self.due.of})}" for name in asked)


def to_do(person: Victim, known: Known, day: date) -> list[ToDo]:
    """Return what is owed to somebody on a day."""
    return [_to_do(person, each) for each in owed(known, day, clocks())]


class Planned(NamedTuple):
    """What casework planned with somebody, how far it is, and what may be written down of it."""

    called: str
    says: list[str]
    offers: list[tuple[str, str]]  # kinds, in words
    of: str


def planned(known: Known, day: date) -> list[Planned]:
    """Return what casework planned with somebody: what is to come first, by its day."""
    found = sorted(known.activities, key=lambda each: _place(known, each, day))
    return [_planned(known, each, day) for each in found]


def _place(known: Known, activity: Activity, day: date) -> tuple[bool, date]:
    when = activity.planned_for or date.max
    if is_to_come(known, activity, day):
        return False, when
    return True, max([*activity.done_on, activity.called_off_on or activity.on])


def _planned(known: Known, activity: Activity, day: date) -> Planned:
    says, kinds = [], list[str]()
    if activity.called_off_on:
        says = [f"Called off, {day_in_words(activity.called_off_on, day)}"]
    elif is_to_come(known, activity, day):
        says, kinds = _preparing(known, activity, day), ["prepared"]
    elif activity.done_on and activity.form == A_WORK:
        says = [f"Handed over, {day_in_words(activity.done_on[-1], day)}"]
    elif activity.done_on:
        says, kinds = _of_what_was_done(known, activity, day)
    else:
        says = ["Not wanted"]
    offers = [(kind, KINDS[kind].name) for kind in kinds]
    return Planned(activity_in_words(activity), says, offers, activity.of)


def _preparing(known: Known, activity: Activity, day: date) -> list[str]:
    talk = prepared(known, activity, day)
    if talk is None:
        return ["They are not prepared yet"]
    is_ready = "prepared" if talk.prepared == "yes" else "not prepared yet"
    comes = [f"With them comes: {talk.comes_with}"] if talk.comes_with else []
    return [f"They are {is_ready}, {day_in_words(talk.on, day)}", *comes]


def _of_what_was_done(known: Known, activity: Activity, day: date) -> tuple[list[str], list[str]]:
    """Return how far it is, and what is to be written down of it still."""
    says, kinds = [], list[str]()
    if activity.done_on[1:]:
        says.append(f"On {', '.join(day_in_words(each, day) for each in activity.done_on)}")
    if took_no_part(known, activity):
        return [*says, "They took no part"], kinds
    if is_written(known, activity):
        says.append("They took part")
    else:
        says.append("Casework says so. Nobody wrote down here whether they took part")
        kinds += ["restorative-received", "restorative-not-received"]
    if asked := heard(known, activity, day):
        says.append(f"Asked what came of it for them, {day_in_words(asked.on, day)}")
    elif not known.is_left_alone(day):
        kinds.append("outcome-asked")
    return says, kinds


def facts(person: Victim) -> list[tuple[str, str]]:
    """Return the facts that casework is told as well, apart from the age, where they are known."""
    said = (("Sex", "sex", person.sex), ("Ethnicity", "ethnicity", person.ethnicity))
    return [(called, guidance.label(listed, code)) for called, listed, code in said if code]


class OwedTo(NamedTuple):
    """What is owed to one person, the most urgent first."""

    person: Victim
    to_dos: list[ToDo]

    def urgency(self) -> tuple[date, date]:
        first = self.to_dos[0].due
        return first.due_on or date.max, first.opens_on

    @property
    def dated(self) -> list[ToDo]:
        return [each for each in self.to_dos if each.due.due_on]

    @property
    def undated(self) -> list[ToDo]:
        return [each for each in self.to_dos if not each.due.due_on]


def by_person(people: Iterable[Victim], known: Mapping[int, Known], day: date) -> Iterator[OwedTo]:
    """Yield what is owed to each to whom something is: by whose first day."""
    for each in people:
        if to_dos := to_do(each, known[each.pk], day):
            yield OwedTo(each, to_dos)


def lines(rows: Sequence[Spell] | Sequence[Happening], known: Known, today: date) -> list[Line]:
    """Return each row in words.

    :param known: by whom a line says of which order it is, or of what is planned.
    """
    named = {("order", each.child, each.order): order_in_words(each) for each in known.links}
    for each in known.activities:
        named["activity", each.child, each.activity] = activity_in_words(each)
    of_one = len({each.child for each in known.links}) == 1
    return [_line(each, named, today, of_one=of_one) for each in rows]


def shared(known: Known, today: date) -> list[Sharing]:
    """Return who has their details now, the first first."""
    return [_sharing(each, known.asked_again_on(each), today) for each in known.shared_now()]


def _sharing(each: Shared, again: date | None, today: date) -> Sharing:
    what = _in_words(each.kind, "what", list(each.what), today)
    asked = f". Ask them again: {day_in_words(again, today)}" if again else ""
    whom = _in_words(each.kind, "with", each.with_, today)
    return Sharing(whom, f"{what}, since {day_in_words(each.on, today)}{asked}")


def _to_do(person: Victim, due: Due) -> ToDo:
    ours = f" {OURS}" if due.unverified and due.due_on else ""
    provision = guidance.provision(due.provisions[0]) if due.provisions else None
    source = guidance.source(provision.source) if provision else None
    return ToDo(person, due, due.why + ours, provision, source)


def _line(row: Spell | Happening, named: Named, today: date, *, of_one: bool) -> Line:
    shape: type[Shape] = SPELLS[row.kind] if isinstance(row, Spell) else HAPPENINGS[row.kind]
    document = dict(row.document)
    for field in ("order", "activity"):
        if name := document.get(field):
            document[field] = named.get((field, document.get("child"), name), name)
    if meeting := document.get("meeting"):
        document["meeting"] = time_in_words(meeting)
    if of_one:  # there is no other child of whose offence it could be
        document.pop("child", None)
    said = list(_said(row.kind, shape, document, today))
    said += [("", JUST_SO)] if _is_compared_badly(row) else []
    name = _name(row.kind, row.document)
    return Line(row, name, said, _taken_back(row, today), _waits(row))


@carries("CM-400")
def _is_compared_badly(row: Spell | Happening) -> bool:
    """Tell whether a place is told so that casework would hardly have written it so."""
    which, called, place = PLACES.get(row.kind, ("", "", ""))
    is_place = bool(which) and row.document.get(which) == place and row.taken_back_at is None
    return is_place and not can_be_compared(row.document.get(called) or "")


def _taken_back(row: Spell | Happening, today: date) -> str:
    if row.taken_back_at is None:
        return ""
    on = day_in_words(localdate(row.taken_back_at), today)
    wrote = f", wrote {row.taken_back_by.name}" if row.taken_back_by else ""
    return f"Not so{wrote} ({on}): {row.taken_back_why}"


def _waits(row: Spell | Happening) -> str:
    if row.taken_back_at or not row.waits or row.decided_with is None:
        return ""
    says = f"Not yet confirmed by {row.decided_with.name}"
    may = row.decided_with.is_active and user_can(row.decided_with, Permission.DELETE_HARMED)
    return says if may else f"{says}, who is no manager here now: choose another"


def _name(kind: str, document: dict[str, Any]) -> str:
    by = CALLED_BY.get(kind)
    return (answers(kind, by) or {})[document[by]] if by else KINDS[kind].name


def _said(
    kind: str, shape: type[Shape], document: dict[str, Any], today: date
) -> Iterator[tuple[str, str]]:
    """Yield what was said, each with its question; what was said freely needs none."""
    for field in in_order(shape):
        name, value = field.name, document.get(field.name)
        if (
            name in APART
            or name == CALLED_BY.get(kind)
            or value in (None, "", [])
            or (value is False and field.default is False)
        ):
            continue
        asks = "" if name in FREELY else words_of(kind, name).label
        yield asks, _in_words(kind, name, value, today)


def order_in_words(link: Link) -> str:
    return f"Record {link.child}, order of {calendar.said(link.made_on)}"


def activity_in_words(activity: Activity) -> str:
    """Return what is planned, and the day by which whoever did it knows which it is."""
    done = [f"done {calendar.said(each)}" for each in activity.done_on[-1:]]
    planned = activity.planned_for and f"planned for {calendar.said(activity.planned_for)}"
    day = done or [planned or f"planned on {calendar.said(activity.on)}"]
    return f"{CALLED[activity.form].capitalize()}, {day[0]}, record {activity.child}"


def _in_words(kind: str, name: str, value: Any, today: date) -> str:
    if isinstance(value, list):
        said = [_in_words(kind, name, each, today) for each in value]
        is_proper = name == "services" or name in LISTS
        return ", ".join(said if is_proper else [*said[:1], *map(inside, said[1:])])
    if isinstance(value, bool):
        return "Yes" if value else "No"
    if name == "child":
        return f"Record {int(value)}"
    if name == "services":
        return next((each.name for each in support() if each.id == value), value)
    if name == "what" and kind == "no-longer":
        return KINDS[value].name
    if name in LISTS:
        return guidance.label(LISTS[name], value)
    if name.endswith("_on") or name in ("answer_by", "keep_until"):
        return day_in_words(date.fromisoformat(value), today)
    return str((answers(kind, name) or {}).get(value, value))
