"""What is read for the page of quality: rows of many children, in a bounded number of queries."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime, time
from functools import cached_property

from waymark.accounts.models import User
from waymark.assessments.fits import REVIEW
from waymark.assessments.queries import ASSESSMENT
from waymark.children.models import Child
from waymark.chronology.door import LONDON
from waymark.chronology.since import Recorded, recorded_since
from waymark.duties import queries
from waymark.duties.models import CONCERN, Duty
from waymark.papers.finished import Begun, Finished, finished_or_begun
from waymark.plans.looked_over import LookedOver, looked_over
from waymark.rules.duty import Status

JUDGEMENT, WEAPON, CHARGE = "judgement", "weapon-found", "new-charge"
TOLD, DIRECTED, COUNTERSIGNED = "self-assessment-concern", "direction-given", "plan-countersigned"
REVIEWED, CHANGED, AGREED = "plan-reviewed", "plan-amended", "plan-agreed"
FITS = "review-not-needed"
KINDS = (JUDGEMENT, WEAPON, CHARGE, TOLD, DIRECTED, COUNTERSIGNED, REVIEWED, CHANGED, AGREED, FITS)
FOLLOW, MEND, GIVE = "follow-direction", "mend-plan", "give-plan"
STILL = {Status.OPEN, Status.DUE_TODAY, Status.OVERDUE}
DUTIES = (CONCERN, FOLLOW, MEND, GIVE)


@dataclass(frozen=True)
class Rows:
    """What was recorded with the children of a manager since a day, and what is still owed."""

    children: dict[int, Child]
    by: User
    since: date
    on: date
    events: list[Recorded]
    duties: list[Duty]
    finished: list[Finished]
    begun: list[Begun]
    versions: list[LookedOver]

    @cached_property
    def of(self) -> dict[int, list[Recorded]]:
        """The events by child, as they happened."""
        found: dict[int, list[Recorded]] = defaultdict(list)
        for each in self.events:
            found[each.child].append(each)
        return found

    @cached_property
    def by_reference(self) -> dict[tuple[int, str], Recorded]:
        return {(each.child, each.reference): each for each in self.events}

    def about(self, duty: Duty) -> Recorded | None:
        """Return the event that a duty is about, where it is not from before."""
        return self.by_reference.get((duty.child_id, event_of(duty)))

    def raised(self, name: str) -> list[Duty]:
        return [duty for duty in self.duties if duty.duty == name]

    def owed(self, name: str) -> list[Duty]:
        return [duty for duty in self.raised(name) if duty.status in STILL]


def rows_of(*, children: dict[int, Child], by: User, since: date, on: date) -> Rows:
    """Read what was recorded since a day. Four queries, however many children."""
    ids = list(children)
    events = recorded_since(children=ids, since=since, kinds=KINDS)
    duties = queries.raised(children=ids, named=list(DUTIES), since=since, on=on)
    finished, begun = finished_or_begun(
        children=ids, since=since, finished=ASSESSMENT, begun=REVIEW
    )
    agreed = {each.reference for each in events if each.kind in (AGREED, CHANGED)}
    not_given = {event_of(duty) for duty in duties if duty.duty == GIVE and not duty.done_on}
    moment = datetime.combine(since, time.min, LONDON)
    versions = looked_over(children=ids, events=sorted(agreed | not_given), by=by.pk, since=moment)
    return Rows(children, by, since, on, events, duties, finished, begun, versions)


def event_of(duty: Duty) -> str:
    return duty.key.partition(":")[2]
