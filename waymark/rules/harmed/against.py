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
    DetailsRefused,
    FeedbackAsked,
    FileNameDecided,
    OutcomeAsked,
    Prepared,
    RestorativeAnswered,
    RestorativeOffered,
    Shared,
    ShareEnded,
    ToldWhoWeAre,
    ViewAsked,
    WorkOffered,
)
from waymark.rules.harmed.spells import (
    Clearance,
    Consent,
    Entitlement,
    GoesTo,
    NamedInFile,
    Need,
    Preference,
    Reach,
    Restriction,
    Safety,
    Wish,
)
from waymark.rules.harmed.victim import Victim
from waymark.rules.settings import value_on

A_DAY = timedelta(days=1)
Entry = Kept | Happening
Faults = Iterator[tuple[str, str]]

PASSES_ON = (DetailsAsked, DetailsChased, DetailsReceived, Reach)
MEETS = (
    *(Contacted, ToldWhoWeAre, RestorativeOffered, WorkOffered, ViewAsked, FeedbackAsked),
    *(Prepared, OutcomeAsked),
)
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
    refused = next(filter(None, map(stands.victim.refused_on, _days(entry, stands))), None)
    meets = isinstance(entry, MEETS) or wants_something(entry) or _is_of_contact(entry)
    if refused and (meets or isinstance(entry, PASSES_ON)):
        yield (
            field,
            f"On {said(refused)} they asked that nothing is passed on to us, and that holds. If "
            "they changed their mind, write down first: “They let their details be passed on "
            "after all”",
        )
    wishes = (each for day in _days(entry, stands) for each in stands.victim.now(Preference, day))
    alone = [each for each in wishes if each.not_at_all]
    if isinstance(entry, Contacted):  # in which they may have asked for it
        alone = [each for each in alone if each.holds_on(on - A_DAY)]
    if alone and not refused and meets:
        yield (
            field,
            f"{_since(alone[0])} they want no contact at all. If they changed their mind, say "
            "first, on their page, that this holds no more",
        )


def against_what_is_stronger(entry: Entry, stands: Stands) -> Faults:
    """What says the opposite, and weighs more, has to end first."""
    if isinstance(entry, Kept):
        field, _ = _begins(entry, stands.day)
        days = _days(entry, stands)
        there = (each for day in days for each in stands.victim.now(type(entry), day))
        if heavier := next((each for each in there if each.weight > entry.weight), None):
            yield (
                field,
                f"{_since(heavier)} the opposite holds. If it does no more, say so first, on their "
                "page",
            )


def gives_way(old: Kept, new: Entry) -> bool:
    """Tell whether something ends by itself where the new begins: it says the opposite and weighs
    less, or it is a yes to what they want no more."""
    _, begins = _begins(new, date.max)
    if not old.holds_on(begins):
        return False
    if isinstance(new, Kept) and type(old) is type(new) and old.weight < new.weight:
        return True
    return _ends_a_yes(old, new)


@carries("CM-379", "CM-383")
def _ends_a_yes(old: Kept, new: Entry) -> bool:
    """Tell whether they want no more what they said yes to: whoever asks to be left alone consents
    to nothing that leads somebody to them, until they consent anew."""
    match new:
        case DetailsRefused() | Preference(not_at_all=True):
            return is_of_restorative(old) or _is_of_contact(old)
        case RestorativeAnswered(answer="declined", forms=()):
            child = getattr(old, "child", None)
            return is_of_restorative(old) and (child is None or new.child in (None, child))
    return False


def was_not_to_be_asked(yes: Kept, stands: Stands) -> bool:
    """Tell whether they said yes while they wished to be left alone, as it is known now."""
    is_yes = is_of_restorative(yes) or _is_of_contact(yes)
    return is_yes and any(against_being_asked(yes, stands))


def _is_of_contact(spell: Entry) -> bool:
    match spell:
        case Consent(allows="contact" | "feedback"):
            return True
    return False


def is_of_restorative(spell: Entry) -> bool:
    match spell:
        case Consent(allows="restorative" | "direct") | Wish(about="restorative"):
            return True
    return False


def wants_something(entry: Entry) -> bool:
    """Tell whether an entry says that they want something restorative, or may."""
    match entry:
        case RestorativeAnswered(answer="accepted" | "considering"):
            return True
    return is_of_restorative(entry)


def may_change_their_mind(victim: Victim, day: date) -> bool:
    """Tell whether they wish for something restorative, consented to it or are ready for it."""
    if victim.is_left_alone(day):
        return False
    answers = (victim.answers_with(link.child, day).values() for link in victim.links)
    wishes = any(answer != "declined" for each in answers for answer in each)
    return wishes or any(is_of_restorative(each) for each in victim.spells if each.holds_on(day))


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


@carries("CM-383")
def against_a_yes_to_nobody(entry: Entry, stands: Stands) -> Faults:
    """Whom several children harmed says yes to something with one of them: they know of whom they
    are told, and of no other."""
    if not isinstance(entry, Consent | RestorativeAnswered) or not wants_something(entry):
        return
    children = {link.child for link in stands.victim.links}
    if stands.victim.of_several and entry.child not in children:
        yield "child", "Choose with whom: a yes to one child is none to another"


@carries("CM-383")
def against_a_consent_that_nobody_gave(entry: Entry, stands: Stands) -> Faults:
    """For a child somebody consents, or the child does alone: whoever reads it later knows who."""
    if isinstance(entry, Consent) and stands.victim.age == "child" and not entry.given_by:
        yield (
            "given_by",
            "They are a child: say who consents for them, such as their mother, or that they do "
            "themselves",
        )


@carries("CM-400")
def against_a_condition_on_nobody(entry: Entry, stands: Stands) -> Faults:
    """Casework is told of it in the record of the child whom it binds, and in no other."""
    children = {link.child for link in stands.victim.links}
    several = stands.victim.of_several
    if isinstance(entry, Restriction) and several and entry.child not in children:
        yield "child", "Choose whom it binds: it is told in that child’s record alone"


@carries("CM-386")
def against_no_entitlement_of_a_child(entry: Entry, stands: Stands) -> Faults:
    if stands.victim.age == "child" and isinstance(entry, Entitlement) and not entry.weight:
        yield "category", "They are a child, and whoever is under 18 is entitled to more"


def against_family_who_is_unknown(entry: Entry, stands: Stands) -> Faults:
    """Whoever is of the child's own family or home knows the child."""
    if isinstance(entry, Clearance) and stands.victim.is_unknown_to_all:
        yield (
            "as",
            "Under “Who they are” it stands that they do not know the child. Put that right first",
        )


TWICE_ASKED = (
    "This stands already, and waits until the manager confirms it. If it has to be otherwise, put "
    "that right"
)


@carries("CM-404")
def against_being_named_twice(entry: Entry, stands: Stands) -> Faults:
    """What was decided first would hold beside it, and its day of review with it."""
    if isinstance(entry, NamedInFile) and entry.from_:
        for each in stands.victim.now(NamedInFile, entry.from_):
            if each.child == entry.child and each.waits:
                yield "from", TWICE_ASKED
            elif each.child == entry.child:
                yield (
                    "from",
                    f"{_since(each)} their name stands on that file. Write down instead: “Decided "
                    "whether the name stays on a file”",
                )


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


@carries("CM-404")
def against_letting_go_of_nothing(entry: Entry, stands: Stands) -> Faults:
    """Asked of the wrong one, whoever has their details would hold them unasked."""
    if isinstance(entry, ShareEnded):
        shared = (each for each in stands.victim.ever(Shared) if each.with_ == entry.with_)
        if not any(each.on <= entry.on for each in shared):
            yield "with", "Nothing was shared with these by then: choose who has their details"


CHECKS: tuple[Callable[[Entry, Stands], Faults], ...] = (
    against_being_asked,
    against_what_is_stronger,
    against_a_yes_to_nobody,
    against_a_consent_that_nobody_gave,
    against_a_condition_on_nobody,
    against_days_without_sense,
    against_no_entitlement_of_a_child,
    against_family_who_is_unknown,
    against_being_named_twice,
    against_being_named_for_long,
    against_letting_go_of_nothing,
    against_saying_it_twice,
)


def _begins(entry: Entry, day: date) -> tuple[str, date]:
    return ("on", entry.on) if isinstance(entry, Happening) else ("from", entry.from_ or day)


def _days(entry: Entry, stands: Stands) -> list[date]:
    """Return the days on which nothing may speak against an entry: the first; and today where it
    still holds, since what is written down late holds beside what they said meanwhile."""
    _, on = _begins(entry, stands.day)
    holds = isinstance(entry, Kept) and on < stands.day and entry.holds_on(stands.day)
    return [on, stands.day] if holds else [on]


def _since(spell: Kept) -> str:
    return f"Since {said(spell.from_)}" if spell.from_ else "Already"
