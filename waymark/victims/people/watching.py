"""Who of casework asks so much that it may be trying names: the guard is no oracle."""

from collections.abc import Sequence
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
from waymark.rules.attempts import FoundOut, Why, counted, to_be_told
from waymark.rules.carries import carries
from waymark.victims.people.keeping import WORKER
from waymark.victims.people.models import Call, of_casework

ASKS = ("mentions", "reference")
WHAT = {
    Why.PEOPLE: ("named or came near {} harmed", "person", "people"),
    Why.NAMES: ("asked about {} alone, of one child", "name or place", "names or places"),
    Why.CALLS: ("met a protected name or place {} within a day", "time", "times"),
    Why.PROSE: ("wrote {} that may be a name", "word", "words"),
    Why.KEPT: ("tried {} with a child whose record is kept from them", "worker", "workers"),
}
FOUND_OUT = {
    FoundOut.OWN_WORK: "The names were needed for work of their own",
    FoundOut.TRIED_OUT: "They tried out what Waymark warns of",
    FoundOut.NO_REASON: "There was no good reason: the manager sees to it",
    FoundOut.NOT_KNOWN: "The manager could not say what it was",
}


@dataclass(frozen=True)
class Asking:
    """Somebody of casework, by the number of the account there, and what was counted."""

    by: int
    who: str
    words: str
    since: datetime
    last_time: str = ""  # what was found out then


@dataclass(frozen=True)
class Asked:
    """What is counted of an account of casework, much or not, each in words."""

    who: str
    counted: Sequence[tuple[str, attempts.Told]]
    days: int  # over which it is counted
    last_time: str

    @property
    def is_much(self) -> bool:
        return any(told.is_too_many for _, told in self.counted)


@carries("CM-409")
def asking_much(service: int, *, at: datetime) -> list[Asking]:
    """Return who of casework is to be asked about it. One query."""
    numbers = limits(localdate(at))
    lately = _Lately(service, at - timedelta(days=numbers.days))
    return [
        Asking(each.by, lately.who(by), _said(each), each.since, lately.last_time.get(by, ""))
        for by in sorted({call.by for call in lately.calls})
        for each in to_be_told(lately.calls, by=by, at=at, limits=numbers)
    ]


@carries("CM-409")
def asked_by(account: int, *, service: int, at: datetime) -> Asked | None:
    """Return what is counted of an account; nothing of one that never asked. Three queries at
    most."""
    if not Call.objects.filter(service=service, asked_by=account).exists():
        return None
    numbers = limits(localdate(at))
    lately = _Lately(service, at - timedelta(days=numbers.days))
    found = counted(lately.calls, by=account, at=at, limits=numbers)
    said = [(_said(each), each) for each in found]
    last_time = lately.last_time.get(account, "")
    who = lately.who(account) if account in lately.names else called(account, service=service)
    return Asked(who, said, numbers.days, last_time)


class _Lately:
    """The calls that are counted. One query."""

    def __init__(self, service: int, since: datetime) -> None:
        rows = Call.objects.filter(service=service, function__in=ASKS, at__gt=since)
        rows = rows.exclude(asked_by=None).exclude(found=[], names=[], prose=[])
        rows = list(rows.defer("begun").order_by("put_aside_at", "at"))
        self.names = {row.asked_by: row.asked_by_name for row in rows if row.asked_by_name}
        self.last_time = {
            row.asked_by: FOUND_OUT[FoundOut(row.found_out)] for row in rows if row.found_out
        }
        self.calls = [_counted(row) for row in rows if row.put_aside_at is None]

    def who(self, account: int) -> str:
        return of_casework(account, self.names.get(account, ""))


def _counted(row: Call) -> attempts.Call:
    tried = {name: frozenset(getattr(row, name)) for name in ("names", "prose")}
    if row.towards == WORKER:
        tried = {"kept": tried["names"]}
    of = {"by": row.asked_by or 0, "at": row.at, "child": row.child or 0}
    return attempts.Call(**of, people=frozenset(row.found), **tried)


def called(account: int, *, service: int) -> str:
    """Return what an account of casework was called when it asked last. One query."""
    calls = Call.objects.filter(service=service, asked_by=account).exclude(asked_by_name="")
    found = calls.order_by("-at").values_list("asked_by_name", flat=True)
    return of_casework(account, found.first() or "")


@carries("CM-409")
def asked_their_manager(*, account: int, found_out: FoundOut, by: User, at: datetime) -> None:
    """Put aside what an account of casework asked so far, with what it was: it is told again when
    there is more."""
    check_user_can(by, Permission.RECORD_HARMED)
    recording.note(act="asked-their-manager", account=account, found_out=found_out)
    calls = Call.objects.filter(service=by.service_id, asked_by=account, put_aside_at=None)
    calls.filter(at__lte=at).update(put_aside_at=at, found_out=found_out)


def forget_old_calls(*, at: datetime) -> None:
    """Forget the calls that are counted no more. One query, as Waymark itself."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT victims_forget_calls(%s)", [limits(localdate(at)).days])


def _said(told: attempts.Told) -> str:
    words, one, many = WHAT[told.why]
    return words.format(several(told.number, one, many))
