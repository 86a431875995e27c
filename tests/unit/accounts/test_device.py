"""A device is trusted until three o'clock next night, as clocks in London show it."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from waymark.accounts.device import end_of_working_day

LONDON = ZoneInfo("Europe/London")


@pytest.mark.parametrize(
    ("signed_in", "until"),
    [
        ("2026-05-14 09:00", "2026-05-15 03:00"),
        ("2026-05-14 23:59", "2026-05-15 03:00"),
        ("2026-05-15 02:59", "2026-05-15 03:00"),
        ("2026-05-15 03:00", "2026-05-16 03:00"),
        ("2026-03-28 09:00", "2026-03-29 03:00"),  # the night the clocks go forward
        ("2026-10-24 09:00", "2026-10-25 03:00"),  # and back
        ("2026-12-31 17:00", "2027-01-01 03:00"),
    ],
)
def test_it_ends_at_three_next_night(signed_in: str, until: str):
    moment = datetime.fromisoformat(signed_in).replace(tzinfo=LONDON)
    expected = datetime.fromisoformat(until).replace(tzinfo=LONDON)
    assert end_of_working_day(moment) == expected
