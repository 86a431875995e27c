"""A miscount of the people who were harmed is put right, and what is owed to them follows."""

from datetime import date

import pytest

from tests.unit.rules.cases import case_file, event, order, seen
from waymark.rules.casefile import parse
from waymark.rules.findings import RefusedError
from waymark.rules.known import known_on

ROBBED = {"id": "f1", "category": "robbery", "victims": ["v1", "v2"]}
HURT = {"category": "violence", "victims": ["v2", "v3"]}


def counted(harmed, on="2026-01-10", offence="o1:f1", **facts):
    return event("harmed-counted-again", on, offence=offence, harmed=harmed, **facts)


def victims(*events, on="2026-02-01", offences=(ROBBED, HURT)):
    file = case_file(*events, orders=[order(offences=list(offences))])
    (held,) = known_on(parse(file), date.fromisoformat(on)).orders
    return [list(each.victims) for each in held.offences]


def test_the_number_counted_last_holds_for_its_offence_alone():
    assert victims(counted(1)) == [["v1"], ["v2", "v3"]]
    assert victims(counted(1), counted(3, "2026-01-11")) == [["v1", "v2", "o1-f1-3"], ["v2", "v3"]]
    assert victims(counted(0, offence="o1:2")) == [["v1", "v2"], []], "it is called by its place"


def test_it_changes_nothing_before_it_is_known():
    late = counted(1, recorded_on="2026-01-20")
    assert victims(late, on="2026-01-19") == victims()


@pytest.mark.parametrize(
    ("kind", "facts"),
    [
        ("victim-invitation-decided", {"decision": "invite"}),
        ("victim-readiness-told", {"ready": "yes"}),
        ("victim-consent-told", {"given": True}),
        ("child-readiness-judged", {"ready": "yes"}),
        ("restorative-activity-planned", {"form": "letter"}),
        ("mind-changed", {}),
    ],
)
def test_whoever_something_was_recorded_of_stays_before_the_others(kind, facts):
    recorded = event(kind, "2026-01-07", victim="v2", **facts)
    assert victims(recorded, counted(1))[0] == ["v2"]


def test_one_who_came_with_a_count_is_called_the_same_after_the_next():
    first, then = counted(3), counted(2, "2026-01-12")
    told = event("victim-invitation-decided", "2026-01-11", victim="o1-f1-3", decision="invite")
    assert victims(first, told, then)[0] == ["v1", "o1-f1-3"]


def test_an_invitation_is_owed_to_as_many_as_there_are():
    file = case_file(counted(1), orders=[order(offences=[ROBBED])])
    owed = {key for key in seen(file, "2026-02-01") if key.startswith("decide-victim-invitation")}
    assert owed == {"decide-victim-invitation:o1:v1"}


@pytest.mark.parametrize("harmed", [-1, 1.5, 101])
def test_what_is_no_number_of_people_is_refused(harmed):
    with pytest.raises(RefusedError, match="is not a number of people"):
        parse(case_file(counted(harmed), orders=[order(offences=[ROBBED])]))
