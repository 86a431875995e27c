"""What is due to be deleted: for no purpose is it needed any more."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from django.utils import timezone

from waymark.guidance.harmed import clocks
from waymark.rules.carries import carries
from waymark.rules.harmed.retention import MISTAKE, Until, held, kept_until
from waymark.rules.harmed.victim import Victim as Known
from waymark.victims.people.known import Rows, as_entry, known, rows_of
from waymark.victims.people.models import Happening, Spell, Victim


class Row(NamedTuple):
    """Something that is due, for which purpose it was kept, until when, and reckoned since when."""

    row: Spell | Happening
    kept: Until

    @property
    def runs_from(self) -> str:
        """Return what its time runs from, as a certificate says it."""
        return self.kept.since.why if self.row.taken_back_at is None else MISTAKE


class DueOf(NamedTuple):
    """What is due of one person; `everything`, where nothing is held for any purpose."""

    person: Victim
    rows: list[Row]
    everything: bool

    @property
    def kinds(self) -> Counter[str]:
        return Counter(each.row.kind for each in self.rows)

    @property
    def by_reason(self) -> dict[Until, Counter[str]]:
        """How much of what goes for one reason, the longest due first."""
        found: dict[Until, Counter[str]] = {}
        for each in sorted(self.rows, key=lambda row: row.kept.day):
            found.setdefault(each.kept, Counter())[each.row.kind] += 1
        return found


def due_of(people: Sequence[Victim], day: date) -> list[DueOf]:
    """Return whoever has something that is to be deleted on a day. Four queries."""
    rows = rows_of(people)
    return due_in(rows, known(people, rows), people, day)


@carries("CM-394")
def due_in(
    rows: Mapping[int, Rows], are: Mapping[int, Known], people: Iterable[Victim], day: date
) -> list[DueOf]:
    """Return the same of what was read already. What was taken back has a time of its own, and
    keeps nothing else: it goes with the whole."""
    found = []
    for each in people:
        standing = held(are[each.pk], day, clocks())
        all_kept = [*_standing(rows[each.pk], standing.until)]
        all_kept += _taken_back(rows[each.pk], are[each.pk], day)
        mine = [row for row in all_kept if row.kept.day < day or standing.is_over]
        found.append(DueOf(each, mine, standing.is_over))
    return [each for each in found if each.rows or each.everything]


def _standing(rows: Rows, untils: Sequence[Until | None]) -> Iterator[Row]:
    """Yield what stands of which it is known until when."""
    for row, until in zip(rows.standing.all, untils, strict=True):
        if until:
            yield Row(row, until)


def _taken_back(rows: Rows, known: Known, day: date) -> Iterator[Row]:
    for row in rows.all:
        if row.taken_back_at:
            taken_back_on = timezone.localdate(row.taken_back_at)
            until = kept_until(as_entry(row), known, day, clocks(), taken_back_on=taken_back_on)
            if until:
                yield Row(row, until)
