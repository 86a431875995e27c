"""What was planned for each goal, and what came about, as far as the record can tell."""

from datetime import date

import pytest

from tests.children import make_child
from tests.people import make_service
from waymark.accounts import asking
from waymark.accounts.models import Role, User
from waymark.plans.delivery import delivered, of_goal
from waymark.plans.models import Version
from waymark.rules.facts import build
from waymark.rules.planned import Goal

pytestmark = pytest.mark.django_db
STEP = {"id": "g1-s1", "what": "See Jo", "who": "Jo", "times_a_week": 1}
GOAL = {"id": "g1", "family": "own", "words": "I want to be a mechanic", "steps": [STEP]}
AGREED = {"number": 1, "state": "agreed", "agreed_on": "2026-01-05", "plan": {"goals": [GOAL]}}
PLANS = [{"id": "plan-1", "versions": [AGREED]}]
TODAY = date(2026, 3, 2)


def contact(number, on, **facts):
    return {"id": f"e{number}", "kind": "contact", "on": on, "outcome": "attended", **facts}


def version_of(*events):
    service = make_service()
    child = make_child(service, plans=PLANS, events=list(events))
    asking.as_waymark(service.pk)
    return Version.objects.get(child=child)


def told(version):
    return [
        (each.planned, each.kept, each.falls_short)
        for rows in delivered(version, version.child_id, TODAY).values()
        for each in rows
    ]


def test_of_a_plan_from_elsewhere_nothing_is_said_while_no_contact_names_a_goal():
    assert told(version_of(contact(7, "2026-01-12"), contact(8, "2026-01-19"))) == []


def test_of_a_plan_from_elsewhere_it_counts_from_the_first_contact_that_names_a_goal():
    version = version_of(
        contact(7, "2026-01-12"),
        contact(8, "2026-02-16", goals=["g1"]),
        contact(9, "2026-02-23", goals=["g1"]),
    )
    assert told(version) == [(2, 2, False)]
    ((row,),) = delivered(version, version.child_id, TODAY).values()
    assert row.since == date(2026, 2, 16), "and says so"


def test_a_plan_that_was_agreed_here_falls_short_where_no_contact_names_its_goals():
    version = version_of(contact(7, "2026-01-12"))
    jo = User.objects.create_user(
        email="jo@example.org", name="Jo", role=Role.CASE_MANAGER, service=version.service
    )
    version.agreed_by = jo
    assert told(version) == [(8, 0, True)]
    ((row,),) = delivered(version, version.child_id, TODAY).values()
    assert row.since is None


def test_what_is_not_due_yet_and_did_not_come_about_is_not_told():
    seldom = build(Goal, {**GOAL, "steps": [{**STEP, "times_a_week": 0.5}]})
    assert list(of_goal(seldom, [], 1)) == []
    (due,) = of_goal(seldom, [], 2)
    assert (due.planned, due.kept) == (1, 0)
