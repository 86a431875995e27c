"""Who is asking, told to the database for the length of one transaction."""

from django.db import connection

from waymark.accounts.models import User


def as_user(user: User) -> None:
    """Let the rest of this transaction see what this person's walls let through."""
    as_told(user.pk, user.service_id)


def as_waymark(service_id: int) -> None:
    """Let the rest of this transaction see all children of a service, the restricted ones too.

    Only for what nobody looks at: taking case files in, renewing duties.
    """
    as_told(0, service_id)


def as_sheet(sheet_id: int) -> None:
    """Let the rest of this transaction see one sheet, and nothing else of anybody.

    For who holds a sheet and never signs in: `portal/migrations/walls.sql`.
    """
    as_told(None, None, sheet_id)


def as_nobody() -> None:
    """Let the rest of this transaction see nothing that stands behind a wall."""
    as_told(None, None)


def as_told(user_id: int | None, service_id: int | None, sheet_id: int | None = None) -> None:
    told = [user_id, None if user_id is None else service_id, sheet_id]
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT set_config('waymark.user', %s, true), set_config('waymark.service', %s, true),"
            " set_config('waymark.sheet', %s, true)",
            ["" if each is None else str(each) for each in told],
        )
