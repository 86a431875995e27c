"""What was made and left open: assessments, plans; and what came of a manager's own looking."""

from collections.abc import Iterator
from datetime import date

from waymark.chronology.door import LONDON
from waymark.duties.models import Duty
from waymark.frame.addresses import address
from waymark.pages.words import day, days_late, several
from waymark.papers.finished import Finished
from waymark.plans.looked_over import LookedOver
from waymark.rules.carries import carries
from waymark.rules.duty import Status
from waymark.rules.plan_states import AGREED, COUNTERSIGNED, RETURNED
from waymark.web.quality import rows
from waymark.web.quality.lines import FINE, LATE, YOURS, Group, Line, in_order
from waymark.web.quality.rows import Rows, event_of


@carries("CM-466")
def assessments(read: Rows) -> Iterator[Group]:
    """Yield the assessments that were finished without a source, or with sections left."""
    lines = [
        Line(
            read.children[each.child],
            each.on,
            says,
            address("paper", each.child, each.paper),
            words=each.left_because if each.left else "",
        )
        for each in read.finished
        if (says := _lacks(each))
    ]
    title = "Assessments with gaps"
    yield Group("assessments", title, in_order(lines), among=len(read.finished))


def _lacks(each: Finished) -> str:
    left = f"{several(each.left, 'section')} not looked at" if each.left else ""
    return ", ".join(filter(None, ("" if each.has_source else "No source", left)))


@carries("CM-466")
def plans(read: Rows) -> Iterator[Group]:
    """Yield the plans that were agreed with questions open, that were returned, and not given."""
    agreed = [each for each in read.versions if each.is_newest and _is_since(each.agreed_on, read)]
    open_ = [_left_open(read, each) for each in agreed if each.left_open or each.by_one_tick]
    title = "Plans with questions left open"
    yield Group("plans", title, in_order(open_), among=len(agreed))
    returned = [_returned(read, duty) for duty in read.owed(rows.MEND)]
    yield Group("returned", "Plans returned, not mended", in_order(returned))
    not_given = in_order(list(_not_given(read)))
    yield Group("not-given", "Plans without a copy given", not_given)


def _is_since(on: date | None, read: Rows) -> bool:
    return on is not None and on >= read.since


def _left_open(read: Rows, each: LookedOver) -> Line:
    left = f"{each.left_open} left open" if each.left_open else ""
    ticked = f"{each.by_one_tick} answered with one tick" if each.by_one_tick else ""
    return Line(
        read.children[each.child],
        each.agreed_on or read.on,
        ", ".join(filter(None, (left, ticked))),
        f"{address('countersign-plan', each.child)}?plan={each.event}",
        "Not countersigned yet" if each.state == AGREED else "",
    )


def _returned(read: Rows, duty: Duty) -> Line:
    child = read.children[duty.child_id]
    wrote = (event_of(duty), "note")
    href = address("plan", child.pk)
    return Line(child, duty.opens_on, "Returned, to be mended", href, wrote=wrote)


def _not_given(read: Rows) -> Iterator[Line]:
    states = {(each.child, each.event): each.state for each in read.versions}
    told = {
        (each.child, each.facts.get("plan"))
        for each in read.events
        if each.kind == rows.COUNTERSIGNED
    }
    for duty in read.owed(rows.GIVE):
        plan = (duty.child_id, event_of(duty))
        is_countersigned = states[plan] == COUNTERSIGNED if plan in states else plan in told
        if is_countersigned:
            child = read.children[duty.child_id]
            yield Line(
                child, duty.opens_on, "Countersigned, and not given", address("plan", child.pk)
            )


def directions(read: Rows) -> Iterator[Group]:
    lines = [_direction(read, duty) for duty in read.raised(rows.FOLLOW)]
    yield Group("directions", "Directions", in_order(lines), is_answered=True)


def _direction(read: Rows, duty: Duty) -> Line:
    child, event = read.children[duty.child_id], read.about(duty)
    state, kind = f"By {day(duty.due_on, read.on)}", YOURS
    if duty.done_on:
        state, kind = f"Done {day(duty.done_on, read.on)}", FINE
        if duty.status == Status.DONE_LATE:
            state += f", {days_late(duty.due_on, duty.done_on)}"
    elif duty.status == Status.OVERDUE:
        state, kind = days_late(duty.due_on, read.on), LATE
    elif duty.closes_on and duty.closes_on < read.on:
        state, kind = "Not done before it ended", FINE
    href = address("event", child.pk, event.event) if event else address("child", child.pk)
    by = event.facts.get("by") if event else ""
    says = f"Directed by {by}" if by else "A direction"
    return Line(child, duty.opens_on, says, href, state, kind, wrote=(event_of(duty), "what"))


@carries("EP-159")
def looked_over(read: Rows) -> Iterator[Group]:
    """Yield what this manager countersigned or returned, and what came of it."""
    lines = [_checked(read, each) for each in read.versions if each.checked_by == read.by.pk]
    yield Group("looked-over", "Plans that you looked over", in_order(lines), is_answered=True)


def _checked(read: Rows, each: LookedOver) -> Line:
    child, state = read.children[each.child], ("", FINE)
    if each.state == RETURNED:
        state = ("Mended since", FINE) if not each.is_newest else ("Not mended yet", YOURS)
    elif each.is_newest:
        still = {event_of(duty) for duty in read.owed(rows.GIVE)}
        state = ("Not given yet", YOURS) if each.event in still else ("Given", FINE)
    else:
        state = ("Changed again since", FINE)
    says = f"Version {each.number} {each.state}"
    on = each.checked_at.astimezone(LONDON).date() if each.checked_at else read.on
    return Line(child, on, says, address("plan-version", child.pk, each.number), *state)
