"""A service chooses a number for itself: the duties follow, and say so."""

from datetime import timedelta

import pytest
from django.utils import timezone

from tests.children import make_child
from tests.people import make_person, make_service, signed_in_client
from waymark.accounts import asking
from waymark.accounts.models import Role
from waymark.children.models import Child
from waymark.duties.models import Duty, OwnNumber, Standing
from waymark.duties.renewal import stamp
from waymark.rules.calendar import working_days_after

TODAY = timezone.localdate()
WEEKLY = "our panel meets every Tuesday"


@pytest.fixture
def senior(db):
    return make_person(Role.SENIOR_MANAGER, service=make_service())


@pytest.fixture
def client(senior):
    return signed_in_client(senior)


@pytest.fixture
def worker(senior):
    return make_person(service=senior.service)


def _child(worker, on=TODAY, **facts) -> int:
    events = [
        {"id": "j1", "kind": "judgement", "on": on.isoformat(), "serious_harm": "high"},
        {"id": "j2", "kind": "contact", "on": on.isoformat(), "outcome": "missed"},
    ]
    return make_child(worker.service, worker=worker, events=events, **facts)


def _sent(name: str, value: str, *, begins=TODAY, **other: str) -> dict[str, str]:
    day = {"begins_day": begins.day, "begins_month": begins.month, "begins_year": begins.year}
    return {"name": name, "value": value, "reason": WEEKLY, **day, **other}


def _panel(child: int, by) -> Duty:
    asking.as_user(by)
    return Duty.objects.get(child=child, duty="hold-risk-panel")


def test_a_number_of_its_own_holds_in_that_service_alone(client, senior, worker):
    elsewhere = make_person(service=make_service())
    child, other = _child(worker), _child(elsewhere)
    assert client.post("/our-numbers/", _sent("risk-panel", "8")).status_code == 302
    signed_in_client(worker).get(f"/children/{child}/")
    signed_in_client(elsewhere).get(f"/children/{other}/")
    assert _panel(child, worker).due_on == working_days_after(TODAY, 8)
    assert _panel(other, elsewhere).due_on == working_days_after(TODAY, 10)


def test_the_duty_says_that_the_number_is_the_services_own_and_why(client, worker):
    child = _child(worker)
    client.post("/our-numbers/", _sent("risk-panel", "8", reason=f"{WEEKLY}."))
    page = signed_in_client(worker).get(f"/children/{child}/").text
    assert f"This goes by the service&#39;s own number, because {WEEKLY}." in page
    assert _panel(child, worker).why.endswith(f"own number, because {WEEKLY}.")


def test_what_a_service_expects_of_a_duty_without_a_day_is_shown_and_makes_nothing_late(
    client, worker
):
    child = _child(worker)
    client.post("/our-numbers/", _sent("follow-up-missed-contact", "2"))
    page = signed_in_client(worker).get(f"/children/{child}/").text
    assert "This service expects it by" in page
    asking.as_user(worker)
    asked = Duty.objects.get(child=child, duty="follow-up-missed-contact")
    assert (asked.due_on, asked.expected_by) == (None, working_days_after(TODAY, 2))


def test_what_was_raised_before_keeps_its_number(client, worker):
    child = _child(worker)
    client.post("/our-numbers/", _sent("risk-panel", "8", begins=TODAY + timedelta(days=1)))
    signed_in_client(worker).get(f"/children/{child}/")
    panel = _panel(child, worker)
    assert panel.due_on == working_days_after(TODAY, 10)
    assert "own number" not in panel.why


def test_the_national_number_holds_again_where_the_service_says_so(client, worker):
    child = _child(worker)
    client.post("/our-numbers/", _sent("risk-panel", "8"))
    again = _sent("risk-panel", "", nationally="on")
    assert client.post("/our-numbers/", again).status_code == 302
    signed_in_client(worker).get(f"/children/{child}/")
    assert _panel(child, worker).due_on == working_days_after(TODAY, 10)


def test_the_duties_of_restricted_children_whom_the_manager_may_not_see_follow_too(
    client, worker, senior
):
    child = _child(worker)
    asking.as_waymark(worker.service_id)
    assert Standing.objects.get(child=child).stamp == stamp()
    Child.objects.filter(pk=child).update(restricted=True)
    asking.as_user(senior)
    assert not Child.objects.filter(pk=child).exists()
    client.post("/our-numbers/", _sent("risk-panel", "8"))
    asking.as_waymark(worker.service_id)
    assert Standing.objects.get(child=child).stamp == ""


def test_hours_that_change_make_no_childs_duties_stale(client, worker):
    child = _child(worker)
    assert client.post("/our-numbers/", _sent("service-opens", "8")).status_code == 302
    asking.as_waymark(worker.service_id)
    assert Standing.objects.get(child=child).stamp == stamp()


def test_the_page_shows_the_national_number_its_source_and_the_services_own(client, senior):
    assert "Nationally 10 working days" in (before := client.get("/our-numbers/").text)
    assert "a default of ours" in before
    assert "Nationally 9am." in before
    client.post("/our-numbers/", _sent("risk-panel", "1"))
    page = client.get("/our-numbers/").text
    assert "<b>1 working day</b>" in page
    assert f'because {WEEKLY} <span class="soft">({senior.name})</span>' in page


@pytest.mark.parametrize(
    ("sent", "says"),
    [
        (_sent("allocate-worker", "5"), "Choose one of these"),  # the guidance fixes it
        (_sent("risk-panel", "0"), "Give 1 or more"),
        (_sent("risk-panel", ""), "Give the number, or tick"),
        (_sent("risk-panel", "8", nationally="on"), "Give the number, or tick"),
        (_sent("risk-panel", "8", begins=TODAY - timedelta(days=1)), "Choose a day on or after"),
        (_sent("risk-panel", "8", reason=""), "Say why, in a few words"),
        (_sent("service-closes", "8"), "nobody would be at work"),
        (_sent("service-closes", "25"), "give the hour of the day"),
    ],
)
def test_what_may_not_be_chosen_is_refused_with_what_to_do(client, senior, sent, says):
    answer = client.post("/our-numbers/", sent)
    assert answer.status_code == 422
    assert says in answer.text
    asking.as_user(senior)
    assert not OwnNumber.objects.exists()


@pytest.mark.parametrize("role", [Role.CASE_MANAGER, Role.OPERATIONS_MANAGER])
def test_only_a_senior_manager_chooses(db, role):
    answer = signed_in_client(make_person(role, service=make_service())).get("/our-numbers/")
    assert answer.status_code == 403
