"""What is refused in plain words at the victims' door, and what ends by itself."""

import pytest
from django.utils import timezone

from tests.forms import day_parts, form_with
from tests.victims.test_recording import A_DAY, CHILD, today
from waymark.accounts import asking
from waymark.accounts.answers import Refused
from waymark.audit import recording as audit
from waymark.drafts.store import Place, Ticket, keep
from waymark.letters.models import Outgoing
from waymark.rules.harmed.base import HAPPENINGS, SPELLS
from waymark.rules.harmed.tells import BY_SIGNAL, TELLS
from waymark.victims.people import acts, recording
from waymark.victims.people.models import Happening, Spell, Victim
from waymark.victims.people.told_of import READ, casework_is_told


@pytest.mark.provision("CM-379")
def test_a_refusal_wins_until_it_is_taken_back_and_no_number_is_shown(write, vic, person):
    write("reach", by="phone", at="01632 960417", **day_parts("from", today() - A_DAY))
    page = f"/harmed/{person.pk}/"
    assert "01632 960417" in vic.get(page).text
    write("details-refused", **day_parts("on", today()))
    assert "01632 960417" not in vic.get(page).text
    answer = write("details-received", **day_parts("on", today()))
    assert answer.status_code == 422
    assert "They let their details be passed on after all" in answer.text
    assert "They let their details be passed on after all" in vic.get(page + "write/").text
    write("details-allowed", **day_parts("on", today()))
    assert "Saved." in write("details-received", **day_parts("on", today())).text
    assert 'href="tel:01632960417"' in vic.get(page).text


def test_no_contact_at_all_ends_how_they_wished_to_be_contacted(write, vic, person):
    write("preference", ways=["text"], **day_parts("from", today() - A_DAY))
    write("preference", not_at_all="on", **day_parts("from", today()))
    by_text, none = Spell.objects.order_by("pk")
    assert by_text.ends == today() - A_DAY
    assert none.ends is None
    assert Happening.objects.get().document["said"] == "They say the opposite now."
    answer = write("preference", ways=["text"], **day_parts("from", today()))
    assert "the opposite holds" in answer.text


def test_what_is_put_right_does_not_stand_against_itself(write, vic, person):
    write("entitlement", category="under-18", reason="x", **day_parts("from", today()))
    entry = Spell.objects.get().pk
    right = {"category": "none", "reason": "y", "why": "Wrong box", **day_parts("from", today())}
    answer = vic.post(f"/harmed/{person.pk}/right/entitlement/{entry}/", right, follow=True)
    assert "Put right." in answer.text


def test_they_want_it_no_more_by_one_tap_and_casework_is_told(write, vic, person):
    tap = "They want it no more"
    page = f"/harmed/{person.pk}/"
    assert tap not in vic.get(page).text
    yesterday = day_parts("from", today() - A_DAY)
    write("consent", allows="restorative", how="written", informed="on", **yesterday)
    form = form_with(vic.get(page).text, "answer")
    shown = vic.post(form.action, form.sent(), follow=True).text
    assert "Saved." in shown
    assert "Something restorative: they say the opposite now." in shown
    assert tap not in shown
    asking.as_waymark(person.service_id)
    said = dict(Outgoing.objects.order_by("number").values_list("kind", "document"))
    assert said["victim-readiness"]["ready"] == "no"
    assert said["victim-consent"].get("given") is not True


def test_an_order_is_said_in_words_wherever_it_stands(write, vic, person):
    write("contact-scheme-notified", order=f"{CHILD}:o1", **day_parts("on", today()))
    shown = vic.get(f"/harmed/{person.pk}/").text
    assert "Record 7, order of 2 March 2026" in shown
    assert "o1" not in shown


def test_what_was_kept_for_later_stands_on_the_first_page_of_who_began_it(vic, val, worker, person):
    address = f"/harmed/{person.pk}/write/complaint-received/"
    began = "You began, and did not save"
    assert began not in vic.get("/").text
    with audit.command("test", service_id=worker.service_id, user_id=worker.pk, at=timezone.now()):
        asking.as_user(worker)
        for document in ("complaint-received", "prepared 7:e1"):
            ticket = Ticket(Place(person.pk, "write-down", document), worker.pk, "", address)
            keep(person=worker, ticket=ticket, fields={"said": ["Nobody rang"]}, at=timezone.now())
    page = vic.get("/").text
    assert began in page
    assert f'href="{address}"' in page
    assert "They complained about us" in page
    assert "Prepared them for what is planned" in page
    assert "Nobody rang" not in page
    assert began not in val.get("/").text


def test_a_form_says_what_casework_is_told_of_it_and_that_all_else_stays(vic, person):
    told = {
        "restorative-answered": "they want something restorative, of which kind, and the day.",
        "work-given": "how they took it, as you choose below, and the day. Nothing else.",
        "signal": "the sentence that stands for what you choose below",
        "complaint-received": "What you write stays here.",
    }
    for kind, says in told.items():
        assert says in vic.get(f"/harmed/{person.pk}/write/{kind}/").text


def test_of_all_that_is_offered_one_answer_is_given_by_its_first_choice(write, vic, person):
    page = vic.get(f"/harmed/{person.pk}/write/restorative-answered/").text
    assert "Something else" not in page
    assert page.index("All of it, the same") < page.index("A letter")
    write("restorative-answered", forms=["all"], answer="considering", **day_parts("on", today()))
    assert "forms" not in Happening.objects.get().document


def test_a_form_says_that_all_stays_here_where_casework_is_told_nothing_and_nowhere_else():
    kinds = {**SPELLS, **HAPPENINGS}
    stays = {kind for kind in kinds if casework_is_told(kind) == "What you write stays here."}
    told = {each.kind for each in (*TELLS, *BY_SIGNAL)}
    assert stays == kinds.keys() - told


def test_a_form_says_each_sentence_that_casework_reads_of_it():
    assert "whether they need an interpreter" in casework_is_told("preference")
    assert "and never what" in casework_is_told("need")
    assert "or that it goes" in casework_is_told("file-name-decided")
    assert READ.keys() == {each.kind for each in BY_SIGNAL}


def test_a_form_that_is_refused_while_it_is_empty_is_no_draft(vic, person):
    address = f"/harmed/{person.pk}/write/complaint-received/"
    refused = vic.post(address, form_with(vic.get(address).text, "on_day").sent())
    assert refused.status_code == 422
    assert "data-draft-untouched" in refused.text


@pytest.mark.provision("CM-388")
def test_the_figures_say_of_which_kind_and_of_how_many_it_was(write, vic):
    write("restorative-offered", forms=["letter"], **day_parts("on", today()))
    page = vic.get("/figures/").text
    assert "A letter, offered" in page
    assert "Of who consented to be contacted, took part (10)" in page


def test_two_tabs_write_the_same_down_once_and_other_words_are_another_entry(write):
    said = {"how": "phone", "reached": "no", **day_parts("on", today())}
    assert "Saved." in write("contacted", **said).text
    again = write("contacted", **said)
    assert again.status_code == 422
    assert "is not written twice" in again.text
    assert Happening.objects.count() == 1
    assert "Saved." in write("contacted", **said, said="At six, again").text
    assert Happening.objects.count() == 2


def test_a_number_that_is_not_safe_says_so_and_rings_nobody(write, vic, person):
    page = f"/harmed/{person.pk}/"
    phone = {"by": "phone", **day_parts("from", today())}
    write("reach", at="01632 960417", safe_to_use="no", **phone)
    shown = vic.get(page).text
    assert "Not safe to use" in shown
    assert "01632 960417" in shown
    assert "tel:" not in shown
    write("reach", at="01632 960418", safe_to_use="yes", **phone)
    assert 'href="tel:01632960418"' in vic.get(page).text


@pytest.mark.parametrize("kind", ["named-in-file", "kept-longer", "file-name-decided"])
def test_no_manager_has_decided_before_somebody_says_which(vic, manager, person, kind):
    page = vic.get(f"/harmed/{person.pk}/write/{kind}/").text
    name = "decided_by" if kind == "named-in-file" else "manager"
    asked = form_with(page, name).fields[name]
    assert (asked.values, asked.choices) == ([], [str(manager.pk)])


@pytest.mark.provision("CM-383")
def test_whom_two_children_harmed_is_asked_with_which_child_they_consent(
    write, vic, person, harmed
):
    page = f"/harmed/{person.pk}/write/consent/"
    assert "With which child?" not in vic.get(page).text
    (other,) = harmed("v9", child=9)
    asking.as_waymark(person.service_id)
    other.references.update(victim=person)
    assert "With which child?" in vic.get(page).text
    said = {"allows": "direct", "how": "written", "informed": "on", **day_parts("from", today())}
    assert "a yes to one child is none to another" in write("consent", **said).text
    assert "Saved." in write("consent", **said, child="9").text
    assert "Record 9" in vic.get(f"/harmed/{person.pk}/").text


@pytest.mark.parametrize(
    ("kind", "first", "then"),
    [("named-in-file", "impact", "decided_by"), ("invitation-decided", "child_able", "decision")],
)
def test_what_is_weighed_is_asked_before_what_is_decided(vic, manager, person, kind, first, then):
    page = vic.get(f"/harmed/{person.pk}/write/{kind}/").text
    asked = list(form_with(page, first).fields)
    assert asked.index(first) < asked.index(then)


def test_of_whom_a_colleague_just_deleted_nothing_is_written_and_the_fault_is_not_ours(
    person, worker
):
    told = {"facts": {"on": "2026-03-02"}, "place": Place(person.pk, "x"), "by": worker}
    at = timezone.now()
    with audit.command("test", service_id=person.service_id, user_id=worker.pk, at=at):
        asking.as_user(worker)
        person.references.all().delete()
        Victim.objects.filter(pk=person.pk).delete()
        with pytest.raises(Refused, match="not there any more"):
            recording.say_what_happened(victim=person, kind="details-asked", at=at, **told)
        who = acts.Who(
            "Ann Other", [], [], age="", sex="", ethnicity="", is_potential=False, known={}
        )
        of = {"began_from": acts.version(person), "place": told["place"], "by": worker}
        with pytest.raises(Refused, match="not there any more"):
            acts.say_who(victim=person, who=who, at=at, **of)
