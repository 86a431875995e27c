"""Quality: a manager sees what was learnt and whether the plan followed, what was left open, what
was directed and done, and what children say of the service."""

import html
import itertools
import re
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.db.backends.postgresql.psycopg_any import DateRange
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests import children
from tests.people import make_person, make_service, make_team, signed_in_client
from tests.web.work.conftest import ago
from waymark.accounts import asking
from waymark.accounts.models import Role, Service, User
from waymark.audit.models import AuditRow
from waymark.children.models import Child, Hosting, Named

_numbers = itertools.count(1)
Make = Callable[..., int]
LOW = {"kind": "judgement", "serious_harm": "low"}
HIGH = {"kind": "judgement", "serious_harm": "high"}
KNIFE = {"kind": "weapon-found", "place": "at home"}
REVIEWED = {"kind": "plan-reviewed", "orders": ["o1"]}
CONCERN = {"kind": "self-assessment-concern", "whose": "child", "form": "self-assessment-child"}
WISH = {"feedback-better": {"said": "Say it to my face"}}
LISTENED = {"feedback-listened": {"said": "yes"}}
FAIR = {"feedback-fair": {"said": "no"}}


def told(fact: dict[str, Any], days: int, **more: Any) -> dict[str, Any]:
    """Return an event so many days ago."""
    return {"id": f"q{next(_numbers)}", **fact, "on": ago(days), **more}


@pytest.fixture
def make(service: Service, jo: User) -> Make:
    """Make Kai, or another, with what happened; Jo works with the child unless told."""

    def made(*events: dict[str, Any], name: str = "Kai", worker: User = jo, **parts: Any) -> int:
        order = {"id": "o1", "kind": "referral-order", "made_on": ago(120), "ends_on": ago(-120)}
        parts = {"orders": [order], "child": {"given_name": name}, **parts}
        return children.make_child(service, worker=worker, events=list(events), **parts)

    return made


@pytest.fixture
def bea_sees(bea: User) -> Callable[..., str]:
    return lambda path="/quality/": words_of(signed_in_client(bea), path)


def words_of(client: Client, path: str = "/quality/") -> str:
    """Return what a page says, without its markup."""
    page = client.get(path)
    assert page.status_code == 200
    main = page.text[page.text.index("<main") :]
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", main)).split())


def test_where_nothing_happened_nothing_waits(make: Make, bea_sees):
    make()
    assert "Nothing waits" in bea_sees()
    assert "At a glance" not in bea_sees()


def test_a_risk_that_rose_stands_there_with_its_reason_until_the_plan_is_looked_at(
    make: Make, bea_sees
):
    make(told(LOW, 60), told(HIGH, 5, because="He carried a knife."))
    page = bea_sees()
    assert "Kai Serious harm to others: low to high" in page
    assert "“ He carried a knife. ”" in page
    assert "Jo Field" in page
    assert "Plan not looked at since" in page
    assert "Risks that rose 1 , open" in bea_sees()


def test_a_risk_that_is_high_when_it_is_judged_first_stands_there_too(make: Make, bea_sees):
    make(told(HIGH, 5, because="He carried a knife."))
    assert "Kai Serious harm to others: first judged high" in bea_sees()


def test_a_risk_that_is_low_when_it_is_judged_first_did_not_rise(make: Make, bea_sees):
    make(told(LOW, 5))
    assert "first judged" not in bea_sees()


def test_once_the_plan_was_looked_at_it_is_fine(make: Make, bea_sees):
    make(told(LOW, 60), told(HIGH, 5), told(REVIEWED, 3))
    assert "The plan was looked at again" in bea_sees()
    assert "Plan not looked at since" not in bea_sees()


def test_on_one_day_what_was_recorded_later_is_since(make: Make, bea_sees):
    make(told(REVIEWED, 4), told(KNIFE, 4), name="Theo")
    assert "Plan not looked at since" in bea_sees()
    make(told(KNIFE, 4), told(REVIEWED, 4), name="Kai")
    assert bea_sees().count("Plan not looked at since") == 1


def test_that_the_plan_still_fits_is_an_answer_and_a_begun_review_is_said(make: Make, bea_sees):
    knife, charge = told(KNIFE, 4), told({"kind": "new-charge"}, 3)
    fits = told({"kind": "review-not-needed", "reason": "It was for this"}, 2, of=knife["id"])
    review = {"id": "p1", "form": "review", "version": 1, "began_on": ago(1)}
    make(knife, charge, fits, papers=[{**review, "because_of": charge["id"]}])
    page = bea_sees()
    assert "Its worker says that the plan still fits" in page
    assert "A review was begun" in page
    assert "Plan not looked at since" not in page


def test_only_a_fall_by_two_steps_is_shown(make: Make, bea_sees):
    medium = {"kind": "judgement", "serious_harm": "medium"}
    make(told(HIGH, 40), told(medium, 5), name="Sam")
    assert "Sam" not in bea_sees()
    make(told(HIGH, 40), told(LOW, 5, because="because"))
    page = bea_sees()
    assert "Risks that fell by two steps (1)" in page
    assert "“ because ”" in page


def test_what_was_withdrawn_is_not_shown_and_what_was_put_right_as_it_stands(make: Make, bea_sees):
    knife, charge = told(KNIFE, 5), told({"kind": "new-charge"}, 5)
    gone = told({"kind": "withdrawn", "recorded_on": ago(3)}, 3, corrects=knife["id"])
    right = told({"kind": "new-charge", "recorded_on": ago(3)}, 4, corrects=charge["id"])
    make(knife, charge, gone, right)
    page = bea_sees()
    assert "A weapon was found" not in page
    assert page.count("A new charge") == 1


def test_what_was_told_of_harm_is_late_until_somebody_looked(make: Make, bea_sees):
    concern = told(CONCERN, 3)
    make(concern, name="Theo")
    assert "Nobody has looked at it yet" in bea_sees()
    assert "Told of harm 1 , 1 late" in bea_sees()
    heard = told(CONCERN, 3)
    make(heard, told({"kind": "concern-looked-at"}, 2, concern=heard["id"]))
    assert "Plan not looked at since" in bea_sees()


def test_what_is_older_than_four_weeks_is_there_for_three_months(make: Make, bea_sees):
    make(told(KNIFE, 50))
    assert "A weapon was found" not in bea_sees()
    assert "A weapon was found" in bea_sees("/quality/?for=three-months")


@pytest.mark.provision("CM-466")
def test_an_assessment_without_a_source_or_with_sections_left_is_looked_at(make: Make, bea_sees):
    done = {"form": "assessment", "version": 1, "began_on": ago(9), "completed_on": ago(3)}
    source = {"id": "s1", "who": "School", "on": ago(5)}
    off = {**source, "taken_off_on": ago(4)}
    why = {"left": ["home", "health"], "left_because": "He was tired."}
    make(papers=[{"id": "p1", **done, "sources": [source]}], name="Wayne")
    make(papers=[{"id": "p1", **done, "sources": [off]}], name="Theo")
    make(papers=[{"id": "p1", **done, **why, "sources": [source]}])
    page = bea_sees()
    assert "Theo No source" in page
    assert "Kai 2 sections not looked at" in page
    assert "“ He was tired. ”" in page
    assert "Wayne" not in page
    assert "Assessments with gaps 2 of 3" in bea_sees()


def a_plan(state: str, *answers: dict[str, Any], days: int = 6) -> dict[str, Any]:
    agreed = told({"kind": "plan-agreed", "orders": ["o1"], "plan_version": 1}, days)
    version = {"number": 1, "state": state, "plan": {"orders": ["o1"]}, "answers": list(answers)}
    version |= {"event": agreed["id"], "agreed_on": ago(days)}
    return {"events": [agreed], "plans": [{"id": "n1", "versions": [version]}]}


def make_planned(make: Make, name: str, plan: dict[str, Any], *events: dict[str, Any]) -> int:
    return make(*plan["events"], *events, name=name, plans=plan["plans"])


@pytest.mark.provision("CM-466")
def test_a_plan_agreed_with_questions_open_or_by_one_tick_is_looked_at(make: Make, bea_sees):
    not_yet = {"question": "look-EP-099-goals-g1-when", "said": "not-yet", "because": "Later"}
    ticked = {"question": "plan-together-hand", "said": "yes", "with_the_rest": True}
    make_planned(make, "Kai", a_plan("agreed", not_yet, ticked))
    make_planned(make, "Theo", a_plan("countersigned"))
    page = bea_sees()
    assert re.search(r"Kai \d+ left open, 1 answered with one tick", page)
    assert "Not countersigned yet" in page
    assert "Plans with questions left open 1 of 2" in bea_sees()


def test_a_plan_countersigned_and_not_given_waits_until_it_is(make: Make, bea_sees):
    given = a_plan("countersigned")
    copy = told({"kind": "plan-given", "to_whom": "child"}, 2, plan=given["events"][0]["id"])
    make_planned(make, "Theo", given, copy)
    make_planned(make, "Wayne", a_plan("agreed"))
    assert "Plans without a copy given" not in bea_sees()
    make_planned(make, "Kai", a_plan("countersigned", days=80))
    assert "Kai Countersigned, and not given" in bea_sees()


def test_a_direction_is_shown_with_its_words_and_whether_it_was_done(make: Make, bea_sees):
    given = {"kind": "direction-given", "by": "Bea Hill", "what": "Ring the school", "why": "It is"}
    late, done = told(given, 9, due_on=ago(2)), told(given, 9, due_on=ago(4))
    follows = told({"kind": "direction-done"}, 3, direction=done["id"])
    make(late, done, follows, told(given, 1, due_on=ago(-3)))
    page = bea_sees()
    assert page.count("“ Ring the school ”") == 3
    assert "2 days late" in page
    assert re.search(r"Done [^,]+, 1 day late", page)
    assert "Directions 3 , 1 open, 1 late" in bea_sees()


def test_an_operations_manager_sees_her_team_and_a_senior_manager_every_team(
    make: Make, service: Service, sal: User, bea_sees
):
    elsewhere = make_person(team=make_team(service, "Custody"), name="Kit Bay")
    make(told(KNIFE, 3), name="Theo", worker=elsewhere)
    assert "Theo" not in bea_sees()
    assert "Theo" in words_of(signed_in_client(sal))


def test_a_restricted_child_is_shown_to_nobody_who_is_not_named(
    make: Make, service: Service, bea: User, bea_sees
):
    child = make(told(KNIFE, 3), name="Theo")
    asking.as_waymark(service.pk)
    Child.objects.filter(pk=child).update(restricted=True)
    assert "Theo" not in bea_sees()
    assert "Weapons" not in bea_sees()
    asking.as_waymark(service.pk)
    Named.objects.create(child_id=child, service=service, user=bea)
    assert "Theo" in bea_sees()


@pytest.mark.parametrize("role", [Role.CASE_MANAGER, Role.ADMINISTRATOR])
def test_nobody_else_comes_in(role: Role, jo: User):
    page = signed_in_client(make_person(role, team=jo.team)).get("/quality/")
    assert page.status_code == 403


def test_the_audit_row_names_each_child_of_whom_something_is_shown(make: Make, bea: User):
    shown = make(told(KNIFE, 3))
    make(name="Theo")
    signed_in_client(bea).get("/quality/")
    assert AuditRow.objects.filter(user_id=bea.pk).latest("number").children == [shown]


def test_of_a_child_whom_the_service_only_hosts_no_words_are_read_in_the_list(
    make: Make, service: Service, jo: User
):
    child = make(
        told(LOW, 60), told(HIGH, 5, because="He carried a knife."), papers=[feedback(FAIR, WISH)]
    )
    host = make_team(make_service("Otherton"), "Community").service
    asking.as_waymark(service.pk)
    since = DateRange(date(2020, 1, 1), None)
    Hosting.objects.create(child_id=child, service=service, host=host, period=since)
    page = words_of(signed_in_client(make_person(Role.SENIOR_MANAGER, service=host)))
    assert "Kai Serious harm to others: low to high" in page
    assert "He carried a knife." not in page
    assert "Say it to my face" not in page


def happened() -> dict[str, Any]:
    """A plan, and of everything one."""
    plan, concern = a_plan("countersigned"), told(CONCERN, 3)
    given = {"kind": "direction-given", "what": "Ring the school", "due_on": ago(-3)}
    done = {"form": "assessment", "version": 1, "began_on": ago(9), "completed_on": ago(3)}
    events = [told(LOW, 60), told(HIGH, 5), told(KNIFE, 4), concern, told(given, 3)]
    return {
        "plans": plan["plans"],
        "events": [*events, *plan["events"]],
        "papers": [{"id": "p1", **done}, feedback(FAIR)],
    }


def feedback(*answers: dict[str, Any], days: int = 3) -> dict[str, Any]:
    said = {name: answer for each in answers for name, answer in each.items()}
    paper = {"id": "p9", "form": "feedback", "version": 1, "whose": "child"}
    days_of = {"began_on": ago(days), "completed_on": ago(days)}
    return {**paper, **days_of, "answers": {"feedback-us": said}}


def test_many_children_cost_no_query_more(make: Make, bea: User):
    def one(name: str) -> None:
        parts = happened()
        make(*parts.pop("events"), name=name, **parts)

    one("Kai")
    client = signed_in_client(bea)
    client.get("/quality/")
    with CaptureQueriesContext(connection) as few:
        client.get("/quality/")
    for number in range(8):
        one(f"Child {number}")
    with CaptureQueriesContext(connection) as many:
        assert "Child 7" in client.get("/quality/").text
    assert len(many) == len(few) <= 18


def test_what_children_say_of_the_service_is_counted_and_read_by_whoever_reads_the_child(
    make: Make, service: Service, sal: User, bea_sees
):
    elsewhere = make_person(team=make_team(service, "Custody"), name="Kit Bay")
    make(papers=[feedback(FAIR, LISTENED)], name="Kai")
    make(papers=[feedback(FAIR, WISH)], name="Theo", worker=elsewhere)
    make(papers=[feedback(FAIR, days=40)], name="Sam")
    page = bea_sees()
    assert "2 sheets of the whole service" in page
    assert "Have we been fair to you, whoever you are? No 2" in page
    assert "Do we listen to you? Yes 1" in page
    assert "Say it to my face" not in page
    assert "Theo" not in page
    hers = words_of(signed_in_client(sal))
    assert "“ Say it to my face ” Theo" in hers


def test_what_a_restricted_child_says_is_not_even_counted(make: Make, service: Service, bea_sees):
    child = make(papers=[feedback(FAIR, WISH)])
    assert "Say it to my face" in bea_sees()
    asking.as_waymark(service.pk)
    Child.objects.filter(pk=child).update(restricted=True)
    assert "What children say of us" not in bea_sees()
