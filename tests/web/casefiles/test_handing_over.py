"""Handing a child over to another service: the case file, with what is owed."""

import json

import pytest
from django.utils import timezone

from tests.forms import day_parts
from tests.people import make_person
from tests.web.casefiles.test_in_and_out import as_given
from tests.web.contacts.recording import SOPHIE, client_of, make_worker, take_in
from waymark.accounts import asking
from waymark.accounts.models import Role
from waymark.audit.models import AuditRow
from waymark.children.models import Hosting

pytestmark = pytest.mark.django_db


@pytest.fixture
def manager():
    return make_worker(Role.SENIOR_MANAGER)


@pytest.fixture
def page(manager):
    child = take_in(manager)
    return f"/children/{child.pk}/case-file/"


def test_a_manager_takes_the_whole_file_and_the_audit_says_so(manager, page):
    answer = client_of(manager).post(page)
    assert answer["Content-Disposition"].startswith('attachment; filename="case-file-')
    assert answer["Cache-Control"].startswith("no-store")
    document = as_given(json.loads(answer.content))
    assert document["child"] == as_given(SOPHIE)["child"] | {"known_as": "Sophie"}
    assert document["events"] == [e for e in SOPHIE["events"] if e["on"] < "2026-05-10"]
    asking.as_told(0, manager.service_id)
    (row,) = AuditRow.objects.filter(action="POST case-file")
    assert "export" in row.content


def test_what_is_owed_stands_beside_it_with_why(manager, page):
    client = client_of(manager)
    missed = {"outcome": "missed", "method": "home-visit", **day_parts("on", timezone.localdate())}
    assert client.post(page.replace("case-file", "contact"), missed).status_code == 302
    shown = client.get(page).text
    assert "What is owed" in shown
    assert "owed by" in shown
    assert "The case file" in client.get(page.replace("case-file", "workers")).text


def test_a_worker_does_not_take_it(manager, page):
    worker = make_person(service=manager.service)
    assert client_of(worker).post(page).status_code == 403


def test_a_service_that_only_hosts_the_child_does_not_give_it_out(page, manager):
    other = make_worker(Role.SENIOR_MANAGER)
    child = int(page.split("/")[2])
    asking.as_waymark(manager.service_id)
    Hosting.objects.create(
        child_id=child,
        service_id=manager.service_id,
        host=other.service,
        period=("2026-01-01", None),
    )
    client = client_of(other)
    client.post(f"/children/{child}/why/", {"reason": "check", "next": page})
    assert client.post(page).status_code in {403, 422}
