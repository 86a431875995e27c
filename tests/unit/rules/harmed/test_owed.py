"""What somebody who was harmed is owed: asked, informed, answered, and left alone as they wish."""

from dataclasses import replace

import pytest

from tests.unit.rules.harmed.people import (
    DECIDED,
    QUIET,
    REACHED,
    SETTLED,
    day,
    due,
    happened,
    link,
    spell,
    victim,
)
from waymark.rules.harmed.base import HAPPENINGS, SPELLS
from waymark.rules.harmed.clocks import Clocks
from waymark.rules.harmed.owed import OWED, owed


def test_nothing_is_owed_where_all_is_done():
    assert due(victim(*QUIET), "2026-04-01") == {}


def test_the_police_are_asked_as_soon_as_somebody_is_known_and_asked_again():
    assert due(victim(*SETTLED, DECIDED), "2026-03-02") == {"ask-police": "2026-03-02"}
    asked = victim(*SETTLED, DECIDED, happened("details-asked", "2026-03-02"))
    assert due(asked, "2026-03-06") == {}
    assert due(asked, "2026-03-09") == {"chase-police": "2026-03-09"}
    chased = victim(
        *SETTLED,
        DECIDED,
        happened("details-asked", "2026-03-02"),
        happened("details-chased", "2026-03-09"),
    )
    assert due(chased, "2026-03-13") == {}
    assert due(chased, "2026-03-16") == {"chase-police": "2026-03-16"}


def test_whoever_can_be_reached_is_contacted_within_the_days_that_stand_and_that_is_marked_ours():
    tried = happened("contacted", "2026-03-06", how="phone", reached=False)
    somebody = victim(*SETTLED, *REACHED[:2], DECIDED, tried)
    (found,) = owed(somebody, day("2026-03-06"))
    assert (found.name, str(found.due_on), found.unverified) == (
        "first-contact",
        "2026-03-18",
        True,
    )
    assert due(somebody, "2026-03-06", clocks=Clocks(first_contact=1)) == {
        "first-contact": "2026-03-05"
    }


@pytest.mark.provision("CM-379")
def test_whoever_asked_that_nothing_is_passed_on_is_left_alone():
    refused = victim(
        happened("details-asked", "2026-03-02"), happened("details-refused", "2026-03-03")
    )
    assert set(due(refused, "2026-04-01")) == {"decide-invitation", "say-basis"}
    changed = victim(
        happened("details-asked", "2026-03-02"),
        happened("details-refused", "2026-03-03"),
        happened("details-received", "2026-03-10"),
    )
    assert set(due(changed, "2026-04-01")) == {"decide-invitation", "say-basis"}
    changed = victim(
        happened("details-refused", "2026-03-03"),
        happened("details-allowed", "2026-03-09"),
        happened("details-received", "2026-03-10"),
    )
    assert "first-contact" in due(changed, "2026-04-01")


def test_whoever_wants_no_contact_is_left_alone_from_that_day_on_and_answered_if_they_ask():
    alone = spell("preference", not_at_all=True, **{"from": "2026-03-06"})
    somebody = victim(*SETTLED, *REACHED[:2], DECIDED, alone)
    assert set(due(somebody, "2026-03-05")) == {"first-contact"}
    assert due(somebody, "2026-03-06") == {}
    asked = victim(*QUIET, alone, happened("progress-asked", "2026-03-20"))
    assert set(due(asked, "2026-03-20")) == {"tell-progress"}


def test_the_code_is_for_whoever_was_harmed_and_not_for_whoever_may_be():
    assert set(due(replace(victim(), is_potential=True), "2026-03-02")) == {"say-basis"}
    assert "ask-police" in due(victim(), "2026-03-02")


@pytest.mark.provision("CM-380")
def test_in_every_case_it_is_decided_whether_to_invite_and_before_the_panel_where_there_is_time():
    links = (link(decided_on="2026-03-20"), link(child=8, ref="v4", order="o9"))
    asked = (happened("view-asked", "2026-03-04", before="panel"), *SETTLED, *REACHED)
    somebody = victim(*asked, links=links)
    found = {each.of: each for each in owed(somebody, day("2026-03-05"))}
    assert str(found["o1"].due_on) == "2026-03-20"
    assert "before it is decided on 20 March 2026" in found["o1"].why
    assert found["o9"].due_on is None
    assert "in every case" in found["o9"].why

    not_yet = happened("invitation-decided", "2026-03-05", child=7, decision="not-yet")
    later = [
        each.of for each in owed(victim(*asked, not_yet, DECIDED, links=links), day("2026-03-06"))
    ]
    assert later == ["o9"]
    assert {each.of for each in owed(victim(*asked, not_yet, links=links), day("2026-03-06"))} == {
        "o1",
        "o9",
    }


@pytest.mark.provision("NP-044", "NP-120", "NP-235")
def test_what_they_think_is_asked_before_it_is_decided_and_not_after():
    somebody = victim(*QUIET, links=(link(decided_on="2026-03-20"),))
    assert due(somebody, "2026-03-05") == {"ask-view": "2026-03-20"}
    assert due(somebody, "2026-03-21") == {}


@pytest.mark.provision("NP-044", "NP-120", "NP-235")
def test_what_they_think_is_asked_before_each_decision_anew():
    asked = happened("view-asked", "2026-03-04", before="panel", child=7, order="o1")
    assert due(victim(*QUIET, asked, links=(link(decided_on="2026-03-20"),)), "2026-03-05") == {}
    again = link(decided_on="2026-06-20", decided_before="2026-03-20")
    assert due(victim(*QUIET, asked, links=(again,)), "2026-05-01") == {"ask-view": "2026-06-20"}
    later = happened("view-asked", "2026-05-02", before="court", child=7, order="o1")
    assert due(victim(*QUIET, asked, later, links=(again,)), "2026-05-03") == {}
    other = link(order="o2", decided_on="2026-03-20")
    both = victim(*QUIET, asked, links=(link(decided_on="2026-03-20"), other))
    assert [each.of for each in owed(both, day("2026-03-05"))] == ["o2"]


@pytest.mark.provision("NP-044")
def test_what_they_said_is_told_to_whoever_decides_before_it_is_decided():
    links = (link(decided_on="2026-03-20"),)
    said = {"before": "panel", "child": 7, "order": "o1"}
    given = happened("view-asked", "2026-03-04", given=True, **said)
    found = victim(*QUIET, given, links=links)
    assert due(found, "2026-03-05") == {"tell-view": "2026-03-20"}
    assert due(found, "2026-03-21") == {}
    nothing = happened("view-asked", "2026-03-04", **said)
    assert due(victim(*QUIET, nothing, links=links), "2026-03-05") == {}

    told = happened("view-told", "2026-03-05", said="The panel heard it.", child=7, order="o1")
    assert due(victim(*QUIET, given, told, links=links), "2026-03-06") == {}
    otherwise = happened("view-asked", "2026-03-07", given=True, **said)
    anew = victim(*QUIET, given, told, otherwise, links=links)
    assert due(anew, "2026-03-08") == {"tell-view": "2026-03-20"}


@pytest.mark.provision("CM-377")
def test_the_contact_scheme_is_told_within_one_working_day_even_of_whoever_is_left_alone():
    grave = (link(made_on="2026-12-24", known_on="2026-12-24", grave=True),)
    refused = victim(*SETTLED, DECIDED, happened("details-refused", "2026-12-24"), links=grave)
    assert due(refused, "2026-12-24") == {"notify-scheme": "2026-12-29"}
    told = happened("contact-scheme-notified", "2026-12-29", order="o1")
    assert due(victim(*SETTLED, DECIDED, told, *REACHED, links=grave), "2026-12-29") == {}
    assert due(victim(*QUIET), "2026-12-29") == {}


@pytest.mark.provision("CM-377")
def test_the_scheme_is_told_of_each_order_though_two_childrens_files_call_theirs_alike():
    links = [link(child=child, made_on="2026-12-24", grave=True) for child in (7, 8)]
    told = happened("contact-scheme-notified", "2026-12-29", order="o1", child=7)
    decided = [happened("invitation-decided", "2026-12-24", child=8, decision="do-not-invite")]
    on = day("2026-12-29")
    somebody = victim(*SETTLED, DECIDED, *decided, *REACHED, told, links=tuple(links))
    assert [each.name for each in owed(somebody, on)] == ["notify-scheme"]


@pytest.mark.provision("CM-375")
def test_whoever_asks_how_the_case_goes_is_told():
    asked = (*QUIET, happened("progress-asked", "2026-03-16"))
    assert due(victim(*asked), "2026-03-16") == {"tell-progress": "2026-03-23"}
    told = happened("progress-told", "2026-03-16", said="The panel met")
    assert due(victim(*asked, told), "2026-03-16") == {}
    again = happened("progress-asked", "2026-04-01")
    assert due(victim(*asked, told, again), "2026-04-01") == {"tell-progress": "2026-04-10"}


@pytest.mark.provision("CM-376")
def test_whoever_asks_for_support_is_told_of_services():
    asked = (*QUIET, happened("support-asked", "2026-03-16"))
    assert due(victim(*asked), "2026-03-16") == {"tell-support": "2026-03-23"}
    told = happened("support-told", "2026-03-17", services=["victim-support"])
    assert due(victim(*asked, told), "2026-03-17") == {}


@pytest.mark.provision("CM-378")
def test_whoever_is_to_be_invited_is_offered_something_restorative():
    invite = happened("invitation-decided", "2026-03-16", child=7, decision="invite")
    somebody = victim(*SETTLED, *REACHED, invite)
    assert due(somebody, "2026-03-16") == {"offer-restorative": "2026-03-23"}
    offered = happened("restorative-offered", "2026-03-17", child=7, forms=["letter"])
    assert due(victim(*SETTLED, *REACHED, invite, offered), "2026-03-17") == {}


@pytest.mark.provision("CM-378")
def test_whoever_wishes_for_something_restorative_is_offered_it_whatever_was_decided():
    wish = spell("wish", about="restorative", **{"from": "2026-03-16"})
    assert due(victim(*QUIET, wish), "2026-03-16") == {"offer-restorative": "2026-03-23"}
    before, after = (
        happened("restorative-offered", on, child=7, forms=["letter"])
        for on in ("2026-03-06", "2026-03-17")
    )
    assert "offer-restorative" in due(victim(*QUIET, wish, before), "2026-03-17")
    assert "offer-restorative" not in due(victim(*QUIET, wish, after), "2026-03-17")
    of_a_decision = spell("wish", about="decision", **{"from": "2026-03-16"})
    assert due(victim(*QUIET, of_a_decision), "2026-03-16") == {}


@pytest.mark.provision("CM-378")
def test_what_was_judged_not_right_at_all_is_not_offered_and_what_is_not_in_one_form_is():
    invite = happened("invitation-decided", "2026-03-16", child=7, decision="invite")
    for forms, is_owed in (([], False), (["conference"], True)):
        unfit = happened("restorative-not-appropriate", "2026-03-17", forms=forms, said="So.")
        found = due(victim(*SETTLED, *REACHED, invite, unfit), "2026-03-17")
        assert ("offer-restorative" in found) == is_owed


@pytest.mark.provision("CM-386")
def test_it_is_said_of_each_whether_the_code_entitles_them_to_more():
    somebody = victim(*SETTLED[1:], *REACHED, DECIDED)
    assert due(somebody, "2026-03-05") == {"identify-entitlement": None}
    young = spell("entitlement", category="under-18", reason="She is 15")
    assert due(victim(*SETTLED[1:], *REACHED, DECIDED, young), "2026-03-05") == {}


@pytest.mark.provision("CM-386")
def test_a_child_who_was_harmed_is_entitled_to_more_whatever_was_said_first():
    assert due(victim(*QUIET, age="adult"), "2026-03-05") == {}
    assert due(victim(*QUIET, age="child"), "2026-03-05") == {"identify-entitlement": None}
    young = spell("entitlement", category="under-18", reason="She is 15")
    settled = (*SETTLED[1:], *REACHED, DECIDED, young)
    assert due(victim(*settled, age="child"), "2026-03-05") == {}


@pytest.mark.provision("NP-056")
def test_what_somebody_who_was_reached_needs_is_asked_special_educational_needs_too():
    somebody = victim(*SETTLED[:2], *REACHED, DECIDED)
    (found,) = owed(somebody, day("2026-03-05"))
    assert found.name == "ask-needs"
    assert "special educational needs" in found.why
    need = spell("need", what="special-educational", means="Short sentences")
    assert due(victim(*SETTLED[:2], *REACHED, DECIDED, need), "2026-03-05") == {}


@pytest.mark.provision("CM-411")
def test_the_lawful_basis_of_each_record_is_said():
    somebody = victim(SETTLED[0], SETTLED[2], *REACHED, DECIDED)
    assert due(somebody, "2026-03-05") == {"say-basis": None}


@pytest.mark.provision("CM-387", "CM-389")
def test_when_the_last_order_ended_whoever_we_met_is_asked_how_it_was():
    links = (link(ends_on="2026-06-01"), link(child=8, order="o9", ends_on="2026-07-01"))
    other = happened("invitation-decided", "2026-03-03", child=8, decision="do-not-invite")
    somebody = victim(*QUIET, other, links=links)
    assert due(somebody, "2026-06-30") == {}
    assert due(somebody, "2026-07-01") == {"ask-feedback": "2026-07-15"}
    (found,) = owed(somebody, day("2026-07-01"))
    assert "satisfied" in found.why
    asked = happened("feedback-asked", "2026-07-02")
    assert due(victim(*QUIET, other, asked, links=links), "2026-07-02") == {}


COMPLAINT = happened("complaint-received", "2026-03-16", said="Nobody rang me back")


@pytest.mark.provision("CM-390", "CM-391", "CM-392")
def test_a_complaint_is_acknowledged_and_answered_by_its_day_and_the_ombudsman_named():
    acknowledged = happened("complaint-acknowledged", "2026-03-17", answer_by="2026-04-01")
    answered = happened("complaint-answered", "2026-03-30", said="We rang the wrong number")
    told = happened("ombudsman-told", "2026-03-30")
    steps = [*QUIET, COMPLAINT]
    assert due(victim(*steps), "2026-03-16") == {
        "acknowledge-complaint": "2026-03-19",
        "answer-complaint": None,
    }
    steps.append(acknowledged)
    assert due(victim(*steps), "2026-03-17") == {"answer-complaint": "2026-04-01"}
    steps.append(answered)
    assert due(victim(*steps), "2026-03-30") == {"tell-ombudsman": "2026-03-30"}
    assert due(victim(*steps, told), "2026-03-30") == {}


@pytest.mark.provision("CM-390", "CM-391", "CM-392")
def test_two_complaints_are_answered_each_though_one_came_on_the_day_of_an_answer():
    on = "2026-03-30"
    answer = happened("complaint-answered", on, said="We rang the wrong number")
    acknowledged = happened("complaint-acknowledged", on, answer_by="2026-04-01")
    told = happened("ombudsman-told", on)
    again = happened("complaint-received", on, said="They rang at work")
    both = [*QUIET, COMPLAINT, acknowledged, answer, told, again]
    found = due(victim(*both), on)
    assert found.keys() == {"acknowledge-complaint", "answer-complaint"}
    assert found["answer-complaint"] is None, "by when, they were told of the other alone"
    both += [acknowledged, answer]
    assert due(victim(*both), on) == {"tell-ombudsman": on}
    assert due(victim(*both, told), on) == {}


@pytest.mark.provision("CM-383")
def test_whoever_says_yes_is_asked_for_written_consent_before_anything_is_done():
    yes = happened("restorative-answered", "2026-03-10", answer="accepted", forms=["meeting"])
    began = {"how": "written", "from": "2026-03-11"}
    letters = spell("consent", allows="restorative", **began)
    direct = spell("consent", allows="direct", **began)
    assert due(victim(*QUIET, yes), "2026-03-11") == {"have-consent": None}
    assert due(victim(*QUIET, yes, letters), "2026-03-11") == {"have-consent": None}
    assert due(victim(*QUIET, yes, direct), "2026-03-11") == {}
    no = happened("restorative-answered", "2026-03-11", answer="declined")
    assert due(victim(*QUIET, yes, no), "2026-03-11") == {}
    done = happened("restorative-received", "2026-03-12", form="meeting")
    assert due(victim(*QUIET, yes, done), "2026-03-12") == {}


def test_each_thing_that_is_owed_is_done_by_something_that_can_be_written_down():
    assert {each.does for each in OWED} <= {*HAPPENINGS, *SPELLS}
    assert len({each.name for each in OWED}) == len(OWED)


@pytest.mark.provision("CM-379", "CM-394")
def test_what_was_done_is_not_owed_anew_once_what_showed_it_may_be_gone():
    ended = (link(ends_on="2026-06-01"),)
    assert "ask-police" in due(victim(links=ended), "2027-06-01")
    assert due(victim(links=ended), "2027-06-02") == {}
    longer = happened("kept-longer", "2027-05-01", keep_until="2027-09-01", manager="Val")
    assert "ask-police" in due(victim(longer, links=ended), "2027-09-01")

    complaint = happened("complaint-received", "2027-06-10")
    assert set(due(victim(complaint, links=ended), "2027-06-20")) == {
        "acknowledge-complaint",
        "answer-complaint",
    }
