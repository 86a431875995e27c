"""A time is booked around the child's own week, and nothing that is taken is taken twice."""

import re
from datetime import date, time, timedelta

import pytest
from django.db.backends.postgresql.psycopg_any import DateRange
from django.utils import timezone

from tests.children import make_child
from tests.forms import day_parts, form_with
from tests.people import make_person, signed_in_client
from tests.web.diary.booking import MONDAY, SCHOOL, TODAY, a_child, book, booked, held, page
from waymark.accounts import asking
from waymark.accounts.models import Role
from waymark.children.models import Allocation, Child, Named
from waymark.chronology.models import Event
from waymark.diary.models import Apart, Place
from waymark.rules.clock import moments

NEVER = {"kind": "never", "why": "harm"}


def test_a_time_stands_in_the_childs_week_and_in_the_workers_diary(jo, sophie, worker):
    assert book(jo, sophie).status_code == 302
    for address in (page(sophie), "/diary/"):
        shown = jo.get(f"{address}?from={MONDAY}").text
        assert "16:00–17:00" in shown
        assert "At the office" in shown
    assert "Sophie, At the office" in jo.get(f"/diary/?from={MONDAY}").text


def test_who_books_moves_or_calls_off_comes_to_the_week_of_it_with_the_entry_in_sight(
    jo, sophie, worker
):
    def leads_to_it(answer, on):
        address, _, mark = answer["Location"].partition("#")
        assert address == f"{page(sophie)}?from={on}"
        shown = jo.get(address).text.partition(f'id="{mark}"')[2]
        assert "At the office" in shown.partition("</p>")[0]

    on = MONDAY + timedelta(weeks=2, days=3)
    leads_to_it(book(jo, sophie, on=on, **day_parts("until", on + timedelta(weeks=2))), on)
    first = f"/children/{sophie}/appointments/{booked(worker, sophie)[0].pk}/"
    later = on + timedelta(weeks=1)
    to = {**day_parts("on", later), "at": "10:00", "minutes": "60"}
    leads_to_it(jo.post(f"{first}move/", to), later)
    off = {"whose": "child", "because": "Her nan’s birthday."}
    leads_to_it(jo.post(f"{first}call-off/", off), later)


@pytest.mark.provision("CM-427")
def test_the_same_time_each_week_is_booked_at_once(jo, sophie, worker):
    last = day_parts("until", MONDAY + timedelta(weeks=3))
    assert book(jo, sophie, **last).status_code == 302
    made = booked(worker, sophie)
    days = [timezone.localtime(each.meeting.begins) for each in made]
    assert [(each.date() - MONDAY).days for each in days] == [0, 7, 14, 21]
    assert {each.hour for each in days} == {16}
    assert len({each.series for each in made}) == 1


@pytest.mark.provision("CM-429", "CM-163", "CM-164")
def test_what_the_childs_week_holds_is_asked_about_and_booked_only_with_a_reason(
    jo, sophie, worker
):
    held(sophie, worker, **SCHOOL)
    asked = book(jo, sophie, at="14:30")
    assert asked.status_code == 422
    assert "Sophie has Wickhaven High" in asked.text
    assert booked(worker, sophie) == []
    why = {"anyway_because": "Her teacher lets her go on Mondays."}
    assert book(jo, sophie, at="14:30", **why).status_code == 302
    (made,) = booked(worker, sophie)
    assert made.document["anyway_because"] == why["anyway_because"]


@pytest.mark.provision("CM-429", "CM-163", "CM-164")
def test_during_a_curfew_the_child_is_visited_at_home_without_a_word(jo, sophie, worker):
    held(sophie, worker, kind="curfew", starts="19:00", ends="07:00", **{"from": "2020-01-01"})
    assert book(jo, sophie, at="19:00").status_code == 422
    assert book(jo, sophie, at="19:00", method="home-visit").status_code == 302


def test_what_is_protected_in_the_week_is_not_told(jo, sophie, worker):
    held(sophie, worker, **SCHOOL, not_to_be_told_to=["M."])
    for told in (book(jo, sophie, at="14:30").text, jo.get(f"{page(sophie)}?from={MONDAY}").text):
        assert "Wickhaven" not in told
        assert "School, college or training" in told


def test_who_is_not_free_is_said_with_when_else_it_could_be(jo, sophie, worker):
    book(jo, a_child(worker, "Theo"))
    refused = book(jo, sophie)
    assert refused.status_code == 422
    assert "Not free then: you. Try" in refused.text
    assert "Theo" not in refused.text.partition("error-summary")[2].partition("</ul>")[0]
    assert booked(worker, sophie) == []
    assert book(jo, sophie, at="17:00").status_code == 302


def test_all_that_a_time_asks_is_said_in_one_round(jo, sophie, worker):
    book(jo, a_child(worker, "Theo"), at="06:00", sure="on")
    held(sophie, worker, kind="curfew", starts="19:00", ends="07:00", **{"from": "2020-01-01"})
    refused = book(jo, sophie, at="06:00", note="x", child_way="soon")
    (summary,) = re.findall(r"error-summary.*?</ul>", refused.text, re.DOTALL)
    for each in ("Not free then: you", "late or at night", "Sophie has A curfew", "number"):
        assert each in summary
    assert "Choose how" in book(jo, sophie, at="06:00", method="").text
    assert "late or at night" in book(jo, sophie, at="06:00", method="").text


def test_a_time_that_is_over_is_refused_where_it_is_typed(jo, sophie):
    refused = book(jo, sophie, on=TODAY, at="00:00")
    assert "Choose a time that is still to come" in refused.text


def test_one_room_holds_one_meeting_at_a_time(jo, sophie, worker, ash):
    manager = make_person(service=worker.service, role=Role.OPERATIONS_MANAGER)
    boss = signed_in_client(manager)
    told = {"name": "The blue room", "where": "First floor"}
    assert boss.post("/places/add/", told).status_code == 302
    assert boss.post("/places/add/", told).status_code == 422, "it is called so already"
    assert "The blue room" in boss.get("/places/").text
    asking.as_user(worker)
    room = str(Place.objects.get().pk)
    assert book(jo, sophie, place=room).status_code == 302
    other = a_child(ash, "Theo")
    refused = book(signed_in_client(ash), other, place=room)
    assert "Not free then. Try" in refused.text
    assert jo.get("/places/").status_code == 403


def test_the_room_and_the_place_are_asked_once_so_that_what_is_chosen_is_booked(jo, sophie, worker):
    asking.as_user(worker)
    room = Place.objects.create(service=worker.service, name="The blue room")
    asks = form_with(jo.get(page(sophie, "book/")).text, "method")
    assert len(asks.fields["place"].values) == 1, "a browser sends a field as often as it is drawn"
    assert len(asks.fields["where"].values) == 1
    assert book(jo, sophie, place=str(room.pk)).status_code == 302
    (made,) = booked(worker, sophie)
    assert made.meeting.place == room


def test_an_interpreter_whom_the_record_says_is_needed_is_filled_in(jo, worker):
    speaks = {"interpreter": {"needed": True, "language": "pol"}}
    tomasz = make_child(worker.service, worker=worker, child={"given_name": "Tomasz", **speaks})
    assert book(jo, tomasz).status_code == 302
    (made,) = booked(worker, tomasz)
    assert made.document["interpreter"] == "Polish"
    left_out = book(jo, tomasz, at="18:00", interpreter="")
    assert left_out.status_code == 302
    assert "interpreter" not in booked(worker, tomasz)[1].document


@pytest.mark.provision("CM-407")
def test_a_clash_with_a_child_who_is_hidden_reads_as_a_room_does(jo, sophie, worker, ash):
    theo = a_child(worker, "Theo")
    kept = {"other": theo, "because": "They fought in May.", **NEVER}
    assert jo.post(page(sophie, "apart/"), kept).status_code == 302
    assert jo.post(page(sophie, "apart/"), kept).status_code == 422, "they are kept apart already"
    assert "Theo" in jo.get(page(sophie)).text.partition("Kept apart")[2]
    assert book(jo, theo).status_code == 302
    asking.as_waymark(worker.service_id)
    Child.objects.filter(pk=theo).update(restricted=True)
    Named.objects.create(child_id=theo, service=worker.service, user=worker)
    Allocation.objects.create(
        child_id=sophie,
        service=worker.service,
        user=ash,
        part="co-worker",
        period=DateRange(TODAY, None),
    )
    other = signed_in_client(ash)
    refused = book(other, sophie)
    assert refused.status_code == 422
    assert "Not free then. Try" in refused.text
    assert "Theo" not in refused.text
    assert "Theo" not in other.get(page(sophie)).text


@pytest.mark.provision("CM-407")
def test_who_were_booked_already_are_to_be_moved_and_come_together_again_once_it_is_ended(
    jo, sophie, worker, ash
):
    theo = a_child(worker, "Theo")
    assert book(jo, theo).status_code == 302
    assert book(jo, sophie, workers=str(ash.pk), at="17:00").status_code == 302
    jo.post(page(sophie, "apart/"), {"other": theo, "because": "They fought.", **NEVER})
    assert "To be moved" in jo.get(f"{page(sophie)}?from={MONDAY}").text
    asking.as_user(worker)
    pair = Apart.objects.get().pk
    assert jo.post(page(sophie, f"apart/{pair}/end/")).status_code == 302
    assert "To be moved" not in jo.get(f"{page(sophie)}?from={MONDAY}").text


def test_a_time_is_moved_and_what_is_taken_is_refused_there_too(jo, sophie, worker):
    book(jo, sophie)
    book(jo, a_child(worker, "Theo"), at="18:00")
    (made,) = booked(worker, sophie)
    move = f"/children/{sophie}/appointments/{made.pk}/move/"
    told = {**day_parts("on", MONDAY), "minutes": "60"}
    refused = jo.post(move, {**told, "at": "17:30"})
    assert "Not free then: you. Try" in refused.text
    assert jo.post(move, {**told, "at": "16:30"}).status_code == 302, "its own time is no clash"
    assert "16:30–17:30" in jo.get(f"{page(sophie)}?from={MONDAY}").text


def test_what_is_called_off_says_who_asked_and_is_free_again(jo, sophie, worker):
    book(jo, sophie)
    (made,) = booked(worker, sophie)
    address = f"/children/{sophie}/appointments/{made.pk}/"
    off = {"whose": "child", "because": "Her nan’s birthday."}
    assert jo.post(f"{address}call-off/", {**off, "because": ""}).status_code == 422
    assert jo.post(f"{address}call-off/", off).status_code == 302
    assert "Sophie or the family asked" in jo.get(address).text
    assert book(jo, a_child(worker, "Theo")).status_code == 302


@pytest.mark.parametrize(
    ("when", "at", "says"),
    [("spring", "01:30", "there is no such time"), ("autumn", "01:30", "The clocks go back then")],
)
def test_an_hour_that_the_clocks_leave_out_or_repeat_is_not_booked(
    jo, sophie, worker, when, at, says
):
    year = TODAY.year + 1
    last = date(year, 3 if when == "spring" else 10, 31)
    sunday = last - timedelta(days=(last.weekday() + 1) % 7)
    refused = book(jo, sophie, on=sunday, at=at)
    assert refused.status_code == 422
    assert says in refused.text
    assert booked(worker, sophie) == []


def test_what_has_been_is_recorded_and_not_booked(jo, sophie, worker):
    assert book(jo, sophie, on=TODAY - timedelta(days=1)).status_code == 422
    assert booked(worker, sophie) == []


class TestWhatCameOfIt:
    @pytest.fixture
    def made(self, jo, sophie, worker):
        book(jo, sophie)
        (made,) = booked(worker, sophie)
        (begun,) = moments(TODAY, time(0))
        meeting = made.meeting
        meeting.begins, meeting.ends = begun, begun + timedelta(seconds=1)
        meeting.save()
        return made

    def address(self, made):
        return f"/children/{made.child_id}/appointments/{made.pk}/"

    def test_is_recorded_from_the_diary_in_two_taps_and_a_sentence(self, jo, sophie, worker, made):
        diary = jo.get("/diary/").text
        for words in ("Came", "Came late", "Did not come"):
            assert f">{words}</a>" in diary
        (came,) = {each for each in _links(diary) if "outcome=attended&" in f"{each}&"}
        form = form_with(jo.get(came).text, "outcome")
        assert form.sent()["outcome"] == ["attended"]
        assert form.sent()["method"] == ["office"]
        assert jo.post(came, form.sent(note="Drew the dog.")).status_code == 302
        asking.as_user(worker)
        event = Event.objects.get(kind="contact")
        assert event.document["appointment"] == made.reference
        assert "Attended" in jo.get("/diary/").text
        assert ">Did not come</a>" not in jo.get("/diary/").text
        assert "what was written down" in jo.get(self.address(made)).text

    def test_that_is_withdrawn_leaves_the_time_as_it_was(self, jo, sophie, worker, made):
        record = f"/children/{sophie}/contact/?appointment={made.reference}"
        form = form_with(jo.get(record).text, "outcome")
        jo.post(record, form.sent(outcome="attended", note="Drew the dog."))
        asking.as_user(worker)
        event = Event.objects.get(kind="contact")
        withdraw = f"/children/{sophie}/events/{event.pk}/withdraw/"
        jo.post(withdraw, form_with(jo.get(withdraw).text, "reason").sent(reason="Not Sophie."))
        assert "Record what came of it" in jo.get(self.address(made)).text


def _links(html):
    import re

    found = re.findall(r'href="([^"]*/contact/\?[^"]*)"', html)
    return [each.replace("&amp;", "&") for each in found]


@pytest.mark.provision("CM-429")
def test_another_time_is_asked_about_too_where_it_takes_something_from_the_week(jo, sophie, worker):
    held(sophie, worker, **SCHOOL)
    book(jo, sophie)
    (made,) = booked(worker, sophie)
    move = f"/children/{sophie}/appointments/{made.pk}/move/"
    told = {**form_with(jo.get(move).text, "minutes").sent(), "at": "10:00"}
    asked = jo.post(move, told)
    assert asked.status_code == 422
    assert "Sophie has Wickhaven High" in asked.text
    why = {f"anyway_because-{sophie}": "The school asked."}
    assert jo.post(move, {**told, **why}).status_code == 302
    assert "The school asked." in jo.get(f"/children/{sophie}/appointments/{made.pk}/").text


def test_a_visit_alone_is_asked_about_where_an_alert_says_in_pairs(jo, sophie, worker, ash):
    held(sophie, worker, of="alerts", kind="visit-in-pairs", **{"from": "2020-01-01"})
    alone = book(jo, sophie, method="home-visit")
    assert alone.status_code == 422
    assert "Sophie is visited in pairs or not at home, and nobody else comes" in alone.text
    assert book(jo, sophie, method="home-visit", workers=str(ash.pk)).status_code == 302
