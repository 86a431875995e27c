"""How old a child may be who is registered: what cannot be is refused, what is rare is asked."""

from datetime import date

import pytest
from django.utils import timezone

from tests.people import make_person, make_service, signed_in_client
from tests.web.children.test_registering import TYPED
from waymark.children.ages import impossible
from waymark.children.models import Child

TODAY = timezone.localdate()
PREVENTION = {"order-kind": "prevention"}


@pytest.fixture
def client(db):
    return signed_in_client(make_person(service=make_service()))


def born(years: int) -> dict[str, str]:
    """Return the birthday of somebody who is so old on the day of the order of `TYPED`."""
    return {
        "child-date_of_birth_day": "1",
        "child-date_of_birth_month": "1",
        "child-date_of_birth_year": str(2026 - years),
    }


def registers(client, **typed):
    return client.post("/register/", {**TYPED, **typed})


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        (born(-40), "Choose a day on or before"),
        (born(40), "Check the year: whoever was born then is "),
        (born(9), "In law nobody under 10 answers for an offence"),
        ({**born(0), "child-date_of_birth_month": "6"}, "made before this child was born"),
    ],
)
def test_a_day_of_birth_that_cannot_be_is_refused_with_what_to_do(client, typed, says):
    answer = registers(client, **typed)
    assert answer.status_code == 422
    assert says in answer.text
    assert 'name="child-sure"' not in answer.text
    assert not Child.objects.exists()


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ({**born(8), **PREVENTION}, "this child was 8 when this began"),
        (born(19), f"this child is {TODAY.year - 2007} today"),
    ],
)
def test_what_is_rare_is_asked_and_then_kept(client, typed, says):
    answer = registers(client, **typed)
    assert answer.status_code == 422
    assert says in answer.text
    assert "Tick this if that is right" in answer.text
    assert not Child.objects.exists()
    assert registers(client, **typed, **{"child-sure": "on"}).status_code == 302
    assert "sure" not in Child.objects.get().document


def test_a_tick_makes_nothing_possible_that_cannot_be(client):
    assert registers(client, **born(9), **{"child-sure": "on"}).status_code == 422
    assert registers(client, **born(40), **{"child-sure": "on"}).status_code == 422


def test_a_child_of_the_usual_age_is_asked_nothing(client):
    assert registers(client).status_code == 302


def test_who_is_ten_on_the_day_answers_for_an_offence():
    made = date(2026, 5, 5)
    assert not impossible(date(2016, 5, 5), "youth-caution", made, made)
    assert impossible(date(2016, 5, 6), "youth-caution", made, made)
    assert not impossible(date(2016, 5, 6), "prevention", made, made)


def test_an_order_for_an_offence_is_not_added_to_a_child_under_ten(client):
    registers(client, **born(8), **PREVENTION, **{"child-sure": "on"})
    child = Child.objects.get()
    answer = client.post(f"/children/{child.pk}/orders/add/", TYPED)
    assert answer.status_code == 422
    assert "In law nobody under 10" in answer.text
    assert (
        client.post(f"/children/{child.pk}/orders/add/", {**TYPED, **PREVENTION}).status_code == 302
    )
