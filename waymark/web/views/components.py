"""The page that shows every component."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from waymark.accounts.access import signed_in_only
from waymark.web import examples


@signed_in_only
def components(request: HttpRequest) -> HttpResponse:
    """Show each component in each state, with one invented day as today."""
    return render(request, "web/components.html", examples.context())
