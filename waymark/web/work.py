"""My work: what is owed by the person who asks, and the children whom she works with."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from waymark import guidance
from waymark.accounts.models import Role, User
from waymark.children.access import MANAGERS
from waymark.children.header import LOCAL
from waymark.children.models import Child
from waymark.children.models.allocation import Part
from waymark.diary.level import in_short
from waymark.duties import queries
from waymark.duties.models import Duty
from waymark.frame.addresses import address_of
from waymark.pages.orderline import OrderLine
from waymark.pages.words import ago
from waymark.web.lines import lines_of
from waymark.web.said import said_in
from waymark.web.todo import Group, ToDo, grouped, to_do

A_WEEK = 7
WORKER = "case-manager"
# What managers owe, of the children whose workers they manage.
OWED_BY_MANAGERS = {
    Role.OPERATIONS_MANAGER: ["manager"],
    Role.SENIOR_MANAGER: ["manager", "senior-manager", "independent-manager"],
}


@dataclass(frozen=True)
class Row:
    """A child of hers."""

    child: Child
    address: str
    lines: list[OrderLine]
    alerts: list[str]
    seen: str
    month: str  # what was met and is short of how often it is agreed
    beside: str  # whose place she takes, or with whom she works


@dataclass(frozen=True)
class MyWork:
    yours: list[Group]
    waiting: list[Group]  # by who owes it
    rows: list[Row]
    shown: set[int]  # the children of whom anything is shown

    @property
    def waits(self) -> int:
        return sum(len(group.to_dos) for group in self.waiting)

    def late_with_others(self, today: date) -> int:
        waiting = (each for group in self.waiting for each in group.to_dos)
        return sum(bool(each.due and each.due < today) for each in waiting)


def my_work(*, by: User, on: date) -> MyWork:
    """Gather the first page of somebody who works with children. Two queries, one
    more where a manager said something in what is owed, and one where it is agreed how often
    somebody is met."""
    children, duties = _managers(by, on) if by.role in MANAGERS else _workers(by, on)
    hers = [child for child in children.values() if child.hers]
    yours, others, of = [], [], defaultdict(list)
    months = in_short(hers, on)
    said = said_in(duties)
    for duty in duties:
        child = children[duty.child_id]
        of[child.pk].append(duty)
        (yours if _is_yours(duty, child, by) else others).append(
            to_do(duty, child, by=by, says=said(duty))
        )
    return MyWork(
        yours=grouped(yours, on),
        waiting=_by_who_owes(others),
        rows=[row_of(child, of[child.pk], on, months.get(child.pk, "")) for child in hers],
        shown={child.pk for child in hers} | {duty.child_id for duty in duties},
    )


def row_of(child: Child, duties: Iterable[Duty], on: date, month: str = "") -> Row:
    return Row(
        child=child,
        address=address_of("child", child.pk),
        lines=lines_of(child, duties, on),
        alerts=[_alert(each, on) for each in child.alerts],
        seen=_seen(child, on),
        month=month,
        beside=_beside(child),
    )


def _workers(by: User, on: date) -> tuple[dict[int, Child], list[Duty]]:
    children = {child.pk: child for child in queries.caseload(by=by, on=on)}
    return children, queries.owed(children=list(children), on=on)


def _managers(by: User, on: date) -> tuple[dict[int, Child], list[Duty]]:
    children = {child.pk: child for child in queries.overseen(by=by, on=on)}
    hers = [child.pk for child in children.values() if child.hers]
    owed_by = OWED_BY_MANAGERS[Role(by.role)]
    found = queries.pressing(
        children=list(children), wholly=hers, until=date.min, by=owed_by, on=on
    )
    return children, found


def _is_yours(duty: Duty, child: Child, by: User) -> bool:
    if duty.owed_by == WORKER:
        return child.hers and child.part != Part.CO_WORKER
    return duty.owed_by in OWED_BY_MANAGERS.get(Role(by.role), ())


def _by_who_owes(to_dos: Iterable[ToDo]) -> list[Group]:
    groups: defaultdict[str, list[ToDo]] = defaultdict(list)
    for each in to_dos:
        if not each.upcoming and not each.done:
            groups[each.owed_by].append(each)
    return [Group(name[0].upper() + name[1:], found) for name, found in sorted(groups.items())]


def _alert(code: str | None, on: date) -> str:
    """Return an alert in a few words. Its note may tell what is protected, and stays away."""
    if code in (LOCAL, None):
        return "A note to read first"
    try:
        return guidance.label("alerts", code, on)
    except LookupError:  # a code of another system's, kept as it came
        return code.replace("-", " ").capitalize()


def _seen(child: Child, on: date) -> str:
    standing = getattr(child, "standing", None)
    last = standing.last_kept_on if standing else None
    if last is None:
        return "not seen yet"
    if 1 < (on - last).days < A_WEEK:
        return f"seen {last:%a}"
    return f"seen {ago(last, on)}"


def _beside(child: Child) -> str:
    if child.part is None:
        return f"you stand in for {child.worker_name}"
    if child.part == Part.CO_WORKER:
        return f"with {child.worker_name}" if child.worker_name else "co-worker"
    return ""
