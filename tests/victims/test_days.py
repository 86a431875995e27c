"""When it is decided what happens with the child is known here as casework told it last."""

from datetime import UTC, date, datetime

import pytest
from django.utils import timezone

from waymark.rules.harmed.victim import Link
from waymark.rules.letters import DayOfDecision
from waymark.victims.people import told
from waymark.victims.people.known import known


@pytest.fixture
def tell(harmed, service):
    """Tell the day of a decision, as casework does; returns what is known of it here."""
    (person,) = harmed("v1")

    def told_of(day: str, at: datetime | None = None, **facts: object) -> Link:
        on = date.fromisoformat(day)
        letter = DayOfDecision(child=7, on=on, decides="panel", order="o1", **facts)
        told.keep(letter, service=service.pk, at=at or timezone.now())
        return known([person])[person.pk].links[0]

    return told_of


def test_somebody_is_asked_before_the_day_that_casework_told_last_and_not_for_one_that_is_off(tell):
    assert tell("2026-03-20").decided_on == date(2026, 3, 20)
    assert tell("2026-03-12").decided_on == date(2026, 3, 12)
    assert tell("2026-03-12", no_longer=True).decided_on is None


@pytest.mark.provision("NP-235")
def test_a_decision_that_is_put_off_is_the_same_and_one_after_it_another(tell):
    tell("2026-03-20", datetime(2026, 3, 1, 12, tzinfo=UTC))
    assert tell("2026-03-25", datetime(2026, 3, 19, 12, tzinfo=UTC)).decided_before is None
    another = datetime(2026, 4, 1, 12, tzinfo=UTC)
    assert tell("2026-06-01", another).decided_before == date(2026, 3, 25)
    assert tell("2026-06-08", another).decided_before == date(2026, 3, 25)
