"""What is not carried is said, one line each, and nothing else is."""

import re
from functools import cache

import pytest

from waymark.guidance import guidance
from waymark.guidance.scan import find_carriers
from waymark.running.home import CHECKOUT

AREAS = {
    "assessment planning child-voice diversity review order-end": "## Assessment, planning",
    "contact home-visit group-work weapons-detection engagement breach early-revocation "
    "supervision-change": "## Contact and engagement",
    "victims victim-data restorative": "## People who were harmed",
}
LISTED = re.compile(r"^\| ((?:CM|EP|NP)-\d{3}) \|", re.MULTILINE)


@pytest.mark.parametrize("areas", AREAS)
def test_the_provisions_that_nothing_carries_are_those_that_the_documentation_names(areas):
    listed = LISTED.findall(told_of(areas))
    binding = {each.id for each in that_bind(areas) if each.kind != "practice"}
    assert set(listed) == binding - carried()
    assert listed == sorted(listed)


def test_how_many_bind_and_are_carried_of_people_who_were_harmed_is_said_as_it_is():
    areas = [*AREAS][-1]
    practice = [each.id for each in that_bind(areas) if each.kind == "practice"]
    others = {each.id for each in that_bind(areas)} - {*practice}
    counted = len(that_bind(areas)), len(practice), len(others & carried()), len(others)
    assert [*map(int, re.findall(r"\b\d+\b", told_of(areas).split(":")[0]))] == [*counted]


def told_of(areas):
    told = (CHECKOUT / "docs" / "provisions.md").read_text()
    return re.split("^##? ", told.partition(AREAS[areas])[2], flags=re.M)[0]


def that_bind(areas):
    every = guidance().provisions
    return [each for each in every if each.area in areas.split() and each.force == "rule"]


@cache
def carried():
    return {each for carrier in find_carriers(CHECKOUT) for each in carrier.provisions}
