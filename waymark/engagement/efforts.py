"""What else could help a child to come, and who was met with: read beside what was tried."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from waymark.children.around import looks_after
from waymark.children.models import Child
from waymark.diary.models import BOOKED, Appointment
from waymark.guidance import code_list
from waymark.reminders.models import How, Wish
from waymark.rules.carries import carries
from waymark.rules.case import Case
from waymark.rules.events.engagement import Achievement, Contact, EngagementPanelHeld
from waymark.rules.praise import last_told

NOT_ASKED = "not-asked"  # of the list `needs`


@dataclass(frozen=True)
class Effort:
    words: str  # {name}: the child's first name
    page: str  # the name of its address
    kind: str = ""  # of the event by which it is written down
    is_there: bool = False


@carries("CM-424")
def efforts(child: Child, case: Case, on: date, *, warns: bool) -> Iterator[Effort]:
    """Yield what could help a child to come, and whether it is there. Two queries."""
    needs = [*case.child.disabilities, *case.child.communication_needs]
    yield Effort(
        "What we do fits how {name} talks, takes things in and feels",
        "needs",
        is_there=bool(needs) and NOT_ASKED not in needs,
    )
    yield Effort("It fits {name}’s culture too, and what {name} has been through", "assessment")
    yield Effort("The same time each week", "book", is_there=_has_a_weekly_time(child, on))
    yield Effort(
        "A reminder, as {name} likes it",
        "reminded",
        is_there=Wish.objects.filter(child=child).exclude(how=How.NONE).exists(),
    )
    yield Effort(
        "We know the week, and meet around school, work, faith and what {name} loves",
        "week",
        is_there=bool(case.child.commitments),
    )
    yield Effort(
        "Praise, for a small step too", "record-event", "achievement", bool(case.all(Achievement))
    )
    yield Effort("Talking early about what is hard, and doing it another way", "record-contact")
    yield Effort(
        "The family, and others whom {name} trusts, know how it goes and help",
        "record-event",
        "progress-told",
        bool(last_told(case)),
    )
    if warns:
        held = bool(case.all(EngagementPanelHeld))
        yield Effort("An engagement panel", "record-event", "engagement-panel-held", held)


def _has_a_weekly_time(child: Child, on: date) -> bool:
    to_come = Appointment.objects.filter(child=child, state=BOOKED, meeting__begins__date__gte=on)
    return to_come.exclude(series="").exists()


@dataclass(frozen=True)
class MetWith:
    """Somebody who looks after the child, and how often they were there."""

    person: str  # its id
    times: int
    last_on: date | None


@carries("EP-068")
def met_with(case: Case, on: date) -> list[MetWith]:
    """Return who looks after the child, and when each was there."""
    kept = {each.code for each in code_list("contact-outcomes").codes if each.group == "kept"}
    held = [each for each in case.all(Contact) if each.outcome in kept]
    times = Counter(person for each in held for person in each.present)
    last = {person: each.on for each in held for person in each.present}
    around = (each for each in case.child.people if each.id and each.holds_on(on))
    here = [each.id for each in around if looks_after(each.relationship or "")]
    return [MetWith(each, times[each], last.get(each)) for each in here]
