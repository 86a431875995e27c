"""A holiday is never agreed while the child is under bail conditions; a break ends sooner than it
was agreed to, and once."""

from collections.abc import Iterator

from waymark.rules.calendar import days_after, said
from waymark.rules.carries import carries
from waymark.rules.case import Case
from waymark.rules.events import Event
from waymark.rules.events.orders import BreakEndedSooner, SuspensionApproved
from waymark.rules.suspensions import HOLIDAY, on_bail

ON_BAIL = (
    "A holiday is not agreed while the child is under bail conditions. Where they have ended, "
    "write down when first; where they have not, the court that made them can be asked."
)


@carries("CM-208")
def no_holiday_on_bail(case: Case, proposed: Event) -> Iterator[str]:
    if not isinstance(proposed, SuspensionApproved) or proposed.corrects:
        return
    since = min(proposed.on, proposed.from_)
    if proposed.reason == HOLIDAY and on_bail(case, since, proposed.to):
        yield ON_BAIL


def end_a_break_before_its_last_day(case: Case, proposed: Event) -> Iterator[str]:
    if not isinstance(proposed, BreakEndedSooner):
        return
    agreed = case.event(proposed.suspension)
    if not isinstance(agreed, SuspensionApproved):
        yield "This break was taken back, so there is none to end."
    elif proposed.last_on < (before := days_after(agreed.from_, -1)):
        yield (
            f"This break begins on {said(agreed.from_)}. If it is not to begin at all, choose the "
            f"day before: {said(before)}."
        )
    elif proposed.corrects:
        return  # how long it was agreed for is not told by what already ended sooner
    elif case.about(BreakEndedSooner, agreed.id):
        yield (
            "That this break ended sooner is written down already. If its last day was another "
            "one, correct that entry."
        )
    elif proposed.last_on >= agreed.to:
        yield (
            f"This break was agreed until {said(agreed.to)}. Choose a day before; if it lasts as "
            "long as it was agreed, nothing is to be written down."
        )
