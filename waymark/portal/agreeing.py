"""What was agreed at the start, as the child gets it: read for names, kept, and recorded."""

from datetime import datetime, timedelta
from typing import Any

from django.db.models import QuerySet

from waymark.accounts.models import User
from waymark.children.header import Header
from waymark.children.models import Child
from waymark.chronology import casefile, door
from waymark.chronology.door import today
from waymark.chronology.labels import label
from waymark.chronology.queries import standing
from waymark.diary import queries as diary
from waymark.guidance.frames import Frame, frame
from waymark.guidance.inductions import words
from waymark.papers.models import Paper
from waymark.papers.queries import read
from waymark.plans.agreement import agreement
from waymark.plans.copy import Copy, Telling
from waymark.plans.explained import explained
from waymark.plans.inductions import orders_of
from waymark.portal import giving, hearing
from waymark.portal.acts import Handed
from waymark.portal.forms import HERE, LINK, PAPER
from waymark.portal.models import Kind, Sheet
from waymark.rules.carries import carries
from waymark.rules.casefile import trusted
from waymark.rules.free import Period
from waymark.rules.known import known_on

MEND = "Write it otherwise when you go through it again."
GIVEN = "agreement-given"
FORMS = {
    HERE: "here, on a worker’s device",
    LINK: giving.FORMATS[giving.LINK],
    PAPER: "on paper",
}
AHEAD = timedelta(weeks=2)
MOST_MEETINGS = 3


def the_copy(paper: Paper, child: Child, top: Header, language: str, at: datetime) -> Copy:
    """Return the agreement of an induction in a language, with when they meet next."""
    document = casefile.documents([child.pk])[child.pk]
    case = known_on(trusted(document), top.today)
    said = frame(language)
    telling = Telling(said, giving.surnames(child, top), top.near.hide, top.today)
    return agreement(
        read(paper),
        explained(document, case, orders_of(paper), said, top.today),
        telling,
        called=child.first_name,
        on=paper.completed_on or top.today,
        meetings=[telling.says(each) for each in _meetings(child, said, at)],
    )


def _meetings(child: Child, said: Frame, at: datetime) -> list[str]:
    """Return when and where the child is met next, a line each. Two queries."""
    slots = diary.of_child(child, Period(at, at + AHEAD))
    told = (
        {
            "day": said.day_of(each.on),
            "time": f"{each.starts:%H:%M}",
            "where": each.where(label("contact-methods", each.appointment.meeting.method)),
        }
        for each in slots
        if each.is_booked
    )
    line = words(said.language)["next-time"]
    return [line.format(**each) for each in told][:MOST_MEETINGS]


@carries("CM-418")
def give(
    *, paper: Paper, child: Child, copy: Copy, way: str, by: User, at: datetime, **told: Any
) -> Handed:
    """Give it, and record that it was given: it is pressed with the child there.

    :raises Refused: where it names somebody who must not be in it.
    """
    own = {"agreement": paper.reference}
    handed = hearing.give(child=child, copy=copy, way=way, by=by, at=at, **told, **own)
    is_told = standing(child.pk, GIVEN).filter(document__copy=str(handed.sheet.pk)).exists()
    if not is_told:
        with door.act("give-agreement", by=by, at=at, children=[child.pk]) as act:
            given = {
                "kind": GIVEN,
                "on": today(at).isoformat(),
                "orders": list(orders_of(paper)),
                "paper": paper.reference,
                "format": FORMS[way],
                "language": copy.language,
                "copy": str(handed.sheet.pk),
            }
            act.record(child.pk, given)
    return handed


def kept() -> QuerySet[Sheet]:
    """Return the agreements that were given."""
    given = Sheet.objects.filter(kind=Kind.COPY, revoked_at=None)
    return given.filter(content__has_key="agreement")
