"""May this person open this record? The database's wall decides: of her service, and trained."""

from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import connection
from django.http import Http404

from waymark.accounts.models import User
from waymark.accounts.permissions import Permission, check_user_can
from waymark.audit import recording
from waymark.rules.carries import carries
from waymark.victims.people.models import Victim

NOT_TRAINED = (
    "Nobody reads here without training that is in date. Ask the manager of victim work to write "
    "down yours."
)


@carries("CM-400")
def check_may_read(by: User) -> None:
    """Refuse whoever the wall would show an empty store, and say why.

    :raises PermissionDenied:
    """
    check_user_can(by, Permission.SEE_HARMED)
    with connection.cursor() as cursor:
        cursor.execute("SELECT victims_may_read()")
        (may_read,) = cursor.fetchone()
    if not may_read:
        raise PermissionDenied(NOT_TRAINED)


def open_victim(*, pk: int, by: User, at: datetime) -> Victim:
    """Return somebody's row, and note in the audit that it was opened. Two queries.

    :raises Http404: where there is nobody for this person; all such answers are one.
    :raises PermissionDenied: where she may read nothing at all.
    """
    del at  # who opens a record on which side is asked in one way (`drafts.store.ask_with`)
    check_may_read(by)
    found = Victim.objects.filter(pk=pk).first()
    if found is None:
        raise Http404
    recording.note(children=[found.pk])
    return found
