"""A copy is read for what tells whose it is, where they live or what they did: no link says it."""

import pytest

from tests.web.plans.copying import SURNAME, copies, copy_for, give, with_plan
from waymark.accounts import asking
from waymark.children.models import Person
from waymark.orders.models import Order

HOME = {"kind": "home", "lines": ["12 Teasel Close", "Kirkby"], "postcode": "L32 1AB"}
LINK = {"format": "link", "chosen": "purple drawing dog"}
TELLS = {
    f"I want nobody to call me {SURNAME}": "Sophie’s last name",
    "I am sorry for the Robbery": "it tells what the order was made for",
    "Two weeks with no  taking without consent": "it tells what the order was made for",
    "Three talks about when I stole it": "it tells what the order was made for",
    "No knife in my bag": "it tells what the order was made for",
    "I stay in at 12, Teasel Close": "Sophie’s address",
    "I stay in at l321ab": "Sophie’s address",
    "Home by ten in Teasel Close": "Sophie’s address",
    "Home by ten in Tesel Close": "Sophie’s address",
}


def told(worker, words):
    """A child whose goal says this, whose order was made for a robbery and a car that was taken."""
    child = with_plan(worker, about={"addresses": [{**HOME, "from": "2020-01-01"}]}, words=words)
    asking.as_waymark(worker.service_id)
    order = Order.objects.get(child=child)
    offences = [{"id": "f1", "category": "robbery"}, {"id": "f2", "category": "vehicle-theft"}]
    order.document = {**order.document, "offences": offences}
    order.save()
    around = [
        {"id": "p8", "name": "Rob Thackeray", "relationship": "father"},
        {"id": "p9", "name": "Alan Brandreth", "agency": "police"},
    ]
    for position, each in enumerate(around, 8):
        of = {"child_id": child, "service": worker.service, "position": position}
        Person.objects.create(document=each, **of)
    return child


@pytest.mark.parametrize(("words", "what"), TELLS.items())
def test_no_link_tells_of_an_offence_an_address_or_a_last_name(jo, worker, words, what):
    child = told(worker, words)
    for sure in ({}, {"sure": "on"}):
        refused = copy_for(jo, child, **LINK, **sure)
        assert refused.status_code == 422
        assert what in refused.text
        assert "Under “What I want for myself” it says" in refused.text
        assert "No page by link says so" in refused.text
        assert "Or give it in another form" in refused.text
    assert copies(worker) == []


@pytest.mark.parametrize(("words", "what"), TELLS.items())
def test_on_paper_it_is_asked_whether_it_is_the_childs_own_word(jo, worker, words, what):
    child = told(worker, words)
    asked = copy_for(jo, child)
    assert asked.status_code == 422
    assert what in asked.text
    assert "Or leave it, where it is Sophie’s own word" in asked.text
    assert "I have looked: it is Sophie’s own word and stays" in asked.text
    assert copies(worker) == []
    assert copy_for(jo, child, sure="on").status_code == 302
    (sheet,) = copies(worker)
    assert words in str(sheet.content), "quoted as it was said"


def test_what_may_be_a_name_is_asked_with_it_and_both_are_answered_at_once(jo, worker):
    child = told(worker, "Grace is what I want after the robbery")
    asked = copy_for(jo, child, names="Grace Quillfeather").text
    assert "it says “Grace”" in asked
    assert "it says “robbery”" in asked
    assert "none of these is the person, and the rest is Sophie’s own word" in asked
    assert copy_for(jo, child, names="Grace Quillfeather", sure="on").status_code == 302


@pytest.mark.parametrize("words", ["I ring Robbie", "No violence", "I like Teasel and Kirkby"])
def test_what_tells_of_none_of_that_goes_by_link(jo, worker, words):
    made = copy_for(jo, told(worker, words), **LINK)
    assert "/for-you/open/" in made.text


def test_no_link_says_a_fathers_last_name_which_on_paper_may_stand(jo, worker):
    child = told(worker, "I go to Mr Thackeray on Sundays")
    refused = copy_for(jo, child, **LINK)
    assert "the last name of somebody in the family" in refused.text
    assert copy_for(jo, child).status_code == 302


@pytest.mark.parametrize("given", [LINK, {}])
def test_the_childs_words_are_quoted_as_they_were_said_whoever_else_they_name(jo, worker, given):
    child = told(worker, "I ring PC Brandreth or Alan Brandreth")
    copy_for(jo, child, **given)
    (sheet,) = copies(worker)
    assert "“I ring PC Brandreth or Alan Brandreth”" in str(sheet.content)


@pytest.mark.provision("CM-409")
def test_whether_a_typed_name_is_somebody_elses_around_the_child_is_asked(jo, worker):
    child = told(worker, "Mick drives me")
    asked = copy_for(jo, child, names="Mick Sloane")
    assert asked.status_code == 422
    assert "is it the person, or only the word, or somebody else of that name?" in asked.text
    assert copy_for(jo, child, names="Mick Sloane", sure="on").status_code == 302


def test_the_page_says_what_a_copy_is_read_for(jo, worker):
    assert "by link none passes" in jo.get(give(told(worker, "I rest"))).text
