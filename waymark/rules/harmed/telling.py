"""What the victims' side tells casework of one person: what holds now, never a word of theirs."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from typing import TypedDict

from waymark.rules.carries import carries
from waymark.rules.facts import EventId, OrderId
from waymark.rules.harmed.base import Happening, Kept
from waymark.rules.harmed.happenings import (
    DIRECT,
    INDIRECT,
    Answer,
    ContactSchemeNotified,
    DetailsRefused,
    FileNameSealed,
    InvitationDecided,
    NoLonger,
    RestorativeAnswered,
    WorkGiven,
    WorkOffered,
)
from waymark.rules.harmed.spells import Consent, Preference
from waymark.rules.harmed.taking_part import heard, prepared
from waymark.rules.harmed.victim import Victim
from waymark.rules.letters import ContactSchemeNotified as SchemeLetter
from waymark.rules.letters import (
    FileNameOver,
    Letter,
    OfOneHarmed,
    Readiness,
    TooClose,
    VictimConsent,
    VictimHeard,
    VictimPrepared,
    VictimReadiness,
    WorkAnswered,
)
from waymark.rules.letters import InvitationDecided as InvitationLetter
from waymark.rules.letters import WorkGiven as GivenLetter
from waymark.rules.telling import Told, told_last

A_DAY = timedelta(days=1)
READY: dict[Answer, Readiness] = {"accepted": "yes", "considering": "not-yet", "declined": "no"}


class Of(TypedDict):
    child: int
    victim: str
    activity: EventId


COVERS = {"restorative": INDIRECT, "direct": DIRECT}


@carries("CM-380", "CM-377", "CM-383", "CM-354")
def holding(victim: Victim, child: int, ref: str, on: date) -> Iterator[Letter]:
    """Yield the letters that hold of somebody on a day, as whom one child's file knows them."""
    if any((each.child, each.ref) == (child, ref) for each in victim.links):
        yield from _happened(victim, child, ref, on)
        yield from _ready(victim, child, ref, on)
        yield from _works(victim, child, ref, on)
        yield from _planned(victim, child, ref, on)
        yield from _consents(victim, child, ref, on)
        yield from _close(victim, child, on)


@carries("CM-380", "CM-377", "CM-383", "CM-354")
def taken_back(
    victim: Victim, entry: Kept | Happening, child: int, ref: str, told: Told, on: date
) -> Iterator[OfOneHarmed]:
    """Yield, as taken back, what an entry told that was a mistake, and that nothing else says.

    :param victim: without the entry.
    :param told: what casework was told last: consents are told together.
    """
    stands = list(holding(victim, child, ref, on))
    for each in _said_by(victim, entry, child, ref, told):
        if each.on <= on and each not in stands and not each.taken_back:
            yield replace(each, taken_back=True)


def _said_by(
    victim: Victim, entry: Kept | Happening, child: int, ref: str, told: Told
) -> Iterator[OfOneHarmed]:
    if isinstance(entry, Happening):
        alone = replace(victim, spells=(), happenings=(entry,))
    else:
        alone = replace(victim, spells=(entry,), happenings=())
    begins = entry.on if isinstance(entry, Happening) else entry.from_
    letters = [*holding(alone, child, ref, begins)] if begins else []
    for kind in _told_together(entry):
        last = told_last(told, f"{kind} {ref}")
        letters += [last] if last and last not in letters else []
    yield from (each for each in letters if isinstance(each, OfOneHarmed))


def _told_together(entry: Kept | Happening) -> Iterator[str]:
    """Yield the letters that an entry made together with others: all consents are one, and so are
    all answers, of which whoever asks to be left alone wants nothing any more."""
    match entry:
        case Consent() | NoLonger(what=Consent.kind):
            yield VictimConsent.kind
        case RestorativeAnswered() | DetailsRefused() | Preference(not_at_all=True):
            yield VictimReadiness.kind


@carries("CM-354", "CM-379")
def _ready(victim: Victim, child: int, ref: str, on: date) -> Iterator[Letter]:
    """Yield for what they are ready with a child; else for what they may be, or what they do not
    want. Whoever asked to be left alone wants nothing, until they answer anew."""
    answers = [each for each in victim.for_child(RestorativeAnswered, child) if each.on <= on]
    if not answers:
        return
    last, said = answers[-1].on, victim.answers_with(child, on)
    best = next(each for each in READY if each in said.values())
    to = tuple(form for form, answer in said.items() if answer == best)
    whole = () if set(to) == {*DIRECT, *INDIRECT} else to
    away = victim.turned_away_on(on)
    nothing_left = best == "declined" and not whole
    if away and not nothing_left and (victim.is_left_alone(on) or away > last):
        yield VictimReadiness(child=child, on=max(away, last), victim=ref, ready="no")
    else:
        yield VictimReadiness(child=child, on=last, victim=ref, ready=READY[best], to=whole)


def _happened(victim: Victim, child: int, ref: str, on: date) -> Iterator[Letter]:
    orders = {each.order for each in victim.links if each.child == child}
    for each in victim.happenings:
        if each.on > on or each.child not in (None, child):
            continue
        match each:
            case InvitationDecided():
                yield InvitationLetter(child=child, on=each.on, victim=ref, decision=each.decision)
            case ContactSchemeNotified() if each.order in orders:
                order = OrderId(each.order)
                yield SchemeLetter(child=child, on=each.on, victim=ref, order=order)
            case FileNameSealed():
                yield FileNameOver(child=child, on=each.on, victim=ref)


def _works(victim: Victim, child: int, ref: str, on: date) -> Iterator[Letter]:
    """Yield what was said last of each thing that this child made: an answer, never a word."""
    for work in victim.works:
        if (work.child, work.ref) != (child, ref):
            continue
        of = EventId(work.work)
        for each in victim.said_of(work, WorkOffered):
            if each.on <= on:
                yield WorkAnswered(child=child, on=each.on, victim=ref, work=of, answer=each.answer)
        for given in victim.said_of(work, WorkGiven):
            if given.on <= on:
                yield GivenLetter(child=child, on=given.on, victim=ref, work=of, how=given.how)


@carries("CM-353")
def _planned(victim: Victim, child: int, ref: str, on: date) -> Iterator[Letter]:
    """Yield of each thing that is planned whether they are prepared, and that they were asked what
    came of it; never how, with whom they come, or a word."""
    for each in victim.activities:
        if (each.child, each.ref) != (child, ref):
            continue
        of: Of = {"child": child, "victim": ref, "activity": EventId(each.activity)}
        if talk := prepared(victim, each, on):
            yield VictimPrepared(**of, on=talk.on, prepared=talk.prepared)
        if asked := heard(victim, each, on):
            helped = asked.helped if asked.may_tell and asked.helped != "not-said" else None
            yield VictimHeard(**of, on=asked.on, helped=helped)


def _consents(victim: Victim, child: int, ref: str, on: date) -> Iterator[Letter]:
    given = [each for each in victim.consents_with(child, on) if each.allows in COVERS]
    if given and not victim.is_left_alone(on):
        forms = dict.fromkeys(form for each in given for form in COVERS[each.allows])
        began = max(each.from_ or on for each in given)
        yield VictimConsent(child=child, on=began, victim=ref, given=True, to=tuple(forms))


@carries("CM-400")
def _close(victim: Victim, child: int, on: date) -> Iterator[Letter]:
    """Yield where this child is not to be brought, until something was done: what the child's file
    says itself, and no more. Of a home that both share nothing: few live there.

    What was done on the day on which a time was booked may have been done before.
    """
    for each in victim.may_meet(on):
        since = each.on + A_DAY if each.place == "building" else each.on
        is_told = not (
            victim.were_kept_apart(each, since=since) or victim.shares_the_home(each, on)
        )
        if each.child == child and is_told:
            yield TooClose(
                child=child, on=each.on, place=each.place, begins=each.begins, ends=each.ends
            )
