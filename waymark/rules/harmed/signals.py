"""What casework is told of somebody who was harmed: sentences made of codes and days.

What a victim worker typed, a name and a place are no part of one: there is nothing to put them in.
"""

from collections.abc import Iterator
from datetime import date

from waymark.rules.calendar import days_after, said
from waymark.rules.carries import carries
from waymark.rules.harmed.spells import NamedInFile, Need, Preference, Restriction, Signal
from waymark.rules.harmed.victim import Victim

SIGNALS = {  # each with a day, and without
    "contact-distresses": (
        "Contact before {day} would cause distress.",
        "Contact would cause distress.",
    ),
    "no-contact": (
        "No contact of any kind before {day}.",
        "No contact of any kind.",
    ),
    "no-restorative-yet": (
        "Restorative work is not to be offered before {day}.",
        "Restorative work is not to be offered.",
    ),
    "tell-us-first": (
        "Until {day}, ask the victim worker before anything is arranged.",
        "Ask the victim worker before anything is arranged.",
    ),
    "area": (
        "Until {day}, ask the victim worker before the child goes anywhere new.",
        "Ask the victim worker before the child goes anywhere new.",
    ),
}
RESTRICTIONS = {
    "contact": "not to have contact",
    "area": "to stay away from an area",
    "both": "not to have contact, and to stay away from an area",
}
LEFT_ALONE = SIGNALS["no-restorative-yet"][1]
HOLD_BACK = ("contact-distresses", "no-contact", "no-restorative-yet")  # with their person, all
BY = {
    "bail": "Bail requires the child",
    "order": "The order requires the child",
    "licence": "The licence requires the child",
    "injunction": "An injunction requires the child",
}

INTERPRETER = "They need an interpreter. Ask the victim worker, who books one."
SOMETHING = "They need something so that they can take part. Ask the victim worker what it is."
NAMED = (
    "Their name may stand in this record until {day}, to prevent harm, as was decided with a "
    "manager. It goes by itself then. The victim worker tells you who it is."
)


def signals(victim: Victim, child: int, day: date) -> tuple[str, ...]:
    """Return what casework is told of somebody in a child's record, each sentence once."""
    asked = map(_asked, victim.now(Signal, day))
    required = _required(victim, child, day)
    needed = () if victim.is_left_alone(day) else _needed(victim, day)
    return tuple(dict.fromkeys([*asked, *required, *needed, *_named(victim, child, day)]))


@carries("NP-056", "NP-312")
def _needed(victim: Victim, day: date) -> Iterator[str]:
    """Yield that something has to be there so that they can take part, and never what: a language
    tells of somebody."""
    if any(each.interpreter for each in victim.now(Preference, day)):
        yield INTERPRETER
    if any(each.weight for each in victim.now(Need, day)):
        yield SOMETHING


@carries("CM-400")
def _required(victim: Victim, child: int, day: date) -> Iterator[str]:
    """Yield what binds this child: a condition of another's stands in no record but that one's.

    Of one that says no child, where several harmed them, each record is told to ask.
    """
    yield from map(_bound, victim.with_child(Restriction, child, day))
    if victim.of_several and any(not each.child for each in victim.now(Restriction, day)):
        yield SIGNALS["tell-us-first"][1]


@carries("CM-402")
def _named(victim: Victim, child: int, day: date) -> Iterator[str]:
    if victim.may_be_named(child, day):
        standing = (each for each in victim.now(NamedInFile, day) if not each.waits)
        on_file = (each for each in standing if each.child == child)
        yield NAMED.format(day=said(max(filter(None, map(victim.may_stand_until, on_file)))))


def _asked(signal: Signal) -> str:
    dated, without = SIGNALS[signal.code]
    until = _until(signal)
    return dated.format(day=said(until)) if until else without


def _bound(restriction: Restriction) -> str:
    until = f" until {said(restriction.to)}" if restriction.to else ""
    return f"{BY[restriction.by]} {RESTRICTIONS[restriction.forbids]}{until}."


@carries("CM-351", "CM-370")
def held_back(victim: Victim, day: date) -> tuple[tuple[str, date | None], ...]:
    """Return what somebody asks so that nothing begins yet, and on which day it may, where one was
    told: to be left alone is one of it, whatever else casework was told."""
    asked = (each for each in victim.now(Signal, day) if each.code in HOLD_BACK)
    alone = [(LEFT_ALONE, None)] if victim.is_left_alone(day) else []
    return tuple(dict.fromkeys([*((_asked(each), _until(each)) for each in asked), *alone]))


def _until(signal: Signal) -> date | None:
    return days_after(signal.to, 1) if signal.to else None
