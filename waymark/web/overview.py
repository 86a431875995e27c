"""The first page of a child: what is still to do, when the child was seen, how safe it is."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from waymark.accounts.models import User
from waymark.assessments.words import NAMES
from waymark.children.around import Around
from waymark.children.models import Child
from waymark.chronology.casefile import Document
from waymark.chronology.labels import label
from waymark.chronology.models import Event
from waymark.chronology.narrowing import Filters
from waymark.chronology.queries import Entry, timeline, workers_of
from waymark.chronology.sentences import Naming
from waymark.duties import queries
from waymark.duties.summary import WAYS
from waymark.pages.levels import Levels
from waymark.pages.orderline import OrderLine
from waymark.plans.inductions import Learnt, learnt
from waymark.prepared import ID, TEXTS, Among, Told, prepared
from waymark.visits.queries import hazards_at_home
from waymark.web.lines import lines_of
from waymark.web.said import said_in
from waymark.web.todo import Group, grouped, to_do

LATEST = 8
JUDGED = ("safety_and_wellbeing", "serious_harm", "reoffending")


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
    meets: Learnt | None  # how child and service meet
    latest: list[Entry]
    has_more: bool
    hazards: list[str]  # where the child lives


def overview(child: Child, near: Around, on: date, by: User) -> Overview:
    """Gather the first page of a child. Nine queries, however much has happened, and one where a
    manager said something in what is owed."""
    queries.standing_of(child, on)
    duties = queries.owed(children=[child.pk], on=on)
    workers = workers_of(child.service_id)
    naming = Naming(child.first_name, on, near.names, workers)
    read = timeline(child.pk, Filters(at_most=LATEST), naming=naming, hide=near.hide)
    said = said_in(duties, {child.pk: near.hide})
    groups = grouped((to_do(duty, child, by=by, says=said(duty)) for duty in duties), on)
    return Overview(
        to_dos=groups,
        still=sum(not each.done for group in groups for each in group.to_dos),
        lines=lines_of(child, duties, on),
        seen=list(_last_seen(child, near, workers)),
        levels=list(_levels(child, on)),
        meets=learnt(child.pk, near.hide),
        latest=read.entries,
        has_more=read.has_more,
        hazards=hazards_at_home(child, on),
    )


def _last_seen(child: Child, near: Around, workers: dict[str, str]) -> Iterator[Seen]:
    """Say when the child was last met face to face, at home, and alone."""
    last = child.standing.seen
    found = {contact["id"]: contact for contact in last.values()}
    names = _recorded_by(child, set(found), workers)
    for contact in found.values():
        same = [way for way in WAYS if last.get(way) == contact]
        beside = ", ".join(near.names.get(name, "somebody else") for name in contact["present"])
        where = "" if "at home" in same else near.hide(_where(contact))
        on = date.fromisoformat(contact["on"])
        yield Seen(_of(same), on, where, beside, names.get(contact["id"], ""))
    never = [way for way in WAYS if way not in last]
    if never:
        yield Seen(_of(never))


def _of(ways: list[str]) -> str:
    return ", ".join(ways).capitalize()


def _where(contact: Document) -> str:
    return contact["place"] or label("contact-methods", contact["method"] or "").lower()


def _recorded_by(child: Child, contacts: set[str], workers: dict[str, str]) -> dict[str, str]:
    """Return who recorded each contact, the one that put it right going before."""
    found = {}
    for row in _records(child=child.pk, contacts=list(contacts)):
        by = row.document.get("by")
        name = row.by.name if row.by else workers.get(by or "", "")
        found[row.corrects or row.reference] = name
    return found


@prepared(child=ID, contacts=TEXTS)
def _records(*, child: Told, contacts: Told) -> QuerySet[Event]:
    rows = Event.objects.filter(Among("reference", contacts) | Among("corrects", contacts))
    return rows.filter(child=child).select_related("by").order_by("position")


def _levels(child: Child, on: date) -> Iterator[Levels]:
    for name in JUDGED:
        steps = child.standing.judged.get(name)
        if steps:
            drawn = tuple((date.fromisoformat(judged_on), level) for judged_on, level in steps)
            yield Levels(NAMES[name], drawn, on)
