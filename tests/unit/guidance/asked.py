"""What somebody wrote down of what the forms ask, as parameters of a test."""

from pathlib import Path

import pytest

from waymark.guidance.scan import rows


def each_row_of(table: str) -> pytest.MarkDecorator:
    """Run the test with every row, each marked with the provision that it is about."""
    params = [
        pytest.param(each, id=each.id, marks=pytest.mark.provision(each.whole))
        for each in rows(Path(__file__).parent / table)
    ]
    return pytest.mark.parametrize("row", params)
