"""A copy that was made: how it was received, how it is with its link, and a parent's own."""

import re

import pytest
from django.test import Client

from tests.web.plans.copying import copies, copy_for, give, with_plan
from tests.web.plans.writing import address, form_of
from waymark.accounts import asking
from waymark.children.models import Person
from waymark.chronology.models import Event
from waymark.duties.models import Duty
from waymark.portal.models import Sheet


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


def chronology(client, child, query=""):
    """The lines of the chronology, as a person reads them."""
    page = client.get(f"/children/{child}/chronology/{query}").text
    lines = re.findall(r'<li class="entry[^>]*>(.*?)</li>', page, re.DOTALL)
    return [" ".join(re.sub(r"<[^>]+>", " ", each).split()) for each in lines]


@pytest.mark.provision("CM-078")
def test_a_copy_stands_in_the_chronology_before_anybody_says_that_it_was_given(jo, sophie, worker):
    assert not any("made ready" in line for line in chronology(jo, sophie))
    copy_for(jo, sophie, format="link", chosen="purple drawing dog")
    first, *_ = lines = [line for line in chronology(jo, sophie) if "made ready" in line]
    assert len(lines) == 1
    assert "Copy of the plan, version 1, made ready for Sophie: a page on a phone" in first
    assert "The link opens until" in first
    assert "That it was given is not written down yet." in first
    assert worker.name in first
    (sheet,) = copies(worker)
    assert (
        f'href="{address(sophie, f"copies/{sheet.pk}/")}"'
        in jo.get(f"/children/{sophie}/chronology/").text
    )
    asking.as_user(worker)
    assert not Event.objects.filter(kind="plan-given").exists()
    assert Duty.objects.get(duty="give-plan").done_on is None, "it counts as given to nobody"


def test_once_it_is_given_that_stands_above_it_and_a_link_taken_back_is_told(jo, sophie, worker):
    copy_for(jo, sophie)
    (sheet,) = copies(worker)
    given = f"{address(sophie, 'given/')}?copy={sheet.pk}"
    told = form_of(jo, given, "received").sent(understood="yes")
    assert jo.post(given, told).status_code == 302
    copy_for(jo, sophie, format="link", chosen="purple drawing dog")
    asking.as_user(worker)
    link = Sheet.objects.exclude(link="").get()
    jo.post(f"/children/{sophie}/said/{link.pk}/take-back/")
    lines = chronology(jo, sophie)
    above, below = (
        next(at for at, line in enumerate(lines) if words in line)
        for words in ("given to Sophie", "for Sophie: printed, with pictures")
    )
    assert above < below
    assert "not written down yet" not in lines[below]
    (taken,) = (line for line in lines if "private link" in line)
    assert "The link was taken back on" in taken
    assert "not written down yet" not in taken


def test_copies_are_narrowed_as_what_they_are_copies_of(jo, sophie, worker):
    copy_for(jo, sophie)
    mine = worker.email.partition("@")[0]
    for query, many in {
        "?kind=plans": 1,
        "?kind=voice": 0,
        f"?who=w:{mine}": 1,
        "?since=28": 1,
        "?last_day=1&last_month=1&last_year=2020": 0,
        "?words=plan": 0,
        "?who=p:p1": 0,
    }.items():
        shown = [line for line in chronology(jo, sophie, query) if "made ready" in line]
        assert len(shown) == many, query


def test_a_parents_copy_names_the_parent_and_a_print_tells_of_it(jo, sophie, worker):
    mother = f"person-{Person.objects.get(child=sophie, document__id='p1').pk}"
    copy_for(jo, sophie, whom=mother, may_have_it="on")
    assert any("made ready for Mary" in line for line in chronology(jo, sophie))
    typed = {"purpose": "court", "name": "The bench"}
    printed = jo.post(f"/children/{sophie}/chronology/print/", typed).text
    assert "made ready for Mary" in printed
    assert "/plan/copies/" not in printed


@pytest.mark.provision("CM-409")
def test_a_copy_is_read_once_more_for_whoever_was_not_known_when_it_was_made(
    jo, sophie, victims_side
):
    copy = copy_for(jo, sophie)["Location"]
    victims_side.protected_names(sophie, ["Careers Adviser"])
    for form in ("print/", "sound/"):
        refused = jo.get(copy + form)
        assert refused.status_code == 422
        assert "See the careers adviser" in refused.text


def test_no_copy_goes_out_while_nobody_can_read_it_for_names(jo, sophie, victims_side):
    copy = copy_for(jo, sophie)["Location"]
    victims_side.is_away = True
    for form in ("print/", "sound/"):
        refused = jo.get(copy + form)
        assert refused.status_code == 422
        assert "nothing goes out" in refused.text
