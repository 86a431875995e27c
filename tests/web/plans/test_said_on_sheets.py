"""What the child and the parents wrote alone stands where a review and an ending ask for it."""

import pytest

from tests.web.papers.alone import hand_in, tell_of_harm
from tests.web.plans.reviewing import answer, begun, complete
from tests.web.plans.test_ending import ACHIEVED, agreed, page
from tests.web.plans.test_ending import begun as end_begun
from waymark.accounts import asking
from waymark.children.models import Child

HARM = "Somebody hurts me"


@pytest.fixture
def sophie(child, worker):
    asking.as_user(worker)
    return Child.objects.get(pk=child)


def beside(client, paper, section):
    """Return what stands beside a section's questions."""
    shown = client.get(f"/children/{paper.child_id}/papers/{paper.pk}/{section}/").text
    return shown.partition("In their own words")[2].partition("</section>")[0]


@pytest.mark.provision("CM-221")
def test_what_the_child_wrote_stands_beside_what_a_review_asks_of_the_child(jo, sophie, worker):
    hand_in(sophie, worker, **{"my-good": "Boxing, not the mornings"})
    paper = begun(jo, sophie.pk, worker)
    told = beside(jo, paper, "review-child")
    assert "“Boxing, not the mornings”" in told
    assert "Sophie: What do you like doing?" in told
    assert not beside(jo, paper, "review-others")
    assert not beside(jo, paper, "review-progress")


@pytest.mark.provision("EP-124")
def test_what_a_parent_wrote_stands_beside_what_the_family_says(jo, sophie, worker):
    hand_in(sophie, worker, "self-assessment-parent", "p1", **{"parent-proud": "He sleeps again"})
    paper = begun(jo, sophie.pk, worker)
    assert "“He sleeps again”" in beside(jo, paper, "review-others")
    assert not beside(jo, paper, "review-child")


def test_what_the_last_review_knew_is_not_shown_again(jo, sophie, worker):
    hand_in(sophie, worker, days_ago=9, **{"my-good": "Football, then"})
    shown = begun(jo, sophie.pk, worker)
    assert "Football, then" in beside(jo, shown, "review-child"), "there was no review yet"
    answer(shown, worker, review_child_present="all")
    assert complete(jo, shown, outcome="stays", because="It works.").status_code == 302
    assert "Football, then" not in beside(jo, begun(jo, sophie.pk, worker), "review-child")


def test_what_was_told_of_harm_stands_first_whether_or_not_it_was_handed_in(jo, sophie, worker):
    hand_in(sophie, worker, **{"my-good": "Boxing", "my-safe": ["hurt"]})
    tell_of_harm(sophie, worker, "my-safe", HARM)
    tell_of_harm(sophie, worker, "my-self", "I want to die")
    told = beside(jo, begun(jo, sophie.pk, worker), "review-child")
    assert told.count(HARM) == 1, "one answer is told once"
    assert told.index(HARM) < told.index("Boxing")
    assert told.index("I want to die") < told.index("Boxing")


@pytest.mark.provision("CM-130")
def test_an_ending_shows_when_the_child_was_heard_and_holds_a_yes_against_it(
    jo, ash, sophie, worker
):
    paper = end_begun(jo, sophie.pk, worker)
    looking_back = f"/children/{sophie.pk}/papers/{paper.pk}/end-looking-back/"
    assert "On record: nothing handed in" in jo.get(looking_back).text
    answer(paper, worker, end_child_achieved=ACHIEVED, end_agreed="yes")
    complete_page = f"/children/{sophie.pk}/papers/{paper.pk}/complete/closing/"
    otherwise = "Yes; yet nothing that Sophie said alone was handed in."
    assert otherwise in jo.get(complete_page).text
    assert agreed(jo, paper).status_code == 302, "it is asked about, and refuses nothing"
    assert otherwise in ash.get(page(sophie.pk, "countersign/")).text
    hand_in(sophie, worker, **{"my-good": "Boxing"})
    assert otherwise not in ash.get(page(sophie.pk, "countersign/")).text


@pytest.mark.provision("CM-130")
def test_of_an_ending_the_days_on_which_the_child_was_heard_are_on_record(jo, sophie, worker):
    hand_in(sophie, worker, **{"my-good": "Boxing"})
    paper = end_begun(jo, sophie.pk, worker)
    shown = jo.get(f"/children/{sophie.pk}/papers/{paper.pk}/end-looking-back/").text
    assert "On record: Sophie handed in what they think on" in shown
    answer(paper, worker, end_child_achieved=ACHIEVED, end_agreed="yes")
    complete_page = f"/children/{sophie.pk}/papers/{paper.pk}/complete/closing/"
    assert "Yes; yet" not in jo.get(complete_page).text
