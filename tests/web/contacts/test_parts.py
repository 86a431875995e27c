"""Writing down how a child lives, and who is around the child: adding, changing, ending."""

import pytest
from django.utils import timezone

from tests.forms import day_parts
from tests.web.contacts.recording import client_of, last_event, make_worker, take_in
from tests.web.contacts.writing_down import address_of, change, filled_in, form_on, key_of, only
from waymark.accounts.models import Role
from waymark.audit import recording
from waymark.children.acts import facts as acts
from waymark.children.facts import SHAPES, Fact
from waymark.children.models import Child, Person
from waymark.chronology.casefile import documents
from waymark.contacts.parts import PARTS
from waymark.guidance import codes

pytestmark = pytest.mark.django_db

ADDED = {
    "addresses": {"lines": "1 New Street\nWickhaven", "postcode": "ZZ1 1AA"},
    "placements": {"name": "Larkrise", "authority": "Anyshire Council"},
    "phones": {"number": "01632 960111", "whose": "Her aunt"},
    "people": {"name": "Aunt Bea", "relationship": "aunt-or-uncle", "trusted": "on"},
    "professionals": {"name": "Kit Shaw", "agency": "police", "role": "Youth officer"},
    "education": {"kind": "college", "hours_offered": "16", "hours_attended": "7.5"},
    "commitments": {"kind": "loves", "name": "Boxing", "starts": "15:30", "ends": "17:00"},
    "health": {"kind": "asthma", "note": "Carries an inhaler."},
    "alerts": {"kind": "carries-weapons", "note": "Ask before you visit."},
    "looked_after": {"basis": "section-20", "from": "2026-02-01"},
    "care_status": {"status": "child-protection-plan"},
    "bail_conditions": {"from": "2026-02-01", "to": "2026-03-01"},
}


def as_sent(facts: dict[str, str]) -> dict[str, str]:
    """Return facts as a browser sends them."""
    sent: dict[str, str] = {"began_from": ""}
    for name, value in facts.items():
        parts = zip(("year", "month", "day"), value.split("-"), strict=False)
        days = {f"{name}_{part}": number for part, number in parts}
        sent |= days if name in {"from", "to"} else {name: value}
    return sent


def childs_file(child: Child) -> dict:
    return documents([child.pk])[child.pk]["child"]


def test_each_fact_that_is_no_acts_of_its_own_can_be_written_down():
    assert {part.kind for part in PARTS.values()} == SHAPES.keys()
    assert ADDED.keys() == PARTS.keys()


@pytest.mark.parametrize("name", PARTS)
def test_each_is_added_on_a_form_of_its_own(client, sophie: Child, name: str):
    part, address = PARTS[name], f"/children/{sophie.pk}/add/{name}/"
    before = childs_file(sophie).get(part.kind) or []
    page = client.get(address)
    assert f"Add {part.name}" in page.text
    answer = client.post(address, as_sent(ADDED[name]))
    assert answer.status_code == 302, answer.text
    stands = childs_file(sophie)[part.kind]
    assert stands[:-1] == before
    said = {key: str(value) for key, value in stands[-1].items()}
    for key, value in ADDED[name].items():
        assert said[key] in {value, str(value.split("\n")), "True"}
    event = last_event(sophie)
    assert (event.kind, event.document["what"]) == ("record-changed", part.kind)
    shown = client.get(answer.headers["Location"], follow=True).text
    assert "Saved in Sophie’s record." in shown
    if part.tells:  # what is owed follows from what happened, and from nothing else
        link = f'<a href="/children/{sophie.pk}/record/{part.tells}/">record that Sophie'
        assert link in shown


@pytest.mark.parametrize("name", PARTS)
def test_what_must_be_said_is_asked_for_and_what_was_typed_comes_back(client, sophie, name: str):
    before = childs_file(sophie)
    rest = {"role": "Mentor", "note": "Mornings are hard.", "postcode": "ZZ1 1AA"}
    answer = client.post(f"/children/{sophie.pk}/add/{name}/", {"began_from": "", **rest})
    assert answer.status_code == 422
    for words in PARTS[name].must.values():
        assert words in answer.text
    asked = form_on(answer).fields
    assert all(asked[key].values == [value] for key, value in rest.items() if key in asked)
    assert childs_file(sophie) == before


def test_an_alert_holds_from_today_and_stands_at_the_top_of_every_page(client, sophie: Child):
    address = f"/children/{sophie.pk}/add/alerts/"
    change(client, address, kind="carries-weapons", note="Not in the kitchen.")
    page = client.get(f"/children/{sophie.pk}/").text
    assert "<b>May carry weapons</b></a>" in page
    alert = sophie.episodes.filter(kind="alerts").last()
    assert alert.document["from"] == timezone.localdate().isoformat()
    assert address_of(sophie, key_of(alert)) in page


def test_an_alert_of_the_services_own_is_told_in_its_own_words(client, sophie: Child):
    change(client, f"/children/{sophie.pk}/add/alerts/", kind="local", note="Ring twice.")
    page = client.get(f"/children/{sophie.pk}/").text
    assert "<b>Ring twice.</b>" in page
    assert "Defined by the service" not in page


def test_what_is_over_is_ended_by_its_last_day(client, sophie: Child):
    alert = sophie.episodes.filter(kind="alerts", document__kind="self-harm").get()
    yesterday = timezone.localdate() - timezone.timedelta(days=1)
    answer = change(client, address_of(sophie, key_of(alert)), **day_parts("to", yesterday))
    assert answer.status_code == 302
    alert.refresh_from_db()
    assert alert.document["to"] == yesterday.isoformat()
    assert alert.period.upper == timezone.localdate()
    assert "<b>Self-harm</b>" not in client.get(f"/children/{sophie.pk}/").text
    assert "Self-harm" in client.get(f"/children/{sophie.pk}/needs/").text


def test_nothing_ends_before_it_begins(client, sophie: Child):
    alert = sophie.episodes.filter(kind="alerts", document__kind="self-harm").get()
    early = {"to_day": "1", "to_month": "1", "to_year": "2020"}
    answer = change(client, address_of(sophie, key_of(alert)), **early)
    assert answer.status_code == 422
    assert "Choose a day on or after 2 January 2026, when it began" in answer.text


def test_what_nobody_asked_about_stays_as_it_came(client, sophie: Child):
    school = sophie.episodes.filter(kind="education").last()
    school.document["transport"] = {"by": "bus"}
    school.save()
    change(client, address_of(sophie, key_of(school)), hours_attended="17")
    after = sophie.episodes.get(pk=school.pk).document
    assert {"to": None, **after} == {**school.document, "hours_attended": 17}


def test_what_is_emptied_is_taken_away(client, sophie: Child):
    school = sophie.episodes.filter(kind="education").last()
    change(client, address_of(sophie, key_of(school)), hours_attended="", hours_offered="0")
    after = sophie.episodes.get(pk=school.pk).document
    assert "hours_attended" not in after
    assert after["hours_offered"] == 0


@pytest.mark.parametrize(
    ("kind", "said"),
    [
        ("health", {"kind": "asthma"}),
        ("alerts", {"kind": "self-harm"}),
        ("people", {"name": "Ann", "relationship": "mother"}),
    ],
)
def test_what_came_without_a_word_is_changed_and_not_added(client, sophie, kind, said):
    rows = {"position": 90, "service_id": sophie.service_id, "document": {}}
    row = (
        Person.objects.create(child=sophie, **rows)
        if kind == "people"
        else sophie.episodes.create(kind=kind, **rows)
    )
    before = len(childs_file(sophie)[kind])
    assert change(client, address_of(sophie, key_of(row)), **said).status_code == 302
    after = childs_file(sophie)[kind]
    assert (len(after), after[-1].items() >= said.items()) == (before, True)


def test_a_fact_of_one_child_is_never_written_into_anothers_record(jo, client, sophie: Child):
    other = Person.objects.filter(child=take_in(jo, id="another", given_name="Kit"))[0]
    before = dict(other.document)
    now = timezone.now()
    with recording.opened(recording.Recording("phone", now)), pytest.raises(Person.DoesNotExist):
        acts.add_fact(child=sophie, fact=Fact("phones", other), facts={}, by=jo, at=now)
    other.refresh_from_db()
    assert other.document == before


@pytest.mark.parametrize("hours", ["-1", "10001", "9" * 5000, "NaN", "1e309", "many"])
def test_hours_are_a_number_that_somebody_may_mean(client, sophie: Child, hours: str):
    school = sophie.episodes.filter(kind="education").last()
    answer = change(client, address_of(sophie, key_of(school)), hours_attended=hours)
    assert answer.status_code == 422


def test_family_and_professionals_are_asked_about_in_their_own_way(client, sophie: Child):
    mother, _, _, teacher, *_ = sophie.persons.order_by("position")
    asked = form_on(client.get(address_of(sophie, key_of(mother)))).fields
    assert "parental_responsibility" in asked
    assert "agency" not in asked
    asked = form_on(client.get(address_of(sophie, key_of(teacher)))).fields
    assert "agency" in asked
    assert "parental_responsibility" not in asked


def test_somebody_is_given_phones_which_change_one_by_one(client, sophie: Child):
    person = sophie.persons.get(document__id="p8")
    add = f"/children/{sophie.pk}/people/{key_of(person)}/phone/"
    assert "Add a phone: Nan Jean" in client.get(add).text
    change(client, add, number="01632 960001")
    change(client, add, number="01632 960002")
    change(client, address_of(sophie, f"{key_of(person)}-0"), who_else_reads_it="Her cousin")
    person.refresh_from_db()
    first, second = person.document["phones"]
    assert first == {"number": "01632 960001", "who_else_reads_it": "Her cousin"}
    assert second == {"number": "01632 960002"}
    assert person.document["name"] == "Nan Jean"
    assert last_event(sophie).document["what"] == "people"
    assert "01632 960002" in client.get(f"/children/{sophie.pk}/people/").text


def test_a_stale_save_shows_both_texts_and_keeps_what_was_typed(client, sophie: Child):
    alert = sophie.episodes.filter(kind="alerts", document__kind="self-harm").get()
    address = address_of(sophie, key_of(alert))
    mine = filled_in(client, address, note="My words.")
    other = client_of(make_worker(Role.SENIOR_MANAGER, service=sophie.service, name="Bea Holt"))
    assert change(other, address, note="Their words.").status_code == 302
    answer = client.post(address, mine)
    assert answer.status_code == 409
    assert "Bea Holt changed this while you were writing" in answer.text
    assert "Their words." in answer.text
    assert form_on(answer).fields["note"].values == ["My words."]
    assert client.post(address, form_on(answer).sent(note="Both.")).status_code == 302
    alert.refresh_from_db()
    assert alert.document["note"] == "Both."


def test_two_phones_of_one_person_are_not_in_each_others_way(client, sophie: Child):
    person = sophie.persons.get(document__id="p8")
    add = f"/children/{sophie.pk}/people/{key_of(person)}/phone/"
    mine = filled_in(client, add, number="01632 960001")
    other = client_of(make_worker(Role.SENIOR_MANAGER, service=sophie.service))
    change(other, address_of(sophie, key_of(person)), note="Rings on Sundays.")
    change(other, add, number="01632 960002")
    assert client.post(add, mine).status_code == 302
    person.refresh_from_db()
    assert [phone["number"] for phone in person.document["phones"]] == [
        "01632 960002",
        "01632 960001",
    ]
    assert person.document["note"] == "Rings on Sundays."


def test_what_is_typed_is_kept_until_it_is_saved(client, sophie: Child):
    address = f"/children/{sophie.pk}/add/alerts/"
    page = client.get(address).text
    ticket = page.split('data-draft="')[1].split('"')[0]
    typed = {"draft": ticket, "note": "Not saved yet.", "began_from": ""}
    client.post("/drafts/save/", typed, headers={"Waymark-Autosave": "1"})
    again = client.get(address)
    assert "did not save it" in again.text
    assert form_on(again).fields["note"].values == ["Not saved yet."]
    elsewhere = client.get(f"/children/{sophie.pk}/add/health/").text
    assert "Not saved yet." not in elsewhere
    assert change(client, address, kind="missing").status_code == 302
    assert "Not saved yet." not in client.get(address).text


def test_nothing_of_another_child_and_nothing_made_by_an_act_is_changed_here(client, jo, sophie):
    other = take_in(jo, id="another", given_name="Pia", known_as="Pia")
    wrong = [
        key_of(other.episodes.filter(kind="alerts").first()),
        key_of(other.persons.first()),
        key_of(only(sophie, "responsibility")),
        f"{key_of(sophie.persons.first())}-0",
        "episode-0",
        "people",
    ]
    for key in wrong:
        assert client.get(address_of(sophie, key)).status_code == 404, key
    for part in ("responsibility", "no-such"):
        assert client.get(f"/children/{sophie.pk}/add/{part}/").status_code == 404
    phone = f"/children/{sophie.pk}/people/{wrong[1]}/phone/"
    assert client.get(phone).status_code == 404


def test_every_code_of_the_lists_can_be_chosen(client, sophie: Child):
    chosen = form_on(client.get(f"/children/{sophie.pk}/add/alerts/")).fields["kind"].choices
    assert chosen == ["", *(code.code for code in codes("alerts", timezone.localdate()))]
