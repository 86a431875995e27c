"""What is protected stays hidden however somebody writes it."""

import pytest

from waymark.children.models import Episode
from waymark.children.shown import Hiding

ADDRESS = {
    "lines": ["40 Saltmarsh Road"],
    "postcode": "AB1 2CD",
    "from": "2026-01-01",
    "not_to_be_told_to": ["Dad"],
}


@pytest.mark.parametrize(
    "written", ["40 Saltmarsh Road", "40, saltmarsh  road", "AB12CD", "ab1 2cd", "AB1-2CD"]
)
def test_a_protected_address_is_hidden_however_it_is_written(written: str):
    hide = Hiding([Episode(kind="addresses", document=ADDRESS)])
    assert hide(f"Met at {written}.") == "Met at [protected]."


NUMBERS = [
    "07700900123",
    "07700 900123",
    "+44 7700 900123",
    "00447700900123",
    "+44 (0)7700-900 123",
]


@pytest.mark.parametrize("kept", NUMBERS)
@pytest.mark.parametrize("written", NUMBERS)
def test_a_protected_number_is_hidden_however_either_is_written(kept: str, written: str):
    phone = {"number": kept, "safe_to_use": False}
    hide = Hiding([Episode(kind="phones", document=phone)])
    assert hide(f"Ring {written}, or 07700 900124.") == "Ring [protected], or 07700 900124."


def test_a_postcode_kept_in_one_is_hidden_with_a_space_in_it():
    hide = Hiding.of({"addresses": [{"postcode": "ZZ25LC", "safe_to_use": False}]})
    assert hide("Near ZZ2 5LC, not zz2 5ld.") == "Near [protected], not zz2 5ld."


def test_the_street_is_hidden_below_the_flat_and_the_town_is_not():
    lines = ["Flat 2", "40 Saltmarsh Road", "Leeds"]
    hide = Hiding.of({"addresses": [{"lines": lines, "safe_to_use": False}]})
    assert hide("At 40 Saltmarsh Road in Leeds, flat 2") == "At [protected] in Leeds, [protected]"


def test_a_short_name_is_hidden_as_whole_words():
    hide = Hiding.of({"placements": [{"name": "Home", "safe_to_use": False}]})
    assert hide("At Home, homework; nobody is homeless.") == (
        "At [protected], homework; nobody is homeless."
    )
