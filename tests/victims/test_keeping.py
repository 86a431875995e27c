"""A person harmed who is a child on the caseload too: casework hears whom to keep, never why."""

import json
from datetime import date

import pytest
from django.utils import timezone

from tests.victims.test_people import WHO, began
from waymark.accounts import asking
from waymark.audit import recording
from waymark.letters.models import Outgoing
from waymark.rules.letters import WorkerTried, WorksWith
from waymark.victims.people import keeping, told
from waymark.victims.people.models import Spell

HER_OWN = 40


@pytest.fixture
def works_with(service):
    def tell(*people, child=7):
        asking.as_waymark(service.pk)
        letter = WorksWith(child=child, on=date(2026, 3, 2), people=people)
        told.keep(letter, service=service.pk, at=timezone.now())

    return tell


@pytest.fixture
def sent(service):
    def read():
        asking.as_waymark(service.pk)
        rows = Outgoing.objects.order_by("number")
        return [(each.document["child"], each.document.get("people", [])) for each in rows]

    return read


def say(vic, person, number):
    path = f"/harmed/{person.pk}/who/"
    fields = {**WHO, "also_child": number, "began_from": began(vic.get(path))}
    return vic.post(path, fields, follow=True)


def test_whoever_is_cleared_as_family_is_not_said_to_be_unknown_to_the_child(vic, worker, person):
    on, paper = timezone.localdate(), {"as": "family", "papers": ["record"], "reason": "Mum."}
    row = {"victim": person, "service_id": person.service_id, "by": worker, "begins": on}
    asking.as_user(worker)
    Spell.objects.create(kind="clearance", document=paper, recorded_at=timezone.now(), **row)
    path, (her,) = f"/harmed/{person.pk}/who/", person.references.all()
    for known, status in (("unknown", 422), ("known", 302)):
        fields = {**WHO, f"known-{her.pk}": known, "began_from": began(vic.get(path))}
        answer = vic.post(path, fields)
        assert answer.status_code == status
        assert ("who knows the child" in answer.text) == (status == 422)


@pytest.mark.provision("CM-400")
def test_who_works_with_whoever_harmed_them_is_kept_from_their_own_record(
    vic, harmed, works_with, sent
):
    (person,) = harmed("v1")
    works_with(11, 12)
    assert sent() == []
    page = say(vic, person, HER_OWN)
    assert "Record 40." in page.text
    assert sent() == [(HER_OWN, [11, 12])]
    works_with(12)
    works_with(12)
    say(vic, person, "")
    assert sent()[1:] == [(HER_OWN, [12]), (HER_OWN, [])]


@pytest.mark.provision("CM-400")
def test_what_is_told_holds_no_name_no_reference_and_no_child_who_harmed(
    vic, harmed, works_with, service
):
    (person,) = harmed("v1")
    works_with(11)
    say(vic, person, HER_OWN)
    asking.as_waymark(service.pk)
    (letter,) = Outgoing.objects.all()
    assert set(letter.document) == {"child", "on", "people"}
    assert "v1" not in json.dumps(letter.document)


def test_the_record_of_a_child_who_harmed_them_is_refused_and_nothing_is_lost(vic, harmed, sent):
    (person,) = harmed("v1")
    answer = say(vic, person, 7)
    assert "is of a child who harmed them" in answer.text
    assert WHO["name"] in answer.text
    assert sent() == []


def tries(service, *kept, by=3, child=HER_OWN):
    asking.as_waymark(service.pk)
    letter = {"by": by, "by_name": "Jo Field", "people": kept}
    with recording.command("letters", service_id=service.pk, user_id=None, at=timezone.now()):
        keeping.tried(
            WorkerTried(child=child, on=timezone.localdate(), **letter),
            service=service.pk,
            at=timezone.now(),
        )


@pytest.mark.provision("CM-400")
def test_who_tries_two_workers_with_that_record_is_told_of_to_the_victim_worker(
    vic, harmed, service
):
    (person,) = harmed("v1")
    say(vic, person, HER_OWN)
    tries(service, 11)
    assert "Somebody asks much" not in vic.get("/").text
    tries(service, 11)
    assert "Somebody asks much" not in vic.get("/").text, "the same again tells nothing new"
    tries(service, 12)
    page = vic.get("/").text
    assert "Jo Field of casework tried 2 workers with a child whose record is kept from" in page
    counted = vic.get("/asking/3/").text
    assert "named or came near" not in counted
    assert "met a protected name" not in counted
    assert (
        "Somebody asks much"
        not in vic.post("/asking/3/", {"found_out": "own-work"}, follow=True).text
    )


def test_of_a_child_whom_nobody_harmed_nothing_is_counted(vic, harmed, service):
    harmed("v1")
    tries(service, 11, 12, 13)
    assert "Somebody asks much" not in vic.get("/").text
