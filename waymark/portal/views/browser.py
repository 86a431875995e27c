"""What a browser keeps of a sheet while it is open, and what it forgets afterwards: all of it."""

from datetime import timedelta

from django.conf import settings
from django.core.signing import BadSignature, TimestampSigner
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

COOKIE = "sheet"  # holds chance alone; what is said stands in the database
HANDED_IN = "sheet-handed-in"  # for the one page that says thank you
IDLE = timedelta(minutes=30)  # from then on a page that was left open shows nothing more
A_MOMENT = timedelta(minutes=10)
SALT = "waymark.sheet"


def hold(answer: HttpResponse, key: str) -> HttpResponse:
    """Let this browser hold a sheet open, until it is closed or nobody comes back to it."""
    _set(answer, COOKIE, signed(key))
    return answer


def signed(key: str) -> str:
    """Return a key as a browser keeps it: with the moment at which it was there last."""
    return TimestampSigner(salt=SALT).sign(key)


def key_of(request: HttpRequest, *, within: timedelta | None = IDLE) -> str:
    """Return the key that this browser holds; nothing where it was left alone for longer."""
    try:
        kept = request.COOKIES.get(COOKIE, "")
        return TimestampSigner(salt=SALT).unsign(kept, max_age=within)
    except BadSignature:
        return ""


def has_handed_in(request: HttpRequest) -> bool:
    """Tell whether a sheet was handed in here a moment ago."""
    kept = request.COOKIES.get(HANDED_IN, "")
    try:
        TimestampSigner(salt=HANDED_IN).unsign(kept, max_age=A_MOMENT)
    except BadSignature:
        return False
    return True


def thank(answer: HttpResponse) -> HttpResponse:
    """Forget the sheet, and let the page that follows say thank you."""
    _set(answer, HANDED_IN, TimestampSigner(salt=HANDED_IN).sign("yes"))
    return forget(answer)


def _set(answer: HttpResponse, name: str, value: str) -> None:
    answer.set_cookie(
        name,
        value,
        path=reverse("sheet"),
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Strict",
    )


def forget(answer: HttpResponse) -> HttpResponse:
    """Leave nothing of a sheet on a device that somebody else may hold next."""
    answer.delete_cookie(COOKIE, path=reverse("sheet"), samesite="Strict")
    answer["Clear-Site-Data"] = '"cache", "storage"'
    return answer
