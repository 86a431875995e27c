"""What is asked from the command line: as whom, in one transaction, with one audit row."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.core.management import CommandError
from django.db import transaction
from django.http import Http404
from django.utils import timezone

from waymark.accounts import asking
from waymark.accounts.answers import Refused
from waymark.accounts.models import User
from waymark.audit import recording

REFUSED = 2
NO_SUCH_CHILD = "There is no such child, or none that this person may see."


def person(email: str) -> User:
    """Return who gives the command."""
    found = User.objects.filter(email=email.lower(), is_active=True).select_related("service")
    by = found.first()
    if by is None:
        raise CommandError(f"Nobody who may sign in has the address {email}.")
    return by


@contextmanager
def audited(action: str, *, service_id: int, by: User | None) -> Iterator[datetime]:
    """Do one thing, at the moment that is given; what is refused leaves its audit row alone.

    :param by: who asks; nobody, where it is Waymark itself.
    """
    refusal = ""
    with recording.command(
        action, service_id=service_id, user_id=by.pk if by else None, at=timezone.now()
    ) as answer:
        asking.as_user(by) if by else asking.as_waymark(service_id)
        try:
            with transaction.atomic():
                yield answer.at
        except Refused as refused:
            refusal = "\n".join(refused.reasons)
        except (Http404, PermissionDenied) as refused:
            refusal = str(refused) or NO_SUCH_CHILD
        if refusal:
            answer.outcome = "refused"
    if refusal:
        raise CommandError(refusal, returncode=REFUSED)
