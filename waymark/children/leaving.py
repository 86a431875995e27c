"""What must happen before the account of somebody who works with children may end."""

from django.db import connection

from waymark.accounts.models import User


def hand_over_first(person: User) -> list[str]:
    """Ask that the children of this person be handed over; it never says who or how many."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT works_with_a_child(%s)", [person.pk])
        (works,) = cursor.fetchone() or (False,)
    if not works:
        return []
    return [
        f"Ask a manager to hand over the children of {person.first_name} first. A child whom only "
        "named people may see is handed over by one of these."
    ]
