"""The team: who works with how many children, what of theirs is late, and who has nobody yet."""

from collections import defaultdict
from dataclasses import dataclass, replace
from datetime import date

from waymark.accounts.models import Role, User
from waymark.children.kept import kept_workers
from waymark.children.models import Child
from waymark.duties import queries
from waymark.duties.models import Duty
from waymark.frame.addresses import address_of
from waymark.pages.orderline import Mark, OrderLine
from waymark.pages.words import day, days_late, inside
from waymark.rules.duty import Status
from waymark.web.lines import bare_lines_of
from waymark.web.todo import A_WEEK, RULES, Group, ToDo, grouped, said, to_do
from waymark.web.work import OWED_BY_MANAGERS


@dataclass(frozen=True)
class Strip:
    """One child in miniature; `late` says what is, the longest first."""

    child: Child
    address: str
    line: OrderLine | None
    late: tuple[str, ...]
    soon: bool


@dataclass(frozen=True)
class WorkerRow:
    name: str
    away: str
    strips: list[Strip]

    @property
    def late(self) -> int:
        return sum(bool(strip.late) for strip in self.strips)

    @property
    def soon(self) -> int:
        return sum(strip.soon and not strip.late for strip in self.strips)

    @property
    def fine(self) -> int:
        return len(self.strips) - self.late - self.soon


@dataclass(frozen=True)
class Nobodys:
    """A child without a worker, and the address where one is chosen."""

    child: Child
    address: str
    allocate: str


@dataclass(frozen=True)
class AnotherWorker:
    """A child who needs another worker, why, and the address where one is chosen."""

    child: Child
    why: str
    address: str
    workers: str


@dataclass(frozen=True)
class Team:
    workers: list[WorkerRow]
    without: list[Nobodys]
    need_another: list[AnotherWorker]
    to_do: list[Group]
    shown: set[int]

    @property
    def most(self) -> int:
        return max((len(row.strips) for row in self.workers), default=0)


def team_of(*, by: User, on: date) -> Team:
    """Gather the work of this manager's team, or of every team of the service. Four queries."""
    children = {child.pk: child for child in queries.overseen(by=by, on=on, marks=False)}
    duties = _pressing(children, by, on)
    owed_by_managers = OWED_BY_MANAGERS[Role(by.role)]
    theirs: defaultdict[int, list[Duty]] = defaultdict(list)
    for duty in duties:
        theirs[duty.child_id].append(duty)
    workers = {worker.user.pk: _empty_row(worker, on) for worker in queries.team(by=by, on=on)}
    for child in children.values():
        if child.worker is not None:
            row = workers.setdefault(child.worker, WorkerRow(child.worker_name, "", []))
            row.strips.append(_strip(child, theirs[child.pk], on))
    for row in workers.values():
        row.strips.sort(key=lambda strip: -len(strip.late))
    yours = [duty for duty in duties if duty.owed_by in owed_by_managers]
    return Team(
        workers=list(workers.values()),
        without=[_nobodys(child) for child in children.values() if child.worker is None],
        need_another=[_needs_another(child, why) for child, why in kept_workers()],
        to_do=grouped(_to_dos(yours, children, by), on),
        shown=set(children),
    )


def _pressing(children: dict[int, Child], by: User, on: date) -> list[Duty]:
    """What is late or due within a week, and what managers owe whenever it is due. One query."""
    owed_by = OWED_BY_MANAGERS[Role(by.role)]
    return queries.pressing(
        children=list(children), wholly=[], until=on + A_WEEK, by=owed_by, on=on
    )


def _to_dos(duties: list[Duty], children: dict[int, Child], by: User) -> list[ToDo]:
    return [to_do(duty, children[duty.child_id], by=by) for duty in duties]


def _empty_row(worker: queries.Worker, on: date) -> WorkerRow:
    return WorkerRow(worker.user.name, _away(worker, on), [])


def _away(worker: queries.Worker, on: date) -> str:
    if not worker.stands_in:
        return ""
    back = f", back {day(worker.back_on, on)}" if worker.back_on else ""
    return f"away{back}, {worker.stands_in} stands in"


def _nobodys(child: Child) -> Nobodys:
    return Nobodys(child, address_of("child", child.pk), address_of("allocate", child.pk))


def _needs_another(child: Child, why: str) -> AnotherWorker:
    address, workers = (address_of(name, child.pk) for name in ("child", "workers"))
    return AnotherWorker(child, why, address, workers)


def _strip(child: Child, duties: list[Duty], on: date) -> Strip:
    late = [duty for duty in duties if duty.status == Status.OVERDUE]
    soon = [duty for duty in duties if duty.status in (Status.OPEN, Status.DUE_TODAY)]
    lines = bare_lines_of(child, on)
    return Strip(
        child=child,
        address=address_of("child", child.pk),
        line=_with_late(lines[0], late) if lines else None,
        late=tuple(_late(duty, child, on) for duty in late),
        soon=any(duty.due_on for duty in soon),
    )


def _late(duty: Duty, child: Child, on: date) -> str:
    return f"{days_late(duty.due_on, on)}: {inside(said(RULES[duty.duty].title, child))}"


def _with_late(line: OrderLine, late: list[Duty]) -> OrderLine:
    """Return the line with what is late on it: what a strip has room for."""
    ticks = (Mark(duty.due_on, "late", RULES[duty.duty].title) for duty in late)
    return replace(line, marks=tuple(ticks))
