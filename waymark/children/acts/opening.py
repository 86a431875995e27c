"""Opening a record that is not one's own work, and restricting who may see one."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db import connection
from django.db.models.functions import Now
from django.http import Http404

from waymark.accounts.answers import Refused
from waymark.accounts.models import User
from waymark.accounts.permissions import Permission, check_user_can
from waymark.audit import recording
from waymark.children.access import reasons_for
from waymark.children.acts.home import only_home
from waymark.children.models import Child, Named, Opening
from waymark.children.models.access import Reason
from waymark.chronology import door

EMERGENCY = timedelta(hours=4)


def say_why(*, child: Child, reason: str, by: User, at: datetime) -> Opening:
    """Open a child of one's service for today, by saying why."""
    check_user_can(by, Permission.OPEN_WITH_REASON)
    if reason not in dict(reasons_for(by)):
        raise Refused("Choose why you open this record.")
    day = door.today(at)
    recording.note(children=[child.pk], act="say-why", reason=reason)
    made, _ = Opening.objects.get_or_create(
        child=child,
        user=by,
        day=day,
        reason=reason,
        defaults={
            "service_id": by.service_id,
            "opened_at": at,
            "until": datetime.combine(day + timedelta(days=1), datetime.min.time(), door.LONDON),
        },
    )
    return made


def open_in_emergency(
    *, reference: str, words: str, looker: User, by: User, at: datetime
) -> Opening:
    """Open a restricted child for four hours; the manager named must look at it afterwards.

    Only a whole reference opens, so that nobody finds out by trying names who is restricted.

    :raises Http404: where no restricted child of the service has this reference.
    """
    check_user_can(by, Permission.OPEN_IN_EMERGENCY)
    if not words.strip():
        raise Refused("Say what has happened and why it cannot wait.")
    check_user_can(looker, Permission.REVIEW_EMERGENCIES)
    recording.note(act="open-in-emergency")
    with connection.cursor() as cursor:
        cursor.execute("SELECT restricted_child(%s)", [reference])
        (child,) = cursor.fetchone() or (None,)
    if child is None:
        raise Http404
    recording.note(children=[child], looker=looker.pk)
    return Opening.objects.create(
        child_id=child,
        service_id=by.service_id,
        user=by,
        day=door.today(at),
        reason=Reason.EMERGENCY,
        # The walls and the audit go by the database's clock.
        opened_at=Now(),
        until=Now() + EMERGENCY,
        words=words,
        looker=looker,
    )


def look_at(*, opening: Opening, found: str, by: User, at: datetime) -> None:
    """Say what came of looking at an emergency; nobody looks at her own."""
    check_user_can(by, Permission.REVIEW_EMERGENCIES)
    if by.pk == opening.user_id:
        raise Refused("Somebody else must look at what you opened.")
    if not found.strip():
        raise Refused("Say what you found.")
    recording.note(children=[opening.child_id], act="look-at-emergency")
    locked = Opening.objects.select_for_update(no_key=True).get(pk=opening.pk)
    if locked.looked_at is not None:
        raise Refused("Somebody has looked at this already: what was found stands.")
    opening.looked_at, opening.found = at, found
    opening.save(update_fields=["looked_at", "found"])


def restrict(
    *, child: int, named: list[User], offered: Iterable[User], by: User, at: datetime
) -> None:
    """Let only these people see the child; whoever restricts is always one of them.

    :param offered: among whom it was chosen; whoever else was named before stays named.
    """
    check_user_can(by, Permission.RESTRICT_CHILD)
    with door.act("restrict", by=by, at=at, children=[child]) as act:
        only_home(act, child, by, "restrict who sees this record")
        _refuse_who_is_not_named(child, by)
        wanted = {person.pk for person in (by, *named)}
        before = _named(child)
        removed = (before & {person.pk for person in offered}) - wanted
        added = wanted - before
        Named.objects.filter(child=child, user__in=removed).delete()
        Named.objects.bulk_create(
            Named(child_id=child, user_id=person, service_id=act.services[child])
            for person in sorted(added)
        )
        Child.objects.filter(pk=child).update(restricted=True)
        recording.note(named=sorted(added), removed=sorted(removed))


def lift_restriction(*, child: int, by: User, at: datetime) -> None:
    check_user_can(by, Permission.RESTRICT_CHILD)
    with door.act("lift-restriction", by=by, at=at, children=[child]) as act:
        only_home(act, child, by, "lift the restriction")
        _refuse_who_is_not_named(child, by)
        recording.note(removed=sorted(_named(child)))
        Child.objects.filter(pk=child).update(restricted=False)
        Named.objects.filter(child=child).delete()


def _named(child: int) -> set[int]:
    return set(Named.objects.filter(child=child).values_list("user", flat=True))


def _refuse_who_is_not_named(child: int, by: User) -> None:
    """Refuse to change a restriction to whoever sees the child only in an emergency."""
    restricted = Child.objects.filter(pk=child, restricted=True)
    if restricted.exclude(named__user=by).exists():
        raise Refused("Only somebody who is named may change who sees this record.")
