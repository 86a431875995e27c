"""The page that is read before anything is enforced."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from waymark.accounts.access import needs
from waymark.accounts.permissions import Permission, user_can
from waymark.children.header import header
from waymark.children.needs import recorded
from waymark.children.views.about import Asked
from waymark.engagement.tried import tried as gather

NEEDS = ("communication_needs", "disabilities", "caring")


@needs(Permission.SEE_CHILDREN)
def tried(request: HttpRequest, child: int) -> HttpResponse:
    """Show what went well, what got in the way and what was tried; then where each order stands."""
    asked = Asked(request, child)
    top = header(asked.child, asked.today)
    context = {
        "header": top,
        "tried": gather(asked.child, asked.today),
        "needs": recorded(asked.child, NEEDS, top.near.hide),
        "can_record": user_can(asked.by, Permission.RECORD),
        "can_judge": user_can(asked.by, Permission.MANAGE_TEAM),
        "today": asked.today,
    }
    return render(request, "engagement/tried.html", context)
