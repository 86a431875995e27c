"""What a browser keeps of a sheet while it is open, and what it forgets afterwards: all of it."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.cache import add_never_cache_headers

COOKIE = "sheet"  # holds chance alone; what is said stands in the database


def hold(answer: HttpResponse, key: str) -> HttpResponse:
    """Let this browser hold a sheet open, until it is closed."""
    answer.set_cookie(
        COOKIE,
        key,
        path=reverse("sheet"),
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Strict",
    )
    return answer


def key_of(request: HttpRequest) -> str:
    return request.COOKIES.get(COOKIE, "")


def forget(answer: HttpResponse) -> HttpResponse:
    """Leave nothing of a sheet on a device that somebody else may hold next."""
    answer.delete_cookie(COOKIE, path=reverse("sheet"), samesite="Strict")
    answer["Clear-Site-Data"] = '"cache", "storage"'
    return answer


def quietly(answer: HttpResponse) -> HttpResponse:
    """Keep a page out of stores and searches, and its address from other sites.

    The policy is not `no-referrer`: with it a browser says of a form that it comes from nowhere,
    and Django refuses it as forged.
    """
    add_never_cache_headers(answer)
    answer["Cache-Control"] = "no-store"
    answer["Referrer-Policy"] = "same-origin"
    answer["X-Robots-Tag"] = "noindex, nofollow"
    return answer
