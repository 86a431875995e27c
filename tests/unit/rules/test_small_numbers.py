"""No number that is kept back can be reckoned from what a table shows: every table of a few groups
is looked at, and whoever reckons knows all that the page says."""

import itertools
from collections.abc import Iterator
from typing import NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as some

from waymark.rules import small_numbers
from waymark.rules.small_numbers import LEAST, Table, is_small, kept_back

Row = tuple[int, int]  # how many children, and of how many of these it is true
Rows = tuple[Row, ...]


class Shown(NamedTuple):
    """A table as a page shows it; what is kept back is none."""

    children: tuple[int | None, ...]
    of_them: tuple[int | None, ...]
    totals: tuple[int | None, int | None]


def shown(rows: Rows, under: int) -> Shown:
    columns = children, of_them = [list(column) for column in zip(*rows, strict=True)]
    kept = kept_back(children, of_them, under)
    parts = [
        tuple(None if row in gone else number for row, number in enumerate(column))
        for column, gone in zip(columns, (kept.children, kept.of_them), strict=True)
    ]
    totals = [None if is_small(sum(column), under) else sum(column) for column in columns]
    return Shown(parts[0], parts[1], (totals[0], totals[1]))


def fits(number: int, told: int | None, *, may_be_none: bool) -> bool:
    """Tell whether a number may stand behind what is told of it; none is shown wherever it can."""
    return number == told if told is not None else number > 0 or may_be_none


def behind(page: Shown, rows: list[Row], under: int) -> Iterator[Rows]:
    """Yield every table that would be shown so, for all that the page says."""
    no_children_told = all(told is None for told in page.children)
    none_told = all(
        told is None or page.children[row] == 0 for row, told in enumerate(page.of_them)
    )
    may = [
        [
            (children, of_them)
            for children, of_them in rows
            if fits(children, page.children[row], may_be_none=no_children_told)
            and fits(of_them, page.of_them[row], may_be_none=none_told)
        ]
        for row in range(len(page.children))
    ]
    for table in itertools.product(*may):
        sums = (sum(row[0] for row in table), sum(row[1] for row in table))
        if all(
            together == told if told is not None else is_small(together, under)
            for together, told in zip(sums, page.totals, strict=True)
        ):
            yield table


def reckoned(page: Shown, rows: list[Row], under: int) -> set[tuple[int, int]]:
    """Return what is kept back on a page, and can be one number alone."""
    wanted = {
        (row, column)
        for column, numbers in enumerate((page.children, page.of_them))
        for row, number in enumerate(numbers)
        if number is None
    }
    found: dict[tuple[int, int], set[int]] = {each: set() for each in wanted}
    for table in behind(page, rows, under):
        for row, column in wanted:
            found[row, column].add(table[row][column])
        wanted = {each for each in wanted if len(found[each]) < 2}
        if not wanted:
            break
    return wanted


def pages(groups: int, most: int, under: int) -> tuple[set[Shown], list[Row]]:
    rows = [(children, of_them) for children in range(most + 1) for of_them in range(children + 1)]
    return {shown(table, under) for table in itertools.product(rows, repeat=groups)}, rows


@pytest.mark.provision("CM-461")
@pytest.mark.parametrize(("groups", "most", "under"), [(2, 11, 5), (3, 5, 3), (3, 6, 4), (4, 4, 3)])
def test_what_is_kept_back_can_never_be_reckoned(groups: int, most: int, under: int):
    every, rows = pages(groups, most, under)
    told = [page for page in every if reckoned(page, rows, under)]
    assert len(every) > 500
    assert told == []


@pytest.mark.parametrize(
    ("name", "instead"),
    [
        ("kept_back", "small ones alone"),  # no second goes with a single one
        ("_can_be_reckoned", "a second at most"),  # as if one possibility were not looked for
    ],
)
def test_the_reckoning_finds_what_would_be_told(monkeypatch, name: str, instead: str):
    def small_ones(children: list[int], of_them: list[int], under: int) -> Table:
        small = [
            frozenset(row for row, number in enumerate(column) if is_small(number, under))
            for column in (children, of_them)
        ]
        return Table(*small)

    def alone(kept: set[int], *_: object) -> bool:
        return len(kept) == 1

    if instead == "small ones alone":
        monkeypatch.setitem(globals(), name, small_ones)
    else:
        monkeypatch.setattr(small_numbers, name, alone)
    every, rows = pages(3, 5, 3)
    assert any(reckoned(page, rows, 3) for page in every)


tables = some.lists(
    some.integers(0, 60).flatmap(lambda most: some.tuples(some.just(most), some.integers(0, most))),
    min_size=1,
    max_size=7,
)


@given(tables, some.integers(LEAST, 10))
def test_no_small_number_is_ever_shown_and_none_is_none(rows: list[Row], under: int):
    page = shown(tuple(rows), under)
    told = [*page.children, *page.of_them, *page.totals]
    assert not any(is_small(number, under) for number in told if number is not None)
    without = [row for row, (children, _) in enumerate(rows) if not children]
    if any(number is not None for number in page.children):
        assert all(page.of_them[row] == 0 for row in without)


@given(tables, some.integers(LEAST, 10))
def test_what_is_kept_back_is_never_the_total_less_the_rest(rows: list[Row], under: int):
    page = shown(tuple(rows), under)
    for numbers, total in zip((page.children, page.of_them), page.totals, strict=True):
        gone = sum(number is None for number in numbers)
        assert gone != 1 or total is None  # where one group has all the children


@given(tables, some.integers(LEAST, 10))
def test_where_nothing_is_small_everything_is_shown(rows: list[Row], under: int):
    large = tuple((children + under, children) for children, _ in rows)
    large = tuple((children, of if of >= under else 0) for children, of in large)
    assert None not in {*shown(large, under).children, *shown(large, under).of_them}


def test_a_second_goes_with_a_single_small_one_and_it_is_the_smallest():
    assert shown(((2, 0), (30, 9), (12, 0)), 5) == Shown((None, 30, None), (0, 9, 0), (44, 9))
    assert shown(((20, 2), (30, 9), (12, 7)), 5).of_them == (None, 9, None)
    # Of how many something is true would say how many children there are at least.
    assert shown(((2, 0), (30, 9), (12, 7)), 5).of_them == (None, None, None)
