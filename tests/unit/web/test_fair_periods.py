"""The periods that figures are of."""

from datetime import date

import pytest

from waymark.web.fair.periods import periods


def spans(on: str) -> dict[str, tuple[str, str]]:
    return {each.words: _span(each) for each in periods(date.fromisoformat(on))}


def before(on: str) -> dict[str, tuple[str, str]]:
    return {each.words: _span(each.before) for each in periods(date.fromisoformat(on))}


def _span(period) -> tuple[str, str]:
    return period.first.isoformat(), period.last.isoformat()


def test_years_begin_in_april_and_quarters_in_january():
    assert spans("2026-11-28") == {
        "Twelve months": ("2025-11-29", "2026-11-28"),
        "This quarter": ("2026-10-01", "2026-11-28"),
        "Last quarter": ("2026-07-01", "2026-09-30"),
        "Since April 2026": ("2026-04-01", "2026-11-28"),
        "2025 to 2026": ("2025-04-01", "2026-03-31"),
        "2024 to 2025": ("2024-04-01", "2025-03-31"),
        "2023 to 2024": ("2023-04-01", "2024-03-31"),
    }
    assert spans("2026-01-01")["Last quarter"] == ("2025-10-01", "2025-12-31")
    assert spans("2026-03-31")["Since April 2025"] == ("2025-04-01", "2026-03-31")


def test_each_is_beside_as_long_a_time_before():
    assert before("2026-11-28") == {
        "Twelve months": ("2024-11-29", "2025-11-28"),
        "This quarter": ("2026-07-01", "2026-08-28"),
        "Last quarter": ("2026-04-01", "2026-06-30"),
        "Since April 2026": ("2025-04-01", "2025-11-28"),
        "2025 to 2026": ("2024-04-01", "2025-03-31"),
        "2024 to 2025": ("2023-04-01", "2024-03-31"),
        "2023 to 2024": ("2022-04-01", "2023-03-31"),
    }


@pytest.mark.parametrize("on", ["2024-02-29", "2026-12-31", "2026-01-31", "2027-03-01"])
def test_no_day_is_lost_or_counted_twice(on: str):
    found = periods(date.fromisoformat(on))
    assert len({each.name for each in found}) == len(found)
    assert all(
        each.before.last < each.first <= each.last <= date.fromisoformat(on) for each in found
    )
