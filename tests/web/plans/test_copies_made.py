"""A copy that was made: how it was received, how it is with its link, and a parent's own."""

import re

import pytest
from django.test import Client

from tests.web.plans.copying import copies, copy_for, give, with_plan
from tests.web.plans.writing import address, form_of
from waymark.accounts import asking
from waymark.children.models import Person


@pytest.fixture
def sophie(worker):
    return with_plan(worker)


@pytest.mark.provision("CM-078")
def test_whoever_says_that_a_copy_was_given_says_how_it_was_received(jo, sophie, worker):
    copy_for(jo, sophie)
    (sheet,) = copies(worker)
    given = f"{address(sophie, 'given/')}?copy={sheet.pk}"
    refused = jo.post(given, form_of(jo, given, "received").sent())
    assert refused.status_code == 422
    assert "Say whether Sophie understood it, or not known yet" in refused.text
    plan = f"/children/{sophie}/plan/"
    assert "That it was given is not written down yet" in jo.get(plan).text
    told = form_of(jo, given, "received").sent(understood="not-known")
    assert jo.post(given, told).status_code == 302
    assert "understood it: not known yet" in jo.get(plan).text


def test_a_copy_says_how_it_is_with_its_link(jo, sophie, worker):
    made = copy_for(jo, sophie, format="link", chosen="purple drawing dog").text
    link = re.search(r"/for-you/open/[^\"]+/", made)[0]
    asking.as_user(worker)
    (sheet,) = copies(worker)
    page, plan = address(sophie, f"copies/{sheet.pk}/"), f"/children/{sophie}/plan/"
    for each in (page, plan):
        assert "The link opens until" in jo.get(each).text
    for _ in range(5):
        Client().post(link, {"words": "red otter"})
    for each in (page, plan, give(sophie)):
        assert "Five wrong words closed the link" in jo.get(each).text
        assert "The link opens until" not in jo.get(each).text
    jo.post(f"/children/{sophie}/said/{sheet.pk}/take-back/")
    assert "The link was taken back on" in jo.get(plan).text


def test_a_parents_copy_is_theirs_and_says_what_they_need_where_that_is_ticked(jo, worker):
    needs = [{"id": "f1", "whose": "mum", "need": "Somebody to ring on a Friday night"}]
    child = with_plan(worker, family=needs)
    mother = f"person-{Person.objects.get(child=child, document__id='p1').pk}"
    parents = {"whom": mother, "may_have_it": "on"}
    page = jo.get(copy_for(jo, child, **parents)["Location"]).text
    assert "This is Sophie’s plan" in page
    assert "Somebody to ring" not in page
    page = jo.get(copy_for(jo, child, needs="f1", **parents)["Location"]).text
    assert "What you need yourself" in page
    assert "Somebody to ring on a Friday night" in page
    assert "You can ring Childline" not in page
    refused = copy_for(jo, child, needs="f1")
    assert refused.status_code == 422
    assert "Tick nothing here for Sophie’s own copy" in refused.text
    assert 'href="tel:01632960111"' in page
