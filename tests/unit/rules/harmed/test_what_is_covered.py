"""What somebody harmed allows covers each form that casework may plan with them, and no other."""

import pytest

from tests.unit.rules.harmed.people import day, happened, spell, victim
from waymark.guidance import code_list
from waymark.rules.harmed.telling import holding
from waymark.rules.letters import VictimConsent, VictimReadiness

BEGINS = {"from": "2026-03-01", "how": "written", "informed": True}
FORMS = {each.code for each in code_list("restorative-forms").codes}
TOGETHER = {
    *("conference", "meeting", "panel", "direct-reparation"),
    *("home-mediation", "talk", "everyday"),
}


def told(*records, kind):
    letters = holding(victim(*records), 7, "v1", day("2026-03-10"))
    return next(each for each in letters if isinstance(each, kind))


def covered(allows):
    return set(told(spell("consent", allows=allows, **BEGINS), kind=VictimConsent).to)


@pytest.mark.provision("CM-383")
def test_whoever_consents_to_meet_may_be_brought_together_with_the_child_in_any_way():
    assert covered("direct") == TOGETHER


@pytest.mark.provision("CM-383")
def test_whoever_consents_to_something_restorative_is_brought_together_with_nobody():
    assert not covered("restorative") & TOGETHER


@pytest.mark.provision("CM-383")
def test_each_form_that_may_be_planned_rests_on_one_written_consent():
    assert covered("restorative") | covered("direct") == FORMS


@pytest.mark.parametrize("form", sorted(FORMS))
def test_each_form_that_may_be_planned_may_be_wished_for(form):
    accepted = happened("restorative-answered", "2026-03-05", answer="accepted", forms=[form])
    assert told(accepted, kind=VictimReadiness).to == (form,)
