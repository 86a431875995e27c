"""Who is asking, and whether she may come in: asked of every request, before any view."""

from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.middleware import AuthenticationMiddleware
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.utils.cache import add_never_cache_headers
from django.utils.timezone import now

from waymark.accounts import access, kept, sessions

AUTOSAVE = "Waymark-Autosave"  # the header of a request that a page makes by itself
NEWLY_TYPED = "1"  # what it says where the page did not send the same words before
HTMX = "HX-Request"
KEPT = "What you typed is kept: sign in, and it stands in the form again."
WHY_ENDED = {
    sessions.Ended.IDLE: "You were signed out because nothing was done for {idle} minutes.",
    sessions.Ended.TOO_LONG: "You were signed out because you had been signed in for {most} hours.",
    sessions.Ended.CHANGED: "You were signed out because something about your account has changed.",
}


class SignedIn(AuthenticationMiddleware):
    """Sets request.user, from the one query that reads the session."""

    def process_request(self, request: HttpRequest) -> None:
        request.user = sessions.person_of(
            request.session, at=now(), is_activity=AUTOSAVE not in request.headers
        )


class Doors:
    """Serves a view to those whom it lets in (`access`); what declares nothing is not served."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        answer = self.get_response(request)
        if request.user.is_authenticated:  # nobody reads it again from the browser's store
            add_never_cache_headers(answer)
        return answer

    def process_view(
        self, request: HttpRequest, view: access.View, args: Any, kwargs: Any
    ) -> HttpResponseBase | None:
        wanted = access.of(view)
        if wanted.open_to_all:
            return None
        if not request.user.is_authenticated:
            return _to_sign_in(request, wanted)
        if wanted.second_factor and not sessions.has_second_factor(request.session):
            return redirect("set_up")
        return None


def _to_sign_in(request: HttpRequest, wanted: access.Access) -> HttpResponse:
    if AUTOSAVE in request.headers:
        if wanted.keeps_words and request.headers[AUTOSAVE] == NEWLY_TYPED:
            _keep_words(request)  # the page itself says that she was signed out
        return HttpResponse(status=401)
    _say_why(request)
    if request.method == "POST" and wanted.keeps_words and _keep_words(request):
        messages.info(request, KEPT)
    answer = redirect_to_login(_page(request))
    if HTMX in request.headers:  # the whole page goes to sign in, not a part of it
        return HttpResponse(status=401, headers={"HX-Redirect": answer["Location"]})
    return answer


def _say_why(request: HttpRequest) -> None:
    why = request.session.pop(sessions.ENDED, None)
    if why:
        numbers = {
            "idle": settings.SIGNED_IN_IDLE.seconds // 60,
            "most": settings.SIGNED_IN_AT_MOST.seconds // 3600,
        }
        messages.info(request, WHY_ENDED[sessions.Ended(why)].format(**numbers))


def _keep_words(request: HttpRequest) -> bool:
    person = sessions.who_it_was(request.session)
    return person is not None and kept.keep(request, person=person, at=now())


def _page(request: HttpRequest) -> str:
    """Return the page to come back to: of a form that was sent, the page it stood on."""
    try:
        here = urlsplit(request.headers.get("Referer", ""))
    except ValueError:  # no address at all
        return request.get_full_path()
    comes_from_a_page = request.method == "POST" or HTMX in request.headers
    if comes_from_a_page and here.netloc == request.get_host():
        return here._replace(scheme="", netloc="", fragment="").geturl()
    return request.get_full_path()
