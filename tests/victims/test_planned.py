"""What casework planned with somebody harmed: seen on their page, and never typed twice."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.utils import timezone

from tests.forms import form_with
from waymark.accounts import asking
from waymark.letters.models import Outgoing
from waymark.rules.calendar import said
from waymark.rules.facts import build
from waymark.rules.harmed.base import HAPPENINGS
from waymark.rules.harmed.victim import Stand
from waymark.rules.letters import ActivityStands, OrderMade
from waymark.victims.people import queries
from waymark.victims.people.figures import quarters
from waymark.victims.people.known import known
from waymark.victims.people.models import Happening
from waymark.victims.people.shown import planned
from waymark.victims.people.told import keep
from waymark.victims.people.told_of import casework_is_told

TODAY = timezone.localdate()
WEEK = timedelta(days=7)
IT = "?activity=7:e1"


@pytest.fixture
def stands(person):
    """Have casework tell how something stands that it planned."""

    def tell(**how):
        of = {"child": 7, "victim": "v1", "activity": "e1", "form": "meeting"}
        asking.as_waymark(person.service_id)
        letter = ActivityStands(**{**of, "on": TODAY - WEEK, **how})
        keep(letter, service=person.service_id, at=timezone.now())

    return tell


@pytest.fixture
def fill_in(vic, person):
    """Open a form as the page leads to it, and send it as it is filled, with what is said."""

    def send(kind, **typed):
        address = f"/harmed/{person.pk}/write/{kind}/{IT}"
        form = form_with(vic.get(address).text, "on_day")
        return vic.post(address, {**form.sent(), **typed}, follow=True)

    return send


def told_casework(person):
    asking.as_waymark(person.service_id)
    letters = Outgoing.objects.filter(kind__startswith="victim-").order_by("number")
    return [(each.kind, each.document) for each in letters]


@pytest.mark.provision("CM-353", "NP-308")
def test_what_is_planned_stands_on_their_page_until_casework_strikes_it(vic, person, stands):
    address = f"/harmed/{person.pk}/"
    assert "What is planned with them" not in vic.get(address).text
    stands(planned_for=TODAY + WEEK)
    shown = vic.get(address).text
    assert f"A meeting, planned for {said(TODAY + WEEK)}" in shown
    assert "They are not prepared yet" in shown
    assert f"/write/prepared/{IT}" in shown
    stands(planned_for=TODAY + WEEK, called_off_on=TODAY)
    shown = vic.get(address).text
    assert "Called off" in shown
    assert f"/write/prepared/{IT}" not in shown
    stands(no_longer=True)
    assert "What is planned with them" not in vic.get(address).text


def test_what_nobody_wants_and_a_letter_that_was_handed_over_say_so(person, stands):
    stands(form="letter", done_on=(TODAY - WEEK,))
    refused = Stand(child=7, ready="no", on=TODAY)
    stands(activity="e2")
    now = known([person])[person.pk]
    says = {each.of: each.says for each in planned(replace(now, stands=(refused,)), TODAY)}
    assert says["7:e1"][0].startswith("Handed over, ")
    assert says["7:e2"] == ["Not wanted"]


@pytest.mark.provision("CM-379")
def test_nobody_who_asked_to_be_left_alone_is_prepared_or_asked_what_came_of_it(person, stands):
    stands(planned_for=TODAY + WEEK)
    stands(activity="e2", done_on=(TODAY - WEEK,))
    now = known([person])[person.pk]
    refused = build(HAPPENINGS["details-refused"], {"on": TODAY.isoformat()})
    offered = {each.of: dict(each.offers) for each in planned(now, TODAY)}
    assert "prepared" in offered["7:e1"]
    assert "outcome-asked" in offered["7:e2"]
    alone = planned(replace(now, happenings=(refused,)), TODAY)
    assert {each.of: each.says for each in alone}["7:e1"] == ["Not wanted"]
    assert {kind for each in alone for kind, _ in each.offers}.isdisjoint(
        {"prepared", "outcome-asked"}
    )


@pytest.mark.provision("CM-353")
def test_each_talk_that_prepares_them_is_written_down_and_casework_hears_the_last(
    vic, person, stands, fill_in
):
    stands(planned_for=TODAY + WEEK)
    fill_in("prepared", prepared="not-yet", said="She wants her sister there.")
    assert "Saved." in fill_in("prepared", prepared="yes", comes_with="Her sister").text
    shown = vic.get(f"/harmed/{person.pk}/").text
    assert "They are prepared" in shown
    assert "With them comes: Her sister" in shown
    letters = told_casework(person)
    assert [document["prepared"] for _, document in letters] == ["not-yet", "yes"]
    assert "sister" not in str(letters)


@pytest.mark.provision("CM-388", "CM-349")
def test_that_they_took_part_is_saved_as_it_was_told_and_nothing_is_typed_twice(
    vic, person, stands, fill_in
):
    stands(done_on=(TODAY - timedelta(days=1),))
    assert f"/write/restorative-received/{IT}" in vic.get(f"/harmed/{person.pk}/").text
    assert "Saved." in fill_in("restorative-received").text
    asking.as_waymark(person.service_id)
    entry = Happening.objects.get()
    assert entry.on == TODAY - timedelta(days=1)
    assert entry.document == {"activity": "e1", "child": 7, "form": "meeting"}
    shown = vic.get(f"/harmed/{person.pk}/").text
    assert f"/write/restorative-received/{IT}" not in shown
    assert "Which of what casework planned?</b> A meeting, done" in shown
    assert "<p>They took part</p>" in shown


@pytest.mark.provision("CM-353")
def test_casework_hears_whether_it_helped_where_they_let_it(vic, person, stands, fill_in):
    stands(done_on=(TODAY - timedelta(days=1),))
    fill_in("outcome-asked", helped="partly", said="She sleeps again.")
    fill_in("outcome-asked", helped="yes", may_tell="on")
    letters = told_casework(person)
    assert [document.get("helped") for _, document in letters] == [None, "yes"]
    assert "sleeps" not in str(letters)


@pytest.mark.provision("CM-388")
def test_the_figures_read_with_whom_casework_says_that_something_was_done(vic, person, stands):
    ends = TODAY - timedelta(days=900)
    made = OrderMade(child=7, on=ends, order="o1", order_kind="x", made_on=ends, ends_on=ends)
    asking.as_waymark(person.service_id)
    keep(made, service=person.service_id, at=timezone.now())
    quarter = quarters(TODAY)[0]
    assert list(queries.with_something_in(quarter.begins, quarter.ends)) == []
    stands(done_on=(TODAY,))
    assert list(queries.with_something_in(quarter.begins, quarter.ends)) == [person]
    assert "a meeting, received on" in vic.get("/figures/").text


@pytest.mark.provision("CM-353")
def test_what_was_written_before_casework_told_of_the_plan_is_told_then(person, stands):
    asking.as_waymark(person.service_id)
    said_so = {"child": 7, "activity": "e1", "prepared": "yes"}
    of = {"victim": person, "service_id": person.service_id, "recorded_at": timezone.now()}
    Happening.objects.create(**of, kind="prepared", on=TODAY, document=said_so, by=None)
    stands(planned_for=TODAY + WEEK)
    assert [document["prepared"] for _, document in told_casework(person)] == ["yes"]


def test_two_plans_are_two(person, stands):
    stands()
    stands(activity="e2")
    asking.as_waymark(person.service_id)
    assert [each.of for each in known([person])[person.pk].activities] == ["7:e1", "7:e2"]


def test_the_forms_say_what_of_it_casework_is_told():
    said = "Casework is told: of which plan it is, whether they are prepared, and the day."
    assert casework_is_told("prepared").startswith(said)
    assert "where they let it be told" in casework_is_told("outcome-asked")
