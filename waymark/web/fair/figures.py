"""Figures of what happened to children under an order in a period, group by group, with small
numbers kept back."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from waymark.rules.carries import carries
from waymark.rules.fairness import EVERY, Counted, What, Who
from waymark.rules.small_numbers import is_small, kept_back
from waymark.web.fair.groups import Way, ways
from waymark.web.fair.periods import Period

KEPT_BACK = "kept back"


@dataclass(frozen=True)
class Share:
    """Of how many children it is so, and how many there are; none is kept back."""

    of_them: int | None
    children: int | None

    @property
    def percent(self) -> int | None:
        if self.of_them is None or not self.children:
            return None
        return round(100 * self.of_them / self.children)

    # What a bar of `tally` is drawn of: how many of a hundred, the rest is fine.
    late = 0

    @property
    def yours(self) -> int:
        return self.percent or 0

    @property
    def fine(self) -> int:
        return 0 if self.percent is None else 100 - self.percent

    @property
    def how_many(self) -> str:
        if self.children == 0:
            return "no children"
        if self.of_them is None:
            return KEPT_BACK
        return f"{self.of_them}" if self.percent is None else f"{self.percent}%"

    @property
    def beside(self) -> str:
        if self.children is None:
            return "" if self.of_them is None else f" of a number {KEPT_BACK}"
        if self.percent is None:
            return f", of {self.children}" if self.children else ""
        return f", {self.of_them} of {self.children}"


@dataclass(frozen=True)
class Row(Share):
    """A group, and of how many of its children it is so."""

    group: str
    title: str


@dataclass(frozen=True)
class Told:
    """One thing that happened: in all, and by each way of telling children apart."""

    what: What
    all: Share
    parts: list[tuple[Way, list[Row]]]

    @property
    def keeps_back(self) -> bool:
        rows = (row for _, rows in self.parts for row in rows)
        return any(None in (each.of_them, each.children) for each in (self.all, *rows))


@dataclass(frozen=True)
class Figures:
    """The children of a period, and what happened to them."""

    children: Mapping[int, Counted]
    period: Period
    under: int

    @cached_property
    def who(self) -> dict[int, Who]:
        """Who each child was under whose order ran, or to whom something happened."""
        first, last = self.period.first, self.period.last
        return {
            child: counted.who_in(first, last)
            for child, counted in self.children.items()
            if counted.within(first, last)
        }

    def happened(self, what: What) -> set[int]:
        first, last = self.period.first, self.period.last
        return {child for child in self.who if self.children[child].days_of(what, first, last)}

    @carries("CM-459", "CM-461")
    def told(self, what: What) -> Told:
        """Return one thing by all groups: each child once, however often it happened."""
        to_them = self.happened(what)
        share = Share(self._shown(len(to_them)), self._shown(len(self.who)))
        return Told(what, share, [(way, list(self._rows(way, to_them))) for way in ways()])

    def every(self) -> list[Told]:
        return [self.told(what) for what in EVERY]

    def _shown(self, number: int) -> int | None:
        return None if is_small(number, self.under) else number

    def _rows(self, way: Way, to_them: set[int]) -> Iterator[Row]:
        groups = {child: way.of(who) for child, who in self.who.items()}
        everybody, theirs = Counter(groups.values()), Counter(groups[child] for child in to_them)
        children = [everybody[group] for group in way.groups]
        of_them = [theirs[group] for group in way.groups]
        kept = kept_back(children, of_them, self.under)
        for row, (group, title) in enumerate(way.groups.items()):
            yield Row(
                None if row in kept.of_them else of_them[row],
                None if row in kept.children else children[row],
                group,
                title,
            )
