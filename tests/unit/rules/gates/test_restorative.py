"""Restorative work happens when it is safe, prepared and wanted by both; each refusal says what to
do first."""

import pytest

from tests.unit.rules.cases import event, order
from tests.unit.rules.gates.restoring import (
    BOTH,
    HARMED,
    LATER,
    PLANNED,
    SETTLED,
    asked,
    consent,
    harmed_ready,
    held,
    known,
    looked_at,
    planned,
    prepared,
    ready,
    refused,
)
from waymark.guidance import code_list
from waymark.rules.gates.restorative import PRINCIPLES
from waymark.rules.restorative import (
    DIRECT,
    WITH_SOMEBODY_HARMED,
    activities,
    both_on,
)
from waymark.rules.settings import Settings


@pytest.mark.provision("CM-348", "CM-370")
def test_they_meet_once_both_are_ready_and_it_can_be_managed_safely():
    assert refused(*BOTH, PLANNED, looked_at(), now=held()) == ""


@pytest.mark.provision("CM-348", "CM-370")
@pytest.mark.parametrize("said", ["not-yet", "no", None])
def test_nothing_begins_before_the_child_is_ready(said):
    told = [ready(said=said)] if said else []
    why = refused(*told, harmed_ready(), consent(), PLANNED, looked_at(), now=held())
    assert "talk it over" in why


@pytest.mark.provision("CM-348", "CM-370")
@pytest.mark.parametrize("said", ["not-yet", "no", None])
def test_nothing_begins_before_the_person_harmed_is_ready(said):
    told = [harmed_ready(said=said)] if said else []
    why = refused(ready(), *told, consent(), PLANNED, looked_at(), now=held())
    assert "Ask the victim worker" in why


@pytest.mark.provision("CM-348")
def test_whoever_wants_messages_carried_does_not_have_to_meet():
    told = [ready(), harmed_ready(to=["shuttle"]), consent(to=["shuttle"])]
    why = refused(*told, PLANNED, looked_at(), now=held())
    assert "ready for this" in why
    assert "no written consent" in why
    carried = {**planned("shuttle"), "id": "p"}
    assert refused(*told, carried, looked_at(), now=held()) == ""


@pytest.mark.provision("CM-383", "NP-106")
def test_nothing_begins_without_the_written_consent_of_the_person_harmed():
    without = [ready(), harmed_ready()]
    assert "written consent" in refused(*without, PLANNED, looked_at(), now=held())
    taken_back = [*BOTH, consent("2026-03-10", given=False)]
    assert "written consent" in refused(*taken_back, PLANNED, looked_at(), now=held())


@pytest.mark.provision("CM-354")
@pytest.mark.parametrize(
    "otherwise",
    [
        event("mind-changed", "2026-03-10", victim="v1"),
        ready("2026-03-10", "not-yet"),
        harmed_ready("2026-03-10", "no"),
        event("mind-changed", "2026-03-10", activity="p"),
    ],
)
def test_either_may_change_their_mind_until_it_begins(otherwise):
    told = [*BOTH, PLANNED, looked_at(), otherwise]
    assert refused(*told, now=held())
    assert refused(*told, now=held("2026-03-09")) == ""


@pytest.mark.provision("CM-354")
def test_a_mind_that_changed_can_change_again():
    told = [*BOTH, PLANNED, looked_at(), event("mind-changed", "2026-03-10", victim="v1")]
    assert both_on(known(*told), "v1", LATER).child == "no"
    assert refused(*told, ready("2026-03-15"), now=held()) == ""


@pytest.mark.provision("CM-354")
def test_a_no_to_one_form_lets_another_be_planned():
    said_no = harmed_ready(said="no", to=["meeting"])
    assert "does not want to" in refused(ready(), said_no, now=PLANNED)
    assert refused(ready(), said_no, now=planned("letter")) == ""


def test_what_one_person_said_says_nothing_of_another():
    told = known(*BOTH, event("mind-changed", "2026-03-10", victim="v2"))
    assert both_on(told, "v1", LATER).child == "yes"
    assert both_on(told, "v2", LATER).victim is None


def test_how_far_a_thing_is_and_what_was_worked_is_read_from_what_happened():
    garden = {**planned("community", None, hours=12), "id": "p"}
    worked = event("restorative-activity-held", "2026-03-20", activity="p", hours=3.5)
    again = event("restorative-activity-held", "2026-03-27", activity="p", hours=4)
    stop = event("mind-changed", "2026-04-01", activity="p")
    for told, state, hours in (
        ([], "planned", 0),
        ([looked_at()], "assessed", 0),
        ([looked_at(safe="not-yet")], "planned", 0),
        ([looked_at(), worked, again], "held", 7.5),
        ([looked_at(), worked, stop], "called-off", 3.5),
    ):
        (one,) = activities(known(garden, *told))
        assert (one.state, one.worked) == (state, hours)


@pytest.mark.provision("NP-309", "CM-348")
def test_each_is_looked_at_for_its_own_risks_before_it_begins():
    garden = {**planned("community", None), "id": "p"}
    assert "Look at the risks" in refused(garden, now=held())
    assert "Look at the risks" in refused(garden, looked_at("2026-03-21"), now=held())
    assert "not safe yet" in refused(garden, looked_at(safe="not-yet"), now=held())
    assert refused(garden, looked_at(), now=held()) == ""


@pytest.mark.provision("NP-308", "NP-309", "CM-348", "CM-351", "CM-353")
@pytest.mark.parametrize(
    ("lacks", "says"),
    [
        ({"could_harm": " "}, "what could harm"),
        ({"keeps_safe": None}, "what keeps everybody safe"),
        ({"settled": SETTLED[1:]}, "The child is not prepared"),
    ],
)
def test_nothing_is_safe_before_both_are_prepared_and_the_risks_looked_at(lacks, says):
    before = [PLANNED, prepared()]
    assert refused(*before, now=looked_at()) == ""
    assert says in refused(*before, now=looked_at(**lacks))
    assert refused(*before, now=looked_at(safe="not-yet", **lacks)) == ""


@pytest.mark.provision("NP-308", "NP-309", "CM-348", "CM-351", "CM-353")
@pytest.mark.parametrize(
    "told",
    [
        [],
        [prepared(said="not-yet")],
        [prepared(), prepared("2026-03-04", "not-yet")],
        [prepared("2026-03-05")],
        [prepared(activity="other")],
    ],
)
def test_nobody_but_the_victims_side_says_that_the_person_harmed_is_prepared(told):
    other = {**planned(), "id": "other"}
    says = "Nothing says that the person harmed is prepared"
    assert says in refused(PLANNED, other, *told, now=looked_at())
    assert refused(PLANNED, other, *told, now=looked_at(safe="not-yet")) == ""
    assert refused(PLANNED, other, *told, prepared("2026-03-04"), now=looked_at("2026-03-06")) == ""


@pytest.mark.provision("CM-353", "NP-308")
def test_whoever_is_not_prepared_any_more_is_waited_for_though_it_was_judged_safe():
    before = [*BOTH, PLANNED, prepared(), looked_at()]
    assert refused(*before, now=held()) == ""
    told = [*before, prepared("2026-03-10", "not-yet")]
    assert "not prepared for it yet" in refused(*told, now=held())
    assert refused(*told, prepared("2026-03-12"), now=held()) == ""


def test_for_the_community_nobody_harmed_has_to_be_prepared():
    garden = {**planned("community", None), "id": "p"}
    assert refused(garden, now=looked_at()) == ""


@pytest.mark.provision("NP-209", "NP-301", "NP-312")
@pytest.mark.parametrize("principle", PRINCIPLES)
def test_nothing_is_safe_before_each_of_the_six_principles_holds(principle):
    rest = [each for each in PRINCIPLES if each != principle]
    assert "six principles" in refused(PLANNED, now=looked_at(principles=rest))


@pytest.mark.provision("NP-302")
def test_what_was_done_with_somebody_harmed_says_what_each_could_raise_of_the_harm():
    before = [*BOTH, PLANNED, looked_at()]
    assert "what each wanted to say" in refused(*before, now=held(raised=" "))
    assert refused(*before, now=held()) == ""
    garden = {**planned("community", None), "id": "p"}
    assert refused(garden, looked_at(), now=held(raised=None)) == ""


def without(code):
    return {"settled": [each for each in SETTLED if each != code]}


@pytest.mark.provision("CM-344")
def test_nothing_that_punishes_harms_or_shames_is_done():
    assert "plan something else" in refused(
        PLANNED, prepared(), now=looked_at(**without("harmless"))
    )


@pytest.mark.provision("CM-344")
@pytest.mark.parametrize("kind", ["restorative-activity-held", "restorative-outcome"])
def test_what_hurt_or_shamed_somebody_goes_on_only_once_its_risks_were_looked_at_again(kind):
    garden = {**planned("community", None), "id": "p"}
    first = [garden, looked_at()]
    hurt = event(kind, "2026-03-12", activity="p", hurt=["child"])
    assert refused(*first, event(kind, "2026-03-12", activity="p"), now=held()) == ""
    assert "shamed somebody" in refused(*first, hurt, now=held())
    assert refused(*first, hurt, now=held("2026-03-11")) == ""
    assert refused(*first, hurt, looked_at("2026-03-12"), now=held()) == ""
    another = [{**garden, "id": "p2"}, {**hurt, "id": "h2", "activity": "p2"}]
    assert refused(*first, *another, now=held()) == ""


@pytest.mark.provision("NP-305", "NP-306")
def test_the_child_comes_freely_and_knows_why():
    assert "nobody comes who does not know" in refused(
        PLANNED, now=looked_at(**without("understands"))
    )


@pytest.mark.provision("NP-306")
def test_everybody_who_takes_part_knows_why_and_what_is_asked_of_them():
    assert "with everybody else" in refused(
        PLANNED, prepared(), now=looked_at(**without("everybody"))
    )


@pytest.mark.provision("CM-351")
def test_it_rests_on_the_needs_of_both_beside_the_risks_and_the_wishes():
    assert "what each needs" in refused(PLANNED, prepared(), now=looked_at(**without("needs")))


@pytest.mark.provision("CM-352")
def test_parents_take_part_or_it_is_said_why_not():
    assert "Take the parents" in refused(PLANNED, prepared(), now=looked_at(**without("parents")))
    why = {"without_parents": "His mother is in hospital; his aunt comes."}
    assert refused(PLANNED, prepared(), now=looked_at(**without("parents"), **why)) == ""


@pytest.mark.provision("NP-295", "NP-310")
def test_whoever_leads_it_is_trained_and_knows_the_child():
    assert "the child’s history" in refused(PLANNED, prepared(), now=looked_at(**without("knows")))
    assert "untrained" in refused(PLANNED, prepared(), now=looked_at(trained_on=None))
    assert "Say who leads it" in refused(PLANNED, prepared(), now=looked_at(facilitator=None))
    ours = {"facilitator": None, "led_by": "jo@example.org"}
    assert refused(PLANNED, prepared(), now=looked_at(**ours, trained_until="2026-03-04")) == ""
    assert "ran out" in refused(
        PLANNED, prepared(), now=looked_at(**ours, trained_until="2026-03-03")
    )


@pytest.mark.provision("NP-304")
def test_a_child_who_needs_an_interpreter_has_one():
    needs = {"interpreter": {"needed": True, "language": "pl"}}
    assert "interpreter" in refused(PLANNED, prepared(), now=looked_at(), **needs)
    comes = {"settled": [*SETTLED, "interpreter"]}
    assert refused(PLANNED, prepared(), now=looked_at(**comes), **needs) == ""
    not_needed = {"interpreter": {"needed": False}}
    assert refused(PLANNED, prepared(), now=looked_at(), **not_needed) == ""


@pytest.mark.provision("CM-348", "CM-351", "CM-354", "CM-370")
def test_nothing_is_planned_with_somebody_who_said_no():
    assert "does not want to" in refused(ready(said="no"), now=planned())
    assert "person harmed does not want" in refused(harmed_ready(said="no"), now=planned())
    preparing = [ready(said="not-yet"), harmed_ready(said="not-yet")]
    assert refused(*preparing, now=planned()) == ""
    assert refused(ready(said="no"), now=planned("community", None)) == ""


@pytest.mark.provision("CM-348")
def test_what_is_for_somebody_says_for_whom():
    assert "Say which of the people harmed" in refused(now=planned("letter", None))
    assert refused(now=planned("community", None)) == ""


@pytest.mark.provision("CM-340", "CM-381")
def test_what_is_thought_right_says_how_it_is_linked_to_what_happened_and_why():
    whole = {"paper": "p1", "appropriate": "yes", "form": "letter", "victim": "v1"}
    words = {"link": "He scared them.", "because": "He asked to."}
    considered = {**event("restorative-considered", "2026-03-03", **whole), **words}
    assert refused(now=considered) == ""
    assert "linked to what happened" in refused(now={**considered, "link": ""})
    assert "Say why" in refused(now={**considered, "because": ""})
    assert "which form" in refused(now={**considered, "form": None})
    assert refused(now={**considered, "form": None, "appropriate": "not-yet"}) == ""
    assert "linked to what happened" in refused(now={**planned("community", None), "link": ""})


def test_the_forms_that_the_rules_know_stand_in_the_list():
    known_forms = {each.code: each.group for each in code_list("restorative-forms").codes}
    assert {code for code, group in known_forms.items() if group == "direct"} == DIRECT
    assert known_forms.keys() >= WITH_SOMEBODY_HARMED


def test_so_many_hours_on_one_day_or_more_than_are_left_are_asked_about_and_not_refused():
    plan = {**planned("community", None, hours=12), "id": "p"}
    assert asked(plan, now=held(hours=10)) == ""
    assert asked(plan, now=held(hours=16.5)) == (
        "16.5 hours on 20 March 2026 are more than 10. Of the 12 hours that are planned, 12 are "
        "left. Give the hours of that day alone, or tick this if they are meant."
    )
    before = held("2026-03-19", hours=8)
    assert asked(plan, before, now=held(hours=4)) == ""
    assert "planned, 4 are left" in asked(plan, before, now=held(hours=4.5))
    assert "12 hours on 19 March 2026" in asked(plan, before, now=held("2026-03-19", hours=4))
    assert asked(plan, now=held()) == ""
    by_talk = {**planned("community", None), "id": "p"}
    assert asked(by_talk, now=held(hours=9)) == ""
    assert "are more than 8" in asked(
        by_talk, now=held(hours=9), settings=Settings(made_right_a_day=8)
    )
    assert refused(plan, looked_at(), now=held(hours=16.5)) == ""


def test_an_order_that_is_not_for_what_harmed_them_is_asked_about_and_not_refused():
    of_theirs = [{"category": "burglary", "victims": ["v3"]}]
    orders = [*HARMED, order(id="o2", offences=of_theirs), order(id="o3")]
    assert "was not harmed by" in asked(now=planned(victim="v3", order="o1"), orders=orders)
    for victim, mine in (("v1", "o1"), ("v3", "o2"), ("v3", "o3"), ("v3", None), (None, "o1")):
        form = "community" if victim is None else "meeting"
        assert asked(now=planned(form, victim, order=mine), orders=orders) == ""
    assert refused(now=planned(victim="v2", order="o1")) == ""
