"""An order as a line: what was kept and missed on it, its halfway, its end, and where today is.

Pure geometry. Places are parts of a hundred along the line, so that the picture fits any
width while its marks keep their size; components/order_line.html draws it.
"""

from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from operator import attrgetter
from typing import Literal

from waymark.pages.words import day, several

Kind = Literal["kept", "missed", "excused", "planned", "review", "review-due", "late"]
WORDS: dict[Kind, tuple[str, str]] = {
    "kept": ("contact kept", "contacts kept"),
    "missed": ("missed", "missed"),
    "excused": ("missed with an acceptable reason", "missed with an acceptable reason"),
    "review": ("review", "reviews"),
    "late": ("late", "late"),
    "planned": ("planned", "planned"),
    "review-due": ("review to come", "reviews to come"),
}
OPEN_ENDED = timedelta(days=30)  # what is shown ahead of today when nothing says where it ends


@dataclass(frozen=True)
class Mark:
    """One thing on the line; with an address it can be clicked."""

    on: date
    kind: Kind
    words: str
    address: str = ""


@dataclass(frozen=True)
class OrderLine:
    name: str
    begins: date
    ends: date | None
    today: date
    marks: tuple[Mark, ...] = ()
    halfway: date | None = None

    @cached_property
    def last_day(self) -> date:
        """Return where the picture stops, which is the order's end when it has one."""
        if self.ends:
            return self.ends
        last = max([self.today, self.begins, *(mark.on for mark in self.marks)])
        return min(last, date.max - OPEN_ENDED) + OPEN_ENDED

    def place(self, on: date) -> float:
        """Return how far along the line a day lies, from 0 to 100."""
        length = max((self.last_day - self.begins).days, 1)
        return round(min(max((on - self.begins).days / length * 100, 0), 100), 2)

    @property
    def inked(self) -> float:
        return self.place(self.today)

    @property
    def placed(self) -> list[tuple[Mark, float]]:
        """Return the marks by day, each with how far along the line it lies."""
        return [(mark, self.place(mark.on)) for mark in sorted(self.marks, key=attrgetter("on"))]

    @property
    def has_links(self) -> bool:
        return any(mark.address for mark in self.marks)

    @property
    def how_far(self) -> str:
        """Return in a few words where in the order today is."""
        if self.today < self.begins:
            return f"begins {day(self.begins, self.today)}"
        so_far = (self.today - self.begins).days + 1
        if self.ends is None:
            return f"day {so_far}"
        if self.today > self.ends:
            return f"ended {day(self.ends, self.today)}"
        return f"day {so_far} of {(self.ends - self.begins).days + 1}"

    @property
    def caption(self) -> str:
        """Return what stands under the picture: how far it is, and when it ends."""
        ends = self.ends and self.today <= self.ends
        return f"{self.how_far} · ends {day(self.ends, self.today)}" if ends else self.how_far

    @property
    def title(self) -> str:
        return f"{self.name}: {self.how_far}"

    @property
    def description(self) -> str:
        """Return what the picture shows, for whoever hears it instead."""
        said = [f"Began {day(self.begins, self.today)}."]
        if self.halfway:
            said.append(f"Halfway {day(self.halfway, self.today)}.")
        if self.ends:
            said.append(f"Ends {day(self.ends, self.today)}.")
        counts = Counter(mark.kind for mark in self.marks)
        kinds = [several(counts[kind], *words) for kind, words in WORDS.items() if counts[kind]]
        return " ".join([*said, f"{', '.join(kinds)}." if kinds else "Nothing on it yet."])

    @property
    def rows(self) -> list[tuple[str, str]]:
        """Return the table behind the picture: every day on it, and what it was."""
        days = [(mark.on, mark.words) for mark in self.marks]
        days.append((self.begins, "The order begins"))
        if self.halfway:
            days.append((self.halfway, "Halfway"))
        if self.ends:
            days.append((self.ends, "The order ends"))
        return [(day(on, self.today), what) for on, what in sorted(days)]
