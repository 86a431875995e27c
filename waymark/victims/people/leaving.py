"""An entry of the sealed store that goes, as a whole or not at all."""

from django.db import IntegrityError, transaction
from django.db.models import ProtectedError

from waymark.accounts.answers import Refused
from waymark.victims.people.models import Victim

BEING_WRITTEN = (
    "Somebody began to write about this person and has not saved it. Save it or throw it away "
    "first; what nobody saves goes by itself."
)


def let_go(person: Victim) -> None:
    """Delete somebody's own row, of whom nothing else stands any more.

    :raises Refused: where a draft stands about them, be it a colleague's that nobody else sees.
    """
    try:
        with transaction.atomic():
            person.delete()
    except (ProtectedError, IntegrityError) as refused:
        raise Refused(BEING_WRITTEN) from refused
