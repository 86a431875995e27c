"""When it is decided what happens with the child is known here as casework told it last."""

from datetime import date

from django.utils import timezone

from waymark.rules.letters import DayOfDecision
from waymark.victims.people import told
from waymark.victims.people.known import known


def test_somebody_is_asked_before_the_day_that_casework_told_last_and_not_for_one_that_is_off(
    harmed, service
):
    (person,) = harmed("v1")

    def decided(day: str, **facts: object) -> date | None:
        letter = DayOfDecision(
            child=7, on=date.fromisoformat(day), decides="panel", order="o1", **facts
        )
        told.keep(letter, service=service.pk, at=timezone.now())
        return known([person])[person.pk].links[0].decided_on

    assert decided("2026-03-20") == date(2026, 3, 20)
    assert decided("2026-03-12") == date(2026, 3, 12)
    assert decided("2026-03-12", no_longer=True) is None
