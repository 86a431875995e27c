"""A worker's busy times, for the calendar of her phone: when, and never with whom, where or why.

Whoever holds the address reads it without signing in, and the makers of phones read along. So it
says one word, and the table keeps a digest, from which nobody gets the address.
"""

from collections.abc import Iterable
from datetime import datetime
from typing import NamedTuple

from django.conf import settings
from django.db import connection
from django.urls import reverse
from django.utils.crypto import salted_hmac
from icalendar import Calendar, Event

from waymark.accounts import links
from waymark.accounts.models import User
from waymark.accounts.permissions import Permission, check_user_can
from waymark.audit import recording
from waymark.diary.models import Feed
from waymark.rules.free import Period

BUSY = "Busy"
MADE_BY = "-//busy//EN"  # the format asks for it; a product's name would tell what work it is


class Held(NamedTuple):
    """What the holder of an address may read: of which meeting each time is tells nobody's name."""

    service: int
    worker: int
    busy: list[tuple[int, Period]]


def of(worker: User) -> Feed | None:
    """Return a worker's feed, if she has one. One query."""
    return Feed.objects.filter(person=worker).first()


def make(*, by: User, at: datetime) -> str:
    """Make an address in place of any there was; returns it, which is told this once."""
    check_user_can(by, Permission.SEE_CHILDREN)
    recording.note(act="make-feed")
    secret = links.token()
    made = {"digest": links.digest(secret), "made_at": at}
    Feed.objects.update_or_create(person=by, defaults=made)
    return settings.ORIGIN + reverse("feed-ics", args=[secret])


def turn_off(*, by: User) -> None:
    check_user_can(by, Permission.SEE_CHILDREN)
    recording.note(act="turn-off-feed")
    Feed.objects.filter(person=by).delete()


def held(secret: str) -> Held | None:
    """Return what this address tells, or nothing where it tells nothing. One query."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM feed_of(%s)", [links.digest(secret)])
        rows = cursor.fetchall()
    if not rows:
        return None
    service, worker = rows[0][:2]
    busy = [(each, Period(when.lower, when.upper)) for *_, each, when in rows if each is not None]
    return Held(service, worker, busy)


def calendar(secret: str, busy: Iterable[tuple[int, Period]], *, at: datetime) -> bytes:
    """Write these times as an iCalendar."""
    made = Calendar()
    made.add("prodid", MADE_BY)
    made.add("version", "2.0")
    for meeting, (begins, ends) in busy:
        event = Event()
        event.add("uid", _called(secret, meeting))
        event.add("dtstamp", at)
        event.add("dtstart", begins)
        event.add("dtend", ends)
        event.add("summary", BUSY)
        event.add("class", "PRIVATE")
        made.add_component(event)
    return bytes(made.to_ical())


def _called(secret: str, meeting: int) -> str:
    """Name a meeting the same as long as the address stays; nobody reads from that which it is, or
    that two workers are at one."""
    salt = f"waymark.feed:{secret}"
    return salted_hmac(salt, str(meeting), algorithm="sha256").hexdigest()
