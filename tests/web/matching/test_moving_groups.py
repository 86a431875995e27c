"""A group is moved or called off whole; the record of each child tells of that child alone."""

import html
import re
from urllib.parse import urlencode

import pytest
from django.utils.timezone import localtime

from tests.forms import day_parts, form_with
from tests.people import make_person, signed_in_client
from tests.web.diary.booking import MONDAY, SCHOOL, book, booked, held
from tests.web.matching.grouping import (
    a_child,
    book_group,
    said,
)
from waymark.accounts import asking
from waymark.accounts.models import Role
from waymark.children.models import Child
from waymark.diary.models import Meeting


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
