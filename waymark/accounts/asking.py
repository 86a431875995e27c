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
