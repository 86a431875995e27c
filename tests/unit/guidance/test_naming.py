"""What a guard knows of streets and endings says where it is from, and stands as it is compared."""

from datetime import date

import pytest

from waymark.guidance import guidance
from waymark.guidance.naming import common_streets, endings, tables
from waymark.rules.names import Guard, fold
from waymark.rules.streets import leads_somewhere


@pytest.mark.parametrize("name", ["streets", "endings"])
def test_each_list_says_from_where_it_is_since_when_and_how_sure_that_is(name):
    for each in tables(name):
        assert each["language"]
        assert each["source"].strip()
        assert type(each["on"]) is date
        assert each["certainty"] in guidance().certainties


def test_each_common_street_is_written_as_it_is_compared():
    assert [each for each in common_streets() if leads_somewhere(each, common_streets())] == []
    assert all(leads_somewhere(each, frozenset()) for each in common_streets())


def test_each_ending_is_written_as_it_is_compared_and_without_any_a_name_is_found_as_it_is():
    assert {each for each in endings().listed if fold(each) != each or len(each) < 1} == set()
    assert Guard(["Daniel Nowak"], endings=endings()).find("Danielowi")
    assert Guard(["Daniel Nowak"]).find("Danielowi") == []
