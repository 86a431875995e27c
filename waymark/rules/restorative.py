"""Restorative work with a child: who is ready, and how far each thing that was planned is.

Nothing is stored that could be out of date: readiness is what was said of it last, and the child
may say otherwise at any time.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal, TypeVar, get_args

from waymark.rules.calendar import said
from waymark.rules.carries import carries
from waymark.rules.case import Case
from waymark.rules.duty import Owed, again
from waymark.rules.events.restorative import (
    ChildReadinessJudged,
    MindChanged,
    Readiness,
    RestorativeActivityHeld,
    RestorativeActivityPlanned,
    RestorativeOutcome,
    RestorativeRiskAssessed,
    Side,
    WorkAnswered,
    WorkGiven,
    WorkHandedOver,
    WorkMade,
)
from waymark.rules.events.victims import (
    VictimConsentTold,
    VictimHeardTold,
    VictimPreparedTold,
    VictimReadinessTold,
)
from waymark.rules.events.voice import ChildHeard

# Of the list `restorative-forms`, what cannot be without somebody who was harmed.
DIRECT = frozenset({"meeting", "conference", "panel", "shuttle", "letter", "direct-reparation"})
WITH_SOMEBODY_HARMED = DIRECT | {"indirect-reparation"}
TALKS = DIRECT - {"direct-reparation"}  # no order counts it in hours

T = TypeVar("T")
State = Literal["planned", "assessed", "held", "called-off"]


@dataclass(frozen=True, slots=True)
class Both:
    """How the child and one person who was harmed stood on a day."""

    child: Readiness | None = None
    victim: Readiness | None = None
    to: tuple[str, ...] = ()  # for what the person harmed says so; none: for anything
    consent: bool = False
    consent_to: tuple[str, ...] = ()

    def wants(self, form: str) -> bool:
        return self.victim == "yes" and (not self.to or form in self.to)

    def declines(self, form: str) -> bool:
        """Tell whether the person harmed said no to it: to this form, or to all."""
        return self.victim == "no" and (not self.to or form in self.to)

    def consents(self, form: str) -> bool:
        return self.consent and (not self.consent_to or form in self.consent_to)

    def agree_on(self, form: str) -> bool:
        """Tell whether both want it, the person harmed in writing."""
        return self.child == "yes" and self.wants(form) and self.consents(form)


@carries("CM-354", "CM-370")
def both_on(case: Case, victim: str, day: date) -> Both:
    """Return how both stood: what was said last holds, whoever said it."""
    found = Both()
    told = case.walk(ChildReadinessJudged, MindChanged, VictimReadinessTold, VictimConsentTold)
    for each in told:
        if each.on > day or getattr(each, "victim", None) != victim:
            continue
        found = _after(found, each)
    return found


def _after(before: Both, event: object) -> Both:
    after = {name: getattr(before, name) for name in Both.__slots__}
    match event:
        case ChildReadinessJudged():
            after["child"] = event.ready
        case MindChanged():
            after["child"] = "no"
        case VictimReadinessTold():
            after |= {"victim": event.ready, "to": event.to}
        case VictimConsentTold():
            after |= {"consent": event.given, "consent_to": event.to}
    return Both(**after)


def prepared_by(case: Case, activity: str, day: date) -> VictimPreparedTold | None:
    """Return what the victims' side told last by a day: whether they are prepared for it."""
    return _last([each for each in case.about(VictimPreparedTold, activity) if each.on <= day])


@carries("CM-353", "NP-308")
def is_prepared(case: Case, activity: str, day: date) -> bool:
    """Tell whether the person harmed is prepared for what is planned or was made: nobody says so
    but the victims' side. Whoever answered about a work knows of it, and chose."""
    if told := prepared_by(case, activity, day):
        return told.prepared == "yes"
    made = (each.id for each in case.about(WorkMade, activity))
    answers = [each for name in (activity, *made) for each in case.about(WorkAnswered, name)]
    return any(each.on <= day for each in answers)


# A work is a letter, or something else that the child makes: of the list `restorative-forms`. A
# plan of this form is done by its work alone, which is handed over once.
AS_A_WORK = "letter"


@dataclass(frozen=True, slots=True)
class Work:
    """What the child made for somebody harmed, and how far it is on its way."""

    made: WorkMade
    planned: RestorativeActivityPlanned | None
    assessed: RestorativeRiskAssessed | None  # itself, or the plan by which it was made
    answered: WorkAnswered | None
    handed_over: WorkHandedOver | None
    given: WorkGiven | None


@dataclass(frozen=True, slots=True)
class Activity:
    """One thing that was planned, and how far it is."""

    planned: RestorativeActivityPlanned
    assessed: RestorativeRiskAssessed | None
    held: tuple[RestorativeActivityHeld, ...]
    outcomes: tuple[RestorativeOutcome, ...]
    called_off: MindChanged | None
    works: tuple[Work, ...] = ()
    asked: tuple[VictimHeardTold, ...] = ()  # by the victims' side, what came of it
    is_held_back: bool = False  # either wants no more what is on its way, and nobody gave it

    @property
    def state(self) -> State:
        if self.called_off or self.is_held_back:
            return "called-off"
        if self.was_done:
            return "held"
        return "assessed" if self.assessed and self.assessed.safe == "yes" else "planned"

    @property
    def done_on(self) -> list[date]:
        """Return the days on which something of it was done."""
        handed = [each.handed_over for each in self.works]
        return sorted({each.on for each in (*self.held, *filter(None, handed))})

    @property
    def was_done(self) -> bool:
        """Tell whether something of it was done: what either wanted no more on its way to
        somebody, and nobody gave them, was not."""
        return bool(self.held or (self.done_on and not self.is_held_back))

    @property
    def heard(self) -> list[tuple[Side, date]]:
        """Return who was asked what came of it, or of whom it is said why not, and when: here, or
        by the victims' side, which asks how a work was received as it gives it."""
        here: list[tuple[Side, date]] = [
            (side, each.on) for each in self.outcomes for side in each.tells_of
        ]
        there = (*self.asked, *(each.given for each in self.works if each.given))
        return [*here, *(("victim", each.on) for each in there)]

    @property
    def unheard(self) -> tuple[Side, ...]:
        """Return whom, of the two, nobody has asked yet what came of it, nor said why not."""
        if not self.planned.victim:
            return ()
        heard = dict(self.heard)
        return tuple(side for side in get_args(Side) if side not in heard)

    @property
    def is_a_work(self) -> bool:
        return self.planned.form == AS_A_WORK

    @property
    def worked(self) -> float:
        return sum(each.hours or 0 for each in self.held)

    @property
    def is_done(self) -> bool:
        """Tell whether it is over: the hours of an order are worked in as many days as it takes."""
        if self.planned.hours:
            return self.worked >= self.planned.hours
        return self.state == "held" and not self.is_in_hours

    @property
    def is_in_hours(self) -> bool:
        """Tell whether an order may count it in hours; what is done for somebody harmed is, once
        hours were written down."""
        if self.planned.order is None or self.planned.form in TALKS:
            return False
        return self.planned.victim is None or self.worked > 0

    @property
    def may_tell(self) -> bool:
        """Tell whether it can be asked what came of it: where nobody agreed on hours, as soon as
        something of it was done."""
        return self.was_done and (self.is_done or not self.planned.hours)


@carries("CM-357")
def to_do(case: Case, day: date) -> list[Activity]:
    """Return what is planned with the child to make something right, and is still to be done."""
    return [
        each for each in activities(case) if not (each.is_done or is_over(case, each.planned, day))
    ]


@carries("CM-354")
def is_over(case: Case, planned: RestorativeActivityPlanned, day: date) -> bool:
    """Tell whether the child, or whoever it is for, wants it no more."""
    both = both_on(case, planned.victim, day) if planned.victim else Both()
    return bool(called_off(case, planned)) or both.child == "no" or both.declines(planned.form)


def activities(case: Case) -> Iterator[Activity]:
    for each in case.all(RestorativeActivityPlanned):
        yield activity(case, each)


def activity(case: Case, planned: RestorativeActivityPlanned) -> Activity:
    made = tuple(work(case, each) for each in case.about(WorkMade, planned.id))
    return Activity(
        planned,
        _last(case.about(RestorativeRiskAssessed, planned.id)),
        tuple(case.about(RestorativeActivityHeld, planned.id)),
        tuple(case.about(RestorativeOutcome, planned.id)),
        called_off(case, planned),
        made,
        tuple(case.about(VictimHeardTold, planned.id)),
        _is_held_back(case, planned, made),
    )


@carries("CM-354")
def _is_held_back(case: Case, planned: RestorativeActivityPlanned, made: Sequence[Work]) -> bool:
    """Tell whether either wants it no more, be it all with the other, before anybody gave it."""
    is_on_its_way = any(each.handed_over for each in made) and not any(e.given for e in made)
    return is_on_its_way and is_over(case, planned, date.max)


@carries("CM-354")
def called_off(case: Case, planned: RestorativeActivityPlanned) -> MindChanged | None:
    """Return how the child ended one thing that was planned; what was planned anew stands."""
    return _last(case.about(MindChanged, planned.id))


def works(case: Case) -> Iterator[Work]:
    for each in case.all(WorkMade):
        yield work(case, each)


@carries("CM-354")
def work(case: Case, made: WorkMade) -> Work:
    """Return where a work stands: what the person harmed answered last holds."""
    planned = planned_as(case, made.activity)
    looked_at = [made.id, *([planned.id] if planned else [])]
    assessed = [e for e in case.all(RestorativeRiskAssessed) if e.activity in looked_at]
    return Work(
        made,
        planned,
        _last(assessed),
        _last(case.about(WorkAnswered, made.id)),
        _last(case.about(WorkHandedOver, made.id)),
        _last(case.about(WorkGiven, made.id)),
    )


def planned_as(case: Case, name: str | None) -> RestorativeActivityPlanned | None:
    found = case.event(name) if name else None
    return found if isinstance(found, RestorativeActivityPlanned) else None


def for_whom(case: Case, name: str) -> str | None:
    """Return whose harm a plan, or a work, answers; nothing for the community."""
    found = case.event(name)
    return found.victim if isinstance(found, RestorativeActivityPlanned | WorkMade) else None


@dataclass(frozen=True, slots=True)
class Wait:
    """What one thing that was planned waits for."""

    lacks: Literal["child", "victim", "consent", "prepared", "until"]
    told: str = ""  # by the victims' side
    until: date | None = None  # where a day was told


def waits_of(
    case: Case,
    planned: RestorativeActivityPlanned,
    day: date,
    told: Iterable[tuple[str, date | None]] = (),
) -> Iterator[Wait]:
    """Yield why a thing may not begin on a day with somebody harmed, beside what is judged of its
    risks; nothing, where it may.

    :param told: what the victims' side asks for the person harmed, and from when on it may be.
    """
    if planned.victim is None:
        return
    both = both_on(case, planned.victim, day)
    if both.child != "yes":
        yield Wait("child")
    if not both.wants(planned.form):
        yield Wait("victim")
    if not both.consents(planned.form):
        yield Wait("consent")
    told_last = prepared_by(case, planned.id, day)
    if told_last and told_last.prepared == "not-yet":
        yield Wait("prepared")
    yield from asked_until(told, day)


def asked_until(told: Iterable[tuple[str, date | None]], day: date) -> Iterator[Wait]:
    """Yield what the person harmed asks that holds something back on a day still."""
    for sentence, until in told:
        if until is None or day < until:
            yield Wait("until", sentence, until)


@carries("CM-353")
def talk_again(case: Case) -> Iterator[Owed]:
    """Choosing takes time: it is talked over again on a day that was agreed, as often as needed,
    unless the child says before then that they want it no more."""
    end = case.latest_end_of(order.id for order in case.supervised)
    walked = case.walk(ChildReadinessJudged, MindChanged)
    told = [each for each in walked if isinstance(each, ChildReadinessJudged | MindChanged)]
    for place, each in enumerate(told):
        if isinstance(each, ChildReadinessJudged) and each.talk_again_on:
            later = next((one for one in told[place + 1 :] if one.victim == each.victim), None)
            why = (
                f"On {said(each.on)} the child was asked whether they want to make something right "
                f"with somebody, and is to have time until {said(each.talk_again_on)}."
            )
            yield again(each, each.talk_again_on, later, end, why)


@carries("CM-354")
def talk_about_stop(case: Case) -> Iterator[Owed]:
    """What a child ended alone, on the page that they hold, their worker asks about."""
    for each in case.all(MindChanged):
        if each.themselves:
            yield Owed(
                each.id,
                each.on,
                each.on,
                f"On {said(each.on)} the child said, on the page that they hold, that they want "
                "something no more that was to make it right. It stopped with that.",
                done_on=case.first(ChildHeard, each.on, about=each.id),
            )


@carries("CM-347")
def hear_what_came(case: Case) -> Iterator[Owed]:
    """Both have a part in it: of what was done with somebody harmed, both are asked what came of
    it, until each has said so or it is said why one cannot be asked."""
    end = case.latest_end_of(order.id for order in case.supervised)
    for each in filter(lambda each: each.planned.victim and each.may_tell, activities(case)):
        done = each.done_on[-1]
        heard = [] if each.unheard else [on for _, on in each.heard]
        yield Owed(
            each.planned.id,
            done,
            done,
            f"Something was done with or for somebody harmed {said(done)}. Both are asked what "
            "came of it, or it is said why one cannot be.",
            done_on=max([done, *heard]) if heard else None,
            closes_on=end,
        )


def _last(told: Sequence[T]) -> T | None:
    return told[-1] if told else None
