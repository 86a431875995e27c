"""Groups are made of children who can be together, at a place that is safe, and booked at once."""

from datetime import timedelta

import pytest

from tests.forms import day_parts, form_with
from tests.people import make_person
from tests.web.diary.booking import MONDAY, SCHOOL, TODAY, book, booked, held
from tests.web.matching.grouping import (
    ARCH,
    a_child,
    a_place,
    address,
    book_group,
    buttons,
    filled_in,
    make,
    names_in,
    said,
)
from waymark.accounts import asking
from waymark.children.models import Child
from waymark.chronology.models import Event
from waymark.diary import close
from waymark.diary.models import Apart, Meeting


@pytest.mark.provision("CM-155", "CM-157")
def test_groups_are_proposed_and_one_is_booked_for_all_of_its_children_in_one_meeting(
    jo, worker, children, hall
):
    proposed = make(jo, children, hall)
    assert proposed.status_code == 200
    assert names_in(proposed) == {"Ada", "Bel", "Cat", "Dot"}
    assert "16:00, The hall" in proposed.text
    sent = book_group(jo, children, hall, weeks="2")
    made = [each for child in children for each in booked(worker, child)]
    assert sent["Location"] == f"/diary/?from={MONDAY}#appointment-{made[0].pk}"
    assert len(made) == 8
    assert Meeting.objects.count() == 2
    assert {each.document["maturity"] for each in made} == {3}
    diary = jo.get(f"/diary/?from={MONDAY}").text
    assert diary.count("<b>Boxing (group), The hall</b>") == 1
    assert all(name in diary for name in ("Ada", "Bel", "Cat", "Dot"))
    for page in ("/week/", f"/appointments/{made[0].pk}/"):
        shown = jo.get(f"/children/{children[0]}{page}?from={MONDAY}").text
        assert "Boxing" in shown
        for other in ("Bel", "Cat", "Dot"):
            assert other not in said(shown)


@pytest.mark.provision("CM-160")
def test_no_group_is_made_at_a_place_without_a_risk_assessment_that_holds(
    jo, worker, children, hall
):
    cellar = a_place(worker, "The cellar", assessed=False)
    refused = make(jo, children, cellar)
    assert refused.status_code == 422
    assert "The cellar has no risk assessment that holds" in refused.text
    assert buttons(refused) == []
    assert make(jo, children, hall, weeks="20").status_code == 422, "it does not hold so long"
    assert make(jo, children, hall).status_code == 200


@pytest.mark.provision("CM-165")
def test_a_group_is_booked_once_it_is_said_how_each_child_gets_there_and_home_safely(
    jo, worker, children, hall
):
    ada = children[0]
    refused = book_group(jo, children, hall, **{f"there_and_home-{ada}": " "})
    assert refused.status_code == 422
    assert "Say how Ada gets there and home safely" in refused.text
    assert "Say how Bel" not in refused.text
    assert booked(worker, ada) == []
    assert book_group(jo, children, hall, **{f"there_and_home-{ada}": "Nan."}).status_code == 302
    (made,) = booked(worker, ada)
    shown = jo.get(f"/children/{ada}/appointments/{made.pk}/").text
    assert "There and home safely" in shown
    assert "Nan." in shown


def test_what_is_missing_beside_what_is_refused_is_said_in_the_same_round(
    jo, worker, children, hall, monkeypatch
):
    def at_the_hall(child, *_asked):
        return ["Talk it over"] if child.pk == children[2] else []

    monkeypatch.setattr(close, "against", at_the_hall)
    (button,) = set(buttons(make(jo, children, hall)))
    asked = {**filled_in(jo, children, hall), "book": button}
    first = jo.post(address(children), asked).text
    assert "Cat: Talk it over" in first
    for name in ("Ada", "Bel", "Cat"):
        assert f"Say how {name} gets there and home safely" in first
    monkeypatch.undo()
    assert "Say how" not in jo.post(address(children), asked).text, "it was asked of nobody yet"


@pytest.mark.provision("CM-236")
def test_girls_and_boys_are_parted_by_sex_as_recorded_and_never_by_gender(jo, worker, hall):
    girls = [a_child(worker, name, gender_identity="male") for name in ("Ada", "Bel", "Cat")]
    boys = [a_child(worker, name, sex="male", gender_identity="female") for name in ("Dan", "Eli")]
    parted = make(jo, girls + boys, hall)
    assert names_in(parted) == {"Ada", "Bel", "Cat"}
    assert "Girls and boys in groups of their own" in parted.text.partition("Whom no group")[2]
    assert "say why not here" in make(jo, girls + boys, hall, by_sex="no").text
    why = {"by_sex": "no", "together": "The choir asked for it."}
    together = make(jo, girls + boys, hall, **why)
    assert names_in(together) == {"Ada", "Bel", "Cat", "Dan", "Eli"}


@pytest.mark.provision("CM-157", "CM-158")
def test_who_is_not_to_be_in_one_group_is_in_none_and_it_is_said_why(jo, worker, children, hall):
    ada, bel, *_ = children
    kept = {"other": bel, "kind": "no-group", "why": "areas", "because": "Two estates."}
    assert jo.post(f"/children/{ada}/week/apart/", kept).status_code == 302
    proposed = make(jo, children, hall)
    assert len(names_in(proposed) & {"Ada", "Bel"}) == 1
    assert "Ada and Bel are not in one group" in proposed.text
    assert book(jo, ada).status_code == 302
    stale = f"{hall} {MONDAY}T16:00|{ada},{bel}"
    asking.as_user(worker)
    assert Apart.objects.get().kind == "no-group"
    pressed = jo.post(address(children), filled_in(jo, children, hall, book=stale))
    assert pressed.status_code == 422


def test_what_is_to_be_known_of_each_before_others_meet_them_stands_beside_the_name(
    jo, worker, children, hall
):
    for child, alert in (
        (children[0], {"kind": "risk-to-children"}),
        (children[1], {"kind": "local", "note": "Her father comes along."}),
    ):
        held(child, worker, of="alerts", **alert, **{"from": "2020-01-01"})
    shown = make(jo, children, hall).text
    assert "Know of Ada:" in shown
    assert "Risk to other children" in shown
    assert "Her father" not in shown, "what anybody wrote stands in her own record alone"


@pytest.mark.provision("CM-163", "CM-164")
def test_whose_school_or_curfew_is_then_is_left_out_and_told_why(jo, worker, children, hall):
    held(children[0], worker, **SCHOOL)
    curfew = {"kind": "curfew", "starts": "14:00", "ends": "07:00", "from": "2020-01-01"}
    held(children[1], worker, **curfew)
    least = {"least": "2", "at-0": "14:30"}
    proposed = make(jo, children, hall, **least)
    assert names_in(proposed) == {"Cat", "Dot"}
    left = proposed.text.partition("Whom no group suits")[2]
    assert "Ada has Wickhaven High" in left
    assert "Bel has A curfew: at home" in left


@pytest.mark.provision("CM-163", "CM-164")
def test_what_is_in_the_way_in_a_later_week_is_asked_about_for_that_child(
    jo, worker, children, hall
):
    later = MONDAY + timedelta(days=7)
    festival = {"kind": "worship", "name": "Eid", "from": f"{later}", "until": f"{later}"}
    held(children[2], worker, **festival)
    asked = book_group(jo, children, hall, weeks="2")
    assert asked.status_code == 422
    assert "Cat has Eid" in asked.text
    assert booked(worker, children[0]) == []
    why = {f"anyway_because-{children[2]}": "She comes after prayers."}
    (button,) = set(buttons(asked))
    sent = filled_in(jo, children, hall, weeks="2", book=button, **why)
    assert jo.post(address(children), sent).status_code == 302
    (_, second) = booked(worker, children[2])
    assert second.document["anyway_because"] == "She comes after prayers."
    assert "anyway_because" not in booked(worker, children[0])[0].document


def test_a_group_that_brings_one_of_them_and_somebody_harmed_together_is_talked_over_first(
    jo, worker, children, hall, monkeypatch
):
    def at_the_hall(child, _by, _now, _unsaid, where, _times):
        return [f"Talk it over: place {where.place.pk}"] if child.pk == children[2] else []

    monkeypatch.setattr(close, "against", at_the_hall)
    asked = book_group(jo, children, hall)
    assert asked.status_code == 422
    assert f"Cat: Talk it over: place {hall}" in asked.text, "there are several of whom it may be"
    assert "What the victim worker said of this time with Cat" in asked.text
    assert '<details class="part" open>' not in asked.text, "what is to be mended stands in sight"
    assert booked(worker, children[0]) == []
    assert f'name="talked_over-{children[0]}"' not in asked.text
    over = {f"talked_over-{children[2]}": "Nobody is there then."}
    (button,) = set(buttons(asked))
    sent = filled_in(jo, children, hall, book=button, **over)
    assert jo.post(address(children), sent).status_code == 302
    (made,) = booked(worker, children[2])
    assert made.document["talked_over"] == "Nobody is there then."


def test_where_there_is_no_place_yet_the_page_says_who_adds_one(jo, children):
    assert "There is none yet. A manager adds it" in jo.get(address(children)).text


@pytest.mark.provision("CM-591", "CM-593", "CM-162")
def test_all_are_told_of_weapons_detection_and_each_is_asked_before_the_group_is_booked(
    jo, worker, children
):
    arch = a_place(worker, "The court house", **ARCH)
    asked = book_group(jo, children, arch)
    assert asked.status_code == 200, "nobody was asked yet: nothing is wrong"
    assert "error-summary" not in asked.text
    assert "We show a picture of it." in asked.text
    assert asked.text.count('<textarea name="detection_told"') == 1
    assert booked(worker, children[0]) == []
    (button,) = set(buttons(asked))

    def answered(**told):
        return jo.post(address(children), filled_in(jo, children, arch, book=button, **told))

    empty = answered(detection_told="")
    assert empty.status_code == 422
    assert "Say whether Ada and the carers are at ease" in empty.text
    said = {"detection_told": "With the picture."}
    said |= {f"at_ease-{child}": "yes" for child in children}
    said |= {f"at_ease-{children[3]}": "no"}
    assert "Say what worries Dot or the carers" in answered(**said).text
    assert booked(worker, children[0]) == []
    worries = {f"uneasy-{children[3]}": "The queue. She comes in by the side door."}
    assert answered(**said, **worries).status_code == 302
    documents = [booked(worker, child)[0].document for child in children]
    assert {each["detection_told"] for each in documents} == {"With the picture."}
    assert [each["at_ease"] for each in documents] == ["Yes"] * 3 + [*worries.values()]


def test_a_hidden_child_is_never_named_nor_chosen(jo, worker, children, hall):
    zed = a_child(worker, "Zed")
    kept = {"other": zed, "kind": "never", "why": "harm", "because": "They fought."}
    assert jo.post(f"/children/{children[0]}/week/apart/", kept).status_code == 302
    assert book(jo, zed, method="office").status_code == 302
    jo.get("/diary/")  # which says that it is booked
    asking.as_waymark(worker.service_id)
    Child.objects.filter(pk=zed).update(restricted=True)
    assert "Zed" not in said(jo.get("/groups/").text)
    colleague = make_person(service=worker.service, name="Ash Moor")
    assert "Zed" not in said(jo.get(address([zed, *children])).text)
    asking.as_waymark(worker.service_id)
    Meeting.objects.get().staff.update(worker=colleague)
    proposed = make(jo, children, hall)
    assert names_in(proposed) == {"Bel", "Cat", "Dot"}
    assert "Zed" not in said(proposed.text)
    assert "Ada</b>: something that is not free" in proposed.text


@pytest.mark.provision("CM-159")
def test_what_a_child_needs_of_the_place_is_taken_from_the_record_and_kept(jo, worker, children):
    hall = a_place(worker, "The hall", offers=["quiet"])
    rolls = a_child(worker, "Una", disabilities=["physical"])
    proposed = make(jo, [*children, rolls], hall)
    assert names_in(proposed) == {"Ada", "Bel", "Cat", "Dot"}
    assert "Una needs: no steps" in proposed.text


def test_where_somebody_is_not_free_the_whole_group_is_refused_in_every_week(
    jo, worker, children, hall
):
    later = MONDAY + timedelta(days=7)
    assert book(jo, children[1], on=later, at="16:30").status_code == 302
    refused = book_group(jo, children, hall, weeks="3")
    assert refused.status_code == 422
    assert "Not free then: Bel" in refused.text or "Bel and you" in refused.text
    assert booked(worker, children[0]) == []


def test_what_came_of_it_is_recorded_for_all_at_once_or_for_each(jo, worker, children, hall):
    book_group(jo, children, hall)
    asking.as_user(worker)
    (ada, *_) = booked(worker, children[0])
    page = f"/children/{children[0]}/contact/?appointment={ada.reference}&outcome=attended"
    form = form_with(jo.get(page).text, "outcome")
    day = day_parts("on", TODAY - timedelta(days=1))
    sent = form.sent(outcome="attended", note="They boxed.", **day)
    sent["others"] = [str(each) for each in children[1:3]]
    assert jo.post(page, sent).status_code == 302
    asking.as_user(worker)
    came = Event.objects.filter(kind="contact", document__appointment=ada.reference)
    assert {each.child_id for each in came} == set(children[:3])


@pytest.mark.provision("CM-154", "CM-156")
def test_who_could_gain_is_found_among_ones_own_children_by_name(jo, worker, children):
    stranger = make_person(service=worker.service, name="Ash Moor")
    a_child(stranger, "Yan")
    shown = jo.get("/groups/").text
    assert "Ada" in shown
    assert "Yan" not in said(shown)
    found = jo.get("/groups/?words=bel").text
    assert "Bel" in found
    assert "Ada" not in said(found)
    assert "Choose at least two" in jo.get(f"/groups/?child={children[0]}&make=1").text
