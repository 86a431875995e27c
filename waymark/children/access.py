"""May this person open this child's record?

The database's walls decide whom a person can see at all. Of those, some are the person's own work;
the rest are opened by saying why, once a day.
"""

from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db.models import BooleanField, Func, QuerySet
from django.http import Http404

from waymark.accounts.models import Role, User
from waymark.accounts.permissions import Permission, check_user_can
from waymark.audit import recording
from waymark.children.models import Child
from waymark.children.models.access import Reason
from waymark.prepared import ID, MOMENT, Told, first, prepared


class SayWhy(PermissionDenied):
    """The child is of this person's service, but not of her work: she may open it by saying why."""

    def __init__(self, child: Child) -> None:
        super().__init__("Say why you open this record.")
        self.child = child


# What only some pages of a child show of what is kept beside the duties.
LONG = tuple(f"standing__{name}" for name in ("orders", "marks", "seen", "judged", "counted"))


class IsOwnWork(Func):
    """Whether a child is the work of the person who asks: `migrations/own_work.sql` says when."""

    function = "is_own_work"
    output_field = BooleanField()

    def __init__(self, child: str, at: datetime | Told) -> None:
        super().__init__(child, at)


def open_child(*, pk: int, by: User, at: datetime) -> Child:
    """Return the child's row, and note in the audit that it was opened. One query.

    Beside it stands how the case closed, if it did.

    :raises Http404: where there is no such child for this person; all such answers are one.
    :raises SayWhy: where a reason for today opens it.
    """
    check_user_can(by, Permission.SEE_CHILDREN)
    child = first(_opened(pk=pk, at=at))
    if child is None:
        raise Http404
    recording.note(children=[child.pk])
    if not child.own:
        raise SayWhy(child)
    return child


@prepared(pk=ID, at=MOMENT)
def _opened(*, pk: Told, at: Told) -> QuerySet[Child]:
    rows = Child.objects.filter(pk=pk).annotate(own=IsOwnWork("pk", at))
    return rows.select_related("standing").defer(*LONG)


MANAGERS = {Role.OPERATIONS_MANAGER, Role.SENIOR_MANAGER}


def reasons_for(by: User) -> list[tuple[str, str]]:
    """Return the reasons that this person may give to open a child; only managers check work."""
    never = {Reason.EMERGENCY} | (set() if by.role in MANAGERS else {Reason.CHECK})
    return [(code, words) for code, words in Reason.choices if code not in never]
