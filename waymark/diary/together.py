"""Children who are met in one group: what is moved together, and who may move it."""

from waymark.accounts.answers import Refused
from waymark.accounts.models import User
from waymark.accounts.permissions import Permission, user_can
from waymark.children.working import leads
from waymark.diary.models import BOOKED, Appointment

ALIKE = "group-"  # so begins the reference of what several children are booked for together


def is_of_a_group(appointment: Appointment) -> bool:
    return appointment.reference.startswith(ALIKE)


def all_of(appointment: Appointment) -> list[Appointment]:
    """Return what is moved together: of a group, the parts of all children who still come and of
    whom the asker may know. One query."""
    if not is_of_a_group(appointment):
        return [appointment]
    rows = Appointment.objects.filter(meeting=appointment.meeting_id, state=BOOKED)
    others = rows.exclude(pk=appointment.pk).select_related("child").order_by("pk")
    found = [appointment, *others]
    for row in found:
        row.meeting = appointment.meeting
    return found


def runs(appointment: Appointment, by: User) -> bool:
    """Tell whether somebody may move a whole group: whoever runs it, or manages who does. Others
    work with one of its children, and are told nothing of the rest. One query."""
    workers = appointment.meeting.workers.all()
    is_manager = user_can(by, Permission.MANAGE_TEAM)
    return any(by == each or (is_manager and leads(by, each)) for each in workers)


def check_runs(appointment: Appointment, by: User) -> None:
    """Refuse whoever may not move a whole group."""
    if not runs(appointment, by):
        names = " or ".join(sorted(each.name for each in appointment.meeting.workers.all()))
        raise Refused(f"Ask {names}, who runs the group, or a manager of theirs.")
