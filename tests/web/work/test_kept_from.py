"""Who may not work with a child: a manager is told that the child needs another, and never why."""

import pytest
from django.utils import timezone

from tests.people import signed_in_client
from tests.walls.made import NOW, asked_by, keep, waymark_itself
from waymark.accounts.answers import Refused
from waymark.children.acts import workers
from waymark.letters.models import Outgoing

WORDS = "may not work with this child: choose somebody else."


def tried(by):
    """What waits to be told to the victims' side of who tried."""
    with waymark_itself(by.service):
        letters = Outgoing.objects.filter(kind="worker-tried").order_by("number")
        return [each.document for each in letters]


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
    victims_side.is_away = True  # a letter waits until somebody there can be told
    child, at = make_child("Kai"), timezone.now()
    keep(child, jo)
    for give in (workers.allocate, workers.add_co_worker):
        with asked_by(bea), pytest.raises(Refused, match=f"Jo Field {WORDS}"):
            give(child=child.pk, worker=jo, by=bea, at=at)
    told = {"child": child.pk, "on": timezone.localdate(NOW).isoformat(), "people": [jo.pk]}
    assert tried(bea) == [told | {"by": bea.pk, "by_name": bea.name}] * 2
    with asked_by(bea):
        workers.allocate(child=child.pk, worker=ash, by=bea, at=at)
    assert len(tried(bea)) == 2


@pytest.mark.provision("CM-400")
def test_and_so_is_who_chooses_such_a_worker_on_a_page(make_child, jo, bea, victims_side):
    child = make_child("Kai")
    keep(child, jo)
    answer = signed_in_client(bea).post(
        f"/children/{child.pk}/workers/co-worker/", {"worker": jo.pk}
    )
    assert answer.status_code == 422
    assert WORDS in answer.text
    assert [each["people"] for each in tried(bea)] == [[jo.pk]]
