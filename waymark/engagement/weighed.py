"""What the record holds of what is weighed before a break: beside each question, and before whoever
decides."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from waymark.children.header import Header
from waymark.children.models import Child
from waymark.chronology import casefile
from waymark.chronology.labels import label
from waymark.engagement.breaks import Wanted, booked_in
from waymark.engagement.known import quoted
from waymark.engagement.tried import Tried, tried
from waymark.pages.words import ago, day, inside, several
from waymark.papers import queries as papers
from waymark.papers.models import Paper
from waymark.papers.queries import Part, read
from waymark.plans.inductions import INDUCTION
from waymark.rules import asked
from waymark.rules.carries import carries
from waymark.rules.case import Case
from waymark.rules.contact_level import owed_between, steps
from waymark.rules.events.risk import Judgement
from waymark.rules.known import known_on
from waymark.rules.orders import Order

LEVELS = {"serious_harm": "serious harm", "reoffending": "offending again"}


@dataclass(frozen=True)
class Held:
    """What is gone to for it: a child, the order, and the days that are wanted."""

    child: Child
    case: Case
    order: Order
    days: tuple[date, date] | None
    top: Header


def known(top: Header, part: Part) -> Mapping[str, str]:
    """Return what the record holds, by question; what is asked of no record is asked of none."""
    wanted = {each.id for each in part.asked.questions} & BESIDE.keys()
    if not wanted:
        return {}
    of = Paper.objects.get(child=top.child, reference=part.paper)
    case = known_on(casefile.of(top.child), top.today)
    order = case.order(of.about)
    if order is None:
        return {}
    held = Held(Child.objects.get(pk=top.child), case, order, Wanted(read(of)).days, top)
    return {name: "; ".join(BESIDE[name](held)) for name in wanted}


@carries("CM-200", "CM-203")
def weighed(held: Held) -> list[tuple[str, str]]:
    """Return what whoever decides has regard to, each with what it is called."""
    found = ((called, "; ".join(BESIDE[name](held))) for name, called in WEIGHED.items())
    return [(called, words[:1].upper() + words[1:]) for called, words in found if words]


def _time(held: Held) -> Iterator[str]:
    order, today = held.order, held.top.today
    yield f"it began {ago(order.begins_on, today)}, on {day(order.begins_on, today)}"
    if end := held.case.end_of(order):
        yield f"it ends {day(end, today)}, so {_part(order.begins_on, end, today)} of it is over"


def _part(begins: date, ends: date, on: date) -> str:
    whole = max(1, (ends - begins).days)
    return f"{min(100, 100 * max(0, (on - begins).days) // whole)}%"


def _engagement(held: Held) -> Iterator[str]:
    found: Tried = tried(held.child, held.top.today)
    yield f"came {several(found.kept, 'time')}"
    excused = sum(each.absence.is_acceptable is True for each in found.missed)
    missed = f"missed {several(len(found.missed), 'time')}"
    yield f"{missed}, {excused} of them for an acceptable reason" if excused else missed
    for each in found.praise:
        yield f"{day(each.on, held.top.today)} {quoted(each.note, held.top)}"


def _contacts(held: Held) -> Iterator[str]:
    if held.days is None:
        yield "say first from which day until which"
        return
    booked = len(booked_in(held.child, held.days))
    are_booked = several(booked, "time is", "times are") if booked else "no time is"
    yield f"{are_booked} booked in these days"
    found = steps(held.case)
    if not found:
        yield "how often we meet is not set"
    elif owed := owed_between(found, *held.days):
        yield f"about {several(owed, 'contact is', 'contacts are')} owed by how often we meet"
    else:
        yield "no contact is owed by how often we meet"


def _risk(held: Held) -> Iterator[str]:
    judged = held.case.all(Judgement)
    for name, called in LEVELS.items():
        last = next((each for each in reversed(judged) if getattr(each, name)), None)
        if last:
            level = getattr(last, name).replace("-", " ")
            yield f"{called} judged {level} on {day(last.on, held.top.today)}"
    if not judged:
        yield "nothing is judged yet"


def _offence(held: Held) -> Iterator[str]:
    for each in held.order.offences:
        words = inside(label("offence-groups", each.category)) if each.category else "an offence"
        marks = [
            mark for mark, is_so in (("violent", each.violent), ("sexual", each.sexual)) if is_so
        ]
        yield f"{words} ({', '.join(marks)})" if marks else words
    if not held.order.offences:
        yield "no offence is written down with this order"


@carries("CM-209")
def _booked(held: Held) -> Iterator[str]:
    last = papers.latest(held.child, INDUCTION)
    said = read(last).said(asked.INDUCT_AWAY) if last else None
    if said:
        yield f"at the start it was said: {quoted(said, held.top)}"


BESIDE: Mapping[str, Callable[[Held], Iterator[str]]] = {
    asked.BREAK_BOOKED: _booked,
    asked.BREAK_TIME: _time,
    asked.BREAK_ENGAGEMENT: _engagement,
    asked.BREAK_CONTACTS: _contacts,
    asked.BREAK_RISK: _risk,
    asked.BREAK_OFFENCE: _offence,
}
WEIGHED = {
    asked.BREAK_RISK: "Risk to the public",
    asked.BREAK_OFFENCE: "The offence",
    asked.BREAK_TIME: "Time on the order",
    asked.BREAK_CONTACTS: "Contacts that would be missed",
    asked.BREAK_ENGAGEMENT: "How it went up to now",
    asked.BREAK_BOOKED: "Arranged at the start",
}
