"""What was written down by mistake is put right: it stays to be seen, and counts nowhere."""

from datetime import timedelta

import pytest
from django.utils import timezone

from tests.forms import day_parts, form_with
from tests.people import make_person, signed_in_client
from waymark.accounts import asking
from waymark.accounts.answers import Refused
from waymark.accounts.models import Role
from waymark.audit import recording as audit
from waymark.audit.models import AuditRow
from waymark.drafts.store import Place
from waymark.letters.models import Outgoing
from waymark.pages.words import day as day_in_words
from waymark.rules.harmed.base import SPELLS
from waymark.rules.known_as import known_as
from waymark.rules.letters import ActivityStands, WorkMade
from waymark.victims.people import owing, recording
from waymark.victims.people.known import known
from waymark.victims.people.models import Happening, Spell, Victim
from waymark.victims.people.telling import tell
from waymark.victims.people.told import keep

A_DAY = timedelta(days=1)
WHY = "It was another person of that name"
CONSIDERED = dict.fromkeys(("wishes", "feelings", "sensitivities", "child_able"), "Heard")


def today():
    return timezone.localdate()


@pytest.fixture
def person(harmed):
    (found,) = harmed("v1")
    return found


@pytest.fixture
def write(vic, person):
    """Write something down, and return its row."""

    def send(kind, **said):
        day = day_parts("from" if kind in SPELLS else "on", today())
        vic.post(f"/harmed/{person.pk}/write/{kind}/", day | said)
        asking.as_waymark(person.service_id)
        table = Spell if "from_day" in day else Happening
        return table.objects.latest("pk")

    return send


def at(entry, page="put-right"):
    page = {"put-right": "right"}.get(page, page)
    return f"/harmed/{entry.victim_id}/{page}/{entry.kind}/{entry.pk}/"


def put_right(client, entry, **changed):
    sent = form_with(client.get(at(entry)).text, "why").sent(**{"why": WHY} | changed)
    return client.post(at(entry), sent, follow=True)


def never_was(client, entry):
    return client.post(at(entry, "never-was"), {"why": WHY}, follow=True)


def struck_through():
    return f"Not so, wrote Vic Marsh ({day_in_words(today(), today())}): {WHY}"


def told(service):
    asking.as_waymark(service.pk)
    rows = Outgoing.objects.order_by("number").values_list("kind", "document")
    return [(kind, document["taken_back"], document["on"]) for kind, document in rows]


@pytest.mark.provision("CM-388")
def test_it_is_written_anew_in_the_form_that_is_filled_and_the_old_counts_nowhere(
    vic, write, service
):
    entry = write("contacted", how="phone", reached="yes", said="She was glad")
    assert "reached on" in vic.get("/figures/").text
    page = put_right(vic, entry, reached="no").text
    assert "Put right. What stood there is struck through." in page
    assert struck_through() in page
    figures = vic.get("/figures/").text
    assert known_as(7, "v1") + " of record 7: contacted on" in figures
    assert "reached on" not in figures
    asking.as_waymark(service.pk)
    anew = Happening.objects.standing().get()
    assert anew.document == {**entry.document, "reached": False}
    assert anew.on == entry.on


@pytest.mark.provision("CM-388")
def test_what_did_not_happen_counts_in_no_figure_and_is_owed_again(vic, write):
    entry = write("details-asked", of="police")
    assert "Ask the police for their details" not in vic.get("/").text
    page = never_was(vic, entry).text
    assert "struck through, and counts no more" in page
    assert struck_through() in page
    assert "Ask the police for their details" in vic.get("/").text


def test_it_is_said_what_was_wrong_and_only_once(vic, write):
    entry = write("contacted", how="phone", reached="yes")
    for page in ("put-right", "never-was"):
        sent = form_with(vic.get(at(entry, page)).text, "why").sent(why="")
        assert "Say what was wrong" in vic.post(at(entry, page), sent).text
    never_was(vic, entry)
    for page in ("put-right", "never-was"):
        assert vic.get(at(entry, page)).status_code == 404


def test_what_has_to_be_said_is_asked_for_as_when_it_was_first_written(vic, write):
    entry = write("consent", allows="restorative", how="written", informed=True)
    answer = put_right(vic, entry, how="spoken")
    assert answer.status_code == 422
    assert "informed written consent" in answer.text
    asking.as_waymark(entry.service_id)
    assert Spell.objects.standing().get() == entry


def test_what_somebody_put_right_meanwhile_is_refused(write, worker, service):
    entry = write("contacted", how="phone", reached="yes")
    with audit.command("test", service_id=service.pk, user_id=worker.pk, at=timezone.now()):
        asking.as_user(worker)
        about = {"entry": entry, "why": WHY, "by": worker, "at": timezone.now()}
        recording.never_was(**about)
        with pytest.raises(Refused, match="meanwhile"):
            recording.never_was(**about)
        facts = {"on": today().isoformat(), "how": "text", "reached": True}
        with pytest.raises(Refused, match="meanwhile"):
            recording.put_right(**about, facts=facts, place=Place(entry.victim_id, "x"))


def test_the_audit_says_who_put_what_right_and_none_of_its_words(vic, write, worker, service):
    entry = write("contacted", how="phone", reached="yes")
    never_was(vic, entry)
    asking.as_waymark(service.pk)
    (row,) = (each for each in AuditRow.objects.all() if "never-was contacted" in each.content)
    assert (row.user_id, row.children) == (worker.pk, [entry.victim_id])
    assert WHY not in row.content


def test_nobody_puts_anything_right_of_another_services_people(write):
    entry = write("contacted", how="phone", reached="yes")
    other = signed_in_client(make_person(Role.VICTIM_MANAGER))
    for page in ("put-right", "never-was"):
        assert other.get(at(entry, page)).status_code == 404
        assert other.post(at(entry, page), {"why": WHY}).status_code == 404


# What casework was told

DECIDED = {"decision": "invite", **CONSIDERED}
BY_MISTAKE = {
    "invitation-decided": DECIDED,
    "contact-scheme-notified": {"order": "7:o1"},
    "restorative-answered": {"answer": "accepted"},
    "consent": {"allows": "direct", "how": "written", "informed": "on"},
    "work-offered": {"work": "7:e1", "answer": "now"},
    "prepared": {"activity": "7:e2", "prepared": "yes"},
    "outcome-asked": {"activity": "7:e2", "helped": "yes"},
}


@pytest.fixture
def poem(person):
    asking.as_waymark(person.service_id)
    made = WorkMade(child=7, on=today(), victim="v1", work="e1", made="poem")
    keep(made, service=person.service_id, at=timezone.now())
    of = {"child": 7, "on": today(), "victim": "v1", "activity": "e2"}
    keep(ActivityStands(**of, form="meeting"), service=person.service_id, at=timezone.now())


@pytest.mark.provision("CM-353", "CM-354", "CM-377", "CM-380", "CM-383")
@pytest.mark.parametrize("kind", BY_MISTAKE)
def test_casework_is_told_that_what_it_was_told_is_taken_back(vic, write, service, poem, kind):
    entry = write(kind, **BY_MISTAKE[kind])
    ((letter, *_),) = told(service)
    never_was(vic, entry)
    on = today().isoformat()
    assert told(service) == [(letter, False, on), (letter, True, on)]


@pytest.mark.provision("CM-380")
def test_casework_is_told_in_its_place_what_is_so(vic, write, service):
    entry = write("invitation-decided", **DECIDED)
    put_right(vic, entry, **day_parts("on", today() - A_DAY))
    letter, before = "invitation-decided", (today() - A_DAY).isoformat()
    on = today().isoformat()
    assert told(service) == [(letter, False, on), (letter, True, on), (letter, False, before)]


def test_what_another_entry_says_as_well_is_not_taken_back(vic, write, service):
    first = write("restorative-answered", answer="accepted")
    write("restorative-answered", answer="accepted", said="She said so again.")
    never_was(vic, first)
    assert len(told(service)) == 1


def test_what_goes_because_nobody_needs_it_any_more_is_not_taken_back(write, service):
    write("restorative-answered", answer="accepted")
    asking.as_waymark(service.pk)
    Happening.objects.all().delete()
    tell(*Victim.objects.all(), at=timezone.now())
    assert len(told(service)) == 1


# That something holds no more


def over(client, spell):
    client.post(f"/harmed/{spell.victim_id}/over/{spell.pk}/", {"said": "She rang"})
    asking.as_waymark(spell.service_id)
    return Happening.objects.get(kind="no-longer")


@pytest.mark.parametrize("begun", [today() - A_DAY, today()])
@pytest.mark.parametrize("ends", [None, today() + A_DAY])
def test_what_holds_after_all_holds_as_it_did_and_casework_hears_it(
    vic, write, service, begun, ends
):
    until = day_parts("to", ends) if ends else {}
    said = {
        "allows": "direct",
        "how": "written",
        "informed": "on",
        **day_parts("from", begun),
        **until,
    }
    spell = write("consent", **said)
    ended = over(vic, spell)
    assert known([spell.victim])[spell.victim_id].now(SPELLS["consent"], today()) == []
    page = vic.get(f"/harmed/{spell.victim_id}/").text
    assert at(ended, "never-was") in page
    assert at(ended) not in page
    assert "It still holds" in vic.get(at(ended, "never-was")).text
    never_was(vic, ended)
    asking.as_waymark(service.pk)
    assert Spell.objects.standing().get().ends == ends
    day = begun.isoformat()
    assert told(service) == [
        ("victim-consent", False, day),
        ("victim-consent", False, today().isoformat()),
        ("victim-consent", True, today().isoformat()),
        ("victim-consent", False, day),
    ]


def test_what_was_itself_a_mistake_does_not_hold_again(vic, write, service):
    facts = {"allows": "contact", "how": "spoken", **day_parts("from", today() - A_DAY)}
    spell = write("consent", **facts)
    ended = over(vic, spell)
    page = vic.get(f"/harmed/{spell.victim_id}/").text
    assert at(spell) in page[page.index("What held before") :]
    never_was(vic, spell)
    never_was(vic, ended)
    asking.as_waymark(service.pk)
    assert not Spell.objects.standing().exists()


def test_a_number_that_was_a_mistake_or_holds_no_more_is_read_and_rings_nobody(vic, write):
    for number, does in (("01632 960417", never_was), ("01632 960418", over)):
        reach = write("reach", by="phone", at=number, **day_parts("from", today() - A_DAY))
        assert (
            f'href="tel:{number.replace(" ", "")}"' in vic.get(f"/harmed/{reach.victim_id}/").text
        )
        does(vic, reach)
        page = vic.get(f"/harmed/{reach.victim_id}/").text
        assert number in page
        assert "tel:" not in page


# Of two children


@pytest.mark.provision("CM-354")
def test_what_two_children_made_is_told_apart_though_their_files_call_it_alike(
    vic, write, person, poem, harmed, service
):
    harmed("v9", child=8, offence="o2:f1")
    person.references.model.objects.filter(child=8).update(victim=person)
    made = WorkMade(child=8, on=today(), victim="v9", work="e1", made="drawing")
    keep(made, service=service.pk, at=timezone.now())
    page = vic.get(f"/harmed/{person.pk}/write/work-offered/").text
    assert "Of which child" not in page
    assert "A drawing of" in page
    entry = write("work-offered", work="8:e1", answer="now")
    assert (entry.document["child"], entry.document["work"]) == (8, "e1")
    assert form_with(vic.get(at(entry)).text, "work").fields["work"].values == ["8:e1"]
    asking.as_waymark(service.pk)
    (letter,) = Outgoing.objects.filter(kind="work-answered")
    assert letter.document["child"] == 8
    assert "Ask whether they would like what the child made" in vic.get("/").text


# What is owed is reckoned anew


ACTS = {
    "put-right": lambda entry, **by: recording.put_right(
        entry=entry,
        facts={"on": today().isoformat(), "how": "text", "reached": True},
        why=WHY,
        place=Place(entry.victim_id, "x"),
        **by,
    ),
    "never-was": lambda entry, **by: recording.never_was(entry=entry, why=WHY, **by),
}


@pytest.mark.parametrize("name", ACTS)
def test_what_is_owed_is_reckoned_anew(write, worker, service, name):
    entry = write("contacted", how="phone", reached="yes")
    asking.as_waymark(service.pk)
    owing.reckon(today())
    assert Victim.objects.get().reckoned_on
    with audit.command("test", service_id=service.pk, user_id=worker.pk, at=timezone.now()):
        asking.as_user(worker)
        ACTS[name](entry, by=worker, at=timezone.now())
        assert Victim.objects.get().reckoned_on is None
