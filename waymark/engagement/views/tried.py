"""The page that is read before anything is enforced."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from waymark.accounts.access import needs
from waymark.accounts.permissions import Permission, user_can
from waymark.children.header import header
from waymark.children.needs import recorded
from waymark.children.views.about import Asked
from waymark.engagement.tried import tried as gather
from waymark.rules.enforcing import way_of

NEEDS = ("communication_needs", "disabilities", "caring")


@needs(Permission.SEE_CHILDREN)
def tried(request: HttpRequest, child: int) -> HttpResponse:
    """Show what went well, what got in the way and what was tried; then where each order stands."""
    asked = Asked(request, child)
    top = header(asked.child, asked.today)
    found = gather(asked.child, asked.today)
    context = {
        "header": top,
        "tried": found,
        "needs": recorded(asked.child, NEEDS, top.near.hide),
        "goes_back": any(way_of(order).warns for order, _ in found.orders),
        "can_record": user_can(asked.by, Permission.RECORD),
        "can_judge": user_can(asked.by, Permission.MANAGE_TEAM),
        "today": asked.today,
    }
    return render(request, "engagement/tried.html", context)
