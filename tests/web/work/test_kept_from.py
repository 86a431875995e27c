"""Who may not work with a child: a manager is told that the child needs another, and never why."""

import pytest
from django.utils import timezone

from tests.people import signed_in_client
from tests.walls.made import asked_by, keep
from waymark.accounts.answers import Refused
from waymark.children.acts import workers

WORDS = "may not work with this child: choose somebody else."


@pytest.mark.provision("CM-400")
def test_a_manager_is_told_which_child_needs_another_worker_and_the_worker_sees_no_child(
    make_child, jo, ash, bea
):
    child = make_child("Kai", jo)
    keep(child, jo, ash)
    page = signed_in_client(bea).get("/team/").text
    assert f"Jo Field {WORDS}" in page
    assert f"Ash Moor {WORDS}" not in page
    assert f'href="/children/{child.pk}/workers/"' in page
    assert "1 child needs another worker" in signed_in_client(bea).get("/").text
    hers = signed_in_client(jo)
    assert "Kai" not in hers.get("/").text
    assert "another worker" not in hers.get("/").text
    assert hers.get(f"/children/{child.pk}/").status_code == 404
    keep(child)
    assert "another worker" not in signed_in_client(bea).get("/team/").text
    assert hers.get(f"/children/{child.pk}/").status_code == 200


@pytest.mark.provision("CM-400")
def test_no_child_is_given_to_who_may_not_work_with_that_child_and_who_tries_is_told_of(
    make_child, jo, ash, bea, victims_side
):
    child, at = make_child("Kai"), timezone.now()
    keep(child, jo)
    for give in (workers.allocate, workers.add_co_worker):
        with asked_by(bea), pytest.raises(Refused, match=f"Jo Field {WORDS}"):
            give(child=child.pk, worker=jo, by=bea, at=at)
    assert [(each["child"], each["kept"], each["by_name"]) for each in victims_side.tried] == [
        (child.pk, [jo.pk], bea.name)
    ] * 2
    with asked_by(bea):
        workers.allocate(child=child.pk, worker=ash, by=bea, at=at)
    assert len(victims_side.tried) == 2


@pytest.mark.provision("CM-400")
def test_nor_while_nobody_there_can_be_told_who_tries(make_child, jo, bea, victims_side):
    child = make_child("Kai")
    keep(child, jo)
    victims_side.is_away = True
    with asked_by(bea), pytest.raises(Refused, match=f"Jo Field {WORDS}"):
        workers.allocate(child=child.pk, worker=jo, by=bea, at=timezone.now())
