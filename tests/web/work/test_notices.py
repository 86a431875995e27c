"""My work says what waits for somebody beside what is owed."""

import re
from datetime import timedelta

from django.utils import timezone

from tests.forms import forms_of
from tests.people import signed_in_client
from tests.walls.made import asked_by
from tests.web.work.conftest import MakeChild, ago
from waymark.accounts.models import User
from waymark.children.models import DutyDay, Opening
from waymark.chronology import acts
from waymark.chronology.models import Seal, Words


def page_of(person: User) -> str:
    return signed_in_client(person).get("/").text


def test_words_to_seal_wait_for_managers_and_not_for_who_asked(
    make_child: MakeChild, jo: User, bea: User
):
    child = make_child("Theo", jo)
    with asked_by(jo):
        facts = {"kind": "contact", "on": ago(1), "outcome": "attended", "note": "Mrs Aldous."}
        acts.record(children=[child.pk], facts=facts, by=jo, at=timezone.now())
        acts.ask_to_seal(
            words=Words.objects.get(child=child), reason="A name.", by=jo, at=timezone.now()
        )
    words = "1 request to seal words waits for you"
    assert f'<a href="/seals/">{words}</a>' in page_of(bea)
    assert f'<a href="/seals/">{words}</a>' in signed_in_client(bea).get("/team/").text
    assert words not in page_of(jo)
    with asked_by(bea):
        acts.agree_to_seal(seal=Seal.objects.get(), by=bea, at=timezone.now())
    assert words not in page_of(bea)


def test_an_emergency_waits_for_the_manager_who_must_look(
    make_child: MakeChild, jo: User, bea: User, sal: User
):
    child = make_child("Theo", jo)
    now = timezone.now()
    Opening.objects.create(
        child=child,
        service=jo.service,
        user=bea,
        day=now.date(),
        opened_at=now,
        until=now + timedelta(hours=4),
        reason="emergency",
        words="He ran away.",
        looker=sal,
    )
    words = "1 record was opened in an emergency: look at why"
    assert f'<a href="/emergencies/">{words}</a>' in page_of(sal)
    assert words not in page_of(bea)
    Opening.objects.update(looked_at=now, found="Right.")
    assert words not in page_of(sal)


def test_who_is_on_duty_today_is_told_so(make_child: MakeChild, jo: User, ash: User):
    today = timezone.localdate()
    with asked_by(jo):
        for person, day in ((jo, today), (ash, today + timedelta(days=1))):
            DutyDay.objects.create(service=jo.service, user=person, day=day)
    assert '<a href="/find/">You answer for the duty desk today</a>' in page_of(jo)
    assert "duty desk" not in page_of(ash)


def test_what_was_typed_and_not_saved_is_found_again_by_its_writer_alone(
    make_child: MakeChild, jo: User, bea: User
):
    child = make_child("Theo", jo)
    client, form = signed_in_client(jo), f"/children/{child.pk}/contact/?method=office"
    assert "Typed and not saved yet" not in client.get("/").text
    shown = client.get(form).text
    (typed,) = (f for f in forms_of(shown) if "outcome" in f.fields)
    ticket = re.search(r'name="draft" value="([^"]+)"', shown)[1]
    kept = client.post("/drafts/save/", typed.sent(note="Drew the dog.", draft=ticket))
    assert kept["Location"] == form
    page = client.get("/").text
    assert "Typed and not saved yet" in page
    assert f'<a href="{form}">Theo: kept today</a>' in page
    assert "Drew the dog" not in page
    assert "Typed and not saved yet" not in page_of(bea)
    client.post(form, typed.sent(outcome="attended", note="Drew the dog."))
    assert "Typed and not saved yet" not in client.get("/").text
