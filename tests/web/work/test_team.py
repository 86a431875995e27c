"""The team: who carries what, what of it is late, and who has nobody yet."""

from datetime import timedelta

import pytest
from django.db import connection
from django.db.backends.postgresql.psycopg_any import DateRange
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from tests.people import make_person, make_team, signed_in_client
from tests.web.work.conftest import THURSDAY, MakeChild, ago
from waymark.accounts import asking
from waymark.accounts.models import Role, Service, Team, User
from waymark.audit.models import AuditRow
from waymark.children.models import Cover
from waymark.pages.words import day
from waymark.web.team import team_of


def test_each_worker_has_a_row_with_a_strip_for_each_child(
    the_twelve, jo: User, ash: User, bea: User, answering
):
    asking.as_user(bea)
    team = team_of(by=bea, on=THURSDAY)
    assert [(row.name, len(row.strips)) for row in team.workers] == [
        ("Ash Moor", 5),
        ("Jo Field", 7),
    ]
    late = {strip.child.first_name: strip.late for row in team.workers for strip in row.strips}
    assert late["Theo"] == ("1 day late: review the plan with Theo",)
    assert late["Wayne"] == ()


def test_what_is_late_is_ticked_on_the_childs_line(
    the_twelve, jo: User, ash: User, bea: User, answering
):
    asking.as_user(bea)
    strips = [strip for row in team_of(by=bea, on=THURSDAY).workers for strip in row.strips]
    (theo,) = [strip for strip in strips if strip.child.first_name == "Theo"]
    assert [(mark.kind, mark.on) for mark in theo.line.marks] == [
        ("late", THURSDAY.replace(day=13))
    ]


def test_children_without_a_worker_stand_above(make_child: MakeChild, bea: User):
    make_child("Kai")
    page = signed_in_client(bea).get("/team/").text
    assert "Children without a worker" in page
    assert page.index("Kai") < page.index("Who carries what")


def test_a_closed_case_needs_no_worker(make_child: MakeChild, bea: User):
    make_child("Kai", None, ({"kind": "case-closed", "on": ago(3)},))
    assert "Kai" not in signed_in_client(bea).get("/team/").text


def test_somebody_who_is_away_is_shown_so_with_who_stands_in(
    make_child: MakeChild, jo: User, ash: User, bea: User
):
    today = timezone.localdate()
    asking.as_user(bea)
    Cover.objects.create(
        service_id=jo.service_id,
        user=ash,
        away=jo,
        period=DateRange(today, today + timedelta(days=3)),
    )
    assert (
        f"away, back {day(today + timedelta(days=3), today)}, Ash Moor stands in"
        in signed_in_client(bea).get("/team/").text
    )


def test_an_operations_manager_sees_her_team_and_a_senior_manager_every_team(
    make_child: MakeChild, service: Service, jo: User, bea: User, sal: User
):
    elsewhere = make_person(team=make_team(service, "Custody"), name="Kit Bay")
    make_child("Theo", jo)
    make_child("Kai", elsewhere)
    hers = signed_in_client(bea).get("/team/").text
    assert "Theo" in hers
    assert "Kai" not in hers
    every = signed_in_client(sal).get("/team/").text
    assert "Theo" in every
    assert "Kai" in every


def test_a_worker_whose_account_has_ended_still_shows_her_children(
    make_child: MakeChild, jo: User, bea: User
):
    make_child("Theo", jo)
    User.objects.filter(pk=jo.pk).update(is_active=False)
    page = signed_in_client(bea).get("/team/").text
    assert "Jo Field" in page
    assert "Theo" in page


@pytest.mark.parametrize("role", [Role.CASE_MANAGER, Role.ADMINISTRATOR])
def test_nobody_else_comes_in_or_is_offered_the_way(role: Role, team: Team):
    client = signed_in_client(make_person(role, team=team))
    page = client.get("/team/")
    assert page.status_code == 403
    assert "manager" in page.text
    assert 'href="/team/"' not in client.get("/").text


def test_many_children_cost_no_query_more(make_child: MakeChild, jo: User, bea: User):
    make_child("Child 0", jo)
    client = signed_in_client(bea)
    client.get("/team/")
    with CaptureQueriesContext(connection) as one:
        client.get("/team/")
    for number in range(1, 12):
        make_child(f"Child {number}", jo if number % 2 else None)
    with CaptureQueriesContext(connection) as twelve:
        assert "Child 11" in client.get("/team/").text
    assert len(twelve) == len(one) <= 11


def test_the_audit_row_names_every_child_shown(make_child: MakeChild, jo: User, bea: User):
    shown = [make_child("Theo", jo).pk, make_child("Kai").pk]
    signed_in_client(bea).get("/team/")
    assert AuditRow.objects.filter(user_id=bea.pk).latest("number").children == sorted(shown)
