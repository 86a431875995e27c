"""What figures are made of: of each child of a service, what is counted."""

from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from waymark.accounts.models import User
from waymark.children.models import Child
from waymark.duties.models import Standing
from waymark.duties.renewal import renew_when_met, stamp
from waymark.prepared import ID, Told, prepared
from waymark.rules.fairness import Counted

AT_ONCE = 300  # children whose standings a page renews; after an update all of them are stale


@dataclass(frozen=True)
class Counting:
    """What is counted, by child; of `waiting` it is worked out anew, and may lack the newest."""

    children: dict[int, Counted]
    waiting: int


def counting(*, by: User, on: date) -> Counting:
    """Return what is counted of the children of this person's service, closed cases too.

    The walls leave out whom she may not know of. One query; and six, where some had to be renewed.
    """
    found = _standings(service=by.service_id)
    stale = {child.pk: _standing(child) for child in found if not _is_fresh(child)}
    if stale and renew_when_met(dict(list(stale.items())[:AT_ONCE]), on):
        found = _standings(service=by.service_id)
    read = {child.pk: standing.counted for child in found if (standing := _standing(child))}
    return Counting(
        {child: Counted.of(kept) for child, kept in read.items() if kept},
        sum(not _is_fresh(child) for child in found),
    )


@prepared(service=ID)
def _standings(*, service: Told) -> QuerySet[Child]:
    children = Child.objects.filter(service=service).select_related("standing").order_by("pk")
    return children.only("pk", "standing__stamp", "standing__counted")


def _standing(child: Child) -> Standing | None:
    return getattr(child, "standing", None)


def _is_fresh(child: Child) -> bool:
    standing = _standing(child)
    return standing is not None and standing.stamp == stamp()
