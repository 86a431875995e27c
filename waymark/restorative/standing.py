"""How far restorative work is with each person who was harmed, and in the community."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from waymark import guard
from waymark.accounts.models import User
from waymark.chronology.labels import label
from waymark.chronology.models import Event
from waymark.chronology.queries import Wrote, written_in
from waymark.pages.words import day, inside
from waymark.papers import queries as papers
from waymark.papers.models import Paper
from waymark.plans.pieces import Piece
from waymark.plans.views.asked import AskedPlan
from waymark.restorative import code, pictures, prepared, venues
from waymark.restorative.considering import COMMUNITY, RESTORATIVE, harmed
from waymark.restorative.required import Hours, Required, required
from waymark.restorative.things import DONE, OF_BOTH, Thing, Work
from waymark.rules.carries import carries
from waymark.rules.case import Case
from waymark.rules.events import Event as Happened
from waymark.rules.events.restorative import (
    ChildReadinessJudged,
    RestorativeConsidered,
    RestorativeRiskAssessed,
)
from waymark.rules.gates.restorative import hurt_since
from waymark.rules.known_as import known_as
from waymark.rules.restorative import (
    Activity,
    Both,
    activities,
    both_on,
    is_over,
    to_do,
    waits_of,
    works,
)
from waymark.rules.restorative import Work as Way
from waymark.rules.stopping import may_stop

FACTS = {
    "child": "a child",
    "adult": "an adult",
    "known": "known to {name}",
    "unknown": "not known to {name}",
}
MEETING = "meeting"
ALONE = "To be left alone"
GONE = "Nobody can reach them any more"
Alone = Literal["no", "until", "yes", "gone"]
READY = {"yes": "Ready", "not-yet": "Not yet", "no": "Does not want to"}


@dataclass(frozen=True)
class Stand:
    """Where it stands with one person, or with the community."""

    number: int  # on the page; none for the community
    called: str
    facts: str  # what may be known of them
    held: str  # where all else of them is asked for
    signals: tuple[str, ...]
    both: Both
    consent: str  # of theirs, in words
    child: str  # how ready the child is, in words; or that it was talked through alone
    harmed: str  # how ready they are, in words; or that they asked to be left alone
    alone: Alone  # whether they asked for it, and a day is known on which that is over
    code: list[tuple[str, str]]  # what the Victims' Code asks of the service, and how far it is
    considered: RestorativeConsidered | None
    form: str
    because: str
    child_said: str
    open: Paper | None
    done: Paper | None
    work: list[Work]
    made: list[Thing]  # that nobody planned
    may_stop: bool  # something is left with them that the child may want no more
    has_others: bool = False  # the community alone: somebody was harmed

    @property
    def wants_nothing(self) -> bool:
        return self.both.victim == "no" and not self.both.to

    @property
    def is_wanted(self) -> bool:
        """Tell whether anything with them may come about, be it later."""
        return not self.wants_nothing and self.alone not in ("yes", "gone")

    @property
    def next_step(self) -> Literal["talk", "ready", "plan", ""]:
        """Return what comes next with them, beside what is planned or was made."""
        is_given = bool(self.made) and all(each.way.given for each in self.made)
        if self.both.victim == "no" or self.alone != "no" or self.work or is_given:
            return ""
        if not self.done:
            return "" if self.has_others else "talk"
        if self.number and not self.both.child:
            return "ready"
        is_open = self.both.child == "yes" and not self.made
        return "plan" if is_open else ""


@dataclass(frozen=True)
class Standing:
    people: list[Stand]
    community: Stand
    required: list[Required]  # by orders that run
    is_shut: bool  # nobody can say what is known of those who were harmed


@carries("CM-349", "CM-354", "CM-381")
def standing(asked: AskedPlan) -> Standing:
    """Return where it stands with each person harmed and with the community. Nine queries at most,
    and one call to the victims' side where anybody was harmed."""
    people = harmed(asked.case)
    known, is_shut = _known(asked) if people else ({}, False)
    told = _Teller(asked)
    stands = [
        told.stand(number, victim, known.get(victim)) for number, victim in enumerate(people, 1)
    ]
    community = replace(told.stand(0, None, None), has_others=bool(people))
    run = [each for each in told.required if not each.is_over]
    return Standing(stands, community, run, is_shut)


def planned(asked: AskedPlan) -> Piece:
    """Return what the plan's page says of what is to be made right: where anything is planned, it
    costs what `standing` costs."""
    mine = {each.planned.id for each in to_do(asked.case, asked.today)}
    if not mine:
        return Piece("restorative/on_the_plan.html", [])
    found = standing(asked)
    work = [each for stand in (*found.people, found.community) for each in stand.work]
    named = (each for each in work if each.activity.planned.id in mine)
    return Piece("restorative/on_the_plan.html", [each for each in named if each.state != DONE])


def _known(asked: AskedPlan) -> tuple[dict[str, guard.Harmed], bool]:
    child = asked.child
    try:
        found = guard.reference(child=child.pk, service=child.service_id, by=asked.by.pk)
    except guard.Shut:
        return {}, True
    return {each.victim: each for each in found}, False


class _Teller:
    """Says where it stands, from what was read once."""

    def __init__(self, asked: AskedPlan) -> None:
        self.case, self.today, self.name = asked.case, asked.today, asked.name
        self.hide = asked.top.near.hide
        self.papers = papers.of(asked.child, RESTORATIVE)
        self.activities = list(activities(self.case))
        self.works = list(works(self.case))
        events = [each.id for each in _told_in_words(self.case, self.activities)]
        events += [each.made.id for each in self.works]
        self.child = asked.child.pk
        self.wrote: Wrote = written_in([self.child], events)
        rows = Event.objects.filter(child=asked.child, reference__in=events)
        self.rows = dict(rows.values_list("reference", "pk"))
        self.required = required(asked)
        asks = [asked for each in self.required for asked in each.asks]
        self.asked_by = {one.planned.id: asked for asked in asks for one in asked.planned}
        self.pictures = pictures.of(asked.child) if self.works else {}
        named = [each.planned.venue for each in self.activities]
        self.venues = venues.of(asked.child, named, asked.today)
        led = {e.led_by for e in self.case.all(RestorativeRiskAssessed) if e.led_by}
        found = User.objects.filter(service=asked.child.service_id, email__in=led)
        self.workers = dict(found.values_list("email", "name")) if led else {}

    def stand(self, number: int, victim: str | None, known: guard.Harmed | None) -> Stand:
        about = victim or COMMUNITY
        mine = [each for each in self.papers if each.about == about]
        considered = next(
            (e for e in reversed(self.case.all(RestorativeConsidered)) if e.victim == victim), None
        )
        both = both_on(self.case, victim, self.today) if victim else Both()
        alone = _alone(both, known, self.case, victim)
        judged = [e for e in self.case.all(ChildReadinessJudged) if e.victim == victim]
        return Stand(
            number,
            known_as(self.child, victim) if victim else "",
            _facts(known, self.name) if known else "",
            _where_to_ask(self.child, victim) if victim else "",
            known.signals if known else (),
            both,
            _consent(both),
            _of_the_child(both, considered, self.today),
            _of_the_harmed(both, alone, known, self.today),
            alone,
            list(code.told_of(self.case, victim, self.today)),
            considered,
            label("restorative-forms", considered.form) if considered and considered.form else "",
            self._said(considered.id, "because") if considered else "",
            self._said(judged[-1].id, "child_said") if judged else "",
            next((each for each in mine if not each.completed_on), None),
            next((each for each in mine if each.completed_on), None),
            [self._work(each, known) for each in self.activities if each.planned.victim == victim],
            [self._thing(each) for each in self.works if _is_by_itself(each, victim)],
            victim is not None and may_stop(self.case, victim, self.today),
        )

    def _thing(self, way: Way) -> Thing:
        made = way.made.id
        picture = self.pictures.get(way.made.picture or "")
        says, row = self._said(made, "child_said"), self.rows.get(made, 0)
        return Thing(way, row, says, picture, both_on(self.case, way.made.victim, self.today))

    def _said(self, event: str, field: str) -> str:
        _, text = self.wrote.get((self.child, event, field), ("", ""))
        return self.hide(text)

    def _work(self, activity: Activity, known: guard.Harmed | None) -> Work:
        planned, asks = activity.planned, known.waits if known else ()
        waits = waits_of(self.case, planned, self.today, asks)
        return Work(
            activity,
            self.rows.get(planned.id, 0),
            label("restorative-forms", planned.form),
            {name: self._said(planned.id, name) for name in ("link", "good_at")},
            [{name: self._said(each.id, name) for name in OF_BOTH} for each in activity.outcomes],
            self._each_said(activity.held, "praise"),
            self._each_said(activity.held, "raised"),
            self._each_said(_acts_of(activity), "all_the_same"),
            self._hours(activity),
            [] if activity.is_a_work else list(waits),
            self.name,
            self.today,
            is_over(self.case, planned, self.today),
            [self._thing(each) for each in activity.works],
            self._leader(activity.assessed),
            self.venues.get(planned.venue or ""),
            [] if _is_gone(known) else prepared.told_of(self.case, activity, self.today),
            self._hurt(planned.id),
        )

    def _hurt(self, activity: str) -> str:
        """Say that a thing hurt somebody, where nobody looked at its risks since."""
        hurts = hurt_since(self.case, activity, self.today)
        return f"It punished, hurt or shamed somebody, {day(hurts.on, self.today)}" if hurts else ""

    def _each_said(self, told: Iterable[Happened], field: str) -> list[str]:
        return [words for each in told if (words := self._said(each.id, field))]

    def _hours(self, activity: Activity) -> Hours:
        """Return the hours that were agreed for it; else those of what an order asks by it,
        whatever was done in them."""
        asked = self.asked_by.get(activity.planned.id)
        if asked is None or activity.planned.hours or not asked.requirement.hours:
            return Hours(activity.planned.hours or 0, activity.worked)
        return asked.hours

    def _leader(self, assessed: RestorativeRiskAssessed | None) -> str:
        if assessed is None:
            return ""
        return self.workers.get(assessed.led_by or "") or self.hide(assessed.facilitator or "")


def _of_the_child(both: Both, considered: RestorativeConsidered | None, today: date) -> str:
    """Say how ready the child is: with whom it was talked through, they were asked."""
    if both.child:
        return READY[both.child]
    if considered is None:
        return "Not asked yet"
    return f"Asked {day(considered.on, today)}: write down how ready they are"


def _is_gone(known: guard.Harmed | None) -> bool:
    return known is not None and known.is_gone


def _alone(both: Both, known: guard.Harmed | None, case: Case, victim: str | None) -> Alone:
    if _is_gone(known):
        return "gone"
    if both.victim or victim is None:
        return "no"
    untils = [each.until for each in known.held_back] if known else []
    if None in untils or code.is_to_be_left_alone(case, victim):
        return "yes"
    return "until" if untils else "no"


@carries("CM-394")
def _of_the_harmed(both: Both, alone: Alone, known: guard.Harmed | None, today: date) -> str:
    """Say how ready they are: of whoever asked to be left alone, or is deleted, nothing is still to
    be told."""
    if alone == "gone":
        return GONE
    if both.victim:
        forms = "; ".join(inside(label("restorative-forms", each)) for each in both.to)
        return f"{READY[both.victim]}: {forms}" if forms else READY[both.victim]
    if alone == "no":
        return "Not told yet"
    untils = [each.until for each in known.held_back] if known else []
    last = max(filter(None, untils), default=None)
    return f"{ALONE} until {day(last, today)}" if alone == "until" and last else ALONE


def _consent(both: Both) -> str:
    if not both.consent:
        return "Not given"
    return "Given" if both.consents(MEETING) else "Given, but not to meet"


def _is_by_itself(way: Way, victim: str | None) -> bool:
    return way.planned is None and way.made.victim == victim


def _told_in_words(case: Case, found: list[Activity]) -> list[Happened]:
    every: list[Happened] = [*case.all(RestorativeConsidered), *case.all(ChildReadinessJudged)]
    for each in found:
        every += [*_acts_of(each), *each.outcomes]
    return every


def _acts_of(activity: Activity) -> list[Happened]:
    handed = [each.handed_over for each in activity.works if each.handed_over]
    return [activity.planned, *activity.held, *handed]


@carries("CM-410")
def _where_to_ask(child: int, victim: str) -> str:
    """Say who can be asked about somebody, should keeping people safe come to need it, and as whom
    they are known there."""
    who = inside(known_as(child, victim))
    return f"Only the victim worker knows who it is. Ask there about {who} of record {child}."


def _facts(known: guard.Harmed, name: str) -> str:
    told = [FACTS.get(each, "").format(name=name) for each in (known.age, known.known)]
    if known.sex:
        told.append(inside(label("sex", known.sex)))
    if known.ethnicity:
        told.append(label("ethnicity", known.ethnicity))
    return ", ".join(filter(None, told))
