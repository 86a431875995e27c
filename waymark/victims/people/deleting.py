"""The deletion by a manager of what is due, and the certificate that it was."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from waymark.accounts.answers import Refused
from waymark.accounts.models import User
from waymark.accounts.permissions import Permission, check_user_can
from waymark.audit import recording
from waymark.guidance.harmed import clocks
from waymark.rules.carries import carries
from waymark.rules.harmed.retention import ENDS, in_backups_until
from waymark.victims.people import held, owing
from waymark.victims.people.due import DueOf, due_of
from waymark.victims.people.keeping import keep_apart
from waymark.victims.people.leaving import let_go
from waymark.victims.people.models import Certificate, Happening, Spell, Victim
from waymark.victims.people.telling import tell
from waymark.victims.people.told import forget_people

NOTHING_DUE = (
    "Nothing of theirs is due to be deleted any more. Somebody deleted it, or it is needed."
)
A_FILE_WAITS = (
    "A file of record {} waits to be cut. See to it first: once their name is deleted, nobody "
    "finds it there."
)
WHO_THEY_ARE = "who-they-are"


def delete(*, victim: Victim, by: User, at: datetime) -> Certificate:
    """Delete what is due of somebody, and say so in a certificate that names nobody.

    :raises Refused: where nothing is due.
    """
    check_user_can(by, Permission.DELETE_HARMED)
    recording.note(children=[victim.pk], act="delete-what-is-due")
    owing.take_turn()
    stands = Victim.objects.select_for_update().filter(pk=victim.pk)
    today = timezone.localdate(at)
    found = due_of(list(stands), today)
    if not found:
        raise Refused(NOTHING_DUE)
    if found[0].everything:
        _refuse_while_a_file_waits(found[0].person)
    with transaction.atomic():
        _delete(found[0], at=at)  # first: what is refused takes no number of a certificate
        certificate = _certify(found[0], by=by, at=at)
    if not found[0].everything:
        owing.changed(pk=victim.pk)
        tell(victim, at=at)
    recording.note(certificate=certificate.pk)
    return certificate


@carries("CM-409")
def _refuse_while_a_file_waits(person: Victim) -> None:
    """What was cut is read for names before it goes back: whose name is gone is not found in it."""
    children = [each.child for each in person.known_by]
    file = held.waiting().filter(child__in=children).first()
    if file is not None:
        raise Refused(A_FILE_WAITS.format(file.child))


def _delete(found: DueOf, *, at: datetime) -> None:
    for table in (Spell, Happening):
        mine = [each.row.pk for each in found.rows if isinstance(each.row, table)]
        table.objects.filter(pk__in=mine).delete()
    if found.everything:
        forget_people(list(found.person.references.all()), at=at)
        let_go(found.person)
        keep_apart(service=found.person.service_id, at=at)


def _certify(found: DueOf, *, by: User, at: datetime) -> Certificate:
    whole = {WHO_THEY_ARE: 1} if found.everything else {}
    since = {each.runs_from for each in found.rows}
    if whole and not since.intersection(ENDS):
        since.add("shown")
    return Certificate.objects.create(
        service_id=found.person.service_id,
        kinds={**found.kinds, **whole},
        purposes=sorted(since),
        by=by,
        at=at,
        in_backups_until=in_backups_until(timezone.localdate(at), clocks()),
    )
