"""What is written down of somebody who was harmed, what they are owed, what casework learns."""

from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.utils import timezone

from tests.forms import day_parts
from tests.people import make_person, signed_in_client
from tests.victims.calling import ask, of
from tests.victims.conftest import CHILD
from waymark.accounts.models import Role
from waymark.rules.harmed.base import HAPPENINGS, SPELLS
from waymark.rules.known_as import known_as
from waymark.rules.letters import OrderMade, PeopleHarmed
from waymark.victims.people import queries, record_views, told
from waymark.victims.people.answers import answers
from waymark.victims.people.figures import quarters, shown
from waymark.victims.people.known import known
from waymark.victims.people.models import Happening, Spell, Victim
from waymark.victims.people.words import BY_AN_ACT, KINDS, ONLY_AFTER, words_of

A_DAY = timedelta(days=1)
CONSIDERED = {
    "wishes": "To say what it did to her",
    "feelings": "Angry",
    "sensitivities": "None",
    "child_able": "Able and willing",
}


def today():
    return timezone.localdate()


def from_today():
    return day_parts("from", today())


def test_each_kind_has_a_form_that_opens_and_asks_in_words(vic, person):
    for kind in KINDS.keys() - BY_AN_ACT:
        page = vic.get(f"/harmed/{person.pk}/write/{kind}/")
        assert page.status_code == 200, kind
        assert KINDS[kind].name in page.text
    assert vic.get(f"/harmed/{person.pk}/write/no-longer/").status_code == 404
    assert vic.get(f"/harmed/{person.pk}/write/gossip/").status_code == 404


def test_whatever_may_be_written_down_has_words(vic, person):
    assert set(KINDS) == {*SPELLS, *HAPPENINGS}
    for kind, shape in (SPELLS | HAPPENINGS).items():
        for field in shape.fields.values():
            assert words_of(kind, field.name)
            value = getattr(field.value, "of", field.value)
            if hasattr(value, "choices"):
                assert set(value.choices) <= set(answers(kind, field.name) or {}), (
                    kind,
                    field.name,
                )
    offered = vic.get(f"/harmed/{person.pk}/write/").text
    assert all(
        f"/write/{kind}/" in offered for kind in KINDS.keys() - BY_AN_ACT - ONLY_AFTER.keys()
    )


def test_how_somebody_is_reached_stands_first_on_their_page(write, vic, person):
    answer = write("reach", by="phone", at="020 7946 0018", safe_to_use="no", **from_today())
    assert "Saved." in answer.text
    page = vic.get(f"/harmed/{person.pk}/").text
    assert "020 7946 0018" in page
    assert page.index("020 7946 0018") < page.index("What is owed")


def test_what_has_to_be_said_is_asked_for_beside_its_question(write):
    answer = write("entitlement", category="under-18", **from_today())
    assert answer.status_code == 422
    assert "Say why" in answer.text
    assert not Spell.objects.exists()


@pytest.mark.provision("CM-380")
def test_an_invitation_is_not_decided_before_all_four_things_are_considered(write, person):
    said = {"decision": "invite", **CONSIDERED, **day_parts("on", today())}
    for left_out in CONSIDERED:
        assert write("invitation-decided", **said | {left_out: ""}).status_code == 422
    assert not Happening.objects.exists()
    assert "Decide whether to invite them" not in write("invitation-decided", **said).text
    assert Happening.objects.get().document["child"] == CHILD


@pytest.mark.provision("CM-383")
def test_spoken_consent_is_no_consent_to_restorative_work(write):
    said = {"allows": "restorative", "how": "spoken", **from_today()}
    answer = write("consent", **said)
    assert answer.status_code == 422
    assert "informed written consent" in answer.text
    written = said | {"how": "written"}
    assert "they may stop at any time" in write("consent", **written).text
    assert "Saved." in write("consent", **written, informed="on").text


def test_what_is_owed_stands_on_the_first_page_and_goes_once_it_is_done(write, vic):
    assert "Ask the police for their details" in vic.get("/").text
    write("details-asked", of="police", **day_parts("on", today()))
    assert "Ask the police for their details" not in vic.get("/").text


@pytest.mark.provision("CM-379")
def test_whoever_asked_that_nothing_is_passed_on_is_left_alone(write, vic, person):
    write("details-received", **day_parts("on", today() - A_DAY))
    write("preference", through="Ada, 01632 960417", **day_parts("from", today()))
    assert "Contact them" in vic.get("/").text
    assert "01632 960417" in vic.get(f"/harmed/{person.pk}/").text
    write("details-refused", **day_parts("on", today()))
    assert "Contact them" not in vic.get("/").text
    shown = vic.get(f"/harmed/{person.pk}/").text
    assert "Do not ring, write or visit" in shown
    assert "01632 960417" not in shown


def test_a_preference_that_says_nothing_is_not_kept(write):
    answer = write("preference", **day_parts("from", today()))
    assert "Say how they wish to be contacted" in answer.text
    assert not Spell.objects.exists()


def test_what_a_number_is_stands_before_it_and_a_tap_rings_it(write, vic, person):
    write("reach", by="phone", at="01632 960417", **day_parts("from", today()))
    shown = vic.get(f"/harmed/{person.pk}/").text
    assert shown.index("A phone number") < shown.index("01632 960417")
    assert 'href="tel:01632960417"' in shown
    assert "The address, number or e-mail" not in shown


def test_what_is_taken_back_ends_at_once_and_the_record_tells_of_it(write, vic, person):
    yesterday = day_parts("from", today() - A_DAY)
    write("preference", not_at_all="on", **yesterday)
    spell = Spell.objects.get()
    assert "left alone" in vic.get(f"/harmed/{person.pk}/").text
    answer = vic.post(f"/harmed/{person.pk}/over/{spell.pk}/", {"said": "She rang"}, follow=True)
    assert "It holds no more, from now on." in answer.text
    assert "left alone" not in answer.text
    assert "She rang" in answer.text
    spell.refresh_from_db()
    assert spell.ends == today() - A_DAY


def test_what_began_today_and_is_taken_back_never_was_and_a_second_time_does_nothing(
    write, vic, person
):
    write("consent", allows="contact", how="spoken", **from_today())
    spell = Spell.objects.get()
    over = f"/harmed/{person.pk}/over/{spell.pk}/"
    assert "counts no more" in vic.get(over).text
    vic.post(over, {"said": ""})
    assert not Spell.objects.standing().exists()
    again = vic.post(over, {"said": "x"}, follow=True)
    assert "It held no more already" in again.text
    assert Happening.objects.get().kind == "no-longer"


def test_of_whom_two_children_harmed_it_is_asked_for_which(vic, person, harmed, service):
    assert "Of which child" not in vic.get(f"/harmed/{person.pk}/write/progress-told/").text
    harmed("v9", child=8, offence="o2:f1")
    person.references.model.objects.filter(child=8).update(victim=person)
    page = vic.get(f"/harmed/{person.pk}/write/progress-told/").text
    assert "Of which child" in page
    assert "Record 8" in page


@pytest.mark.provision("CM-390")
def test_whoever_answers_a_complaint_reads_there_what_it_is(write, vic, person):
    write("complaint-received", said="Nobody rang me back.", **day_parts("on", today()))
    page = f"/harmed/{person.pk}/write/complaint-answered/"
    assert "Nobody rang me back." in vic.get(page).text
    assert "What was answered?" in vic.get(page).text
    write("complaint-answered", said="We are sorry.", **day_parts("on", today()))
    assert "Nobody rang me back." not in vic.get(page).text


def test_a_letter_and_carried_messages_are_offered_first(vic, person):
    page = vic.get(f"/harmed/{person.pk}/write/restorative-offered/").text
    first = [page.index(f'value="{form}"') for form in ("letter", "shuttle", "meeting", "everyday")]
    assert first == sorted(first)


@pytest.mark.provision("CM-404")
def test_who_has_their_details_stands_on_their_page_until_they_let_go(write, vic, person):
    page = f"/harmed/{person.pk}/"
    on = day_parts("on", today())
    shares = {"with": "mappa", "protects": "yes", "what": ["name", "fears"], "said": "He is near"}
    write("shared", **shares, **on, **day_parts("ask_again_on", today() + timedelta(days=9)))
    assert "Who has their details" in vic.get(page).text
    assert "The name, what they are afraid of, since " in vic.get(page).text
    assert "The police" not in vic.get(f"{page}write/share-ended/").text
    write("share-ended", **{"with": "mappa", "needed": "no"}, **on)
    assert "Who has their details" not in vic.get(page).text


def test_casework_reads_what_it_is_told_and_never_what_was_typed(write, service):
    until = day_parts("to", today())
    write("signal", code="contact-distresses", reason="Her operation", **from_today(), **until)
    write("restriction", by="bail", forbids="area", where="Orchard Way", **from_today())
    (said,) = ask("reference", by=3, **of(service))["harmed"]
    assert said["signals"][1] == "Bail requires the child to stay away from an area."
    assert said["signals"][0].startswith("Contact before ")
    assert "operation" not in str(said)
    assert "Orchard" not in str(said)


@pytest.mark.provision("CM-376")
def test_who_else_supports_them_is_shown_and_looked_at_again(vic, val, monkeypatch):
    page = vic.get("/support/").text
    assert "Victim Support" in page
    assert "0808 16 89 111" in page
    later = today() + timedelta(days=3650)
    monkeypatch.setattr(record_views, "timezone", SimpleNamespace(localdate=lambda: later))
    assert "Look again" in val.get("/support/").text


@pytest.mark.provision("CM-391")
def test_what_somebody_who_complains_is_told_stands_beside_the_form(vic, person):
    assert (
        "the day that you give below"
        in vic.get(f"/harmed/{person.pk}/write/complaint-acknowledged/").text
    )


def test_nobody_writes_down_anything_of_another_services_people(person):
    other = signed_in_client(make_person(Role.VICTIM_MANAGER))
    for path in ("write/", "write/reach/", "over/1/"):
        assert other.get(f"/harmed/{person.pk}/{path}").status_code == 404


def test_somebody_whom_no_offence_names_any_more_is_owed_nothing(person, service, vic):
    letter = PeopleHarmed(
        child=CHILD, on=today(), order="o1", offence="o1:f1", category="robbery", victims=()
    )
    told.keep(letter, service=service.pk, at=timezone.now())
    page = vic.get(f"/harmed/{person.pk}/")
    assert page.status_code == 200
    assert "Nothing now." in page.text


@pytest.mark.provision("CM-388")
def test_what_was_done_is_counted_and_why_each_counts_is_told_by_reference(write, vic, person):
    person.name = "Thandiwe Grant"
    person.save()
    write("contacted", how="phone", reached="yes", said="She cried", **day_parts("on", today()))
    page = vic.get("/figures/").text
    assert f"{known_as(7, 'v1')} of record 7: reached on" in page
    assert "Thandiwe" not in page
    assert "She cried" not in page
    (first, *_, last) = quarters(today())
    assert "reached on" in vic.get(f"/figures/?of={first.begins}").text
    assert "reached on" not in vic.get(f"/figures/?of={last.begins}").text
    assert vic.get("/figures/?of=ever").status_code == 200


@pytest.mark.provision("CM-388")
def test_who_had_nothing_in_a_quarter_is_not_read_for_its_figures(harmed, worker, service):
    """And the figures are those of everybody."""
    quarter, *_, earlier = quarters(today())
    people = harmed("v1", "v2", "v3")
    of = {"service": service, "by": worker, "recorded_at": timezone.now()}
    for person, on in zip(people, (quarter.begins, quarter.ends, earlier.ends), strict=True):
        said = {"how": "phone", "reached": True}
        Happening.objects.create(**of, victim=person, kind="contacted", on=on, document=said)
    (other,) = harmed("v1", child=8, offence="o2:f1")
    ended = {"made_on": earlier.begins, "ends_on": earlier.begins, "on": earlier.begins}
    order = OrderMade(child=8, order="o1", order_kind="referral-order", grave=False, **ended)
    told.keep(order, service=service.pk, at=timezone.now())
    of_quarters = {quarter: people[:2], earlier: [people[2], other]}
    for each, counted in of_quarters.items():
        read = list(queries.with_something_in(each.begins, each.ends))
        assert read == counted
        everybody = known(Victim.objects.all()).values()
        of_those = shown(list(known(read).values()), each, today())
        assert of_those == shown(list(everybody), each, today())


def test_what_is_owed_to_somebody_is_offered_first_and_nothing_that_cannot_be_yet(vic, person):
    page = vic.get(f"/harmed/{person.pk}/write/").text
    owed = page.index("Ask the police for their details")
    assert owed < page.index("What the Victims’ Code gives them")
    assert "Answered them" not in page
    assert "They complained about us" in page


def test_what_may_come_next_is_offered_first_and_the_rest_is_folded(write, vic, person):
    page = f"/harmed/{person.pk}/write/"
    assert "What may come next" not in vic.get(page).text
    write("feedback-asked", **day_parts("on", today()))
    text = vic.get(page).text
    assert text.index("What may come next") < text.index("/feedback-given/")
    assert text.index("/feedback-given/") < text.index("folded")


def test_what_they_answer_to_an_offer_is_offered_first_however_often_they_change_it(
    write, vic, person
):
    page, answered = f"/harmed/{person.pk}/write/", "/restorative-answered/"
    write("restorative-offered", **day_parts("on", today()), forms=["letter"])
    for answer in ("declined", "accepted"):
        text = vic.get(page).text
        assert text.index("What may come next") < text.index(answered) < text.index("folded")
        write("restorative-answered", **day_parts("on", today()), answer=answer)


def test_what_is_owed_is_shown_once_and_not_as_what_may_come_next_too(write, vic, person):
    write("progress-asked", **day_parts("on", today()))
    text = vic.get(f"/harmed/{person.pk}/write/").text
    assert "Tell them how the case goes" in text
    assert "What may come next" not in text


def test_a_complaint_that_stands_is_offered_its_answer(write, vic, person):
    assert "Answered them" not in vic.get(f"/harmed/{person.pk}/write/").text
    write("complaint-received", **day_parts("on", today()), said="Nobody rang.")
    assert "Answered them" in vic.get(f"/harmed/{person.pk}/write/").text
