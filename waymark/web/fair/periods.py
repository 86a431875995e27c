"""The periods that are looked at: the last twelve months, quarters, and years from April."""

from dataclasses import dataclass, replace
from datetime import date

from waymark.rules.calendar import days_after, months_after

APRIL = 4
A_QUARTER, A_YEAR = 3, 12
YEARS = 3  # that are over


@dataclass(frozen=True)
class Period:
    """`name` is what the address says; `months` how far back the one lies that it is beside."""

    name: str
    words: str
    first: date
    last: date
    months: int = A_YEAR

    @property
    def before(self) -> "Period":
        """Return as many days, so many months earlier: to compare with."""
        first, after = self.first, days_after(self.last, 1)
        return replace(
            self,
            first=months_after(first, -self.months),
            last=days_after(months_after(after, -self.months), -1),
        )


def periods(on: date) -> list[Period]:
    """Return those that somebody may choose on a day, the first unless another is chosen."""
    quarter = date(on.year, (on.month - 1) // A_QUARTER * A_QUARTER + 1, 1)
    year = date(on.year - (on.month < APRIL), APRIL, 1)
    last = months_after(quarter, -A_QUARTER)
    return [
        Period("", "Twelve months", days_after(months_after(on, -A_YEAR), 1), on),
        Period("quarter", "This quarter", quarter, on, A_QUARTER),
        Period("last-quarter", "Last quarter", last, days_after(quarter, -1), A_QUARTER),
        Period(f"{year:%Y}", f"Since April {year:%Y}", year, on),
        *(_year(months_after(year, -A_YEAR * back)) for back in range(1, YEARS + 1)),
    ]


def _year(first: date) -> Period:
    last = days_after(months_after(first, A_YEAR), -1)
    return Period(f"{first:%Y}", f"{first:%Y} to {last:%Y}", first, last)
