"""What must happen before the account of somebody who works with children may end."""

from collections.abc import Iterator

from django.db import connection

from waymark.accounts.models import User

BY_WHOM = "For a child whom only named people may see, one of these does it."


def hand_over_first(person: User) -> list[str]:
    """Ask that the children of this person be handed over; it never says who or how many."""
    return list(_to_do_first(person))


def _to_do_first(person: User) -> Iterator[str]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT works_with_a_child(%s), is_a_co_worker(%s)", [person.pk, person.pk])
        works, co_works = cursor.fetchone() or (False, False)
    if works:
        yield f"Ask a manager to hand over the children of {person.first_name} first. {BY_WHOM}"
    if co_works:
        yield (
            f"Ask a manager to end the work of {person.first_name} as co-worker first, under "
            f"“Somebody leaves”. {BY_WHOM}"
        )
