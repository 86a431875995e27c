"""A child's places and those of whoever they harmed are compared here, by keys, once known."""

import re
from datetime import timedelta
from secrets import token_hex

import pytest
from django.utils import timezone

from tests.forms import form_with, forms_of
from waymark import wire
from waymark.accounts import asking
from waymark.drafts.store import Place
from waymark.letters.models import Outgoing
from waymark.letters.places import keys_of
from waymark.rules.letters import ChildIsAt
from waymark.victims.door import views
from waymark.victims.people import known, meeting, owing, recording, telling, told
from waymark.victims.people.models import Call, Happening, Spell, Told, Victim
from waymark.victims.people.shown import JUST_SO

TODAY = timezone.localdate()
A_DAY = timedelta(days=1)
CHILD = 7


@pytest.fixture(autouse=True)
def _recorded(db):
    from waymark.audit import recording as audit

    with audit.opened(audit.Recording("test", timezone.now())):
        yield


@pytest.fixture
def person(harmed):
    (made,) = harmed("v1")
    return made


def child_is_at(worker, place, text, **more):
    begins = more.pop("begins", (TODAY - A_DAY).isoformat())
    asking.as_waymark(worker.service_id)
    for key in keys_of(place, text, of_child=True):
        letter = ChildIsAt(child=CHILD, on=TODAY, place=place, key=key, begins=begins, **more)
        told.keep(letter, service=worker.service_id, at=timezone.now())


def says(worker, person, kind, **facts):
    asking.as_user(worker)
    facts = {"from": TODAY.isoformat(), **facts}
    place = Place(person.pk, kind)
    return recording.say_what_holds(
        victim=person, kind=kind, facts=facts, place=place, by=worker, at=timezone.now()
    )


@pytest.mark.provision("CM-400")
def test_whoever_is_cleared_as_of_the_childs_home_is_told_of_no_more_and_is_still_owed(
    worker, vic, person
):
    says(worker, person, "reach", by="address", at="12 Quay Street, BS1 4AA")
    child_is_at(worker, "address", "12 Quay St, bs1 4aa")
    cleared = {"as": "family", "papers": ["plan"], "reason": "She is his mother."}
    says(worker, person, "clearance", **cleared)
    assert sent(worker) == [("address", False), ("address", True)]
    assert "casework is told nothing of it" in vic.get(f"/harmed/{person.pk}/").text


def sent(worker):
    asking.as_waymark(worker.service_id)
    letters = Outgoing.objects.filter(kind="too-close").order_by("number")
    return [
        (each["place"], each["no_longer"]) for each in letters.values_list("document", flat=True)
    ]


@pytest.mark.provision("CM-400")
def test_one_school_is_told_casework_and_owed_on_the_first_page_at_once(worker, vic, person):
    child_is_at(worker, "school", "Bristow High School")
    assert sent(worker) == []
    assert "See that they do not meet" not in vic.get("/").text
    says(worker, person, "goes-to", place="school", called="The Bristow High")
    assert sent(worker) == [("school", False)]
    assert "See that they do not meet" in vic.get("/").text


@pytest.mark.provision("CM-400")
def test_whoever_works_where_the_child_lives_meets_the_child_there(worker, vic, person):
    says(worker, person, "goes-to", place="building", called="3 Elm Road, Hereford")
    child_is_at(worker, "school", "3 Elm Road, Hereford")
    assert sent(worker) == []
    child_is_at(worker, "address", "3 Elm Rd, Hereford")
    assert sent(worker) == [("address", False)]
    assert "may meet where they live" in vic.get(f"/harmed/{person.pk}/").text


@pytest.mark.provision("CM-400")
def test_a_place_that_casework_would_hardly_write_so_says_it_and_one_with_a_door_does_not(
    worker, vic, person
):
    page = f"/harmed/{person.pk}/"
    says(worker, person, "goes-to", place="building", called="3 Elm Road, Hereford")
    says(worker, person, "goes-to", place="school", called="Bristow Low")
    says(worker, person, "reach", by="address", at="12 Quay Street, BS1 4AA")
    assert JUST_SO not in vic.get(page).text
    says(worker, person, "goes-to", place="building", called="The skate park")
    says(worker, person, "reach", by="address", at="His gran’s, by the green")
    assert vic.get(page).text.count(JUST_SO) == 2


def test_it_is_told_whichever_side_is_known_first_and_taken_back_when_the_child_moves(
    worker, person
):
    says(worker, person, "reach", by="address", at="12 Quay Street, BS1 4AA")
    home = ("address", "12 Quay St, bs1 4aa")
    child_is_at(worker, *home)
    assert sent(worker) == [("address", False)]
    child_is_at(worker, *home, no_longer=True)
    assert sent(worker) == [("address", False), ("address", True)]
    assert not Told.objects.filter(kind="child-is-at").exists()


def test_two_hours_in_one_building_are_two(worker, person):
    says(
        worker,
        person,
        "goes-to",
        place="building",
        called="Quay room",
        starts="14:00",
        ends="15:00",
    )
    for hour in ("14:30", "16:00"):
        at = f"{TODAY + A_DAY}T{hour}"
        child_is_at(worker, "building", "Quay room", begins=at, ends=at)
    assert sent(worker) == [("building", False)]
    assert Told.objects.filter(kind="child-is-at").count() == 2


@pytest.mark.provision("CM-400")
@pytest.mark.parametrize(
    ("kind", "facts", "called"),
    [
        ("reach", {"by": "address", "at": "12 Quay Street, BS1 4AA"}, "12 Quay St, BS1 4AA"),
        ("goes-to", {"place": "school", "called": "Bristow High School"}, "Bristow High"),
    ],
)
def test_a_booking_at_the_home_or_the_school_of_somebody_harmed_is_told(
    worker, person, kind, facts, called
):
    says(worker, person, kind, **facts)
    at = f"{TODAY + A_DAY}T14:30"
    child_is_at(worker, "building", called, begins=at, ends=at)
    assert sent(worker) == [("building", False)]


@pytest.mark.provision("CM-400")
def test_it_is_told_that_a_place_is_no_more_too_close_once_somebody_goes_there_no_longer(
    worker, person
):
    child_is_at(worker, "school", "Bristow High School")
    says(worker, person, "goes-to", place="school", called="Bristow High")
    Spell.objects.update(ends=TODAY - A_DAY, begins=TODAY - 2 * A_DAY)
    for _ in range(2):
        asking.as_waymark(worker.service_id)
        telling.tell_what_a_day_changed(worker.service_id, at=timezone.now())
        assert sent(worker) == [("school", False), ("school", True)]


@pytest.mark.provision("CM-400")
def test_what_is_close_since_places_are_compared_otherwise_is_told_within_a_day(
    worker, person, monkeypatch
):
    since = {"from": (TODAY - 60 * A_DAY).isoformat()}  # it does not begin by itself just now
    says(worker, person, "goes-to", place="school", called="Bristow Low", **since)
    child_is_at(worker, "school", "Bristow High")
    assert sent(worker) == []
    (key, *_) = keys_of("school", "Bristow High", of_child=True)
    monkeypatch.setattr(known, "keys_of", lambda *_: [key])  # a Waymark to which they are one
    asking.as_waymark(worker.service_id)
    owing.reckon(TODAY + A_DAY)  # the first page was opened before the minute's round came
    for _ in range(2):
        casework_calls(worker)
        assert sent(worker) == [("school", False)]


@pytest.mark.provision("CM-400")
def test_everybody_is_compared_once_a_day_first_of_whom_it_is_longest_ago(
    worker, person, monkeypatch
):
    def compared():
        asking.as_waymark(worker.service_id)
        found, at = [], timezone.now() + A_DAY
        monkeypatch.setattr(telling, "tell", lambda *people, at: found.extend(people))
        assert telling.tell_what_is_missing(at=at, at_most=1) == len(found)
        return found

    other = Victim.objects.create(service=worker.service, changed_at=timezone.now())
    Victim.objects.filter(pk=person.pk).update(compared_on=TODAY)
    Victim.objects.filter(pk=other.pk).update(compared_on=TODAY - A_DAY)
    assert [compared() for _ in range(3)] == [[other], [person], []]


def casework_calls(worker):
    call = wire.Call("signal", token_hex(), {"letters": [], "applied": [], "services": {}})
    views._letters(call, timezone.now() + A_DAY)


def would_meet(worker, *booked):
    """Ask what casework asks before a time is booked; what of it was counted."""
    asking.as_waymark(worker.service_id)
    at, of = timezone.now(), {"child": CHILD, "service_id": worker.service_id}
    Call.objects.create(once=token_hex(), at=at, function="reference", asked_by=3, **of)
    once = Call.objects.latest("at").pk
    told = {"child": CHILD, "service": worker.service_id, "once": once, "at": at}
    return meeting.close_at(booked, **told), Call.objects.get(pk=once)


def at_two(text, hour="14:00"):
    (key,) = keys_of("building", text)
    on = TODAY + A_DAY
    return key, f"{on}T{hour}", f"{on}T{hour[:2]}:45"


@pytest.mark.provision("CM-400", "CM-409")
def test_before_a_time_is_booked_casework_hears_which_is_too_close_and_who_asks_is_counted(
    worker, person
):
    says(
        worker,
        person,
        "goes-to",
        place="building",
        called="Quay room",
        starts="14:00",
        ends="15:00",
    )
    times = at_two("Quay room", "16:00"), at_two("Elm hall"), at_two("Quay room")
    found, counted = would_meet(worker, *times)
    assert found == [2]
    assert (counted.found, len(counted.names)) == ([person.pk], 3)
    found, counted = would_meet(worker, at_two("Elm hall"))
    assert (found, counted.found, len(counted.names)) == ([], [], 1)


@pytest.mark.provision("CM-409")
def test_who_tries_place_after_place_is_told_of_to_the_victim_worker(worker, vic, person):
    says(worker, person, "goes-to", place="building", called="Quay room")
    for hour in range(8, 22):
        would_meet(worker, *[at_two("Quay room", f"{hour:02}:00")])
        would_meet(worker, *[at_two("Quay room", f"{hour:02}:15")])
    assert "met a protected name or place 28 times within a day" in vic.get("/").text


@pytest.mark.provision("CM-409")
def test_who_tries_places_where_nobody_is_is_told_of_as_well(worker, vic, person):
    for each in range(30):
        would_meet(worker, at_two(f"Hall of street {each}"))
    assert "asked about 30 names or places alone" in vic.get("/").text


@pytest.mark.provision("CM-400")
def test_nobody_hears_who_else_is_where_the_child_lives(worker, person):
    says(worker, person, "reach", by="address", at="12 Quay Street, BS1 4AA")
    assert would_meet(worker, at_two("12 Quay St, BS1 4AA"))[0] == [0]
    child_is_at(worker, "address", "12 Quay St, BS1 4AA")
    assert would_meet(worker, at_two("12 Quay St, BS1 4AA"))[0] == []


def test_no_place_of_either_stands_in_what_is_told(worker, person):
    says(worker, person, "goes-to", place="school", called="Bristow High")
    child_is_at(worker, "school", "Bristow High")
    assert "Bristow" not in str(list(Outgoing.objects.values_list("document", flat=True)))


@pytest.mark.provision("CM-400")
def test_what_was_done_about_one_time_is_written_of_that_time_alone(worker, vic, person):
    says(worker, person, "goes-to", place="building", called="3 Elm Road, Hereford")
    for days in (7, 14):
        begins = (TODAY + days * A_DAY).isoformat()
        ends = {"begins": f"{begins}T14:00", "ends": f"{begins}T15:00"}
        child_is_at(worker, "building", "3 Elm Road, Hereford", **ends)
    page = vic.get(f"/harmed/{person.pk}/").text
    first, other = re.findall(r"/harmed/\d+/write/kept-apart/\?meeting=[^\"]+", page)
    (form,) = (each for each in forms_of(vic.get(first).text) if "meeting" in each.fields)
    assert vic.post(first, form.sent(said="Another hour.")).status_code == 302
    page = vic.get(f"/harmed/{person.pk}/").text
    assert first not in page
    assert other in page
    assert "at 14:00, record 7" in page
    by_hand = first.partition("?")[0]
    (form,) = (each for each in forms_of(vic.get(by_hand).text) if "meeting" in each.fields)
    told = {"place": "building", "said": "Other hours."}
    assert "Choose one time, or every time" in vic.post(by_hand, form.sent(**told)).text
    assert vic.post(by_hand, form.sent(**told, meeting="all")).status_code == 302
    assert other not in vic.get(f"/harmed/{person.pk}/").text


@pytest.mark.provision("CM-400")
def test_a_time_that_is_past_is_kept_where_what_was_done_about_it_is_put_right(worker, vic, person):
    """Else it would be so of every time that is known."""
    of = f"{CHILD} building {(TODAY - A_DAY).isoformat()}T14:00"
    facts = {"on": TODAY.isoformat(), "place": "building", "said": "An hour.", "meeting": of}
    asking.as_user(worker)
    place = Place(person.pk, "kept-apart")
    write = {"victim": person, "kind": "kept-apart", "place": place, "by": worker}
    recording.say_what_happened(facts=facts, at=timezone.now(), **write)
    (entry,) = Happening.objects.all()
    page = f"/harmed/{person.pk}/right/kept-apart/{entry.pk}/"
    sent = form_with(vic.get(page).text, "why").sent(said="Another hour.", why="A slip")
    assert vic.post(page, sent).status_code == 302
    asking.as_user(worker)
    assert Happening.objects.standing().get().document["meeting"] == of
