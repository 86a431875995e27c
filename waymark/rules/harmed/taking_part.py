"""What casework planned with somebody who was harmed: how far it is, and that they took part.

What was done is told by casework, and written down here; whichever is first, it counts once.
"""

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from waymark.rules.carries import carries
from waymark.rules.harmed.base import Happening
from waymark.rules.harmed.happenings import (
    OutcomeAsked,
    Prepared,
    RestorativeAnswered,
    RestorativeNotReceived,
    RestorativeOffered,
    RestorativeReceived,
    WorkGiven,
    WorkOffered,
)
from waymark.rules.harmed.victim import Activity, Victim, Work

A_WORK = "letter"  # a letter, or something else that the child makes: it is given, and not held
WRITTEN = "as was written down here"
TOLD = "as casework told, and nobody wrote down here yet"
GIVEN = "as it was given to them"


class TookPart(NamedTuple):
    """Something in which they took part, once, and by whom it is known."""

    form: str
    on: date
    by: str


@carries("CM-388", "CM-349")
def took_part(victim: Victim, child: int, ref: str) -> list[TookPart]:
    """Return in what they took part with a child, each once: what was written down here, and what
    casework told or was given that nobody wrote down."""
    written = _once(victim.for_child(RestorativeReceived, child))
    unnamed = [each for each in written if not each.activity]
    found = [TookPart(each.form, each.on, WRITTEN) for each in written]
    for form, since, part in [*_told(victim, child, ref), *_given(victim, child, ref)]:
        own = next((one for one in unnamed if one.form == form and one.on >= since), None)
        if own:
            unnamed.remove(own)
        else:
            found.append(part)
    return sorted(found, key=lambda each: (each.on, each.form))


def took_part_with(victim: Victim, child: int) -> list[TookPart]:
    """Return the same, whichever way that child's case file knows them."""
    refs = {link.ref for link in victim.links if link.child == child}
    return [each for ref in refs for each in took_part(victim, child, ref)]


def _told(victim: Victim, child: int, ref: str) -> Iterator[tuple[str, date, TookPart]]:
    """Yield what casework told was done, and nothing here names; since when it may have been."""
    for each in victim.activities:
        is_theirs = (each.child, each.ref) == (child, ref)
        if is_theirs and each.done_on and each.form != A_WORK and not _is_answered(victim, each):
            yield each.form, each.on, TookPart(each.form, each.done_on[0], TOLD)


def _given(victim: Victim, child: int, ref: str) -> Iterator[tuple[str, date, TookPart]]:
    for each in victim.works:
        if (each.child, each.ref) == (child, ref):
            for given in victim.said_of(each, WorkGiven)[:1]:
                yield A_WORK, each.on, TookPart(A_WORK, given.on, GIVEN)


@carries("CM-388")
def works_offered(victim: Victim, child: int, ref: str) -> Iterator[WorkOffered]:
    """Yield by which each work was offered to them, where no offer of one was written down before:
    each offer stands for one work."""
    offers = [e for e in victim.for_child(RestorativeOffered, child) if A_WORK in e.forms]
    for work in victim.works:
        said = victim.said_of(work, WorkOffered) if (work.child, work.ref) == (child, ref) else []
        for first in said[:1]:
            own = next((each for each in offers if each.on <= first.on), None)
            if own:
                offers.remove(own)
            else:
                yield first


def _is_answered(victim: Victim, activity: Activity) -> bool:
    """Tell whether it stands here that they took part in it, or did not."""
    return bool(victim.said_about(activity, RestorativeReceived)) or took_no_part(victim, activity)


def took_no_part(victim: Victim, activity: Activity) -> bool:
    return bool(victim.said_about(activity, RestorativeNotReceived))


def _once(written: list[RestorativeReceived]) -> list[RestorativeReceived]:
    """Return one entry of each thing: a shuttle goes to and fro, and is one."""
    named = {(each.child, each.activity): each for each in reversed(written) if each.activity}
    return [each for each in written if not each.activity or each in named.values()]


def is_written(victim: Victim, activity: Activity) -> bool:
    """Tell whether nobody has to write down any more whether they took part."""
    return _is_answered(victim, activity) or not any(
        each.by == TOLD and (each.form, each.on) == (activity.form, activity.done_on[0])
        for each in took_part(victim, activity.child, activity.ref)
    )


def is_to_come(victim: Victim, activity: Activity, day: date) -> bool:
    """Tell whether it is to be prepared still: neither says no to it or is left alone, and it is
    not done."""
    if activity.done_on or activity.called_off_on or not victim.is_wanted(activity.child):
        return False
    declined = victim.answers_with(activity.child, day).get(activity.form) == "declined"
    return not (declined or victim.is_left_alone(day))


@carries("CM-382")
def hopes_with(victim: Victim, child: int, day: date) -> bool:
    """Tell whether they may hope for something with a child: they were asked to it, did not decline
    it, and it was not done since, or they were not asked yet what came of it; or they wish for what
    the child made."""
    if any(each.child == child and wishes_for(victim, each) for each in victim.works):
        return True
    answers = victim.answers_with(child, day)
    wants = {form for form, answer in answers.items() if answer != "declined"}
    goes_on = (each for each in victim.activities if each.child == child and each.form in wants)
    if any(_is_under_way(victim, each, day) for each in goes_on):
        return True
    done = took_part_with(victim, child)
    for each in victim.for_child(RestorativeAnswered, child):
        since = {part.form for part in done if part.on >= each.on}
        left = wants.intersection(each.forms) - since if each.forms else wants and not since
        if left and each.on <= day:
            return True
    return False


@carries("CM-354")
def wishes_for(victim: Victim, work: Work) -> bool:
    """Tell whether they would like to have a work still, and were not given it: what they said last
    of it holds, or a no since to all that the child makes."""
    if victim.said_of(work, WorkGiven):
        return False
    said = [each for each in victim.for_child(Happening, work.child) if _answers(each, work)]
    last = said[-1] if said else None
    return isinstance(last, WorkOffered) and last.answer == "now"


def hoped_for(victim: Victim, activity: Activity, day: date) -> bool:
    """Tell whether they said anything but no to what was planned, and did not take part since."""
    form, child = activity.form, activity.child
    said = [
        each
        for each in victim.for_child(RestorativeAnswered, child)
        if each.on <= day and (not each.forms or form in each.forms)
    ]
    if activity.done_on or not said or said[-1].answer == "declined":
        return False
    parts = took_part_with(victim, child)
    return not any(part.form == form and part.on >= said[-1].on for part in parts)


def _answers(said: Happening, work: Work) -> bool:
    match said:
        case WorkOffered():
            return said.work == work.work
        case RestorativeAnswered():
            return said.answer == "declined" and (not said.forms or A_WORK in said.forms)
    return False


def _is_under_way(victim: Victim, activity: Activity, day: date) -> bool:
    if activity.called_off_on or took_no_part(victim, activity):
        return False
    is_done = activity.done_on and (activity.form == A_WORK or heard(victim, activity, day))
    return not is_done


def not_offered(victim: Victim, day: date) -> list[Activity]:
    """Return what is to come that nobody offered them, and of which they said nothing."""
    return [
        each
        for each in victim.activities
        if is_to_come(victim, each, day)
        and each.form not in victim.answers_with(each.child, day)
        and not _is_offered(victim, each)
    ]


def _is_offered(victim: Victim, activity: Activity) -> bool:
    """Tell whether something was offered in its form; a work, as the very one: what the child made
    before it was planned is another."""
    offers = victim.for_child(RestorativeOffered, activity.child)
    if any(activity.form in each.forms for each in offers):
        return True
    if activity.form != A_WORK:
        return False
    made = (each for each in victim.works if each.child == activity.child)
    before = {each.work for each in made if each.on < activity.on}
    asked = victim.for_child(WorkOffered, activity.child)
    return any(each.on >= activity.on and each.work not in before for each in asked)


def prepared(victim: Victim, activity: Activity, by: date) -> Prepared | None:
    """Return the last talk by a day in which they were prepared for it."""
    talks = [each for each in victim.said_about(activity, Prepared) if each.on <= by]
    return talks[-1] if talks else None


def heard(victim: Victim, activity: Activity, by: date) -> OutcomeAsked | None:
    """Return how they were asked last, by a day, what came of it."""
    asked = [each for each in victim.said_about(activity, OutcomeAsked) if each.on <= by]
    return asked[-1] if asked else None
