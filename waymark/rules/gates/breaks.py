"""A holiday is never agreed while the child is under bail conditions."""

from collections.abc import Iterator

from waymark.rules.carries import carries
from waymark.rules.case import Case
from waymark.rules.events import Event
from waymark.rules.events.orders import SuspensionApproved
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
