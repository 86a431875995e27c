"""The page that is read before anything is enforced."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from waymark.accounts.access import needs
from waymark.accounts.permissions import Permission, user_can
from waymark.children.header import header
from waymark.children.views.about import Asked
from waymark.engagement.tried import tried as gather


@needs(Permission.SEE_CHILDREN)
def tried(request: HttpRequest, child: int) -> HttpResponse:
    """Show what went well, what got in the way and what was tried; then where each order stands."""
    asked = Asked(request, child)
    context = {
        "header": header(asked.child, asked.today),
        "tried": gather(asked.child, asked.today),
        "can_record": user_can(asked.by, Permission.RECORD),
        "can_judge": user_can(asked.by, Permission.MANAGE_TEAM),
        "today": asked.today,
    }
    return render(request, "engagement/tried.html", context)
