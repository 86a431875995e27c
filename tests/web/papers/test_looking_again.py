"""A review of an assessment passes over no section in silence, nor over what was said since."""

from datetime import timedelta

import pytest
from django.utils import timezone

from tests.forms import forms_of
from tests.web.papers.test_assessing import (
    answer_what_is_needed,
    begin,
    finish,
    judge_all,
    nothing_changed,
    rest_it_on,
    save,
    section_page,
)
from tests.web.papers.test_voices import a_choice
from waymark.chronology.models import Event
from waymark.papers import queries
from waymark.papers.models import Section

TODAY = timezone.localdate()
WHY = "He was tired: home and school are for next week."


@pytest.fixture
def review(jo, child):
    """A review is begun, with the answers of the assessment before."""
    first = begin(jo, child)
    answer_what_is_needed(jo, first)
    judge_all(jo, child)
    assert finish(jo, first).status_code == 302
    begun = begin(jo, child, stage="review")
    rest_it_on(jo, begun)
    return begun


def as_of(paper, days):
    """Let what a paper says have been said some days ago."""
    on = (TODAY - timedelta(days=days)).isoformat()
    for row in Section.objects.filter(paper=paper):
        row.answers = {name: {**each, "on": on} for name, each in row.answers.items()}
        row.checked_on = None
        row.save()


def found_a_weapon(jo, child, on):
    day = {f"on_{part}": getattr(on, part) for part in ("day", "month", "year")}
    fits = {"plan_fits": "fits", "plan_fits_because": "It has it already."}
    address = f"/children/{child.pk}/record/weapon-found/"
    assert jo.post(address, {**day, **fits, "place": "At the gate"}).status_code == 302


def test_finishing_lists_the_sections_that_nobody_looked_at_and_asks_why(jo, child, review):
    judge_all(jo, child)
    save(jo, review, "story", **{"story-own": "Fishing is over. I have a job."})
    nothing_changed(jo, review, "home")
    page = jo.get(f"/children/{child.pk}/papers/{review.pk}/complete/assessment/").text
    left = page[page.index("Nobody has looked at these") :]
    assert f"{child.first_name} and what matters" not in left
    assert "School, college and work" in left
    refused = finish(jo, review, left_because=" ")
    assert refused.status_code == 422
    assert "say why not now" in refused.text
    assert finish(jo, review, left_because=WHY).status_code == 302
    page = jo.get(f"/children/{child.pk}/papers/{review.pk}/").text
    assert "Not looked at this time" in page
    assert WHY in page


def test_all_was_looked_at_and_nobody_is_asked_why_not(jo, child, review):
    judge_all(jo, child)
    for part in queries.read(review).parts:
        nothing_changed(jo, review, part.asked.id)
    assert finish(jo, review, left_because="").status_code == 302
    assert "Not looked at" not in jo.get(f"/children/{child.pk}/papers/{review.pk}/").text


def test_nothing_has_changed_is_not_said_over_what_somebody_has_just_answered(jo, child, review):
    page = jo.get(f"/children/{child.pk}/papers/{review.pk}/").text
    stale = next(each for each in forms_of(page) if each.action.endswith("/story/same/"))
    save(jo, review, "story", **{"story-own": "Fishing is over. I have a job."})
    assert jo.post(stale.action, stale.sent()).status_code == 409


def test_the_list_says_where_the_child_said_something_new(jo, child, review, said_alone):
    as_of(review, days=3)
    code, words = a_choice("my-home", "face-bad")
    said_alone(**{"my-home": code})
    page = jo.get(f"/children/{child.pk}/papers/{review.pk}/").text
    assert f"{child.first_name} says “<bdi>{words}</bdi>”" in page
    assert "to “How is it where you live?”" in page
    save(jo, review, "home", **{"home-action": "yes", "home-action-needs": "Quiet at night."})
    assert words not in jo.get(f"/children/{child.pk}/papers/{review.pk}/").text


def test_each_question_says_when_it_was_last_answered_and_where(jo, child, review):
    page = section_page(jo, review, "story").text
    assert "Answered " in page
    assert ", at the start." in page


def test_the_papers_title_says_which_one_it_is(jo, child, review):
    page = jo.get(f"/children/{child.pk}/papers/{review.pk}/").text
    assert "<h1>Assessment – a review, full</h1>" in page


@pytest.mark.provision("CM-004", "CM-014")
@pytest.mark.parametrize(
    ("fact", "section", "other"),
    [
        ("education", "education", "health"),
        ("health", "health", "education"),
        ("care_status", "care", "education"),
        ("alerts", "safety", "education"),
    ],
)
def test_a_fact_that_was_changed_since_says_to_look_again(
    jo, child, review, worker, fact, section, other
):
    for name in (section, other):
        question = {"care": "care-status"}.get(name, f"{name}-action")
        save(jo, review, name, **{question: "now" if name == "care" else "no"})
    as_of(review, days=3)
    child.events.create(
        service_id=child.service_id,
        reference="changed",
        position=99,
        kind="record-changed",
        on=TODAY,
        recorded_on=TODAY,
        document={"id": "changed", "kind": "record-changed", "on": TODAY.isoformat(), "what": fact},
    )
    assert "Since this was answered" in section_page(jo, review, section).text
    assert "Since this was answered" not in section_page(jo, review, other).text


def test_what_a_judgement_rests_on_is_typed_once(jo, child):
    address = f"/children/{child.pk}/judge/serious_harm/"
    told = {"level": "high", "because": "What school told us.", "what": "A fight at the gate."}
    jo.post(address, {**told, "not_yet_because": "We talk Friday."})
    page = jo.get(address).text
    assert "A fight at the gate." in page
    assert "“What school told us.”" in page
    assert "What school told us." in jo.get(f"/children/{child.pk}/assessment/").text


def test_a_judgement_says_what_it_rests_on_or_why_not_yet(jo, child):
    address = f"/children/{child.pk}/judge/serious_harm/"
    told = {"level": "high", "because": "What school told us.", "what": "A fight at the gate."}
    refused = jo.post(address, told)
    assert refused.status_code == 422
    assert "To whom? When, or in what circumstances?" in refused.text
    assert "What could happen? To whom?" not in refused.text
    assert jo.post(address, {**told, "not_yet_because": "We talk Friday."}).status_code == 302
    made = Event.objects.get(child=child, kind="judgement")
    assert made.words.get(field="not_yet_because").text == "We talk Friday."


@pytest.mark.provision("EP-546")
def test_nothing_new_does_not_say_why_a_level_moved(jo, child):
    address = f"/children/{child.pk}/judge/serious_harm/"
    told = {"because": "Nothing new.", "not_yet_because": "We talk Friday."}
    assert jo.post(address, {**told, "level": "high"}).status_code == 302
    assert jo.post(address, {**told, "level": "high"}).status_code == 302  # it stands
    refused = jo.post(address, {**told, "level": "low"})
    assert "Say what has moved the level" in refused.text


def test_the_chart_says_in_its_table_why_each_level_was_judged_so(jo, child):
    judge_all(jo, child)
    told = {"level": "low", "because": "He stays away.", "not_yet_because": "We talk Friday."}
    jo.post(f"/children/{child.pk}/judge/serious_harm/", told)
    page = jo.get(f"/children/{child.pk}/judge/serious_harm/").text
    assert "low, because: He stays away." in page


@pytest.mark.provision("CM-004", "CM-014")
def test_what_was_recorded_after_an_answer_on_the_same_day_says_to_look_again(jo, child, review):
    page = jo.get(f"/children/{child.pk}/papers/{review.pk}/").text
    assert "Look again" not in page
    found_a_weapon(jo, child, on=TODAY)
    page = jo.get(f"/children/{child.pk}/papers/{review.pk}/").text
    assert "Look again: " in page
    assert "Since this was answered" in section_page(jo, review, "harm").text
    assert "Since this was answered" in section_page(jo, review, "safety").text
    nothing_changed(jo, review, "harm")
    assert "Since this was answered" not in section_page(jo, review, "harm").text


@pytest.mark.provision("CM-004", "CM-014")
def test_what_was_recorded_before_an_answer_on_the_same_day_is_known_to_it(jo, child):
    found_a_weapon(jo, child, on=TODAY)
    paper = begin(jo, child)
    save(jo, paper, "harm", **{"harm-who": "Boys at the school gate."})
    assert "Since this was answered" not in section_page(jo, paper, "harm").text


def test_what_was_recorded_late_of_an_earlier_day_says_to_look_again(jo, child, review):
    found_a_weapon(jo, child, on=TODAY - timedelta(days=2))
    assert "Since this was answered" in section_page(jo, review, "harm").text


def test_a_judgement_of_another_assessment_is_none_of_this_one(jo, child, review):
    finish_page = f"/children/{child.pk}/papers/{review.pk}/complete/assessment/"
    page = jo.get(finish_page).text
    assert page.count("is not judged in this assessment yet") == 3
    refused = finish(jo, review)
    assert refused.status_code == 422
    assert "A judgement: serious harm to others" in refused.text
    judge_all(jo, child)
    assert "is not judged in this assessment yet" not in jo.get(finish_page).text


def test_a_judgement_that_was_made_before_an_assessment_is_begun_is_none_of_it(jo, child):
    judge_all(jo, child)
    paper = begin(jo, child)
    page = jo.get(f"/children/{child.pk}/papers/{paper.pk}/complete/assessment/").text
    assert page.count("is not judged in this assessment yet") == 3
