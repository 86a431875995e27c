"""What casework tells the victims' side of one child: what holds now, beside what was told before.
(`news` is the other side's too.) What is owed to whom is not told: each side reckons what it shows.

Nothing is told where it happens. Whatever changes what is known of a child leads here, so that an
import, a correction and an order that a court changed are told in the same way. Of a child who
harmed nobody there is nothing to tell.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from waymark.rules.case import Case
from waymark.rules.closeness import At, whereabouts
from waymark.rules.events.orders import DecisionDaySet
from waymark.rules.events.restorative import ChildReadinessJudged, MindChanged
from waymark.rules.facts import EventId, OrderId, build
from waymark.rules.letters import (
    KINDS,
    ActivityStands,
    ChildIsAt,
    ChildReadiness,
    ContactSchemeNotified,
    DayOfDecision,
    FileCut,
    FileNameOver,
    FileNotGiven,
    FileWaits,
    InvitationDecided,
    KeepFrom,
    Letter,
    OrderMade,
    PeopleHarmed,
    TooClose,
    VictimConsent,
    VictimHeard,
    VictimPrepared,
    VictimReadiness,
    WorkAnswered,
    WorkerTried,
    WorkGiven,
    WorkMade,
    WorksWith,
)
from waymark.rules.orders import Order
from waymark.rules.restorative import activities, called_off, works
from waymark.rules.victims import over_on

Told = Mapping[str, Mapping[str, Any]]  # letters as they travelled, by what each is about

# What each is about, beside the child: of two letters about the same the later holds.
ABOUT: dict[type[Letter], tuple[str, ...]] = {
    OrderMade: ("order",),
    PeopleHarmed: ("offence",),
    DayOfDecision: ("order",),
    WorksWith: (),
    WorkerTried: ("by",),
    ChildReadiness: ("victim",),
    ContactSchemeNotified: ("order", "victim"),
    FileNameOver: ("victim",),
    InvitationDecided: ("victim",),
    VictimReadiness: ("victim",),
    VictimConsent: ("victim",),
    ActivityStands: ("activity",),
    VictimPrepared: ("activity",),
    VictimHeard: ("activity",),
    WorkMade: ("work",),
    WorkAnswered: ("work",),
    WorkGiven: ("work",),
    ChildIsAt: ("place", "key", "begins"),
    TooClose: ("place", "begins"),
    KeepFrom: (),
    FileWaits: ("file",),
    FileCut: ("file",),
    FileNotGiven: ("file",),
}


def news(holding: Iterable[Letter], told: Told, on: date) -> dict[str, Letter]:
    """Return what is to be told, by what it is about: what is other than it was told, and the end
    of what holds no more, from this day on. What an earlier Waymark told and this one does not, no
    letter ends."""
    known = {key: each for key in told if (each := told_last(told, key))}
    now = {key: _ended(each, on) for key, each in known.items()}
    now |= {key_of(each): each for each in holding}
    return {key: each for key, each in now.items() if known.get(key) != each}


def still(told: Told) -> dict[str, Mapping[str, Any]]:
    """Return what is to be remembered of what was told: of places, not those that are over."""
    over = (ChildIsAt.kind, TooClose.kind)
    return {
        key: each
        for key, each in told.items()
        if not (each.get("no_longer") and key.partition(" ")[0] in over)
    }


def holding(
    child: int, case: Case, *, people: Collection[int], places: Iterable[At] = ()
) -> Iterator[Letter]:
    """Yield the letters that hold of a child.

    :param people: who works with the child.
    :param places: where the child is, under their keys.
    """
    harming = [order for order in case.orders if order.victims]
    for order in harming:
        yield OrderMade(
            child=child,
            on=order.made_on,
            order=OrderId(order.id),
            order_kind=order.kind,
            made_on=order.made_on,
            ends_on=over_on(case, order),
            grave=order.grave,
        )
        yield from _harmed(child, order)
        yield from _decided(child, case, order)
    if harming:
        yield WorksWith(child=child, on=harming[0].made_on, people=tuple(sorted(people)))
        yield from whereabouts(child, places)
    yield from _ready(child, case, harming)
    yield from _made(child, case)
    yield from _planned(child, case)


def _made(child: int, case: Case) -> Iterator[Letter]:
    """Yield that something was made, for whom, and whether it is on its way: never its words."""
    for each in works(case):
        ended = called_off(case, each.planned) if each.planned else None
        yield WorkMade(
            child=child,
            on=each.made.on,
            victim=each.made.victim,
            work=EventId(each.made.id),
            made=each.made.made,
            handed_on=each.handed_over.on if each.handed_over else None,
            called_off_on=ended.on if ended else None,
        )


def _planned(child: int, case: Case) -> Iterator[Letter]:
    """Yield what is planned with or for somebody harmed, and how far it is: nothing that was said
    of it, and no place."""
    for each in activities(case):
        planned = each.planned
        if planned.victim:
            yield ActivityStands(
                child=child,
                on=planned.on,
                victim=planned.victim,
                activity=EventId(planned.id),
                form=planned.form,
                planned_for=planned.planned_for,
                done_on=tuple(each.done_on),
                called_off_on=each.called_off.on if each.called_off else None,
            )


def _ready(child: int, case: Case, harming: Iterable[Order]) -> Iterator[Letter]:
    """Yield how ready the child is for work with each: what was said last holds."""
    for victim in dict.fromkeys(each for order in harming for each in order.victims):
        walked = case.walk(ChildReadinessJudged, MindChanged)
        said = [each for each in walked if getattr(each, "victim", None) == victim]
        for last in said[-1:]:
            ready = last.ready if isinstance(last, ChildReadinessJudged) else "no"
            yield ChildReadiness(child=child, on=last.on, victim=victim, ready=ready)


def _harmed(child: int, order: Order) -> Iterator[Letter]:
    for name, offence in order.named_offences:
        if offence.victims:
            yield PeopleHarmed(
                child=child,
                on=order.made_on,
                order=OrderId(order.id),
                offence=name,
                category=offence.category or "",
                victims=offence.victims,
                violent=offence.violent,
                sexual=offence.sexual,
            )


def _decided(child: int, case: Case, order: Order) -> Iterator[Letter]:
    """Yield the day on which it is decided about an order: the one that was set last, past or not,
    so that whoever was asked too late stays on the list."""
    for each in case.about(DecisionDaySet, order.id)[-1:]:
        yield DayOfDecision(
            child=child, on=each.decides_on, decides=each.decides, order=OrderId(order.id)
        )


def key_of(letter: Letter) -> str:
    """Return what a letter is about: of two about the same the later holds."""
    about = (str(getattr(letter, name) or "") for name in ABOUT[type(letter)])
    return " ".join([letter.kind, *about]).strip()


def line_of(kind: str, document: Mapping[str, Any]) -> str:
    """Return which letters come in their order: those of one child about the same. Each tells what
    holds of one thing, so one about another need not wait for it."""
    declared = KINDS.get(kind)
    about = ABOUT.get(declared, ()) if declared else ()
    said = (str(document.get(name, "")) for name in ("child", *about))
    return " ".join([kind, *said])


def told_last(told: Told, key: str) -> Letter | None:
    """Return what was told last of one thing, unless it is of a kind that is told no more."""
    declared = KINDS.get(key.partition(" ")[0])
    return build(declared, told[key]) if declared and key in told else None


def _ended(letter: Letter, on: date) -> Letter:
    """Return what is told where a letter holds no more; an order that was made stays one."""
    match letter:
        case DayOfDecision() | WorkMade() | ActivityStands() | ChildIsAt() | TooClose():
            return replace(letter, no_longer=True)
        case PeopleHarmed():
            return replace(letter, victims=())
        case WorksWith():
            return replace(letter, people=())
        case VictimConsent() if letter.given and not letter.taken_back:
            return replace(letter, on=on, given=False, to=())
    return letter
