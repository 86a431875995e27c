"""What the victims' side told of one thing that is planned: that they are prepared, and were heard.

Nobody of casework can say so: it is read, and never asked.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from waymark.children.models import Child
from waymark.chronology import casefile
from waymark.chronology.labels import label
from waymark.contacts import words
from waymark.pages.words import day, inside
from waymark.restorative.venues import Venue, venues_of
from waymark.rules.carries import carries
from waymark.rules.case import Case
from waymark.rules.events.restorative import RestorativeActivityPlanned
from waymark.rules.known import known_on
from waymark.rules.known_as import known_as
from waymark.rules.restorative import AS_A_WORK, Activity, both_on, prepared_by, to_do

NOT_TOLD = "the victim worker has not said yet that they are prepared. Ask there"

NO_CONSENT = "their written consent to this is not here yet. The victim worker asks for it"


@dataclass(frozen=True)
class Told:
    """Of one thing that is planned: what it is, with whom, and what was told."""

    what: str
    says: str


@dataclass(frozen=True)
class BesideRisks:
    """What is read before it is judged whether something is safe."""

    venues: list[Venue]
    harmed: list[Told]


@carries("CM-353", "NP-308")
def of_the_risks(child: Child, on: date) -> BesideRisks:
    """Return what makes our places safe, and who harmed is prepared for what is planned."""
    case = known_on(casefile.of(child.pk), on)
    told = [
        Told(f"{label('restorative-forms', each.planned.form)}, {_with(child, each.planned)}", says)
        for each in to_do(case, on)
        for says in (*of_consent(case, each.planned, on), *of_preparing(case, each.planned, on))
    ]
    return BesideRisks(venues_of(case, child, on), told)


def told_of(case: Case, activity: Activity, today: date) -> list[str]:
    """Return what the victims' side told of it: that they are prepared, until it is done. Once its
    risks were looked at, what it waits for stands there by itself."""
    consent = of_consent(case, activity.planned, today) if activity.state == "planned" else ()
    before = () if activity.was_done else of_preparing(case, activity.planned, today)
    return [*consent, *before, *of_hearing(activity, today)]


@carries("CM-383")
def of_consent(case: Case, planned: RestorativeActivityPlanned, today: date) -> Iterator[str]:
    """Yield that a consent to the form that is planned is missing; a work is asked about as it is
    made."""
    if planned.victim is None or planned.form == AS_A_WORK:
        return
    if not both_on(case, planned.victim, today).consents(planned.form):
        yield NO_CONSENT


def of_preparing(case: Case, planned: RestorativeActivityPlanned, today: date) -> Iterator[str]:
    """Yield whether the person harmed is prepared for it; nothing, for the community."""
    if planned.victim is None:
        return
    told = prepared_by(case, planned.id, today)
    if told is None:
        yield NOT_TOLD
    else:
        said = words.ANSWERS["victim-prepared-told.prepared"][told.prepared]
        yield f"{inside(said)}, as the victim worker said {day(told.on, today)}"


def of_hearing(activity: Activity, today: date) -> Iterator[str]:
    """Yield that they were asked what came of it; what they said only where they let it be told."""
    for told in activity.asked[-1:]:
        said = words.ANSWERS["victim-heard-told.helped"].get(told.helped or "", "")
        asked = f"asked by the victim worker {day(told.on, today)}"
        yield f"{asked}: {inside(said)}" if said else asked


def _with(child: Child, planned: RestorativeActivityPlanned) -> str:
    return f"with {inside(known_as(child.pk, planned.victim or ''))}"
