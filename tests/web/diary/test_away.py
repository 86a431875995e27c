"""When a worker is away, her day is arranged anew at once, and nothing of it is lost."""

import re
from datetime import timedelta
from urllib.parse import urlencode

import pytest
from django.db.backends.postgresql.psycopg_any import DateRange
from django.utils import timezone

from tests.forms import day_parts, forms_of
from tests.people import make_person, make_team, signed_in_client
from tests.walls.made import keep
from tests.web.diary.booking import MONDAY, SCHOOL, TODAY, a_child, book, booked, held
from waymark.accounts import asking
from waymark.accounts.models import Role, User
from waymark.children.models import Allocation, Child, Named
from waymark.diary.models import Away, Meeting

AGAIN = MONDAY + timedelta(days=1)


def days(worker, first=MONDAY, last=None, why="away"):
    told = {"worker": worker.pk, "why": why, **day_parts("first", first)}
    return f"/diary/away/?{urlencode(told | (day_parts('last', last) if last else {}))}"


def choices(client, there, made) -> dict[str, str]:
    """Return what may be chosen for an appointment, by the words."""
    html = client.get(there).text
    select = html.partition(f'name="appointment-{made.pk}"')[2].partition("</select>")[0]
    found = re.findall(r'<option value="([^"]*)"[^>]*>([^<]*)<', select)
    return {words.strip(): value for value, words in found}


def arrange(client, there, **chosen):
    """Press the button, with what stands chosen on the page unless something else is said."""
    return client.post(there, stands(client, there) | chosen, follow=True)


def stands(client, there):
    """Return what the page would send; where nothing is to be chosen, nothing."""
    for form in forms_of(client.get(there).text):
        if any(name.startswith("appointment-") for name in form.fields):
            return form.sent()
    return {}


def only(worker, child):
    (made,) = booked(worker, child)
    return made


def booked_at(worker, on):
    """Return when the one meeting of a day begins, as the page sends it."""
    asking.as_user(worker)
    (at,) = [each.begins for each in Meeting.objects.all() if timezone.localdate(each.begins) == on]
    return at.isoformat()


def workers_of(made):
    return [each.name for each in made.meeting.workers.all()]


def knows(child, by):
    asking.as_waymark(by.service_id)
    Allocation.objects.create(
        child_id=child,
        service=by.service,
        user=by,
        part="co-worker",
        period=DateRange(TODAY, None),
    )


def test_a_day_of_five_is_arranged_anew_with_one_press(jo, bea, worker, ash):
    children = [a_child(worker, name) for name in ("Ada", "Ben", "Cal", "Dee", "Eli")]
    for hour, child in enumerate(children, 10):
        book(jo, child, at=f"{hour}:00")
    knows(children[0], ash)
    knows(children[1], ash)
    of = {child: only(worker, child) for child in children}
    there = days(worker)
    off = {f"appointment-{of[children[4]].pk}": "off"}
    done = arrange(bea, there, **off)
    assert "Jo Field is away: nobody books these days." in done.text
    told = [only(worker, child) for child in children]
    assert [workers_of(each) for each in told] == [["Ash Moor"]] * 2 + [["Jo Field"]] * 3
    on = [timezone.localdate(each.meeting.begins) for each in told]
    assert on[:2] == [MONDAY, MONDAY]
    assert all(each > MONDAY for each in on[2:4])
    assert [each.state for each in told] == ["booked"] * 4 + ["called-off"]
    assert told[4].document["called_off"]["by"] == "service"
    table = done.text.partition("To tell them")[2]
    assert [name for name in ("Ada", "Ben", "Cal", "Dee", "Eli") if name in table] == [
        *("Ada", "Ben", "Cal", "Dee", "Eli")
    ]
    assert "What becomes of each" not in done.text


def test_who_knows_the_child_comes_first_and_only_who_is_free_is_offered(
    jo, worker, ash, sophie, team
):
    busy = make_person(team=team, name="Kit Busy")
    make_person(team=team, name="Lee Free")
    book(signed_in_client(busy), a_child(busy, "Theo"))
    knows(sophie, ash)
    book(jo, sophie)
    words = list(choices(jo, days(worker), only(worker, sophie)))
    assert words[0] == "Ash Moor comes, who knows Sophie"
    assert words[1].startswith("Move it to ")
    assert words[-3:] == [
        "Lee Free comes",
        "Leave it for now",
        "Call it off: we did, so it counts for nothing",
    ]
    assert not [each for each in words if "Kit" in each]


def test_the_same_time_after_the_last_day_is_offered(jo, worker, sophie):
    book(jo, sophie)
    (first, *_) = choices(jo, days(worker), only(worker, sophie))
    assert first.endswith("at 16:00")
    arrange(jo, days(worker))
    made = only(worker, sophie)
    assert timezone.localtime(made.meeting.begins).strftime("%H:%M") == "16:00"
    assert timezone.localdate(made.meeting.begins) == AGAIN


def firsts(client, there, *made):
    return [next(iter(choices(client, there, each))) for each in made]


def test_what_is_offered_fits_together_and_all_of_it_is_done(jo, worker, sophie):
    ada, theo = a_child(worker, "Ada"), a_child(worker, "Theo")
    kept = {"other": theo, "kind": "never", "why": "harm", "because": "They fought in May."}
    assert jo.post(f"/children/{ada}/week/apart/", kept).status_code == 302
    for child, on, at in (
        (sophie, MONDAY, "15:00"),
        (sophie, AGAIN, "15:00"),
        (ada, MONDAY, "10:00"),
        (theo, AGAIN, "11:00"),
    ):
        book(jo, child, on=on, at=at)
    there = days(worker, last=AGAIN)
    made = [each for child in (sophie, ada, theo) for each in booked(worker, child)]
    assert len(set(firsts(jo, there, *made))) == 4
    done = arrange(jo, there)
    assert "This could not be done" not in done.text
    assert "What becomes of each" not in done.text
    for each in booked(worker, sophie) + booked(worker, ada) + booked(worker, theo):
        assert timezone.localdate(each.meeting.begins) > AGAIN


def test_another_choice_for_one_takes_nothing_from_what_stands_chosen_for_the_rest(
    jo, worker, sophie
):
    theo = a_child(worker, "Theo")
    held(theo, worker, **{**SCHOOL, "weekdays": ["wednesday"], "ends": "19:00"})
    book(jo, sophie)
    book(jo, theo, on=AGAIN)
    there, one = days(worker, last=AGAIN), only(worker, sophie)
    _, second, *_ = choices(jo, there, one).values()
    done = arrange(jo, there, **{f"appointment-{one.pk}": second})
    assert "This could not be done" not in done.text
    assert "What becomes of each" not in done.text


def test_nobody_books_her_then_and_her_diary_says_it(jo, worker, sophie):
    arrange(jo, days(worker, why="training"))
    refused = book(jo, sophie)
    assert "Not free then: you. Try" in refused.text
    assert "Training" in jo.get(f"/diary/?from={MONDAY}").text
    assert book(jo, sophie, on=AGAIN).status_code == 302


def test_what_is_left_for_now_stays_on_the_page_and_its_time_is_hers_until_it_is_moved(
    jo, worker, sophie
):
    book(jo, sophie)
    made = only(worker, sophie)
    left = arrange(jo, days(worker), **{f"appointment-{made.pk}": "leave"})
    assert "Sophie" in left.text.partition("What becomes of each")[2]
    assert "Not free then" in book(jo, a_child(worker, "Theo"), at="11:00").text
    arrange(jo, days(worker))
    assert "Not free then" in book(jo, a_child(worker, "Tim")).text, "what was let go is taken too"


@pytest.mark.provision("CM-400")
@pytest.mark.parametrize("is_kept", [True, False])
def test_a_time_that_whoever_writes_may_not_see_is_not_counted_and_who_may_see_it_is_told(
    jo, bea, worker, ash, sophie, is_kept
):
    book(jo, sophie)
    book(jo, a_child(worker, "Theo"), at="11:00")
    knows(sophie, ash)
    asking.as_waymark(worker.service_id)
    elsewhere = make_person(
        Role.OPERATIONS_MANAGER, team=make_team(worker.service, "Another"), name="Bo Else"
    )
    if is_kept:
        manager = User.objects.get(team=worker.team, role=Role.OPERATIONS_MANAGER)
        keep(Child.objects.get(pk=sophie), manager)
    else:
        Child.objects.filter(pk=sophie).update(restricted=True)
        for each in (worker, ash, elsewhere):
            Named.objects.create(child_id=sophie, service=worker.service, user=each)
    hers, told = signed_in_client(ash), "Sophie: 1 time needs somebody other than Jo Field"
    assert told not in hers.get("/").text
    for shown in (bea.get(days(worker)).text, arrange(bea, days(worker)).text):
        assert "never stands here" in shown
        assert not any(each in shown for each in ("Sophie", "more time"))
    assert [told in each.get("/").text for each in (hers, jo, bea)] == [True, True, False]
    of_another_team = signed_in_client(elsewhere).get("/").text
    assert (told in of_another_team) is not is_kept, "a manager who is named there"
    made = only(worker, sophie)
    assert timezone.localdate(made.meeting.begins) == MONDAY
    arrange(hers, f"/children/{sophie}/week/instead/")
    assert workers_of(only(worker, sophie)) == ["Ash Moor"]
    assert told not in hers.get("/").text


def test_a_restricted_child_is_given_only_to_who_may_see_the_record(jo, worker, ash, sophie):
    book(jo, sophie)
    made = only(worker, sophie)
    asking.as_waymark(worker.service_id)
    Child.objects.filter(pk=sophie).update(restricted=True)
    Named.objects.create(child_id=sophie, service=worker.service, user=worker)
    assert not [each for each in choices(jo, days(worker), made) if "Ash" in each]
    refused = arrange(jo, days(worker), **{f"appointment-{made.pk}": f"give {ash.pk}"})
    assert "Choose somebody who may see the record." in refused.text
    assert workers_of(only(worker, sophie)) == ["Jo Field"]


@pytest.mark.provision("CM-400")
def test_nobody_is_given_or_comes_to_a_child_who_is_kept_from_them(jo, worker, ash, sophie):
    book(jo, sophie)
    made = only(worker, sophie)
    assert [each for each in choices(jo, days(worker), made) if "Ash" in each]
    asking.as_waymark(worker.service_id)
    keep(Child.objects.get(pk=sophie), ash)
    still = [each for each in choices(jo, days(worker), made) if "Ash" in each]
    assert still, "else whoever only looks would learn it"
    gives = {f"appointment-{made.pk}": f"give {ash.pk}"}
    comes = {"on": MONDAY + timedelta(days=1), "workers": ash.pk}
    for refused in (arrange(jo, days(worker), **gives), book(jo, sophie, **comes)):
        assert "Ash Moor may not work with this child" in refused.text
    assert workers_of(only(worker, sophie)) == ["Jo Field"]


def test_what_is_not_free_any_more_is_told_and_the_rest_is_done(jo, worker, ash, sophie):
    theo = a_child(worker, "Theo")
    book(jo, sophie)
    book(jo, theo, at="11:00")
    gives = {f"appointment-{only(worker, child).pk}": f"give {ash.pk}" for child in (sophie, theo)}
    form = stands(jo, days(worker))
    book(signed_in_client(ash), a_child(ash, "Tim"))  # meanwhile
    done = jo.post(days(worker), form | gives, follow=True)
    told, undone = done.text.split("This could not be done")
    assert re.search(r"Sophie, Mon [^:]* at 16:00: Not free then: Ash Moor. Try ", undone)
    assert "Not free" not in told, "what was refused is in no box of what was done"
    assert workers_of(only(worker, theo)) == ["Ash Moor"]
    assert workers_of(only(worker, sophie)) == ["Jo Field"]
    assert "Sophie" in done.text.partition("What becomes of each")[2]
    asking.as_user(worker)
    assert "before" not in only(worker, sophie).document


def test_what_cannot_be_moved_is_not_told_to_stay_on_a_day_on_which_she_is_away(
    jo, worker, ash, sophie
):
    """Its own time is free for it: nobody has it but the meeting that is to be moved."""
    book(jo, a_child(worker, "Theo"), on=AGAIN)
    book(jo, sophie)
    taken = f"move {booked_at(worker, AGAIN)}"
    done = arrange(jo, days(worker), **{f"appointment-{only(worker, sophie).pk}": taken})
    told = done.text.partition("This could not be done")[2].partition("</ul>")[0]
    assert "Not free then: you. Try" in told
    assert "It stays as it was: choose again below." in told
    assert f"Mon {MONDAY.day} " not in told.partition("Try")[2]


def test_what_a_second_manager_did_meanwhile_is_told_and_not_done_again(jo, bea, worker, sophie):
    book(jo, sophie)
    form = stands(jo, days(worker))
    arrange(bea, days(worker))
    moved = only(worker, sophie).meeting.begins
    told = jo.post(days(worker), form, follow=True)
    assert "Somebody was quicker with 1 time" in told.text
    assert "To tell them" in told.text
    assert only(worker, sophie).meeting.begins == moved


def test_who_is_back_is_booked_again(jo, bea, worker, sophie):
    arrange(jo, days(worker))
    (link,) = re.findall(r'href="(\?worker=[^"]*)"', bea.get("/diary/away/").text)
    assert "Not away after all" in bea.get(f"/diary/away/{link}".replace("&amp;", "&")).text
    assert jo.post(days(worker), {"do": "back"}).status_code == 302
    asking.as_user(worker)
    assert not Away.objects.exists()
    assert book(jo, sophie).status_code == 302


def test_what_has_been_today_stays(jo, worker, sophie):
    book(jo, sophie)
    made = only(worker, sophie)
    then = timezone.now() - timedelta(hours=1)
    made.meeting.begins, made.meeting.ends = then, then + timedelta(minutes=30)
    made.meeting.save()
    assert "What becomes of each" not in jo.get(days(worker, TODAY)).text


@pytest.mark.parametrize(
    ("last", "says"),
    [
        (timedelta(days=-1), "Choose a day on or after the first"),
        (timedelta(days=14), "Choose 14 days at most"),
    ],
)
def test_days_that_cannot_be_are_refused(jo, worker, last, says):
    refused = jo.get(days(worker, last=MONDAY + last))
    assert refused.status_code == 422
    assert says in refused.text


def test_everybody_says_it_of_herself_and_of_another_only_who_leads_her(jo, bea, worker, ash):
    other = make_person(Role.OPERATIONS_MANAGER, team=make_team(worker.service))
    for client, of, status in (
        (jo, worker, 200),
        (jo, ash, 422),
        (bea, ash, 200),
        (signed_in_client(other), ash, 422),
    ):
        assert client.get(days(of)).status_code == status
        if status == 422:
            assert client.post(days(of), {}).status_code == 422
    asking.as_user(worker)
    assert not Away.objects.exists()


@pytest.mark.parametrize(
    "nonsense", ["", "give", "give x", "give 999999", "move", "move 9999-12-31T23:59Z", "move 2020"]
)
def test_what_is_no_choice_moves_nothing(jo, worker, sophie, nonsense):
    book(jo, sophie)
    before = only(worker, sophie).meeting.begins
    answer = arrange(jo, days(worker), **{f"appointment-{only(worker, sophie).pk}": nonsense})
    assert answer.status_code in (200, 422)
    assert only(worker, sophie).meeting.begins == before
