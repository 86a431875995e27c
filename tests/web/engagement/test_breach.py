"""Whether an order goes back: everything is tried first, and somebody else decides."""

import re
from datetime import timedelta

import pytest

from tests.children import make_child
from tests.forms import day_parts, form_with
from tests.people import make_person, signed_in_client
from tests.web.diary.booking import TODAY
from tests.web.engagement.breaching import (
    REFERRAL,
    YRO,
    answer,
    begin,
    decide,
    deciding,
    everything_tried,
    home,
    owed,
    put,
    putting,
    warned_twice,
)
from tests.web.engagement.test_tried import ENFORCES, ask, main, miss, record
from waymark.accounts.models import Role
from waymark.chronology.models import Event
from waymark.engagement.deciding import OWN
from waymark.guidance.forms import form
from waymark.pages.words import about


@pytest.fixture
def kai(tried):
    return tried


def decided(child):
    return Event.objects.filter(child=child, kind="breach-decided").order_by("pk").last()


@pytest.mark.provision("CM-444", "CM-446")
def test_the_page_begins_with_what_speaks_against_it_and_with_what_was_tried(jo, kai):
    record(jo, kai, "achievement", note="He rang by himself.", **day_parts("on", TODAY))
    shown = home(jo, kai)
    assert "It stays with us unless there is a very good reason." in shown
    assert "It is the very last way" in shown
    for said in ("He rang by himself.", "A bus pass.", "His nan brings him."):
        assert said in shown


@pytest.mark.parametrize("kind", ["prevention", "community-resolution", "youth-caution"])
def test_voluntary_work_hears_of_nothing_that_is_enforced(jo, child_under, kind):
    child = child_under(kind)
    assert ENFORCES.findall(home(jo, child)) == []
    assert jo.post(f"/children/{child}/breach/", {"order": "o1"}).status_code == 422
    assert "Before anything goes back" not in jo.get(f"/children/{child}/tried/").text


def test_a_conditional_caution_goes_to_the_police(jo, child_under):
    child = child_under("youth-conditional-caution")
    assert "the police decide" in home(jo, child)
    assert jo.post(f"/children/{child}/breach/", {"order": "o1"}).status_code == 422


def test_of_a_referral_order_the_panel_is_asked_and_no_court(jo, bea, child_under):
    child = child_under(REFERRAL)
    everything_tried(jo, child)
    assert "Only the panel can send it back" in home(jo, child)
    put(jo, child)
    assert "It is put to the panel" in deciding(bea, child).text
    assert decide(bea, child, "breach").status_code == 302
    shown = home(jo, child)
    assert "the panel is asked" in shown
    assert "The report for the panel" in shown


@pytest.mark.provision("CM-441", "CM-451", "CM-452")
def test_nothing_is_put_to_a_manager_before_everything_was_tried(jo, child_under):
    child = child_under(YRO)
    paper = begin(jo, child)
    answer(jo, paper)
    assert "A court never stands in for a warning" in jo.get(putting(child, paper)).text
    assert jo.post(putting(child, paper)).status_code == 422
    warned_twice(jo, child)
    shown = jo.get(putting(child, paper)).text
    assert "Hold an engagement panel first" in shown
    assert f"/children/{child}/record/engagement-panel-held/?order=o1" in shown
    met = {"agreed": "His nan brings him.", **day_parts("on", TODAY)}
    record(jo, child, "engagement-panel-held", "?order=o1", **met)
    assert jo.post(putting(child, paper)).status_code == 302
    assert "not decided yet" in home(jo, child)


def test_what_was_decided_under_an_order_that_is_over_stands_there_too(jo, worker):
    over = {"id": "o1", "kind": YRO, "made_on": "2024-01-08", "ends_on": "2024-12-08"}
    was = {"id": "b1", "kind": "breach-decided", "on": "2024-05-02", "order": "o1"}
    told = [{**was, "decision": "no-breach", "note": "His mum was ill."}]
    child = make_child(worker.service, worker=worker, orders=[over], events=told)
    shown = home(jo, child)
    assert "It did not go back." in shown
    assert "His mum was ill." in shown


def test_a_paper_with_gaps_is_not_put_forward(jo, kai):
    paper = begin(jo, kai)
    shown = main(jo.get(putting(kai, paper)).text)
    for section in form("breach").sections:
        assert shown.count(f"<b>{about(section.title, 'Kai')}</b>") == 1
        assert shown.count(f"{section.id}/") == 1
    assert jo.post(putting(kai, paper)).status_code == 422
    assert jo.post(f"/children/{kai}/breach/", {"order": "o1"}).status_code == 422  # begun already


@pytest.mark.provision("CM-455", "NP-341")
def test_that_a_child_is_looked_after_is_weighed_before_anything_is_put_forward(jo, worker):
    spell = {"from": f"{TODAY - timedelta(days=300)}", "to": None, "basis": "care-order"}
    order = {"id": "o1", "kind": YRO, "made_on": f"{TODAY - timedelta(days=200)}"}
    of = {"given_name": "Kai", "looked_after": [spell]}
    child = make_child(worker.service, worker=worker, child=of, orders=[order])
    everything_tried(jo, child)
    paper = begin(jo, child)
    assert "Kai is looked after" in jo.get(f"{paper}breach-beyond/").text
    answer(jo, paper)
    assert "Kai is looked after. Say that it makes it harder" in jo.get(putting(child, paper)).text
    assert jo.post(putting(child, paper)).status_code == 422
    answer(jo, paper, **{"breach-beyond-which": "looked-after"})
    assert jo.post(putting(child, paper)).status_code == 302


@pytest.mark.provision("CM-442")
def test_what_the_record_holds_of_what_was_tried_stands_beside_the_question(jo, kai):
    paper = begin(jo, kai)
    beside = jo.get(f"{paper}breach-tried/").text
    for said in ("tried “A bus pass”", "agreed “His nan brings him”", "2 warnings", "came 0 times"):
        assert said in beside


@pytest.mark.provision("CM-454")
def test_a_manager_reads_the_four_matters_and_signs(jo, bea, manager, kai):
    put(jo, kai)
    assert "decide whether the order goes back" in owed(bea, kai)
    page = deciding(bea, kai).text
    for matter in ("breach-living", "breach-trusted", "breach-worked", "breach-capacity"):
        assert f"Of {matter}." in page
    for said in ("His nan brings him.", "it can end in custody"):
        assert said in page
    assert decide(bea, kai, "breach").status_code == 302
    made = decided(kai)
    assert (made.document["decision"], made.document["by"]) == ("breach", manager.name)
    assert made.by == manager
    shown = home(jo, kai)
    assert "it goes back to court" in shown
    assert "Nothing less is enough." in shown
    assert "The report for the court" in shown
    assert "Read it and decide" not in owed(bea, kai)


def test_that_it_does_not_go_back_is_as_good_a_decision(jo, bea, kai):
    put(jo, kai)
    assert decide(bea, kai, "no-breach", note="We try the Base.").status_code == 302
    shown = home(jo, kai)
    assert "it does not go back" in shown
    assert "We try the Base." in shown
    assert "Review it" not in home(bea, kai)


@pytest.mark.provision("CM-454")
def test_a_case_manager_does_not_decide(jo, kai):
    put(jo, kai)
    assert "Read it and decide" not in home(jo, kai)
    assert deciding(jo, kai).status_code == 403
    assert jo.get(f"/children/{kai}/record/breach-decided/").status_code == 404


@pytest.mark.provision("CM-454")
def test_the_childs_own_worker_does_not_decide_be_she_a_manager(worker, bea, manager, senior, sal):
    order = {"id": "o1", "kind": YRO, "made_on": f"{TODAY - timedelta(days=200)}"}
    of = {"given_name": "Kai"}
    child = make_child(worker.service, worker=manager, child=of, orders=[order])
    writes = signed_in_client(make_person(Role.OPERATIONS_MANAGER, team=worker.team))
    everything_tried(writes, child)
    put(writes, child)
    assert "You work with Kai yourself" in deciding(bea, child).text
    assert "What do you decide?" not in deciding(bea, child).text
    refused = decide(bea, child, "breach", page=deciding(sal, child))
    assert refused.status_code == 422
    assert "You work with Kai yourself" in refused.text
    assert decided(child) is None
    assert decide(sal, child, "breach").status_code == 302  # the control: who does not, may


def test_who_wrote_a_part_of_it_does_not_decide_on_it(jo, bea, sal, kai):
    paper = begin(jo, kai)
    answer(jo, paper)
    answer(bea, paper)
    assert jo.post(putting(kai, paper)).status_code == 302
    assert "You prepared this yourself" in deciding(bea, kai).text
    assert decide(bea, kai, "no-breach", page=deciding(sal, kai)).status_code == 422
    assert decide(sal, kai, "no-breach").status_code == 302


def test_who_put_it_forward_does_not_decide_on_it(jo, bea, sal, kai):
    paper = begin(jo, kai)
    answer(jo, paper)
    assert bea.post(putting(kai, paper)).status_code == 302
    assert decide(bea, kai, "breach", page=deciding(sal, kai)).status_code == 422


def test_what_is_sent_back_begins_anew_with_what_it_said(jo, bea, kai):
    put(jo, kai)
    assert decide(bea, kai, "send-back", note="What does his nan say?").status_code == 302
    assert decided(kai) is None
    shown = home(jo, kai)
    assert "What does his nan say?" in shown
    assert "mend what a manager sent back" in owed(jo, kai)
    assert f'href="/children/{kai}/breach/"' in owed(jo, kai)
    paper = begin(jo, kai)
    assert "Of breach-family-says." in jo.get(f"{paper}breach-heard/").text
    answer(jo, paper, **{"breach-family-says": "Nan will bring him."})
    assert jo.post(putting(kai, paper)).status_code == 302
    assert "Nan will bring him." in deciding(bea, kai).text
    assert "See what is to be mended" not in owed(jo, kai)
    assert decide(bea, kai, "no-breach").status_code == 302


def test_what_waits_may_be_prepared_anew_and_the_later_one_is_decided(jo, bea, kai):
    put(jo, kai)
    early = deciding(bea, kai)
    paper = begin(jo, kai)
    assert "Of breach-family-says." in jo.get(f"{paper}breach-heard/").text
    answer(jo, paper)
    jo.post(putting(kai, paper))
    late = decide(bea, kai, "breach", page=early)
    assert late.status_code == 422
    assert "prepared anew since you opened it" in late.text
    assert decide(bea, kai, "breach").status_code == 302


def test_of_two_managers_at_once_one_decides(jo, bea, sal, kai):
    put(jo, kai)
    hers = deciding(sal, kai)
    assert decide(bea, kai, "breach").status_code == 302
    answered = sal.post(f"/children/{kai}/breach/decide/", {"decision": "no-breach"})
    assert answered.status_code == 302  # nothing waits any more
    assert "decision" in hers.text
    assert Event.objects.filter(child=kai, kind="breach-decided").count() == 1


def test_a_decision_needs_its_reason(jo, bea, kai):
    put(jo, kai)
    refused = decide(bea, kai, "breach", note="")
    assert refused.status_code == 422
    assert "Say why" in refused.text
    assert decided(kai) is None


def test_what_was_put_forward_stays_as_it_is(jo, kai):
    paper = begin(jo, kai)
    answer(jo, paper)
    jo.post(putting(kai, paper))
    assert jo.post(f"{paper}breach-life/", {"breach-living": "Otherwise."}).status_code == 422
    assert jo.get(putting(kai, paper)).status_code == 302


def test_a_decision_that_is_withdrawn_waits_again(jo, bea, kai):
    put(jo, kai)
    decide(bea, kai, "breach")
    event = decided(kai)
    address = f"/children/{kai}/events/{event.pk}/withdraw/"
    page = bea.get(address).text
    assert re.search("reason", page)
    bea.post(address, {"reason": "The wrong child.", "began_from": event.reference})
    assert "not decided yet" in home(jo, kai)
    assert decide(bea, kai, "no-breach").status_code == 302
    assert main(jo.get(f"/children/{kai}/breach/").text).count("it does not go back") == 1


@pytest.mark.provision("CM-454")
def test_what_a_manager_decided_the_childs_worker_does_not_take_back(jo, bea, kai):
    put(jo, kai)
    decide(bea, kai, "no-breach")
    event = decided(kai)
    there = f"/children/{kai}/events/{event.pk}/"
    assert "withdraw/" not in jo.get(there).text
    assert "withdraw/" in bea.get(there).text
    gone = {"reason": "I see it otherwise.", "began_from": event.reference}
    assert jo.post(f"{there}withdraw/", gone).status_code == 403
    assert "it does not go back" in home(jo, kai)


@pytest.mark.provision("CM-454")
def test_who_wrote_a_part_does_not_decide_on_what_was_mended_of_it(jo, bea, sal, kai):
    paper = begin(jo, kai)
    answer(jo, paper)
    tried = f"{paper}breach-tried/"
    said = form_with(bea.get(tried).text, "breach-worked").sent(**{"breach-worked": "His nan."})
    assert bea.post(tried, said).status_code == 302
    jo.post(putting(kai, paper))
    assert decide(sal, kai, "send-back").status_code == 302
    jo.post(putting(kai, begin(jo, kai)))
    assert OWN in deciding(bea, kai).text
    assert bea.post(f"/children/{kai}/breach/decide/", {"decision": "no-breach"}).status_code == 422
    assert decide(sal, kai, "no-breach").status_code == 302


def test_what_statute_asks_for_and_what_was_judged_of_it_stands_where_it_is_decided(jo, bea, kai):
    contact = miss(jo, kai, TODAY)
    ask(jo, kai, contact, TODAY)
    put(jo, kai)
    for page in (home(jo, kai), deciding(bea, kai).text):
        assert "By statute it goes back unless circumstances are exceptional" in page
        assert "a manager is still to judge that" in page
    told = {"decision": "court", "because": "Nothing else is left."}
    asked = f"?order=o1&contact={contact}"
    assert record(bea, kai, "judged-for-court", asked, **told).status_code == 302
    assert "it must go back to court" in deciding(bea, kai).text
