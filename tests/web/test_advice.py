"""Advice stands where it helps: one line in sight, the others folded, each with its source."""

import re
from datetime import timedelta
from html import unescape

import pytest
from django.urls import reverse

from tests.children import make_child
from tests.web.diary.booking import TODAY
from tests.web.plans.writing import begin
from tests.web.visits.visiting import assess, book_visit, decide
from waymark.accounts import asking
from waymark.diary.models import Place
from waymark.guidance.advising import advice, advice_at
from waymark.orders.models import Order

IN_CARE = {"id": "la", "basis": "section-20", "from": f"{TODAY - timedelta(days=90)}"}
ORDER = {
    "id": "o1",
    "kind": "youth-rehabilitation-order",
    "made_on": f"{TODAY - timedelta(days=20)}",
    "ends_on": f"{TODAY + timedelta(days=200)}",
}
KAI = {
    "given_name": "Kai",
    "communication_needs": ["understanding-language"],
    "disabilities": ["mental-health"],
    "looked_after": [IN_CARE],
}


@pytest.fixture
def a_child(worker):
    def make(**about):
        return make_child(
            worker.service, worker=worker, child={"given_name": "Kai", **about}, orders=[ORDER]
        )

    return make


@pytest.fixture
def kai(a_child):
    """Kai finds talking hard, has a need for care of his mind, and is looked after."""
    return a_child(**KAI)


@pytest.fixture
def address(kai, jo, bea, worker):
    """Where a page is, as the guidance folder names it."""

    def of(page):
        name, _, kind = page.partition(":")
        if name == "assess-place":
            asking.as_user(worker)
            return reverse(name, args=[Place.objects.create(service=worker.service, name="H").pk])
        if name == "going":
            assess(jo, kai)
            decide(bea, kai)
            return reverse(name, args=[kai, book_visit(jo, worker, kai).pk])
        if name == "amend-order":
            asking.as_user(worker)
            return reverse(name, args=[kai, Order.objects.get(child=kai).pk])
        if name == "plan-item":
            begin(jo, kai)
            return reverse(name, args=[kai, "goals", "new"])
        beside = {"judge": ["serious_harm"]}.get(name, [kind] if kind else [])
        return reverse(name, args=[kai, *beside])

    return of


def main(text):
    return unescape(text[text.index("<main") :])


def in_sight(text):
    """What is said without opening anything."""
    return re.findall(
        r"<summary>(.*?) <span class=\"why__ask\"", main(text).split("Other advice")[0]
    )


@pytest.mark.parametrize(
    ("page", "words"),
    [
        pytest.param(
            "induction",
            ["whatever comes later rests on that", "safe and easy to foresee", "To read on"],
            marks=pytest.mark.provision(
                "CM-002",
                "CM-025",
                "CM-037",
                "CM-040",
                "CM-045",
                "CM-047",
                "CM-050",
                "CM-054",
                "EP-069",
            ),
        ),
        pytest.param(
            "begin-assessment",
            ["leave extra time to get to know", "as early, and keep in touch"],
            marks=pytest.mark.provision("CM-027", "CM-321"),
        ),
        pytest.param("needs", ["safe and easy to foresee"]),
        pytest.param("assessment", ["No child is what they did"]),
        pytest.param(
            "people",
            ["as early, and keep in touch", "would help them to help", "a whole family"],
            marks=pytest.mark.provision("CM-026", "CM-028", "CM-029", "CM-044", "CM-265"),
        ),
        pytest.param(
            "book",
            ["let Kai say it back", "what worries Kai", "finding the way is our part"],
            marks=pytest.mark.provision("CM-320", "CM-413"),
        ),
        pytest.param(
            "record-contact",
            [
                "let Kai say it back",
                "what worries Kai",
                "Were you on time",
                "No child is what they did",
                "One small step until next time",
                "Warm and polite, and still the worker",
            ],
            marks=pytest.mark.provision(
                "CM-038",
                "CM-041",
                "CM-051",
                "CM-109",
                "CM-110",
                "CM-150",
                "CM-151",
                "CM-315",
                "CM-316",
                "CM-320",
                "EP-057",
                "EP-151",
            ),
        ),
        pytest.param(
            "going",
            ["Warm and polite, and still the worker"],
            marks=pytest.mark.provision("CM-434"),
        ),
        pytest.param(
            "plan-item",
            ["shorter, in pictures, with somebody near", "how to think a problem through"],
            marks=pytest.mark.provision("CM-425", "EP-004", "EP-150"),
        ),
        pytest.param(
            "judge",
            ["support, question, and say what you must pass on"],
            marks=pytest.mark.provision("EP-429", "EP-430"),
        ),
        pytest.param("record-event:risk-panel-held", ["support, question, and say what you must"]),
        pytest.param(
            "record-event:contact-level-set",
            ["would help them to help", "Change it as Kai changes"],
            marks=pytest.mark.provision("EP-110"),
        ),
        pytest.param(
            "record-event:absence-followed-up",
            [
                "let Kai say it back",
                "finding the way is our part",
                "for the adults to clear",
                "without blame",
                "with starts and stops",
            ],
            marks=pytest.mark.provision("CM-443", "EP-112", "EP-129", "EP-142"),
        ),
        pytest.param(
            "tried",
            ["with starts and stops", "only Kai can do it"],
            marks=pytest.mark.provision("EP-129", "EP-131", "EP-143", "EP-146"),
        ),
        pytest.param(
            "record-event:warning",
            ["Kai is looked after: weigh", "you want to go on together", "an offence of its own"],
            marks=pytest.mark.provision("CM-440", "CM-442", "EP-114", "NP-341"),
        ),
        pytest.param(
            "amend-order",
            ["only if not, ask for another order"],
            marks=pytest.mark.provision("CM-006"),
        ),
        pytest.param(
            "record-event:engagement-panel-held",
            ["you want to go on together", "Would something else within the order do?"],
            marks=pytest.mark.provision("CM-006"),
        ),
        pytest.param(
            "record-event:judged-for-court",
            ["Kai is looked after: weigh", "an offence of its own"],
            marks=pytest.mark.provision("NP-341"),
        ),
        pytest.param(
            "record-event:achievement",
            ["Say it to Kai too, however small"],
            marks=pytest.mark.provision("CM-430", "EP-113"),
        ),
        pytest.param(
            "record-event:child-heard",
            ["what would Kai say of you?"],
            marks=pytest.mark.provision("EP-141"),
        ),
        pytest.param(
            "hand-over",
            ["what a known face is worth to Kai"],
            marks=pytest.mark.provision("EP-111", "EP-545"),
        ),
        pytest.param(
            "assess-place",
            ["to prevent harm and keep people safe", "what they gained and lost by it"],
            marks=pytest.mark.provision("CM-597", "CM-600"),
        ),
        pytest.param(
            "restorative",
            [
                "with people who are glad of it",
                "nor speak of paying back",
                "small repairs each day",
            ],
            marks=pytest.mark.provision(
                "CM-337",
                "CM-346",
                "CM-347",
                "CM-355",
                "CM-363",
                "CM-373",
                "CM-382",
                "EP-063",
                "EP-064",
                "EP-515",
                "NP-062",
                "NP-207",
                "NP-284",
                "NP-285",
                "NP-286",
                "NP-287",
            ),
        ),
        pytest.param(
            "record-event:restorative-activity-planned",
            ["Ask each time what it repairs", "Who suits best to lead"],
            marks=pytest.mark.provision("CM-382", "NP-292", "NP-294", "NP-303"),
        ),
        pytest.param(
            "record-event:restorative-risk-assessed",
            ["Notice it, and let no one lose", "Be calm and fair"],
            marks=pytest.mark.provision("NP-307", "NP-311", "NP-313"),
        ),
    ],
)
def test_advice_stands_on_the_page_where_it_helps(page, words, address, jo, bea):
    asks = bea if page in ("hand-over", "assess-place", "record-event:judged-for-court") else jo
    answer = asks.get(address(page))
    assert answer.status_code == 200
    shown = main(answer.text)
    assert [each for each in words if each not in shown] == []
    assert [each.id for each in advice_at(page) if each.words.format(name="Kai") not in shown] == []
    assert len(in_sight(answer.text)) == 1


def test_each_page_that_the_guidance_folder_names_is_looked_at():
    (table,) = (
        mark.args[1]
        for mark in test_advice_stands_on_the_page_where_it_helps.pytestmark
        if mark.name == "parametrize"
    )
    assert {row.values[0] for row in table} == {page for each in advice() for page in each.at}


@pytest.mark.provision("CM-320", "CM-425", "NP-341")
def test_what_is_so_of_one_child_alone_is_not_said_of_another(jo, a_child):
    sam = a_child(communication_needs=["interpreter"], disabilities=["none-known"])
    for page in ("contact", "week/book", "record/absence-followed-up", "record/warning"):
        shown = main(jo.get(f"/children/{sam}/{page}/").text)
        assert "say it back" not in shown
        assert "looked after" not in shown


def test_what_is_so_of_the_child_stands_in_sight_before_what_is_for_all(jo, kai):
    (line,) = in_sight(jo.get(f"/children/{kai}/contact/").text)
    assert "say it back" in line


def test_of_what_is_for_all_another_line_is_in_sight_each_day(jo, a_child, monkeypatch):
    sam = a_child()
    seen = set()
    for days in range(4):
        monkeypatch.setattr("waymark.contacts.views.contact.today", lambda _, on=days: day(on))
        (line,) = in_sight(jo.get(f"/children/{sam}/contact/").text)
        seen.add(line)
    assert len(seen) == 4


def day(number):
    return TODAY + timedelta(days=number)


def test_why_it_is_said_opens_beside_it_and_leads_to_the_provision(jo, kai):
    shown = main(jo.get(f"/children/{kai}/contact/").text)
    assert '<a href="/why/CM-320/">CM-320</a>' in shown


def test_nothing_is_advised_once_the_child_died(jo, worker):
    died = {"id": "e9", "kind": "child-died", "on": f"{TODAY}"}
    sam = make_child(worker.service, worker=worker, orders=[ORDER], events=[died])
    assert in_sight(jo.get(f"/children/{sam}/people/").text) == []
