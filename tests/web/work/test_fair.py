"""Is it fair: a manager sees who is warned, taken back and let go early, and comes back to the
children; small numbers are kept back, and no child is known by one."""

import csv
import html
import io
import itertools
import re
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from tests.people import make_person, make_service, make_team, signed_in_client
from tests.web.work.conftest import ago, take_in
from waymark.accounts import asking
from waymark.accounts.models import Role, Service, User
from waymark.audit.models import AuditRow
from waymark.children.models import Child, Named
from waymark.duties import figures
from waymark.duties.models import OwnNumber, Standing

_numbers = itertools.count(1)
Fill = Callable[..., list[Child]]
WARNED = {"kind": "warning", "order": "o1"}
BREACH = {"kind": "breach-decided", "order": "o1", "decision": "breach"}
BLACK, WHITE, ROMA = ({"ethnicity": code} for code in ("black-african", "white-british", "roma"))
FAIR = "/quality/fair/"
CASES = f"{FAIR}cases/"


@pytest.fixture
def fill(service: Service, jo: User) -> Fill:
    """Make so many children to each of whom all this happened, of one worker."""

    def made(many: int, *facts: dict[str, Any], days: int = 30, **parts: Any) -> list[Child]:
        worker = parts.pop("worker", jo)
        children = [_case(worker, facts, days, **parts) for _ in range(many)]
        return take_in(worker.service, children, timezone.now())

    return made


def _case(
    worker: User,
    facts: tuple[dict[str, Any], ...],
    days: int,
    kind: str = "youth-rehabilitation-order",
    **child: Any,
) -> tuple[str, dict[str, Any]]:
    number = next(_numbers)
    given = {"kind": "worker-allocated", "on": ago(300), "worker": worker.email}
    happened = [{"on": ago(days), **fact} for fact in facts]
    told = [{"id": f"e{place}", **each} for place, each in enumerate([given, *happened])]
    who = {"given_name": f"Robin{number}", "family_name": "Test", "sex": "male", **child}
    order = {"id": "o1", "kind": kind, "made_on": ago(300), "ends_on": ago(-60)}
    return f"c{number}", {
        "casefile": 1,
        "child": {"id": f"c{number}", "date_of_birth": "2010-03-14", **who},
        "orders": [order],
        "events": told,
    }


@pytest.fixture
def bea_sees(bea: User) -> Callable[..., str]:
    return lambda path=FAIR: words_of(bea, path)


def words_of(by: User, path: str) -> str:
    """Return what a page says, without its markup."""
    page = signed_in_client(by).get(path)
    assert page.status_code == 200
    main = page.text[page.text.index("<main") :]
    said = " ".join(html.unescape(re.sub(r"<[^>]+>", " ", main)).split())
    return said.replace(" ,", ",")


def sheet(by: User, path: str = f"{FAIR}figures.csv") -> dict[tuple[str, str], list[str]]:
    """Return the figures of the file, by what happened and the group."""
    answer = signed_in_client(by).get(path)
    assert answer["Content-Type"].startswith("text/csv")
    rows = list(csv.reader(io.StringIO(answer.text)))[3:]
    return {(what, group): numbers for what, _, group, *numbers in rows}


def test_where_nobody_was_under_an_order_the_page_says_what_stands_there(bea_sees):
    assert "Nobody was under an order then" in bea_sees()


@pytest.mark.provision("CM-459", "CM-461")
def test_each_group_stands_beside_the_whole_service(fill: Fill, bea_sees, bea: User):
    fill(14, **WHITE)
    fill(6, WARNED, **WHITE)
    fill(2, **BLACK)
    fill(8, WARNED, **BLACK)
    page = bea_sees()
    assert "Of 30 children, 14 were warned: 47%" in page
    assert "The whole service 47%, 14 of 30" in page
    assert "Black or Black British 80%, 8 of 10" in page
    assert "White 30%, 6 of 20" in page
    assert "Male 47%, 14 of 30" in page
    assert "Mixed no children" in page
    assert "kept back" not in page
    assert sheet(bea)["Warned", "Black or Black British"] == ["10", "8", "80"]
    assert sheet(bea)["Breach", "Black or Black British"] == ["10", "0", "0"]


@pytest.mark.provision("CM-461")
def test_gypsy_roma_and_traveller_children_stand_apart_and_never_as_white(fill: Fill, bea_sees):
    fill(6, BREACH, **ROMA)
    fill(5, BREACH, ethnicity="gypsy-or-irish-traveller")
    fill(9, **WHITE)
    page = bea_sees(f"{FAIR}?of=breach")
    assert "Gypsy, Roma and Traveller 100%, 11 of 11" in page
    assert "White 0%, 0 of 9" in page


@pytest.mark.provision("CM-461")
def test_looked_after_and_vulnerable_children_stand_beside_the_others(fill: Fill, bea: User):
    fill(5, BREACH, looked_after=[{"from": ago(20), "basis": "care-order"}])
    high = {"kind": "judgement", "safety_and_wellbeing": "high"}
    fill(6, BREACH, high, communication_needs=["expressing"])
    fill(10)
    found = sheet(bea)
    assert found["Breach", "Looked after"] == ["5", "5", "100"]
    assert found["Breach", "Not looked after"] == ["16", "6", "38"]
    assert found["Breach", "Of concern"] == ["6", "6", "100"]
    assert found["Breach", "A need"] == ["6", "6", "100"]
    assert found["Breach", "No need recorded"] == ["15", "5", "33"]


@pytest.mark.provision("CM-461")
def test_a_small_number_is_kept_back_and_a_second_that_would_tell_it(
    fill: Fill, bea: User, bea_sees
):
    fill(3, WARNED, **BLACK)
    fill(7, **BLACK)
    fill(5, WARNED, **WHITE)
    fill(15, **WHITE)
    fill(9, WARNED, ethnicity="asian-indian")
    page = bea_sees()
    assert "Black or Black British kept back, of 10" in page
    assert "White kept back, of 20" in page  # 17 less 9 would leave them to be reckoned
    assert "Asian or Asian British 100%, 9 of 9" in page
    assert "Numbers under 5 are kept back" in page
    for path in (FAIR, f"{FAIR}print/"):
        assert not re.search(r"\b[1-4]\b(?!%)", _numbers_of(words_of(bea, path)))
    assert sheet(bea)["Warned", "Black or Black British"] == ["10", "kept back", ""]


def _numbers_of(page: str) -> str:
    """Return the part of a page that has figures, without its days."""
    part = page[page.index("Asian or") : page.rindex("Safety and wellbeing")]
    return part.replace("18 or over", "").replace("15 16 17", "")


def test_none_no_children_and_kept_back_are_told_apart(fill: Fill, bea_sees):
    fill(6, **BLACK)
    fill(9, WARNED, **WHITE)
    page = bea_sees()
    assert "Black or Black British 0%, 0 of 6" in page
    assert "Mixed no children" in page
    assert "kept back" not in page


@pytest.mark.provision("CM-445")
def test_that_a_high_number_says_something_of_the_service_is_said_beside_what_it_was(
    fill: Fill, bea_sees
):
    fill(6, BREACH)
    fill(14)
    page = bea_sees(f"{FAIR}?of=breach")
    assert "High numbers say something of us" in page
    assert "Of 20 children, for 6 it was decided to breach: 30%" in page
    assert "An early end is for children who did well" in bea_sees(f"{FAIR}?of=ended")


def test_a_number_is_beside_what_it_was_as_long_before(service: Service, jo: User, bea_sees):
    last_year = {"orders": [_order(700, 400)]}
    documents = [_case(jo, (BREACH,), 500) for _ in range(5)]
    for _, document in documents:
        document |= last_year
    still = [_case(jo, (BREACH,), 30) for _ in range(5)]
    take_in(service, [*documents, *still], timezone.now())
    assert "Over as long a time before, it was 100% too." in bea_sees(f"{FAIR}?of=breach")


def _order(made: int, ended: int) -> dict[str, Any]:
    kind = "youth-rehabilitation-order"
    return {"id": "o1", "kind": kind, "made_on": ago(made), "ends_on": ago(ended)}


def test_voluntary_work_is_not_counted(fill: Fill, bea_sees):
    fill(6, kind="prevention")
    assert "Nobody was under an order then" in bea_sees()


def test_a_service_chooses_what_a_small_number_is_and_never_so_that_one_is_told(
    fill: Fill, sal: User, bea_sees
):
    fill(6, WARNED)
    fill(9)
    asked = {"name": "small-number", "value": "2", "reason": "we are small"}
    today = timezone.localdate()
    asked |= {f"begins_{part}": str(getattr(today, part)) for part in ("day", "month", "year")}
    client = signed_in_client(sal)
    assert "Give 3 or more" in client.post("/our-numbers/", asked).text
    assert not OwnNumber.objects.exists()
    assert client.post("/our-numbers/", {**asked, "value": "8"}).status_code == 302
    assert "Numbers under 8 are kept back" in bea_sees()
    assert "Of 15 children, a small number were warned" in bea_sees()


def test_the_way_back_leads_to_the_children_and_who_they_were_then(fill: Fill, bea: User, bea_sees):
    (child,) = fill(1, WARNED, given_name="Kai", looked_after=[{"from": ago(40), "to": ago(20)}])
    fill(3, **WHITE)
    page = bea_sees(f"{CASES}?of=warned&by=looked-after&group=yes")
    assert "Kai" in page
    assert "looked after" in page
    assert AuditRow.objects.filter(user_id=bea.pk).latest("number").children == [child.pk]
    assert "Nobody" in bea_sees(f"{CASES}?of=warned&by=looked-after&group=no")
    assert signed_in_client(bea).get(f"{CASES}?by=ethnicity&group=martian").status_code == 404


def test_children_of_another_team_are_counted_and_not_named(
    fill: Fill, service: Service, bea_sees, sal: User
):
    elsewhere = make_person(team=make_team(service, "Custody"), name="Kit Bay")
    fill(6, WARNED, given_name="Theo", worker=elsewhere)
    assert "Of 6 children, 6 were warned" in bea_sees()
    page = bea_sees(CASES)
    assert "Theo" not in page
    assert "6 children of the service are not of your work" in page
    fill(2, BREACH, given_name="Theo", worker=elsewhere)
    page = bea_sees(f"{CASES}?of=breach")  # no small number of children who are not hers
    assert "Some children of the service are not of your work" in page
    assert "Theo" in words_of(sal, CASES)


def test_a_restricted_child_is_counted_for_those_alone_who_are_named(
    fill: Fill, service: Service, bea: User, bea_sees
):
    hidden, *_ = fill(7, WARNED)
    asking.as_waymark(service.pk)
    Child.objects.filter(pk=hidden.pk).update(restricted=True)
    assert "Of 6 children, 6 were warned" in bea_sees()
    assert "a child whose record is kept from you is not among them" in bea_sees()
    assert hidden.first_name not in bea_sees(CASES)
    asking.as_waymark(service.pk)
    Named.objects.create(child=hidden, service=service, user=bea)
    assert "Of 7 children, 7 were warned" in bea_sees()


def test_children_of_another_service_are_not_counted(fill: Fill, bea_sees):
    fill(6, WARNED, worker=make_person(team=make_team(make_service("Elsewhere"))))
    assert "Nobody was under an order then" in bea_sees()


@pytest.mark.parametrize("role", [Role.CASE_MANAGER, Role.ADMINISTRATOR])
@pytest.mark.parametrize("path", ["", "cases/", "print/", "figures.csv"])
def test_nobody_but_a_manager_comes_in(role: Role, path: str, jo: User):
    client = signed_in_client(make_person(role, team=jo.team))
    assert client.get(f"{FAIR}{path}").status_code == 403


@pytest.mark.provision("CM-459")
def test_what_goes_to_the_board_names_nobody_and_keeps_small_numbers_back(
    fill: Fill, bea: User, bea_sees
):
    fill(2, WARNED, given_name="Kai", **BLACK)
    fill(10, BREACH, given_name="Theo", **WHITE)
    page = bea_sees(f"{FAIR}print/")
    assert "Kai" not in page
    assert "Theo" not in page
    assert "All children 12 kept back 10 (83%)" in page
    assert "Black or Black British kept back" in page
    assert "kept back" in sheet(bea)["Warned", "All children"]
    row = AuditRow.objects.filter(user_id=bea.pk).latest("number")
    assert "fair-csv" in str(row.content)


def test_a_period_that_is_over_counts_what_happened_in_it(fill: Fill, bea_sees):
    fill(6, WARNED, days=250)
    assert "Of 6 children, 6 were warned" in bea_sees()
    fill(6, WARNED, days=0)
    assert "Of 12 children, 6 were warned: 50%" in bea_sees(f"{FAIR}?for=quarter")
    assert bea_sees(f"{FAIR}?for=never&of=nothing") == bea_sees()


def test_many_children_cost_no_query_more(fill: Fill, bea: User):
    client = signed_in_client(bea)
    for path in (FAIR, CASES, f"{FAIR}print/", f"{FAIR}figures.csv"):
        fill(2, WARNED)
        client.get(path)
        with CaptureQueriesContext(connection) as few:
            client.get(path)
        fill(8, WARNED)
        with CaptureQueriesContext(connection) as many:
            client.get(path)
        assert len(many) == len(few) <= 10


def test_after_an_update_so_many_are_worked_out_at_once_and_the_page_says_what_waits(
    fill: Fill, service: Service, bea_sees, monkeypatch
):
    fill(7, WARNED)
    asking.as_waymark(service.pk)
    Standing.objects.update(stamp="older", counted={})
    monkeypatch.setattr(figures, "AT_ONCE", 5)
    assert "Of 2 children the figures are being worked out anew" in bea_sees()
    assert "Of 7 children, 7 were warned" in bea_sees()
