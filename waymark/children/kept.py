"""Whom a child's record is kept from: the victims' side says who, and nobody here knows why."""

import json
from collections.abc import Iterable
from datetime import datetime
from functools import partial

from django.db import connection
from django.db.models import Func, JSONField

from waymark.accounts import asking
from waymark.accounts.answers import Refused
from waymark.accounts.models import User
from waymark.audit import recording
from waymark.children.models import Child, KeptFrom
from waymark.chronology.door import today
from waymark.letters import exchange, post
from waymark.rules.carries import carries
from waymark.rules.letters import KeepFrom, WorkerTried

MAY_NOT_WORK = "{} may not work with this child: choose somebody else."


class KeptWorkers(Func):
    """Who works with a child that is kept from them: `migrations/kept_from.sql` says to whom."""

    function = "kept_workers"
    output_field = JSONField()


@carries("CM-400")
def keep_from(letter: KeepFrom, *, service: int, at: datetime) -> None:
    """Let the people of a letter, and nobody else, be those whom the child is kept from.

    A number that is no child's of this service changes nothing: whoever typed it is not told
    which numbers are.
    """
    del at
    child = Child.objects.filter(pk=int(letter.child), service=service).first()
    if child is None:
        return
    people = User.objects.filter(pk__in=[int(each) for each in letter.people])
    stands = KeptFrom.objects.filter(child=child)
    stands.exclude(user__in=people).delete()
    KeptFrom.objects.bulk_create(
        (
            KeptFrom(child=child, service_id=service, user=each, since=letter.on)
            for each in people.exclude(pk__in=stands.values("user"))
        ),
    )


@carries("CM-400")
def refuse_who_is_kept_from(workers: Iterable[User], children: Iterable[int], by: User) -> None:
    """Refuse a worker whom one of these children is kept from, and tell the victims' side who
    tried: it counts them, so that nobody learns unseen who may not, whether or not anybody answers
    there just now. One query.

    :raises Refused:
    """
    names = {each.pk: each.name for each in workers}
    kept = sorted(who_is_kept(names, children))
    if not kept:
        return
    child, worker = kept[0]
    service = Child.objects.values_list("service", flat=True).get(pk=child)
    theirs = [person for of, person in kept if of == child]
    recording.at_the_end(partial(_tell_who_tries, child, service, theirs, by))
    raise Refused(MAY_NOT_WORK.format(names[worker]))


def _tell_who_tries(child: int, service: int, people: Iterable[int], by: User) -> None:
    """Write it as Waymark itself: the child may be of another service."""
    on = today(recording.current().at)
    about = {"child": child, "on": on, "people": tuple(people)}
    asking.as_waymark(service)
    post.send(WorkerTried(**about, by=by.pk, by_name=by.name), service=service)
    exchange.exchange_soon()
    asking.as_user(by)


def who_is_kept(people: Iterable[int], children: Iterable[int]) -> set[tuple[int, int]]:
    """Return, as child and person, which of these children is kept from whom. One query."""
    asked = """
        SELECT child, person FROM unnest(%s::bigint[]) AS child, unnest(%s::bigint[]) AS person
        WHERE is_kept_from(child, person)
    """
    with connection.cursor() as cursor:
        cursor.execute(asked, [list(children), list(people)])
        return set(cursor.fetchall())


def kept_workers() -> list[tuple[Child, str]]:
    """Return which children need another worker, and why, in words. Three queries at most."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT kept_workers()")
        pairs = json.loads(cursor.fetchone()[0])
    if not pairs:
        return []
    children = Child.objects.in_bulk({child for child, _ in pairs})
    people = User.objects.in_bulk({person for _, person in pairs})
    recording.note(children=sorted(children))
    return [(children[child], MAY_NOT_WORK.format(people[person].name)) for child, person in pairs]
