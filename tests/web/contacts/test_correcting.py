"""Putting right what was recorded: nobody saves over somebody."""

import re

import pytest
from django.utils import timezone

from tests.forms import day_parts
from tests.web.contacts.recording import (
    client_of,
    last_event,
    make_worker,
    take_in,
    words_of,
)
from tests.web.contacts.writing_down import form_on
from waymark.accounts.models import Role, User
from waymark.children.models import Child
from waymark.chronology.models import Event, Seal

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()


@pytest.fixture
def bea(jo: User) -> User:
    return make_worker(Role.SENIOR_MANAGER, service=jo.service, name="Bea Holt")


@pytest.fixture
def panel(client, sophie: Child) -> Event:
    typed = {"order": "o2", "note": "Listened.", **day_parts("on", TODAY)}
    client.post(f"/children/{sophie.pk}/record/engagement-panel-held/", typed)
    return last_event(sophie)


def correction(panel: Event, **more: str) -> dict[str, str]:
    return {
        "began_from": panel.reference,
        "order": "o2",
        "note": "Listened and agreed.",
        **day_parts("on", TODAY),
        **more,
    }


def of(event: Event, what: str = "") -> str:
    return f"/children/{event.child_id}/events/{event.pk}/{what}"


def test_the_form_is_filled_with_what_stands(client, panel):
    page = client.get(of(panel, "correct/")).text
    assert "Listened." in page
    assert 'value="o2" id="id_order_0" class="govuk-radios__input" checked' in page


def test_saving_records_a_correction_and_both_stay(client, panel, sophie):
    answer = client.post(of(panel, "correct/"), correction(panel), follow=True)
    made = last_event(sophie)
    assert made.corrects == panel.reference
    assert words_of(made) == {"note": "Listened and agreed."}
    assert words_of(panel) == {"note": "Listened."}
    assert "It puts right" in answer.text
    assert "This was corrected" in client.get(of(panel)).text


def test_what_the_form_does_not_ask_is_taken_over(client, sophie):
    address = f"/children/{sophie.pk}/contact/?appointment=a1"
    typed = {"outcome": "attended", "note": "x", "method": "office", **day_parts("on", TODAY)}
    client.post(address, typed)
    visit = last_event(sophie)
    assert 'value="attended" id="id_outcome_0"' in client.get(of(visit, "correct/")).text
    changed = {**typed, "method": "video", "began_from": visit.reference}
    client.post(of(visit, "correct/"), changed)
    made = last_event(sophie).document
    assert (made["method"], made["appointment"]) == ("video", "a1")


@pytest.mark.parametrize("kind", ["contact", "risk-panel-held"])
def test_whoever_was_there_stays_in_a_correction_when_no_longer_around_the_child(
    client, sophie, kind
):
    typed = {"outcome": "attended", "note": "x", "method": "office", "order": "o2"}
    typed |= {"present": ["p1"], **day_parts("on", TODAY)}
    form = "contact/" if kind == "contact" else f"record/{kind}/"
    client.post(f"/children/{sophie.pk}/{form}", typed)
    recorded = last_event(sophie)
    mother = sophie.persons.get(document__id="p1")
    mother.document["to"] = "2026-06-01"
    mother.save()
    page = client.get(of(recorded, "correct/"))
    assert form_on(page).fields["present"].values == ["p1"]
    sent = form_on(page).sent(note="Better said.")
    assert client.post(of(recorded, "correct/"), sent).status_code == 302
    made = last_event(sophie)
    assert made.corrects == recorded.reference
    assert made.document["present"] == ["p1"]
    for shown in (client.get(of(made)).text, page.text):
        assert "Kerry Wrenfield (mother)" in shown
    assert "Kerry" not in client.get(f"/children/{sophie.pk}/contact/").text


def test_whoever_stays_around_the_child_for_now_is_still_offered(client, sophie):
    mother = sophie.persons.get(document__id="p1")
    mother.document["to"] = TODAY.isoformat()
    mother.save()
    page = client.get(f"/children/{sophie.pk}/contact/").text
    assert "Kerry Wrenfield (mother)" in page


def test_a_fact_that_is_emptied_is_gone_from_the_correction(client, sophie):
    typed = {"place": "At home", "note": "Shouting.", **day_parts("on", TODAY)}
    client.post(f"/children/{sophie.pk}/record/incident/", typed)
    found = last_event(sophie)
    client.post(of(found, "correct/"), {**typed, "note": "", "began_from": found.reference})
    made = last_event(sophie)
    assert (made.corrects, words_of(made)) == (found.reference, {})


def test_a_stale_save_shows_both_texts_and_keeps_what_was_typed(client, panel, bea, sophie):
    client_of(bea).post(of(panel, "correct/"), correction(panel, note="Bea's words."))
    answer = client.post(of(panel, "correct/"), correction(panel, note="Jo's words."))
    assert answer.status_code == 409
    assert "Bea Holt corrected this while you were writing" in answer.text
    assert "Bea&#39;s words." in answer.text
    assert "Jo&#39;s words.</textarea>" in answer.text.replace(">\nJo", ">Jo")
    theirs = last_event(sophie)
    assert f'name="began_from" value="{theirs.reference}"' in answer.text


def test_having_seen_both_she_saves(client, panel, bea, sophie):
    client_of(bea).post(of(panel, "correct/"), correction(panel, note="Bea's words."))
    again = correction(last_event(sophie), note="Both words.")
    assert client.post(of(panel, "correct/"), again).status_code == 302
    assert words_of(last_event(sophie)) == {"note": "Both words."}


def test_what_an_act_of_its_own_made_is_not_corrected_on_a_form(client, sophie):
    made = Event.objects.filter(child=sophie, kind="worker-allocated")[0]
    assert client.get(of(made, "correct/")).status_code == 404
    assert "Correct it" not in client.get(of(made)).text


def test_withdrawing_asks_why_and_leaves_it_to_be_read(client, panel, sophie):
    assert client.post(of(panel, "withdraw/"), {"reason": ""}).status_code == 422
    answer = client.post(of(panel, "withdraw/"), {"reason": "The wrong child."}, follow=True)
    assert "This was withdrawn." in answer.text
    assert "The wrong child." in answer.text
    chronology = client.get(f"/children/{sophie.pk}/chronology/").text
    assert re.search(r"Withdrawn [A-Z][a-z]{2} \d+ [A-Z][a-z]{2}: The wrong child\.", chronology)
    assert words_of(last_event(sophie)) == {"reason": "The wrong child."}
    assert client.post(of(panel, "withdraw/"), {"reason": "Again."}).status_code == 422


def test_what_was_withdrawn_may_be_recorded_anew(client, panel, sophie):
    anew = f'href="/children/{sophie.pk}/record/engagement-panel-held/"'
    assert anew not in client.get(of(panel)).text
    client.post(of(panel, "withdraw/"), {"reason": "The wrong day."})
    page = client.get(of(panel)).text
    assert "Record it anew" in page
    assert anew in page
    assert "Record it anew" not in client.get(of(last_event(sophie))).text


def test_what_was_typed_to_correct_what_is_withdrawn_meanwhile_stays_on_the_form(
    client, panel, bea
):
    client_of(bea).post(of(panel, "withdraw/"), {"reason": "The wrong child."})
    answer = client.post(of(panel, "correct/"), correction(panel, note="An hour's words."))
    assert answer.status_code == 422
    assert "This was withdrawn already. Record what happened anew." in answer.text
    assert "An hour&#39;s words." in answer.text
    assert client.get(of(panel, "correct/")).status_code == 422


def test_what_was_corrected_since_is_not_withdrawn_unseen(client, panel, bea, sophie):
    client_of(bea).post(of(panel, "correct/"), correction(panel, note="Bea's words."))
    typed = {"reason": "The wrong child.", "began_from": panel.reference}
    answer = client.post(of(panel, "withdraw/"), typed)
    assert answer.status_code == 409
    assert "Bea Holt changed this while you were writing" in answer.text
    assert "The wrong child." in answer.text
    assert of(last_event(sophie)) in answer.text
    assert words_of(last_event(sophie)) == {"note": "Bea's words."}
    assert last_event(sophie).reference in client.get(of(panel, "withdraw/")).text


class TestSealing:
    def ask(self, event: Event) -> str:
        return f"/children/{event.child_id}/words/{event.words.get().pk}/seal/"

    def test_whoever_asks_is_told_where_the_words_were_written_otherwise(
        self, client, panel, sophie
    ):
        assert "written otherwise" not in client.get(self.ask(panel)).text
        client.post(of(panel, "correct/"), correction(panel))
        page = client.get(self.ask(panel)).text
        assert "They were written otherwise in" in page
        assert f'href="{of(last_event(sophie))}"' in page

    def test_the_same_words_in_a_correction_go_with_them_and_are_no_other_version(
        self, client, panel, bea, sophie
    ):
        client.post(of(panel, "correct/"), correction(panel, note="Listened."))
        page = client.get(self.ask(panel)).text
        assert "written otherwise" not in page
        assert "They go from every correction that repeats them" in page
        client.post(self.ask(panel), {"reason": "It names somebody who was harmed."})
        client_of(bea).post(f"/seals/{Seal.objects.get().pk}/agree/")
        assert words_of(panel) == words_of(last_event(sophie)) == {"note": None}
        assert "These words were sealed." in client.get(of(last_event(sophie))).text

    def test_whoever_asks_is_told_that_other_children_were_seen_too(self, client, jo, sophie):
        kim = take_in(jo, id="kim", known_as="Kim", given_name="Kimberly")
        typed = {"outcome": "attended", "note": "Both cooked.", "method": "office"}
        typed |= {"others": [kim.pk], **day_parts("on", TODAY)}
        client.post(f"/children/{sophie.pk}/contact/", typed)
        page = client.get(self.ask(last_event(sophie))).text
        assert "They were recorded for other children too" in page
        assert "Kim" not in page

    def test_it_takes_two_people_and_shows_the_certificate_once(self, client, panel, bea, sophie):
        words = panel.words.get()
        ask = f"/children/{sophie.pk}/words/{words.pk}/seal/"
        assert "Listened." in client.get(ask).text
        client.post(ask, {"reason": "It names somebody who was harmed."})
        seal = Seal.objects.get()
        assert "somebody else must agree" in client.get("/seals/").text
        assert client.post(f"/seals/{seal.pk}/agree/").status_code == 403
        manager = client_of(bea)
        page = manager.get("/seals/").text
        assert "It names somebody who was harmed." in page
        assert "Agree: seal these words" in page
        certificate = manager.post(f"/seals/{seal.pk}/agree/").text
        seal.refresh_from_db()
        assert seal.digest in certificate
        again = manager.post(f"/seals/{seal.pk}/agree/")
        assert again.status_code == 200
        assert "stood on the first answer" in again.text
        assert seal.digest not in again.text
        other = client_of(make_worker(Role.SENIOR_MANAGER, service=bea.service))
        assert other.post(f"/seals/{seal.pk}/agree/").status_code == 404
        assert words_of(panel) == {"note": None}
        assert "These words were sealed." in client.get(of(panel)).text
        assert "Nothing to agree" in manager.get("/seals/").text

    @pytest.mark.provision("CM-402")
    def test_why_they_must_go_or_stay_keeps_no_name(
        self, client, panel, bea, sophie, protected_names
    ):
        protected_names(sophie.pk, ["Amira Quillfeather"])
        asked = client.post(self.ask(panel), {"reason": "Amira Quillfeather was harmed."})
        assert "It may hold" not in client.get(asked.url).text
        seal = Seal.objects.get()
        assert seal.reason == "[name sealed] was harmed."
        said_no = {"reason": "It is not Amira Quillfeather, and not the shop."}
        client_of(bea).post(f"/seals/{seal.pk}/no/", said_no)
        seal.refresh_from_db()
        assert seal.refusal == "It is not [name sealed], and not the shop."

    def test_a_manager_does_not_agree_to_what_she_asked(self, panel, bea, sophie):
        manager = client_of(bea)
        words = panel.words.get()
        manager.post(f"/children/{sophie.pk}/words/{words.pk}/seal/", {"reason": "A name."})
        answer = manager.post(f"/seals/{Seal.objects.get().pk}/agree/")
        assert answer.status_code == 422
        assert "Sealing takes two people" in answer.text

    def test_words_are_asked_for_once(self, client, panel, sophie):
        ask = f"/children/{sophie.pk}/words/{panel.words.get().pk}/seal/"
        client.post(ask, {"reason": "A name."})
        assert client.post(ask, {"reason": "A name."}).status_code == 422

    def test_nobody_sees_what_is_asked_of_a_child_who_is_not_hers(self, client, panel, sophie):
        ask = f"/children/{sophie.pk}/words/{panel.words.get().pk}/seal/"
        client.post(ask, {"reason": "A name."})
        other = client_of(make_worker(service=sophie.service))
        assert "Listened." not in other.get("/seals/").text


def test_the_page_of_an_event_costs_no_more_for_a_long_record(
    client, panel, sophie, django_assert_max_num_queries
):
    client.get(of(panel))
    with django_assert_max_num_queries(21):
        client.get(of(panel))
    for number in range(4):
        typed = correction(last_event(sophie), note=f"Version {number}")
        client.post(of(panel, "correct/"), typed)
    with django_assert_max_num_queries(21):
        client.get(of(panel))
