"""Groups of children: who is together, who is not, and why somebody is left out."""

from dataclasses import fields, replace

import pytest

from tests.bench import finding
from tests.unit.timetabling.checking_groups import faults
from tests.unit.timetabling.puzzles import on
from tests.unit.timetabling.test_weekly import within
from waymark.timetabling.asked import Groups, Member, Need, Sex, Slot, Taken, Tension, Venue
from waymark.timetabling.groups import propose_groups
from waymark.timetabling.proposed import HIDDEN, Ended, GroupsProposed

HALL = Venue(id="hall", label="the hall", capacity=8, risk_assessed=True)
MONDAY, TUESDAY = (
    Slot(id=f"s{day}", label=f"Day {day}", venue="hall", span=on(day, 16, 17)) for day in (0, 1)
)
AMY, BEN, CAI, DAN = (
    Member(id=each.lower(), label=each, age=15, maturity=2, sex=Sex.MALE)
    for each in ("Amy", "Ben", "Cai", "Dan")
)


def groups(*members, **more):
    asked = {
        "slots": (MONDAY,),
        "venues": (HALL,),
        "how_many": 2,
        "least": 2,
        "most": 6,
        "widest_age": 3,
    }
    return Groups(members=members, **asked | more)


def told(proposed):
    """Who is together, why others are not, and what gave."""
    return (
        [each.members for each in proposed.groups],
        {each.member: each.reasons for each in proposed.left_out},
        [each.words for each in proposed.gave],
    )


@pytest.mark.provision("CM-163", "CM-164")
def test_no_group_clashes_with_school_or_a_curfew_or_the_way_there_and_back():
    school = Taken(id="school", label="Cai: college", of="cai", spans=(on(0, 9, 16),))
    curfew = Taken(id="curfew", label="Dan: curfew", of="dan", spans=(on(0, 17, 31),), at_home=True)
    late, early = replace(CAI, taken=(school,)), replace(DAN, taken=(curfew,))
    assert told(propose_groups(groups(AMY, BEN, late, early)))[1] == {}
    late, early = replace(late, way=10), replace(early, way=10)
    _, left_out, _ = told(propose_groups(groups(AMY, BEN, late, early)))
    assert left_out == {"cai": ("Cai: college",), "dan": ("Dan: curfew",)}


@pytest.mark.provision("CM-159")
def test_a_venue_that_a_child_cannot_get_into_is_no_venue_for_that_child():
    ramp = Need(id="ramp", label="Cai: step-free", what="step-free")
    cai = replace(CAI, needs=(ramp,))
    assert told(propose_groups(groups(AMY, BEN, cai)))[1] == {"cai": ("Cai: step-free",)}
    hall = replace(HALL, offers=frozenset({"step-free"}))
    assert told(propose_groups(groups(AMY, BEN, cai, venues=(hall,))))[1] == {}


@pytest.mark.provision("CM-160")
def test_there_is_no_group_where_the_risk_was_not_assessed():
    proposed = propose_groups(groups(AMY, BEN, venues=(replace(HALL, risk_assessed=False),)))
    why = ("No risk assessment: the hall",)
    assert told(proposed)[:2] == ([], {"amy": why, "ben": why})


@pytest.mark.provision("CM-157", "CM-158")
def test_children_of_areas_at_odds_are_in_no_group_together():
    tension = Tension(id="areas", label="E9 and N16", first="amy", second="cai")
    proposed = propose_groups(groups(AMY, BEN, CAI, DAN, tensions=(tension,), slots=(MONDAY,)))
    together, left_out, _ = told(proposed)
    assert len(together[0]) == 3
    assert list(left_out.values()) == [("E9 and N16",)]
    soft = replace(tension, weight=3)
    _, left_out, gave = told(propose_groups(groups(AMY, BEN, CAI, DAN, tensions=(soft,))))
    assert (left_out, gave) == ({}, ["E9 and N16"])
    both = groups(AMY, BEN, CAI, DAN, tensions=(soft,), slots=(MONDAY, TUESDAY))
    assert told(propose_groups(both))[1:] == ({}, [])


@pytest.mark.provision("CM-157")
def test_a_child_who_is_far_older_or_younger_is_not_put_with_the_rest():
    young = replace(CAI, age=11)
    _, left_out, _ = told(propose_groups(groups(AMY, BEN, young)))
    assert left_out == {"cai": ("No more than 3 years between oldest and youngest",)}


@pytest.mark.provision("CM-157")
def test_a_child_who_is_far_the_youngest_is_told_of():
    young = replace(CAI, age=13)
    assert told(propose_groups(groups(AMY, BEN, young)))[2] == ["Cai: far the youngest"]
    assert told(propose_groups(groups(AMY, replace(BEN, age=14), young)))[2] == []


@pytest.mark.provision("CM-157")
def test_a_child_who_is_alone_of_their_sex_is_told_of():
    amy = replace(AMY, sex=Sex.FEMALE)
    assert told(propose_groups(groups(amy, BEN, CAI)))[2] == ["Amy: the only one of their sex"]


@pytest.mark.provision("CM-157")
def test_a_child_is_not_alone_among_those_who_all_did_what_they_did_not():
    did = [replace(each, offences=frozenset({"weapons"})) for each in (AMY, BEN)]
    alone = propose_groups(groups(*did, CAI))
    assert told(alone)[2] == ["Cai: everybody else did this: weapons"]
    assert told(propose_groups(groups(*did, CAI, DAN)))[2] == []


@pytest.mark.provision("CM-157")
def test_a_group_of_more_ages_or_maturities_than_wished_is_told_of():
    older = replace(BEN, age=16, maturity=4)
    proposed = propose_groups(groups(AMY, older, wished_age=0, wished_maturity=1))
    assert told(proposed)[2] == [
        "No more than 0 years between oldest and youngest",
        "No more than 1 levels of maturity apart",
    ]


@pytest.mark.provision("CM-236", "CM-157")
def test_girls_and_boys_are_separated_by_sex_as_recorded():
    girls = [replace(each, sex=Sex.FEMALE) for each in (AMY, BEN)]
    one_time = groups(*girls, CAI, DAN, by_sex=True)
    together, left_out, _ = told(propose_groups(one_time))
    assert together in ([("amy", "ben")], [("cai", "dan")])
    assert set(left_out.values()) == {("Girls and boys in groups of their own",)}
    two_times = replace(one_time, slots=(MONDAY, TUESDAY))
    together, left_out, _ = told(propose_groups(two_times))
    assert (sorted(together), left_out) == ([("amy", "ben"), ("cai", "dan")], {})
    assert [each for each in fields(Member) if "gender" in each.name] == []


def test_without_a_sex_that_is_recorded_a_child_is_in_no_group_by_sex():
    asked = groups(AMY, BEN, replace(CAI, sex=None), by_sex=True)
    assert told(propose_groups(asked))[1] == {"cai": ("The sex is not recorded",)}


def test_a_child_who_is_kept_apart_from_one_who_is_hidden_does_not_learn_of_them():
    tension = Tension(id="apart", label="Amy and Zebedee", first="amy", second="ben")
    asked = groups(
        *(AMY, replace(BEN, label="Zebedee", hidden=True), CAI, DAN), tensions=(tension,)
    )
    proposed = propose_groups(asked)
    assert [each.reasons for each in proposed.left_out] == [(HIDDEN,)]
    assert "Zebedee" not in repr(proposed)


def test_two_groups_are_not_in_one_venue_at_one_time():
    overlapping = replace(TUESDAY, span=on(0, 16, 18))
    asked = groups(AMY, BEN, CAI, DAN, most=2, slots=(MONDAY, overlapping))
    assert len(propose_groups(asked).groups) == 1


def test_a_group_of_one_is_refused():
    with pytest.raises(ValueError, match="two children at least"):
        groups(AMY, least=1)


def test_when_the_time_runs_out_that_is_said_of_groups_that_break_nothing(monkeypatch):
    asked = finding.forty_children()
    proposed = propose_groups(asked, **within(0.06, monkeypatch))
    assert proposed.ended is Ended.BEST_SO_FAR
    assert faults(asked, {each.slot: each.members for each in proposed.groups}) == set()
    nothing = propose_groups(asked, **within(0.0005, monkeypatch))
    assert nothing == GroupsProposed(Ended.TIME_RAN_OUT)
