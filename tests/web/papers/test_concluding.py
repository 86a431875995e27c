"""A finished assessment says what it rests on and what it concludes; what changed, from what."""

import pytest

from tests.forms import day_parts, form_with
from tests.web.papers.test_assessing import (
    TODAY,
    answer_what_is_needed,
    begin,
    finish,
    judge,
    judge_all,
    nothing_changed,
    rest_it_on,
    save,
)
from waymark.chronology.models import Event
from waymark.papers import queries

WHOLE = {
    "level": "high",
    "because": "What school told us.",
    "what": "A fight at the gate.",
    "whom": "Younger boys.",
    "when": "After school.",
    "likelihood": "likely",
    "imminence": "weeks",
    "indicative": "medium",
}


def finished(jo, child):
    paper = begin(jo, child)
    answer_what_is_needed(jo, paper)
    jo.post(f"/children/{child.pk}/judge/serious_harm/", WHOLE)
    judge(jo, child, "reoffending")
    judge(jo, child, "safety_and_wellbeing")
    assert finish(jo, paper).status_code == 302
    return paper


def page_of(jo, paper):
    return jo.get(f"/children/{paper.child_id}/papers/{paper.pk}/").text


@pytest.mark.provision("EP-084")
def test_an_assessment_that_rests_on_nobody_and_nothing_is_not_finished(jo, child):
    paper = begin(jo, child)
    for part in queries.read(paper).parts:
        nothing_changed_or_answered(jo, paper, part)
    judge_all(jo, child)
    finishing = f"/children/{child.pk}/papers/{paper.pk}/complete/assessment/"
    page = jo.get(finishing).text
    assert "Nothing says yet whom you spoke to or what you read" in page
    assert "Everything that is needed is there" not in page
    refused = finish(jo, paper)
    assert refused.status_code == 422
    assert "whom you spoke to, or what you read" in refused.text
    rest_it_on(jo, paper)
    assert finish(jo, paper).status_code == 302


def nothing_changed_or_answered(jo, paper, part):
    said = {"yes-no": "no", "action": "no", "one": "", "several": ""}
    for each in part.missing:
        answer = each.choices[0][0] if each.choices else said.get(each.answer, "As told.")
        save(jo, paper, part.asked.id, **{each.id: answer})


def test_everything_is_there_is_not_said_over_what_nobody_has_looked_at(jo, child):
    finished(jo, child)
    review = begin(jo, child, stage="review")
    rest_it_on(jo, review)
    judge_all(jo, child)
    finishing = f"/children/{child.pk}/papers/{review.pk}/complete/assessment/"
    page = jo.get(finishing).text
    assert "Everything that is needed is there" not in page
    assert "below nobody has looked at" in page
    for part in queries.read(review).parts:
        nothing_changed(jo, review, part.asked.id)
    assert "Everything that is needed is there" in jo.get(finishing).text


def test_a_finished_assessment_begins_with_how_each_risk_was_judged_in_it(jo, child):
    paper = finished(jo, child)
    judge(jo, child, "serious_harm", "low", because="He has moved away.")  # later, in no assessment
    page = page_of(jo, paper)
    head = page[: page.index("In this paper")]
    assert "Serious harm to others: high" in head
    for told in ("What school told us.", "A fight at the gate.", "Younger boys.", "After school."):
        assert told in head
    for label, said in (("How likely", "Likely"), ("How soon", "Within weeks")):
        assert f"<dt>{label}</dt><dd>{said}</dd>" in head
    assert "<dt>Indicated at first</dt><dd>Medium</dd>" in head
    assert "He has moved away." not in page
    assert f'href="/children/{child.pk}/plan/"' in head


def test_the_scaled_level_stands_with_the_judgements(jo, child):
    paper = begin(jo, child)
    save(
        jo,
        paper,
        "explanations",
        **{
            "explanations-scaled-indicative": "intensive",
            "explanations-scaled": "enhanced",
            "explanations-scaled-why": "More would keep him from college.",
        },
    )
    answer_what_is_needed(jo, paper)
    judge_all(jo, child)
    assert finish(jo, paper).status_code == 302
    page = page_of(jo, paper)
    head = page[: page.index("In this paper")]
    assert "Scaled level: enhanced" in head
    assert "<dt>Indicated at first</dt><dd>Intensive</dd>" in head
    assert "More would keep him from college." in head


def test_a_scaled_level_says_why_it_moved_or_stands_and_says_so_anew_when_it_moves_again(jo, child):
    def scaled(paper, **said):
        save(jo, paper, "explanations", **{f"explanations-{each}": said[each] for each in said})
        return finish(jo, paper)

    paper = begin(jo, child)
    answer_what_is_needed(jo, paper)
    judge_all(jo, child)
    asks = "say why it moved, or why it is still right"
    assert asks in scaled(paper, scaled="enhanced").text
    assert scaled(paper, **{"scaled-why": "He is doing well."}).status_code == 302
    review = begin(jo, child)
    judge_all(jo, child)
    assert asks in scaled(review, scaled="intensive").text
    assert asks not in scaled(review, **{"scaled-why": "Two fights in a week."}).text


def test_a_long_paper_lists_its_sections_and_leads_to_each(jo, child):
    paper = finished(jo, child)
    page = page_of(jo, paper)
    for part in queries.read(paper).parts:
        if part.answered:
            assert f'href="#{part.asked.id}"' in page
            assert page.count(f'id="{part.asked.id}"') == 1


@pytest.mark.provision("EP-117")
def test_what_changed_says_what_it_was_before(jo, child):
    finished(jo, child)
    review = begin(jo, child, stage="review")
    save(jo, review, "story", **{"story-own": "Fishing is over. I have a job."})
    page = page_of(jo, review)
    answer = page[page.index("Fishing is over") :]
    assert "Before, " in answer
    assert "“As she told us.”" in answer[: answer.index("</div>")]
    assert page.count("Before, ") == 1


def test_a_review_leads_to_what_the_assessment_before_it_rests_on(jo, child):
    first = finished(jo, child)
    page = page_of(jo, begin(jo, child, stage="review"))
    assert f'href="/children/{child.pk}/papers/{first.pk}/">what that one rests on' in page


@pytest.mark.provision("EP-125")
def test_what_was_learnt_says_which_risk_moved_and_how_and_leads_there(jo, child):
    judge(jo, child, "serious_harm", "medium")
    judge(jo, child, "serious_harm", "high")
    judge(jo, child, "serious_harm", "high")  # as it was: it asks for no plan
    page = jo.get(f"/children/{child.pk}/assessment/").text
    assert "Serious harm to others: judged for the first time, medium" in page
    assert "Serious harm to others: from medium up to high" in page
    made = Event.objects.filter(child=child, kind="judgement").order_by("position")
    links = [f'href="/children/{child.pk}/events/{each.pk}/"' in page for each in made]
    assert links == [True, True, False]


def test_the_page_of_a_childs_assessments_says_all_that_a_level_rests_on(jo, child):
    jo.post(f"/children/{child.pk}/judge/serious_harm/", WHOLE)
    page = jo.get(f"/children/{child.pk}/assessment/").text
    for told in ("A fight at the gate.", "Younger boys.", "After school.", "Within weeks"):
        assert told in page


@pytest.mark.provision("EP-106")
def test_a_word_that_labels_is_saved_in_an_assessment_and_answered_with_a_kinder_one(jo, child):
    paper = begin(jo, child)
    said = {"harm-who": "A nasty thug when goaded.", "harm-view": "They call me a thug."}
    answer = save(jo, paper, "harm", **said)
    page = jo.get(answer["Location"]).text
    assert "It says “thug”. Kinder: " in page
    assert page.count("Kinder: ") == 1
    assert f'href="/children/{child.pk}/papers/{paper.pk}/harm/">Put it otherwise' in page
    assert queries.read(paper).said("harm-who") == said["harm-who"]
    answer = save(jo, paper, "harm", **{"harm-who": "He hits out when goaded."})
    assert "Kinder: " not in jo.get(answer["Location"]).text, "the child’s own words are theirs"


@pytest.mark.provision("EP-106")
def test_a_judgement_is_answered_with_kinder_words_too(jo, child):
    answer = judge(jo, child, "serious_harm", because="He is an offender.")
    assert "It says “offender”. Kinder: " in jo.get(answer["Location"]).text


def test_in_the_chronology_each_part_of_a_judgement_stands_under_its_words(jo, child):
    jo.post(f"/children/{child.pk}/judge/serious_harm/", WHOLE)
    page = jo.get(f"/children/{child.pk}/chronology/").text
    assert "What could happen: A fight at the gate." in page
    assert "To whom: Younger boys." in page
    assert "When: After school." in page


def test_a_judgement_that_moved_says_what_it_opened(jo, child):
    answer = judge(jo, child, "serious_harm", "high")
    page = jo.get(answer["Location"]).text
    assert "Serious harm to others is judged. This opened: " in page
    assert "panel" in page[page.index("This opened: ") :]
    page = jo.get(judge(jo, child, "serious_harm", "high")["Location"]).text
    assert "This opened: " not in page


def test_what_came_after_a_judgement_stands_where_it_is_judged_again(jo, child):
    judge(jo, child, "serious_harm", "high")
    again = f"/children/{child.pk}/judge/serious_harm/"
    assert "Since then" not in jo.get(again).text
    found = f"/children/{child.pk}/record/weapon-found/"
    form = form_with(jo.get(found).text, "note")
    typed = form.sent(note="A knife.", plan_fits="now", **day_parts("on", TODAY))
    assert jo.post(found, typed).status_code == 302
    since = jo.get(again).text.partition("Since then")[2]
    assert "A weapon was found" in since


def test_a_risk_that_is_judged_two_steps_lower_is_looked_at_once_more(jo, child):
    judge(jo, child, "serious_harm", "high")
    refused = judge(jo, child, "serious_harm", "low")
    assert refused.status_code == 422
    assert "two steps lower than it was" in refused.text
    told = {"level": "low", "because": "He has moved away.", "not_yet_because": "On Friday."}
    address = f"/children/{child.pk}/judge/serious_harm/"
    assert jo.post(address, {**told, "sure": "on"}).status_code == 302
    assert judge(jo, child, "serious_harm", "medium").status_code == 302, "one step asks nothing"
