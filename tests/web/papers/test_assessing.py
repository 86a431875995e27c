"""A worker assesses a child over days, loses no word, and is asked again only what changed."""

import html
from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from tests.children import make_child
from tests.forms import form_with
from tests.people import make_person, signed_in_client
from tests.web.plans.pressing import press
from waymark.accounts.models import Role
from waymark.assessments.queries import conclusions
from waymark.assessments.words import ASKED, ASKS
from waymark.audit import recording
from waymark.chronology import door
from waymark.chronology.models import Event
from waymark.contacts.words import help_text, label
from waymark.duties.models import Duty
from waymark.guidance import forms
from waymark.papers import queries
from waymark.papers.models import Paper, Section

TODAY = timezone.localdate()


def begin(client, child, stage="start"):
    client.post(
        f"/children/{child.pk}/assessment/begin/",
        {"kind": "statutory", "stage": stage, "orders": ["o1"]},
    )
    return Paper.objects.get(child=child, completed_on=None)


def section_page(client, paper, section):
    return client.get(f"/children/{paper.child_id}/papers/{paper.pk}/{section}/")


def save(client, paper, section, **said):
    """Fill in a section as a browser does."""
    address = f"/children/{paper.child_id}/papers/{paper.pk}/{section}/"
    page = client.get(address)
    form = form_with(page.text, "began_from")
    return client.post(address, form.sent(**said))


def answer_what_is_needed(client, paper):
    """Answer what must be answered, section by section, as shortly as it can be."""
    for part in queries.read(paper).parts:
        said = {each.id: _some_answer(each) for each in part.missing}
        if said:
            assert save(client, paper, part.asked.id, **said).status_code == 302
    if queries.read(paper).missing:  # an answer asked for another
        answer_what_is_needed(client, paper)
    elif not queries.sources_of(paper):
        rest_it_on(client, paper)


def _some_answer(question):
    if question.choices:
        return question.choices[0][0]
    return {"yes-no": "no", "action": "no", "prompt": "yes"}.get(question.answer, "As she told us.")


def rest_it_on(client, paper, who="Form tutor"):
    address = f"/children/{paper.child_id}/papers/{paper.pk}/sources/add/"
    assert client.post(address, {"who": who}).status_code == 302


def judge(client, child, domain, level="medium", because="What she told us, and school."):
    told = {"level": level, "because": because, "not_yet_because": "We talk with him on Friday."}
    return client.post(f"/children/{child.pk}/judge/{domain}/", told)


def judge_all(client, child):
    for domain in ("reoffending", "serious_harm", "safety_and_wellbeing"):
        assert judge(client, child, domain).status_code == 302


def finish(client, paper, left_because="He tires soon: the rest is for next week."):
    address = f"/children/{paper.child_id}/papers/{paper.pk}/complete/assessment/"
    return client.post(address, {"left_because": left_because})


def nothing_changed(client, paper, section):
    """Press the button beside a section, as its page offers it."""
    page = f"/children/{paper.child_id}/papers/{paper.pk}/"
    return press(client, page, f"{page}{section}/same/")


def test_that_a_section_is_saved_is_said_on_the_next_page_and_on_no_later_one(jo, child):
    paper = begin(jo, child)
    last = forms.form("assessment").sections[-1]
    saved = save(jo, paper, last.id, **{last.questions[0].id: _some_answer(last.questions[0])})
    assert "is saved." in jo.get(saved["Location"]).text
    for later in (saved["Location"], f"/children/{child.pk}/", "/"):
        assert "is saved." not in jo.get(later).text


def test_a_section_is_saved_with_the_day_on_which_each_answer_was_given(jo, child):
    paper = begin(jo, child)
    save(jo, paper, "story", **{"story-own": "I like fishing."})
    kept = Section.objects.get(paper=paper, name="story").answers
    assert kept == {
        "story-own": {"said": "I like fishing.", "on": TODAY.isoformat(), "in": paper.reference}
    }


def test_a_section_is_called_done_when_all_of_it_is_answered(jo, child):
    paper = begin(jo, child)
    answer_what_is_needed(jo, paper)
    page = jo.get(f"/children/{child.pk}/papers/{paper.pk}/").text
    assert ">Done<" not in page
    assert "What is needed is there" in page
    family = queries.read(paper).part("family-views")
    save(jo, paper, "family-views", **{each.id: "She told us." for each in family.questions})
    assert jo.get(f"/children/{child.pk}/papers/{paper.pk}/").text.count(">Done<") == 1


def test_a_second_assessment_is_not_begun_while_one_is_open(jo, child):
    begin(jo, child)
    answer = jo.post(
        f"/children/{child.pk}/assessment/begin/", {"kind": "statutory", "stage": "start"}
    )
    assert answer.status_code == 422
    assert "begun already" in answer.text


def test_two_people_at_two_sections_do_not_meet(jo, child):
    paper = begin(jo, child)
    first, second = section_page(jo, paper, "story"), section_page(jo, paper, "home")
    for page, name in ((second, "home"), (first, "story")):
        form = form_with(page.text, "began_from")
        address = f"/children/{child.pk}/papers/{paper.pk}/{name}/"
        assert jo.post(address, form.sent()).status_code == 302


def test_who_saves_over_somebody_is_shown_both_texts_and_loses_none(jo, child, worker):
    paper = begin(jo, child)
    page = section_page(jo, paper, "story")
    stale = form_with(page.text, "began_from")
    save(jo, paper, "story", **{"story-own": "I like fishing."})
    address = f"/children/{child.pk}/papers/{paper.pk}/story/"
    answer = jo.post(address, stale.sent(**{"story-own": "He talks of his dog."}))
    assert answer.status_code == 409
    assert "I like fishing." in answer.text
    assert "He talks of his dog." in answer.text
    kept = Section.objects.get(paper=paper, name="story").answers
    assert kept["story-own"]["said"] == "I like fishing."


def test_an_assessment_is_not_finished_before_it_concludes_and_judges(jo, child):
    paper = begin(jo, child)
    answer = finish(jo, paper)
    assert answer.status_code == 422
    assert "A judgement: offending again" in answer.text
    answer_what_is_needed(jo, paper)
    assert finish(jo, paper).status_code == 422  # nothing is judged yet
    judge_all(jo, child)
    assert finish(jo, paper).status_code == 302
    assert Event.objects.get(child=child, kind="assessment-completed").document["orders"] == ["o1"]
    done = Duty.objects.get(child=child, duty="complete-assessment")
    assert done.done_on == TODAY


def test_who_judges_what_alone_was_lacking_comes_back_to_finishing(jo, child):
    paper = begin(jo, child)
    assert judge(jo, child, "reoffending").headers["Location"].endswith("/assessment/")
    answer_what_is_needed(jo, paper)
    finishing = f"/children/{child.pk}/papers/{paper.pk}/complete/assessment/"
    assert judge(jo, child, "serious_harm").headers["Location"] == finishing


def test_a_finished_assessment_is_changed_by_nobody_not_even_past_the_acts(jo, child):
    paper = begin(jo, child)
    answer_what_is_needed(jo, paper)
    judge_all(jo, child)
    finish(jo, paper)
    answer = save(jo, paper, "story", **{"story-own": "Otherwise."})
    assert answer.status_code == 422
    assert "stays as it is" in answer.text
    for change in (
        lambda: Section.objects.filter(paper=paper).update(answers={}),
        lambda: Section.objects.filter(paper=paper).delete(),
        lambda: Paper.objects.filter(pk=paper.pk).update(completed_on=None),
        lambda: Section.objects.create(
            paper=paper, child=child, service_id=child.service_id, name="more", answers={}
        ),
    ):
        with pytest.raises(IntegrityError, match="a completed paper"), transaction.atomic():
            change()


@pytest.mark.provision("EP-546")
def test_a_review_begins_with_the_last_answers_and_marks_what_it_changed(jo, child):
    first = begin(jo, child)
    answer_what_is_needed(jo, first)
    judge_all(jo, child)
    finish(jo, first)
    review = begin(jo, child, stage="review")
    page = jo.get(f"/children/{child.pk}/papers/{review.pk}/")
    assert "Nothing has changed" in page.text
    same = f"/children/{child.pk}/papers/{review.pk}/home/same/"
    assert jo.post(same).status_code == 409, "nobody saw what is said to be so still"
    assert press(jo, f"/children/{child.pk}/papers/{review.pk}/", same).status_code == 302
    save(jo, review, "story", **{"story-own": "Fishing is over. I have a job."})
    read = queries.read(review)
    assert [each.id for each in read.part("story").changed] == ["story-own"]
    assert read.part("story").answers["story-matters"]["in"] == first.reference
    page = jo.get(f"/children/{child.pk}/papers/{review.pk}/")
    assert "1 changed" in page.text
    assert "at the start" in page.text


def test_a_newer_form_leaves_old_answers_on_the_form_they_were_given_on(jo, child, monkeypatch):
    paper = begin(jo, child)
    save(jo, paper, "story", **{"story-own": "I like fishing."})
    newest = forms.form("assessment")
    assert paper.version == newest.version
    assert queries.read(paper).form.version == paper.version


@pytest.mark.provision("EP-546")
def test_a_level_that_stands_says_why_it_is_still_right(jo, child):
    judge(jo, child, "serious_harm", "high")
    answer = judge(jo, child, "serious_harm", "high", because="")
    assert answer.status_code == 422
    assert "Say in a line why the level is still right" in answer.text
    answer = judge(jo, child, "serious_harm", "low", because="")
    assert "Say what has moved the level" in answer.text


@pytest.mark.provision("EP-125")
def test_the_page_says_how_soon_the_plan_followed_what_was_learnt(jo, child):
    judge(jo, child, "serious_harm", "high")
    page = jo.get(f"/children/{child.pk}/assessment/")
    assert "Serious harm to others: judged for the first time, high" in page.text
    assert "not yet" in page.text


def test_the_writer_alone_sees_how_long_it_took(jo, child, worker):
    paper = begin(jo, child)
    save(jo, paper, "story", **{"story-own": "I like fishing."})
    Section.objects.filter(paper=paper).update(seconds=1500)
    address = f"/children/{child.pk}/papers/{paper.pk}/"
    assert "25 minutes at it" in jo.get(address).text
    other = make_person(service=worker.service)
    client = signed_in_client(other)
    client.post(f"/children/{child.pk}/why/", {"reason": "duty"})
    assert "minutes at it" not in client.get(address).text


def test_what_it_rests_on_stands_with_it(jo, child):
    paper = begin(jo, child)
    address = f"/children/{child.pk}/papers/{paper.pk}/"
    jo.post(f"{address}sources/add/", {"who": "Form tutor", "told": "He is late on Mondays."})
    page = jo.get(address)
    assert "Form tutor" in page.text
    assert "He is late on Mondays." in page.text


def test_a_day_of_last_week_is_not_a_future_one(jo, child):
    paper = begin(jo, child)
    address = f"/children/{child.pk}/papers/{paper.pk}/sources/add/"
    later = TODAY + timedelta(days=3)
    sent = {"who": "School", "on_day": later.day, "on_month": later.month, "on_year": later.year}
    assert jo.post(address, sent).status_code == 422


@pytest.mark.provision("CM-004", "CM-014")
def test_what_happened_since_an_answer_is_pointed_out(jo, child, worker):
    paper = begin(jo, child)
    save(jo, paper, "home", **{"home-who": "With her mum."})
    answers = Section.objects.get(paper=paper, name="home").answers
    earlier = (TODAY - timedelta(days=9)).isoformat()
    Section.objects.filter(paper=paper, name="home").update(
        answers={name: {**each, "on": earlier} for name, each in answers.items()}, checked_on=None
    )
    placed = {"on": (TODAY - timedelta(days=2)), "from": TODAY}
    sent = {
        f"{name}_{part}": getattr(day, part)
        for name, day in placed.items()
        for part in ("day", "month", "year")
    }
    assert jo.post(f"/children/{child.pk}/record/placement-made/", sent).status_code == 302
    page = section_page(jo, paper, "home")
    assert "Since this was answered" in page.text
    assert "was placed somewhere else" in page.text


@pytest.mark.provision("CM-004")
@pytest.mark.parametrize("section", ["health", "safety"])
def test_that_somebody_was_told_of_harm_is_pointed_out_in_a_review(jo, child, worker, section):
    paper = begin(jo, child)
    save(jo, paper, "health", **{"health-self-harm": "no"})
    save(jo, paper, "safety", **{"safety-action": "no"})
    for row in Section.objects.filter(paper=paper):
        earlier = (TODAY - timedelta(days=9)).isoformat()
        row.answers = {name: {**each, "on": earlier} for name, each in row.answers.items()}
        row.checked_on = None
        row.save()
    now = timezone.now()
    told = {"whose": "child", "form": "self-assessment-child", "question": "?", "said": "Help me"}
    with (
        recording.command("test", service_id=worker.service_id, user_id=worker.pk, at=now),
        door.act("tell", by=worker, at=now, children=[child.pk]) as act,
    ):
        act.record(child.pk, {"kind": "self-assessment-concern", "on": TODAY.isoformat(), **told})
    beside = section_page(jo, paper, section).text
    assert "Look again: told of harm" in beside
    assert "said “<bdi>Help me</bdi>”" in beside
    page = jo.get(f"/children/{child.pk}/papers/{paper.pk}/").text
    assert page.count("Look again: told of harm") == 2


@pytest.mark.parametrize(
    ("seconds", "said"),
    [
        (9000, " On average one took 2.5 hours"),
        (660, " On average one took 11 minutes"),
        (0, "</p>"),
    ],
)
def test_a_manager_sees_only_how_long_assessments_take_the_service(
    jo, child, worker, seconds, said
):
    paper = begin(jo, child)
    answer_what_is_needed(jo, paper)
    Section.objects.filter(paper=paper).update(seconds=0)
    Section.objects.filter(paper=paper, name="story").update(seconds=seconds)
    judge_all(jo, child)
    finish(jo, paper)
    manager = make_person(Role.OPERATIONS_MANAGER, service=worker.service)
    page = signed_in_client(manager).get("/team/")
    assert f"1 assessment finished by the service in the last three months.{said}" in page.text


@pytest.mark.provision("CM-083")
def test_what_an_assessment_finds_is_what_the_plan_must_answer(jo, child):
    paper = begin(jo, child)
    assert conclusions(child).missing
    needs = {"home-action": "yes", "home-action-needs": "A bed of his own."}
    assert save(jo, paper, "home", **needs).status_code == 302
    answer_what_is_needed(jo, paper)
    judge_all(jo, child)
    finish(jo, paper)
    concluded = conclusions(child)
    assert concluded.missing == ()
    assert ("home", "A bed of his own.") in [
        (each.section, each.what) for each in concluded.findings
    ]
    titles = [each.title for each in (*concluded.findings, *concluded.strengths)]
    assert not [title for title in titles if "the child" in title]
    assert any(child.first_name in title for title in titles)


def test_the_levels_are_drawn_over_time_with_what_happened_between(jo, worker):
    def event(kind, days, **facts):
        on = (TODAY - timedelta(days=days)).isoformat()
        return {"id": f"{kind}-{days}", "kind": kind, "on": on, "recorded_on": on, **facts}

    judgement = event("judgement", 40, serious_harm="high")
    quiet = make_child(worker.service, worker=worker, events=[judgement])
    page = jo.get(f"/children/{quiet}/assessment/").text
    assert "over-time__picture" in page
    assert 'class="learnt"' not in page
    events = [judgement, event("incident", 20), event("plan-amended", 10)]
    pressed = make_child(worker.service, worker=worker, events=events)
    page = jo.get(f"/children/{pressed}/assessment/").text
    assert 'class="learnt"' in page
    assert 'class="plan"' in page
    assert page.count("The plan was changed") >= 2  # on the picture, and in the table beside it


@pytest.mark.parametrize("domain", ASKS)
def test_a_judgement_is_asked_and_put_right_in_the_same_words(jo, child, domain):
    page = html.unescape(jo.get(f"/children/{child.pk}/judge/{domain}/").text)
    for part in ("", *(f"_{each}" for each in ASKED)):
        assert label("judgement", f"{domain}{part}", child.first_name) in page
        assert help_text("judgement", f"{domain}{part}", child.first_name) in page
