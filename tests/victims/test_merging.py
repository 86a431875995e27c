"""Two entries that are one person: what is known of each is kept, and each child's file goes on."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from tests.forms import form_with
from tests.people import make_person, signed_in_client
from waymark.accounts import asking
from waymark.accounts.answers import Refused
from waymark.accounts.models import Role
from waymark.audit import recording
from waymark.audit.models import AuditRow
from waymark.drafts.models import Draft
from waymark.letters.models import Outgoing
from waymark.rules.known_as import known_as, number
from waymark.rules.letters import VictimConsent
from waymark.victims.door.mentions import mentions
from waymark.victims.door.reference import NEWS, reference
from waymark.victims.people import merging
from waymark.victims.people.models import Happening, Reference, Spell, Victim

ONE, ANOTHER = 7, 9
ON = date(2026, 3, 2)


@pytest.fixture
def two(harmed, service, worker):
    """Make one person whom two children harmed, who came in twice."""
    (first,), (second,) = harmed("v1", child=ONE), harmed("v3", child=ANOTHER, offence="o2:f1")
    Victim.objects.filter(pk=first.pk).update(name="Thandiwe Grant", age="adult")
    second_is = {"name": "Thandiwe Moyo", "nicknames": ["Tandy"], "sex": "female"}
    Victim.objects.filter(pk=second.pk).update(**second_is)
    of = {"service": service, "victim": second, "by": worker, "recorded_at": timezone.now()}
    Spell.objects.create(**of, kind="signal", begins=ON, document={"code": "contact-distresses"})
    asked = {"of": "police", "child": ANOTHER}
    Happening.objects.create(**of, kind="details-asked", on=ON, document=asked)
    return Victim.objects.get(pk=first.pk), Victim.objects.get(pk=second.pk)


def at(stays, goes):
    return f"/harmed/{stays.pk}/one-person/?other={goes.pk}"


def say(client, stays, goes, **said):
    address = at(stays, goes)
    began_from = form_with(client.get(address).text, "began_from").fields["began_from"].values[0]
    sent = {"began_from": began_from, "is_sure": "on"} | said
    return client.post(address, sent, follow=True)


def test_the_other_entry_is_found_and_both_stand_beside_each_other(vic, two):
    stays, goes = two
    page = vic.post(f"/harmed/{stays.pk}/one-person/", {"words": "moyo"}, follow=True).text
    assert f"?other={goes.pk}" in page
    page = vic.get(at(stays, goes)).text
    for known in (
        "Thandiwe Grant",
        "Thandiwe Moyo",
        "Tandy",
        known_as(ONE, "v1"),
        known_as(ANOTHER, "v3"),
        "Female",
    ):
        assert known in page


@pytest.mark.parametrize("who", ["vic", "val"])
def test_what_is_known_of_each_is_kept_under_one(two, service, worker, who, request):
    stays, goes = two
    stood = Happening.objects.get()
    client = request.getfixturevalue(who)
    assert "They are one person here now." in say(client, stays, goes).text
    asking.as_waymark(service.pk)
    person = Victim.objects.get()
    assert (person.pk, person.name, person.age, person.sex) == (
        stays.pk,
        "Thandiwe Grant",
        "adult",
        "female",
    )
    assert (person.other_names, person.nicknames) == (["Thandiwe Moyo"], ["Tandy"])
    assert Spell.objects.get().victim == person
    kept = Happening.objects.get()
    for name in ("kind", "on", "document", "by", "recorded_at"):
        assert getattr(kept, name) == getattr(stood, name)
    assert set(Reference.objects.values_list("child", "reference", "victim")) == {
        (ONE, "v1", person.pk),
        (ANOTHER, "v3", person.pk),
    }


def test_each_childs_file_is_answered_with_all_that_holds(vic, two, service):
    say(vic, *two)
    asking.as_waymark(service.pk)
    now = timezone.now()
    names = ("Thandiwe Grant", "Thandiwe Moyo", "Tandy")
    for child, ref in ((ONE, "v1"), (ANOTHER, "v3")):
        of = {"child": child, "service": service.pk, "once": "x", "at": now}
        with recording.command("test", service_id=service.pk, user_id=None, at=now):
            (answer,) = reference(**of)["harmed"]
            found = mentions(**of, texts=[f"It was {name} again." for name in names], known=())
        assert answer["victim"] == ref
        assert (answer["age"], answer["sex"]) == ("adult", "female")
        assert set(answer["signals"]) - {NEWS}
        assert {each["text"] for each in found["found"]} == {0, 1, 2}


def test_the_first_page_has_one_entry_with_both_records(vic, two):
    stays, goes = two
    say(vic, stays, goes)
    page = vic.get("/").text
    assert page.count('<th scope="row"') == 1
    assert f"7, as {number(7, 'v1')}; 9, as {number(9, 'v3')}" in page
    assert vic.get(f"/harmed/{goes.pk}/").status_code == 404


@pytest.mark.provision("CM-383")
def test_casework_hears_for_each_child_what_they_consent_to_with_that_child(vic, two, service):
    stays, goes = two
    asking.as_waymark(service.pk)
    for child, allows in ((ONE, "restorative"), (ANOTHER, "direct")):
        consent = {"child": child, "allows": allows, "how": "written", "informed": True}
        of = {"service": service, "victim": stays, "recorded_at": timezone.now()}
        Spell.objects.create(**of, kind="consent", begins=ON, document=consent)
    say(vic, stays, goes)
    asking.as_waymark(service.pk)
    told = [each.document for each in Outgoing.objects.filter(kind=VictimConsent.kind)]
    assert {(each["child"], each["victim"], "conference" in each["to"]) for each in told} == {
        (ONE, "v1", False),
        (ANOTHER, "v3", True),
    }


def test_the_audit_says_which_two_and_by_whom(vic, two, worker, service):
    stays, goes = two
    say(vic, stays, goes)
    asking.as_waymark(service.pk)
    (row,) = (each for each in AuditRow.objects.all() if '"one-person"' in each.content)
    assert (row.user_id, row.children) == (worker.pk, sorted([stays.pk, goes.pk]))
    assert all(f'"{name}"' in row.content for name in ("stays", "goes"))
    assert "Thandiwe" not in row.content


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ({"age": "child"}, {"age": "adult"}),
        ({"also_child": 40}, {"also_child": 41}),
        ({"also_child": ANOTHER}, {}),
    ],
)
def test_two_who_cannot_be_one_person_are_not_made_one(vic, two, service, first, second):
    stays, goes = two
    for person, fields in ((stays, first), (goes, second)):
        Victim.objects.filter(pk=person.pk).update(**fields)
        person.refresh_from_db()
    assert "Not as they are written down" in vic.get(at(stays, goes)).text
    asking.as_waymark(service.pk)
    pair = merging.Pair(stays, goes)
    sent = {"began_from": pair.version, "is_sure": "on"}
    assert vic.post(at(stays, goes), sent).status_code == 422
    asking.as_waymark(service.pk)
    assert Victim.objects.count() == len(two)


def test_nobody_is_made_one_with_themselves_or_unless_it_is_said(vic, two):
    stays, goes = two
    assert "Who else is" in vic.get(at(stays, stays)).text
    assert "Say that they are one person" in say(vic, stays, goes, is_sure="").text


def test_what_was_written_down_meanwhile_is_seen_first(vic, two, service):
    stays, goes = two
    address = at(stays, goes)
    sent = {"began_from": merging.Pair(stays, goes).version, "is_sure": "on"}
    Victim.objects.filter(pk=goes.pk).update(name="Somebody else", changed_at=timezone.now())
    late = vic.post(address, sent)
    assert late.status_code == 409
    assert "Somebody else" in late.text
    again = form_with(late.text, "began_from").fields["began_from"].values[0]
    assert (
        "one person here now" in vic.post(address, {**sent, "began_from": again}, follow=True).text
    )


@pytest.mark.provision("CM-400")
def test_somebody_of_another_service_is_never_made_one_with_ours(vic, two):
    _stays, goes = two
    other = signed_in_client(make_person(Role.VICTIM_MANAGER))
    assert other.get(f"/harmed/{goes.pk}/one-person/").status_code == 404
    theirs = make_person(Role.VICTIM_MANAGER)
    asking.as_waymark(theirs.service_id)
    away = Victim.objects.create(service=theirs.service, changed_at=timezone.now())
    assert vic.get(at(goes, away)).status_code == 404
    sent = {"began_from": merging.Pair(goes, away).version, "is_sure": "on"}
    assert vic.post(at(goes, away), sent).status_code == 404


def test_a_second_time_is_refused(vic, two, service, worker):
    stays, goes = two
    say(vic, stays, goes)
    asking.as_waymark(service.pk)
    version = merging.Pair(stays, goes).version
    of = {"service_id": service.pk, "user_id": worker.pk, "at": timezone.now()}
    with pytest.raises(Refused), recording.command("test", **of):
        merging.are_one_person(
            stays=stays, goes=goes, began_from=version, by=worker, at=timezone.now()
        )


@pytest.mark.parametrize("writer", ["worker", "manager"])
def test_while_a_colleague_writes_about_the_one_who_goes_nothing_of_it_happens(
    vic, two, service, writer, request
):
    stays, goes = two
    asking.as_user(person := request.getfixturevalue(writer))
    typed = {"form": "who", "fields": {"name": ["T"]}, "saved_at": timezone.now()}
    Draft.objects.create(**typed, person=person, child_id=goes.pk, service=service)
    assert "Somebody began to write about this person" in say(vic, stays, goes).text
    asking.as_waymark(service.pk)
    assert {each.victim_id for each in Reference.objects.all()} == {stays.pk, goes.pk}
    assert Happening.objects.get().victim_id == goes.pk


def test_what_was_taken_back_goes_along_and_stays_taken_back(vic, two, worker, service):
    stays, goes = two
    asking.as_waymark(service.pk)
    struck = {
        "taken_back_at": timezone.now(),
        "taken_back_by": worker,
        "taken_back_why": "Her twin",
    }
    for table in (Spell, Happening):
        table.objects.filter(victim=goes).update(**struck)
    assert "Her twin" in say(vic, stays, goes).text
    asking.as_waymark(service.pk)
    for table in (Spell, Happening):
        (row,) = table.objects.filter(victim=stays)
        assert {name: getattr(row, name) for name in struck} == struck


DAY_LATER = timedelta(days=1)
SIGNAL = {"code": "contact-distresses"}


def written(person, worker, model, kind, document, *, later=False, **when):
    """Write a row as the forms do, an instant or a day later."""
    asking.as_waymark(person.service_id)
    at = timezone.now() + (DAY_LATER if later else timedelta())
    of = {"service": person.service, "victim": person, "by": worker, "recorded_at": at}
    return model.objects.create(**of, kind=kind, document=document, **when)


@pytest.mark.parametrize("whose_is_later", ["stays", "goes"])
def test_what_both_say_alike_stands_once_as_it_was_written_first(
    vic, two, worker, service, whose_is_later
):
    stays, goes = two
    first, second = (goes, stays) if whose_is_later == "stays" else (stays, goes)
    Spell.objects.all().delete()
    Happening.objects.all().delete()
    asked = {"of": "police", "child": ANOTHER}
    kept = [
        written(first, worker, Spell, "signal", SIGNAL, begins=ON).recorded_at,
        written(first, worker, Happening, "details-asked", asked, on=ON).recorded_at,
    ]
    written(second, worker, Spell, "signal", SIGNAL, begins=ON, later=True)
    written(second, worker, Happening, "details-asked", asked, on=ON, later=True)
    say(vic, stays, goes)
    asking.as_waymark(service.pk)
    assert [table.objects.get().recorded_at for table in (Spell, Happening)] == kept
    assert {each.victim_id for each in (Spell.objects.get(), Happening.objects.get())} == {stays.pk}
    (row,) = (each for each in AuditRow.objects.all() if '"one-person"' in each.content)
    assert '"written_once":2' in row.content.replace(" ", "")


@pytest.mark.parametrize("other", ["another day", "other words", "taken back"])
def test_what_the_two_say_differently_or_took_back_stays_twice(vic, two, worker, service, other):
    stays, goes = two
    day = ON - DAY_LATER if other == "another day" else ON
    more = {"said": "By telephone."} if other == "other words" else {}
    asked = {"of": "police", "child": ANOTHER, **more}
    happened = written(stays, worker, Happening, "details-asked", asked, on=day)
    code = {"code": "no-contact"} if more else SIGNAL
    held = written(stays, worker, Spell, "signal", code, begins=day)
    if other == "taken back":
        struck = {"taken_back_at": timezone.now(), "taken_back_by": worker, "taken_back_why": "No"}
        for row in (happened, held):
            type(row).objects.filter(pk=row.pk).update(**struck)
    say(vic, stays, goes)
    asking.as_waymark(service.pk)
    assert [table.objects.filter(victim=stays).count() for table in (Spell, Happening)] == [2, 2]


def test_what_was_ended_stays_so_that_the_end_can_be_taken_back(vic, two, worker, service):
    stays, goes = two
    Spell.objects.all().delete()
    for person in two:
        held = written(person, worker, Spell, "signal", SIGNAL, begins=ON, ends=ON)
        ended = {"what": "signal", "spell": held.pk}
        written(person, worker, Happening, "no-longer", ended, on=ON + DAY_LATER)
    say(vic, stays, goes)
    asking.as_waymark(service.pk)
    ends = Happening.objects.filter(kind="no-longer").values_list("document__spell", flat=True)
    assert set(ends) == set(Spell.objects.values_list("pk", flat=True))
    assert len(ends) == len(two)


CONSENT = {"child": ONE, "allows": "restorative", "how": "written", "informed": True}


TO_WHOEVER = {name: said for name, said in CONSENT.items() if name != "child"}


@pytest.mark.parametrize(
    ("away", "consent"),
    [
        ("left alone", CONSENT),
        ("wants nothing", CONSENT),
        ("took it back", CONSENT),
        ("took it back", TO_WHOEVER),
    ],
)
def test_a_consent_that_the_other_entry_speaks_against_holds_no_more(
    vic, two, worker, service, away, consent
):
    stays, goes = two
    held = written(stays, worker, Spell, "consent", consent, begins=ON)
    since = ON + DAY_LATER
    match away:
        case "left alone":
            written(goes, worker, Spell, "preference", {"not_at_all": True}, begins=since)
        case "wants nothing":
            said = {"answer": "declined", "child": ONE}
            written(goes, worker, Happening, "restorative-answered", said, on=since)
        case "took it back":
            alike = written(goes, worker, Spell, "consent", consent, begins=ON, ends=ON)
            ended = {"what": "consent", "spell": alike.pk}
            written(goes, worker, Happening, "no-longer", ended, on=since)
    page = say(vic, stays, goes).text
    asking.as_waymark(service.pk)
    assert Spell.objects.get(pk=held.pk).ends == ON
    ends = Happening.objects.filter(kind="no-longer").values_list("document__spell", flat=True)
    assert held.pk in ends
    assert "the opposite now." in page


@pytest.mark.provision("CM-379")
@pytest.mark.parametrize(
    ("how", "allows", "stands"),
    [
        ("no contact", "restorative", False),
        ("details refused", "contact", False),
        ("details refused", "to-share", True),
        ("allowed again", "restorative", True),
    ],
)
def test_a_consent_that_they_gave_while_the_other_entry_left_them_alone_never_was(
    vic, two, worker, service, how, allows, stands
):
    stays, goes = two
    if how == "no contact":
        written(goes, worker, Spell, "preference", {"not_at_all": True}, begins=ON)
    else:
        written(goes, worker, Happening, "details-refused", {"child": ANOTHER}, on=ON)
    if how == "allowed again":
        written(goes, worker, Happening, "details-allowed", {"child": ANOTHER}, on=ON + DAY_LATER)
    given = {**CONSENT, "allows": allows}
    held = written(stays, worker, Spell, "consent", given, begins=ON + 2 * DAY_LATER)
    say(vic, stays, goes)
    asking.as_waymark(service.pk)
    assert Spell.objects.standing().filter(pk=held.pk, ends=None).exists() == stands


def test_a_consent_that_they_gave_after_that_or_to_something_else_holds_still(
    vic, two, worker, service
):
    stays, goes = two
    anew = written(stays, worker, Spell, "consent", CONSENT, begins=ON + DAY_LATER)
    other = {**CONSENT, "child": ANOTHER}
    with_another = written(stays, worker, Spell, "consent", other, begins=ON - DAY_LATER)
    alike = written(goes, worker, Spell, "consent", CONSENT, begins=ON - DAY_LATER)
    Spell.objects.filter(pk=alike.pk).update(ends=ON - DAY_LATER)
    ended = {"what": "consent", "spell": alike.pk}
    written(goes, worker, Happening, "no-longer", ended, on=ON)
    say(vic, stays, goes)
    asking.as_waymark(service.pk)
    held = Spell.objects.filter(pk__in=[anew.pk, with_another.pk], ends=None)
    assert held.count() == len([anew, with_another])
