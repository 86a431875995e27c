"""A manager's direction is owed by its day, said where it is owed, and done."""

from datetime import timedelta

import pytest

from tests.web.plans.conftest import TODAY
from tests.web.plans.writing import address, direct, form_of
from waymark.chronology.models import Event
from waymark.duties.models import Duty
from waymark.pages.words import day


@pytest.mark.provision("EP-159")
def test_a_managers_direction_is_owed_by_its_day_until_it_is_done(ash, jo, child):
    page = f"/children/{child}/direction/"
    by = TODAY + timedelta(days=3)
    told = {"what": "Ring the school", "why": "She was sent home", "due_on_day": by.day}
    told |= {"due_on_month": by.month, "due_on_year": by.year}
    assert jo.get(page).status_code == 403
    assert ash.post(page, form_of(ash, page, "what").sent(**told)).status_code == 302
    duty = Duty.objects.get(child=child, duty="follow-direction")
    assert (duty.opens_on, duty.due_on, duty.done_on) == (TODAY, by, None)
    event = Event.objects.get(kind="direction-given")
    assert set(event.words.values_list("text", flat=True)) == {
        "Ring the school",
        "She was sent home",
    }
    done = f"/children/{child}/record/direction-done/?direction={event.reference}"
    assert done.replace("&", "&amp;") in jo.get(f"/children/{child}/").text
    jo.post(done, form_of(jo, done, "note").sent(note="Rang, she is back"))
    duty.refresh_from_db()
    assert duty.done_on == TODAY


def test_whoever_records_that_a_direction_is_done_chooses_which_by_what_it_asks(ash, jo, child):
    direct(ash, child, "Ring the school")
    direct(ash, child, "Meet his aunt")
    page = f"/children/{child}/record/direction-done/"
    shown = jo.get(page).text
    due = day(TODAY + timedelta(days=3), TODAY)
    for what in ("Ring the school", "Meet his aunt"):
        assert f"{what}: to be done by {due}, directed by Ash, {day(TODAY, TODAY)}" in shown
    first = Event.objects.filter(kind="direction-given").order_by("position").first().reference
    form = form_of(jo, page, "note")
    assert jo.post(page, form.sent(direction=first, note="Rang")).status_code == 302
    again = jo.get(page).text
    assert "Ring the school" not in again, "what is done is not chosen again"
    assert "Meet his aunt" in again


def test_a_direction_for_yesterday_is_refused(ash, child):
    page = f"/children/{child}/direction/"
    ago = TODAY - timedelta(days=1)
    day = {"due_on_day": ago.day, "due_on_month": ago.month, "due_on_year": ago.year}
    assert ash.post(page, {"what": "x", "why": "y", **day}).status_code == 422


def test_a_direction_says_what_is_to_be_done_on_my_work_and_on_the_plan(ash, jo, agreed):
    direct(ash, agreed, "Ring the school")
    for page in ("/", f"/children/{agreed}/", address(agreed)):
        assert "Ring the school" in jo.get(page).text
    event = Event.objects.get(kind="direction-given")
    done = f"/children/{agreed}/record/direction-done/?direction={event.reference}"
    jo.post(done, form_of(jo, done, "note").sent(note="Rang"))
    assert "Ring the school" not in jo.get(address(agreed)).text
