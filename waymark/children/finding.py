"""Finding children, and those who may be a child already held."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import NamedTuple

from django.contrib.postgres.expressions import ArraySubquery
from django.db import connection
from django.db.models import OuterRef

from waymark.accounts.models import User
from waymark.accounts.permissions import Permission, check_user_can
from waymark.audit import recording
from waymark.children.access import IsOwnWork
from waymark.children.ages import age_on
from waymark.children.models import Allocation, Child
from waymark.children.models.allocation import Part
from waymark.children.typed import Typed
from waymark.chronology.door import today

MOST = 30


def find(typed: Typed, *, by: User, at: datetime) -> list[Child]:
    """Return the children who match what was typed, the likeliest first. Two queries.

    Each has `age`; `workers`, the names of those who are the child's worker; and two that say
    something where it is so: `own`, the child is this person's work today, and `works_with`, she is
    the worker or a co-worker. The answer's audit row names them all.
    """
    check_user_can(by, Permission.SEE_CHILDREN)
    if not typed:
        return []
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT child FROM find_children(%s, %s, %s, %s)",
            [typed.words, typed.born, typed.reference, MOST],
        )
        ids = [child for (child,) in cursor.fetchall()]
    return as_listed(ids, by=by, at=at)


class Likely(NamedTuple):
    """Who may be the child about to be registered."""

    clear: list[Child]  # whom the person who registers may be shown
    uncertain: list[Child]  # whom she may see, but who must not tell apart from the next
    hidden: bool

    @property
    def must_wait(self) -> bool:
        return bool(self.uncertain) or self.hidden


def likely(*, names: Sequence[str], born: date, by: User, at: datetime) -> Likely:
    """Return who may be this child already. Two queries."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT child, is_clear FROM likely_children(%s, %s)", [" ".join(names), born]
        )
        found = cursor.fetchall()
    is_clear = {child: clear for child, clear in found if child is not None}
    listed = as_listed(list(is_clear), by=by, at=at)
    return Likely(
        clear=[child for child in listed if is_clear[child.pk]],
        uncertain=[child for child in listed if not is_clear[child.pk]],
        hidden=len(is_clear) < len(found),
    )


def as_listed(ids: list[int], *, by: User, at: datetime) -> list[Child]:
    """Return children in the order of their ids, as a list shows them."""
    if not ids:
        return []
    standing = Allocation.objects.filter(child=OuterRef("pk"), period__contains=today(at))
    workers = standing.filter(part=Part.CASE_MANAGER)
    rows = Child.objects.annotate(
        workers=ArraySubquery(workers.values("user__name")),
        works_with=ArraySubquery(standing.filter(user=by).values("pk")),
        own=IsOwnWork("pk", at),
    ).in_bulk(ids)
    listed = [rows[child] for child in ids if child in rows]
    for child in listed:
        child.age = age_on(child.date_of_birth, today(at))
    recording.note(children=[child.pk for child in listed])
    return listed
