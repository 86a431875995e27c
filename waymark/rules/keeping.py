"""From whom a child's record is kept: who works with a child who harmed that one.

The sealed store alone knows that somebody who was harmed is also a child on the caseload. What it
tells of it is who may not open that child's record, and never because of whom.
"""

from collections.abc import Collection, Iterable, Mapping
from datetime import date

from waymark.rules.letters import KeepFrom

People = Collection[int]


def kept_from(
    harmed: Iterable[tuple[int, int]], works_with: Mapping[int, People]
) -> dict[int, set[int]]:
    """Return of each child who was harmed the people from whom the record is kept.

    :param harmed: a child who was harmed, and a child who harmed that one.
    :param works_with: who works with a child.
    """
    kept: dict[int, set[int]] = {}
    for child, by in harmed:
        kept.setdefault(child, set()).update(works_with.get(by, ()))
    return kept


def news(kept: Mapping[int, People], told: Mapping[int, People], on: date) -> list[KeepFrom]:
    """Return the letters of what is other than it was told, also that nobody is kept from a child.

    :param told: of each child the people who were told last.
    """
    return [
        KeepFrom(child=child, on=on, people=tuple(sorted(kept.get(child, ()))))
        for child in sorted({*kept, *told})
        if set(kept.get(child, ())) != set(told.get(child, ()))
    ]
