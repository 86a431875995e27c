"""Where a child's record comes to be kept from a worker, somebody else comes to what was booked."""

import pytest

from tests.people import make_person, signed_in_client
from tests.walls.made import keep
from tests.web.diary.booking import MONDAY, a_child, book, page
from tests.web.diary.test_away import arrange, choices, knows, only, workers_of
from waymark.accounts import asking
from waymark.children.models import Child
from waymark.diary.together import ALIKE

NEEDS = "1 time needs somebody other than Jo Field"


def keeps(child, *workers):
    asking.as_waymark(workers[0].service_id)
    keep(Child.objects.get(pk=child), *workers)


def of_a_group(made):
    made.reference = f"{ALIKE}1"
    made.save()


@pytest.mark.provision("CM-400")
def test_who_works_with_the_child_and_who_manages_the_worker_are_told_and_give_it_in_one_step(
    jo, bea, worker, ash, sophie, team
):
    there, hers = page(sophie, "instead/"), signed_in_client(ash)
    book(jo, sophie)
    book(jo, a_child(worker, "Theo"), at="11:00")
    knows(sophie, ash)
    everybody = [jo, hers, bea, signed_in_client(make_person(team=team))]
    assert not any("somebody other than" in each.get("/").text for each in everybody)
    assert "No time needs somebody else" in hers.get(there).text
    keeps(sophie, worker)
    assert [f"Sophie: {NEEDS}" in each.get("/").text for each in everybody] == [
        *(False, True, True, False)
    ]
    week = f"{page(sophie)}?from={MONDAY}"
    weeks = [each.get(week).text for each in (hers, bea, everybody[-1])]
    said = ["Somebody other than Jo Field has to come" in each for each in weeks]
    assert said == ["Say who comes instead" in each for each in weeks] == [True, True, False]
    assert "Sophie" not in jo.get("/").text
    assert jo.get(there).status_code == 404
    first, *_ = offered = choices(bea, there, only(ash, sophie))
    assert first == "Ash Moor comes, who knows Sophie"
    assert not any("Move it" in each or "Jo" in each for each in offered)
    of_a_group(only(ash, sophie))
    assert "this is a group. Leave it to who manages Jo Field" in arrange(hers, there).text
    assert "Tell the family, and whoever comes now" in arrange(bea, there).text
    assert workers_of(only(ash, sophie)) == ["Ash Moor"]
    assert not any("somebody other than" in each.get("/").text for each in everybody)


@pytest.mark.provision("CM-400")
def test_nobody_is_given_it_from_whom_the_record_is_kept_too_and_it_stays_to_be_given(
    jo, bea, worker, ash, sophie
):
    book(jo, sophie)
    made = only(worker, sophie)
    knows(sophie, ash)
    there = page(sophie, "instead/")
    keeps(sophie, worker, ash)
    assert "Ash Moor may not work with this child" in arrange(bea, there).text
    chosen = f"appointment-{made.pk}"
    assert "It is done" not in arrange(bea, there, **{chosen: "leave"}).text
    arrange(bea, there, **{chosen: f"move {made.meeting.begins.isoformat()}"})
    assert NEEDS in bea.get("/").text
    quicker = arrange(bea, there, **{f"appointment-{made.pk + 1}": "off"}).text
    assert "Somebody was quicker with 1 time" in quicker
