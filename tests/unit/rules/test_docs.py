"""The table of duties in the documentation is the list of duties in the code."""

import random
from pathlib import Path

from tests.unit.rules.generated import case_file, telling_days
from waymark.rules.casefile import parse
from waymark.rules.duties import DUTIES, WITHOUT_A_DAY, duties
from waymark.rules.known import known_on

PAGE = Path(__file__).parents[3] / "docs" / "duties.md"


def documented():
    lines = [line for line in PAGE.read_text().splitlines() if line.startswith("| `")]
    cells = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]
    return {row[0].strip("`"): row for row in cells}


def test_the_page_and_the_code_have_the_same_duties_in_the_same_order():
    assert list(documented()) == [rule.name for rule in DUTIES]


def test_the_page_says_who_owes_each_duty_and_what_it_rests_on():
    page = documented()
    for rule in DUTIES:
        *_, owed_by, provisions = page[rule.name]
        assert owed_by == rule.owed_by
        assert tuple(provisions.split(", ")) == rule.provisions


def test_the_page_says_for_which_duties_no_day_is_fixed():
    assert {name for name, row in documented().items() if not row[4]} == WITHOUT_A_DAY


def test_the_page_says_what_singles_each_duty_out():
    page = documented()
    for seed in range(300):
        document = case_file(random.Random(seed))
        for duty in duties(known_on(parse(document), telling_days(document)[-1])):
            name, *ids = duty.key.split(":")
            assert name == duty.name
            assert len(ids) == len(page[name][1].split(":"))
