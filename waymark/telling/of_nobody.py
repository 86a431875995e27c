"""Letters of the victims' side about a child whose record is not here: a manager says what becomes
of them. Nobody here reads what is in them."""

from datetime import datetime
from typing import NamedTuple

from django.db import connection, transaction

from waymark.accounts.answers import Stale
from waymark.accounts.models import User
from waymark.accounts.permissions import Permission, check_user_can
from waymark.audit import recording

REASONS = {
    "wrong-number": "The victim worker had the wrong record, and puts it right on their side",
    "elsewhere": "Another service keeps that record, and its victim workers know",
    "deleted": "That record was deleted, and nobody needs what the message says",
}


class OfNobody(NamedTuple):
    number: int
    record: int
    came_at: datetime


def of_nobody() -> list[OfNobody]:
    """Return those of the asker's service, to its managers. One query."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM letters_of_nobody()")
        return [OfNobody(*each) for each in cursor.fetchall()]


def put_aside(*, letter: int, reason: str, by: User) -> None:
    """Let a letter be over; why, its number and who did it stand in the audit.

    :param reason: a code of `REASONS`.
    :raises Stale: where it was taken in or put aside since.
    """
    check_user_can(by, Permission.MANAGE_TEAM)
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT put_letter_aside(%s)", [letter])
        (is_aside,) = cursor.fetchone() or (False,)
    if not is_aside:
        raise Stale
    recording.note(act="put-letter-aside", letter=letter, reason=reason)
