"""Work ends well: agreed before the last day, looked at by a manager, and handed on whole."""

import re

import pytest
from django.utils import timezone

from tests.children import make_child
from tests.forms import day_parts
from tests.people import make_person, make_service, signed_in_client
from tests.web.plans.test_reviewing import answer, events
from tests.web.plans.writing import form_of
from waymark.accounts import asking
from waymark.accounts.models import Role
from waymark.audit import recording
from waymark.casefiles import acts as casefiles
from waymark.chronology import casefile
from waymark.duties.models import Duty
from waymark.pages.words import about
from waymark.papers.models import Paper
from waymark.rules.casefile import trusted
from waymark.rules.duties import listed_on

TODAY = timezone.localdate()
ACHIEVED = "I can talk about it now, and I am at college."


def page(child, what=""):
    return f"/children/{child}/ending/{what}"


def begun(jo, child, worker):
    assert jo.post(page(child), {"order": "o1"}).status_code == 302
    asking.as_user(worker)
    return Paper.objects.get(child=child, form="closing")


def ready(jo, child, worker, **own):
    paper = begun(jo, child, worker)
    answer(paper, worker, **{"end_child_achieved": ACHIEVED, "end_agreed": "yes", **own})
    return paper


def agreed(jo, paper):
    return jo.post(f"/children/{paper.child_id}/papers/{paper.pk}/complete/closing/")


def test_what_comes_after_is_agreed_with_the_child_and_that_is_the_duty_done(jo, child, worker):
    paper = ready(jo, child, worker)
    before = jo.get(f"/children/{child}/papers/{paper.pk}/complete/closing/").text
    assert ACHIEVED in before
    assert agreed(jo, paper).status_code == 302
    (made,) = events(child, worker, "exit-plan-agreed")
    assert (made["order"], made["child_took_part"]) == ("o1", True)
    asking.as_user(worker)
    assert Duty.objects.get(child=child, duty="agree-exit-plan").done_on == TODAY
    assert ACHIEVED in jo.get(f"/children/{child}/papers/{paper.pk}/").text


@pytest.mark.provision("CM-018")
def test_an_end_that_child_and_family_were_not_asked_about_is_not_agreed(jo, child, worker):
    paper = ready(jo, child, worker, end_agreed="not-asked")
    shown = jo.get(f"/children/{child}/papers/{paper.pk}/complete/closing/").text
    assert "whether they are content with this end" in shown
    assert agreed(jo, paper).status_code == 422
    assert not events(child, worker, "exit-plan-agreed")


def test_going_over_to_adult_services_has_its_checklist(jo, child, worker):
    paper = begun(jo, child, worker)
    address = f"/children/{child}/papers/{paper.pk}/end-transfer/"
    shown = jo.get(address).text
    assert "The child has met the new worker" in shown or "Sophie has met the new worker" in shown
    sent = form_of(jo, address, "began_from").sent()
    assert jo.post(address, {**sent, "end-transfer-to": ["probation"]}).status_code == 302
    missing = jo.get(f"/children/{child}/papers/{paper.pk}/complete/closing/").text
    assert "Going over to adult services" in missing


def test_what_is_left_before_closing_leads_to_where_it_is_done_and_is_said_once(jo, worker):
    """A change and the day of the review ask for the same: one review is both done."""
    order = {"id": "o1", "kind": "referral-order", "made_on": "2026-01-05", "ends_on": "2026-12-24"}
    changed = {"id": "e9", "kind": "significant-change", "on": "2026-03-02"}
    told = {"orders": [order], "events": [changed], "child": {"given_name": "Sophie"}}
    child = make_child(worker.service, worker=worker, **told)
    shown = jo.get(page(child)).text
    card = shown.partition("Before the case is closed")[2].partition("</section>")[0]
    links = re.findall(r'<a href="([^"]+)">([^<]+)</a>', card)
    assert (f"/children/{child}/review/", "Review the plan with Sophie") in links
    assert (f"{page(child)}#o1", "Agree what comes after the order") in links
    assert 'id="o1"' in shown
    assert len(set(links)) == len(links)
    assert "Look at the plan again" not in card
    assert "Something important changed for Sophie on 2 March 2026" in card


def test_whom_the_child_can_call_is_what_was_agreed_for_after_the_end(jo, ash, child, worker):
    agreed(jo, ready(jo, child, worker, end_who_to_call="Nan Jean: she has the number."))
    assert "Nan Jean: she has the number." in jo.get(page(child)).text
    answer = ash.post(page(child, "countersign/"), {"note": "It is good."}, follow=True).text
    assert "What is left to do is listed below." in answer
    assert "The case can be closed." not in answer


def test_an_ending_that_a_manager_finds_wanting_is_mended_from_what_it_says(
    jo, ash, child, worker, manager
):
    agreed(jo, ready(jo, child, worker))
    found = ash.get(page(child, "countersign/")).text
    assert f'href="/children/{child}/direction/"' in found
    assert jo.post(page(child), {"order": "o1"}).status_code == 302
    asking.as_user(worker)
    mended = Paper.objects.get(child=child, form="closing", completed_on=None)
    assert ACHIEVED in jo.get(f"/children/{child}/papers/{mended.pk}/").text
    answer(mended, worker, end_who_to_call="Nan Jean")
    assert agreed(jo, mended).status_code == 302
    assert ash.post(page(child, "countersign/"), {"note": "It is good."}).status_code == 302
    (looked_at,) = events(child, manager, "closing-countersigned")
    assert looked_at["paper"] == mended.reference
    assert "Mend it" not in jo.get(page(child)).text


def test_an_ending_of_no_order_of_hers_is_not_begun(jo, child):
    assert jo.post(page(child), {"order": "o9"}).status_code == 404


@pytest.mark.provision("CM-016")
def test_a_manager_countersigns_the_ending_and_then_the_case_can_be_closed(
    jo, ash, child, worker, manager
):
    agreed(jo, ready(jo, child, worker))
    assert jo.get(page(child, "countersign/")).status_code == 403
    address = page(child, "countersign/")
    assert ACHIEVED in ash.get(address).text
    sent = form_of(ash, address, "note").sent(note="College and a mentor are there.")
    assert ash.post(address, sent).status_code == 302
    (made,) = events(child, manager, "closing-countersigned")
    assert made["by"] == "Ash"
    assert "Countersigned" in ash.get(page(child)).text
    on = day_parts("on", TODAY)
    left = {"left_because": "The order was revoked.", "sure": "on"}
    close = {"kind": "case-closed", "reason": "It has ended.", **on, **left}
    assert ash.post(f"/children/{child}/move/", close).status_code == 302


def test_an_ending_waits_on_the_managers_list_until_one_has_looked_at_it(
    jo, ash, child, worker, manager
):
    other = signed_in_client(make_person(Role.OPERATIONS_MANAGER, team=manager.team))
    paper = ready(jo, child, worker)
    waits, link = "1 ending waits to be countersigned by you", page(child, "countersign/")
    assert waits not in ash.get("/").text
    agreed(jo, paper)
    assert waits in ash.get("/").text
    assert link in ash.get("/plans/waiting/").text
    ash.post(link, form_of(ash, link, "note").sent(note="College is there."))
    for client in (ash, other):
        assert waits not in client.get("/").text
        assert link not in client.get("/plans/waiting/").text


def test_an_ending_of_her_own_does_not_wait_for_a_manager(ash, child, manager):
    other = signed_in_client(make_person(Role.OPERATIONS_MANAGER, team=manager.team))
    agreed(ash, ready(ash, child, manager))
    assert page(child, "countersign/") not in ash.get("/plans/waiting/").text
    assert page(child, "countersign/") in other.get("/plans/waiting/").text


def test_nobody_countersigns_an_ending_of_their_own(ash, child, manager):
    agreed(ash, ready(ash, child, manager))
    address = page(child, "countersign/")
    assert "Your decision" not in ash.get(address).text
    assert 'name="note"' not in ash.get(address).text
    refused = ash.post(address, {"note": "Looks good to me."})
    assert refused.status_code == 422
    assert "Another manager must countersign it" in refused.text
    assert "Looks good to me." in refused.text
    assert not events(child, manager, "closing-countersigned")


def test_another_service_that_takes_the_case_file_in_owes_the_same(jo, child, worker):
    """Papers, the ending and what is owed come with it; what is asked of a child is not lost."""
    ready(jo, child, worker)
    asking.as_user(worker)
    document = casefile.documents([child], words=True)[child]
    owed = listed_on(trusted(document), TODAY)
    there = make_service("Kent")
    with recording.command("import", service_id=there.pk, user_id=None, at=timezone.now()):
        asking.as_waymark(there.pk)
        (came,) = casefiles.take_in([("file", document)], service=there, at=timezone.now())
        theirs = casefile.documents([came.pk])[came.pk]
    assert [(duty.key, status) for duty, status in owed] == [
        (duty.key, status) for duty, status in listed_on(trusted(theirs), TODAY)
    ]
    kit = signed_in_client(make_person(Role.SENIOR_MANAGER, service=there))
    shown = kit.get(f"/children/{came.pk}/move/").text
    assert "Another service takes this over with" in shown
    assert any(about(duty.title, came.first_name) in shown for duty, _ in owed)
    asking.as_waymark(there.pk)
    assert Paper.objects.get(child=came, form="closing").about == "o1"


def closed_by(client, child):
    return client.post(page(child, "countersign/"), {"note": "It is good."})


@pytest.mark.provision("CM-016")
def test_an_ending_is_not_countersigned_before_there_is_one(jo, ash, child, worker, manager):
    paper = ready(jo, child, worker)
    shown = ash.get(page(child, "countersign/")).text
    assert "No ending is agreed yet" in shown
    assert 'name="note"' not in shown
    assert page(child, "countersign/") not in ash.get(page(child)).text
    refused = closed_by(ash, child)
    assert refused.status_code == 422
    assert "No ending is agreed yet" in refused.text
    agreed(jo, paper)
    assert closed_by(ash, child).status_code == 302
    (made,) = events(child, manager, "closing-countersigned")
    assert (made["order"], made["paper"]) == ("o1", paper.reference)
    again = closed_by(ash, child)
    assert again.status_code == 422
    assert "countersigned already" in again.text


@pytest.mark.provision("CM-016")
def test_whoever_has_countersigned_an_ending_is_led_to_closing_the_case(jo, ash, child, worker):
    agreed(jo, ready(jo, child, worker))
    close = f'href="/children/{child}/move/"'
    assert close not in ash.get(page(child)).text
    closed_by(ash, child)
    assert close in ash.get(page(child)).text
    assert close not in jo.get(page(child)).text


@pytest.mark.provision("CM-016")
def test_each_ending_waits_until_it_is_looked_at_itself(jo, ash, worker, manager):
    one = {"id": "o1", "kind": "referral-order", "made_on": "2026-01-05", "ends_on": "2026-12-24"}
    both = make_child(worker.service, worker=worker, orders=[one, {**one, "id": "o2"}])
    agreed(jo, ready(jo, both, worker))
    assert closed_by(ash, both).status_code == 302
    assert jo.post(page(both), {"order": "o2"}).status_code == 302
    asking.as_user(worker)
    second = Paper.objects.get(child=both, about="o2")
    answer(second, worker, end_agreed="yes")
    assert page(both, "countersign/") not in ash.get("/plans/waiting/").text
    agreed(jo, second)
    assert page(both, "countersign/") in ash.get("/plans/waiting/").text
    assert closed_by(ash, both).status_code == 302
    assert page(both, "countersign/") not in ash.get("/plans/waiting/").text
    made = events(both, manager, "closing-countersigned")
    assert [(each["order"], each["paper"]) for each in made][-1] == ("o2", second.reference)
    assert [each["order"] for each in made] == ["o1", "o2"]


@pytest.mark.provision("CM-130")
def test_an_end_is_agreed_without_asking_the_child_alone_only_with_a_reason(jo, ash, child, worker):
    paper = begun(jo, child, worker)
    address = f"/children/{child}/papers/{paper.pk}/end-looking-back/"
    sent = form_of(jo, address, "began_from").sent(**{"end-last-said": "not-yet"})
    assert jo.post(address, sent).status_code == 422
    why = {"end-last-said-not_yet": "He is at sea until Friday"}
    assert jo.post(address, {**sent, **why}).status_code == 302
    answer(paper, worker, end_child_achieved=ACHIEVED, end_agreed="yes")
    assert agreed(jo, paper).status_code == 302
    shown = ash.get(page(child, "countersign/")).text
    assert "Not yet, because: He is at sea until Friday" in shown
    assert "Sophie has never said alone what they think" in shown


ACCEPTED = "Has each of them said yes, and met the child?"
RUNNING = "Is it running already, before the last day?"
MISSING = "The mentor has not rung back; Jo asks her by Friday."


@pytest.mark.provision("CM-018")
@pytest.mark.provision("CM-227")
@pytest.mark.parametrize("running", ["partly", "no"])
def test_help_that_is_not_accepted_and_does_not_run_is_left_with_who_sees_to_it(
    jo, ash, child, worker, running
):
    paper = ready(jo, child, worker, end_running=running)
    complete = f"/children/{child}/papers/{paper.pk}/complete/closing/"
    shown = jo.get(complete).text
    assert "say what is missing, and who sees to it by when" in shown
    assert f'href="/children/{child}/papers/{paper.pk}/end-support/"' in shown
    assert agreed(jo, paper).status_code == 422
    assert not events(child, worker, "exit-plan-agreed")
    answer(paper, worker, end_running_why=MISSING)
    assert MISSING in jo.get(complete).text, "who agrees it reads it too"
    assert agreed(jo, paper).status_code == 302
    left = ash.get(page(child, "countersign/")).text.partition("Agreed without")[2]
    left = left.partition("</section>")[0]
    assert about(ACCEPTED, "Sophie") in left
    assert RUNNING in left
    assert left.count(f"Not yet, because: {MISSING}") == 1, "one reason, said once"


@pytest.mark.provision("CM-018")
def test_help_that_goes_on_is_not_agreed_before_it_is_said_who_has_accepted(jo, ash, child, worker):
    paper = ready(jo, child, worker, end_referrals="health", end_running="none")
    complete = f"/children/{child}/papers/{paper.pk}/complete/closing/"
    assert "write down who has said yes and met Sophie" in jo.get(complete).text
    assert agreed(jo, paper).status_code == 422
    answer(paper, worker, end_accepted="The nurse has, and met her on Monday.")
    assert agreed(jo, paper).status_code == 302
    assert "Agreed without" not in ash.get(page(child, "countersign/")).text


@pytest.mark.provision("CM-227")
@pytest.mark.parametrize(("helps", "running"), [("none", "none"), ("health", "yes")])
def test_where_no_help_is_wanted_or_all_of_it_runs_nothing_more_is_asked(
    jo, ash, child, worker, helps, running
):
    paper = ready(jo, child, worker, end_referrals=helps, end_running=running)
    assert agreed(jo, paper).status_code == 302
    assert "Agreed without" not in ash.get(page(child, "countersign/")).text


@pytest.mark.provision("EP-144")
def test_what_is_not_done_of_going_over_to_adult_services_has_a_reason(jo, ash, child, worker):
    paper = ready(jo, child, worker)
    address = f"/children/{child}/papers/{paper.pk}/end-transfer/"
    sent = form_of(jo, address, "began_from").sent()
    over = {"end-transfer-to": ["probation"], "end-transfer-done": ["told"]}
    assert jo.post(address, {**sent, **over}).status_code == 302
    complete = f"/children/{child}/papers/{paper.pk}/complete/closing/"
    assert "say why not all of it is done yet" in jo.get(complete).text
    assert agreed(jo, paper).status_code == 422
    sent = form_of(jo, address, "began_from").sent()
    why = {"end-transfer-open": "She meets her on Monday; Jo brings her."}
    assert jo.post(address, {**sent, **over, **why}).status_code == 302
    assert "Sophie has met the new worker" in jo.get(complete).text, "who agrees it reads it too"
    assert agreed(jo, paper).status_code == 302
    shown = ash.get(page(child, "countersign/")).text.partition("Agreed without")[2]
    shown = shown.partition("</section>")[0]
    assert "Sophie has met the new worker" in shown
    assert shown.count("Not yet, because: She meets her on Monday") == 1, "one reason, said once"


def test_whoever_answered_a_part_of_an_ending_does_not_countersign_it(
    jo, ash, child, worker, manager
):
    paper = ready(jo, child, worker)
    address = f"/children/{child}/papers/{paper.pk}/end-looking-back/"
    sent = form_of(ash, address, "began_from").sent(**{"end-family-says": "We are proud."})
    assert ash.post(address, sent).status_code == 302
    agreed(jo, paper)
    assert page(child, "countersign/") not in ash.get("/plans/waiting/").text
    refused = closed_by(ash, child)
    assert refused.status_code == 422
    assert "or a part of it" in refused.text
    other = signed_in_client(make_person(Role.OPERATIONS_MANAGER, team=manager.team))
    assert closed_by(other, child).status_code == 302
