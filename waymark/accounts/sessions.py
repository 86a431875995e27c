"""How long somebody stays signed in, and what ends it.

A session ends after half an hour without activity, after twelve hours in any case, and at the next
request once the account, its role, team, service, password or factors change. The server measures;
what the browser says about time is not believed. An ended session keeps one thing, who it was, so
that words typed into an open form are given back to their writer.
"""

from datetime import UTC, datetime
from enum import StrEnum

from django.conf import settings
from django.contrib.auth import HASH_SESSION_KEY, SESSION_KEY
from django.contrib.auth.models import AnonymousUser
from django.contrib.sessions.backends import db
from django.contrib.sessions.backends.base import SessionBase
from django.db.models import Exists, QuerySet
from django.utils import timezone
from django.utils.crypto import constant_time_compare

from waymark.accounts.models import DemonstrationMark, Session, User
from waymark.prepared import MOMENT, TEXT, Told, first, prepared

BEGAN = "began"
ACTIVE = "active"
SECOND_FACTOR = "second_factor"
WAS = "was"
ENDED = "ended"
ACTIVITY_IS_WRITTEN_EVERY = 60  # seconds


class Ended(StrEnum):
    """Why a session ended, as the sign-in page tells it."""

    IDLE = "idle"
    TOO_LONG = "too-long"
    CHANGED = "changed"


class SessionStore(db.SessionStore):
    """Django's own in the database, read in one query with the person whose it is."""

    person: User | None = None

    @classmethod
    def get_model_class(cls) -> type[Session]:
        return Session

    def _get_session_from_db(self) -> Session | None:
        row = first(_rows(key=self.session_key, now=timezone.now()))
        if row is None:
            self._session_key = None
            return None
        self.person = row.person
        if row.person is not None:
            row.person.in_demonstration = row.in_demonstration
        return row

    def create_model_instance(self, data: dict[str, object]) -> Session:
        made = super().create_model_instance(data)
        made.person_id = data.get(SESSION_KEY)
        return made


@prepared(key=TEXT, now=MOMENT)
def _rows(key: Told, now: Told) -> QuerySet[Session]:
    rows = Session.objects.select_related("person__service", "person__team")
    rows = rows.filter(session_key=key, expire_date__gt=now)
    return rows.annotate(in_demonstration=Exists(DemonstrationMark.objects.all()))


def begin(session: SessionBase, *, at: datetime, second_factor: bool) -> None:
    """Start the clocks of somebody who has just signed in."""
    for name in (WAS, ENDED):
        session.pop(name, None)
    session[BEGAN] = session[ACTIVE] = int(at.timestamp())
    session[SECOND_FACTOR] = second_factor


def forget_old(*, at: datetime) -> None:
    """Delete what remains of sessions that ended days ago."""
    Session.objects.filter(expire_date__lte=at).delete()


def has_second_factor(session: SessionBase) -> bool:
    return session.get(SECOND_FACTOR) is True


def began(session: SessionBase) -> datetime:
    """Return when somebody signed in, or the beginning of time where nobody has."""
    return datetime.fromtimestamp(session.get(BEGAN, 0), UTC)


def person_of(session: SessionBase, *, at: datetime, is_activity: bool) -> User | AnonymousUser:
    """Return who asks, ending the session if it is over."""
    if SESSION_KEY not in session:
        return AnonymousUser()
    person = session.person
    why = Ended.CHANGED if person is None else _why_ended(session, person, at)
    if why is not None:
        _end(session, person, why)
        return AnonymousUser()
    if is_activity:
        _note_activity(session, at)
    return person


def who_it_was(session: SessionBase) -> User | None:
    """Return whose session ended in this browser, while nobody has signed in since."""
    if WAS not in session:
        return None
    return User.objects.filter(pk=session[WAS], is_active=True).first()


def _why_ended(session: SessionBase, person: User, at: datetime) -> Ended | None:
    now = at.timestamp()
    stamp = session.get(HASH_SESSION_KEY, "")
    if not (person.is_active and constant_time_compare(stamp, person.get_session_auth_hash())):
        return Ended.CHANGED
    if now - session.get(BEGAN, 0) >= settings.SIGNED_IN_AT_MOST.total_seconds():
        return Ended.TOO_LONG
    # While nothing may be written, activity cannot be, and nobody could sign in again.
    if settings.READ_ONLY:
        return None
    if now - session.get(ACTIVE, 0) >= settings.SIGNED_IN_IDLE.total_seconds():
        return Ended.IDLE
    return None


def _end(session: SessionBase, person: User | None, why: Ended) -> None:
    if settings.READ_ONLY:
        return
    session.flush()
    if person is not None and person.is_active:
        remember(session, person)
        session[ENDED] = why.value


def remember(session: SessionBase, person: User) -> None:
    """Let an ended session keep who it was: what she still sends is kept for her alone."""
    session[WAS] = person.pk


def _note_activity(session: SessionBase, at: datetime) -> None:
    now = int(at.timestamp())
    if not settings.READ_ONLY and now - session[ACTIVE] >= ACTIVITY_IS_WRITTEN_EVERY:
        session[ACTIVE] = now
