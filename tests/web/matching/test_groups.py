"""Groups are made of children who can be together, at a place that is safe, and booked at once."""

import html
import re
from datetime import timedelta
from urllib.parse import urlencode

import pytest
from django.utils.timezone import localtime

from tests.children import make_child
from tests.forms import day_parts, form_with
from tests.people import make_person, make_service, signed_in_client
from tests.web.diary.booking import MONDAY, SCHOOL, TODAY, book, booked, held
from waymark.accounts import asking
from waymark.accounts.models import Role
from waymark.children.models import Child
from waymark.chronology.models import Event
from waymark.diary.models import Apart, Meeting, Place, RiskAssessment

ARCH = {
    "detection": "arch",
    "why_detected": "Knives near there.",
    "told": "We show a picture of it.",
    "on_find": "The manager talks with them outside.",
    "on_refusal": "They are met at the library.",
}


def said(page: str) -> str:
    """A page without what is made by chance, in which any short name may stand."""
    return re.sub(r'(value|data-draft)="[^"]*"', "", page)


@pytest.fixture
def worker(db):
    return make_person(service=make_service(), name="Jo Field")


@pytest.fixture
def jo(worker):
    return signed_in_client(worker)


@pytest.fixture
def hall(worker):
    return a_place(worker, "The hall")


def a_place(worker, name, *, assessed=True, **said):
    asking.as_user(worker)
    place = Place.objects.create(service=worker.service, name=name)
    if assessed:
        told = {"assessed_by": "Bea", "found": "Safe.", "way": "The 14 bus.", "detection": "none"}
        days = {"on": TODAY, "until": TODAY + timedelta(days=90), "capacity": 8}
        made = {"service": worker.service, "made_at": "2020-01-01T00:00Z", "made_by": worker}
        RiskAssessment.objects.create(place=place, **days, **made, **{**told, **said})
    return place.pk


def a_child(worker, name, born="2010-03-14", sex="female", **child):
    of = {"given_name": name, "family_name": "", "date_of_birth": born, "sex": sex, **child}
    return make_child(worker.service, worker=worker, child=of)


@pytest.fixture
def children(worker):
    return [a_child(worker, name) for name in ("Ada", "Bel", "Cat", "Dot")]


def address(children):
    return "/groups/?" + "&".join(f"child={each}" for each in children)


def filled_in(jo, children, place, **typed):
    form = form_with(jo.get(address(children)).text, "activity")
    each = {f"maturity-{child}": "3" for child in children}
    told = {"activity": "Boxing", "purpose": "To let off steam", "by_sex": "yes", "at-0": "16:00"}
    if "book" in typed:
        told |= {f"there_and_home-{child}": "A worker walks along." for child in children}
    return form.sent(
        **{**told, "place-0": str(place), **day_parts("on-0", MONDAY), **each, **typed}
    )


def make(jo, children, place, **typed):
    return jo.post(address(children), filled_in(jo, children, place, **typed))


def buttons(answer):
    return re.findall(r'name="book" value="([^"]+)"', answer.text)


def names_in(answer):
    return set(re.findall(r"<li class=\"thing\"><div><b>(\w+)</b>", answer.text))


def book_group(jo, children, place, **typed):
    (button,) = buttons(make(jo, children, place, **typed))
    return jo.post(address(children), filled_in(jo, children, place, **typed, book=button))


@pytest.mark.provision("CM-155", "CM-157")
def test_groups_are_proposed_and_one_is_booked_for_all_of_its_children_in_one_meeting(
    jo, worker, children, hall
):
    proposed = make(jo, children, hall)
    assert proposed.status_code == 200
    assert names_in(proposed) == {"Ada", "Bel", "Cat", "Dot"}
    assert "16:00, The hall" in proposed.text
    assert book_group(jo, children, hall, weeks="2").status_code == 302
    made = [each for child in children for each in booked(worker, child)]
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


def own_page(worker, child, what=""):
    (made,) = booked(worker, child)
    return f"/children/{child}/appointments/{made.pk}/{what}"


def at(o_clock):
    return {**day_parts("on", MONDAY), "at": o_clock, "minutes": "60"}


def starts(worker, child):
    (made,) = booked(worker, child)
    return f"{localtime(made.meeting.begins):%H:%M}"


def test_a_group_is_moved_for_all_of_its_children_at_once_and_none_is_named_in_anothers_record(
    jo, worker, children, hall
):
    book_group(jo, children, hall)
    page = own_page(worker, children[0])
    assert "Another time for the whole group" in jo.get(page).text
    assert "Ada, Bel, Cat, Dot" in said(jo.get(f"{page}move/").text)
    assert jo.post(f"{page}move/", at("17:30")).status_code == 302
    assert {starts(worker, child) for child in children} == {"17:30"}
    assert Meeting.objects.count() == 1
    assert "Bel" not in said(jo.get(page).text)


@pytest.mark.provision("CM-163", "CM-164")
def test_a_group_is_moved_over_what_one_childs_week_holds_only_with_a_reason_kept_there_alone(
    jo, worker, children, hall
):
    book_group(jo, children, hall)
    held(children[2], worker, **SCHOOL)
    page = own_page(worker, children[0], "move/")
    asked = jo.post(page, at("10:00"))
    assert asked.status_code == 422
    assert "Cat has Wickhaven High" in asked.text
    assert starts(worker, children[2]) == "16:00"
    why = {f"anyway_because-{children[2]}": "The school lets her go."}
    assert jo.post(page, {**at("10:00"), **why}).status_code == 302
    reasons = [booked(worker, child)[0].document.get("anyway_because") for child in children]
    assert reasons == [None, None, "The school lets her go.", None]


def test_a_group_is_not_moved_to_where_one_of_them_is_not_free(jo, worker, children, hall):
    book_group(jo, children, hall)
    colleague = make_person(service=worker.service, name="Ash Moor")
    assert book(jo, children[3], at="18:00").status_code == 302
    Meeting.objects.filter(method="office").get().staff.update(worker=colleague)
    page = own_page(worker, children[0], "move/")
    refused = jo.post(page, at("18:00"))
    assert refused.status_code == 422
    assert "Not free then: Dot. Try" in refused.text
    assert starts(worker, children[0]) == "16:00"
    asking.as_waymark(worker.service_id)
    Child.objects.filter(pk=children[3]).update(restricted=True)
    hidden = jo.post(page, at("18:00"))
    assert hidden.status_code == 422
    assert "Not free then. " in hidden.text
    assert "Dot" not in said(hidden.text)


def test_a_group_is_moved_by_whoever_runs_it_or_by_a_manager(jo, worker, children, hall):
    book_group(jo, children, hall)
    colleague = make_person(service=worker.service, name="Ash Moor")
    asking.as_waymark(worker.service_id)
    Meeting.objects.get().staff.update(worker=colleague)
    page = own_page(worker, children[0], "move/")
    for answer in (jo.get(page), jo.post(page, at("10:00"))):
        assert answer.status_code == 422
        assert "Ask Ash Moor, who runs the group" in answer.text
        assert "Bel" not in said(answer.text)
    assert "Another time" not in jo.get(own_page(worker, children[0])).text
    off = {"whose": "child", "because": "A match.", "whole": "yes"}
    jo.post(own_page(worker, children[3], "call-off/"), off)
    states = [booked(worker, child)[0].state for child in children]
    assert states == ["booked"] * 3 + ["called-off"], "one child alone"
    assert starts(worker, children[0]) == "16:00"
    senior = signed_in_client(make_person(Role.SENIOR_MANAGER, service=worker.service))
    assert senior.post(page, at("17:30")).status_code == 302
    assert starts(worker, children[0]) == "17:30"


def test_a_group_is_not_what_a_childs_weekly_time_is_looked_for_like(jo, worker, children, hall):
    assert book(jo, children[0], at="10:00", method="home-visit").status_code == 302
    book_group(jo, children, hall)
    asked = jo.get(f"/diary/times/?child={children[0]}").text
    assert "The same time as now, Mon 10:00" in asked
    form = form_with(asked, "week-lunch")
    assert form.sent()[f"child-{children[0]}-method"] == ["home-visit"]


def test_what_stands_in_the_record_of_each_names_none_of_them_and_tells_nothing_protected(
    jo, worker, children, hall
):
    named = book_group(jo, children, hall, purpose="To keep Bel off the street")
    assert "they name Bel" in named.text
    school = {"name": "Eastermere Academy", "not_to_be_told_to": ["M."]}
    hidden = a_child(worker, "Una", education=[school])
    told = book_group(jo, [*children, hidden], hall, purpose="For all of Eastermere Academy")
    assert "protected of one of them" in told.text
    assert booked(worker, children[0]) == []
    book_group(jo, children, hall)
    page = own_page(worker, children[0], "call-off/")
    off = {"whose": "child", "because": "Bel is ill.", "whole": "yes"}
    assert "they name Bel" in jo.post(page, off).text
    assert jo.post(page, {**off, "because": "They are ill."}).status_code == 302


def test_one_child_is_called_off_alone_or_the_whole_group_at_once(jo, worker, children, hall):
    book_group(jo, children, hall)
    page = own_page(worker, children[0], "call-off/")
    off = {"whose": "child", "because": "A match."}
    assert "Say for whom" in jo.post(page, off).text
    assert jo.post(page, {**off, "whole": "no"}).status_code == 302
    states = [booked(worker, child)[0].state for child in children]
    assert states == ["called-off", "booked", "booked", "booked"]
    page = own_page(worker, children[1], "call-off/")
    told = {"whose": "service", "because": "The hall is flooded.", "whole": "yes"}
    assert jo.post(page, told).status_code == 302
    said_of = [booked(worker, child)[0].document["called_off"]["because"] for child in children]
    assert said_of == ["A match.", *["The hall is flooded."] * 3]
    assert book_group(jo, children, hall).status_code == 302, "what it took is free again"


def test_of_somebody_away_a_group_is_moved_once_for_all_and_each_is_to_be_told(
    jo, worker, children, hall
):
    book_group(jo, children, hall)
    asked = {"worker": worker.pk, "why": "away", **day_parts("first", MONDAY)}
    away = f"/diary/away/?{urlencode(asked)}"
    offered = re.findall(r'name="(appointment-\d+)"', jo.get(away).text)
    (field,) = set(offered)
    assert "Boxing: Ada, Bel, Cat, Dot" in said(jo.get(away).text)
    (move,) = re.findall(r'value="(move [^"]+)"', jo.get(away).text)[:1]
    assert jo.post(away, {field: html.unescape(move)}).status_code == 302
    moved = [booked(worker, child)[0] for child in children]
    assert len({each.meeting_id for each in moved}) == 1
    assert moved[0].meeting.begins.date() > MONDAY
    told = jo.get(away).text.partition("To tell them")[2]
    assert all(name in told for name in ("Ada", "Bel", "Cat", "Dot"))


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
