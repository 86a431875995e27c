"""A duty and its status.

Rules say what is *owed*; `settle` makes it a *duty*, folding in what the whole case knows: that it
was closed or moved, that the child died, that older work was brought forward. So a duty's status
on any day, from the day of what is known on, is a function of that day and the duty's own fields
alone, as long as nothing new becomes known. A database can store these fields and reckon the
status in one expression:

    done_on          done if due_on is null or done_on <= due_on, else done-late
    closes_on < day  closed_as (dropped, handed-over or missed)
    opens_on > day   upcoming
    due_on           overdue if due_on < day, due-today if due_on = day
                     else open

A duty that death or work brought forward drops is dropped on every such day: it is not made.
"""

from collections.abc import Callable, Iterator
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from waymark.rules.calendar import working_days_after
from waymark.rules.case import Case
from waymark.rules.events import Event
from waymark.rules.events.moves import BroughtForward, CaseTransferred, ChildDied
from waymark.rules.settings import value_on


class Status(StrEnum):
    UPCOMING = "upcoming"
    OPEN = "open"
    DUE_TODAY = "due-today"
    OVERDUE = "overdue"
    DONE = "done"
    DONE_LATE = "done-late"
    MISSED = "missed"  # not done before it ended
    HANDED_OVER = "handed-over"
    DROPPED = "dropped"  # not listed


class Owed(NamedTuple):
    """What a rule says is owed. `of` is the ids, and the number, that single it out."""

    of: str
    raised_on: date
    opens_on: date
    why: str
    due_on: date | None = None
    done_on: date | None = None
    closes_on: date | None = None  # its own closing day; the case may close before
    numbers: tuple[str, ...] = ()  # the settings that its days were reckoned by
    owed_by: str = ""  # where this one is not owed by whoever owes the rest


def again(event: Event, due_on: date, later: Event | None, end: date | None, why: str) -> Owed:
    """Return what is owed where what was said has a day to be looked at again: it is, whenever it
    is said anew."""
    done_on = later.on if later else None
    return Owed(event.id, event.on, event.on, why, due_on=due_on, done_on=done_on, closes_on=end)


class Rule(NamedTuple):
    name: str
    title: str  # what is to be done, in plain words
    owed_by: str
    find: Callable[[Case], Iterator[Owed]]

    @property
    def provisions(self) -> tuple[str, ...]:
        return getattr(self.find, "provisions", ())


class Duty(NamedTuple):
    key: str
    name: str
    title: str
    opens_on: date
    due_on: date | None
    done_on: date | None
    closes_on: date | None
    closed_as: Status | None  # what it is after that day, unless it was done
    expected_by: date | None  # what this service expects where nothing fixes a due day
    owed_by: str
    provisions: tuple[str, ...]
    why: str


def status_on(duty: Duty, day: date) -> Status:
    if duty.done_on is not None:
        late = duty.due_on is not None and duty.done_on > duty.due_on
        return Status.DONE_LATE if late else Status.DONE
    if duty.closes_on is not None and duty.closed_as is not None and duty.closes_on < day:
        return duty.closed_as
    if day < duty.opens_on:
        return Status.UPCOMING
    if duty.due_on is None or day < duty.due_on:
        return Status.OPEN
    return Status.DUE_TODAY if day == duty.due_on else Status.OVERDUE


class Settler:
    """Makes duties of what is owed in one case."""

    def __init__(self, case: Case) -> None:
        self.settings = case.settings
        self.died = bool(case.all(ChildDied))
        brought = case.all(BroughtForward)
        self.brought_forward_on = brought[-1].on if brought else None
        self.closed_on = case.closed_by.on if case.closed_by else None
        self.transferred = isinstance(case.closed_by, CaseTransferred)

    def settle(self, rule: Rule, owed: Owed) -> Duty | None:
        """The duty, or None where it is dropped for good."""
        due_on = owed.due_on
        if due_on is not None and due_on < owed.opens_on:
            due_on = owed.opens_on
        if owed.done_on is None and self._dropped(owed.opens_on, due_on):
            return None
        closes_on, closed_as = self._closing(owed, due_on)
        expected_by = self._expected_by(rule, owed, due_on)
        asked = (*owed.numbers, rule.name) if expected_by else owed.numbers
        return Duty(
            f"{rule.name}:{owed.of}",
            rule.name,
            rule.title,
            owed.opens_on,
            due_on,
            owed.done_on,
            closes_on,
            closed_as,
            expected_by,
            owed.owed_by or rule.owed_by,
            rule.provisions,
            " ".join([owed.why, *self._own_numbers(asked, owed.raised_on)]),
        )

    def _own_numbers(self, asked: tuple[str, ...], day: date) -> Iterator[str]:
        for reason in dict.fromkeys(self.settings.reason_on(name, day) for name in asked):
            if reason:
                yield f"This goes by the service's own number, because {reason}."

    def _dropped(self, opens_on: date, due_on: date | None) -> bool:
        """The child died, or the duty is older than what was brought forward."""
        if self.died:
            return True
        brought = self.brought_forward_on
        return brought is not None and opens_on < brought and (due_on is None or due_on < brought)

    def _closing(self, owed: Owed, due_on: date | None) -> tuple[date | None, Status | None]:
        case_closes = self.closed_on
        if case_closes is not None and case_closes < owed.raised_on:
            case_closes = None
        closes_on = owed.closes_on
        if closes_on is None or (case_closes is not None and case_closes < closes_on):
            closes_on = case_closes
        if closes_on is None:
            return None, None
        if owed.opens_on > closes_on or (due_on is not None and due_on > closes_on):
            return closes_on, Status.DROPPED
        if closes_on == case_closes and self.transferred:
            return closes_on, Status.HANDED_OVER
        return closes_on, Status.MISSED

    def _expected_by(self, rule: Rule, owed: Owed, due_on: date | None) -> date | None:
        within = self.settings.expected.get(rule.name)
        days = value_on(within, owed.raised_on) if within is not None else 0
        if not days or due_on is not None:
            return None
        return working_days_after(owed.opens_on, days)
