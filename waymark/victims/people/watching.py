"""Who of casework asks so much that it may be trying names: the guard is no oracle."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import connection
from django.utils.timezone import localdate

from waymark.accounts.models import User
from waymark.accounts.permissions import Permission, check_user_can
from waymark.audit import recording
from waymark.guidance.attempts import limits
from waymark.pages.words import several
from waymark.rules import attempts
from waymark.rules.attempts import Why, to_be_told
from waymark.rules.carries import carries
from waymark.victims.people.models import Call, of_casework

WHAT = {
    Why.PEOPLE: ("named {} who were harmed", "person", "people"),
    Why.NAMES: ("asked about {} alone", "name", "names"),
    Why.CALLS: ("wrote a protected name in {} within a day", "text", "texts"),
}


@dataclass(frozen=True)
class Asking:
    """Somebody of casework, by the number of the account there, and what was counted."""

    by: int
    who: str
    words: str
    since: datetime


@carries("CM-409")
def asking_much(service: int, *, at: datetime) -> list[Asking]:
    """Return who of casework is to be asked about it. One query."""
    numbers = limits(localdate(at))
    since = at - timedelta(days=numbers.days)
    rows = Call.objects.filter(service=service, function="mentions", at__gt=since)
    rows = rows.filter(put_aside_at=None).exclude(asked_by=None).order_by("at")
    who = {row.asked_by: of_casework(row.asked_by, row.asked_by_name) for row in rows}
    calls = [
        attempts.Call(row.asked_by, row.at, frozenset(row.found), frozenset(row.names))
        for row in rows
    ]
    return [
        Asking(each.by, who[each.by], _said(each), each.since)
        for by in sorted({call.by for call in calls})
        for each in to_be_told(calls, by=by, at=at, limits=numbers)
    ]


@carries("CM-409")
def asked_their_manager(*, account: int, by: User, at: datetime) -> None:
    """Put aside what an account of casework asked so far: it is told again when there is more."""
    check_user_can(by, Permission.RECORD_HARMED)
    recording.note(act="asked-their-manager", account=account)
    calls = Call.objects.filter(service=by.service_id, asked_by=account, put_aside_at=None)
    calls.filter(at__lte=at).update(put_aside_at=at)


def forget_old_calls(*, at: datetime) -> None:
    """Forget the calls that are counted no more. One query, as Waymark itself."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT victims_forget_calls(%s)", [limits(localdate(at)).days])


def _said(told: attempts.Told) -> str:
    words, one, many = WHAT[told.why]
    return words.format(several(told.number, one, many))
