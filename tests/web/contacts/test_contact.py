"""Recording a contact."""

from datetime import datetime, time, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from tests.forms import day_parts, forms_of
from tests.web.contacts.recording import (
    client_of,
    last_event,
    make_worker,
    take_in,
    words_of,
)
from tests.web.contacts.visits import TODAY, address, visit
from tests.web.contacts.writing_down import filled_in
from waymark.accounts.models import Role
from waymark.children.models import Child
from waymark.chronology.door import LONDON
from waymark.chronology.models import Event
from waymark.duties.models import Duty

pytestmark = pytest.mark.django_db
ACCEPTABLE = {"acceptable": "yes", "reason": "illness", "because": "She was ill."}


def test_the_form_is_three_quarters_full(client, sophie: Child):
    page = client.get(address(sophie)).text
    assert "Did Sophie come?" in page
    assert "Save in Sophie’s record" in page
    assert f'name="on_day" type="text" inputmode="numeric" value="{TODAY.day}"' in page
    assert 'type="time"' in page
    assert "Kerry Wrenfield (mother)" in page


def test_a_visit_is_recorded_with_when_how_and_who_was_there(client, jo, sophie: Child):
    typed = visit(present=["p1"], seen_alone="on", child_said="At least you said it.", minutes="45")
    answer = client.post(address(sophie), typed)
    made = last_event(sophie)
    assert answer.headers["Location"] == f"/children/{sophie.pk}/events/{made.pk}/"
    assert (made.kind, made.on, made.by) == ("contact", TODAY, jo)
    facts = {
        name: made.document[name]
        for name in ("outcome", "method", "at", "minutes", "present", "seen_alone")
    }
    assert facts == {
        "outcome": "attended",
        "method": "home-visit",
        "at": "00:00",
        "minutes": 45,
        "present": ["p1"],
        "seen_alone": True,
    }
    assert words_of(made) == {"note": "Drew the dog.", "child_said": "At least you said it."}


def test_the_way_of_meeting_is_the_one_used_last(client, sophie: Child):
    client.post(address(sophie), visit(method="video"))
    assert '<option value="video" selected>' in client.get(address(sophie)).text


def test_a_missed_contact_says_why_and_what_it_opened(client, sophie: Child):
    typed = visit(outcome="missed", note="", reasons=["transport", "illness"])
    answer = client.post(address(sophie), {**typed, "family_said": "The bus."}, follow=True)
    made = last_event(sophie)
    assert made.document["reasons"] == ["transport", "illness"]
    assert words_of(made) == {"family_said": "The bus."}
    assert "This opened: Ask why Sophie did not come, no day set." in answer.text
    assert Duty.objects.filter(key=f"follow-up-missed-contact:{made.reference}").exists()


def test_of_what_got_in_the_way_most_is_folded_until_it_was_ticked(client, sophie: Child):
    page = client.get(address(sophie)).text
    in_sight, _, folded = page.partition(
        '<details class="more more--choices">\n  <summary>Something else'
    )
    assert in_sight.count('name="reasons"') == 6
    assert 'value="caring-for-someone"' in folded.partition("</details>")[0]
    wrong = visit(outcome="missed", on_month="13", reasons=["caring-for-someone"])
    again = client.post(address(sophie), wrong).text
    assert '<details class="more more--choices" open>\n  <summary>Something else' in again


def test_what_finished_is_said_too(client, sophie: Child):
    client.post(address(sophie), visit(outcome="missed", note=""))
    missed = last_event(sophie).reference
    asked = f"/children/{sophie.pk}/record/absence-followed-up/?contact={missed}"
    said = {"contact": missed, **ACCEPTABLE, **day_parts("on", TODAY)}
    answer = client.post(asked, said, follow=True)
    assert "This finished: <b>Ask why Sophie did not come</b>" in answer.text


class TestFollowingUp:
    """Why a contact was missed is asked of those that were missed, and of each once."""

    def page(self, client, sophie: Child, kind: str = "absence-followed-up") -> str:
        return client.get(f"/children/{sophie.pk}/record/{kind}/").text

    def follow_up(self, client, sophie: Child, missed: str):
        asked = f"/children/{sophie.pk}/record/absence-followed-up/"
        return client.post(asked, {"contact": missed, **ACCEPTABLE, **day_parts("on", TODAY)})

    def test_a_contact_that_was_kept_is_not_offered(self, client, sophie: Child):
        client.post(address(sophie), visit())
        kept = last_event(sophie).reference
        client.post(address(sophie), visit(outcome="missed"))
        missed = last_event(sophie).reference
        for kind in ("absence-followed-up", "warning"):
            page = self.page(client, sophie, kind)
            assert f'value="{missed}"' in page
            assert f'value="{kept}"' not in page
        assert self.follow_up(client, sophie, kept).status_code == 422

    def test_one_that_was_followed_up_is_not_offered_again_but_may_be_corrected(
        self, client, sophie: Child
    ):
        client.post(address(sophie), visit(outcome="missed"))
        missed = last_event(sophie).reference
        self.follow_up(client, sophie, missed)
        made = last_event(sophie)
        assert f'value="{missed}"' not in self.page(client, sophie)
        correct = client.get(f"/children/{sophie.pk}/events/{made.pk}/correct/").text
        assert f'value="{missed}"' in correct
        assert ": missed" in correct

    def test_what_is_heard_since_is_written_down_beside_what_was_heard_first(
        self, client, sophie: Child
    ):
        client.post(address(sophie), visit(outcome="missed"))
        missed = last_event(sophie).reference
        self.follow_up(client, sophie, missed)
        again = f"/children/{sophie.pk}/record/absence-followed-up/?contact={missed}"
        assert f'value="{missed}"' in client.get(again).text
        said = {"contact": missed, **ACCEPTABLE, **day_parts("on", TODAY)}
        assert client.post(again, said).status_code == 302
        told = Event.objects.filter(child=sophie, kind="absence-followed-up")
        assert [each.document["contact"] for each in told].count(missed) == 2
        no_contact = told[0].reference
        other = f"/children/{sophie.pk}/record/absence-followed-up/?contact={no_contact}"
        assert client.post(other, {**said, "contact": no_contact}).status_code == 422


def test_reasons_of_a_no_are_not_kept_with_a_yes(client, sophie: Child):
    client.post(address(sophie), visit(reasons=["illness"], family_said="?"))
    assert "reasons" not in last_event(sophie).document
    assert "family_said" not in words_of(last_event(sophie))


def test_a_contact_that_was_put_off_is_not_a_missed_one(client, sophie: Child):
    client.post(address(sophie), visit(outcome="", otherwise="rearranged-by-child", note=""))
    assert last_event(sophie).document["outcome"] == "rearranged-by-child"


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"outcome": ""}, "Choose yes, came late or no"),
        ({"note": ""}, "Say in a few words what happened"),
        (day_parts("on", TODAY + timedelta(days=2)), "Choose a day on or before"),
        ({"method": "pigeon"}, "Choose one of these"),
        ({"minutes": "-5"}, "Give 0 or more"),
    ],
)
def test_a_mistake_comes_back_with_what_was_typed(client, sophie: Child, wrong, said):
    answer = client.post(address(sophie), visit(child_said="My own words", **wrong))
    assert answer.status_code == 422
    assert said in answer.text
    assert "My own words" in answer.text


def test_a_moment_still_to_come_is_refused_and_what_was_typed_stays(
    client, sophie: Child, monkeypatch
):
    noon = datetime.combine(TODAY, time(12), LONDON)
    monkeypatch.setattr("waymark.contacts.views.contact.now", lambda: noon)
    answer = client.post(address(sophie), visit(at="12:01", child_said="My own words"))
    assert answer.status_code == 422
    assert "That is later than now" in answer.text
    assert "My own words" in answer.text
    assert client.post(address(sophie), visit(at="12:00")).status_code == 302
    yesterday = day_parts("on", TODAY - timedelta(days=1))
    assert client.post(address(sophie), visit(at="23:59", **yesterday)).status_code == 302


def test_how_it_was_and_when_are_asked_in_plain_sight(client, sophie: Child):
    in_sight, more = client.get(address(sophie)).text.split('<details class="more">', 1)
    for name in ('name="method"', 'name="on_day"', 'name="at"'):
        assert name in in_sight
        assert name not in more


def test_the_page_of_a_missed_contact_does_not_ask_how_they_met(client, sophie: Child):
    page = client.post(address(sophie), visit(outcome="missed", minutes="45"), follow=True).text
    assert "How did you meet?" not in page
    assert "45 minutes" in page


def test_a_mistake_under_more_is_in_sight(client, sophie: Child):
    answer = client.post(address(sophie), visit(minutes="-1"))
    assert '<details class="more" open>' in answer.text


def test_from_the_diary_the_form_knows_the_appointment(client, sophie: Child):
    asked = f"{address(sophie)}?appointment=a1&method=office&at=16:00&present=p3"
    page = client.get(asked).text
    assert '<option value="office" selected>' in page
    assert 'value="16:00"' in page
    client.post(asked, visit())
    assert last_event(sophie).document["appointment"] == "a1"


@pytest.mark.provision("OS-078")
def test_every_interaction_is_recorded_with_who_when_and_how_and_late_ones_say_so(
    client, sophie: Child
):
    long_ago = TODAY - timedelta(days=19)
    typed = visit(at="16:00", **day_parts("on", long_ago))
    answer = client.post(address(sophie), typed, follow=True)
    made = last_event(sophie)
    assert (made.on, made.recorded_on) == (long_ago, TODAY)
    for said in ("written 19 days later", "Jo Marsh", "Visit at home", "16:00", "Drew the dog."):
        assert said in answer.text


def test_what_is_written_the_same_day_is_not_called_late(client, sophie: Child):
    assert "later" not in client.post(address(sophie), visit(), follow=True).text


class TestSeenTogether:
    @pytest.fixture
    def kim(self, jo) -> Child:
        return take_in(jo, id="kim", known_as="Kim", given_name="Kimberly")

    def test_one_act_writes_in_each_record(self, client, sophie, kim):
        client.post(address(sophie), visit(note="Both cooked.", others=[kim.pk]))
        first, second = last_event(sophie), last_event(kim)
        assert first.document["together"] == second.document["together"]
        assert words_of(first) == words_of(second) == {"note": "Both cooked."}

    def test_nothing_of_one_goes_into_the_record_of_the_other(self, client, sophie, kim):
        typed = visit(note="Both cooked.", child_said="Mine", present=["p1"], seen_alone="on")
        client.post(address(sophie), {**typed, "others": [kim.pk]})
        other = last_event(kim)
        assert words_of(other) == {"note": "Both cooked."}
        assert not {"present", "seen_alone"} & other.document.keys()
        assert "Sophie" not in str(other.document)

    @pytest.mark.parametrize("note", ["Kim’s idea.", "Sophie cooked."])
    def test_words_that_name_one_of_them_are_refused(self, client, sophie, kim, note):
        answer = client.post(address(sophie), visit(note=note, others=[kim.pk]))
        assert answer.status_code == 422
        assert "Write “the children”" in answer.text
        assert not Event.objects.filter(kind="contact", on=TODAY).exists()

    @pytest.mark.parametrize("field", ["note", "place", "next_time"])
    @pytest.mark.parametrize("whose", ["sophie", "kim"])
    def test_words_that_tell_what_is_protected_of_one_of_them_are_refused(
        self, client, sophie, kim, field, whose, request
    ):
        home = request.getfixturevalue(whose).episodes.filter(kind="addresses").first()
        home.document["lines"] = ["9 Larkspur Close"]
        home.save()
        typed = visit(**{"note": "Both cooked.", field: "Met at 9 Larkspur  Close."})
        answer = client.post(address(sophie), {**typed, "others": [kim.pk]})
        assert answer.status_code == 422
        assert "tell something that is protected of one of them" in answer.text
        assert answer.text.count("Larkspur") == 1, "only where it was typed"
        assert not Event.objects.filter(kind="contact", on=TODAY).exists()
        assert client.post(address(sophie), typed).status_code == 302

    def test_only_children_of_ones_own_work_are_offered(self, client, sophie):
        stranger = take_in(make_worker(service=sophie.service), id="lee", known_as="Lee")
        assert f'value="{stranger.pk}"' not in client.get(address(sophie)).text
        client.post(address(sophie), visit(others=[stranger.pk]))
        assert not Event.objects.filter(child=stranger, on=TODAY).exists()

    def test_undoing_it_undoes_it_in_each_record(self, client, sophie, kim):
        client.post(address(sophie), visit(others=[kim.pk]))
        client.post(f"/children/{sophie.pk}/events/{last_event(sophie).pk}/undo/")
        assert last_event(sophie).kind == last_event(kim).kind == "withdrawn"

    @pytest.mark.parametrize("corrected", ["sophie", "kim"])
    def test_where_one_was_corrected_meanwhile_it_is_undone_in_no_record(
        self, client, sophie, kim, corrected
    ):
        client.post(address(sophie), visit(others=[kim.pk]))
        made = {"sophie": last_event(sophie), "kim": last_event(kim)}
        wrong = made[corrected]
        correcting = f"/children/{wrong.child_id}/events/{wrong.pk}/correct/"
        client.post(correcting, filled_in(client, correcting, child_said="I cooked."))
        undo = f"/children/{sophie.pk}/events/{made['sophie'].pk}/undo/"
        assert client.post(undo).status_code == 409
        assert not Event.objects.filter(kind="withdrawn").exists()

    def test_undoing_it_locks_the_children_in_the_order_of_their_ids(self, client, sophie, kim):
        client.post(address(kim), visit(others=[sophie.pk]))
        with CaptureQueriesContext(connection) as asked:
            client.post(f"/children/{kim.pk}/events/{last_event(kim).pk}/undo/")
        locks = [each["sql"] for each in asked if "ORDER BY id FOR NO KEY UPDATE" in each["sql"]]
        assert len(locks) == 1

    def test_the_form_costs_no_more_for_many_children(self, client, jo, sophie, kim):
        client.get(address(sophie))
        with CaptureQueriesContext(connection) as one:
            client.get(address(sophie))
        for number in range(4):
            take_in(jo, id=f"c{number}", known_as=f"C{number}")
        with CaptureQueriesContext(connection) as many:
            client.get(address(sophie))
        assert len(one) == len(many)


class TestUndo:
    def test_for_a_minute_it_is_offered_and_withdraws(self, client, sophie):
        page = client.post(address(sophie), visit(outcome="missed"), follow=True)
        assert "Undo" in page.text
        made = last_event(sophie)
        answer = client.post(f"/children/{sophie.pk}/events/{made.pk}/undo/", follow=True)
        assert "This was withdrawn." in answer.text
        assert not Duty.objects.filter(key__endswith=made.reference).exists()
        assert Event.objects.filter(pk=made.pk).exists()

    def test_after_a_minute_it_is_refused_and_says_what_to_do(self, client, sophie, monkeypatch):
        client.post(address(sophie), visit())
        made = last_event(sophie)
        later = timezone.now() + timedelta(seconds=61)
        monkeypatch.setattr("django.utils.timezone.now", lambda: later)
        event = f"/children/{sophie.pk}/events/{made.pk}/"
        assert "Undo" not in client.get(event).text
        answer = client.post(f"{event}undo/")
        assert answer.status_code == 422
        assert "Withdraw it, and say why." in answer.text

    def test_nobody_undoes_what_somebody_else_recorded(self, client, sophie):
        client.post(address(sophie), visit())
        other = make_worker(Role.SENIOR_MANAGER, service=sophie.service)
        event = f"/children/{sophie.pk}/events/{last_event(sophie).pk}/"
        assert client_of(other).post(f"{event}undo/").status_code == 422


def test_whose_work_the_child_is_not_is_asked_why_first(sophie: Child):
    stranger = client_of(make_worker(service=sophie.service))
    assert stranger.get(address(sophie)).status_code in {302, 403}
    assert client_of(make_worker()).get(address(sophie)).status_code == 404


def test_the_time_is_rounded_to_five_minutes(client, sophie: Child, monkeypatch):
    moment = datetime.combine(TODAY, time(9, 33))
    at = moment.astimezone()
    monkeypatch.setattr("waymark.contacts.views.contact.now", lambda: at)
    assert 'value="09:30"' in client.get(address(sophie)).text


def test_a_contact_of_another_day_does_not_get_this_moments_time(client, sophie: Child):
    page = client.get(address(sophie)).text
    (form,) = (f for f in forms_of(page) if "outcome" in f.fields)
    (this_moment,) = form.fields["at"].values
    yesterday = day_parts("on", TODAY - timedelta(days=1))
    client.post(address(sophie), form.sent(outcome="attended", note="Drew the dog.", **yesterday))
    assert "at" not in last_event(sophie).document
    said = {"outcome": "attended", "note": "Drew it.", "at": "09:10", "sure": "on"}
    client.post(address(sophie), form.sent(**said, **yesterday))
    assert last_event(sophie).document["at"] == "09:10"
    client.post(address(sophie), form.sent(outcome="attended", note="Today."))
    assert last_event(sophie).document["at"] == this_moment


def test_whether_an_absence_was_acceptable_is_said_before_it_counts_as_followed_up(client, sophie):
    client.post(address(sophie), visit(outcome="missed", note=""))
    missed = last_event(sophie).reference
    asked = f"/children/{sophie.pk}/record/absence-followed-up/"
    answer = client.post(asked, {"contact": missed, **day_parts("on", TODAY)})
    assert answer.status_code == 422
    assert last_event(sophie).kind == "contact"
