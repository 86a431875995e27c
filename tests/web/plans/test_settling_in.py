"""What is asked is gone through with the child, who says it back; what was agreed is given in
writing, and it is all said again."""

import io
from datetime import timedelta

import pytest
from django.utils import timezone
from pypdf import PdfReader

from tests.children import make_child
from tests.forms import day_parts, form_with
from tests.people import signed_in_client
from tests.web.plans.reviewing import answer, events
from waymark.accounts import asking
from waymark.duties.models import Duty
from waymark.papers.models import Paper
from waymark.portal.models import Sheet

TODAY = timezone.localdate()
IN_FOUR_WEEKS = TODAY + timedelta(weeks=4)
BACK = "I meet Jo on Tuesdays and I stay in at night."
ORDER = {
    "id": "o1",
    "kind": "youth-rehabilitation-order",
    "made_on": (TODAY - timedelta(days=2)).isoformat(),
    "ends_on": (TODAY + timedelta(days=300)).isoformat(),
    "requirements": [
        {"id": "r1", "kind": "curfew", "hours": 10},
        {"id": "r2", "kind": "supervision"},
    ],
}
FREELY = {**ORDER, "kind": "prevention", "requirements": []}
SAID = {
    "induct_asks": "yes",
    "induct_why": "yes",
    "induct_not_coming": "yes",
    "induct_says_back": "yes",
    "induct_own_words": BACK,
    "induct_time": "not-yet",
    "induct_way_needs": "fare",
    "induct_safe": "no",
    "induct_safe_else": "The library",
    "induct_phone_has": "shared",
    "induct_phone_whose": "His mum’s",
    "induct_support": "call",
    "induct_blend_how": "mixture",
    "induct_blend_places": "Tuesdays at the library.\nA call on Fridays.",
    "induct_talk_who": "Jo",
    "induct_talk_number": "01632 960111",
    "induct_child_does": "You go to boxing.",
}


def a_child(worker, *orders, name="Tomasz"):
    child = {"given_name": name, "sex": "male"}
    made = make_child(worker.service, worker=worker, orders=list(orders), child=child)
    asking.as_user(worker)
    return made


@pytest.fixture
def tomasz(worker):
    return a_child(worker, ORDER)


def page(child):
    return f"/children/{child}/induction/"


def begun(jo, child, worker):
    assert jo.post(page(child)).status_code == 302
    asking.as_user(worker)
    return Paper.objects.get(child=child, form="induction", completed_on=None)


def completing(paper):
    return f"/children/{paper.child_id}/papers/{paper.pk}/complete/induction/"


def complete(jo, paper, again_on=IN_FOUR_WEEKS):
    return jo.post(completing(paper), day_parts("again_on", again_on))


def inducted(jo, child, worker, **own):
    paper = begun(jo, child, worker)
    answer(paper, worker, **{**SAID, **own})
    assert complete(jo, paper).status_code == 302
    return paper


def give(jo, paper, **typed):
    address = f"{page(paper.child_id)}{paper.pk}/give/"
    form = form_with(jo.get(address).text, "names")
    return jo.post(address, form.sent(**{"way": "paper", **typed}))


@pytest.mark.provision("CM-414", "CM-416", "CM-417")
def test_what_a_court_asks_and_what_follows_is_there_to_be_read_aloud(jo, tomasz, worker):
    paper = begun(jo, tomasz, worker)
    section = f"/children/{tomasz}/papers/{paper.pk}/induct-asked/"
    for shown in (jo.get(page(tomasz)).text, jo.get(section).text):
        assert "You stay at home at set times: up to 10 hours a day." in shown
        assert "You meet with us as we agree." in shown
        assert "It lasts until" in shown
        assert "The court expects that you work with us." in shown
        assert "We ask first what got in the way" in shown
        assert "In the end it can go back to court." in shown
    assert "Does Tomasz know what happens when they do not come?" in jo.get(section).text


@pytest.mark.provision("CM-415", "CM-419")
def test_the_child_says_it_back_or_it_is_not_done(jo, tomasz, worker):
    paper = begun(jo, tomasz, worker)
    assert "In Tomasz’s own words" in jo.get(completing(paper)).text
    refused = complete(jo, paper)
    assert refused.status_code == 422
    assert "Can Tomasz say back what is asked?" in refused.text
    assert not events(tomasz, worker, "child-inducted")
    answer(paper, worker, induct_own_words=BACK)
    assert complete(jo, paper).status_code == 302
    (made,) = events(tomasz, worker, "child-inducted")
    assert made["order"] == "o1"
    assert BACK in jo.get(f"/children/{tomasz}/chronology/").text
    asking.as_user(worker)
    assert Duty.objects.get(child=tomasz, duty="induct-child").done_on == TODAY


@pytest.mark.provision("CM-415")
def test_why_a_child_could_not_say_it_back_yet_is_an_answer_too(jo, tomasz, worker):
    paper = begun(jo, tomasz, worker)
    answer(paper, worker, induct_says_back="not-yet", induct_could_not="He was too tired.")
    assert complete(jo, paper, TODAY + timedelta(days=3)).status_code == 302
    chronology = jo.get(f"/children/{tomasz}/chronology/").text
    assert "Not yet, because:" in chronology
    assert "He was too tired." in chronology
    assert "could not say it back yet: He was too tired." in jo.get(page(tomasz)).text


@pytest.mark.provision("CM-420")
def test_it_is_explained_again_and_what_the_child_said_last_stands_beside_it(jo, tomasz, worker):
    inducted(jo, tomasz, worker)
    asking.as_user(worker)
    owed = Duty.objects.get(child=tomasz, duty="explain-again")
    assert (owed.due_on, owed.done_on) == (IN_FOUR_WEEKS, None)
    assert "Go through it again" in jo.get(f"/children/{tomasz}/").text
    again = begun(jo, tomasz, worker)
    section = jo.get(f"/children/{tomasz}/papers/{again.pk}/induct-words/").text
    assert f"“{BACK}”" in section
    assert "last time" in section
    assert complete(jo, again).status_code == 422, "it is asked anew"
    kept = jo.get(f"/children/{tomasz}/papers/{again.pk}/induct-blend/").text
    assert "A call on Fridays." in kept, "the rest begins with the last answers"
    answer(again, worker, induct_own_words="Tuesdays. And in by nine.")
    assert complete(jo, again).status_code == 302
    (made,) = events(tomasz, worker, "order-explained-again")
    assert made["orders"] == ["o1"]
    assert len(events(tomasz, worker, "child-inducted")) == 1
    asking.as_user(worker)
    first, second = Duty.objects.filter(child=tomasz, duty="explain-again").order_by("pk")
    assert (first.done_on, second.done_on) == (TODAY, None)


def test_several_orders_are_gone_through_at_once_and_owed_again_once(jo, worker):
    child = a_child(worker, ORDER, {**FREELY, "id": "o2"})
    inducted(jo, child, worker)
    assert [each["order"] for each in events(child, worker, "child-inducted")] == ["o1", "o2"]
    asking.as_user(worker)
    assert Duty.objects.filter(child=child, duty="explain-again").count() == 1


def test_where_nothing_runs_there_is_nothing_to_go_through(jo, worker):
    over = {**ORDER, "ends_on": (TODAY - timedelta(days=1)).isoformat()}
    child = a_child(worker, over)
    assert "Nothing runs now" in jo.get(page(child)).text
    assert jo.post(page(child)).status_code == 422


@pytest.mark.provision("CM-422", "CM-423", "CM-064", "CM-057")
def test_whoever_books_a_time_reads_what_makes_it_hard_to_come(jo, tomasz, worker):
    booking = f"/children/{tomasz}/week/book/"
    assert "tell the time" not in jo.get(booking).text
    inducted(jo, tomasz, worker)
    shown = jo.get(booking).text
    assert "Agreed with Tomasz: A mixture · Tuesdays at the library." in shown
    assert "Cannot tell the time yet · needs the fare · does not feel safe there" in shown
    assert "safe there · rather meets at: The library · has no phone of their own" in shown
    assert "whose phone it is: His mum’s" in shown


@pytest.mark.provision("CM-057", "CM-421")
def test_how_we_meet_stands_on_the_childs_first_page(jo, tomasz, worker):
    inducted(jo, tomasz, worker)
    shown = jo.get(f"/children/{tomasz}/").text
    assert "<b>A mixture</b> · Tuesdays at the library." in shown


@pytest.mark.provision("CM-418", "CM-119", "CM-120")
def test_the_child_takes_home_what_was_agreed_in_plain_words(jo, tomasz, worker):
    paper = inducted(jo, tomasz, worker)
    shown = jo.get(f"{page(tomasz)}{paper.pk}/give/").text
    assert "Reads at about" in shown
    given = give(jo, paper)
    assert given.status_code == 302
    (made,) = events(tomasz, worker, "agreement-given")
    assert (made["format"], made["paper"]) == ("on paper", paper.reference)
    printed = f"{page(tomasz)}{made['copy']}/print/"
    assert f'href="{printed}"' in jo.get(page(tomasz)).text
    pdf = PdfReader(io.BytesIO(jo.get(printed).content))
    assert len(pdf.pages) <= 2
    read = " ".join(" ".join(each.extract_text() for each in pdf.pages).split())
    for words in (
        *(BACK, "You come to the times that we agreed.", "no drink and no drugs"),
        *("You go to boxing.", "We ring you before.", "Tuesdays at the library."),
        *("You can call Jo: 01632 960111.", "We ask first what got in the way"),
    ):
        assert words in read
    shown = jo.get(f"/children/{tomasz}/chronology/").text
    assert "What was agreed was given to Tomasz: on paper" in shown
    assert "made ready" not in shown


def test_the_agreement_is_read_for_names_and_given_in_welsh_too(
    jo, tomasz, worker, protected_names
):
    protected_names(tomasz, ["Kyra Bellwether"])
    paper = inducted(jo, tomasz, worker, induct_child_does="You stay away from Kyra Bellwether.")
    refused = give(jo, paper)
    assert refused.status_code == 422
    assert "a protected name" in refused.text
    asking.as_user(worker)
    assert not Sheet.objects.exists()
    assert not events(tomasz, worker, "agreement-given")
    protected_names(tomasz, ["Somebody Else"])
    assert give(jo, paper, language="cy").status_code == 302
    asking.as_user(worker)
    kept = Sheet.objects.get()
    assert kept.content["title"] == "Beth wnaethon ni gytuno"
    assert kept.content["agreement"] == paper.reference


def test_the_next_times_stand_in_the_agreement(jo, tomasz, worker):
    paper = inducted(jo, tomasz, worker)
    week = f"/children/{tomasz}/week/book/"
    form = form_with(jo.get(week).text, "method")
    tomorrow = day_parts("on", TODAY + timedelta(days=1))
    assert jo.post(week, form.sent(method="office", at="16:00", **tomorrow)).status_code == 302
    assert "16:00: At the office" in jo.get(f"{page(tomasz)}{paper.pk}/give/").text


def test_the_child_reads_it_on_the_workers_device(jo, tomasz, worker):
    paper = inducted(jo, tomasz, worker)
    assert give(jo, paper, way="here")["Location"] == "/for-you/"
    shown = jo.get("/for-you/").text
    assert BACK in shown
    (made,) = events(tomasz, worker, "agreement-given")
    assert made["format"].startswith("here")


@pytest.mark.provision("CM-417")
def test_work_that_somebody_chose_reads_of_no_court_and_no_warning(jo, worker):
    child = a_child(worker, FREELY, name="Phoebe")
    begins = jo.get(page(child)).text
    paper = inducted(jo, child, worker, induct_own_words="We meet and I can stop.")
    give(jo, paper)
    section = jo.get(f"/children/{child}/papers/{paper.pk}/").text
    asking.as_user(worker)
    said = str(Sheet.objects.get().content)
    for shown in (begins, section, jo.get(page(child)).text, said):
        main = shown.partition("<main")[2] or shown
        for word in ("court", "warning", "breach"):
            assert word not in main.casefold()
    assert "You may stop." in said


def test_whoever_does_not_work_with_the_child_gives_no_agreement(jo, tomasz, worker, manager):
    paper = inducted(jo, tomasz, worker)
    other = a_child(worker, FREELY, name="Phoebe")
    assert jo.get(f"{page(other)}{paper.pk}/give/").status_code == 404
    open_one = begun(jo, other, worker)
    assert jo.get(f"{page(other)}{open_one.pk}/give/").status_code == 404, "nothing is agreed yet"
    assert signed_in_client(manager).get(page(tomasz)).status_code == 200
