"""What the page of quality is made of: lines about one child each, in groups that are counted."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from waymark.children.models import Child

FINE, YOURS, LATE = "", "yours", "late"
ORDER = (LATE, YOURS, FINE)
LONGEST = 200
MOST = 25  # lines of one group that are shown; all are counted

Wrote = tuple[str, str]  # an event, and the field in which somebody wrote


@dataclass(frozen=True)
class Line:
    """One thing to look at: of whom, when, what, where it stands, and what came of it."""

    child: Child
    on: date
    says: str
    href: str
    state: str = ""
    kind: str = YOURS
    wrote: Wrote | None = None
    words: str = ""  # that somebody wrote, with gaps

    @property
    def worker(self) -> str:
        return self.child.worker_name or "no worker yet"


@dataclass(frozen=True)
class Group:
    """Lines of one kind, what waits first; `among` is of how many, where not each is a line."""

    name: str
    title: str
    lines: list[Line] = field(default_factory=list)
    among: int | None = None
    is_answered: bool = False  # something comes of each, or has not come yet

    @property
    def late(self) -> int:
        return sum(line.kind == LATE for line in self.lines)

    @property
    def yours(self) -> int:
        return sum(line.kind == YOURS for line in self.lines)

    @property
    def all(self) -> int:
        return len(self.lines) if self.among is None else self.among

    @property
    def fine(self) -> int:
        return self.all - self.late - self.yours

    @property
    def shown(self) -> list[Line]:
        return self.lines[:MOST]

    @property
    def how_many(self) -> str:
        return str(len(self.lines))

    @property
    def beside(self) -> str:
        """Say of how many, or of how many of them nothing came yet."""
        if self.among is not None:
            return f" of {self.among}"
        if not self.is_answered or not self.yours:
            return ""
        return ", open" if self.yours == len(self.lines) else f", {self.yours} open"


def in_order(lines: list[Line]) -> list[Line]:
    """Return what waits before what is fine, and of each the newest first."""
    newest = sorted(lines, key=lambda line: (line.on, line.child.pk), reverse=True)
    return sorted(newest, key=lambda line: ORDER.index(line.kind))


def worded(
    group: Group, wrote: Mapping[tuple[int, str, str], Wrote], hides: Mapping[int, Callable]
) -> Group:
    """Return a group, with what was written of the lines that are shown.

    :param hides: of the children whose words are to be read.
    """

    def told(line: Line) -> Line:
        found = line.words
        if line.wrote is not None:
            found = wrote.get((line.child.pk, *line.wrote), ("", ""))[1]
        words = hides[line.child.pk](found) if found and line.child.pk in hides else ""
        short = words if len(words) <= LONGEST else f"{words[:LONGEST].rstrip()} …"
        return replace(line, words=short)

    return replace(group, lines=[*map(told, group.shown), *group.lines[MOST:]])
