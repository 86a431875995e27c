"""How letters fare, in words that tell nothing of what is in them: since when ours wait, and since
when the other side's could not be applied."""

import json
from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import connection
from django.utils.timezone import localdate

from waymark.pages.words import clock, day, several

LONG = timedelta(minutes=5)
HEAR_NOTHING = {
    "casework": "What victim workers are to know has not reached them since {}.",
    "victims": "What casework is to know has not reached it since {}.",
}
NOT_TAKEN_IN = {
    "casework": "{} from victim workers could not be taken in since {}.",
    "victims": "{} from casework could not be taken in since {}.",
}
KEPT = "It is kept, and goes when it can: tell whoever looks after Waymark."
TRIED = "Nothing is lost, and it is tried again: tell whoever looks after Waymark."


def told() -> dict[str, Any]:
    """Return how those of the asker's service fare. One query."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT letters_told()::text")
        (found,) = cursor.fetchone() or ("{}",)
    fare: dict[str, Any] = json.loads(found)
    return fare


def said(fare: Mapping[str, Any], at: datetime) -> Iterator[str]:
    """Say what is for longer than it may be."""
    side = settings.LETTERS_SIDE
    if first := _for_long(fare.get("since"), at):
        yield f"{HEAR_NOTHING[side].format(since(first, at))} {KEPT}"
    if first := _for_long(fare.get("faulty_since"), at):
        many = several(fare["faulty"], "message", "messages")
        yield f"{NOT_TAKEN_IN[side].format(many, since(first, at))} {TRIED}"


def since(last: datetime, at: datetime) -> str:
    """Return a moment as people say it: today's by the clock alone."""
    on, today = localdate(last), localdate(at)
    return f"{'' if on == today else f'{day(on, today)} at '}{clock(last)}"


def _for_long(first: str | None, at: datetime) -> datetime | None:
    moment = datetime.fromisoformat(first) if first else None
    return moment if moment and at - moment > LONG else None
