"""Find a child."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from waymark.accounts.access import needs
from waymark.accounts.permissions import Permission
from waymark.children import finding, typed
from waymark.chronology.door import today


@needs(Permission.SEE_CHILDREN)
def find_child(request: HttpRequest) -> HttpResponse:
    """Shows one box; with something typed, who is found."""
    now = timezone.now()
    text = request.GET.get("words", "")
    asked = typed.read(text, today=today(now))
    found = finding.find(asked, by=request.user, at=now)
    context = {
        "words": text,
        "asked": asked,
        "found": found,
        "is_all": len(found) < finding.MOST,
    }
    return render(request, "children/find.html", context)
