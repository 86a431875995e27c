"""The sealed store: who is in it, and who reads there."""

from datetime import timedelta

import pytest
from django.utils import timezone

from tests.forms import day_parts, form_with
from tests.people import make_person, signed_in_client
from tests.victims.conftest import train
from waymark.accounts.models import Role
from waymark.victims.people.models import Reference

NAME = "Thandiwe Grant"
WHO = {
    "name": NAME,
    "other_names": "Thandiwe Moyo",
    "nicknames": "Tandy\nMiss G",
    "age": "adult",
    "sex": "female",
    "ethnicity": "",
}


def began(page):
    return form_with(page.text, "began_from").fields["began_from"].values[0]


@pytest.mark.provision("CM-400")
def test_whoever_an_offence_harmed_comes_in_by_a_letter_without_a_name(vic, harmed):
    one, two = harmed("v1", "v2")
    page = vic.get("/").text
    assert page.count("Not named yet") == 2
    assert f"/harmed/{one.pk}/" in page
    assert f"/harmed/{two.pk}/" in page


def test_a_letter_that_is_told_again_makes_nobody_twice(harmed):
    assert len(harmed("v1")) == 1
    assert len(harmed("v1", "v2")) == 2
    assert len(harmed("v1", "v2")) == 2


@pytest.mark.provision("CM-401", "CM-397")
def test_who_they_are_is_written_down_and_shown(vic, harmed):
    (person,) = harmed("v1")
    began_from = began(vic.get(f"/harmed/{person.pk}/who/"))
    known = f"known-{Reference.objects.get().pk}"
    sent = {**WHO, known: "unknown", "is_potential": "on", "began_from": began_from}
    answer = vic.post(f"/harmed/{person.pk}/who/", sent, follow=True)
    assert "Saved." in answer.text
    assert NAME in answer.text
    assert "unknown to the child" in answer.text
    assert "Female" in answer.text
    person.refresh_from_db()
    assert person.nicknames == ["Tandy", "Miss G"]
    assert person.is_potential


def test_nobody_saves_over_somebody(vic, harmed):
    (person,) = harmed("v1")
    began_from = began(vic.get(f"/harmed/{person.pk}/who/"))
    vic.post(f"/harmed/{person.pk}/who/", {**WHO, "began_from": began_from})
    late = vic.post(
        f"/harmed/{person.pk}/who/", {**WHO, "name": "Another", "began_from": began_from}
    )
    assert late.status_code == 409
    assert NAME in late.text
    assert "Another" in late.text


def test_whoever_saves_again_beside_somebody_takes_away_no_name_that_she_never_saw(vic, harmed):
    (person,) = harmed("v1")
    path = f"/harmed/{person.pk}/who/"
    began_from = began(vic.get(path))
    vic.post(path, {**WHO, "is_potential": "on", "began_from": began_from})
    late = vic.post(path, {"nicknames": "T", "age": "child", "began_from": began_from})
    again = form_with(late.text, "began_from").sent(**{f"known-{Reference.objects.get().pk}": ""})
    vic.post(path, again)
    person.refresh_from_db()
    assert (person.name, person.other_names) == (NAME, ["Thandiwe Moyo"])
    assert (person.nicknames, person.age) == (["T"], "child")
    assert person.is_potential


@pytest.mark.provision("CM-400")
def test_whoever_is_not_trained_reads_nothing_and_is_told_what_to_do(service, manager, harmed):
    (person,) = harmed("v1")
    untrained = signed_in_client(make_person(Role.VICTIM_WORKER, service=service))
    for path in ("/", f"/harmed/{person.pk}/", f"/harmed/{person.pk}/who/"):
        answer = untrained.get(path)
        assert answer.status_code == 403
        assert "training that is in date" in answer.text


@pytest.mark.provision("CM-400")
def test_a_training_that_is_over_opens_nothing(service, manager, harmed):
    harmed("v1")
    person = make_person(Role.VICTIM_WORKER, service=service)
    train(person, manager, until=timezone.localdate() - timedelta(days=1))
    assert signed_in_client(person).get("/").status_code == 403


def test_the_manager_writes_down_a_training_and_it_opens_the_door(val, service, harmed):
    harmed("v1")
    person = make_person(Role.VICTIM_WORKER, service=service, name="New Comer")
    client = signed_in_client(person)
    assert client.get("/").status_code == 403
    assert "reads nothing" in val.get("/training/").text
    today = timezone.localdate()
    sent = day_parts("on", today) | day_parts("until", today + timedelta(days=30))
    answer = val.post(f"/training/{person.pk}/", {"what": "Two days"} | sent, follow=True)
    assert "while the training is in date" in answer.text
    assert client.get("/").status_code == 200


def test_another_services_people_are_not_there(harmed, service):
    (person,) = harmed("v1")
    other = make_person(Role.VICTIM_MANAGER)
    client = signed_in_client(other)
    assert client.get(f"/harmed/{person.pk}/").status_code == 404
    assert "Nobody yet" in client.get("/").text


def test_an_administrator_sees_accounts_and_nobody_harmed(service, harmed):
    (person,) = harmed("v1")
    client = signed_in_client(make_person(Role.ADMINISTRATOR, service=service))
    assert "You look after accounts" in client.get("/").text
    assert client.get(f"/harmed/{person.pk}/").status_code == 403
    invite = client.get("/people/invite/").text
    assert "Victim worker" in invite
    assert "Case manager" not in invite
