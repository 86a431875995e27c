"""A week of contacts: what is kept, what gives, and what is said where no week can be."""

from dataclasses import replace

import pytest

from tests.bench import finding
from tests.unit.timetabling.checker import faults, gave, placed
from tests.unit.timetabling.puzzles import at, on
from waymark.timetabling import solving
from waymark.timetabling.asked import (
    DAY,
    Apart,
    Between,
    Child,
    Fixed,
    Hours,
    How,
    Lunch,
    OnDays,
    Owed,
    SameTime,
    Spread,
    Taken,
    Week,
    Worker,
)
from waymark.timetabling.proposed import HIDDEN, Ended, Sure, WeekProposed
from waymark.timetabling.weekly import propose_week

AN_AGE = 600  # seconds, which no test takes
MONDAY = 0
OPEN = Hours(id="open", label="Open hours", spans=(on(MONDAY, 13, 18),))
JO = Worker(id="jo", hours=Hours(id="jo-hours", label="Jo’s hours", spans=(on(MONDAY, 9, 18),)))
SAM = Worker(id="sam", hours=Hours(id="sam-hours", label="Sam’s hours", spans=(on(MONDAY, 9, 18),)))
AMY = Owed(
    id="amy-owed",
    label="Amy: once a week",
    child="amy",
    times=1,
    minutes=60,
    how=How.IN_A_ROOM,
    workers=("jo",),
)
BEN = replace(AMY, id="ben-owed", label="Ben: once a week", child="ben", workers=("sam",))
SCHOOL = Taken(id="school", label="Amy: school", of="amy", spans=(on(MONDAY, 9, 15),))


def week(*owed, **more):
    asked = {
        "opening": OPEN,
        "children": tuple(Child(id=each.child) for each in owed),
        "owed": owed,
        "workers": (JO, SAM),
        "rooms": ("green", "blue"),
    }
    return Week(**asked | more)


def begins(proposed):
    return {each.owed: each.begins for each in proposed.sessions}


@pytest.mark.provision("CM-429")
def test_contact_goes_around_school_and_the_way_from_it():
    amy = replace(AMY, child_way=30)
    before_four = Between(
        id="early", label="Amy: before four", weight=1, owed="amy-owed", latest=16 * 60
    )
    proposed = propose_week(week(amy, taken=(SCHOOL,), wishes=(before_four,)))
    assert begins(proposed)["amy-owed"] >= at(MONDAY, 15, 30)
    assert [(each.words, each.cost) for each in proposed.gave] == [("Amy: before four", 1)]


@pytest.mark.provision("CM-429")
def test_what_a_child_loves_is_hard_unless_it_is_given_as_a_wish():
    football = Taken(id="loved", label="Amy: football", of="amy", spans=(on(MONDAY, 13, 18),))
    impossible = propose_week(week(AMY, taken=(football,)))
    assert impossible.clash.words == ("Amy: once a week", "Open hours", "Amy: football")
    as_a_wish = propose_week(week(AMY, taken=(replace(football, weight=5),)))
    assert [each.words for each in as_a_wish.gave] == ["Amy: football"]


def test_a_child_is_seen_or_called_at_home_during_a_curfew_and_not_called_out():
    curfew = Taken(
        id="curfew", label="Amy: curfew", of="amy", spans=(on(MONDAY, 13, 33),), at_home=True
    )
    assert propose_week(week(AMY, taken=(curfew,))).ended is Ended.IMPOSSIBLE
    for how in (How.AT_HOME, How.REMOTE):
        assert propose_week(week(replace(AMY, how=how), taken=(curfew,))).ended is Ended.BEST


@pytest.mark.provision("CM-407")
def test_two_children_who_are_kept_apart_do_not_come_at_one_time_nor_meet_on_the_way():
    same = tuple(
        SameTime(id=each.id + "-same", label="same", weight=1, owed=each.id, begins=at(MONDAY, 14))
        for each in (AMY, BEN)
    )
    together = propose_week(week(AMY, BEN, wishes=same))
    assert begins(together)["amy-owed"] == begins(together)["ben-owed"]
    apart = Apart(id="apart", label="Amy and Ben apart", first="amy", second="ben", margin=30)
    kept = begins(propose_week(week(AMY, BEN, wishes=same, apart=(apart,))))
    assert abs(kept["amy-owed"] - kept["ben-owed"]) >= 60 + 30


def test_children_who_are_kept_apart_may_be_called_at_one_time():
    apart = Apart(id="apart", label="apart", first="amy", second="ben", margin=24 * 60)
    called = replace(BEN, how=How.REMOTE)
    assert propose_week(week(AMY, called, apart=(apart,))).ended is Ended.BEST
    assert propose_week(week(AMY, BEN, apart=(apart,))).ended is Ended.IMPOSSIBLE


@pytest.mark.provision("CM-427")
def test_a_child_keeps_the_time_that_they_are_used_to():
    used_to = at(MONDAY, 16, 15)
    same = SameTime(id="same", label="same time", weight=1, owed="amy-owed", begins=used_to)
    proposed = propose_week(week(AMY, wishes=(same,)))
    assert (begins(proposed)["amy-owed"], proposed.gave) == (used_to, ())


def test_a_worker_has_a_break_unless_what_was_booked_before_leaves_none():
    hours = replace(JO.hours, spans=(on(MONDAY, 13, 15),))
    jo = Worker(id="jo", hours=hours)
    lunch = Lunch(id="lunch", label="Jo: a break", weight=1, worker="jo", earliest=13 * 60)
    twice = replace(AMY, times=2, label="Amy: twice a week")
    assert propose_week(week(AMY, workers=(jo,), wishes=(lunch,))).gave == ()
    gave = propose_week(week(twice, workers=(jo,), wishes=(lunch,))).gave
    assert [(each.words, each.at) for each in gave] == [("Jo: a break", (at(MONDAY, 0),))]
    booked = Taken(id="booked", label="Jo: court", of="jo", spans=(on(MONDAY, 13, 14),))
    late = replace(lunch, latest=14 * 60)
    assert propose_week(week(AMY, workers=(jo,), wishes=(late,), taken=(booked,))).gave == ()


def test_a_workers_contacts_are_spread_over_her_days_with_what_is_booked_of_her():
    days = tuple(on(day, 9, 18) for day in range(3))
    jo = Worker(id="jo", hours=replace(JO.hours, spans=days))
    owed = [replace(AMY, id=f"{each} owed", child=each, how=How.REMOTE) for each in "abcd"]
    court = Taken(id="court", label="Jo: court", of="jo", spans=(on(0, 9, 10), on(0, 11, 12)))
    spread = Spread(id="spread", label="Jo: spread", weight=1, worker="jo")
    asked = week(*owed, workers=(jo,), wishes=(spread,), taken=(court,))
    proposed = propose_week(asked)
    assert sorted(each // DAY for each in begins(proposed).values()) == [1, 1, 2, 2]
    assert proposed.gave == ()
    on_monday = OnDays(id="d", label="A: Monday", weight=2, owed="a owed", days=frozenset({0}))
    gave = propose_week(replace(asked, wishes=(spread, on_monday))).gave
    assert [(each.words, each.cost) for each in gave] == [("Jo: spread", 1)]


def test_what_is_fixed_stays_and_is_named_where_it_cannot():
    fixed = Fixed(
        id="fixed", label="Amy: Monday at 2", owed="amy-owed", begins=at(MONDAY, 14), worker="jo"
    )
    assert begins(propose_week(week(AMY, fixed=(fixed,))))["amy-owed"] == at(MONDAY, 14)
    clash = propose_week(week(AMY, fixed=(fixed,), taken=(SCHOOL,))).clash
    assert clash.words == ("Amy: school", "Amy: Monday at 2")
    assert clash.sure is Sure.SMALLEST


def test_a_hidden_child_in_the_way_reads_as_a_room_that_is_not_free():
    rooms = tuple(
        Taken(id=each, label="Zebedee", of=each, spans=OPEN.spans, hidden=True)
        for each in ("green", "blue")
    )
    by_rooms = propose_week(week(AMY, taken=rooms)).clash
    ben = Fixed(id="ben", label="Zebedee", owed="ben-owed", begins=at(MONDAY, 15), worker="sam")
    apart = Apart(id="apart", label="Amy and Zebedee", first="amy", second="ben", margin=300)
    asked = week(AMY, replace(BEN, label="Zebedee"), fixed=(ben,), apart=(apart,))
    asked = replace(asked, children=(Child(id="amy"), Child(id="ben", hidden=True)))
    by_a_child = propose_week(asked).clash
    assert by_rooms.words == by_a_child.words
    assert by_rooms.words[-1] == HIDDEN
    assert "Zebedee" not in repr((by_rooms, by_a_child))


def within(steps, monkeypatch):
    """So many of the solver's own steps, however busy the machine is."""
    monkeypatch.setattr(solving, "STEPS", steps / AN_AGE)
    return {"seconds": AN_AGE}


def test_when_the_time_runs_out_that_is_what_is_said(monkeypatch):
    proposed = propose_week(finding.week(), **within(0.001, monkeypatch))
    assert proposed == WeekProposed(Ended.TIME_RAN_OUT)


def test_what_was_found_before_the_time_ran_out_keeps_all_that_is_hard(monkeypatch):
    asked = finding.week()
    proposed = propose_week(asked, **within(0.012, monkeypatch))
    assert proposed.ended is Ended.BEST_SO_FAR
    assert faults(asked, proposed.sessions) == []
    told = {each.id: (sorted(each.at), each.cost) for each in proposed.gave}
    assert told == gave(asked, placed(asked, proposed.sessions))


def test_of_a_clash_it_is_said_how_much_is_certain(monkeypatch):
    sure = []
    for steps in (0.001, 0.24, 2):
        proposed = propose_week(finding.impossible_week(), **within(steps, monkeypatch))
        sure.append((proposed.ended, proposed.clash.sure))
    assert sure == [(Ended.IMPOSSIBLE, each) for each in (Sure.CLASH, Sure.MINIMAL, Sure.SMALLEST)]
