"""What holds in every test of an act."""

import pytest

from waymark.chronology import casefile, door


@pytest.fixture(autouse=True)
def an_act_knows_the_case_file_as_it_stands(monkeypatch):
    """Duties are renewed from what the act has read and added; the database must say the same."""

    def compare(documents, _day):
        assert documents == casefile.documents(documents)

    monkeypatch.setattr(door, "_renewers", [*door._renewers, compare])
