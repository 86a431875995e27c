"""Weekly times are found around what each child's week holds, and booked where the worker wants."""

import re
from dataclasses import replace
from datetime import timedelta

import pytest
from django.utils import timezone
from django.utils.html import strip_tags

from tests.children import make_child
from tests.forms import day_parts, form_with
from tests.people import make_person, signed_in_client
from tests.web.diary.booking import MONDAY, SCHOOL, TODAY, a_child, book, booked, held, page
from tests.web.matching.grouping import said
from waymark.accounts import asking
from waymark.children.models import Child, Named
from waymark.diary import close
from waymark.diary.models import Apart, Away, Place
from waymark.matching import weekly
from waymark.matching.wanted import A_WEEK
from waymark.rules.calendar import is_working_day
from waymark.telling.models import Told
from waymark.timetabling import weekly as solver
from waymark.timetabling.proposed import Ended, WeekProposed

TIMES = "/diary/times/"
EVERY_DAY = ["monday", "tuesday", "wednesday", "thursday", "friday"]
AT_SCHOOL = {**SCHOOL, "weekdays": EVERY_DAY}
PRAYER = {
    "kind": "religion",
    "name": "Friday prayer",
    "weekdays": ["friday"],
    "starts": "12:30",
    "ends": "14:00",
    "from": "2020-01-01",
}
NEVER = {**AT_SCHOOL, "name": "The farm", "starts": "08:00", "ends": "20:00"}
FREE = MONDAY + timedelta(weeks=8)  # a Monday that is surely in nobody's diary


def owed(worker, name, a_month=4):
    """Make a child with an agreed level of contact."""
    level = {"id": f"l{name}", "kind": "contact-level-set", "on": f"{TODAY.replace(day=1)}"}
    agreed = {**level, "level": "standard", "a_month": a_month}
    return make_child(worker.service, worker=worker, child={"given_name": name}, events=[agreed])


def find(client, address=TIMES, **changed):
    form = form_with(client.get(address).text, "week-lunch")
    return client.post(address, form.sent(**changed))


def proposed(answer):
    """Return the proposed times in words."""
    return re.findall(r"<label[^>]*>([^<]*, \w{3} \d\d:\d\d to [^<]*)<", answer.text)


def take(client, answer, address=TIMES, **changed):
    form = form_with(answer.text, "session")
    return client.post(address, form.sent(do="book", **changed), follow=True)


def of(child, **asked):
    return {f"child-{child}-{name}": value for name, value in asked.items()}


def starts(worker, child):
    return [timezone.localtime(each.meeting.begins) for each in booked(worker, child)]


@pytest.mark.provision("CM-427", "CM-429")
def test_a_caseload_of_five_gets_times_around_school_and_prayer_and_is_booked_as_proposed(
    jo, worker
):
    children = [owed(worker, name) for name in ("Ada", "Bo", "Cy", "Di", "Ed")]
    for child in children[:4]:
        held(child, worker, **AT_SCHOOL)
    held(children[4], worker, **PRAYER)
    asking.as_user(worker)
    Place.objects.create(service=worker.service, name="The blue room")
    on_friday = of(children[4], days="4", earliest="12:00", latest="15:15")
    answer = find(jo, **on_friday, **{"week-weeks": "3"})
    assert answer.status_code == 200, answer.text
    found = proposed(answer)
    assert len(found) == 5
    assert all("The blue room" in each for each in found)
    assert all(booked(worker, child) == [] for child in children), "nothing is booked unasked"
    assert "booked." in take(jo, answer).text
    for child in children:
        when = starts(worker, child)
        assert 0 < len(when) <= 3
        assert len({(each.weekday(), each.time()) for each in when}) == 1
        assert len({each.series for each in booked(worker, child)}) == 1
    assert {(each.weekday(), each.hour) for each in starts(worker, children[4])} == {(4, 14)}
    for child in children[:4]:
        assert all(each.hour >= 15 for each in starts(worker, child))


@pytest.mark.provision("CM-429", "CM-163", "CM-164")
def test_a_week_that_cannot_be_names_what_clashes(jo, worker):
    child = owed(worker, "Ada")
    held(child, worker, **NEVER)
    answer = find(jo)
    assert answer.status_code == 200
    assert proposed(answer) == []
    assert "these cannot all be" in answer.text
    assert "Ada has The farm" in answer.text
    assert "You work 09:00 to 18:00" in answer.text or "We are open" in answer.text
    assert "Nothing less clashes." in answer.text


@pytest.mark.provision("CM-429")
def test_what_gives_way_is_booked_with_the_reason(jo, worker):
    child = owed(worker, "Ada")
    held(child, worker, **NEVER)
    why = of(child, gives_way="The farm lets her go.")
    answer = find(jo, **why, **{"week-weeks": "2"})
    assert len(proposed(answer)) == 1
    assert "Ada has The farm" in answer.text, "what gave is said"
    take(jo, answer)
    made = booked(worker, child)
    assert made
    assert {each.document["anyway_because"] for each in made} == {"The farm lets her go."}


@pytest.mark.provision("CM-427")
def test_the_time_they_have_now_stays_and_where_it_gives_it_is_said_why(jo, worker):
    child = owed(worker, "Ada")
    book(jo, child, on=MONDAY, at="16:00", minutes="45")
    book(jo, child, on=MONDAY + timedelta(days=366), at="14:00")  # of now that tells nothing
    form = jo.get(TIMES).text
    assert "The same time as now, Mon 16:00" in form
    told = {**day_parts("week-monday", FREE), **of(child, chosen="on")}
    assert proposed(find(jo, **told))[0].startswith("Ada, Mon 16:00 to 16:45")
    held(
        child,
        worker,
        kind="leisure",
        name="Boxing",
        weekdays=["monday"],
        starts="15:30",
        ends="17:00",
        **{"from": "2020-01-01"},
    )
    answer = find(jo, **told)
    assert "Mon 16:00" not in proposed(answer)[0]
    said = strip_tags(answer.text)
    assert "Ada: the same time as now, Mon 16:00" in said
    assert "Ada has Boxing" in said.partition("What gave")[2]


def test_wishes_are_kept_where_they_can_be(jo, worker):
    child = owed(worker, "Ada", a_month=8)
    wished = of(child, earliest="10:00", latest="12:00", days="2")
    answer = find(jo, **wished)
    first, second = proposed(answer)
    assert any("Ada, Wed 1" in each for each in (first, second))
    assert "not twice on one day" in answer.text or "on Wed" in answer.text


@pytest.mark.provision("CM-407")
def test_a_child_who_may_not_be_known_is_never_told_of_though_they_block(jo, worker):
    ada = owed(worker, "Ada")
    ash = make_person(service=worker.service, name="Ash Moor")
    hidden = a_child(ash, "Zebedee")
    asking.as_user(worker)
    Apart.objects.create(
        child_id=min(ada, hidden),
        other_id=max(ada, hidden),
        service=worker.service,
        begins=TODAY,
        margin=30,
        because="They fought.",
        made_at=timezone.now(),
        made_by=worker,
    )
    asking.as_waymark(worker.service_id)
    Child.objects.filter(pk=hidden).update(restricted=True)
    clients = signed_in_client(ash)
    Named.objects.get_or_create(child_id=hidden, user=ash, service=worker.service)
    for day in range(5):
        for at in ("09:00", "12:00", "15:00"):
            told = {"on": FREE + timedelta(days=day), "at": at, "minutes": "180"}
            assert book(clients, hidden, **told).status_code == 302
    answer = find(jo, **day_parts("week-monday", FREE))
    assert proposed(answer) == []
    shown = said(answer.text)
    assert "something that is not free" in shown
    assert "Zebedee" not in shown
    for told in (f"child-{hidden}-", f"/{hidden}/", f"child:{hidden}", "ZT", "Z. T"):
        assert told not in shown
    assert jo.get(f"/children/{hidden}/").status_code == 404
    assert jo.get(f"{TIMES}?child={hidden}").status_code == 404


@pytest.mark.provision("CM-407")
def test_two_of_her_own_children_who_are_kept_apart_do_not_come_one_after_the_other(jo, worker):
    ada, bo = owed(worker, "Ada"), owed(worker, "Bo")
    for child in (ada, bo):
        held(child, worker, **{**AT_SCHOOL, "starts": "08:00", "ends": "15:00"})
    keep = f"/children/{ada}/week/apart/"
    form = form_with(jo.get(keep).text, "other")
    jo.post(keep, form.sent(other=str(bo), because="They fought."))
    day = {**of(ada, days="0"), **of(bo, days="0"), "week-ends": "17:00"}
    first, second = proposed(find(jo, **day))
    assert first.split()[1] != second.split()[1], "one of them gave up Monday"


@pytest.mark.provision("CM-112")
def test_no_more_times_are_found_than_were_agreed_twice_a_month_is_every_second_week(jo, worker):
    child = owed(worker, "Ada", a_month=2)
    assert "Agreed: 2 a month, which is about 1 time every second week." in jo.get(TIMES).text
    answer = find(jo, **day_parts("week-monday", FREE), **{"week-weeks": "6"})
    assert "every second week" in answer.text.partition("Book these")[2]
    take(jo, answer)
    when = starts(worker, child)
    assert 0 < len(when) <= 3, "one on a bank holiday is left out"
    assert {(each.date() - FREE).days // 7 for each in when} <= {0, 2, 4}
    book(jo, child, on=MONDAY + A_WEEK)
    assert "every second week, 1 booked already" in jo.get(TIMES).text
    for a_month, times, every in ((1, 1, "4"), (4, 1, "1"), (8, 2, "1")):
        form = form_with(jo.get(f"{TIMES}?child={owed(worker, 'Bo', a_month)}").text, "week-lunch")
        sent = {name.rpartition("-")[2]: each for name, each in form.sent().items()}
        assert (sent["times"], sent["every"]) == ([str(times)], [every])


def test_a_child_is_met_at_school_or_in_the_community_with_the_way_of_both_and_in_no_room(
    jo, worker
):
    child = owed(worker, "Ada")
    held(child, worker, **AT_SCHOOL)
    asking.as_user(worker)
    Place.objects.create(service=worker.service, name="The blue room")
    there = of(child, method="community", where="The skate park", way="20")
    answer = find(jo, **there, **{"week-weeks": "1"})
    assert "The skate park" in proposed(answer)[0]
    take(jo, answer)
    (made,) = booked(worker, child)
    meeting = made.meeting
    assert (meeting.place, meeting.comes, meeting.way, made.way) == (None, True, 20, 20)
    assert made.document["place"] == "The skate park"
    begins = timezone.localtime(meeting.begins)
    assert begins.hour * 60 + begins.minute >= 15 * 60 + 35, "school, and the way from it"


def test_the_children_of_a_worker_are_spread_over_her_week(jo, worker):
    for name in ("Ada", "Bo", "Cy", "Di", "Ed"):
        owed(worker, name)
    found = proposed(find(jo, **day_parts("week-monday", FREE)))
    days = sorted(each.split(", ")[1][:3] for each in found)
    assert days == ["Fri", "Mon", "Thu", "Tue", "Wed"]


def test_a_later_week_in_which_it_cannot_be_is_left_out_and_told(jo, worker):
    child = owed(worker, "Ada")
    away = FREE + timedelta(weeks=1)
    asking.as_user(worker)
    for day in range(5):
        Away.objects.create(
            service=worker.service,
            worker=worker,
            day=away + timedelta(days=day),
            why="leave",
            made_at=timezone.now(),
            made_by=worker,
        )
    answer = find(jo, **day_parts("week-monday", FREE), **{"week-weeks": "3"})
    told = take(jo, answer)
    assert len(booked(worker, child)) == 2
    assert len({each.series for each in booked(worker, child)}) == 1
    said = r"Ada: not free on \w{3} \d+ \w{3}.* at \d\d:\d\d\. Book that one by itself"
    assert re.search(said, told.text)


def test_on_a_bank_holiday_it_is_left_out_and_told(jo, worker):
    child = owed(worker, "Ada")
    ahead = (TODAY + timedelta(days=each) for each in range(14, 400))
    holiday = next(
        each
        for each in ahead
        if each.weekday() < 5 and not is_working_day(each) and is_working_day(each - A_WEEK)
    )
    first = holiday - A_WEEK - timedelta(days=holiday.weekday())
    that_day = of(child, days=str(holiday.weekday()))
    answer = find(jo, **day_parts("week-monday", first), **that_day, **{"week-weeks": "2"})
    told = take(jo, answer)
    assert [each.date() for each in starts(worker, child)] == [holiday - A_WEEK]
    assert "(a bank holiday). Book that one by itself." in told.text


@pytest.mark.provision("CM-400")
def test_where_it_may_bring_the_child_and_somebody_harmed_together_it_is_left_out_and_told(
    jo, worker, monkeypatch
):
    def in_the_second_week(child, _by, _where, times, **_unsaid):
        return [times[1]] if child.pk == ada else []

    ada = owed(worker, "Ada")
    answer = find(jo, **day_parts("week-monday", FREE), **{"week-weeks": "2"})
    monkeypatch.setattr(close, "too_close", in_the_second_week)
    told = take(jo, answer)
    assert [each.date() < FREE + A_WEEK for each in starts(worker, ada)] == [True]
    assert "(talk it over with the victim worker first). Book that one by itself." in told.text


@pytest.mark.provision("CM-400")
def test_a_place_that_nobody_could_compare_is_said_to_be_unknown_before_it_is_booked(jo, worker):
    ada = owed(worker, "Ada")
    letters = {"works-with": {"child": ada}}
    asking.as_user(worker)
    Told.objects.create(child_id=ada, service=worker.service, letters=letters)
    there = {"method": "community", "where": "The skate park"}
    asked = find(jo, **of(ada, **there))
    assert proposed(asked)
    assert f"Ada: {close.WRITE_IT}" in asked.text
    known = find(jo, **of(ada, **there | {"where": "9 Quay Street"}))
    assert proposed(known)
    assert close.UNKNOWN not in known.text


def test_nothing_is_looked_for_before_it_is_asked_for(jo, worker, monkeypatch):
    owed(worker, "Ada")
    monkeypatch.setattr(weekly, "find", None)
    assert jo.get(f"{TIMES}?do=find").status_code == 200


def test_where_the_time_ran_out_it_is_said_so_and_nothing_is_called_impossible(
    jo, worker, monkeypatch
):
    owed(worker, "Ada")
    propose = solver.propose_week
    ran_out = WeekProposed(Ended.TIME_RAN_OUT)
    monkeypatch.setattr(solver, "propose_week", lambda week, **told: ran_out)
    answer = find(jo)
    assert "Nothing was found in the time there is" in answer.text
    assert "cannot all be" not in answer.text

    def found(week, **told):
        return replace(propose(week, **told), ended=Ended.BEST_SO_FAR)

    monkeypatch.setattr(solver, "propose_week", found)
    assert "This is the best found so far" in find(jo).text


@pytest.mark.parametrize("odd", ["1.5", "-1", "0", "9999999", "x"])
def test_an_odd_number_is_asked_about(jo, worker, odd):
    child = owed(worker, "Ada")
    for field in ("times", "minutes"):
        assert find(jo, **of(child, **{field: odd})).status_code == 422
    assert find(jo, **{"week-weeks": odd}).status_code == 422


def test_a_proposed_time_may_be_left_out(jo, worker):
    ada, bo = owed(worker, "Ada"), owed(worker, "Bo")
    answer = find(jo, **{"week-weeks": "1"})
    form = form_with(answer.text, "session")
    (hers,) = [each for each in form.fields["session"].choices if f" {ada} " in each]
    take(jo, answer, session=hers)
    assert len(booked(worker, ada)) == 1
    assert booked(worker, bo) == []


def test_what_was_asked_otherwise_since_is_not_booked(jo, worker):
    child = owed(worker, "Ada")
    answer = find(jo)
    refused = take(jo, answer, **of(child, minutes="90"))
    assert refused.status_code == 422
    assert "Find times again" in refused.text
    assert take(jo, answer, session="nonsense").status_code == 422
    assert booked(worker, child) == []


def test_from_a_childs_week_the_page_asks_of_that_child_alone(jo, worker):
    ada, bo = owed(worker, "Ada"), owed(worker, "Bo")
    address = f"{TIMES}?child={ada}"
    assert f'href="{address}"' in jo.get(page(ada)).text
    asked = jo.get(address).text
    assert "Find a weekly time with Ada" in asked
    assert f"child-{bo}" not in asked
    told = take(jo, find(jo, address, **{"week-weeks": "1"}), address)
    assert told.redirect_chain[-1][0].startswith(page(ada))
    for nobody in ("x", "999999", "99999999999"):
        assert jo.get(f"{TIMES}?child={nobody}").status_code == 404


def test_what_is_wrong_is_said_beside_it(jo, worker):
    child = owed(worker, "Ada")
    tuesday = day_parts("week-monday", FREE + timedelta(days=1))
    wrong = find(jo, **tuesday, **of(child, times="", earliest="12:00", latest="10:00"))
    assert wrong.status_code == 422
    for words in ("Choose a Monday", "Choose a later time than the earliest"):
        assert words in wrong.text
    form = form_with(jo.get(TIMES).text, "week-lunch").sent()
    del form[f"child-{child}-chosen"]
    assert "Tick at least one child" in jo.post(TIMES, form).text
