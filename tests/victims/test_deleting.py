"""What nobody needs any more is deleted by a manager, and a certificate says so without a name."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.utils import timezone

from tests.victims.calling import ask, of
from waymark.accounts import asking
from waymark.accounts.models import KeptWords, Session
from waymark.audit.models import AuditRow
from waymark.drafts.models import Draft
from waymark.pages.words import day
from waymark.rules.letters import KeepFrom, OrderMade, WorksWith
from waymark.victims.door.reference import GONE
from waymark.victims.people import deleting_views, due, told
from waymark.victims.people.elsewhere import named_beside_others
from waymark.victims.people.looking import sought
from waymark.victims.people.models import (
    Certificate,
    Happening,
    Held,
    Reference,
    Spell,
    Told,
    Victim,
)

NAME = "Thandiwe Grant"
NUMBER = "020 7946 0000"
BACKUPS = timedelta(days=35)


@pytest.fixture
def over(harmed, service, worker):
    """Make somebody whose last order ended some years ago, with an address and a contact."""

    def make(*, years):
        (person,) = harmed("v1")
        ended = timezone.localdate() - timedelta(days=366 * years)
        order = {"order": "o1", "order_kind": "referral-order", "grave": False}
        days = {"made_on": date(2015, 1, 5), "ends_on": ended, "on": date(2015, 1, 5)}
        told.keep(OrderMade(child=7, **order, **days), service=service.pk, at=timezone.now())
        Victim.objects.filter(pk=person.pk).update(name=NAME)
        of = {"victim": person, "service": service, "by": worker, "recorded_at": timezone.now()}
        at = {"by": "phone", "at": NUMBER}
        Spell.objects.create(**of, kind="reach", begins=date(2015, 2, 2), document=at)
        Happening.objects.create(**of, kind="details-asked", on=date(2015, 2, 2), document={})
        return person

    return make


@pytest.mark.provision("CM-395")
def test_how_long_what_is_kept_is_said_with_whose_number_it_is(vic, over):
    over(years=2)
    page = vic.get("/deletion/").text
    assert "How somebody harmed can be reached is kept, after the last order ended" in page
    assert "12 months" in page
    assert "CM-394 gives no number" in page


@pytest.mark.provision("CM-394")
def test_what_its_purpose_needs_no_more_is_listed_and_the_rest_is_not(vic, over):
    over(years=2)
    page = vic.get("/deletion/").text
    assert NAME in page
    assert "An address, number or e-mail" in page
    assert "Details asked for" not in page


def test_nothing_of_whose_order_runs_is_listed(vic, over):
    over(years=-1)
    assert "Nothing is due today" in vic.get("/deletion/").text


def test_a_manager_deletes_what_is_due_and_the_rest_stays(val, over, service):
    person = over(years=2)
    ended = day(timezone.localdate() - timedelta(days=366 * 2), timezone.localdate())
    says = f"reckoned from {ended}, when the last order ended."
    assert says in val.get(f"/harmed/{person.pk}/delete/").text
    page = val.post(f"/harmed/{person.pk}/delete/", follow=True).text
    assert "An address, number or e-mail: 1" in page
    assert "by Val Brook" in page
    assert NAME not in page
    asking.as_waymark(service.pk)
    assert not Spell.objects.exists()
    assert Happening.objects.get().kind == "details-asked"
    assert Victim.objects.get().name == NAME
    record = val.get(f"/harmed/{person.pk}/").text
    assert "the time for which it was kept" in record
    assert "Nothing now." in record


def test_whoever_is_needed_for_nothing_goes_whole_name_and_all(val, over, service):
    person = over(years=5)
    page = val.post(f"/harmed/{person.pk}/delete/", follow=True).text
    assert "Who they are: 1" in page
    asking.as_waymark(service.pk)
    for table in (Victim, Reference, Spell, Happening):
        assert not table.objects.exists()
    assert "<li>when the last order ended</li>" in page
    assert "left alone" not in page
    certificate = Certificate.objects.get()
    assert certificate.kinds == {"reach": 1, "details-asked": 1, "who-they-are": 1}
    assert certificate.in_backups_until == timezone.localdate() + BACKUPS
    said = " ".join(map(str, AuditRow.objects.values_list()))
    assert "delete-what-is-due" in said
    assert NAME not in said
    assert NUMBER not in said


def test_a_deletion_that_a_draft_holds_back_takes_no_number_of_a_certificate(
    val, over, worker, service
):
    person = over(years=5)
    asking.as_user(worker)
    typed = {"form": "who", "fields": {"name": ["T"]}, "saved_at": timezone.now()}
    begun = Draft.objects.create(**typed, person=worker, child_id=person.pk, service=service)
    asking.as_waymark(service.pk)
    of = {"service": service, "by": worker, "at": timezone.now(), "kinds": {}, "purposes": []}
    first = Certificate.objects.create(**of, in_backups_until=timezone.localdate())
    assert "Somebody began to write" in val.post(f"/harmed/{person.pk}/delete/", follow=True).text
    asking.as_user(worker)
    begun.delete()
    assert "Who they are: 1" in val.post(f"/harmed/{person.pk}/delete/", follow=True).text
    asking.as_waymark(service.pk)
    assert Certificate.objects.latest("pk").pk == first.pk + 1


@pytest.mark.provision("CM-400")
def test_from_nobody_is_the_record_of_a_child_kept_of_whom_nothing_is_held_as_harmed(
    val, over, service
):
    person = over(years=5)
    Victim.objects.filter(pk=person.pk).update(also_child=40)
    works = WorksWith(child=7, on=date(2015, 1, 5), people=(11,))
    told.keep(works, service=service.pk, at=timezone.now())
    kept = Told.objects.filter(child=40, kind=KeepFrom.kind)
    assert kept.get().document["people"] == [11]
    val.post(f"/harmed/{person.pk}/delete/")
    asking.as_waymark(service.pk)
    assert kept.get().document.get("people", []) == []


@pytest.mark.provision("CM-394")
def test_who_was_deleted_is_not_made_anew_by_a_letter_and_not_counted_as_unnamed(
    val, over, harmed, service
):
    person = over(years=5)
    val.post(f"/harmed/{person.pk}/delete/")
    asking.as_waymark(service.pk)
    assert set(Told.objects.values_list("kind", "about")) == {("let-go", "v1")}
    assert harmed("v1") == []
    assert set(Told.objects.values_list("kind", "about")) == {("let-go", "v1")}
    looked_for = {"child": 7, "service": service.pk, "harmed": ["v1", "v2"]}
    assert sought(**looked_for).unnamed == 1
    (gone,) = ask("reference", by=3, **of(service))["harmed"]
    assert (gone["victim"], gone["is_gone"], gone["signals"]) == ("v1", True, [GONE])
    (new,) = harmed("v1", "v2")
    assert new.references.get().reference == "v2"


@pytest.mark.provision("CM-409")
def test_nobody_goes_while_a_file_that_may_name_them_waits_to_be_cut(val, over, service):
    person = over(years=5)
    asking.as_waymark(service.pk)
    of = {"service": service, "child": 7, "key": "k", "paper": "assessment", "waits": True}
    file = Held.objects.create(**of, media_type="text/plain", content=b"x", at=timezone.now())
    refused = val.post(f"/harmed/{person.pk}/delete/", follow=True).text
    assert "A file of record 7 waits to be cut" in refused
    asking.as_waymark(service.pk)
    assert Victim.objects.get().name == NAME
    file.delete()
    assert "Certificate" in val.post(f"/harmed/{person.pk}/delete/", follow=True).text


@pytest.mark.provision("CM-394")
def test_of_whom_they_are_named_beside_is_shown_before_they_go_and_the_certificate_says_what_stays(
    val, over, harmed, service, worker
):
    person = over(years=5)
    (other, nobody) = harmed("v1", "v2", child=8)
    of = {"service": service, "by": worker, "recorded_at": timezone.now()}
    for who, words in ((other, "She came with Thandiwe Grant."), (nobody, "A grant was paid.")):
        told = {"how": "visit", "said": words}
        on = timezone.localdate()
        Happening.objects.create(**of, victim=who, kind="contacted", on=on, document=told)
    page = val.get(f"/harmed/{person.pk}/delete/").text
    assert f'href="/harmed/{other.pk}/"' in page
    assert f'href="/harmed/{nobody.pk}/"' not in page
    certificate = val.post(f"/harmed/{person.pk}/delete/", follow=True).text
    assert "What is written of others, even where it names them" in certificate
    assert NAME not in certificate


def test_who_is_named_beside_others_by_a_first_name_or_another_apostrophe_is_found(
    over, harmed, service, worker
):
    person = over(years=5)
    person.name, person.other_names = "Siobhán O’Neill-Baptiste", [" "]
    person.save()
    others = harmed("v1", "v2", "v3", "v4", child=8)
    of = {"service": service, "by": worker, "recorded_at": timezone.now()}
    words = (
        "Siobhan came.",
        "She came with S. O'NEILL-Baptiste.",
        "Mrs Baptiste rang.",
        "A visit.",
    )
    for who, said in zip(others, words, strict=True):
        on = timezone.localdate()
        told = {"how": "visit", "said": said}
        Happening.objects.create(**of, victim=who, kind="contacted", on=on, document=told)
    found = named_beside_others(person, timezone.localdate())
    assert found == list(others[:3])


@pytest.mark.provision("CM-394")
def test_what_was_told_of_a_child_stays_while_somebody_is_held_whom_they_harmed(
    val, over, harmed, service
):
    person = over(years=5)
    harmed("v1", "v2", offence="o1:f2")
    val.post(f"/harmed/{person.pk}/delete/")
    asking.as_waymark(service.pk)
    assert Told.objects.filter(kind="order-made").exists()
    assert not Reference.objects.filter(victim=person).exists()


def test_a_worker_looks_and_a_manager_alone_deletes(vic, over, service):
    person = over(years=5)
    assert vic.post(f"/harmed/{person.pk}/delete/").status_code == 403
    assert "Look and delete" not in vic.get("/deletion/").text
    asking.as_waymark(service.pk)
    assert Spell.objects.exists()


def test_what_is_needed_is_not_deleted_whoever_asks(val, over, service):
    person = over(years=-1)
    page = val.post(f"/harmed/{person.pk}/delete/", follow=True).text
    assert "Nothing of theirs is due" in page
    asking.as_waymark(service.pk)
    assert Spell.objects.exists()
    assert not Certificate.objects.exists()


@pytest.fixture
def struck_complaint(over, worker, service):
    """Somebody, and their complaint that was found to be a mistake today."""

    def make(*, years):
        person, now = over(years=years), timezone.now()
        asking.as_waymark(service.pk)
        on = {"kind": "complaint-received", "on": timezone.localdate(), "document": {}}
        struck = {"taken_back_at": now, "taken_back_by": worker, "taken_back_why": "Her twin"}
        of = {"victim": person, "service": service, "by": worker, "recorded_at": now}
        Happening.objects.create(**of, **on, **struck)
        return person

    return make


@pytest.mark.provision("CM-394")
def test_what_was_never_so_keeps_nothing_but_itself(val, struck_complaint, service):
    person = struck_complaint(years=5)
    assert "It goes with the rest, before" in val.get(f"/harmed/{person.pk}/delete/").text
    certificate = val.post(f"/harmed/{person.pk}/delete/", follow=True).text
    assert "Who they are: 1" in certificate
    assert "the day on which it was found to be a mistake" in certificate
    assert "the day on which it was answered" not in certificate
    asking.as_waymark(service.pk)
    assert not Victim.objects.exists()


@pytest.mark.provision("CM-394")
def test_what_was_never_so_stays_for_its_time_beside_what_stays(val, struck_complaint):
    person = struck_complaint(years=2)
    shown = val.get(f"/harmed/{person.pk}/delete/").text
    assert "An address, number or e-mail" in shown
    assert "They complained" not in shown


@pytest.mark.provision("CM-394")
def test_what_was_taken_back_long_ago_is_listed_while_the_order_runs(val, over, worker, service):
    over(years=-1)
    asking.as_waymark(service.pk)
    long_ago = timezone.now() - timedelta(days=366 * 4)
    Happening.objects.update(taken_back_at=long_ago, taken_back_by=worker, taken_back_why="No.")
    page = val.get("/deletion/").text
    assert "Details asked for" in page
    assert "An address, number or e-mail" not in page


@pytest.mark.provision("CM-394")
def test_whom_casework_takes_out_again_goes_some_time_after_the_letter_that_said_so(val, harmed):
    (person,) = harmed("v1")
    Victim.objects.filter(pk=person.pk).update(name=NAME)
    harmed()
    long_ago = timezone.now() - timedelta(days=366 * 4)
    assert "Nothing is due today" in val.get("/deletion/").text
    Told.objects.filter(kind="people-harmed").update(told_at=long_ago)
    Victim.objects.update(reckoned_on=None)
    assert NAME in val.get("/deletion/").text


@pytest.mark.provision("CM-394")
def test_a_manager_reads_on_her_first_page_of_how_many_something_is_due(val, vic, over):
    assert "due to be deleted" not in val.get("/").text
    over(years=2)
    page = val.get("/").text
    assert "Of 1 person something is" in page
    assert 'href="/deletion/"' in page
    assert "something is" not in vic.get("/").text


def test_what_is_due_is_listed_a_page_of_people_at_a_time(val, over, harmed, monkeypatch):
    monkeypatch.setattr(deleting_views, "A_PAGE", 1)
    over(years=9)
    harmed("v1", "v2")
    pages = [val.get(f"/deletion/?page={number}").text for number in (1, 2)]
    assert "Page 1 of 2: 2 people, of whom something is due" in pages[0]
    assert [NAME in each for each in pages].count(True) == 1


def test_certificates_stand_a_page_at_a_time_the_latest_first(vic, worker, service, monkeypatch):
    monkeypatch.setattr(deleting_views, "A_PAGE", 1)
    asking.as_waymark(service.pk)
    of = {"service": service, "by": worker, "kinds": {"need": 1}, "purposes": ["shown"]}
    for days in (2, 1):
        at = timezone.now() - timedelta(days=days)
        made = Certificate.objects.create(**of, at=at, in_backups_until=at.date() + BACKUPS)
    first, second = [vic.get(f"/deletion/?certificates={number}").text for number in (1, 2)]
    assert "Page 1 of 2: 2 certificates, the latest first" in first
    latest = f'href="/deletion/{made.pk}/"'
    assert latest in first
    assert latest not in second


def test_who_is_needed_is_not_read_for_the_list(val, over, monkeypatch):
    over(years=-1)
    val.get("/deletion/")
    read = []
    monkeypatch.setattr(due, "known", lambda people, _rows: read.extend(people) or {})
    val.get("/deletion/")
    assert read == []


def test_what_was_sent_too_late_or_looked_for_goes_by_itself_though_nobody_signs_in(
    service, worker
):
    asking.as_user(worker)
    long_ago = timezone.now() - timedelta(minutes=31)
    keep = "SELECT keep_words(%s, '/', %s, %s)"
    said = '{"words": ["Thandiwe Grant"]}'
    with connection.cursor() as cursor:
        cursor.execute(keep, [worker.pk, said, long_ago])
    Session.objects.create(session_key="over", session_data="x", expire_date=long_ago)
    ask("signal", letters=[], applied=[])
    asking.as_user(worker)
    assert not KeptWords.objects.exists()
    assert not Session.objects.exists()
