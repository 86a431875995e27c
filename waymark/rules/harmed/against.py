"""What speaks against writing something down of somebody, because of what stands of them already.

Each check yields the field, and in plain words what is the matter and what to do first.
"""

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from typing import NamedTuple

from waymark.rules.calendar import months_after, said
from waymark.rules.carries import carries
from waymark.rules.harmed.base import Happening, Kept
from waymark.rules.harmed.clocks import DEFAULTS, Clocks
from waymark.rules.harmed.happenings import (
    Contacted,
    DetailsAsked,
    DetailsChased,
    DetailsReceived,
    FeedbackAsked,
    FileNameDecided,
    RestorativeAnswered,
    RestorativeOffered,
    ToldWhoWeAre,
    ViewAsked,
    WorkOffered,
)
from waymark.rules.harmed.spells import (
    Consent,
    GoesTo,
    NamedInFile,
    Need,
    Preference,
    Reach,
    Safety,
    Wish,
)
from waymark.rules.harmed.victim import Victim
from waymark.rules.settings import value_on

A_DAY = timedelta(days=1)
Entry = Kept | Happening
Faults = Iterator[tuple[str, str]]

PASSES_ON = (DetailsAsked, DetailsChased, DetailsReceived, Reach)
MEETS = (Contacted, ToldWhoWeAre, RestorativeOffered, WorkOffered, ViewAsked, FeedbackAsked)
LONG_SO = (Reach, GoesTo, Need, Safety)  # may have held long before anybody was harmed


class Stands(NamedTuple):
    victim: Victim  # without what is put right
    day: date
    clocks: Clocks = DEFAULTS


def against(entry: Entry, stands: Stands) -> Faults:
    for check in CHECKS:
        yield from check(entry, stands)


@carries("CM-379")
def against_being_asked(entry: Entry, stands: Stands) -> Faults:
    """A refusal wins until they take it back: nothing is passed on, and nobody goes to them."""
    field, on = _begins(entry, stands.day)
    refused = stands.victim.refused_on(on)
    if refused and isinstance(entry, PASSES_ON + MEETS):
        yield (
            field,
            f"On {said(refused)} they asked that nothing is passed on to us, and that holds. If "
            "they changed their mind, write down first: “They let their details be passed on "
            "after all”",
        )
    alone = [each for each in stands.victim.now(Preference, on) if each.not_at_all]
    if isinstance(entry, Contacted):  # in which they may have asked for it
        alone = [each for each in alone if each.holds_on(on - A_DAY)]
    if alone and not refused and isinstance(entry, MEETS):
        yield (
            field,
            f"{_since(alone[0])} they want no contact at all. If they changed their mind, say "
            "first, on their page, that this holds no more",
        )


def against_what_is_stronger(entry: Entry, stands: Stands) -> Faults:
    """What says the opposite, and weighs more, has to end first."""
    if isinstance(entry, Kept):
        field, on = _begins(entry, stands.day)
        for each in stands.victim.now(type(entry), on):
            if each.weight > entry.weight:
                yield (
                    field,
                    f"{_since(each)} the opposite holds. If it does no more, say so first, on "
                    "their page",
                )
                return


def gives_way(old: Kept, new: Entry) -> bool:
    """Tell whether something ends by itself where the new begins: it says the opposite and weighs
    less, or it is of something restorative that they want no more."""
    _, begins = _begins(new, date.max)
    if not old.holds_on(begins):
        return False
    if isinstance(new, Kept):
        return type(old) is type(new) and old.weight < new.weight
    if not isinstance(new, RestorativeAnswered) or new.forms:
        return False
    return new.answer == "declined" and is_of_restorative(old)


def is_of_restorative(spell: Kept) -> bool:
    match spell:
        case Consent(allows="restorative" | "direct") | Wish(about="restorative"):
            return True
    return False


def may_change_their_mind(victim: Victim, day: date) -> bool:
    """Tell whether they wish for something restorative, consented to it or are ready for it."""
    answered = victim.ever(RestorativeAnswered, by=day)
    said = bool(answered) and answered[-1].answer != "declined"
    return said or any(is_of_restorative(each) for each in victim.spells if each.holds_on(day))


def against_saying_it_twice(entry: Entry, stands: Stands) -> Faults:
    """Two tabs, or two people, write the same down once."""
    if entry in (*stands.victim.spells, *stands.victim.happenings):
        field, _ = _begins(entry, stands.day)
        yield (
            field,
            "The very same stands there already, and is not written twice. If it happened twice "
            "on that day, say in words what was different",
        )


def against_days_without_sense(entry: Entry, stands: Stands) -> Faults:
    known = [link.known_on for link in stands.victim.links]
    if known and not isinstance(entry, LONG_SO):
        field, on = _begins(entry, stands.day)
        months = value_on(stands.clocks.look_back, stands.day)
        first = months_after(min(known), -months)
        if on < first:
            yield field, f"Give a day from {said(first)} on: nothing was known of them before"


@carries("CM-404")
def against_being_named_for_long(entry: Entry, stands: Stands) -> Faults:
    """A name stands on a child's file for the minimum time: it is looked at again soon."""
    if isinstance(entry, NamedInFile | FileNameDecided) and entry.review_on:
        _, on = _begins(entry, stands.day)
        last = months_after(on, value_on(stands.clocks.named, on))
        if entry.review_on > last:
            yield (
                "review_on",
                f"Give a day until {said(last)}: it stands there no longer unlooked at",
            )


CHECKS: tuple[Callable[[Entry, Stands], Faults], ...] = (
    against_being_asked,
    against_what_is_stronger,
    against_days_without_sense,
    against_being_named_for_long,
    against_saying_it_twice,
)


def _begins(entry: Entry, day: date) -> tuple[str, date]:
    return ("on", entry.on) if isinstance(entry, Happening) else ("from", entry.from_ or day)


def _since(spell: Kept) -> str:
    return f"Since {said(spell.from_)}" if spell.from_ else "Already"
