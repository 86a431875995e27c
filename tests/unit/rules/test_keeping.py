"""A child's record is kept from who works with a child who harmed that one, and nobody else."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from waymark.rules.keeping import kept_from, news

DAY = date(2026, 3, 2)
CHILDREN, PEOPLE = st.integers(1, 5), st.integers(11, 16)
HARMED = st.lists(st.tuples(CHILDREN, CHILDREN), max_size=8)
WORKS_WITH = st.dictionaries(CHILDREN, st.sets(PEOPLE, max_size=4))
MOMENTS = st.lists(st.tuples(HARMED, WORKS_WITH), min_size=1, max_size=6)


def test_who_works_with_either_of_two_who_harmed_a_child_is_kept_from_that_child():
    assert kept_from([(1, 2), (1, 3)], {2: [11], 3: [12], 4: [13]}) == {1: {11, 12}}


def test_a_mark_that_is_taken_back_opens_the_record_again():
    (letter,) = news({}, {1: [11]}, DAY)
    assert (letter.child, letter.people) == (1, ())


@given(MOMENTS)
def test_whatever_changes_what_was_told_is_what_holds_and_nothing_is_told_twice(moments):
    told = {}
    for harmed, works_with in moments:
        kept = kept_from(harmed, works_with)
        told |= {each.child: each.people for each in news(kept, told, DAY)}
        for child in range(1, 6):
            for person in range(11, 17):
                harms = {by for whom, by in harmed if whom == child}
                works = any(person in works_with.get(by, ()) for by in harms)
                assert (person in told.get(child, ())) == works
        assert news(kept, told, DAY) == []
