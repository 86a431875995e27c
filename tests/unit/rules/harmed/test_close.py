"""Where a child and somebody whom they harmed may meet is known by keys, and told at once."""

import pytest

from tests.unit.rules.harmed.people import day, due, faults, happened, spell, victim
from waymark.rules.closeness import At, can_be_compared, ways_written
from waymark.rules.harmed.close import Hers, Near, close
from waymark.rules.harmed.owed import owed
from waymark.rules.harmed.telling import holding

SINCE, TOLD, SAID = "2026-01-05", "2026-03-02", "2026-03-09"
HOUR = ("2026-03-20T14:00", "2026-03-20T15:00")


def near(place, begins=SINCE, ends=None, key="k"):
    return Near(7, At(place, key, begins, ends), day(TOLD))


def hers(kind, key="k", **facts):
    return Hers(key, spell(kind, **{"from": "2026-02-01", **facts}), day(SAID))


def goes(place="school", **facts):
    return hers("goes-to", place=place, called="x", **facts)


def met(one, other):
    return list(close([one], [other]))


@pytest.mark.provision("CM-400")
def test_one_school_and_one_address_bring_them_close_since_both_were_known():
    for one, other in ((near("school"), goes()), (near("address"), hers("reach", by="address"))):
        (found,) = met(one, other)
        assert (found.child, found.place, found.on) == (7, one.at.place, day(SAID))


def test_another_place_does_not():
    assert met(near("school", key="l"), goes()) == []


def test_nor_does_a_place_where_one_was_before_the_other_came():
    assert met(near("school", ends="2026-01-31"), goes()) == []
    assert met(near("school", begins="2026-05-01"), goes(to="2026-04-30")) == []


@pytest.mark.parametrize(
    ("starts", "ends", "many"),
    [("13:00", "14:30", 1), ("15:30", "16:00", 0), ("09:00", "13:59", 0), (None, None, 1)],
)
def test_one_building_does_at_the_same_hour_alone(starts, ends, many):
    found = met(near("building", *HOUR), goes("building", starts=starts, ends=ends))
    assert len(found) == many
    assert [(each.begins, each.ends) for each in found] == [HOUR] * many


def test_what_is_soonest_stands_first_however_it_was_told():
    later = near("building", "2026-03-21T09:00", "2026-03-21T10:00")
    found = close([later, near("building", *HOUR), near("school")], [goes(), goes("building")])
    assert [each.begins for each in found] == [None, HOUR[0], later.at.begins]


@pytest.mark.provision("CM-400")
def test_the_victim_worker_is_owed_to_see_to_it_at_once_until_something_was_done():
    meets = met(near("school"), goes())
    assert due(victim(close=meets), "2026-03-10")["keep-apart"] == SAID
    alone = spell("preference", **{"from": "2026-03-01", "not_at_all": True})
    assert "keep-apart" in due(victim(alone, close=meets), "2026-03-10")
    elsewhere = happened("kept-apart", "2026-03-10", place="address", said="Asked.")
    assert "keep-apart" in due(victim(elsewhere, close=meets), "2026-03-10")
    done = happened("kept-apart", "2026-03-10", place="school", said="Another entrance.")
    assert "keep-apart" not in due(victim(done, close=meets), "2026-03-10")


def test_what_is_owed_says_of_which_child_and_of_which_place_and_hour_it_is():
    meets = [*met(near("school"), goes()), *met(near("building", *HOUR), goes("building"))]
    owed_to = owed(victim(close=meets), day("2026-03-10"))
    assert [each.title for each in owed_to if each.name == "keep-apart"] == [
        "See that they do not meet: the child of record 7, at their school",
        "See that they do not meet: the child of record 7, in one building on 20 March 2026 from "
        "14:00 to 15:00",
    ]


def test_what_is_over_is_owed_no_more():
    meets = met(near("building", *HOUR), goes("building"))
    assert "keep-apart" in due(victim(close=meets), "2026-03-20")
    assert "keep-apart" not in due(victim(close=meets), "2026-03-21")


@pytest.mark.provision("CM-400")
def test_casework_is_told_a_place_of_the_childs_own_and_nothing_of_hers():
    meets = met(near("building", *HOUR), goes("building"))
    (letter,) = holding(victim(close=meets), 7, "v1", day("2026-03-10"))
    begins, ends = HOUR
    told = {"child": 7, "on": SAID, "place": "building", "begins": begins, "ends": ends}
    assert letter.document() == told | {"no_longer": False}
    assert list(holding(victim(close=meets), 7, "v1", day("2026-03-21"))) == []


def told(*records, close, on="2026-03-10"):
    return [each.place for each in holding(victim(*records, close=close), 7, "v1", day(on))]


@pytest.mark.provision("CM-400")
def test_casework_reads_it_until_something_was_done_for_this_child_at_this_place():
    meets = met(near("school"), goes())
    for elsewhere in ({"place": "address"}, {"place": "school", "child": 8}):
        done = happened("kept-apart", "2026-03-10", said="Asked.", **elsewhere)
        assert told(done, close=meets) == ["school"]
    before = happened("kept-apart", "2026-03-08", place="school", said="Another entrance.")
    assert told(before, close=meets) == ["school"], "it was not known yet"
    done = happened("kept-apart", SAID, place="school", said="Another entrance.")
    assert told(done, close=meets) == []


@pytest.mark.provision("CM-400")
def test_what_was_done_on_the_day_a_time_was_booked_may_have_been_of_another():
    meets = met(near("building", *HOUR), goes("building"))
    for on, places in ((SAID, ["building"]), ("2026-03-10", [])):
        done = happened("kept-apart", on, place="building", said="Another hour.")
        assert told(done, close=meets) == places


@pytest.mark.provision("CM-400")
@pytest.mark.parametrize("whom", ["family", "carer", "worker"])
def test_a_home_that_both_share_is_not_told_casework_since_it_would_say_who_was_harmed(whom):
    """Daniel's mother, or whoever works where he lives: her worker sees to it, and may signal."""
    home = met(near("address"), hers("reach", by="address"))
    at_school = met(near("school"), goes())
    cleared = {"as": whom, "papers": ["plan"], "reason": "She is named in it."}
    clearance = spell("clearance", **{"from": "2026-03-01", **cleared})
    assert told(clearance, close=home) == []
    assert "keep-apart" in due(victim(clearance, close=home), "2026-03-10")
    assert told(close=home) == ["address"], "of a stranger it is told"
    assert told(clearance, close=at_school) == ["school"], "and of her, anywhere else"
    over = spell("clearance", **{"from": "2026-03-01", "to": "2026-03-05", **cleared})
    assert told(over, close=home) == ["address"]


def are_one(place, one, other):
    """Tell whether a place of the child's is theirs, and theirs the child's."""
    return [
        not {*ways_written(place, of_child, of_child=True)}.isdisjoint(
            ways_written(place, theirs, of_child=False)
        )
        for of_child, theirs in ((one, other), (other, one))
    ]


@pytest.mark.provision("CM-400")
@pytest.mark.parametrize(
    ("place", "one", "other"),
    [
        ("address", "12 Quay Street, Bristow, BS1 4AA", "12, Quay St, BS14AA"),
        ("address", "Flat 3, 12 Quay Street, BS1 4AA", "Flat 3, 12 Quay St, Bristow bs1 4aa"),
        ("address", "Rose Cottage, Mill Lane", "rose cottage, Mill Ln"),
        ("address", "Rose Cottage, Mill Lane, Ludlow SY8 1AA", "Rose Cottage, SY8 1AA"),
        (
            "building",
            "The Old Boathouse, Canal Side, Wickhaven ZZ2 4BH",
            "Canal Side, Wickhaven, ZZ24BH",
        ),
        ("building", "The Old Boathouse, Wickhaven ZZ2 4BH", "Old Boathouse ZZ2 4BH"),
        ("building", "12 Quay Street, Bristow, BS1 4AA", "12, Quay St, BS14AA"),
        ("school", "The Bristow High School", "Bristow High"),
        ("school", "Bristow High School", "Bristow Academy"),
        ("school", "Academy of Bristow", "Bristow Comp."),
        ("school", "St Anne’s School", "Saint Annes"),
        ("school", "St. Anne's C of E Primary School", "St Anne Prim."),
        ("school", "Hollinvale Sixth Form College, Year 12", "Hollinvale 6th Form College"),
        ("school", "SS Peter & Paul's RC High School", "St Peter and St Paul"),
        ("school", "King Edwards' Grammar", "King Edward's Gram. School"),
        ("school", "Bristow High School, year 11, with the base", "Bristow High"),
        ("school", "Bristow High School, Year 11", "Bristow High, Bristow"),
        ("school", "St Anne's Primary, Ludlow", "Ludlow St Anne's Primary School"),
        ("school", "St Anne's Primary, Quay Street, Ludlow", "St Annes Primary, Ludlow"),
        ("school", "St Anne's Primary, Ludlow", "St Anne's Primary"),
        ("school", "The High School, Ludlow", "High School, Ludlow, SY8 1AA"),
        ("school", "Ysgol Gyfun Llanfach", "Llanfach Comprehensive School"),
        ("school", "Ysgol Gynradd Sant Elfan", "St Elfan's Primary School"),
        ("school", "Coleg Llanfach", "Llanfach College"),
    ],
)
def test_a_place_is_one_however_it_is_written(place, one, other):
    assert are_one(place, one, other) == [True, True]


@pytest.mark.parametrize(
    ("place", "one", "other"),
    [
        ("address", "12 Quay St, BS1 4AA", "14 Quay St, BS1 4AA"),
        ("address", "Rose Cottage, Mill Lane, SY8 1AA", "The Forge, Mill Lane, SY8 1AA"),
        ("building", "The Boathouse, Wickhaven ZZ2 4BH", "The Forge, Wickhaven ZZ2 4BH"),
        ("building", "The Boathouse, Canal Side, ZZ2 4BH", "The Boathouse, Canal Side, ZZ2 4BJ"),
        ("school", "Bristow High", "Bristow Low"),
        ("school", "St Anne's Primary, Ludlow", "St Anne's Primary, Leominster"),
        ("school", "St Anne's Primary", "St Anne's High School"),
        ("school", "St Anne's Primary", "St Agnes Primary"),
        ("school", "St Anne's Infant School, Ludlow", "St Anne's Junior School, Ludlow"),
        ("school", "Bristow Girls' School", "Bristow Boys' School"),
        ("school", "North Bristow School", "South Bristow School"),
    ],
)
def test_the_house_next_door_and_another_school_are_not(place, one, other):
    assert are_one(place, one, other) == [False, False]


def test_a_school_is_no_address_of_the_same_words_and_no_words_are_no_place():
    assert {*ways_written("school", "Bristow", of_child=True)}.isdisjoint(
        ways_written("address", "Bristow", of_child=False)
    )
    assert not [*ways_written("school", "The School", of_child=True)]
    assert not [*ways_written("school", "Yr Ysgol", of_child=True)]
    assert not [*ways_written("address", " ", of_child=True)]


@pytest.mark.provision("CM-400")
@pytest.mark.parametrize(
    "text",
    [
        *("3 Quay, BS1 5BB", "bs15bb", "12 Elder Walk", "Hope House, 12 Elder Wlk, Ashford"),
        *("St Anne’s School", "Wickhaven High", "the academy gates", "7 Heol y Bont"),
        *("The primary, College Road", "9 High Street"),
        *("Ysgol Llanfach", "Coleg y Bryn, Llanfach", "3 Heol yr Ysgol"),
    ],
)
def test_a_place_with_a_postcode_a_door_or_a_school_can_be_compared(text):
    assert can_be_compared(text)


@pytest.mark.parametrize(
    "text",
    [
        *("", "The skate park", "Elder Walk", "by the quay at 4", "Hope House", "at his gran’s"),
        *("12 o’clock, the green", "Table 3 in the café", "room 2, Elder Walk"),
        *("the café on High Street", "the shops, College Road", "Heol yr Ysgol", "Ysgol"),
    ],
)
def test_one_that_each_calls_in_a_way_of_their_own_cannot(text):
    assert not can_be_compared(text)


@pytest.mark.provision("CM-400")
def test_what_was_done_about_one_time_in_a_building_leaves_the_next_owed():
    """Whenever it is written down: which time it was says that it was known."""
    later = ("2026-03-27T14:00", "2026-03-27T15:00")
    meets = [
        *met(near("building", *HOUR), goes("building")),
        *met(near("building", *later), goes("building")),
    ]
    done = happened("kept-apart", SAID, place="building", said="Another hour.", meeting=meets[0].of)
    assert told(done, close=meets) == ["building"]
    (left,) = (
        e for e in owed(victim(done, close=meets), day("2026-03-10")) if e.name == "keep-apart"
    )
    assert left.of == meets[1].of


def test_the_time_of_what_was_done_is_one_that_casework_told():
    done = {"on": SAID, "place": "building", "said": "Another hour."}
    (meets,) = met(near("building", *HOUR), goes("building"))
    assert "meeting" not in faults("kept-apart", **done, meeting=meets.of)
    assert "meeting" in faults("kept-apart", **done, meeting="on Monday")
