"""Who is asking, told to the database for the length of one transaction."""

from django.db import connection

from waymark.accounts.models import User


def as_user(user: User) -> None:
    """Let the rest of this transaction see what this person's walls let through."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT set_config('waymark.user', %s, true), set_config('waymark.service', %s, true)",
            [str(user.pk), str(user.service_id)],
        )


def as_waymark(service_id: int) -> None:
    """Let the rest of this transaction see all children of a service, the restricted ones too.

    Only for what nobody looks at: taking case files in, renewing duties.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT set_config('waymark.user', '0', true), set_config('waymark.service', %s, true)",
            [str(service_id)],
        )
