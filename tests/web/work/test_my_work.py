"""My work: what is yours, what waits for others, and your children."""

import html
import re
from datetime import timedelta

import pytest
from django.db import connection
from django.db.backends.postgresql.psycopg_any import DateRange
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from tests.people import make_person, signed_in_client
from tests.web.work.conftest import THURSDAY, MakeChild, ago
from waymark.accounts import asking
from waymark.accounts.models import Role, Service, User
from waymark.audit.models import AuditRow
from waymark.casefiles.anchor import children_on
from waymark.children.models import Allocation, Child, Cover
from waymark.chronology import acts
from waymark.duties import queries
from waymark.duties.models import Duty
from waymark.rules.casefile import parse
from waymark.rules.duties import listed_on
from waymark.web.work import MyWork, my_work


def said(work: MyWork) -> dict[str, list[str]]:
    """Each group's name, with what is to be done in it."""
    return {group.name: [each.words.striptags() for each in group.to_dos] for group in work.yours}


def test_jo_sees_on_a_thursday_what_is_late_first(the_twelve, jo: User, answering):
    asking.as_user(jo)
    work = my_work(by=jo, on=THURSDAY)
    names = [row.child.first_name for row in work.rows]
    assert sorted(names) == ["Dan", "James", "Mase", "Phoebe", "Sam", "Soph", "Tim"]
    found = said(work)
    assert next(iter(found)) == "Late"
    assert "Soph: agree what comes after the order" in found["Late"]
    assert "Ask why James did not come" in found["No day set"]


def test_what_is_for_later_stands_before_what_has_no_day(the_twelve, jo: User, answering):
    asking.as_user(jo)
    names = list(said(my_work(by=jo, on=THURSDAY)))
    order = ["Late", "Today", "This week", "Later", "No day set", "Done today"]
    assert {"Later", "No day set"} <= set(names)
    assert names == [name for name in order if name in names]


def test_what_has_no_day_stands_oldest_first(the_twelve, jo: User, answering):
    asking.as_user(jo)
    groups = {group.name: group for group in my_work(by=jo, on=THURSDAY).yours}
    since = [each.since for each in groups["No day set"].to_dos]
    assert since == sorted(since)


def test_why_gives_this_childs_own_reason_first_and_then_the_provision(
    make_child: MakeChild, jo: User
):
    make_child("Theo", jo)
    page = signed_in_client(jo).get("/").text
    card = page[page.index('class="why__card"') :]
    assert card.index("why__reason") < card.index("why__quote") < card.index("guidance")


def test_two_children_of_one_first_name_are_told_apart(make_child: MakeChild, jo: User):
    born = {"date_of_birth": "2011-03-01"}
    for name, about in {
        "Kai": {},
        "Soph": {"family_name": "Marsh", "given_name": "Soph"},
        "Sophie": {"family_name": "Reed", "given_name": "Soph"},
        "Sophia": {"family_name": "Reed", "given_name": "Soph", "date_of_birth": "2010-08-11"},
    }.items():
        make_child(name, jo, about=born | about)
    page = signed_in_client(jo).get("/").text
    for called in (
        "Kai",
        "Soph Marsh",
        "Soph Reed, born 1 Mar 2011",
        "Soph Reed, born 11 Aug 2010",
    ):
        assert f">A contact with {called}</a>" in page
        assert page.count(f">{called}</a>") > 1  # in the list, and in what is to be done


def test_the_statuses_are_those_of_the_rules(the_twelve, jo: User, answering):
    asking.as_user(jo)
    mine = {row.child.reference: row.child for row in my_work(by=jo, on=THURSDAY).rows}
    for _, document in children_on(THURSDAY):
        child = mine.get(document["child"]["id"])
        if child is None:
            continue
        told = {duty.key: status for duty, status in listed_on(parse(document), THURSDAY)}
        stored = {duty.key: duty.status for duty in _owed(child)}
        shown = {"upcoming", "open", "due-today", "overdue"}
        assert {key: status for key, status in told.items() if status in shown} == {
            key: status for key, status in stored.items() if status in shown
        }


def _owed(child: Child) -> list[Duty]:
    return queries.owed(children=[child.pk], on=THURSDAY)


@pytest.mark.parametrize("role", [Role.CASE_MANAGER, Role.OPERATIONS_MANAGER])
def test_a_page_of_twelve_children_costs_what_a_page_of_one_costs(
    role: Role, make_child: MakeChild, jo: User, bea: User
):
    manages = role == Role.OPERATIONS_MANAGER
    client, worker = signed_in_client(bea if manages else jo), None if manages else jo
    make_child("Child 0", worker)
    client.get("/")  # what is looked up once a process is looked up
    with CaptureQueriesContext(connection) as one:
        client.get("/")
    for number in range(1, 12):
        make_child(f"Child {number}", worker)
    with CaptureQueriesContext(connection) as twelve:
        assert "Child 11" in client.get("/").text
    assert len(twelve) == len(one) <= 11  # the transaction's own two among them


def test_only_what_is_owed_by_the_worker_is_the_workers(make_child: MakeChild, jo: User, answering):
    make_child("Theo", jo, ({"kind": "plan-agreed", "on": ago(2), "orders": ["o1"]},))
    asking.as_user(jo)
    work = my_work(by=jo, on=timezone.localdate())
    assert "Give Theo their plan" in said(work)["No day set"]
    (waiting,) = work.waiting
    assert waiting.name == "A manager"
    assert [each.words.striptags() for each in waiting.to_dos] == [
        "Theo: check and countersign the plan"
    ]
    page = signed_in_client(jo).get("/").text
    assert "Waiting for others: chase" in page
    assert "A manager" in page


def test_a_manager_sees_what_managers_owe_and_not_what_workers_do(
    make_child: MakeChild, jo: User, bea: User, answering
):
    make_child("Theo", jo, ({"kind": "plan-agreed", "on": ago(2), "orders": ["o1"]},))
    make_child("Kai")
    asking.as_user(bea)
    work = my_work(by=bea, on=timezone.localdate())
    assert said(work) == {
        "Late": ["Give Kai a worker"],
        "No day set": ["Theo: check and countersign the plan"],
    }
    assert work.rows == work.waiting == []


def test_whoever_stands_in_has_the_childrens_work_as_her_own(
    make_child: MakeChild, jo: User, ash: User, answering
):
    make_child("Theo", jo)
    today = timezone.localdate()
    asking.as_user(ash)
    assert my_work(by=ash, on=today).rows == []
    Cover.objects.create(
        service_id=ash.service_id, user=ash, away=jo, period=DateRange(today, None)
    )
    work = my_work(by=ash, on=today)
    assert [row.beside for row in work.rows] == ["you stand in for Jo Field"]
    assert "Settle Theo in" in said(work)["No day set"]


def test_a_co_worker_sees_the_child_and_chases_the_worker(
    make_child: MakeChild, jo: User, ash: User, answering
):
    child = make_child("Theo", jo)
    today = timezone.localdate()
    asking.as_user(ash)
    Allocation.objects.create(
        child=child,
        service_id=ash.service_id,
        user=ash,
        part="co-worker",
        period=DateRange(today, None),
    )
    work = my_work(by=ash, on=today)
    assert [row.beside for row in work.rows] == ["with Jo Field"]
    assert work.yours == []
    assert [group.name for group in work.waiting] == ["The child’s worker"]


def test_what_is_done_today_stays_in_sight_until_tomorrow(
    make_child: MakeChild, jo: User, answering
):
    child = make_child("Theo", jo)
    asking.as_user(jo)
    facts = {"kind": "child-inducted", "on": ago(40), "order": "o1", "child_said": "We meet."}
    acts.record(children=[child.pk], facts=facts, by=jo, at=timezone.now())
    today = timezone.localdate()
    assert said(my_work(by=jo, on=today))["Done today"] == ["Settle Theo in"]
    tomorrow = today + timedelta(days=1)
    assert "Done today" not in said(my_work(by=jo, on=tomorrow))
    page = signed_in_client(jo).get("/").text
    assert "to-do--done" in page


def test_the_answers_audit_row_names_the_children_that_were_shown(
    make_child: MakeChild, jo: User, ash: User
):
    mine = make_child("Theo", jo)
    make_child("Kai", ash)
    signed_in_client(jo).get("/")
    assert AuditRow.objects.filter(user_id=jo.pk).latest("number").children == [mine.pk]


def test_a_restricted_child_is_on_nobodys_page_who_is_not_named(
    make_child: MakeChild, jo: User, bea: User
):
    child = make_child("Theo", jo)
    asking.as_waymark(jo.service_id)
    Child.objects.filter(pk=child.pk).update(restricted=True)
    for person in (jo, bea):
        for address in ("/", "/team/"):
            assert "Theo" not in signed_in_client(person).get(address).text


def test_an_administrator_gets_no_case(make_child: MakeChild, jo: User, service: Service):
    make_child("Theo", jo)
    ada = make_person(Role.ADMINISTRATOR, service=service)
    page = signed_in_client(ada).get("/")
    assert page.status_code == 200
    assert "Theo" not in page.text
    assert "You look after accounts" in page.text


def test_every_button_leads_to_the_form_that_does_the_duty(the_twelve, jo: User, bea: User):
    for person in (jo, bea):
        client = signed_in_client(person)
        addresses = set(re.findall(r'href="(/children/\d+/record/[^"]+)"', client.get("/").text))
        assert addresses
        for address in addresses:
            assert client.get(html.unescape(address)).status_code == 200, address


def test_without_children_the_page_says_how_they_come(jo: User):
    page = signed_in_client(jo).get("/").text
    assert "A manager gives a child to you" in page


def test_the_order_is_drawn_and_stands_in_a_table_too(make_child: MakeChild, jo: User):
    make_child("Theo", jo, ({"kind": "contact", "on": ago(1), "outcome": "attended"},))
    page = signed_in_client(jo).get("/").text
    assert "day 57 of 183" in page
    assert "seen yesterday" in page
    assert "As a table" in page
    assert "Review due" in page
