"""The victims' side of the demonstration: a service at work, on whatever weekday it is loaded."""

from collections import Counter
from datetime import date, datetime

import pytest

from tests.unit.demonstration.stories import NAMES, case
from waymark.accounts import asking
from waymark.accounts.models import User
from waymark.guidance.harmed import clocks
from waymark.letters.models import Outgoing
from waymark.rules.clock import LONDON
from waymark.rules.harmed.owed import owed
from waymark.rules.telling import holding
from waymark.victims.people import told
from waymark.victims.people.demonstration import make, people_on
from waymark.victims.people.due import due_of
from waymark.victims.people.known import known
from waymark.victims.people.models import Victim

A_THURSDAY, THE_WEDNESDAY_AFTER = date(2026, 11, 26), date(2027, 4, 7)
MOST_LATE = 4


@pytest.mark.parametrize("day", [A_THURSDAY, THE_WEDNESDAY_AFTER])
def test_most_is_done_something_is_late_something_comes_and_somebody_is_due_to_go(worker, day):
    people = people_of(day, worker)
    are = known(people)
    assert all(are[one.pk].links for one in people)
    owes = [each for one in people for each in owed(are[one.pk], day, clocks())]
    late = [each for each in owes if each.due_on and each.due_on < day]
    assert 0 < len(late) <= MOST_LATE
    assert any(each.due_on and each.due_on > day for each in owes)
    assert "offer-work" in {each.name for each in owes}
    assert len(due_of(people, day)) == 1


def test_what_caseworks_own_demonstration_says_is_not_told_to_it_again(worker):
    people_of(A_THURSDAY, worker)
    kinds = Counter(each.kind for each in Outgoing.objects.all())
    assert kinds["victim-readiness"] > 0
    assert kinds["invitation-decided"] == 0


def people_of(day: date, by: User) -> list[Victim]:
    """Make the demonstration and take in what casework tells of its children, as on that day."""
    at = datetime(day.year, day.month, day.day, 9, tzinfo=LONDON)
    service = by.service_id
    asking.as_waymark(service)
    make(people_on(day), by=by, at=at)
    for number, name in enumerate(NAMES, 1):
        for letter in holding(number, case(name, day), people=()):
            told.keep(letter, service=service, at=at)
    return list(Victim.objects.order_by("pk"))
