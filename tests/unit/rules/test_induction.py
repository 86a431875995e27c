"""What is asked is said again: once for all orders that one sitting was about."""

from datetime import date

import pytest

from tests.unit.rules.cases import case_file, event, order, seen
from waymark.rules import gates
from waymark.rules.casefile import parse
from waymark.rules.events import KINDS
from waymark.rules.known import known_on

BACK = "I meet Jo on Tuesdays."
ORDERS = [order(ends_on="2026-12-24"), order(id="o2", ends_on="2026-06-30")]


def again(*events, on="2026-03-10"):
    found = seen(case_file(*events, orders=ORDERS), on)
    return {key: row for key, row in found.items() if key.startswith("explain-again")}


@pytest.mark.provision("CM-420")
def test_it_is_owed_by_the_day_that_was_agreed_and_done_by_the_next_time():
    first = event("child-inducted", "2026-02-10", order="o1", explain_again_on="2026-03-10")
    assert again(first) == {"explain-again:e1": ("2026-02-10", "2026-03-10", None, "due-today")}
    assert again(first, on="2026-03-11")["explain-again:e1"].status == "overdue"
    then = event("order-explained-again", "2026-03-01", orders=["o1"])
    assert again(first, then)["explain-again:e1"].done == "2026-03-01"
    another = event("child-inducted", "2026-03-02", order="o2")
    assert again(first, another)["explain-again:e1"].done == "2026-03-02"


@pytest.mark.provision("CM-420")
def test_one_sitting_about_several_orders_is_owed_once_until_the_last_of_them_ends():
    told = {"explain_again_on": "2026-08-10", "paper": "p1"}
    one = event("child-inducted", "2026-02-10", order="o1", **told)
    other = event("child-inducted", "2026-02-10", order="o2", **told)
    assert list(again(one, other, on="2026-07-01")) == ["explain-again:e1"]
    assert again(one, other, on="2026-07-01")["explain-again:e1"].status == "open"
    assert again(one, other, on="2026-12-25")["explain-again:e1"].status == "missed"


def test_where_no_day_was_agreed_nothing_of_ours_is_owed():
    assert again(event("child-inducted", "2026-02-10", order="o1")) == {}


@pytest.mark.provision("CM-415", "CM-419")
@pytest.mark.parametrize("kind", ["child-inducted", "order-explained-again"])
def test_a_child_says_it_back_or_somebody_says_why_not_yet(kind):
    case = known_on(parse(case_file(orders=ORDERS)), date(2026, 3, 1))
    of = {"order": "o1"} if kind == "child-inducted" else {"orders": ("o1",)}

    def shut(**said):
        return list(
            gates.shut(case, KINDS[kind](id="e9", kind=kind, on=date(2026, 2, 1), **of, **said))
        )

    assert shut(child_said=BACK) == shut(not_yet_because="She was tired.") == []
    for nothing in ({}, {"child_said": " "}):
        (reason,) = shut(**nothing)
        assert "say back" in reason
