"""What is owed, as people read it: what is late first, what is done last."""

import shutil
from collections.abc import Iterator, Sequence
from datetime import date
from textwrap import fill

from waymark.rules.calendar import said
from waymark.rules.duty import Duty, Status

Row = tuple[Duty, Status]

HEADINGS = {
    Status.OVERDUE: "Late",
    Status.DUE_TODAY: "Due today",
    Status.OPEN: "To do",
    Status.UPCOMING: "Coming up",
    Status.MISSED: "Not done before it ended",
    Status.HANDED_OVER: "Handed over to another service",
    Status.DONE_LATE: "Done late",
    Status.DONE: "Done",
}
INDENT = "    "


def table(name: str, rows: Sequence[Row], day: date) -> str:
    if not rows:
        return f"{name}: nothing is owed on {said(day)}.\n"
    return "\n".join(_lines(name, rows, day)) + "\n"


def _lines(name: str, rows: Sequence[Row], day: date) -> Iterator[str]:
    width = max(60, min(100, shutil.get_terminal_size().columns))
    yield f"{name}: what is owed on {said(day)}"
    for status, heading in HEADINGS.items():
        duties = [duty for duty, its_status in rows if its_status is status]
        if duties:
            yield from ("", f"{heading} ({len(duties)})")
        for duty in duties:
            yield _beside(duty.title, _when(duty, status, day), width)
            why = f"{_who(duty.owed_by)}. {duty.why}"
            yield fill(why, width, initial_indent=INDENT, subsequent_indent=INDENT)


def _beside(title: str, when: str, width: int) -> str:
    return f"  {title}  {when:>{width - len(title) - 4}}"


def _who(owed_by: str) -> str:
    who = owed_by.replace("childrens", "children's").replace("-", " ")
    return who[0].upper() + who[1:]


def _when(duty: Duty, status: Status, day: date) -> str:
    due = said(duty.due_on) if duty.due_on else ""
    if duty.done_on:
        done = f"done {said(duty.done_on)}"
        return f"{done}, was due {due}" if status is Status.DONE_LATE else done
    if status is Status.OVERDUE and duty.due_on:
        return f"{_days((day - duty.due_on).days)} late, was due {due}"
    if status is Status.UPCOMING:
        opens = f"opens {said(duty.opens_on)}"
        return f"{opens}, due {due}" if due else opens
    if status in (Status.MISSED, Status.HANDED_OVER) and duty.closes_on:
        return f"ended {said(duty.closes_on)}"
    if duty.expected_by:
        return f"expected by {said(duty.expected_by)}"
    return f"due {due}" if due else "no day set"


def _days(count: int) -> str:
    return "1 day" if count == 1 else f"{count} days"
