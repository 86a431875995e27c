"""The first page of a child: what is still to do, when the child was seen, how safe it is."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from waymark.children.around import Around
from waymark.children.models import Child
from waymark.chronology import casefile
from waymark.chronology.labels import label
from waymark.chronology.models import Event
from waymark.chronology.queries import Entry, Filters, timeline, workers_of
from waymark.chronology.sentences import Naming
from waymark.duties import queries
from waymark.guidance import code_list
from waymark.pages.levels import Levels
from waymark.pages.orderline import OrderLine
from waymark.rules.case import Case
from waymark.rules.events.engagement import Contact
from waymark.rules.events.risk import Judgement
from waymark.rules.known import known_on
from waymark.web.lines import lines_of, standing_of
from waymark.web.todo import Group, grouped, to_do

LATEST = 8
JUDGED = {
    "safety_and_wellbeing": "Safety and wellbeing",
    "serious_harm": "Serious harm to others",
    "reoffending": "Reoffending",
}


@dataclass(frozen=True)
class Seen:
    """When the child was last seen in a certain way."""

    way: str
    on: date | None = None
    where: str = ""
    beside: str = ""
    by: str = ""


@dataclass(frozen=True)
class Overview:
    to_dos: list[Group]
    still: int
    lines: list[OrderLine]
    seen: list[Seen]
    levels: list[Levels]
    latest: list[Entry]
    has_more: bool


def overview(child: Child, near: Around, on: date) -> Overview:
    """Gather the first page of a child. Twelve queries, however much has happened."""
    standing_of(child, on)
    duties = queries.owed(Q(child=child), on=on)
    workers = workers_of(child.service_id)
    case = known_on(casefile.of(child.pk), on)
    naming = Naming(child.first_name, on, near.names, workers)
    read = timeline(child.pk, Filters(at_most=LATEST), naming=naming, hide=near.hide)
    groups = grouped((to_do(duty, child) for duty in duties), on)
    return Overview(
        to_dos=groups,
        still=sum(not each.done for group in groups for each in group.to_dos),
        lines=lines_of(child, duties, on),
        seen=list(_last_seen(child, case, near, workers)),
        levels=list(_levels(case, on)),
        latest=read.entries,
        has_more=read.has_more,
    )


def _last_seen(child: Child, case: Case, near: Around, workers: dict[str, str]) -> Iterator[Seen]:
    """Say when the child was last met face to face, at home, and without family beside."""
    met = [each for each in case.all(Contact) if _is_met(each)][::-1]
    ways: dict[str, Callable[[Contact], bool]] = {
        "face to face": lambda _contact: True,
        "at home": lambda contact: contact.method == "home-visit",
        "without family there": lambda contact: near.family.isdisjoint(contact.present),
    }
    last = {way: next(filter(fits, met), None) for way, fits in ways.items()}
    found = {contact.id: contact for contact in last.values() if contact}
    names = _recorded_by(child, set(found), workers)
    for contact in found.values():
        same = [way for way, its in last.items() if its is contact]
        beside = ", ".join(near.names.get(name, "somebody else") for name in contact.present)
        where = "" if "at home" in same else near.hide(_where(contact))
        yield Seen(_of(same), contact.on, where, beside, names.get(contact.id, ""))
    never = [way for way, its in last.items() if its is None]
    if never:
        yield Seen(_of(never))


def _of(ways: list[str]) -> str:
    return ", ".join(ways).capitalize()


def _where(contact: Contact) -> str:
    return contact.place or label("contact-methods", contact.method or "").lower()


def _is_met(contact: Contact) -> bool:
    groups = {each.code: each.group for each in code_list("contact-outcomes").codes}
    methods = {each.code: each.group for each in code_list("contact-methods").codes}
    came = groups.get(contact.outcome) == "kept"
    return came and methods.get(contact.method or "") == "in person"


def _recorded_by(child: Child, contacts: set[str], workers: dict[str, str]) -> dict[str, str]:
    """Return who recorded each contact, the one that put it right going before."""
    rows = Event.objects.filter(Q(reference__in=contacts) | Q(corrects__in=contacts), child=child)
    found = {}
    for row in rows.select_related("by").order_by("position"):
        by = row.document.get("by")
        name = row.by.name if row.by else workers.get(by or "", "")
        found[row.corrects or row.reference] = name
    return found


def _levels(case: Case, on: date) -> Iterator[Levels]:
    for name, words in JUDGED.items():
        steps = [
            (judgement.on, level)
            for judgement in case.all(Judgement)
            if (level := getattr(judgement, name))
        ]
        if steps:
            yield Levels(words, tuple(steps), on)
