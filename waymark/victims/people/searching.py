"""What somebody is looked for by: a name, so it stands in no address.

It is kept in the session, and the address says only that something was looked for. So paging and
going back work, nothing of it is in a history, a log or a referrer, and it goes with the session.
"""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from waymark.victims.people.queries import LONGEST_SEARCH

FOUND = "?found="
KEY = "looked_for"


def look(request: HttpRequest) -> HttpResponse:
    """Keep what is looked for on this page, and show whom it finds."""
    request.session[KEY] = request.POST.get("words", "").strip()[:LONGEST_SEARCH]
    return redirect(request.path + (FOUND if request.session[KEY] else ""))


def looked_for(request: HttpRequest) -> str:
    return str(request.session.get(KEY, "")) if "found" in request.GET else ""
