"""What a service that hosts a child may not take over, and what a restriction asks for."""

from datetime import timedelta

import pytest
from django.db.backends.postgresql.psycopg_any import DateRange
from django.utils import timezone

from tests.children import make_child
from tests.people import make_person, make_service, signed_in_client
from waymark.accounts import asking
from waymark.accounts.models import Role
from waymark.audit import recording
from waymark.audit.models import AuditRow
from waymark.casefiles.acts import give_out
from waymark.children.models import Allocation, Child, Hosting, Named, Opening
from waymark.chronology.door import today

DAY = today(timezone.now())


@pytest.fixture
def home(db):
    return make_service("Home")


@pytest.fixture
def jo(home):
    return make_person(service=home, name="Jo Field")


@pytest.fixture
def host():
    return make_service("Host")


@pytest.fixture
def child(home, jo, host):
    made = make_child(home, worker=jo)
    asking.as_waymark(home.pk)
    Hosting.objects.create(
        child_id=made, service=home, host=host, period=DateRange(DAY.replace(day=1), None)
    )
    return made


@pytest.fixture
def guest(host, child):
    """A senior manager of the host, who said why she opens the child."""
    client = signed_in_client(make_person(Role.SENIOR_MANAGER, service=host))
    client.post(f"/children/{child}/why/", {"reason": "manager-check"})
    return client


def test_a_host_neither_restricts_nor_lifts_a_restriction(home, child, guest):
    answer = guest.post(f"/children/{child}/restrict/", {"named": []})
    assert answer.status_code == 422
    assert "Only the home service may" in answer.content.decode()
    assert guest.post(f"/children/{child}/restrict/lift/").status_code == 422
    asking.as_waymark(home.pk)
    assert not Child.objects.get(pk=child).restricted
    assert not Named.objects.exists()


def test_a_host_does_not_close_the_case(child, guest):
    day = {"on_day": DAY.day, "on_month": DAY.month, "on_year": DAY.year}
    move = {"kind": "case-closed", "reason": "Done", "sure": "on", "left_because": "x", **day}
    answer = guest.post(f"/children/{child}/move/", move)
    assert answer.status_code == 422
    assert "Only the home service may" in answer.content.decode()


def test_a_host_does_not_end_the_homes_case_manager(home, host, jo, child, guest):
    worker = make_person(service=host)
    answer = guest.post(f"/children/{child}/workers/allocate/", {"worker": worker.pk})
    assert answer.status_code == 422
    assert "Only the home service may" in answer.content.decode()
    asking.as_waymark(home.pk)
    assert Allocation.objects.get(child=child, period__contains=DAY).user == jo


def test_a_host_is_offered_nothing_that_is_the_homes_and_told_whom_to_ask(home, child, guest):
    page = guest.get(f"/children/{child}/workers/").content.decode()
    for words in ("Hand over", "Leave without a worker", "Close or move", "Let another service"):
        assert words not in page
    assert "Ask the home service" in page
    assert "Add a co-worker" in page
    assert "Host works with" in page
    assert "Home stays responsible" in page
    assert "Who may see this record" not in guest.get(f"/children/{child}/").content.decode()


def test_a_host_is_offered_its_own_people(home, host, child, guest, manager):
    asking.as_waymark(home.pk)
    Allocation.objects.filter(child=child).update(user=make_person(service=host))
    page = guest.get(f"/children/{child}/workers/").content.decode()
    assert "Hand over" in page
    assert "Leave without a worker" in page
    assert "Close or move" not in page
    homes = signed_in_client(manager)
    homes.post(f"/children/{child}/why/", {"reason": "manager-check"})
    page = homes.get(f"/children/{child}/workers/").content.decode()
    assert "ourselves again" in page
    assert "Close or move" in page


@pytest.fixture
def manager(home):
    return make_person(Role.SENIOR_MANAGER, service=home)


def restricted(child, home, *named):
    asking.as_waymark(home.pk)
    Child.objects.filter(pk=child).update(restricted=True)
    for person in named:
        Named.objects.create(child_id=child, service=home, user=person)


def test_who_was_not_offered_stays_named_and_the_audit_keeps_who_was(
    home, host, jo, child, manager
):
    of_the_host, away = make_person(service=host), make_person(service=home, is_active=False)
    ash = make_person(service=home)
    restricted(child, home, manager, jo, of_the_host, away)
    client = signed_in_client(manager)
    assert client.post(f"/children/{child}/restrict/", {"named": [ash.pk]}).status_code == 302
    asking.as_waymark(home.pk)
    named = set(Named.objects.values_list("user", flat=True))
    assert named == {manager.pk, of_the_host.pk, away.pk, ash.pk}
    content = AuditRow.objects.order_by("-number").first().content
    assert f'"named":[{ash.pk}]' in content
    assert f'"removed":[{jo.pk}]' in content


def test_an_emergency_changes_no_restriction(home, jo, child, manager):
    restricted(child, home, jo)
    now = timezone.now()
    Opening.objects.create(
        child_id=child,
        service=home,
        user=manager,
        day=DAY,
        opened_at=now,
        until=now + timedelta(hours=4),
        words="Missing.",
        looker=jo,
        reason="emergency",
    )
    client = signed_in_client(manager)
    assert client.get(f"/children/{child}/").status_code == 200
    answer = client.post(f"/children/{child}/restrict/", {"named": []})
    assert answer.status_code == 422
    assert "Only somebody who is named" in answer.content.decode()
    assert client.post(f"/children/{child}/restrict/lift/").status_code == 422
    asking.as_waymark(home.pk)
    assert Child.objects.get(pk=child).restricted
    assert Named.objects.get().user == jo


def test_an_emergency_goes_on_past_midnight(home, jo, child, manager):
    restricted(child, home, jo)
    now = timezone.now()
    Opening.objects.create(
        child_id=child,
        service=home,
        user=manager,
        looker=jo,
        words="Missing.",
        day=DAY - timedelta(days=1),
        opened_at=now - timedelta(hours=3),
        until=now + timedelta(hours=1),
        reason="emergency",
    )
    assert signed_in_client(manager).get(f"/children/{child}/").status_code == 200


def test_what_was_found_on_an_emergency_is_written_once(home, jo, child, manager):
    now = timezone.now()
    asking.as_waymark(home.pk)
    opening = Opening.objects.create(
        child_id=child,
        service=home,
        user=jo,
        looker=manager,
        words="Missing.",
        day=DAY,
        opened_at=now,
        until=now + timedelta(hours=4),
        reason="emergency",
    )
    second = make_person(Role.SENIOR_MANAGER, service=home)
    page = f"/emergencies/{opening.pk}/"
    assert signed_in_client(manager).post(page, {"found": "Curiosity."}).status_code == 302
    assert signed_in_client(second).post(page, {"found": "All fine."}).status_code == 422
    asking.as_waymark(home.pk)
    assert Opening.objects.get().found == "Curiosity."


def test_a_reference_is_given_out_of_ones_own_service_only(home, host, child):
    asking.as_waymark(home.pk)
    reference = Child.objects.get(pk=child).reference
    mine = make_child(host, child={"id": reference, "given_name": "Ours"})
    by = make_person(Role.SENIOR_MANAGER, service=host)
    asking.as_user(by)
    now = timezone.now()
    with recording.command("test", service_id=host.pk, user_id=by.pk, at=now):
        assert give_out(reference=reference, by=by, at=now)["child"]["given_name"] == "Ours"
    assert mine != child


def test_the_hosts_manager_finds_a_hosted_child_on_her_teams_page(child, guest):
    page = f"/children/{child}/"
    assert page in guest.get("/team/").content.decode()
    assert guest.get("/").status_code == 200


def test_when_hosting_has_ended_the_team_page_is_without_the_child(home, child, guest):
    asking.as_waymark(home.pk)
    past = DateRange(DAY - timedelta(days=9), DAY)
    Hosting.objects.filter(child=child).update(period=past)
    assert f"/children/{child}/" not in guest.get("/team/").content.decode()
