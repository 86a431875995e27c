"""The door: what casework may ask, and what a call must be to be heard."""

from datetime import timedelta

import pytest
from django.core import signing
from django.test import Client
from django.utils import timezone
from django.utils.timezone import localdate

from tests.people import make_service
from tests.victims.calling import NAME, ask, of
from tests.victims.conftest import CHILD
from tests.walls.at_once import at_once, wait_for, waiting
from waymark import wire
from waymark.accounts import asking
from waymark.accounts.models import Service
from waymark.guidance.attempts import limits
from waymark.letters.models import Outgoing
from waymark.victims.door import views
from waymark.victims.people.models import Call


@pytest.mark.parametrize(
    "changed", [{"service_name": "Another"}, {"service": 999_999}, {"service_name": ""}]
)
def test_a_service_under_another_name_or_number_is_told_nothing(service, named, changed):
    named(NAME)
    body, _ = wire.call("reference", {"by": 3, **of(service), **changed})
    assert Client().post("/door/", body, content_type="text/plain").status_code == 403


def test_letters_of_a_service_that_is_known_by_another_name_wait_and_no_others(service):
    other = make_service()

    def letter(number, of):
        document = {"child": CHILD, "on": "2026-03-02", "people": [1]}
        return {"number": number, "service": of.pk, "kind": "works-with", "document": document}

    letters = [letter(1, service), letter(2, other)]
    services = {service.pk: "Renamed", other.pk: other.name}
    assert ask("signal", letters=letters, applied=[], services=services)["applied"] == [2]


def test_nor_are_our_letters_of_such_a_service_handed_over(service):
    """They would be read as another's, in whose records a child may have the same number."""
    other = make_service()
    for each in (service, other):
        asking.as_waymark(each.pk)
        Outgoing.objects.create(service=each, kind="keep-from", document={"child": CHILD})
    services = {service.pk: "Renamed", other.pk: other.name}
    said = ask("signal", letters=[], applied=[], services=services)
    assert [each["service"] for each in said["letters"]] == [other.pk]
    services[service.pk] = service.name
    assert len(ask("signal", letters=[], applied=[], services=services)["letters"]) == 2


def test_a_service_that_is_new_here_is_made(db):
    told = {"child": CHILD, "service": 77, "service_name": "Somewhere", "by": 3}
    assert ask("reference", **told) == {"harmed": []}
    assert Service.objects.get(pk=77).name == "Somewhere"


@pytest.mark.parametrize(("called", "status"), [("Somewhere", 200), ("Elsewhere", 403)])
def test_of_two_first_calls_of_a_service_at_once_either_is_answered(
    committed, owner, called, status
):
    """The other, which is not over yet, has made it: under this name, or under another."""
    owner.execute("BEGIN")
    owner.execute("INSERT INTO accounts_service (id, name) VALUES (78, %s)", [called])

    def call():
        told = {"child": CHILD, "service": 78, "service_name": "Somewhere", "by": 3}
        body, _ = wire.call("reference", told)
        return Client().post("/door/", body, content_type="text/plain")

    def let_go():
        wait_for(lambda: waiting(owner))
        owner.execute("COMMIT")

    answer, fault = at_once([call, let_go])
    assert fault is None, fault
    assert answer.status_code == status


@pytest.mark.provision("CM-401", "CM-400")
def test_casework_learns_four_facts_of_each_and_no_name(service, named):
    (person,) = named(NAME)
    person.age, person.sex = "adult", "female"
    person.save()
    said = ask("reference", by=3, **of(service))
    (told,) = said["harmed"]
    assert told["victim"] == "v1"
    assert told["age"] == "adult"
    assert NAME not in str(said)


@pytest.mark.provision("CM-400")
def test_a_call_is_taken_once(service):
    body, _ = wire.call("reference", {"by": 3, **of(service)})
    client = Client()
    assert client.post("/door/", body, content_type="text/plain").status_code == 200
    assert client.post("/door/", body, content_type="text/plain").status_code == 403


def test_a_call_is_forgotten_when_it_is_counted_no_more(service):
    asking.as_waymark(service.pk)
    now = timezone.now()
    counted = timedelta(days=limits(localdate(now)).days)
    for once, at in (("old", now - counted * 2), ("counted", now - counted / 2)):
        Call.objects.create(once=once, at=at, function="mentions", service=service)
    ask("reference", by=3, **of(service))
    asking.as_waymark(service.pk)
    assert Call.objects.filter(once="old").exists()
    ask("signal", letters=[], applied=[])
    asking.as_waymark(service.pk)
    assert set(Call.objects.filter(function="mentions").values_list("once", flat=True)) == {
        "counted"
    }


def test_a_call_under_another_key_is_refused(service):
    told = {"function": "reference", "once": "a", "told": of(service)}
    forged = signing.dumps(told, key="another", salt=wire.SALT)
    assert Client().post("/door/", forged, content_type="text/plain").status_code == 403
    assert not Call.objects.exists()


def test_a_call_of_a_minute_ago_is_refused(service, monkeypatch):
    now = timezone.now().timestamp()
    monkeypatch.setattr(signing.time, "time", lambda: now - 60)
    body, _ = wire.call("reference", {"by": 3, **of(service)})
    monkeypatch.undo()
    assert Client().post("/door/", body, content_type="text/plain").status_code == 403


@pytest.mark.parametrize("function", ["victims", "__class__", ""])
def test_there_are_no_other_functions(service, function):
    body, _ = wire.call(function, of(service))
    assert Client().post("/door/", body, content_type="text/plain").status_code == 403


def test_the_answer_to_one_call_is_no_answer_to_another(service):
    body, _ = wire.call("reference", {"by": 3, **of(service)})
    answer = Client().post("/door/", body, content_type="text/plain")
    with pytest.raises(wire.Forged):
        wire.answered("another", answer.text)


def test_what_a_day_changed_is_told_since_casework_called_last(service, monkeypatch):
    asked = []
    monkeypatch.setattr(
        views, "tell_what_a_day_changed", lambda *_, since, at: asked.append((since, localdate(at)))
    )
    for _ in range(2):
        ask("signal", letters=[], applied=[])
    (first, on), (second, _) = asked
    assert (first, second) == (None, on)
