"""The second factor is asked for once a working day on each device.

After it, the device holds a signed cookie that is good for one person until three o'clock next
night. It covers what a session covers: whatever ends her sessions ends this trust too.
"""

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.crypto import constant_time_compare

from waymark.accounts.models import User

ZONE = ZoneInfo("Europe/London")
DAY_ENDS = time(3)
SALT = "waymark.accounts.device"


def trust(request: HttpRequest, response: HttpResponse, person: User, *, at: datetime) -> None:
    """Let this device do without the second factor for the rest of the working day."""
    until = end_of_working_day(at)
    response.set_cookie(
        _cookie(person),
        signing.dumps(
            [person.pk, person.get_session_auth_hash(), int(until.timestamp())], salt=SALT
        ),
        expires=until,
        path=reverse("account_login"),
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )


def is_trusted(request: HttpRequest, person: User, *, at: datetime) -> bool:
    try:
        holder, stamp, until = signing.loads(request.COOKIES.get(_cookie(person), ""), salt=SALT)
    except (signing.BadSignature, ValueError):
        return False
    return (
        holder == person.pk
        and constant_time_compare(stamp, person.get_session_auth_hash())
        and at.timestamp() < until
    )


def end_of_working_day(at: datetime) -> datetime:
    """Return the next three o'clock at night."""
    here = at.astimezone(ZONE)
    day = here.date() if here.time() < DAY_ENDS else here.date() + timedelta(days=1)
    return datetime.combine(day, DAY_ENDS, ZONE)


def _cookie(person: User) -> str:
    return f"device-{person.pk}"
