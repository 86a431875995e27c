"""In which order people stand on the first page, by what is owed to them first; and of whom
something is due to be deleted.

Both are reckoned from rows when they are shown. Here only the first day, and that there is
something, is remembered, so that the database finds whom to show: `changed` forgets it, and it is
reckoned anew each day.

Whoever writes of somebody takes the service's turn before anything else, and holds it until the
transaction ends: so nobody who holds one person waits for somebody who wants that person and holds
another. Who only reckons waits for nobody.
"""

from collections.abc import Iterable
from datetime import date

from django.conf import settings
from django.db import connection
from django.db.models import F, Q

from waymark.guidance.harmed import clocks
from waymark.rules.harmed.owed import owed
from waymark.victims.people.due import due_in
from waymark.victims.people.known import known, rows_of
from waymark.victims.people.models import Victim

OF_NO_DAY = date.max
AT_ONCE = 400  # people, in less than the seconds that casework waits for an answer
NOT_THERE = (
    "Their record is not there any more: somebody deleted it just now, or made it one with "
    "another. Nothing was saved. Look for them on the first page."
)
TURN = """
    SELECT pg_advisory_xact_lock(
        hashtextextended('people harmed of service', current_setting('waymark.service')::bigint)
    )
"""
REMEMBER = """
    UPDATE victims_victim AS victim
    SET owed_by = new.owed_by, is_due_to_go = new.is_due_to_go, reckoned_on = %s
    FROM unnest(%s::bigint[], %s::date[], %s::boolean[]) AS new (id, owed_by, is_due_to_go)
    WHERE victim.id = new.id
"""


def changed(**whom: object) -> list[int]:
    """Forget what was reckoned of these people, whom nobody else changes or reckons meanwhile;
    return who they are."""
    held = in_turn(**whom)
    Victim.objects.filter(pk__in=held).exclude(reckoned_on=None).update(reckoned_on=None)
    return held


def take_turn() -> None:
    """Wait until nobody else writes of anybody of the service. One query."""
    with connection.cursor() as cursor:
        cursor.execute(TURN)


def in_turn(**whom: object) -> list[int]:
    """Hold these people until the transaction ends; return who they are. Whoever waited reads what
    the others wrote. Two queries."""
    take_turn()
    people = Victim.objects.filter(pk__in=Victim.objects.filter(**whom).values("pk"))
    rows = people.select_for_update(no_key=True).order_by("pk")
    return list(rows.values_list("pk", flat=True))


def reckon(day: date, *, at_most: int | None = None) -> list[Victim]:
    """Reckon of who is not yet reckoned today, first of whom something changed, and of no more than
    can be waited for: each minute's round and each page goes on. Return of whom it was. One
    query where there is nobody.

    Whom somebody changes just now is left for the next round: what she writes is not seen yet.
    Of the others, and while nothing may be written, what was reckoned last stands: what is shown
    of somebody is reckoned anyway.
    """
    if settings.READ_ONLY:
        return []
    stale = Victim.objects.filter(Q(reckoned_on=None) | ~Q(reckoned_on=day))
    stale = stale.select_for_update(no_key=True, skip_locked=True)
    most = AT_ONCE if at_most is None else at_most
    people = list(stale.order_by(F("reckoned_on").asc(nulls_first=True), "pk")[:most])
    if people:
        rows = rows_of(people)
        are = known(people, rows)
        days = [_first(each.due_on for each in owed(are[one.pk], day, clocks())) for one in people]
        due = {each.person.pk for each in due_in(rows, are, people, day)}
        goes = [one.pk in due for one in people]
        with connection.cursor() as cursor:
            cursor.execute(REMEMBER, [day, [one.pk for one in people], days, goes])
    return people


def _first(days: Iterable[date | None]) -> date | None:
    return min((each or OF_NO_DAY for each in days), default=None)
