"""The way from a number back to the children behind it, for whoever works with them."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import QuerySet

from waymark.children.access import IsOwnWork
from waymark.children.models import Child
from waymark.children.names import tell_apart
from waymark.pages.words import several
from waymark.prepared import IDS, MOMENT, Among, Told, prepared
from waymark.rules.fairness import What, Who
from waymark.rules.small_numbers import is_small
from waymark.web.fair.figures import Figures
from waymark.web.fair.groups import Way

MOST = 100  # that are shown


@dataclass(frozen=True)
class Line:
    """A child, the days on which it happened, and who the child was on the first of them."""

    child: Child
    days: list[date]
    then: Who

    @property
    def says(self) -> str:
        was = [f"{self.then.age} then"]
        was += ["looked after"] if self.then.looked_after else []
        was += ["of concern for safety or wellbeing"] if self.then.of_concern else []
        return ", ".join(was)


@dataclass(frozen=True)
class Cases:
    """Those who are the asker's work, the newest first; and the others, where there are any: how
    many, unless that is a small number of children who are somebody else's to know."""

    lines: list[Line]
    others: str

    @property
    def shown(self) -> list[Line]:
        return self.lines[:MOST]

    @property
    def more(self) -> int:
        return len(self.lines) - len(self.shown)


def cases(figures: Figures, what: What, way: Way | None, group: str, at: datetime) -> Cases:
    """Return the children to whom something happened, of one group or of all. One query."""
    wanted = figures.happened(what)
    if way is not None:
        wanted = {child for child in wanted if way.of(figures.who[child]) == group}
    found = _children(ids=sorted(wanted), at=at)
    own = [child for child in found if child.own]
    tell_apart(own)
    lines = [_line(figures, what, child) for child in own]
    lines.sort(key=lambda line: (line.days[-1], line.child.pk), reverse=True)
    return Cases(lines, _others(len(found) - len(own), figures.under))


def _others(many: int, under: int) -> str:
    if is_small(many, under):
        return "Some children"
    return several(many, "child", "children") if many else ""


def _line(figures: Figures, what: What, child: Child) -> Line:
    counted, period = figures.children[child.pk], figures.period
    days = counted.days_of(what, period.first, period.last)
    return Line(child, days, counted.who_on(days[0]))


@prepared(ids=IDS, at=MOMENT)
def _children(*, ids: Told, at: Told) -> QuerySet[Child]:
    children = Child.objects.filter(Among("pk", ids)).annotate(own=IsOwnWork("pk", at))
    return children.defer("document", "beside")
