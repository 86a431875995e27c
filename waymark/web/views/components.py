"""The page that shows every component."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from waymark.accounts.access import secret_page
from waymark.web import examples


@secret_page  # its forms are examples: nothing comes of what is typed in them
def components(request: HttpRequest) -> HttpResponse:
    """Show each component in each state, with one invented day as today."""
    return render(request, "web/components.html", examples.context())
