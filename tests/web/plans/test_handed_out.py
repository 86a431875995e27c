"""A copy is read for names each time that somebody gets it, whenever it was made."""

import re

import pytest
from django.test import Client
from django.utils import timezone

from tests.forms import day_parts, forms_of
from tests.web.plans.copying import CANARY, copy_for, with_plan
from waymark.portal import again

WORDS = "purple drawing dog"
NAMED = {"words": "Say sorry to Zephyrine"}


def link_of(page):
    return re.search(r"/for-you/open/[^\"]+/", page)[0]


@pytest.fixture
def child(worker):
    return with_plan(worker, **NAMED)


@pytest.fixture
def phone(jo, child):
    """A phone on which the link was opened, before anybody knew who was harmed."""
    phone = Client()
    link = link_of(copy_for(jo, child, format="link", chosen=WORDS).text)
    assert "Say sorry" in phone.post(link, {"words": WORDS}, follow=True).text
    return phone


@pytest.mark.provision("CM-409")
def test_a_link_shows_no_name_that_was_told_since(child, phone, protected_names):
    protected_names(child, [CANARY])
    shut = phone.get("/for-you/")
    assert shut.status_code == 422
    assert "has to be put right first" in shut.text
    assert "Zephyrine" not in shut.text
    protected_names(child, [])
    assert "Say sorry" in phone.get("/for-you/").text, "it shows again once nobody is named"


@pytest.mark.provision("CM-409")
def test_a_link_shows_nothing_while_nobody_can_say_who_was_harmed(phone, victims_side):
    victims_side.is_away = True
    shut = phone.get("/for-you/")
    assert shut.status_code == 422
    assert "cannot be shown just now" in shut.text
    assert "Zephyrine" not in shut.text


def test_a_link_that_is_opened_asks_as_nobody_whose_tries_are_counted(phone, victims_side):
    assert victims_side.asked[-1]["by"] is None


@pytest.mark.provision("CM-409")
@pytest.mark.parametrize("what", ["print/", "sound/"])
def test_a_copy_of_the_plan_is_not_printed_or_heard_with_a_name_that_was_told_since(
    jo, child, protected_names, what
):
    made = copy_for(jo, child)["Location"]
    protected_names(child, [CANARY])
    assert "a protected name" in jo.get(made + what).text


@pytest.mark.provision("CM-409")
def test_what_came_of_it_is_not_printed_with_a_name_that_was_told_since(jo, child, protected_names):
    day = day_parts("on", timezone.localdate())
    told = {"said": "Zephyrine hit me first", "changed": "We meet at four."}
    jo.post(f"/children/{child}/record/child-heard/", {**day, **told})
    page = f"/children/{child}/said/give/"
    (form,) = (each for each in forms_of(jo.get(page).text) if "names" in each.fields)
    printed = jo.post(page, form.sent(way="paper"))["Location"]
    assert "hit me first" in jo.get(printed).text
    protected_names(child, [CANARY])
    assert "a protected name" in jo.get(printed).text


def test_without_the_reading_a_link_would_show_the_name(child, phone, protected_names, monkeypatch):
    """The control."""
    protected_names(child, [CANARY])
    monkeypatch.setattr(again, "read_again", lambda *_, **__: None)
    assert "Zephyrine" in phone.get("/for-you/").text
