"""What a child or a parent says of harm, alone, is heard at once by whoever answers for it."""

import re

import pytest
from django.test import Client
from django.utils import timezone

from tests.forms import day_parts
from tests.people import make_person, make_service, signed_in_client
from tests.web.portal.conftest import Scene, not_to_be_told, protected
from waymark.accounts.models import Role
from waymark.children.models import Child, Named, Person
from waymark.chronology.door import today
from waymark.chronology.models import Event, Words
from waymark.portal.models import Sheet


def page_of(scene: Scene, question: str, client: Client) -> str:
    """The address of a question's page."""
    address = "/for-you/page/1/"
    for number in range(1, 40):
        address = f"/for-you/page/{number}/"
        answer = client.get(address)
        if answer.status_code == 200 and f'value="{question}"' in answer.text:
            return address
    raise AssertionError(question)


@pytest.mark.provision("EP-272")
def test_an_answer_that_speaks_of_harm_is_heard_before_anything_is_handed_in(scene, manager):
    phone = scene.phone(language="cy")
    address = page_of(scene, "hurt", phone)
    phone.post(address, {"answer": ["hurt", "made"], "do": "next"})
    told = phone.get(next_of(address))
    assert "Diolch am ddweud" in told.text
    for somebody in (scene.duty, scene.jo, manager):
        page = signed_in_client(somebody).get("/").text
        assert "Somebody told us of harm: look at it today" in page
    assert "Soph" in signed_in_client(scene.duty).get("/told-of-harm/").text
    elsewhere = make_person(service=make_service())
    assert "told us of harm" not in signed_in_client(elsewhere).get("/").text
    scene.as_waymark()
    concern = Event.objects.get(kind="self-assessment-concern")
    assert concern.document["question"] == "Is any of this true for you?"
    said = Words.objects.get(event=concern).text
    assert said == "Somebody hurts me; Somebody makes me do things"
    assert Sheet.objects.get().handed_in_at is None


def next_of(address: str) -> str:
    number = int(address.rstrip("/").rpartition("/")[2])
    return f"/for-you/page/{number + 1}/"


def test_the_same_answer_is_told_of_once_and_another_again(scene):
    phone = scene.phone()
    address = page_of(scene, "hurt", phone)
    for answer in (["hurt"], ["hurt"], ["none"], ["die"]):
        phone.post(address, {"answer": answer, "do": "next"})
    scene.as_waymark()
    assert Event.objects.filter(kind="self-assessment-concern").count() == 2


def test_one_sitting_is_one_alarm_and_one_record_for_all_of_it(scene):
    phone = scene.phone()
    address = page_of(scene, "hurt", phone)
    for answer in (["hurt"], ["die"]):
        phone.post(address, {"answer": answer, "do": "next"})
    phone.post("/for-you/page/1/", {"answer": "My uncle hits me", "do": "next"})
    worker = signed_in_client(scene.jo)
    page = worker.get("/told-of-harm/").text
    assert page.count("Record what you did") == 1
    assert page.count("Read the answer to") == 3
    assert "“My uncle hits me”" in page
    assert "“Somebody hurts me”" in page
    assert page.count("What do you think?") == 1
    work = worker.get("/").text
    assert work.count("Record what you did") == 1
    assert re.search(r"at \d\d:\d\d, in 3 answers that they gave alone", work)
    assert re.search(r"Is any of this true for you\?”</a> <span class=\"soft\">\d\d:\d\d<", page)
    (record,) = re.findall(r'href="([^"]*/record/concern-looked-at/[^"]*)"', page)
    form = worker.get(record.replace("&amp;", "&")).text
    assert form.count('name="concern"') == 1
    assert "in 3 answers that they gave alone, to “Is any of this true for you?”" in form
    scene.as_waymark()
    first, *_ = Event.objects.filter(kind="self-assessment-concern").order_by("position")
    said = {"concern": first.reference, "note": "I rang Soph and children’s services."}
    worker.post(record.partition("?")[0], {**day_parts("on", first.on), **said})
    assert "told us of harm" not in signed_in_client(scene.duty).get("/").text
    phone.post(address, {"answer": ["made"], "do": "next"})
    assert worker.get("/told-of-harm/").text.count("Record what you did") == 1


@pytest.mark.provision("EP-272")
def test_an_open_sheet_that_told_of_harm_says_when_somebody_was_told(scene):
    phone = scene.phone()
    worker = signed_in_client(scene.jo)
    phone.post("/for-you/page/1/", {"answer": "Drawing and dogs", "do": "next"})
    assert "somebody was told" not in worker.get(scene.said).text
    phone.post("/for-you/page/1/", {"answer": "My uncle hits me", "do": "next"})
    scene.phone()  # a second sheet, on which nothing was said
    page = worker.get(scene.said).text
    assert page.count("somebody was told") == 1
    scene.as_waymark()
    concern = Event.objects.get(kind="self-assessment-concern")
    told, *_ = Sheet.objects.order_by("pk")
    (marked,) = (part for part in page.split("<li ") if "somebody was told" in part)
    assert f'id="sheet-{told.pk}"' in marked
    assert f'href="/children/{scene.child}/events/{concern.pk}/"' in marked
    assert re.search(r"somebody was told on [^<]+ at \d\d:\d\d<", marked)
    assert "My uncle hits me" not in page


def test_what_is_protected_has_gaps_where_harm_was_told(scene):
    phone = scene.phone()
    not_to_be_told(scene, "Dawn")
    phone.post("/for-you/page/1/", {"answer": "My uncle hits me at 9 Elm Row", "do": "next"})
    page = signed_in_client(scene.duty).get("/told-of-harm/").text
    assert "My uncle hits me at" in page
    assert "9 Elm Row" not in page


def test_words_of_harm_in_a_text_are_heard_too(scene):
    phone = scene.phone()
    phone.post("/for-you/page/1/", {"answer": "My uncle hits me", "do": "next"})
    scene.as_waymark()
    concern = Event.objects.get(kind="self-assessment-concern")
    assert Words.objects.get(event=concern).text == "My uncle hits me"
    page = signed_in_client(scene.duty).get(f"/children/{scene.child}/events/{concern.pk}/")
    assert "My uncle hits me" in page.text
    assert "told us of harm" in page.text


def test_once_it_is_looked_at_nobody_is_told_any_more(scene):
    phone = scene.phone()
    phone.post("/for-you/page/1/", {"answer": "My uncle hits me", "do": "next"})
    worker = signed_in_client(scene.jo)
    form = worker.get("/told-of-harm/").text
    assert "Record what you did" in form
    scene.as_waymark()
    concern = Event.objects.get(kind="self-assessment-concern")
    said = {"concern": concern.reference, "note": "I rang Soph and children’s services."}
    typed = {**day_parts("on", concern.on), **said}
    answer = worker.post(f"/children/{scene.child}/record/concern-looked-at/", typed)
    assert answer.status_code == 302
    assert "told us of harm" not in signed_in_client(scene.duty).get("/").text


@pytest.mark.provision("EP-272")
def test_one_conversation_after_several_tellings_is_recorded_once(scene):
    for _ in range(3):
        scene.phone().post("/for-you/page/1/", {"answer": "My uncle hits me", "do": "next"})
    worker = signed_in_client(scene.jo)
    listed = worker.get("/told-of-harm/").text
    record, *_ = re.findall(r'href="([^"]*/record/concern-looked-at/[^"]*)"', listed)
    asked = worker.get(record.replace("&amp;", "&")).text
    assert "Tick each that it was about" in asked
    ticks = re.findall(r'<input type="checkbox" name="concern" value="([^"]+)"([^>]*)>', asked)
    assert [value for value, more in ticks if "checked" in more] == [record.partition("=")[2]]
    one, two, three = (value for value, _ in ticks)
    typed = {**day_parts("on", today(timezone.now())), "note": "I rang Soph."}
    page = f"/children/{scene.child}/record/concern-looked-at/"
    missing = worker.post(page, typed)
    assert missing.status_code == 422
    made = worker.post(page, {**typed, "concern": [one, three]})
    assert "told us of harm" in worker.get(made["Location"]).text.partition("And what else?")[2]
    left = worker.get("/told-of-harm/").text
    assert left.count("Record what you did") == 1
    assert f"?concern={two}" in left
    scene.as_waymark()
    looked = Event.objects.get(kind="concern-looked-at")
    assert {looked.document["concern"], *looked.document["also"]} == {one, three}
    correct = f"/children/{scene.child}/events/{looked.pk}/correct/"
    assert worker.get(correct).text.count("checked") >= len([one, three])


@pytest.mark.provision("EP-272")
def test_whoever_records_what_they_did_reads_what_was_said_and_whom_to_call(scene):
    phone = scene.phone()
    with_numbers(scene)
    phone.post("/for-you/page/1/", {"answer": "My uncle hits me", "do": "next"})
    duty = signed_in_client(scene.duty)
    listed = duty.get("/told-of-harm/").text
    (record,) = re.findall(r'href="([^"]*/record/concern-looked-at/[^"]*)"', listed)
    for page in (listed, duty.get(record.replace("&amp;", "&")).text):
        assert "“My uncle hits me”" in page
        assert "Dawn (mother)" in page
        assert 'href="tel:07700900111"' in page
        assert "07700 900222" not in page, "it is protected, as everywhere"
        assert "A protected number: ask for it under People" in page
        assert "speak with Soph alone first" in page
    other = duty.get(f"/children/{scene.child}/record/new-charge/")
    assert other.status_code == 200
    assert "Whom to call" not in other.text


def with_numbers(scene: Scene) -> None:
    scene.as_waymark()
    mum = Person.objects.get(child=scene.child)
    mum.document["phones"] = [{"number": "07700 900111"}]
    mum.save()
    protected(scene, "phones", {"number": "07700 900222", "not_to_be_told_to": ["Dawn"]})


@pytest.mark.provision("EP-272")
@pytest.mark.parametrize(
    ("is_at_work", "says"),
    [(True, "One of them must talk with you today"), (False, "Nobody is at work here right now.")],
)
def test_whoever_tells_of_harm_reads_when_somebody_talks_with_them(
    scene, monkeypatch, is_at_work, says
):
    phone = scene.phone()
    monkeypatch.setattr("waymark.guidance.hours.Hours.is_at_work", lambda *_: is_at_work)
    assert "Monday to Friday, 9am to 5pm" in phone.get("/for-you/").text
    phone.post("/for-you/page/1/", {"answer": "My uncle hits me", "do": "next"})
    page = phone.get("/for-you/page/2/").text
    assert says in page
    assert '<details class="help-now" open>' in page
    assert says in phone.get("/for-you/check/").text
    assert says not in phone.get("/for-you/page/5/").text


@pytest.mark.provision("EP-272")
def test_a_sheet_says_at_which_hours_this_service_is_at_work(scene):
    senior = make_person(Role.SENIOR_MANAGER, service=scene.jo.service)
    chosen = {"name": "service-closes", "value": "19", "reason": "children come after school"}
    sent = chosen | day_parts("begins", timezone.localdate())
    assert signed_in_client(senior).post("/our-numbers/", sent).status_code == 302
    assert "Monday to Friday, 9am to 7pm" in scene.phone().get("/for-you/").text
    ask = signed_in_client(scene.jo).get(f"/children/{scene.child}/said/ask/").text
    assert "9am to 7pm" in ask


@pytest.mark.provision("EP-272")
def test_it_says_who_told_of_harm_and_the_child_is_among_those_to_call(scene):
    phone = scene.handed(what=f"self-assessment-parent:{scene.mum}")
    phone.post("/for-you/page/2/", {"answer": "His uncle hits him and hits me", "do": "next"})
    page = signed_in_client(scene.duty).get("/told-of-harm/").text
    assert "Dawn (mother) told us of harm today" in page
    called = page.partition("Whom to call")[2]
    assert called.index("<b>Soph</b>") < called.index("<b>Dawn (mother)</b>")
    form = signed_in_client(scene.jo).get(f"/children/{scene.child}/record/concern-looked-at/").text
    assert "Dawn (mother) told us on" in form
    assert "Speak with Dawn (mother) today, see that Soph is safe" in form
    for shown in (page, form):
        assert "Dawn (mother) told it, so speak with Dawn (mother)" in shown
    assert "what did you tell whoever told us?" in form


def test_whoever_looks_after_the_child_reads_whom_to_ring_when_they_are_hurt_themselves(scene):
    line = "National Domestic Abuse Helpline"
    assert line in scene.handed(what=f"self-assessment-parent:{scene.mum}").get("/for-you/").text
    assert line not in scene.handed().get("/for-you/").text


@pytest.mark.provision("EP-272")
def test_among_those_to_call_is_the_social_worker_and_who_must_not_be_told_is_marked(scene):
    scene.as_waymark()
    service = scene.service
    Person.objects.create(
        child_id=scene.child,
        service=service,
        position=7,
        document={"name": "Ruth Amadi", "agency": "childrens-services", "role": "Social worker"},
    )
    not_to_be_told(scene, "Dawn")
    scene.phone().post("/for-you/page/1/", {"answer": "My uncle hits me", "do": "next"})
    called = signed_in_client(scene.duty).get("/told-of-harm/").text.partition("Whom to call")[2]
    assert "Ruth Amadi (social worker)" in called
    (of_dawn,) = re.findall(r"<b>Dawn \(mother\)</b>(.*?)<span>", called, re.DOTALL)
    assert "Must not be told everything" in of_dawn
    assert called.count("Must not be told everything") == 1


@pytest.mark.provision("EP-272")
def test_of_a_restricted_child_the_duty_desk_learns_whom_to_ask_and_not_whose_it_is(scene):
    scene.phone().post("/for-you/page/1/", {"answer": "My uncle hits me", "do": "next"})
    scene.as_waymark()
    Child.objects.filter(pk=scene.child).update(restricted=True)
    Named.objects.create(child_id=scene.child, service=scene.service, user=scene.jo)
    duty = signed_in_client(scene.duty)
    assert "Harm was told of a restricted child" in duty.get("/").text
    page = duty.get("/told-of-harm/").text
    assert f"<b>{scene.jo.name}</b>" in page
    assert "Soph" not in page
    assert "uncle" not in page
    jo = signed_in_client(scene.jo)
    assert "Harm was told of a restricted child" not in jo.get("/").text
    assert "“My uncle hits me”" in jo.get("/told-of-harm/").text


def test_who_is_not_on_the_duty_desk_hears_nothing_of_a_restricted_child(scene):
    scene.phone().post("/for-you/page/1/", {"answer": "My uncle hits me", "do": "next"})
    scene.as_waymark()
    Child.objects.filter(pk=scene.child).update(restricted=True)
    Named.objects.create(child_id=scene.child, service=scene.service, user=scene.jo)
    colleague = signed_in_client(make_person(service=scene.service))
    for page in ("/", "/told-of-harm/"):
        assert "restricted" not in colleague.get(page).text
