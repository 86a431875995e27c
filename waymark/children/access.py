"""May this person open this child's record?

The database's walls decide whom a person can see at all. Of those, some are the person's own work;
the rest are opened by saying why, once a day.
"""

from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import Http404

from waymark.accounts.models import Role, User
from waymark.accounts.permissions import Permission, check_user_can
from waymark.audit import recording
from waymark.children.models import Allocation, Child, Cover, DutyDay, Named, Opening
from waymark.children.models.access import Reason
from waymark.chronology.door import today


class SayWhy(PermissionDenied):
    """The child is of this person's service, but not of her work: she may open it by saying why."""

    def __init__(self, child: Child) -> None:
        super().__init__("Say why you open this record.")
        self.child = child


def open_child(*, pk: int, by: User, at: datetime) -> Child:
    """Return the child's row, and note in the audit that it was opened. One query.

    :raises Http404: where there is no such child for this person; all such answers are one.
    :raises SayWhy: where a reason for today opens it.
    """
    check_user_can(by, Permission.SEE_CHILDREN)
    child = Child.objects.filter(pk=pk).annotate(own=Exists(_own(by, at))).first()
    if child is None:
        raise Http404
    recording.note(children=[child.pk])
    if not child.own:
        raise SayWhy(child)
    return child


def own_children(*, by: User, at: datetime) -> QuerySet[Child]:
    """Return the children who are this person's work today."""
    return Child.objects.filter(Exists(_own(by, at)))


def _own(by: User, at: datetime) -> QuerySet[Child]:
    """Return the outer child if it is this person's work: everything that makes it so, in one."""
    day = today(at)
    lasting = Q(day=day) | Q(reason=Reason.EMERGENCY)  # an emergency goes on past midnight
    own = Exists(_about(Named).filter(user=by)) | Exists(
        _about(Opening).filter(lasting, user=by, until__gt=at)
    )
    own |= Exists(DutyDay.objects.filter(user=by, day=day))
    workers = _about(Allocation).filter(period__contains=day)
    covered = Cover.objects.filter(user=by, period__contains=day).values("away")
    own |= Exists(workers.filter(Q(user=by) | Q(user__in=covered) | _of_team_managed_by(by)))
    if by.role in MANAGERS:
        own |= ~Exists(workers)  # nobody's yet: a manager finds the child a worker
    return Child.objects.filter(own, pk=OuterRef("pk"))


MANAGERS = {Role.OPERATIONS_MANAGER, Role.SENIOR_MANAGER}


def reasons_for(by: User) -> list[tuple[str, str]]:
    """Return the reasons that this person may give to open a child; only managers check work."""
    never = {Reason.EMERGENCY} | (set() if by.role in MANAGERS else {Reason.CHECK})
    return [(code, words) for code, words in Reason.choices if code not in never]


def _of_team_managed_by(by: User) -> Q:
    if by.role == Role.SENIOR_MANAGER:
        return Q(user__service=by.service_id)
    if by.role == Role.OPERATIONS_MANAGER and by.team_id is not None:
        return Q(user__team=by.team_id)
    return Q(pk__in=[])


def _about(model: type) -> QuerySet:
    """Return a model's rows of the child of the query outside."""
    return model.objects.filter(child=OuterRef("pk"))
