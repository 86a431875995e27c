"""Who stood beside a child in an offence is looked for by each name, the first one alone too."""

import pytest
from django.utils import timezone

from tests.children import make_child
from tests.forms import day_parts
from tests.web.drafts.test_typed_names import autosaved
from tests.web.plans.copying import copies, copy_for, with_plan
from tests.web.plans.writing import form_of
from waymark.accounts import asking
from waymark.children.models import Child
from waymark.chronology.models import Event
from waymark.orders.models import Order
from waymark.rules.known_as import known_as

WHO = "somebody who stood beside the child"
ZUBAIR = {"given_name": "Zubair", "family_name": "Chaudhry", "known_as": "Zedders"}
GRACE = "Grace Quillfeather"


@pytest.fixture
def child(worker):
    """A child whose plan was agreed, after a robbery."""
    return robbed(worker, "I want to say sorry. I want a job.")


def robbed(worker, words):
    made = with_plan(worker, words=words)
    asking.as_waymark(worker.service_id)
    order = Order.objects.get(child=made)
    order.document |= {"offences": [{"id": "f1", "category": "robbery"}]}
    order.save()
    return made


def stood_beside(jo, child, beside="Zubair Chaudhry", **facts):
    page = f"/children/{child}/record/stood-beside/?offence=o1:f1"
    on = day_parts("on", timezone.localdate())
    sent = form_of(jo, page, "beside").sent(beside=beside, **facts, **on)
    return jo.post(page, sent, follow=True)


def test_two_offences_that_would_read_alike_are_told_apart_by_whom_they_harmed(jo, child, worker):
    asking.as_waymark(worker.service_id)
    order = Order.objects.get(child=child)
    alike = [{"id": f"f{n}", "category": "robbery", "victims": [f"v{n}"]} for n in (1, 2)]
    order.document |= {"offences": alike}
    order.save()
    page = jo.get(f"/children/{child}/record/stood-beside/").text
    for victim in ("v1", "v2"):
        assert page.count(f": {known_as(child, victim)}") == 1


@pytest.mark.provision("CM-409")
@pytest.mark.parametrize("written", ["Zubair rang me.", "I rang Zubiar", "I owe Zed Z a phone."])
def test_by_a_first_name_alone_or_a_nickname_they_are_in_nothing_that_leaves(jo, worker, written):
    child = robbed(worker, written)
    assert copy_for(jo, child).status_code == 302  # of whom nobody wrote it down, nothing is known
    stood_beside(jo, child, also_called="Zed Z")
    refused = copy_for(jo, child)
    assert refused.status_code == 422
    assert WHO in refused.text
    assert len(copies(worker)) == 1


@pytest.mark.provision("CM-409")
def test_a_name_that_is_a_word_too_counts_where_the_words_beside_it_are_a_persons(jo, worker):
    child = robbed(worker, "I say grace. I stay out until May.")
    stood_beside(jo, child, GRACE, also_called="May")
    assert copy_for(jo, child).status_code == 302
    other = robbed(worker, "I walk home. Then Grace rang me.")
    stood_beside(jo, other, GRACE)
    assert WHO in copy_for(jo, other).text


def test_whoever_types_the_first_name_is_warned_but_where_it_is_asked_for_and_once_withdrawn(
    jo, child, worker
):
    of = Child.objects.get(pk=child)
    saved = stood_beside(jo, child)
    assert saved.status_code == 200
    assert "It may hold" not in saved.text
    assert WHO.capitalize() in autosaved(jo, of, "He went with Zubair.")["named"]
    asking.as_user(worker)
    made = Event.objects.get(child=child, kind="stood-beside")
    jo.post(f"/children/{child}/events/{made.pk}/withdraw/", {"reason": "Another boy."})
    assert autosaved(jo, of, "He went with Zubair.")["named"] == ""


def test_what_is_put_right_is_looked_for_as_it_stands_now(jo, child, worker):
    stood_beside(jo, child)
    asking.as_user(worker)
    made = Event.objects.get(child=child, kind="stood-beside")
    page = f"/children/{child}/events/{made.pk}/correct/"
    jo.post(page, form_of(jo, page, "beside").sent(beside="Ottoline Brackenbury"))
    of = Child.objects.get(pk=child)
    assert autosaved(jo, of, "He went with Zubair.")["named"] == ""
    assert WHO.capitalize() in autosaved(jo, of, "He went with Ottoline.")["named"]


def test_what_a_child_of_the_service_likes_to_be_called_is_looked_for_but_tells_of_none_restricted(
    jo, child, worker
):
    """Misspelt there, or here: nobody chooses the child from a list, so none is shown."""
    other = make_child(worker.service, child=ZUBAIR)
    asking.as_user(worker)
    of = Child.objects.get(pk=child)
    assert autosaved(jo, of, "With Zedders.")["named"] == ""
    stood_beside(jo, child, "Zubair Chaudry")
    assert WHO.capitalize() in autosaved(jo, of, "With Zedders.")["named"]
    asking.as_waymark(worker.service_id)
    Child.objects.filter(pk=other).update(restricted=True)
    assert autosaved(jo, of, "With Zedders.")["named"] == ""
    assert WHO.capitalize() in autosaved(jo, of, "With Zubair.")["named"]


def test_it_stands_beside_the_offence_and_opens_no_other_record(jo, child, worker):
    other = make_child(worker.service, child=ZUBAIR)
    stood_beside(jo, child)
    orders = jo.get(f"/children/{child}/orders/").text
    assert "Zubair Chaudhry stood beside Sophie in an offence" in orders
    assert "/record/stood-beside/?offence=o1%3Af1" in orders
    assert f"/children/{other}/" not in orders
