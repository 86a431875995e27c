"""What is shown of one person: how to reach them first, what is owed, what holds, what happened."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from django.utils.timezone import localdate

from waymark import guidance
from waymark.guidance.harmed import clocks, support
from waymark.guidance.shapes import Provision, Source
from waymark.pages.words import day as day_in_words
from waymark.pages.words import inside
from waymark.rules import calendar
from waymark.rules.facts import Shape
from waymark.rules.harmed.base import HAPPENINGS, SPELLS
from waymark.rules.harmed.happenings import Shared
from waymark.rules.harmed.owed import Due, owed
from waymark.rules.harmed.victim import Link
from waymark.rules.harmed.victim import Victim as Known
from waymark.victims.people.models import Happening, Spell, Victim
from waymark.victims.people.words import KINDS, LISTS, answers, in_order, words_of

APART = {"on", "from", "to", "work"}  # said beside
FREELY = {"said", "reason", "at"}
CALLED_BY = {"reach": "by"}  # of these the answer says what it is: a phone number

Orders = Mapping[tuple[Any, str], str]  # in words, by the child and its name in their file

OURS = "Nothing fixes this day: it is our own."


class Line(NamedTuple):
    """What holds, or what happened: what it is called, and what was said of it."""

    row: Spell | Happening
    name: str
    said: list[tuple[str, str]]
    taken_back: str  # by whom, when and why, where it was a mistake


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


def to_do(person: Victim, known: Known, day: date) -> list[ToDo]:
    """Return what is owed to somebody on a day."""
    return [_to_do(person, each) for each in owed(known, day, clocks())]


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


def lines(
    rows: Sequence[Spell] | Sequence[Happening], links: Sequence[Link], today: date
) -> list[Line]:
    """Return each row in words.

    :param links: by which a line says of which order it is.
    """
    orders = {(each.child, each.order): order_in_words(each) for each in links}
    of_one = len({each.child for each in links}) == 1
    return [_line(each, orders, today, of_one=of_one) for each in rows]


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


def _line(row: Spell | Happening, orders: Orders, today: date, *, of_one: bool) -> Line:
    shape: type[Shape] = SPELLS[row.kind] if isinstance(row, Spell) else HAPPENINGS[row.kind]
    document = dict(row.document)
    if order := document.get("order"):
        document["order"] = orders.get((document.get("child"), order), order)
    if of_one:  # there is no other child of whose offence it could be
        document.pop("child", None)
    said = list(_said(row.kind, shape, document, today))
    return Line(row, _name(row.kind, row.document), said, _taken_back(row, today))


def _taken_back(row: Spell | Happening, today: date) -> str:
    if row.taken_back_at is None:
        return ""
    on = day_in_words(localdate(row.taken_back_at), today)
    wrote = f", wrote {row.taken_back_by.name}" if row.taken_back_by else ""
    return f"Not so{wrote} ({on}): {row.taken_back_why}"


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
    if name.endswith("_on") or name == "answer_by":
        return day_in_words(date.fromisoformat(value), today)
    return str((answers(kind, name) or {}).get(value, value))
