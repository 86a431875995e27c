"""A break in supervision: what is asked for, what is to be known before it is decided, and where it
stands with each order. A senior manager decides, for days that are agreed."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from typing import Any

from waymark.accounts.models import User
from waymark.accounts.permissions import Permission
from waymark.children.models import Child
from waymark.chronology import door
from waymark.chronology.models import Event
from waymark.diary import acts as appointments
from waymark.diary import queries as diary
from waymark.diary.queries import Slot
from waymark.engagement.deciding import Kind
from waymark.papers import queries
from waymark.papers.models import Paper
from waymark.papers.queries import Read, read
from waymark.rules import asked
from waymark.rules.calendar import days_after, said
from waymark.rules.carries import carries
from waymark.rules.case import Case
from waymark.rules.deciding import Put, put_forward
from waymark.rules.duty import Owed
from waymark.rules.events.deciding import PutToManager, What
from waymark.rules.events.orders import (
    BreakEndedSooner,
    PanelVaried,
    SuspensionApproved,
    SuspensionRefused,
    TravelDetailsRecorded,
)
from waymark.rules.free import Period
from waymark.rules.gates.breaks import ON_BAIL
from waymark.rules.orders import Order
from waymark.rules.suspensions import (
    HOLIDAY,
    apply_to_vary,
    apply_to_vary_together,
    is_to_be_varied,
    on_bail,
    touching,
)

BREAK: What = "break"
BACKWARDS = "The last day is before the first one."
OVER = "The order ends on {day}: a break from it is over by then."
COPIES = (
    "It is abroad, and copies of the travel arrangements, such as flights, are not held yet. Ask "
    "for them: they are held before the child leaves."
)
ADDRESS = "The holiday address is not confirmed yet."


@dataclass(frozen=True)
class Wanted:
    """What a paper asks for, as far as it says."""

    of: Read

    @cached_property
    def begins(self) -> date | None:
        return self._day(asked.BREAK_FROM)

    @cached_property
    def ends(self) -> date | None:
        return self._day(asked.BREAK_TO)

    @property
    def days(self) -> tuple[date, date] | None:
        if self.begins is None or self.ends is None or self.ends < self.begins:
            return None
        return self.begins, self.ends

    @property
    def reason(self) -> str | None:
        return self.of.said(asked.BREAK_REASON)

    @property
    def how(self) -> str | None:
        return self.of.said(asked.BREAK_HOW)

    @property
    def a_month(self) -> float | None:
        return self.of.said(asked.BREAK_A_MONTH)

    @property
    def is_holiday(self) -> bool:
        return self.reason == HOLIDAY

    def _day(self, question: str) -> date | None:
        answered = self.of.said(question)
        return date.fromisoformat(answered) if answered else None


def lacks(of: Read, case: Case, _on: date) -> Iterator[tuple[str, str]]:
    wanted, order = Wanted(of), case.order(of.paper.about)
    if wanted.begins and wanted.ends and wanted.days is None:
        yield asked.BREAK_DAYS, BACKWARDS
    end = case.end_of(order) if order else None
    if end and any(each and end < each for each in (wanted.begins, wanted.ends)):
        yield asked.BREAK_DAYS, OVER.format(day=said(end))


KIND = Kind(BREAK, Permission.DECIDE_BREAK, lacks=lacks)


def to_know(wanted: Wanted, case: Case, order: Order, on: date) -> Iterator[str]:
    """Yield what is to be known before anybody decides on what a paper asks for."""
    if wanted.days:
        yield from _of_the_days(*wanted.days, case, order)
    begins, ends = wanted.days or (on, on)
    if on_bail(case, min(on, begins), ends):
        yield ON_BAIL
    if wanted.is_holiday:
        yield from _of_a_holiday(wanted)


@carries("CM-205")
def _of_the_days(begins: date, ends: date, case: Case, order: Order) -> Iterator[str]:
    """Yield what is agreed already beside these days, and that they are too long with it."""
    agreed = touching(case.about(SuspensionApproved, order.id), begins, ends)
    for each in agreed:
        yield f"A break from {said(each.from_)} to {said(each.to)} is agreed already."
    begins = min([begins, *(each.from_ for each in agreed)])
    ends = max([ends, *(each.to for each in agreed)])
    if is_to_be_varied(order, begins, ends):
        yield to_be_asked(order, begins, together=bool(agreed))


def to_be_asked(order: Order, begins: date, *, together: bool = False) -> str:
    """Say of a break longer than a month who has to be asked first, and by when.

    :param together: only with what is agreed beside it.
    """
    it = "With the break beside it, it" if together else "It"
    panel = "the panel to change the contract, or " if is_panels(order) else ""
    return (
        f"{it} is longer than a month, so agreeing to it is not enough. Ask {panel}the court to "
        f"change the order, for these days: before it begins, by {said(begins)}."
    )


def is_panels(order: Order) -> bool:
    """Tell whether an order's own panel can change it."""
    return order.kind == "referral-order"


@carries("CM-206", "CM-207")
def _of_a_holiday(wanted: Wanted) -> Iterator[str]:
    if wanted.of.said(asked.BREAK_ADDRESS) == "not-yet":
        yield ADDRESS
    if wanted.of.said(asked.BREAK_COPIES) == "not-yet":
        yield COPIES


def booked_in(child: Child, days: tuple[date, date] | None) -> list[Slot]:
    """Return what is booked with a child on these days, and nothing came of yet. Two queries."""
    if days is None or days[1] < days[0]:
        return []
    within = Period(diary.day_of(days[0]).begins, diary.day_of(days[1]).ends)
    return [e for e in diary.of_child(child, within) if e.is_booked and not e.outcome]


def to_call_off(child: Child, agreed: SuspensionApproved, at: datetime) -> list[Slot]:
    """Return what is booked in a break and still to come. Two queries."""
    return [each for each in booked_in(child, (agreed.from_, agreed.to)) if each.begins > at]


def call_off(
    *,
    child: Child,
    agreed: SuspensionApproved,
    times: Collection[int],
    by: User,
    at: datetime,
    **said: Any,
) -> None:
    """Call off what was chosen of what is booked in a break: each as by hand, all of it or none.

    :param times: the ids of the appointments.
    """
    with door.act("call-off-in-break", by=by, at=at, children=[child.pk], renews=False):
        for each in to_call_off(child, agreed, at):
            if each.appointment.pk in times:
                appointments.call_off(appointment=each.appointment, **said, by=by, at=at)


@dataclass(frozen=True)
class Break:
    """One break that was agreed, with what it still asks for."""

    agreed: SuspensionApproved
    event: int
    sooner: BreakEndedSooner | None
    sooner_event: int | None
    to_vary: Owed | None
    panel_varied: bool
    is_abroad: bool  # as it was asked for
    travel: TravelDetailsRecorded | None
    travel_event: int | None  # where it is put right
    slots: list[Slot]
    is_together: bool  # what is asked to be varied is so long only with what is agreed beside it
    goes_on: bool  # another that is agreed begins when it is over, so that nothing is as before

    @property
    def still_asks(self) -> bool:
        """Tell whether somebody else has to say yes as well; what a court answers is not told."""
        return self.to_vary is not None and not self.panel_varied

    @property
    def stops(self) -> bool:
        """Tell whether no contact is left, so that what is booked can be called off as one."""
        return self.agreed.how != "reduce" and not self.still_asks

    @property
    def copies_are_missing(self) -> bool:
        return bool(self.travel and self.travel.abroad and not self.travel.copies_held)

    def is_over(self, on: date) -> bool:
        return self.agreed.is_none or self.agreed.to < on

    @property
    def over_from(self) -> date:
        return days_after(self.agreed.to, 1)

    def is_to_be_told_over(self, on: date) -> bool:
        """Tell whether the child is to hear now that it ends sooner, and when we meet again."""
        return self.sooner is not None and on <= max(self.sooner.on, self.over_from)

    def is_now(self, on: date) -> bool:
        return self.agreed.from_ <= on <= self.agreed.to


@dataclass(frozen=True)
class Stand:
    """Where it stands with one order that runs."""

    order: Order
    open: Paper | None
    last: Put | None
    breaks: list[Break]
    refused: list[SuspensionRefused]


def stands(child: Child, case: Case, running: list[Order], on: date) -> list[Stand]:
    """Return where it stands with each of these orders. Two queries, and two more
    for each break that is not over, four for a holiday."""
    open_papers = {each.about: each for each in queries.of(child, BREAK) if not each.completed_on}
    agreed = {each.agreed.id: each for each in _breaks(child, case, on)}
    return [
        Stand(
            order,
            open_papers.get(order.id),
            next(iter(put_forward(case, BREAK, order.id)[::-1]), None),
            [agreed[each.id] for each in reversed(case.about(SuspensionApproved, order.id))],
            list(reversed(case.about(SuspensionRefused, order.id))),
        )
        for order in running
    ]


def _breaks(child: Child, case: Case, on: date) -> Iterator[Break]:
    known = case.walk(TravelDetailsRecorded, SuspensionApproved, BreakEndedSooner)
    found = Event.objects.filter(child=child, reference__in=[each.id for each in known])
    rows = dict(found.values_list("reference", "pk"))
    together = {owed.of: owed for owed in apply_to_vary_together(case)}
    to_vary = {owed.of: owed for owed in apply_to_vary(case)} | together
    agreed = case.all(SuspensionApproved)
    for each in agreed:
        travel = next(iter(case.about(TravelDetailsRecorded, each.id)[::-1]), None)
        sooner = next(iter(case.about(BreakEndedSooner, each.id)[::-1]), None)
        is_over = each.is_none or each.to < on
        is_holiday = each.reason == HOLIDAY and not is_over
        yield Break(
            each,
            rows[each.id],
            sooner,
            rows[sooner.id] if sooner else None,
            to_vary.get(each.id),
            bool(case.about(PanelVaried, each.id)),
            is_holiday and travel is None and _is_abroad(child, case, each),
            travel,
            rows.get(travel.id) if travel else None,
            [] if is_over else booked_in(child, (max(on, each.from_), each.to)),
            each.id in together,
            any(other.from_ <= days_after(each.to, 1) <= other.to for other in agreed),
        )


@carries("CM-207")
def _is_abroad(child: Child, case: Case, agreed: SuspensionApproved) -> bool:
    """Tell whether a holiday was asked for abroad, so that nobody forgets it. Two queries."""
    put = case.event(agreed.put) if agreed.put else None
    if not isinstance(put, PutToManager):
        return False
    of = Paper.objects.filter(child=child, reference=put.paper).first()
    return of is not None and read(of).said(asked.BREAK_ABROAD) == "yes"
