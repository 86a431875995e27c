"""A copy is read for names each time that somebody gets it: on paper, as sound, and whenever a page
shows it. Of whom it names nobody may have known when it was made."""

from datetime import datetime

from waymark.accounts.models import User
from waymark.children.header import header
from waymark.children.naming import Named, Outward, who_may
from waymark.chronology.door import today
from waymark.guard import Towards
from waymark.plans.copy import Copy
from waymark.portal import held_back
from waymark.portal.holding import as_waymark
from waymark.portal.models import Sheet
from waymark.portal.read_through import ReadFor, read_through
from waymark.rules.carries import carries

OF = {"plan": Outward.PLAN_COPY, "agreement": Outward.AGREEMENT}  # by what is kept of it


@carries("CM-409")
def read_again(sheet: Sheet, *, by: User | None, at: datetime) -> None:
    """Read a copy once more before it is handed out. What may be a name was looked at when it was
    made.

    :param by: nobody, where whoever holds its link opens it.
    :raises read_through.Named: where it names somebody for certain.
    :raises guard.Shut: where nobody can say: nothing goes out.
    """
    child = sheet.child
    read_for = ReadFor(
        Towards.CHILD if sheet.is_for_child else Towards.FAMILY,
        next((paper for kept, paper in OF.items() if kept in sheet.content), Outward.HEARD),
        typed=[],
        who_may=who_may(child, header(child, today(at))),
        looked=True,
    )
    read_through(Copy.of(sheet.content), child, read_for, by=by, at=at)


def read_for_holder(sheet: Sheet, *, at: datetime) -> None:
    """Read it as Waymark itself, which sees whom it may name; then whoever holds it asks again.

    What may not be shown any more waits for its worker, until it may.
    """
    with as_waymark(sheet):
        try:
            read_again(sheet, by=None, at=at)
        except Named:
            held_back.keep_in_mind(sheet, at)
            raise
        held_back.keep_in_mind(sheet, None)
