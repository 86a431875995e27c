"""What was learnt of children, and whether their plans were looked at since."""

from collections.abc import Iterator
from datetime import date

from waymark.assessments.queries import ANSWERED, LEARNT
from waymark.assessments.words import NAMES
from waymark.children.models import Child
from waymark.chronology.since import Recorded
from waymark.duties.models import CONCERN, Duty
from waymark.frame.addresses import address
from waymark.pages.levels import NAMES as LEVELS
from waymark.pages.words import day, inside
from waymark.rules.duty import Status
from waymark.rules.judging import DOMAINS, FALLS_FAR, HIGH, steps_up
from waymark.web.quality import rows
from waymark.web.quality.lines import FINE, LATE, YOURS, Group, Line, in_order
from waymark.web.quality.rows import Rows

NOT_SINCE = "Plan not looked at since"
STILL_FITS = "Its worker says that the plan still fits"
State = tuple[str, str]


def learnt(read: Rows) -> Iterator[Group]:
    """Yield what rose, what fell by two steps, what was told, and weapons and charges."""
    moves = list(_moves(read))
    rose = [line for steps, line in moves if steps > 0]
    fell = [line for steps, line in moves if steps <= -FALLS_FAR]
    told = [_told(read, duty) for duty in read.raised(CONCERN)]
    found = [
        _line(read, event, LEARNT[event.kind])
        for event in read.events
        if event.kind in (rows.WEAPON, rows.CHARGE)
    ]
    yield Group("told", "Told of harm", in_order(told), is_answered=True)
    yield Group("rose", "Risks that rose", in_order(rose), is_answered=True)
    yield Group("fell", "Risks that fell by two steps", in_order(fell), is_answered=True)
    yield Group("found", "Weapons and new charges", in_order(found), is_answered=True)


def _moves(read: Rows) -> Iterator[tuple[int, Line]]:
    """Yield each step of a level since that day, and by how much."""
    events = {
        (each.child, each.on, domain, each.facts[domain]): each
        for each in read.events
        for domain in DOMAINS
        if each.kind == rows.JUDGEMENT and each.facts.get(domain)
    }
    for child, domain in (
        (child, domain) for child in read.children.values() for domain in DOMAINS
    ):
        before = None
        for told, level in _steps(child, domain):
            on = date.fromisoformat(told)
            event = events.get((child.pk, on, domain, level))
            if event is not None and (before is not None or level in HIGH):
                moved = f"{_level(before)} to" if before else "first judged"
                says = f"{NAMES[domain]}: {moved} {_level(level)}"
                up = steps_up(before, level) if before else 1
                yield up, _line(read, event, says, "because")
            before = level


def _steps(child: Child, domain: str) -> list[list[str]]:
    standing = getattr(child, "standing", None)
    return standing.judged.get(domain, []) if standing else []


def _level(level: str) -> str:
    return inside(LEVELS.get(level, level))


def _line(read: Rows, event: Recorded, says: str, field: str = "") -> Line:
    state, kind = _since(read, event)
    return Line(
        read.children[event.child],
        event.on,
        says,
        address("event", event.child, event.event),
        state,
        kind,
        wrote=(event.reference, field) if field else None,
    )


def _told(read: Rows, duty: Duty) -> Line:
    child, event = read.children[duty.child_id], read.about(duty)
    whose = event.facts.get("whose") if event else None
    says = "Told us of harm" if whose in (None, "child") else "Somebody close told us of harm"
    if duty.done_on is None or event is None:
        href = address("concerns")
        kind = LATE if duty.status == Status.OVERDUE else YOURS
        return Line(child, duty.opens_on, says, href, "Nobody has looked at it yet", kind)
    looked = f"Looked at {day(duty.done_on, read.on)}"
    state, kind = _since(read, event)
    href = address("event", child.pk, event.event)
    return Line(child, event.on, says, href, f"{looked}. {state}", kind)


def _since(read: Rows, event: Recorded) -> State:
    """Say what came of something that may ask for another plan."""
    later = [each for each in read.of[event.child] if each.is_after(event)]
    answer = next((each for each in later if each.kind in ANSWERED), None)
    if answer is not None:
        return f"{ANSWERED[answer.kind]} {day(answer.on, read.on)}", FINE
    if event.says_plan_fits or any(_is_about(each, event) for each in later):
        return STILL_FITS, FINE
    for begun in read.begun:
        if begun.child == event.child and event.reference == begun.because_of:
            return f"A review was begun {day(begun.on, read.on)}", FINE
    return NOT_SINCE, YOURS


def _is_about(later: Recorded, event: Recorded) -> bool:
    return later.kind == rows.FITS and later.facts.get("of") == event.reference
