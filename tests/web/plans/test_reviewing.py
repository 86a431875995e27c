"""A plan is looked back on with the child, and what comes of it is one act."""

import io
from datetime import timedelta

import pytest
from pypdf import PdfReader

from tests.children import make_child
from tests.forms import day_parts
from tests.web.plans.conftest import TODAY
from tests.web.plans.reviewing import (
    WORKS,
    answer,
    begun,
    complete,
    events,
    open_paper,
    order_until,
    page,
    ready,
)
from tests.web.plans.writing import add_goal, agree, begin, form_of, versions
from waymark.accounts import asking
from waymark.chronology.models import Event
from waymark.duties.models import Duty
from waymark.orders.models import Order
from waymark.pages import words
from waymark.papers import queries
from waymark.papers.models import Paper
from waymark.rules.calendar import months_after

SINCE = "What changed since we last spoke"
ALL_OF_IT = ("weapon-found", "review-not-needed")


@pytest.fixture
def planned(agreed):
    """Sophie's plan is agreed."""
    return agreed


def test_a_review_puts_side_by_side_what_was_agreed_happened_and_is_said(jo, planned, worker):
    charged = f"/children/{planned}/record/new-charge/"
    form = form_of(jo, charged, "category")
    theft = next(filter(None, form.fields["category"].choices))
    saved = jo.post(charged, form.sent(category=theft, plan_fits="now"))
    assert "Go on with the review" in jo.get(saved["Location"]).text
    paper = open_paper(planned, worker)
    answer(paper, worker, review_child_works=WORKS)
    shown = jo.get(page(planned)).text
    assert "I want to be a mechanic" in shown
    assert "A new charge" in shown
    assert WORKS in shown


@pytest.mark.provision("CM-211")
def test_the_next_version_begins_with_the_day_that_the_last_review_agreed(jo, planned, worker):
    paper = ready(jo, planned, worker)
    complete(jo, paper, outcome="stays", because="It works.")
    begin(jo, planned)
    *_, draft = versions(planned, worker)
    assert draft.document["plan"]["next_review_on"] == months_after(TODAY, 3).isoformat()
    away = jo.get(f"/children/{planned}/plan/throw-away/{draft.number}/").text
    assert "It says what was agreed." in away, "nobody changed anything"


def test_a_review_says_what_it_still_needs_and_where(jo, planned, worker):
    paper = begun(jo, planned, worker)
    shown = jo.get(f"/children/{planned}/papers/{paper.pk}/complete/review/").text
    assert "Before the review is done" in shown
    assert "still needed" in shown
    answer = complete(jo, paper, outcome="stays", because="It works.")
    assert answer.status_code == 422
    assert not events(planned, worker, "plan-reviewed")
    assert "It works." in answer.text, "nothing typed is lost"


def test_a_review_lists_what_nobody_looked_at_in_the_assessment_that_is_begun(jo, planned, worker):
    paper = ready(jo, planned, worker)
    what_comes_of_it = f"/children/{planned}/papers/{paper.pk}/complete/review/"
    lists = "Nobody has looked at these in the assessment that is begun"
    assert lists not in jo.get(what_comes_of_it).text
    stage = {"kind": "statutory", "stage": "start", "orders": ["o1"]}
    assert jo.post(f"/children/{planned}/assessment/begin/", stage).status_code == 302
    left = jo.get(what_comes_of_it).text.partition(lists)[2].partition("</ul>")[0]
    assert "School, college and work" in left
    assert complete(jo, paper, outcome="stays", because="It works.").status_code == 302


def test_a_plan_that_stays_says_why_and_when_it_is_looked_at_again(jo, planned, worker):
    paper = ready(jo, planned, worker)
    answer = complete(jo, paper, outcome="stays", because="It works.")
    assert answer["Location"] == f"/children/{planned}/plan/"
    (reviewed,) = events(planned, worker, "plan-reviewed")
    assert reviewed["orders"] == ["o1"]
    assert reviewed["outcome"] == "stays"
    assert reviewed["child_took_part"] is True
    assert reviewed["next_review_on"] == months_after(TODAY, 3).isoformat()
    assert [each.state for each in versions(planned, worker)] == ["agreed"]


def test_the_plan_says_when_it_is_looked_at_again_as_the_last_review_agreed(jo, planned, worker):
    again = months_after(TODAY, 2)
    told = {"sooner_because": "She starts college.", **day_parts("next_on", again)}
    shown = jo.get(f"/children/{planned}/plan/").text
    assert words.day(again, TODAY) not in shown
    paper = ready(jo, planned, worker)
    assert complete(jo, paper, outcome="stays", because="It works.", **told).status_code == 302
    shown = jo.get(f"/children/{planned}/plan/").text
    assert f"<b>{words.day(again, TODAY)}</b>" in shown
    version = jo.get(f"/children/{planned}/plan/versions/1/").text
    assert words.day(again, TODAY) not in version, "a version says what it said when it was agreed"


def test_a_review_is_the_duty_done_and_the_next_one_is_owed_by_its_day(jo, planned, worker):
    paper = ready(jo, planned, worker)
    sooner = TODAY + timedelta(days=30)
    refused = complete(
        jo, paper, outcome="stays", because="It works.", **day_parts("next_on", sooner)
    )
    assert refused.status_code == 422
    assert "sooner than in three months" in refused.text
    told = {"sooner_because": "She starts college.", **day_parts("next_on", sooner)}
    assert complete(jo, paper, outcome="stays", because="It works.", **told).status_code == 302
    asking.as_user(worker)
    done, owed = Duty.objects.filter(child=planned, duty="review-plan").order_by("opens_on")
    assert done.done_on == TODAY
    assert owed.due_on == sooner


def test_a_plan_that_changes_opens_as_a_draft_with_its_reason(jo, planned, worker):
    paper = ready(jo, planned, worker, review_adjust_desist="Mornings move to afternoons.")
    asked = jo.get(f"/children/{planned}/papers/{paper.pk}/complete/review/").text
    assert "Mornings move to afternoons." in asked, "what is written already is not typed again"
    answer = complete(jo, paper, outcome="changes")
    assert answer["Location"] == f"/children/{planned}/plan/draft/"
    draft = versions(planned, worker)[-1]
    assert (draft.number, draft.state) == (2, "draft")
    assert draft.document["plan"]["changed_because"] == "Mornings move to afternoons."
    assert draft.document["plan"]["next_review_on"] == months_after(TODAY, 3).isoformat()


def test_a_review_that_is_done_stays_and_the_next_begins_with_no_old_words(jo, planned, worker):
    paper = ready(jo, planned, worker)
    complete(jo, paper, outcome="stays", because="It works.")
    again = begun(jo, planned, worker)
    assert again.pk != paper.pk
    assert queries.read(again).said("review-child-works") is None
    assert WORKS in jo.get(f"/children/{planned}/papers/{paper.pk}/").text


def test_two_who_begin_a_review_go_on_with_the_same(jo, planned, worker):
    assert begun(jo, planned, worker).pk == begun(jo, planned, worker).pk


def test_what_the_plan_may_no_longer_fit_asks_in_the_same_save(jo, planned, worker):
    address = f"/children/{planned}/record/weapon-found/"
    form = form_of(jo, address, "plan_fits")
    refused = jo.post(address, form.sent(place="Home", plan_fits="fits"))
    assert refused.status_code == 422
    assert not events(planned, worker, "weapon-found")
    why = "The plan has it already."
    told = form.sent(place="Home", plan_fits="fits", plan_fits_because=why)
    assert jo.post(address, told).status_code == 302
    found, stands = events(planned, worker, "weapon-found", "review-not-needed")
    assert stands["of"] == found["id"]
    asking.as_user(worker)
    assert Duty.objects.get(child=planned, duty="review-after-change").done_on == TODAY


def found_a_weapon(jo, child):
    """Record it with why the plan still fits; returns the page of the entry."""
    address = f"/children/{child}/record/weapon-found/"
    form = form_of(jo, address, "plan_fits")
    told = form.sent(place="Home", plan_fits="fits", plan_fits_because="The plan has it already.")
    return jo.post(address, told)["Location"]


@pytest.mark.parametrize("way", ["undo", "withdraw"])
def test_what_is_withdrawn_takes_with_it_why_the_plan_still_fitted(jo, planned, worker, way):
    page = found_a_weapon(jo, planned)
    assert jo.post(f"{page}{way}/", {"reason": "It was another child’s."}).status_code == 302
    of = {each["id"]: each["kind"] for each in events(planned, worker, *ALL_OF_IT)}
    gone = [of[each["corrects"]] for each in events(planned, worker, "withdrawn")]
    assert gone == ["weapon-found", "review-not-needed"]
    asking.as_user(worker)
    assert not Duty.objects.filter(child=planned, duty="review-after-change").exists()


def test_what_is_corrected_keeps_why_the_plan_still_fits(jo, planned, worker):
    page = found_a_weapon(jo, planned)
    form = form_of(jo, f"{page}correct/", "place")
    assert jo.post(f"{page}correct/", form.sent(place="School")).status_code == 302
    assert len(events(planned, worker, "weapon-found")) == 2
    assert not events(planned, worker, "withdrawn")
    asking.as_user(worker)
    assert Duty.objects.get(child=planned, duty="review-after-change").done_on == TODAY


def test_what_asks_for_a_review_begins_it_in_the_same_save(jo, planned, worker):
    address = f"/children/{planned}/record/weapon-found/"
    sent = form_of(jo, address, "plan_fits").sent(place="Home", plan_fits="now")
    assert jo.post(address, sent).status_code == 302
    assert open_paper(planned, worker)
    assert not events(planned, worker, "review-not-needed")


def test_without_a_plan_nobody_asks_whether_it_fits(jo, child):
    shown = jo.get(f"/children/{child}/record/weapon-found/").text
    assert "Does the plan still fit?" not in shown


def judge(client, child, **typed):
    address = f"/children/{child}/judge/serious_harm/"
    told = {"not_yet_because": "We talk with her on Friday.", **typed}
    return client.post(address, form_of(client, address, "level").sent(**told))


def test_a_level_that_rises_asks_whether_the_plan_fits(jo, planned, worker):
    assert judge(jo, planned, level="low", because="Nothing known.").status_code == 302
    raised = {"level": "high", "because": "What school told us."}
    refused = judge(jo, planned, **raised)
    assert refused.status_code == 422
    assert "looked at again" in refused.text
    assert judge(jo, planned, **raised, plan_fits="now").status_code == 302
    assert open_paper(planned, worker)


def test_a_level_that_rises_keeps_why_the_plan_still_fits(jo, planned, worker):
    judge(jo, planned, level="low", because="Nothing known.")
    told = {"plan_fits": "fits", "plan_fits_because": "The plan keeps them apart already."}
    raised = judge(jo, planned, level="medium", because="A quarrel.", **told)
    assert raised.status_code == 302
    asking.as_user(worker)
    assert not Paper.objects.filter(child=planned, form="review").exists()
    shown = jo.get(f"/children/{planned}/chronology/").text
    assert "The plan keeps them apart already." in shown


def test_a_level_that_stands_asks_nothing_more(jo, planned):
    judge(jo, planned, level="low", because="Nothing known.")
    assert judge(jo, planned, level="low", because="Still so.").status_code == 302


def test_the_review_of_one_child_is_not_completed_as_anothers(jo, planned, worker):
    paper = ready(jo, planned, worker)
    other = make_child(worker.service, worker=worker)
    answer = jo.get(f"/children/{other}/papers/{paper.pk}/complete/review/")
    assert answer.status_code == 404


def test_a_child_is_given_what_changed_and_when_we_look_again(jo, planned, worker):
    give = f"/children/{planned}/plan/give/"
    assert SINCE not in jo.get(give).text
    made = jo.post(give, form_of(jo, give, "names").sent(format="print"))
    given = f"/children/{planned}/plan/given/?copy={made['Location'].rstrip('/').split('/')[-1]}"
    told = {"understood": "yes", "own_words": "yes", "worried": "less"}
    assert jo.post(given, form_of(jo, given, "received").sent(**told)).status_code == 302
    assert SINCE not in jo.get(give).text, "nothing has changed since"
    paper = ready(jo, planned, worker)
    complete(jo, paper, outcome="stays", because="It works, you say.")
    shown = jo.get(give).text
    assert SINCE in shown
    assert "Why: It works, you say." in shown
    copy = jo.post(give, form_of(jo, give, "names").sent(format="print"))["Location"]
    assert "Print only what changed" in jo.get(copy).text
    page = PdfReader(io.BytesIO(jo.get(f"{copy}print/?part=changed").content)).pages[0]
    assert SINCE in " ".join(page.extract_text().split())
    assert "I want to be a mechanic" not in page.extract_text()


def test_a_review_says_since_when_it_looks_back(jo, planned, worker):
    assert "when the plan was agreed" in jo.get(page(planned)).text
    complete(jo, ready(jo, planned, worker), outcome="stays", because="It works.")
    shown = jo.get(page(planned)).text
    assert "the last review." in shown
    assert "when the plan was agreed" not in shown


def test_the_next_look_is_before_the_order_ends(jo, planned, worker):
    soon = TODAY + timedelta(days=20)
    Order.objects.filter(child=planned).update(document=order_until(planned, worker, soon))
    paper = ready(jo, planned, worker, review_early="no")
    shown = jo.get(f"/children/{planned}/papers/{paper.pk}/complete/review/").text
    end = words.full_day(soon, TODAY)
    assert f"The order ends on {end}: look back before that." in shown
    answer = complete(jo, paper, outcome="stays", because="It works.")
    assert answer.status_code == 302
    (reviewed,) = events(planned, worker, "plan-reviewed")
    assert reviewed["next_review_on"] == (soon - timedelta(days=7)).isoformat()


def test_of_a_review_without_a_plan_it_is_not_said_that_the_plan_stays(jo, child, worker):
    paper = ready(jo, child, worker)
    done = complete(jo, paper, outcome="stays", because="There is none yet.")
    shown = jo.get(done["Location"]).text
    assert "No plan is agreed yet: begin one." in shown
    assert "plan stays as it is" not in shown


@pytest.mark.provision("EP-117")
def test_a_review_tells_what_came_after_the_plan_and_what_the_child_said(jo, child, worker):
    def found(note):
        page = f"/children/{child}/record/weapon-found/"
        assert (
            jo.post(page, form_of(jo, page, "note").sent(note=note, plan_fits="now")).status_code
            == 302
        )

    found("A knife, before there was a plan.")
    begin(jo, child)
    add_goal(jo, child)
    assert agree(jo, child).status_code == 302
    found("A knife, on the evening of that day.")
    contact = f"/children/{child}/contact/"
    form = form_of(jo, contact, "child_said")
    said = {"outcome": "attended", "child_said": "I like it here.", "note": "x"}
    said["goals"] = form.fields["goals"].choices[0]
    assert jo.post(contact, form.sent(**said, **day_parts("on", TODAY))).status_code == 302
    shown = jo.get(page(child)).text
    assert "on the evening of that day" in shown
    assert "“I like it here.”" in shown
    assert "before there was a plan" not in shown
    asking.as_user(worker)
    seen = Event.objects.get(child=child, kind="contact")
    assert "I want to be a mechanic" in jo.get(f"/children/{child}/events/{seen.pk}/").text


@pytest.mark.provision("CM-465")
def test_whoever_countersigns_a_change_reads_the_review_and_what_happened(jo, ash, planned, worker):
    asking.as_user(worker)
    page = f"/children/{planned}/plan/countersign/"
    approved = form_of(ash, page, "note").sent(note="Clear", decision="countersign")
    assert ash.post(page, approved).status_code == 302
    charged = f"/children/{planned}/record/new-charge/"
    form = form_of(jo, charged, "category")
    theft = next(filter(None, form.fields["category"].choices))
    assert jo.post(charged, form.sent(category=theft, plan_fits="now")).status_code == 302
    paper = open_paper(planned, worker)
    said = {"review_child_works": WORKS, "review_child_present": "all"}
    answer(paper, worker, **said)
    assert complete(jo, paper, outcome="changes", because="Boxing twice.").status_code == 302
    assert agree(jo, planned).status_code == 302
    shown = ash.get(page).text
    assert all(each in shown for each in ("Boxing twice.", WORKS, "A new charge"))
