"""What `make bench` times is answered rightly too: the same checkers look it over."""

from tests.bench import finding
from tests.unit.timetabling import checker, checking_groups
from waymark.timetabling.groups import propose_groups
from waymark.timetabling.proposed import Ended
from waymark.timetabling.weekly import propose_week


def test_the_week_of_twelve_constraints_and_five_workers_keeps_all_that_is_hard():
    asked = finding.week()
    hard = (*asked.taken, *asked.apart, *asked.fixed)
    assert (len(hard), len(asked.workers)) == (12, 5)
    assert checker.faults(asked, propose_week(asked).sessions) == []


def test_the_impossible_week_is_called_impossible_and_possible_without_what_was_added():
    assert propose_week(finding.impossible_week()).ended is Ended.IMPOSSIBLE
    assert propose_week(finding.week()).ended is not Ended.IMPOSSIBLE


def test_forty_children_are_put_into_groups_that_break_nothing():
    asked = finding.forty_children()
    proposed = propose_groups(asked)
    composed = {each.slot: list(each.members) for each in proposed.groups}
    assert len(asked.members) == 40
    assert composed
    assert checking_groups.faults(asked, composed) == set()
