"""A child says no by themselves, on the copy of the plan that they hold: one tap, and it stops."""

import re

import pytest
from django.test import Client

from tests.forms import forms_of
from tests.web.plans.conftest import TODAY
from tests.web.plans.copying import copy_for, give, with_plan
from tests.web.plans.writing import form_of
from tests.web.restorative.repairing import (
    HELD,
    LOOKED_AT,
    ORDER,
    consents,
    is_ready,
    judged,
    newest,
    record,
    safe,
    told,
    wishes,
)
from waymark.accounts import asking
from waymark.chronology.models import Event

WORDS = "purple drawing dog"
OF_THEIRS = [
    {"kind": "restorative-activity-planned", "id": "r1", "form": "community"},
    {"kind": "restorative-activity-planned", "id": "r2", "form": "talk"},
]
RECORDED = r"/children/\d+/record/child-heard/\?[^\"]*about=[^\"]+"
NO = "I do not want this any more"
IS_OVER = "This is over, so there is nothing to stop"
STAY = "It is part of the hours that you have to do"


@pytest.fixture
def child(worker):
    return with_plan(worker, happened=[{**each, "on": TODAY.isoformat()} for each in OF_THEIRS])


@pytest.fixture
def phone(jo, child):
    """The child's own, with the copy that was sent by link."""
    return opened(jo, child)


def opened(jo, child, **told):
    phone, made = Client(), copy_for(jo, child, format="link", chosen=WORDS, **told)
    link = re.search(r"/for-you/open/[^\"]+/", made.text)[0]
    assert phone.post(link, {"words": WORDS}).status_code == 302
    return phone


def taps(phone, activity, page=""):
    forms = forms_of(page or phone.get("/for-you/").text)
    (form,) = (each for each in forms if activity in str(each.fields.get("stop")))
    return phone.post("/for-you/", form.sent(stop=activity))


def with_planned(worker, *planned, **about):
    kind = {"kind": "restorative-activity-planned", "on": TODAY.isoformat()}
    happened = [{**kind, "id": f"r{number}", **each} for number, each in enumerate(planned, 1)]
    return with_plan(worker, happened=happened, **about)


def stopped(worker, child):
    asking.as_user(worker)
    return list(Event.objects.filter(child=child, kind="mind-changed"))


@pytest.mark.provision("CM-354")
def test_one_tap_of_the_childs_stops_it_and_says_so(phone, child, worker, jo):
    assert phone.get("/for-you/").text.count(NO) == 2
    assert taps(phone, "r1")["Location"] == "/for-you/#stop"
    page = phone.get("/for-you/").text
    assert "You said no, and it stopped" in page
    assert page.count(NO) == 1, "the other stands"
    (told,) = stopped(worker, child)
    assert told.document["activity"] == "r1"
    assert told.document["themselves"] is True
    shown = jo.get(f"/children/{child}/restorative/").text
    assert "stopped" in shown
    assert "said no to it by a tap on their own copy" in shown


@pytest.mark.provision("CM-354")
def test_their_worker_is_owed_to_talk_with_them_until_what_they_said_is_written_down(
    phone, child, jo
):
    taps(phone, "r1")
    page = jo.get(f"/children/{child}/").text
    assert "about what they want no more" in page
    there = re.search(RECORDED, page)[0].replace("&amp;", "&")
    (form,) = (each for each in forms_of(jo.get(there).text) if "changed" in each.fields)
    assert jo.post(there, form.sent(said="It scares me.", changed="We wait.")).status_code == 302
    assert not re.search(RECORDED, jo.get(f"/children/{child}/").text)


def test_a_second_tap_and_another_childs_number_write_nothing(phone, child, worker):
    page = phone.get("/for-you/").text
    for activity in ("r1", "r1", "e9", "r99"):
        (first, *_) = (each for each in forms_of(page) if "stop" in each.fields)
        phone.post("/for-you/", first.sent(stop=activity))
    assert [each.document["activity"] for each in stopped(worker, child)] == ["r1"]


@pytest.mark.provision("CM-354")
def test_a_tap_that_was_taken_back_in_the_record_can_be_made_again(phone, child, worker, jo):
    taps(phone, "r1")
    (said,) = stopped(worker, child)
    jo.post(f"/children/{child}/events/{said.pk}/withdraw/", {"reason": "It was her brother."})
    page = phone.get("/for-you/").text
    assert "it stopped" not in page
    assert page.count(NO) == 2
    taps(phone, "r1", page)
    assert len(stopped(worker, child)) == 2
    assert "it stopped" in phone.get("/for-you/").text


@pytest.mark.provision("CM-354")
def test_a_tap_on_what_somebody_else_stopped_says_that_it_is_over_and_until_then_nothing(
    jo, worker
):
    child = with_planned(worker, {"form": "letter", "victim": "v1"})
    phone = opened(jo, child)
    told(worker, is_ready(child, "no"))
    page = phone.get("/for-you/").text
    assert page.count(NO) == 1
    assert IS_OVER not in page, "what somebody harmed said, their worker tells"
    taps(phone, "r1", page)
    page = phone.get("/for-you/").text
    assert IS_OVER in page
    assert "it stopped" not in page
    assert NO not in page
    assert not stopped(worker, child)


@pytest.mark.provision("CM-354")
def test_what_is_done_says_so_without_a_tap_and_a_letter_may_be_stopped_until_it_is_given(
    jo, worker
):
    letter = {"form": "letter", "victim": "v1"}
    child = with_planned(worker, letter, {"form": "community"}, orders=[ORDER])
    phone = opened(jo, child)
    assert IS_OVER not in phone.get("/for-you/").text
    about = "&activity=r2"
    record(jo, child, "restorative-risk-assessed", about, **LOOKED_AT)
    assert record(jo, child, "restorative-activity-held", about, **HELD).status_code == 302
    about = "&activity=r1&person=1"
    record(jo, child, "work-made", about, made="letter", child_said="I am sorry.")
    safe(jo, child, "r1")
    told(worker, wishes(child), is_ready(child), consents(child))
    judged(jo, child)
    gone = record(jo, child, "work-handed-over", f"&work={newest(child, 'work-made')}")
    assert gone.status_code == 302
    page = phone.get("/for-you/").text
    assert page.count(IS_OVER) == 1
    assert page.count(NO) == 1, "the victim worker has it, and nobody gave it yet"
    taps(phone, "r1", page)
    assert "You said no, and it stopped" in phone.get("/for-you/").text


@pytest.mark.provision("CM-354")
def test_the_no_was_heard_also_where_the_copy_cannot_be_shown(phone, victims_side):
    page = phone.get("/for-you/").text
    victims_side.is_away = True
    shut = phone.get("/for-you/").text
    assert "This page is closed" in shut
    assert "Do something good for the community" not in shut, "nothing was said no to"
    assert taps(phone, "r1", page).status_code == 302
    shut = phone.get("/for-you/").text
    assert "Do something good for the community</b><br>You said no, and it stopped" in shut


def test_where_the_copy_cannot_be_shown_nothing_is_said_of_what_was_over_and_is_to_be_done_again(
    jo, worker, victims_side
):
    child = with_planned(worker, {"form": "letter", "victim": "v1"})
    phone = opened(jo, child)
    page = phone.get("/for-you/").text
    told(worker, is_ready(child, "no"))
    taps(phone, "r1", page)
    victims_side.is_away = True
    assert IS_OVER in phone.get("/for-you/").text
    told(worker, is_ready(child, to=["letter"]))
    shut = phone.get("/for-you/")
    assert shut.status_code == 422
    assert IS_OVER not in shut.text


@pytest.mark.provision("CM-336")
def test_hours_that_an_order_asks_stay_though_the_child_says_no_to_what_was_planned_in_them(
    jo, worker
):
    mine = {"form": "community", "order": "o1", "hours": 12}
    planned = (mine, {"form": "letter"}, {"form": "community"})
    phone = opened(jo, with_planned(worker, *planned, orders=[ORDER]))
    page = phone.get("/for-you/").text
    assert page.count(STAY) == 1
    assert "Hours that you have to do stay" in page
    assert "hours to do: 12" in page
    taps(phone, "r1", page)
    assert f"tell your worker.<br>{STAY}" in phone.get("/for-you/").text


@pytest.mark.provision("CM-336")
@pytest.mark.parametrize(
    ("asked", "worked"),
    [({"hours": None}, 2), ({"kind": "curfew"}, 2), ({}, 12)],
    ids=["none are asked", "those of a curfew", "all are worked"],
)
def test_where_no_hours_are_left_to_do_nothing_is_said_of_hours(jo, worker, asked, worked):
    order = {**ORDER, "requirements": [{**ORDER["requirements"][0], **asked}]}
    planned = {"form": "community", "order": "o1"}
    done = {"kind": "restorative-activity-held", "activity": "r1", "hours": worked, **HELD}
    phone = opened(jo, with_planned(worker, planned, done, orders=[order]))
    page = phone.get("/for-you/").text
    assert NO in page
    assert STAY not in page
    assert "Hours that you have to do stay" not in page


def test_a_mothers_copy_has_no_such_tap(jo, child):
    (mother,) = re.findall(
        r'value="(person-\d+)"[^<]*<[^<]*Mary', jo.get(f"/children/{child}/plan/give/").text
    )
    phone = opened(jo, child, whom=mother, may_have_it="on")
    assert NO not in phone.get("/for-you/").text


@pytest.mark.provision("CM-354")
@pytest.mark.parametrize(
    ("spoken", "lang", "what", "no"),
    [
        ("pol", "pl", "Do something good for the community", NO),
        ("cym", "cy", "Gwneud rhywbeth da dros y gymuned", "Dydw i ddim eisiau hyn rhagor"),
    ],
)
def test_a_copy_in_an_interpreters_words_has_the_tap_in_the_nearest_of_ours(
    jo, worker, spoken, lang, what, no
):
    needs = {"interpreter": {"needed": True, "language": spoken}}
    happened = [{**each, "on": TODAY.isoformat()} for each in OF_THEIRS]
    child = with_plan(worker, about=needs, happened=happened)
    form = form_of(jo, give(child), "names")
    texts = {name: f"Nagłówek\n{name}" for name in form.fields if name.startswith("part-")}
    phone = opened(jo, child, language="another", other=spoken, **texts)
    page = phone.get("/for-you/").text
    assert page.count(no) == 2
    assert re.search(rf'lang="{lang}" dir="ltr">Nagłówek</span><br><b>{what}</b>', page)
    taps(phone, "r1", page)
    (told,) = stopped(worker, child)
    assert told.document["activity"] == "r1"


def test_a_tap_is_of_whoever_holds_the_sheet_and_says_the_same_of_every_other(
    phone, child, worker, jo
):
    (form, *_) = (each for each in forms_of(phone.get("/for-you/").text) if "stop" in each.fields)
    sent = form.sent(stop="r1")
    another = int(form.fields["sheet"].values[0]) + 1
    answers = [phone.post("/for-you/", {**sent, "sheet": str(number)}) for number in (another, 0)]
    assert {each.status_code for each in answers} == {409}
    without = [
        Client().post("/for-you/", {**sent, "sheet": str(number)})
        for number in (sent["sheet"][0], another)
    ]
    assert {each.status_code for each in without} == {404}
    assert without[0].text == without[1].text
    page = jo.get(f"/children/{child}/said/").text
    (back,) = (each for each in forms_of(page) if "take-back" in each.action)
    jo.post(back.action, back.sent())
    assert phone.post("/for-you/", sent).status_code == 404, "it was taken back"
    assert not stopped(worker, child)
