"""The worked example that the contract gives."""

import json
from datetime import date
from pathlib import Path

from waymark.rules.casefile import parse
from waymark.rules.duties import listed_on

HERE = Path(__file__).parent


def test_the_worked_example_comes_out_to_the_letter():
    expected = json.loads((HERE / "example.duties.json").read_text())
    casefile = parse(json.loads((HERE / "example.json").read_text()))
    rows = [
        {
            "key": duty.key,
            "duty": duty.name,
            "opens_on": duty.opens_on.isoformat(),
            "due_on": duty.due_on and duty.due_on.isoformat(),
            "done_on": duty.done_on and duty.done_on.isoformat(),
            "status": str(status),
        }
        for duty, status in listed_on(casefile, date.fromisoformat(expected["on"]))
    ]
    assert rows == expected["duties"]
