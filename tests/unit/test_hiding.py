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
