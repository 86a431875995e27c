"""Nothing leaves towards a child, a family or a court while nobody can say who was harmed."""

import re
from collections.abc import Callable
from typing import Any, NamedTuple

import pytest
from django.test import Client

from tests.children import make_child
from tests.forms import day_parts, form_with
from tests.web.diary.booking import TODAY
from tests.web.engagement import ending_early
from tests.web.engagement.breaching import YRO, decide, everything_tried, home, put
from tests.web.engagement.test_tried import page, record
from tests.web.plans import copying, test_settling_in, writing
from tests.web.restorative import repairing
from waymark import guard
from waymark.accounts.models import User
from waymark.children.naming import Outward

ORDER = {"id": "o1", "kind": "referral-order", "made_on": TODAY.isoformat()}
ASSESSED = {"id": "e7", "kind": "assessment-completed", "on": TODAY.isoformat(), "orders": ["o1"]}
SAID = "He went to Daniel Okafor again."


class People(NamedTuple):
    worker: User
    jo: Client
    bea: Client


class Leaves(NamedTuple):
    child: int
    leave: Callable[[], Any]


def a_plan(of: People) -> Leaves:
    child = make_child(of.worker.service, worker=of.worker, orders=[ORDER], events=[ASSESSED])
    writing.begin(of.jo, child)
    writing.add_goal(of.jo, child, s0_requirement="", success=SAID)
    return Leaves(child, lambda: writing.agree(of.jo, child))


def a_copy(of: People) -> Leaves:
    child = copying.with_plan(of.worker, words=SAID)
    return Leaves(child, lambda: copying.copy_for(of.jo, child))


def an_agreement(of: People) -> Leaves:
    child = test_settling_in.a_child(of.worker, test_settling_in.ORDER)
    paper = test_settling_in.inducted(of.jo, child, of.worker, induct_child_does=SAID)
    return Leaves(child, lambda: test_settling_in.give(of.jo, paper))


def what_came_of_it(of: People) -> Leaves:
    child = make_child(of.worker.service, worker=of.worker, orders=[ORDER])
    record(
        of.jo, child, "child-heard", said=SAID, changed="We meet at four.", **day_parts("on", TODAY)
    )
    address = f"/children/{child}/said/give/"
    sent = form_with(of.jo.get(address).text, "names").sent(way="paper")
    return Leaves(child, lambda: of.jo.post(address, sent))


def a_print(of: People, **told: str) -> Leaves:
    child = make_child(of.worker.service, worker=of.worker, orders=[ORDER])
    told = {"purpose": "child", "name": "Kai"} | told
    address = f"/children/{child}/chronology/print/"
    return Leaves(child, lambda: of.jo.post(address, told))


def a_print_for_an_agency(of: People) -> Leaves:
    return a_print(of, purpose="agency", name="The school")


def a_print_for_a_court(of: People) -> Leaves:
    return a_print(of, purpose="court", name="The clerk")


def praise(of: People) -> Leaves:
    child = make_child(of.worker.service, worker=of.worker, orders=[ORDER])
    record(of.jo, child, "achievement", note=SAID, **day_parts("on", TODAY))
    (there,) = re.findall(rf"/children/{child}/praise/\d+/", page(of.jo, child))
    return Leaves(child, lambda: of.jo.get(there))


def a_poem(of: People) -> Leaves:
    child, there = repairing.a_poem_wished_for(of.jo, of.worker, SAID)
    return Leaves(child, lambda: of.jo.get(there))


def a_report_of_a_breach(of: People) -> Leaves:
    child = make_child(of.worker.service, worker=of.worker, orders=[{**ORDER, "kind": YRO}])
    everything_tried(of.jo, child)
    put(of.jo, child, **{"breach-reason-why": SAID})
    assert decide(of.bea, child, "breach").status_code == 302
    address = re.search(r"/children/\d+/breach/\d+/report/", home(of.jo, child))[0]
    return Leaves(child, lambda: of.jo.post(address, {"names": ""}))


def a_report_of_an_early_end(of: People) -> Leaves:
    child = ending_early.kai_under(of.worker)
    paper = ending_early.ready(of.jo, child, of.worker, early_after_hard=SAID)
    return Leaves(child, lambda: ending_early.decide(of.jo, paper, **ending_early.NOBODY))


LEAVES: dict[Outward, Callable[[People], Leaves]] = {
    Outward.PLAN: a_plan,
    Outward.PLAN_COPY: a_copy,
    Outward.AGREEMENT: an_agreement,
    Outward.HEARD: what_came_of_it,
    Outward.CHRONOLOGY: a_print,
    Outward.CHRONOLOGY_OUTSIDE: a_print_for_an_agency,
    Outward.CHRONOLOGY_COURT: a_print_for_a_court,
    Outward.PRAISE: praise,
    Outward.WORK: a_poem,
    Outward.BREACH: a_report_of_a_breach,
    Outward.EARLY_END: a_report_of_an_early_end,
}
CUT = {
    Outward.CHRONOLOGY,
    Outward.CHRONOLOGY_OUTSIDE,
    Outward.CHRONOLOGY_COURT,
    Outward.BREACH,
}  # what names somebody is left out, and the rest leaves


def test_whatever_leaves_is_tried():
    assert LEAVES.keys() == set(Outward)


@pytest.mark.provision("CM-409")
@pytest.mark.parametrize("what", Outward)
def test_nothing_leaves_while_nobody_can_say_who_was_harmed(what, worker, jo, bea, victims_side):
    child, leave = LEAVES[what](People(worker, jo, bea))
    victims_side.is_away = True
    refused = leave()
    assert refused.status_code == 422
    assert guard.AWAY in refused.text
    assert "data-print" not in refused.text
    victims_side.is_away = False
    victims_side.protected_names(child, ["Daniel Okafor"])
    named = leave()
    assert named.status_code == (200 if what in CUT else 422)
    assert what in CUT or "a protected name" in named.text
    victims_side.protected_names(child, ["Somebody Else"])
    assert leave().status_code in (200, 302), "nobody who was harmed is in it"
    asked = [told for told in victims_side.asked if told["child"] == child]
    leaving = [told for told in asked if told["towards"] != guard.Towards.TYPED]  # not as a warning
    assert {told["paper"] for told in leaving} == {what}


@pytest.mark.parametrize("what", [Outward.PRAISE, Outward.WORK])
def test_what_may_not_leave_leads_to_what_is_recorded(what, worker, jo, bea, victims_side):
    child, leave = LEAVES[what](People(worker, jo, bea))
    victims_side.protected_names(child, ["Daniel Okafor"])
    (event,) = re.findall(
        rf'href="(/children/{child}/events/\d+/)"[^>]*>Go to what is recorded', leave().text
    )
    assert "Daniel Okafor" in jo.get(event).text
