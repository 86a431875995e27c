"""A looked-after child in custody is visited, how soon and how often as their care status says."""

from collections.abc import Iterator
from datetime import date

from waymark.rules.calendar import days_after, months_after, said, working_days_after
from waymark.rules.carries import carries
from waymark.rules.case import Case
from waymark.rules.custody import custody_end
from waymark.rules.duty import Owed
from waymark.rules.events.custody import CustodyEntered, CustodyVisit, CustodyVisitRequested

FIRST_VISIT = 7  # days, on a care order or remand
FIRST_VISIT_SECTION_20 = 10  # working days
BETWEEN_IN_FIRST_YEAR = 42  # days
BETWEEN_AFTERWARDS = 3  # months


@carries("NP-183", "NP-184", "NP-187")
def visit_in_custody(case: Case) -> Iterator[Owed]:
    for custody in case.all(CustodyEntered):
        spell = case.child.looked_after_on(custody.on)
        basis = spell.basis if spell else None
        if basis in ("care-order", "remand"):
            yield from _visits(case, custody)
        elif basis == "section-20":
            yield _one_visit(case, custody)


def _one_visit(case: Case, custody: CustodyEntered) -> Owed:
    return Owed(
        f"{custody.id}:1",
        custody.on,
        custody.on,
        f"The child, accommodated by agreement, went into custody on {said(custody.on)} and is "
        "to be visited within ten working days.",
        due_on=working_days_after(custody.on, FIRST_VISIT_SECTION_20),
        done_on=case.first(CustodyVisit, custody.on, about=custody.id),
        closes_on=custody_end(case, custody),
    )


def _visits(case: Case, custody: CustodyEntered) -> Iterator[Owed]:
    """One for each visit made, and the next."""
    visits = [event.on for event in case.about(CustodyVisit, custody.id) if event.on >= custody.on]
    opens_on, due_on = custody.on, days_after(custody.on, FIRST_VISIT)
    why = f"The child went into custody on {said(custody.on)} and is to be visited within a week."
    for number, visited_on in enumerate([*visits, None], 1):
        yield Owed(
            f"{custody.id}:{number}",
            custody.on,
            opens_on,
            why,
            due_on,
            visited_on,
            custody_end(case, custody),
        )
        if visited_on is not None:
            opens_on, due_on = visited_on, _next_visit_due(custody.on, visited_on)
            why = (
                f"The child was last visited in custody on {said(visited_on)} and is to be "
                f"visited again by {said(due_on)}."
            )


def _next_visit_due(custody_began: date, visited_on: date) -> date:
    if visited_on < months_after(custody_began, 12):
        return days_after(visited_on, BETWEEN_IN_FIRST_YEAR)
    return months_after(visited_on, BETWEEN_AFTERWARDS)


@carries("NP-185", "NP-188")
def visit_on_request(case: Case) -> Iterator[Owed]:
    for request in case.all(CustodyVisitRequested):
        custody = case.event(request.custody)
        yield Owed(
            request.id,
            request.on,
            request.on,
            f"A visit to the child in custody was asked for on {said(request.on)}.",
            done_on=case.first(CustodyVisit, request.on, about=request.custody),
            closes_on=custody_end(case, custody) if custody else None,
        )
