"""Figures of many children: each counted once in each way, and what is small kept back."""

from collections import Counter
from datetime import date

from hypothesis import given
from hypothesis import strategies as some

from tests.unit.rules.test_small_numbers import shown
from waymark.rules.fairness import EVERY, Counted
from waymark.rules.small_numbers import LEAST
from waymark.web.fair.figures import Figures, Row
from waymark.web.fair.groups import ways
from waymark.web.fair.periods import Period

YEAR = Period("2025", "2025 to 2026", date(2025, 4, 1), date(2026, 3, 31))
DAYS = some.dates(date(2024, 1, 1), date(2026, 12, 31))
SPELLS = some.lists(some.tuples(DAYS, some.none() | DAYS), max_size=2).map(
    lambda spells: tuple((begins, ends) for begins, ends in spells if not ends or begins <= ends)
)
CHILDREN = some.builds(
    Counted,
    born=some.dates(date(2005, 1, 1), date(2015, 12, 31)),
    sex=some.sampled_from(["male", "female", "1", ""]),
    ethnicity=some.sampled_from([None, "roma", "white-british", "black-other", "not-stated", "x"]),
    needs=some.booleans(),
    ran=SPELLS,
    looked_after=SPELLS,
    of_concern=SPELLS,
    happened=some.lists(some.tuples(DAYS, some.sampled_from(EVERY)), max_size=3).map(tuple),
)


def figures(children: list[Counted], under: int) -> Figures:
    return Figures(dict(enumerate(children)), YEAR, under)


@given(some.lists(CHILDREN, max_size=30), some.integers(LEAST, 6), some.sampled_from(EVERY))
def test_what_a_page_shows_is_each_table_with_its_small_numbers_kept_back(children, under, what):
    found = figures(children, under)
    told, to_them = found.told(what), found.happened(what)
    for way, rows in told.parts:
        groups = {child: way.of(who) for child, who in found.who.items()}
        everybody = Counter(groups.values())
        theirs = Counter(groups[child] for child in to_them)
        assert everybody.keys() <= way.groups.keys()
        page = shown(tuple((everybody[group], theirs[group]) for group in way.groups), under)
        assert tuple(row.children for row in rows) == page.children
        assert tuple(row.of_them for row in rows) == page.of_them
        assert (told.all.children, told.all.of_them) == page.totals


@given(some.lists(CHILDREN, max_size=30))
def test_nothing_happens_to_a_child_who_is_not_counted(children):
    found = figures(children, LEAST)
    for what in EVERY:
        assert found.happened(what) <= found.who.keys()


def test_a_group_is_shown_as_none_as_no_children_and_as_kept_back():
    for row, said in (
        (Row(0, 9, "a", "A"), "0%, 0 of 9"),
        (Row(0, 0, "a", "A"), "no children"),
        (Row(6, 9, "a", "A"), "67%, 6 of 9"),
        (Row(None, 9, "a", "A"), "kept back, of 9"),
        (Row(None, None, "a", "A"), "kept back"),
        (Row(0, None, "a", "A"), "0 of a number kept back"),
    ):
        assert row.how_many + row.beside == said
        if row.percent is None:
            assert row.yours + row.fine == 0  # no bar gives it away


def test_no_group_stands_twice_and_gypsy_roma_and_traveller_is_one():
    for way in ways():
        assert len(set(way.groups.values())) == len(way.groups)
    ethnicity = ways()[0]
    assert ethnicity.groups["gypsy-roma-traveller"] == "Gypsy, Roma and Traveller"
