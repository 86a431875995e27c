"""What is decided with a manager of victim work: with one of them, who says herself that it was."""

from datetime import timedelta

import pytest
from django.utils import timezone

from tests.forms import day_parts, form_with
from tests.people import make_person, signed_in_client
from tests.victims.conftest import CHILD
from waymark.accounts import asking
from waymark.accounts.models import Role
from waymark.audit import recording as audit
from waymark.drafts.store import Place
from waymark.pages.words import day
from waymark.rules.harmed.signals import signals
from waymark.victims.people import recording
from waymark.victims.people.known import known
from waymark.victims.people.models import Happening, Spell
from waymark.victims.people.telling import seal_what_is_over

A_DAY = timedelta(days=1)
YES, NO = {"was": "yes"}, {"was": "no"}


def named():
    today = timezone.localdate()
    why = dict.fromkeys(("impact", "needed", "prevents"), "He said so.")
    return why | day_parts("from", today) | day_parts("review_on", today + A_DAY)


def longer():
    today = timezone.localdate()
    days = day_parts("on", today) | day_parts("keep_until", today + 2 * A_DAY)
    return {"said": "Her claim is open."} | days | day_parts("review_on", today + A_DAY)


@pytest.fixture
def name_on_file(write, manager):
    """Write down, as Vic, that the name stands on a file until tomorrow, decided with Val."""
    assert "Saved." in write("named-in-file", **named(), decided_by=manager.pk).text
    return Spell.objects.get(kind="named-in-file")


@pytest.fixture
def kept_longer(write, manager):
    assert "Saved." in write("kept-longer", **longer(), manager=manager.pk).text
    return Happening.objects.get(kind="kept-longer")


def at(entry, what="decided"):
    return f"/harmed/{entry.victim_id}/{what}/{entry.kind}/{entry.pk}/"


def tap(client, entry, said):
    return client.post(at(entry), said, follow=True)


def may_be_named(person):
    asking.as_waymark(person.service_id)
    today = timezone.localdate()
    now = known([person])[person.pk]
    told = any("Their name may stand" in each for each in signals(now, CHILD, today))
    assert told == now.may_be_named(CHILD, today)
    return told


def sealed(person):
    asking.as_waymark(person.service_id)
    seal_what_is_over(person.service_id, at=timezone.now())
    return Happening.objects.filter(kind="file-name-sealed").exists()


@pytest.mark.provision("CM-398")
def test_a_name_stands_on_no_file_before_the_manager_says_that_it_was_decided_with_her(
    name_on_file, person, vic, val
):
    waits = "Not yet confirmed by Val Brook"
    assert waits in vic.get(f"/harmed/{person.pk}/").text
    assert not may_be_named(person)
    for page in ("/", f"/harmed/{person.pk}/"):
        shown = val.get(page).text
        assert "Was it decided with you?" in shown
        assert "Vic Marsh wrote so." in shown
        assert "Was it decided with you?" not in vic.get(page).text
    assert "Confirmed: it was decided with you" in tap(val, name_on_file, YES).text
    assert may_be_named(person)
    assert waits not in vic.get(f"/harmed/{person.pk}/").text
    assert "Was it decided with you?" not in val.get("/").text


@pytest.mark.provision("CM-398")
def test_what_was_not_decided_with_her_is_taken_back_and_lets_nothing_through(
    name_on_file, kept_longer, person, vic, val
):
    for entry in (name_on_file, kept_longer):
        assert "It is struck through" in tap(val, entry, NO).text
    told = "Val Brook said so."
    assert [each.get("/").text.count(told) for each in (vic, val)] == [2, 0]
    assert not may_be_named(person)
    assert not sealed(person)  # it never stood there, so nobody looks for it
    page = vic.get(f"/harmed/{person.pk}/").text
    until = timezone.localdate() + 2 * A_DAY
    assert f"Until when is it needed?</b> {day(until, timezone.localdate())}" in page
    assert page.count("wrote Val Brook") == 2
    assert page.count("It was not decided with me.") == 2
    assert known([person])[person.pk].happenings == ()


def test_nobody_else_says_so_be_it_a_manager_of_the_same_name(kept_longer, service, vic, val):
    other = make_person(Role.VICTIM_MANAGER, service=service, name="Val Brook")
    client = signed_in_client(other)
    assert "Was it decided with you?" not in client.get("/").text
    assert tap(client, kept_longer, YES).status_code == 404
    assert tap(vic, kept_longer, YES).status_code == 403
    asking.as_waymark(service.pk)
    assert Happening.objects.get(pk=kept_longer.pk).confirmed_at is None
    assert tap(val, kept_longer, YES).status_code == 200
    assert tap(val, kept_longer, YES).status_code == 422  # a second tab: it was said already
    asked = form_with(vic.get(at(kept_longer, "right")).text, "manager").fields["manager"]
    assert asked.values == [str(kept_longer.decided_with_id)]
    assert asked.choices == [str(kept_longer.decided_with_id), str(other.pk)]
    assert other.email in vic.get(at(kept_longer, "right")).text


def test_a_manager_of_the_service_who_is_there_is_chosen_and_nobody_else_is_typed(
    kept_longer, manager, service, vic
):
    typed = {**longer(), "why": "x", "manager": "Val Brook"}
    assert vic.post(at(kept_longer, "right"), typed).status_code == 422
    assert vic.post(at(kept_longer, "right"), typed | {"manager": manager.pk}).status_code == 302
    kept_longer = Happening.objects.standing().get(kind="kept-longer")
    make_person(Role.VICTIM_MANAGER, name="Not Ours")
    asking.as_waymark(service.pk)
    other = make_person(Role.VICTIM_MANAGER, service=service, name="Ann Lee")
    manager.is_active = False
    manager.save()
    page = vic.get(at(kept_longer, "right")).text
    assert "Not Ours" not in page
    assert form_with(page, "manager").fields["manager"].choices == [str(other.pk)]
    page = vic.get(f"/harmed/{kept_longer.victim_id}/").text
    assert "Val Brook, who is no manager here now: choose another" in page


def test_who_wrote_it_does_not_read_of_a_no_where_the_manager_puts_it_right(
    kept_longer, manager, vic, val
):
    typed = {**longer(), "why": "Another day.", "manager": manager.pk}
    assert val.post(at(kept_longer, "right"), typed).status_code == 302
    assert "Not decided with" not in vic.get("/").text


def test_what_a_manager_decides_as_she_writes_it_waits_for_nobody(person, manager, val):
    sent = {**named(), "decided_by": manager.pk}
    page = val.post(f"/harmed/{person.pk}/write/named-in-file/", sent, follow=True).text
    assert "Not yet confirmed" not in page
    assert may_be_named(person)


@pytest.mark.provision("CM-404")
@pytest.mark.parametrize("was", [True, False])
def test_while_what_was_put_right_waits_nothing_is_sealed_and_nothing_let_through(
    name_on_file, person, worker, manager, val, was
):
    tap(val, name_on_file, YES)
    stands = Spell.objects.get(pk=name_on_file.pk)
    facts = {**stands.document, "from": stands.begins.isoformat(), "impact": "Said otherwise."}
    told = {"facts": facts | {"decided_with": manager.pk}, "why": "x", "by": worker}
    with audit.command("test", service_id=worker.service_id, user_id=worker.pk, at=timezone.now()):
        asking.as_user(worker)
        place = Place(person.pk, "x")
        anew = recording.put_right(entry=stands, place=place, at=timezone.now(), **told)
    assert not may_be_named(person)
    assert not sealed(person)
    tap(val, anew, YES if was else NO)
    assert may_be_named(person) is was
    assert sealed(person) is not was
