"""An alarm is raised once, by however many at once; what is unsafe at home tells no address."""

from datetime import timedelta
from functools import partial

import psycopg
import pytest

from tests.walls.at_once import at_once
from tests.walls.made import NOW, a_child, a_service, asked_by, somebody, waymark_itself
from waymark.accounts.models import Role
from waymark.children.acts.facts import append_episode
from waymark.chronology import acts as chronology
from waymark.diary import acts as diary
from waymark.diary.acts import Asked
from waymark.rules.free import Period
from waymark.visits import alarms
from waymark.visits.models import Out
from waymark.visits.queries import hazards_at_home

HOME = {"lines": ["40 Saltmarsh Road"], "postcode": "WK1 2AB"}
ASSESSED = {
    "kind": "visit-assessed",
    "on": NOW.date().isoformat(),
    "where": "inside",
    "who_goes": "alone",
    "purposes": ["contact"],
    "hazards": ["animals"],
    "pattern": "Weekly",
    "keeps_safe": "Mum is there.",
}


@pytest.fixture
def service(committed):
    return a_service()


@pytest.fixture
def jo(service):
    return somebody(service)


@pytest.fixture
def late(service, jo):
    somebody(service, Role.SENIOR_MANAGER)
    child = a_child(service)
    begins = NOW + timedelta(hours=1)
    with asked_by(jo):
        (booked,) = diary.book(
            child=child,
            asked=Asked("home-visit", [jo]),
            times=[Period(begins, begins + timedelta(hours=1))],
            document={},
            by=jo,
            at=NOW,
        )
        return Out.objects.create(
            service=service,
            meeting=booked.meeting,
            worker=jo,
            number="07700 900123",
            went_at=NOW - timedelta(hours=3),
            expected_back=NOW - timedelta(hours=2),
        )


def raise_due(service) -> int:
    with waymark_itself(service):
        return len(alarms.raise_due(NOW))


def eight_at_once(service) -> list[int]:
    return at_once([partial(raise_due, service)] * 8)


def test_of_eight_who_raise_an_alarm_at_once_each_step_is_raised_by_one(service, late, owner):
    found = eight_at_once(service)
    rows = owner.execute("SELECT count(*), count(DISTINCT step) FROM visits_alarm").fetchone()
    assert sum(found) == rows[0] == rows[1] == 4


def test_without_the_constraint_each_of_them_would_raise_it(service, late, owner):
    owner.execute("ALTER TABLE visits_alarm DROP CONSTRAINT alarm_once")
    assert sum(eight_at_once(service)) == 8 * 4


def test_an_alarm_that_was_raised_is_not_taken_back(service, late, application):
    raise_due(service)
    with application.transaction():
        application.execute("SELECT set_config('waymark.user', '0', true)")
        application.execute("SELECT set_config('waymark.service', %s, true)", [str(service.pk)])
        assert application.execute("SELECT count(*) FROM visits_alarm").fetchone()[0] == 4
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            application.execute("DELETE FROM visits_alarm")


def test_what_is_unsafe_there_is_told_in_codes_to_whoever_may_know_the_child(service, jo):
    sophie, tom = a_child(service), a_child(service)
    with asked_by(jo):
        append_episode(sophie, "addresses", HOME)
        append_episode(tom, "addresses", HOME)
        chronology.record(children=[sophie.pk], facts=ASSESSED, by=jo, at=NOW)

    def told(child, by):
        with asked_by(by):
            return hazards_at_home(child, NOW.date())

    assert told(tom, jo) == ["An animal"]
    assert told(tom, somebody(a_service())) == []
