"""Everything of the page of quality."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from waymark.accounts.models import User
from waymark.children.around import hiding
from waymark.children.models import Child
from waymark.chronology.queries import written_in
from waymark.web.quality import learnt, made
from waymark.web.quality.lines import Group, worded
from waymark.web.quality.rows import Rows, rows_of

LEARNT = ("told", "rose", "fell", "found")
FOUR_WEEKS = timedelta(days=28)


@dataclass(frozen=True)
class Quality:
    """The groups in which there is anything."""

    groups: list[Group]

    @property
    def most(self) -> int:
        return max((group.all for group in self.groups), default=0)

    @property
    def sides(self) -> list[tuple[str, list[Group]]]:
        learnt = [group for group in self.groups if group.name in LEARNT]
        made = [group for group in self.groups if group.name not in LEARNT]
        return [("What was learnt", learnt), ("What was made and directed", made)]

    @property
    def shown(self) -> set[int]:
        return {line.child.pk for group in self.groups for line in group.shown}


def quality_of(*, children: dict[int, Child], by: User, since: date, on: date) -> Quality:
    """Gather what a manager sees of the work with these children. Four queries; and three, where
    there is anything, for what was written.

    :param children: with their standings, and what was judged in them.
    """
    read = rows_of(children=children, by=by, since=since, on=on)
    found = Quality([group for group in _groups(read) if group.lines])
    return _worded(found, by) if found.groups else found


def _groups(read: Rows) -> Iterator[Group]:
    yield from learnt.learnt(read)
    yield from made.plans(read)
    yield from made.assessments(read)
    yield from made.directions(read)
    yield from made.looked_over(read)


def readable(children: Iterable[Child], by: User) -> set[int]:
    """Return those whose words are read in a list: whom the service only hosts must be opened."""
    return {child.pk for child in children if child.service_id == by.service_id}


def _worded(found: Quality, by: User) -> Quality:
    lines = [line for group in found.groups for line in group.shown]
    read = sorted(readable((line.child for line in lines), by))
    wrote = written_in(read, sorted({line.wrote[0] for line in lines if line.wrote}))
    hides = hiding(read)
    return Quality([worded(group, wrote, hides) for group in found.groups])
